import base64
import hashlib
import re
from html.parser import HTMLParser

from made.ledgers import small_ledger

from jianfu_cli.reports.status_page import as_html


class Outline(HTMLParser):
    """What a browser would fetch or run, and the text of the cells."""

    def __init__(self):
        super().__init__()
        self.fetched, self.cells, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.fetched += [
            value for name, value in attrs if name in {"src", "href", "action", "style"} or name[:2] == "on"
        ]
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


def page():
    outline = Outline()
    outline.feed(as_html(small_ledger()))
    return outline


def test_nothing_is_fetched_or_run():
    outline = page()
    assert outline.fetched == []
    assert not {"script", "img", "link", "iframe"} & set(outline.tags)


def test_the_policy_pins_the_style_by_its_hash():
    html = as_html(small_ledger())
    style = re.search("<style>(.*)</style>", html, re.DOTALL)[1]
    pinned = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{pinned}'" in html


def test_each_return_has_its_cell():
    cells = [cell.strip() for cell in page().cells]
    row = cells[cells.index("红旗区") :][:4]
    assert row == ["红旗区", "迟报 2 天6月7日收到", "未到期", "按时6月19日收到错误 1 处缺扫描件"]
    assert "7月4日前还有 14 天（10 个工作日）" in cells


def test_days_and_working_days_stand_on_lines_of_their_own():
    html = as_html(small_ledger())
    assert "<small>还有 14 天</small><small>（10 个工作日）</small>" in html


def test_names_of_files_never_become_markup():
    html = as_html(small_ledger())
    assert "<b>相关文件</b>" not in html
    assert "&lt;b&gt;相关文件&lt;/b&gt;" in html

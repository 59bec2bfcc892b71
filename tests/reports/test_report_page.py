"""``validate -f html``: everything is on the page without its script, and no text of a submission becomes markup."""

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from made.rollups import make_file, make_finding, make_form, problem

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.report import NotRun, Report
from jianfu_cli.reports.page import as_html, reference
from jianfu_cli.resources import folder
from jianfu_cli.rules.pages import pages
from jianfu_cli.rules.registry import RULES

AS_OF = date(2024, 7, 5)
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7*7 }}", "</style><b>", "' autofocus onfocus='x"]


class Page(HTMLParser):
    """Tags, attributes and texts of a page; ``findings`` are the texts of each finding, in order."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts, self.findings = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if dict(attrs).get("class", "").startswith("finding "):
            self.findings.append([])

    def handle_endtag(self, tag):
        if tag == "li":
            self.texts.append("\n")

    def handle_data(self, data):
        self.texts.append(data)
        if self.findings and data.strip():
            self.findings[-1].append(data)

    @property
    def text(self):
        return "".join(self.texts)


def report(*findings, **more):
    files = (
        make_file("红旗区/附件2.xlsx", make_form("a2", "红旗区", [problem("语音打卡")])),
        make_file("卫滨区/附件3.xlsx", outcome=Outcome.REFUSED),
    )
    return Report("xinxiang-2024", AS_OF, files, findings, **({"rules": pages(RULES)} | more))


def small_report():
    path, other = "红旗区/附件2.xlsx", "卫滨区/附件3.xlsx"
    return report(
        make_finding("JF601", unit="市科协", message="市科协没有报附件3", hint="尽快补报。"),
        make_finding("JF001", path=other, unit="卫滨区", message="文件已损坏"),
        make_finding("JF202", path=path, row=9, cell="B9", unit="红旗区", message="“值班”不是规定的问题类别", column="问题类别"),
        make_finding("JF207", "warning", path=path, row=9, cell="G9", unit="红旗区", message="不是日期", column="整改时限"),
        make_finding("JF208", "info", path=path, row=5, cell="A5", sheet="表二", unit="红旗区", message="按 2024-06-05 读取"),
        not_run=(NotRun("JF401", "红旗区", "附件3 未在本次检查范围"),),
        with_infos=True,
    )  # fmt: skip


def test_every_finding_is_there_in_order_of_the_report():
    page = Page(as_html(small_report()))
    assert [said[0] for said in page.findings] == ["错误", "错误", "错误", "提醒", "提示"]
    assert page.findings[3][:3] == ["提醒", "G9", "【整改时限】不是日期"]
    assert page.findings[2][:3] == ["错误", "B9", "“值班”不是规定的问题类别"]
    assert page.findings[0][1:5] == ["市科协没有报附件3", "怎么改：尽快补报。", "依据：依据", "JF601"]


def test_without_a_basis_none_is_named():
    page = Page(as_html(report(make_finding("JF202", path="甲.xlsx", message="不对", hint="改。", basis=""))))
    assert page.findings[0][1:4] == ["不对", "怎么改：改。", "JF202"]


def test_page_is_headed_with_the_campaigns_title():
    shown = as_html(report(title="进一步减轻中小学教师负担专项整治"))
    assert "<span>进一步减轻中小学教师负担专项整治</span>" in shown
    assert "xinxiang-2024" not in shown
    assert "<span>xinxiang-2024</span>" in as_html(report())


def test_findings_are_grouped_by_file_and_sheet():
    html = as_html(small_report())
    groups = re.findall(r"<h3[^>]*>(.*?)</h3>\n<p class=\"counts\">(.*?)</p>", html)
    assert groups == [
        ("报送情况", "错误 1"),
        ("卫滨区/附件3.xlsx", "错误 1"),
        ("红旗区/附件2.xlsx", "错误 1　提醒 1　提示 1"),
    ]
    assert re.findall(r"<h4>(.*?)</h4>", html) == ["工作表“Sheet1”", "工作表“表二”"]


def test_the_counts_stand_on_top():
    found = re.findall(r"<dt>(.*?)</dt><dd><strong[^>]*>(\d+)</strong>(.*?)</dd>", as_html(small_report()))
    assert found == [
        ("错误", "3", "处"),
        ("提醒", "1", "处"),
        ("提示", "1", "处"),
        ("读取文件", "1", "共 2 个，无法读取 1"),
        ("识别出表", "1", "张"),
        ("数据", "1", "行"),
    ]


def test_units_codes_and_levels_can_be_chosen():
    html = as_html(small_report())
    assert re.findall(r"<option value=\"\d+\">(.*?)</option>", html) == ["卫滨区（1）", "市科协（1）", "红旗区（3）"]
    assert '<option value="JF202">JF202 问题类别不是规定的类别（1）</option>' in html
    levels = re.findall(r'value="(\w+)" autocomplete="off"( checked)?>(\S+ \d)</label>', html)
    assert levels == [("error", " checked", "错误 3"), ("warning", " checked", "提醒 1"), ("info", "", "提示 1")]


def test_infos_are_counted_and_not_listed_unless_they_are_asked_for():
    html = as_html(replace(small_report(), with_infos=False))
    assert [said[0] for said in Page(html).findings] == ["错误", "错误", "错误", "提醒"]
    assert "另有提示 1 处，不必处理，只计数" in html
    assert "错误 1　提醒 1　提示 1" in html
    assert 'value="info"' not in html
    alone = as_html(report(make_finding("JF208", "info", path="甲.xlsx", row=5)))
    assert ("没有发现问题。" in alone, "另有提示 1 处" in alone, "甲.xlsx" in alone) == (True, True, False)


def test_infos_are_chosen_where_there_is_nothing_else():
    html = as_html(report(make_finding("JF208", "info", path="甲.xlsx", row=5), with_infos=True))
    assert 'value="info" autocomplete="off" checked' in html


def test_rules_are_explained_once_and_only_those_spoken_of():
    html = as_html(small_report())
    assert re.findall(r'<dl id="(\w+)"', html) == ["JF001", "JF202", "JF207", "JF208", "JF401", "JF601"]
    targets = set(re.findall(r'href="#(\w+)"', html))
    assert targets <= set(re.findall(r'id="(\w+)"', html))


def test_a_code_without_a_page_is_no_link():
    html = as_html(report(make_finding("JF202", path="甲.xlsx", row=5), rules=()))
    assert "<a " not in html
    assert '<span class="code">JF202</span>' in html


def test_what_was_not_checked_is_said():
    assert "附件3 未在本次检查范围" in Page(as_html(small_report())).text
    assert "没有执行的检查" not in as_html(report(not_run=()))


def test_nothing_found_is_a_page_without_filters_or_script():
    page = Page(as_html(report()))
    assert "没有发现问题。" in page.text
    assert not {"script", "select", "input"} & set(page.tags)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text):
    def made(said):
        return Page(
            as_html(
                report(
                    make_finding(
                        "JF202", path=f"{said}.xlsx", row=5, cell="B5", sheet=said, unit=said, message=said, hint=said,
                        column=f"{said}列",
                    ),
                    not_run=(NotRun("JF401", said, said),),
                )
            )
        )  # fmt: skip

    plain, page = made("平常"), made(text)
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert page.text.count(text) == plain.text.count("平常") >= 6


def test_what_nobody_can_see_is_shown():
    html = as_html(report(make_finding("JF005", path="附件2\u202excod.exe", message="甲\u200b乙\x00丙\ud800")))
    assert "附件2\ufffdxcod.exe" in html
    assert "甲\ufffd乙\ufffd丙\ufffd" in html
    html.encode()


def test_page_is_one_file_with_a_strict_policy():
    html = as_html(small_report())
    page = Page(html)
    assert not {"link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not {"src", "style", "onclick"} & {name for name, _ in page.attributes}
    assert all(value.startswith("#") for name, value in page.attributes if name == "href")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{pinned(html, 'style')}'; script-src 'sha256-{pinned(html, 'script')}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert Counter(page.tags)["script"] == Counter(page.tags)["style"] == 1


def pinned(html, tag):
    inside = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL).group(1)
    return b64encode(sha256(inside.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("sheet", "cell", "pasted"),
    [("附件2", "B9", "'附件2'!B9"), ("甲's 表", "A1", "'甲''s 表'!A1"), (None, "C3", "C3")],
)
def test_an_address_can_be_pasted_into_the_name_box(sheet, cell, pasted):
    assert reference(make_finding("JF202", path="甲.xlsx", row=9, cell=cell, sheet=sheet)) == pasted


def test_the_same_report_gives_the_same_bytes():
    assert as_html(small_report()) == as_html(small_report())


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """The contrast ratio of WCAG 2.1, 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["ink", "soft", "navy", "red", "amber"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f2f5f8"])
def test_every_colour_of_text_can_be_read(colour, ground):
    style = (folder("templates") / "base.css").read_text(encoding="utf-8")
    assert contrast(re.search(rf"--{colour}: (#\w{{6}})", style).group(1), ground) >= 4.5


def test_it_says_first_which_units_and_rules_have_most():
    text = "".join(Page(as_html(small_report())).text.split())
    head = text.partition("错误、提醒最多的")[2].partition("查出的问题")[0]
    assert head.startswith("单位错误提醒红旗区11市科协10卫滨区10")
    assert "JF202问题类别不是规定的类别错误11" in head
    assert "JF208" not in head  # an info is nothing to mend


def test_one_unit_alone_is_compared_with_nobody():
    page = as_html(report(make_finding("JF202", path="红旗区/附件2.xlsx", unit="红旗区")))
    assert "错误、提醒最多的" not in page

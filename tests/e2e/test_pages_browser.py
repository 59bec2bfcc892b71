"""Every page that the commands write of the embedded example: open to all, at any width, on paper."""

from importlib.resources import files
from urllib.parse import urlparse

import pypdfium2
import pytest

pytestmark = pytest.mark.browser

PAGES = ["摘要", "检查结果", "报送情况", "整改销号进度", "白名单公布稿", "投诉举报渠道"]
PHONE, COMPUTER = 390, 1280
# All rules, the experimental ones too, but for those of WCAG's level AAA.
AUDIT = """
const done = arguments[0];
const wanted = axe.getRules().filter((rule) => !rule.tags.includes("wcag2aaa"));
axe.run(document, { runOnly: wanted.map((rule) => rule.ruleId) }).then(done, (error) => done({ violations: String(error) }));
"""


def audit(browser):
    """What axe-core finds, ``rule: first place``; it comes in by the browser's own tools, past the page's policy."""
    browser.set_script_timeout(120)
    browser.execute_script((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    result = browser.execute_async_script(AUDIT)
    assert len(result["passes"]) > 5
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


def test_every_page_is_looked_at(example_pages):
    assert sorted(example_pages) == sorted(PAGES)


@pytest.mark.parametrize("width", [PHONE, COMPUTER])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(browser, resize, example_pages, name, width):
    resize(width)
    browser.get(example_pages[name].as_uri())
    assert audit(browser) == []


def test_axe_sees_what_is_wrong(browser, tmp_path):
    page = tmp_path / "不好.html"
    page.write_text("<!DOCTYPE html><title>t</title><input><p style='color:#bbb'>颜色太淡，看不清楚", encoding="utf-8")
    browser.get(page.as_uri())
    found = "".join(audit(browser))
    assert [
        rule for rule in ("html-has-lang", "label", "color-contrast", "landmark-one-main") if rule not in found
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(asked_for, example_pages, name):
    asked, complaints = asked_for(example_pages[name])
    assert [urlparse(url).scheme for url in asked] == ["file"]
    assert complaints == []


@pytest.mark.parametrize("width", [320, PHONE, 768, COMPUTER])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(browser, resize, example_pages, name, width):
    resize(width)
    browser.get(example_pages[name].as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "paper", "most"),
    [
        ("摘要", (210, 297), 8),
        ("检查结果", (210, 297), 14),
        ("报送情况", (210, 297), 4),
        ("整改销号进度", (210, 297), 8),
        ("白名单公布稿", (297, 210), 9),
        ("投诉举报渠道", (210, 297), 1),
    ],
)
def test_a_page_is_printed_on_numbered_a4(printed, example_pages, name, paper, most):
    document = pypdfium2.PdfDocument(printed(example_pages[name]))
    assert {tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document} == {paper}
    assert len(document) <= most
    for nth, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_range()
        assert f"{nth} / {len(document)}" in text
        assert len(text) > 100  # never the last line alone on a sheet of its own

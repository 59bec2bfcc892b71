"""Every page that the commands write of the embedded example: open to all, at any width, on paper."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlparse

import pypdfium2
import pytest
from clues.ledgers import clue, write_ledger
from figures.messy import made
from made.applications import filled

from jianfu_cli.core.model.doors import DOORS, Audience
from jianfu_cli.reports.pack_guide import Guide
from jianfu_cli.reports.pack_guide import as_html as guide_page

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser

PAGES = ["摘要", "检查结果", "报送情况", "整改销号进度", "白名单公布稿", "投诉举报渠道"]
# What other commands write, and 摘要 of another campaign with what the example has not.
OTHERS = ["问题线索", "进校园日历", "说明", "别的行动的摘要"]
PHONE, COMPUTER = 390, 1280
LIGHT, DARK = "light", "dark"
# All rules, the experimental ones too, but for those of WCAG's level AAA. What passes is not told place by place.
AUDIT = """
const [tag, done] = arguments;
const wanted = axe.getRules().filter(({ tags }) => !tags.includes("wcag2aaa") && (!tag || tags.includes(tag)));
axe.run(document, { runOnly: wanted.map((rule) => rule.ruleId), resultTypes: ["violations"] })
  .then(({ passes, violations }) => done({ passes: passes.length, violations }), (error) => done({ error: String(error) }));
"""
OF_COLOURS = "cat.color"


def audit(browser, tag=""):
    """What axe-core finds, ``rule: first place``; it comes in by the browser's own tools, past the page's policy.

    Only by the rules that bear ``tag``, where one is given.
    """
    browser.set_script_timeout(120)
    browser.execute_script((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    result = browser.execute_async_script(AUDIT, tag)
    assert result["passes"] > (0 if tag else 5)
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in result["violations"]]


def test_every_page_is_looked_at(example_pages):
    assert sorted(example_pages) == sorted(PAGES)


def jianfu(*arguments):
    call = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert done.returncode in {0, 1}, done.stderr.decode()


@pytest.fixture(scope="session")
def pages(example_pages, tmp_path_factory):
    """All pages by name: those of the example, and those that other commands write."""
    folder = tmp_path_factory.mktemp("others")
    write_ledger(
        folder / "线索" / "台账.xlsx",
        [
            clue("1", "要求学校转发消防公众号并统计关注人数", "红旗区第一小学"),
            clue("2", "要求教师入户宣传", "卫滨区某学校"),
        ],
    )
    jianfu(
        "clues",
        folder / "线索",
        "--against",
        ROOT / "examples" / "inbox",
        "--as-of",
        "2024-08-01",
        "-f",
        "html",
        "-o",
        folder / "问题线索.html",
    )
    jianfu("--campaign", "access-review", "new-template", "-o", folder / "空白")
    blank = next((folder / "空白").glob("*.xlsx"))
    asked = [
        {"活动名称": "消防安全宣传", "开展时间": "2024年10月8日"},
        {"活动名称": "禁毒宣传教育", "开展时间": "2024年10月9日"},
    ]
    filled(blank, folder / "申请" / "申请.xlsx", "市消防救援支队", "2024年9月1日", asked)
    jianfu("review", folder / "申请", "-o", folder / "审核", "--as-of", "2024-09-02")
    guide = Guide(
        Audience.CITY,
        DOORS,
        "64 位 Windows",
        True,
        "3.11",
        "python-3.11.*-embed-amd64.zip",
        False,
        "",
        "xinxiang-2024",
        "0.1.0",
    )
    (folder / "说明.html").write_text(guide_page(guide), encoding="utf-8")
    other = made(folder)
    jianfu("--campaign", other.campaign, "merge", other.inbox, "--as-of", other.as_of, "-o", folder / "别的")
    own = (
        folder / "问题线索.html",
        folder / "审核" / "进校园日历.html",
        folder / "说明.html",
        folder / "别的" / "摘要.html",
    )
    return {**example_pages, **dict(zip(OTHERS, own, strict=True))}


@pytest.fixture
def in_colours(browser):
    """``in_colours("dark")`` is what a computer that is set to dark asks of a page."""
    yield lambda scheme: browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("width", [PHONE, COMPUTER])
@pytest.mark.parametrize("name", PAGES + OTHERS)
def test_axe_finds_no_barrier(browser, resize, in_colours, pages, name, width, scheme):
    resize(width)
    in_colours(scheme)
    browser.get(pages[name].as_uri())
    # In the dark nothing but the colours is another.
    assert audit(browser, OF_COLOURS if scheme == DARK else "") == []


@pytest.mark.parametrize("name", PAGES + OTHERS)
def test_a_page_is_dark_where_the_computer_is(browser, in_colours, pages, name):
    in_colours(DARK)
    browser.get(pages[name].as_uri())
    ground = browser.execute_script("return getComputedStyle(document.querySelector('main')).backgroundColor")
    assert max(map(int, re.findall(r"\d+", ground)[:3])) < 0x40


def test_axe_sees_what_is_wrong(browser, tmp_path):
    page = tmp_path / "不好.html"
    page.write_text("<!DOCTYPE html><title>t</title><input><p style='color:#bbb'>颜色太淡，看不清楚", encoding="utf-8")
    browser.get(page.as_uri())
    found = "".join(audit(browser))
    assert [
        rule for rule in ("html-has-lang", "label", "color-contrast", "landmark-one-main") if rule not in found
    ] == []
    [of_colours] = audit(browser, OF_COLOURS)
    assert of_colours.startswith("color-contrast: <p")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_but_itself(asked_for, example_pages, name):
    asked, complaints = asked_for(example_pages[name])
    assert [urlparse(url).scheme for url in asked] == ["file"]
    assert complaints == []


@pytest.mark.parametrize("width", [320, PHONE, 768, COMPUTER])
@pytest.mark.parametrize("name", PAGES + OTHERS)
def test_a_page_never_scrolls_sideways(browser, resize, pages, name, width):
    resize(width)
    browser.get(pages[name].as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("name", "paper", "most"),
    [
        ("摘要", (210, 297), 6),
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

"""``validate -f html`` in a real browser: by mouse, by keyboard, without script, on a phone and on paper."""

from datetime import date

import pytest
from made.rollups import make_finding

from jianfu_cli.core.model.report import Report
from jianfu_cli.reports.page import as_html
from jianfu_cli.rules.pages import pages
from jianfu_cli.rules.registry import RULES

pytestmark = pytest.mark.browser

PATH = "红旗区/附件2.xlsx"
FINDINGS = (
    make_finding("JF601", unit="市科协", message="市科协没有报附件3"),
    make_finding("JF001", path="卫滨区/附件3.xlsx", unit="卫滨区", message="文件已损坏"),
    make_finding("JF202", path=PATH, row=9, cell="B9", unit="红旗区", message="“值班”不是规定的问题类别"),
    make_finding("JF207", "warning", path=PATH, row=9, cell="G9", unit="红旗区", message="“待定”不是日期"),
    make_finding(
        "JF208", "info", path=PATH, row=5, cell="G5", sheet="甲's 表", unit="红旗区", message="读作" + "长" * 400
    ),
)
REPORT = Report("xinxiang-2024", date(2024, 7, 5), (), FINDINGS, rules=pages(RULES), with_infos=True)
WITHOUT_INFOS = ["JF601", "JF001", "JF202", "JF207"]
EVERYTHING = [*WITHOUT_INFOS, "JF208"]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "检查结果.html"
    target.write_text(as_html(REPORT), encoding="utf-8")
    return target


@pytest.fixture
def page(browser, file, resize):
    resize(1280)
    browser.get(file.as_uri())
    return browser


def find(page, selector):
    return page.find_element("css selector", selector)


def shown(page):
    """The codes of the findings that can be seen, and what the status says."""
    items = [item for item in page.find_elements("css selector", ".finding") if item.is_displayed()]
    return [item.find_element("css selector", ".code").text for item in items], find(page, "#said").text


def choose(page, selector, label):
    from selenium.webdriver.support.ui import Select

    Select(find(page, selector)).select_by_visible_text(label)


def keys(page, *typed):
    from selenium.webdriver import ActionChains

    ActionChains(page).send_keys(*typed).perform()


def wait_for(page, codes):
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(page, 5).until(lambda _: shown(page)[0] == codes)


def test_infos_are_hidden_until_asked_for(page):
    assert shown(page) == (WITHOUT_INFOS, "显示 4 条，共 5 条。")
    find(page, "input[value=info]").click()
    assert shown(page) == (EVERYTHING, "显示全部 5 条。")


@pytest.mark.parametrize(
    ("selector", "label", "codes"),
    [
        ("#unit", "红旗区（3）", ["JF202", "JF207"]),
        ("#unit", "市科协（1）", ["JF601"]),
        ("#code", "JF001 文件损坏、不完整、是空的，或者根本不是表格、文档（1）", ["JF001"]),
    ],
)
def test_a_unit_or_a_rule_is_chosen_with_the_mouse(page, selector, label, codes):
    choose(page, selector, label)
    assert shown(page)[0] == codes
    find(page, "#everything").click()
    assert shown(page)[0] == EVERYTHING


def test_filters_hold_together(page):
    choose(page, "#unit", "红旗区（3）")
    find(page, "input[value=error]").click()
    assert shown(page) == (["JF207"], "显示 1 条，共 5 条。")
    assert [group.text for group in page.find_elements("css selector", ".file h3") if group.is_displayed()] == [PATH]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("值班", ["JF202"]), ("jf20 红旗区", ["JF202", "JF207"]), ("卫滨区/", ["JF001"]), ("没有的字", [])],
)
def test_words_are_looked_for_in_all_that_is_said(page, typed, codes):
    find(page, "#words").send_keys(typed)
    wait_for(page, codes)
    assert shown(page)[1] == f"显示 {len(codes)} 条，共 5 条。"


def test_everything_can_be_done_with_the_keyboard(page):
    from selenium.webdriver.common.keys import Keys

    keys(page, Keys.TAB)
    assert page.switch_to.active_element.get_attribute("id") == "unit"
    keys(page, Keys.ARROW_DOWN)
    assert shown(page)[0] == ["JF001"]
    keys(page, Keys.ARROW_UP, Keys.TAB, Keys.TAB, "附件2", Keys.ENTER)
    wait_for(page, ["JF202", "JF207"])
    keys(page, Keys.TAB, Keys.SPACE)
    assert shown(page)[0] == ["JF207"]
    keys(page, Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER)
    assert shown(page)[0] == EVERYTHING


def test_controls_have_names_and_the_count_is_read_out(page):
    nodes = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = [(node["role"]["value"], node["name"]["value"]) for node in nodes if "name" in node and "role" in node]
    wanted = [
        ("search", "筛选"), ("combobox", "单位"), ("combobox", "规则"), ("searchbox", "查找"), ("group", "级别"),
        ("checkbox", "错误 3"), ("checkbox", "提醒 1"), ("checkbox", "提示 1"), ("button", "全部显示"),
    ]  # fmt: skip
    assert [one for one in wanted if one not in named] == []
    assert [role for role, name in named if role in {"button", "link", "checkbox", "combobox"} and not name] == []
    (status,) = (node for node in nodes if node.get("role", {}).get("value") == "status")
    assert {one["name"]: one["value"]["value"] for one in status["properties"]}["live"] == "polite"


def test_the_focus_can_be_seen(page):
    from selenium.webdriver.common.keys import Keys

    for _ in range(9):
        keys(page, Keys.TAB)
        focused = page.switch_to.active_element
        assert focused.value_of_css_property("outline-style") != "none", focused.get_attribute("outerHTML")


def test_an_address_is_copied_with_its_sheet(page):
    page.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    find(page, "input[value=info]").click()
    find(page, "button.cell[data-reference$=G5]").click()
    pasted = page.execute_async_script("const done = arguments[0]; navigator.clipboard.readText().then(done, done)")
    assert pasted == "'甲''s 表'!G5"
    assert find(page, "#said").text == "已复制 '甲''s 表'!G5"


def test_a_code_leads_to_its_explanation(page):
    find(page, "a[href='#JF202']").click()
    assert find(page, "#JF202").is_displayed()
    assert "校园值班值守" in find(page, "#JF202").text
    assert not find(page, "#JF001").is_displayed()


def test_without_script_all_findings_are_shown(browser, file):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(file.as_uri())
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    said = [node.get("name", {}).get("value", "") for node in nodes if not node.get("ignored")]
    assert [finding.message for finding in FINDINGS if finding.message not in said] == []
    assert "共 5 条。" in said
    assert "全部显示" not in said


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_page_never_scrolls_sideways(page, resize, width):
    resize(width)
    find(page, "#everything").click()
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_paper_has_what_is_shown_and_no_controls(page):
    choose(page, "#unit", "红旗区（3）")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not find(page, "#filters").is_displayed()
        assert find(page, "#shown").text == "显示 2 条，共 5 条。"
        assert find(page, "button.cell").value_of_css_property("border-style") == "none"
        assert [item.is_displayed() for item in page.find_elements("css selector", ".finding")].count(True) == 2
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

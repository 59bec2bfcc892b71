"""The summary in a real browser: charts with names, tables filtered with the keyboard, nothing lost without script."""

from itertools import pairwise

import pytest
from made.rollups import small_roll_up

from jianfu_cli.reports.summary import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    target = tmp_path_factory.mktemp("summary") / "摘要.html"
    target.write_bytes(render(small_roll_up()).html.encode())
    browser.get(target.as_uri())
    return browser


def test_style_is_applied_under_its_policy(page, resize):
    resize(1280)
    assert page.execute_script("return getComputedStyle(document.querySelector('.keys')).display") == "grid"


def test_charts_are_images_with_names(page):
    tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    images = [node for node in tree if node.get("role", {}).get("value") in {"image", "img"}]
    names = [node["name"]["value"] for node in images]
    assert [name.split()[0] for name in names] == [
        "各附件报送情况（单位数）", "整改进度", "整改进度（项）", "问题类别", "意见建议",
    ]  # fmt: skip


def test_wide_tables_can_be_scrolled_with_the_keyboard(page, resize):
    resize(375)
    reached = page.execute_script(
        "const wide = document.querySelector('.wide'); wide.focus(); return document.activeElement === wide"
    )
    assert reached


def type_into(page, field, text):
    """Type as a person does, and wait until the list has been filtered."""
    field.send_keys(text)
    page.execute_async_script("setTimeout(arguments[0], 400)")


def shown(page, table):
    script = (
        "return [...arguments[0].tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[0].textContent)"
    )
    return page.execute_script(script, table)


def test_a_table_is_filtered_with_the_keyboard_alone(page, resize):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    resize(1280)
    table = page.find_element(By.CSS_SELECTOR, "table.units")
    page.execute_script("document.querySelector('#h-units').scrollIntoView(); document.activeElement.blur()")
    first = page.find_element(By.XPATH, "//table[contains(@class, 'units')]/../preceding-sibling::p[1]//input")
    page.execute_script("arguments[0].focus()", first)
    type_into(page, page.switch_to.active_element, "卫滨")
    assert shown(page, table) == ["卫滨区", "合计"]
    assert page.find_element(By.CSS_SELECTOR, ".filter.on [role=status]").text == "显示 1 行，共 3 行"
    type_into(page, page.switch_to.active_element, Keys.ESCAPE)
    assert shown(page, table) == ["红旗区", "卫滨区", "市公安局", "合计"]


def test_every_filter_has_a_name(page):
    tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    fields = [node["name"]["value"] for node in tree if node.get("role", {}).get("value") == "searchbox"]
    assert fields == ["筛选单位", "筛选单位"]  # of tables of more than three rows


def test_a_table_is_sorted_by_a_heading_and_its_total_stays_last(page, resize):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    resize(1280)
    table = page.find_element(By.CSS_SELECTOR, "table.units")
    heading = table.find_element(By.XPATH, ".//th[contains(., '错误')]")
    heading.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown(page, table) == ["红旗区", "卫滨区", "市公安局", "合计"]
    heading.find_element(By.TAG_NAME, "button").send_keys(Keys.ENTER)
    assert heading.get_attribute("aria-sort") == "ascending"
    assert shown(page, table)[0] == "市公安局"
    assert shown(page, table)[-1] == "合计"


def test_a_link_to_a_closed_unit_opens_it(page):
    page.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
    anchor = page.execute_script("const one = document.querySelector('table.units td a'); one.click(); return one.hash")
    page.execute_async_script("setTimeout(arguments[0], 200)")
    opened = (
        "const one = document.querySelector(arguments[0]); return one.closest('details').open && one.checkVisibility()"
    )
    assert page.execute_script(opened, anchor)


def test_headings_follow_one_another_and_the_page_says_its_language(page):
    levels = page.execute_script(
        "return [...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))
    assert page.execute_script("return document.documentElement.lang") == "zh-CN"


def test_it_fits_a_phone(page, resize):
    resize(390)
    assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_without_script_everything_is_there(browser, tmp_path):
    html = render(small_roll_up()).html
    target = tmp_path / "摘要.html"
    target.write_text(html.replace("<script>", '<script type="text/plain">'), encoding="utf-8")
    browser.get(target.as_uri())
    assert browser.execute_script("return document.querySelectorAll('.filter, th button').length") == 0
    browser.execute_script("location.hash = document.querySelector('.units a').hash")
    assert browser.execute_script("return document.querySelector(':target').checkVisibility()")
    assert browser.execute_script("return document.querySelectorAll('table.units tbody tr').length") == 4

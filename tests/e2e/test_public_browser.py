"""What is published, as the public meets it: on a phone, by keyboard, without anybody's name or number."""

import re
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.browser

WHITELIST, CHANNELS = "白名单公布稿", "投诉举报渠道"
_DATA = Path(__file__).resolve().parents[2] / "examples" / "data.yaml"
PEOPLE = yaml.safe_load(_DATA.read_text(encoding="utf-8"))["people"]


@pytest.fixture(params=[WHITELIST, CHANNELS])
def page(browser, example_pages, request):
    browser.get(example_pages[request.param].as_uri())
    return browser


def keys(page, *typed):
    from selenium.webdriver import ActionChains

    ActionChains(page).send_keys(*typed).perform()


def test_nobody_is_named_and_no_private_number_is_given(page):
    source = page.page_source
    assert [name for name in PEOPLE if name in source] == []
    assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", source) == []
    assert re.search("微信|手机|负责人", source) is None


def test_on_a_phone_each_cell_is_read_whole_with_its_heading(page, resize):
    resize(390)
    outside = """
      return [...document.querySelectorAll(".cards tbody td, .cards tbody th")].filter((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        return cell.scrollWidth > cell.clientWidth + 1 || left < 0 || right > innerWidth;
      }).map((cell) => cell.textContent)
    """
    assert page.execute_script(outside) == []
    headings = page.execute_script("""
      return [...document.querySelector(".cards tbody tr").querySelectorAll("td[data-heading]")]
        .map((cell) => getComputedStyle(cell, "::before")).filter((style) => style.display !== "none")
        .map((style) => style.content)
    """)
    assert headings[-1] in {'"验收方式"', '"邮箱"'}


def test_a_number_is_never_broken_on_a_phone(browser, resize, example_pages):
    resize(320)
    browser.get(example_pages[CHANNELS].as_uri())
    numbers = browser.find_elements("css selector", "a[href^='tel:']")
    assert len(numbers) > 10
    assert {number.size["height"] for number in numbers} == {numbers[0].size["height"]}


def test_a_number_is_dialled_and_a_letter_addressed_from_the_page(browser, example_pages):
    browser.get(example_pages[CHANNELS].as_uri())
    links = [(link.text, link.get_attribute("href")) for link in browser.find_elements("css selector", "td a")]
    assert ("12345", "tel:12345") in links
    assert ("jianfu001@example.cn", "mailto:jianfu001@example.cn") in links
    assert {href for text, href in links} == {("mailto:" if "@" in text else "tel:") + text for text, _ in links}


def test_the_list_of_a_county_is_reached_with_the_keyboard(browser, resize, example_pages):
    from selenium.webdriver.common.keys import Keys

    resize(1280)
    browser.get(example_pages[WHITELIST].as_uri())
    keys(browser, *[Keys.TAB] * 3)
    link = browser.switch_to.active_element
    assert link.value_of_css_property("outline-style") == "solid"
    name = link.text
    keys(browser, Keys.ENTER)
    heading = browser.find_element("css selector", ":target h2")
    assert heading.text == name
    assert 0 <= browser.execute_script("return arguments[0].getBoundingClientRect().top", heading) < 100


def test_paper_keeps_a_list_together_and_leaves_the_contents_out(browser, example_pages):
    browser.get(example_pages[WHITELIST].as_uri())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not browser.find_element("css selector", ".contents").is_displayed()
        assert browser.find_element("css selector", ".level").value_of_css_property("break-inside") == "avoid"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

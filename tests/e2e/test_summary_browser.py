"""The summary in a real browser: no request, no horizontal scroll on a phone, charts with names."""

import json
from urllib.parse import urlparse

import pytest
from rollups import small_roll_up

from jianfu_cli.reports.summary import render_html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    target = tmp_path_factory.mktemp("summary") / "摘要.html"
    target.write_bytes(render_html(small_roll_up()).encode())
    browser.get(target.as_uri())
    return browser


def test_page_asks_for_nothing_but_itself(page):
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    urls = [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]
    assert [urlparse(url).scheme for url in urls] == ["file"]
    assert page.get_log("browser") == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_page_never_scrolls_sideways(page, resize, width):
    resize(width)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_style_is_applied_under_its_policy(page, resize):
    resize(1280)
    assert page.execute_script("return getComputedStyle(document.querySelector('.keys')).display") == "grid"


def test_charts_are_images_with_names(page):
    tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    images = [node for node in tree if node.get("role", {}).get("value") in {"image", "img"}]
    names = [node["name"]["value"] for node in images]
    assert len(names) == 4
    assert [name.split()[0] for name in names] == ["问题类别", "各附件报送情况（单位数）", "意见建议", "整改进度"]


def test_wide_tables_can_be_scrolled_with_the_keyboard(page, resize):
    resize(375)
    reached = page.execute_script(
        "const wide = document.querySelector('.wide'); wide.focus(); return document.activeElement === wide"
    )
    assert reached

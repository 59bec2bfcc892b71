"""The summary in a real browser: no request, no horizontal scroll on a phone, charts with names."""

import json
import os
import shutil
from urllib.parse import urlparse

import pytest
from rollups import small_roll_up

from jianfu_cli.reports.summary import render_html

pytestmark = pytest.mark.browser
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not (CHROMIUM and DRIVER) and not os.environ.get("CI"):
    pytest.skip("chromium or chromedriver is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    folder = tmp_path_factory.mktemp("browser")
    target = folder / "摘要.html"
    target.write_bytes(render_html(small_roll_up()).encode())
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
    ):  # fmt: skip
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        driver.get("about:blank")
        driver.get_log("performance")  # what the browser itself did to start
        driver.get(target.as_uri())
        yield driver
    finally:
        driver.quit()


def resize(page, width):
    metrics = {"width": width, "height": 812, "deviceScaleFactor": 2, "mobile": width < 600}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def test_page_asks_for_nothing_but_itself(page):
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    urls = [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]
    assert [urlparse(url).scheme for url in urls] == ["file"]
    assert page.get_log("browser") == []


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_page_never_scrolls_sideways(page, width):
    resize(page, width)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_style_is_applied_under_its_policy(page):
    resize(page, 1280)
    assert page.execute_script("return getComputedStyle(document.querySelector('.keys')).display") == "grid"


def test_charts_are_images_with_names(page):
    tree = page.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    images = [node for node in tree if node.get("role", {}).get("value") in {"image", "img"}]
    names = [node["name"]["value"] for node in images]
    assert len(names) == 4
    assert [name.split()[0] for name in names] == ["问题类别", "各附件报送情况（单位数）", "意见建议", "整改进度"]


def test_wide_tables_can_be_scrolled_with_the_keyboard(page):
    resize(page, 375)
    reached = page.execute_script(
        "const wide = document.querySelector('.wide'); wide.focus(); return document.activeElement === wide"
    )
    assert reached

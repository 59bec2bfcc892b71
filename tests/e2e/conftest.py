"""A real browser for the pages we write; skipped where it is not installed, never under CI."""

import os
import shutil

import pytest


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A Chromium that has asked for nothing yet; its logs hold what pages ask for and complain of."""
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        if os.environ.get("CI"):
            pytest.fail("chromium or chromedriver is not installed, and CI needs them")
        pytest.skip("chromium or chromedriver is not installed")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path_factory.mktemp('browser')}",
    ):  # fmt: skip
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(chromedriver))
    try:
        driver.get("about:blank")
        driver.get_log("performance")  # what the browser itself did to start
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def resize(browser):
    """``resize(375)`` makes the window as wide as a phone's, ``resize(1280)`` as a computer's."""

    def emulate(width):
        metrics = {"width": width, "height": 812, "deviceScaleFactor": 2, "mobile": width < 600}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    return emulate

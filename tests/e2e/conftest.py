"""A real browser for the pages we write; skipped where it is not installed, never under CI."""

import base64
import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HAND = Path(__file__).parent / "office_hand.py"
SYSTEM_PYTHON = "/usr/bin/python3"


@pytest.fixture(scope="module")
def type_in(tmp_path_factory):
    """``type_in(file, steps)`` does the steps of ``office_hand`` in LibreOffice and returns what they read."""
    program = shutil.which("soffice")
    ask = [SYSTEM_PYTHON, "-c", "import uno"]
    if not (program and Path(SYSTEM_PYTHON).exists() and subprocess.run(ask, capture_output=True).returncode == 0):  # noqa: PLW1510
        if os.environ.get("CI"):
            pytest.fail("LibreOffice with python3-uno is not installed, and CI needs it")
        pytest.skip("LibreOffice with python3-uno is not installed")
    pipe = f"jianfu-{uuid.uuid4().hex}"
    profile = tmp_path_factory.mktemp("typing-profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def run(file, steps):
        task = json.dumps({"pipe": pipe, "file": str(file), "steps": steps})
        done = subprocess.run(
            [SYSTEM_PYTHON, str(HAND)], input=task, capture_output=True, text=True, timeout=180, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    yield run
    os.killpg(office.pid, 15)
    office.wait(30)


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


@pytest.fixture
def asked_for(browser):
    """``asked_for(page)`` opens a page and returns the addresses it asked for, and what the browser complained of."""

    def open_page(page):
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(page.as_uri())
        sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        urls = [event["params"]["request"]["url"] for event in sent if event["method"] == "Network.requestWillBeSent"]
        return urls, browser.get_log("browser")

    return open_page


@pytest.fixture
def printed(browser):
    """``printed(page)`` returns the page as PDF, as the browser prints it on the paper that the page asks for."""

    def print_page(page):
        browser.get(page.as_uri())
        return base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])

    return print_page


@pytest.fixture(scope="session")
def example_pages(tmp_path_factory):
    """The pages that the commands write of the embedded example, by name."""
    folder = tmp_path_factory.mktemp("pages")
    inbox = ROOT / "examples" / "inbox"
    for command, *options in (
        ("merge", "-o", folder, "--public"),
        ("validate", "-f", "html", "-o", folder / "检查结果.html"),
        ("status", "-f", "html", "-o", folder / "报送情况.html"),
        ("progress", "-f", "html", "-o", folder / "整改销号进度.html"),
    ):
        call = [sys.executable, "-m", "jianfu_cli", command, inbox, "--as-of", "2024-07-05", *options]
        environment = {name: value for name, value in os.environ.items() if name != "JIANFU_CAMPAIGN"}
        done = subprocess.run(
            list(map(str, call)), cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
        )
        assert done.returncode in {0, 1}, done.stderr.decode()
    return {path.stem: path for path in folder.glob("*.html")}

"""Fixtures for all tests; its being here puts this folder on the path: the tests share the makers of values in it."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jianfu_cli.reading.campaigns import load_campaign

# Where it is set, each of the many commands called would compile the whole package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Machines are shared and noisy: how long an example takes says nothing of the code.
settings.register_profile("jianfu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jianfu")


def pytest_collection_finish():
    # Thousands of tests lie in memory to the end: to look through them for garbage again and again takes a fifth of
    # the time.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def campaign():
    """The shipped campaign."""
    return load_campaign()


@pytest.fixture(scope="session")
def office_convert(tmp_path_factory):
    """``office_convert(path, "pdf", outdir)`` opens ``path`` in LibreOffice, saves it as that type, returns the copy.

    More paths after ``outdir`` are converted along.
    Skips where LibreOffice is not installed; under CI that is a failure.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is not installed, and CI needs it")
        pytest.skip("LibreOffice (soffice) is not installed")
    # Each worker has a profile of its own: two programs on one profile wait for each other.
    folder = tmp_path_factory.mktemp("office")
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    staying = _stay_open(command, folder / "open.txt")

    def convert(path, to, outdir, *more):
        paths = [str(path), *map(str, more)]
        finished = subprocess.run(
            [*command, "--convert-to", to, "--outdir", str(outdir), *paths],
            capture_output=True,
            timeout=180,
            check=True,
        )
        converted = [Path(outdir) / f"{Path(one).stem}.{to.partition(':')[0]}" for one in paths]
        assert all(one.is_file() for one in converted), finished.stderr.decode(errors="replace")
        return converted[0]

    yield convert
    if sys.platform == "win32":
        staying.terminate()
    else:
        os.killpg(staying.pid, signal.SIGTERM)
    staying.wait(30)


def _stay_open(command, document):
    """Start the office program with a document open: it stays, and does what further calls ask for without a start."""
    document.touch()
    program = subprocess.Popen(
        [*command, str(document)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    lock = document.with_name(f".~lock.{document.name}#")
    for _ in range(600):
        if lock.exists():
            break
        time.sleep(0.1)
    assert lock.exists(), "LibreOffice does not start"
    return program

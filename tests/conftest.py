"""Fixtures for all tests; its being here puts this folder on the path: the tests share the makers of values in it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jianfu_cli.reading.campaigns import load_campaign

# Machines are shared and noisy: how long an example takes says nothing of the code.
settings.register_profile("jianfu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jianfu")


@pytest.fixture(scope="session")
def campaign():
    """The shipped campaign."""
    return load_campaign()


@pytest.fixture(scope="session")
def office_convert(tmp_path_factory):
    """``office_convert(path, "pdf", outdir)`` opens ``path`` in LibreOffice, saves it as that type, returns the copy.

    More paths after ``outdir`` are converted along, which is quicker than one by one.
    Skips where LibreOffice is not installed; under CI that is a failure.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is not installed, and CI needs it")
        pytest.skip("LibreOffice (soffice) is not installed")
    # Each worker has a profile of its own: two programs on one profile wait for each other.
    profile = tmp_path_factory.mktemp("office-profile").as_uri()

    def convert(path, to, outdir, *more):
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to]
        finished = subprocess.run(
            [*command, "--outdir", str(outdir), str(path), *map(str, more)],
            capture_output=True,
            timeout=180,
            check=True,
        )
        converted = Path(outdir) / f"{Path(path).stem}.{to.partition(':')[0]}"
        assert converted.is_file(), finished.stderr.decode(errors="replace")
        return converted

    return convert

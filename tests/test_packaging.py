"""What is installed is what lies in the checkout: built directly or by way of the sdist, and it runs away from it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("schemas", "templates", "examples")


def run(*command, cwd=ROOT, **environment):
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """The wheel built straight from the checkout, and the one built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--no-isolation", "--wheel", "--outdir", folder / "direct", ROOT)
    run("-m", "build", "--no-isolation", "--outdir", folder / "by-sdist", ROOT)  # sdist, then the wheel from it
    return {way: next((folder / way).glob("*.whl")) for way in ("direct", "by-sdist")}


@pytest.fixture(scope="module")
def installed(wheels, tmp_path_factory):
    """The folder into which the wheel is installed."""
    target = tmp_path_factory.mktemp("installed")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheels["direct"])
    return target


def names_in(folder):
    """The files of ``folder`` that are not leftovers of running, by their place under the root."""
    found = (path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file())
    return {name for name in found if "__pycache__" not in name and not name.endswith(".DS_Store")}


@pytest.mark.parametrize("way", ["direct", "by-sdist"])
def test_the_wheel_holds_the_package_and_what_it_reads(wheels, way):
    expected = names_in("jianfu_cli") | {f"jianfu_cli/{name}" for folder in SHIPPED for name in names_in(folder)}
    held = {name for name in zipfile.ZipFile(wheels[way]).namelist() if name.startswith("jianfu_cli/")}
    assert held == expected


@pytest.mark.parametrize(
    "name",
    [
        "schemas/a1.yaml",
        "schemas/campaigns/xinxiang-2024.yaml",
        "schemas/attachment.schema.json",
        "templates/summary.html",
        "examples/expected.json",
        "py.typed",
    ],
)
def test_what_the_commands_need_is_in(wheels, name):
    assert f"jianfu_cli/{name}" in zipfile.ZipFile(wheels["direct"]).namelist()


def test_the_wheel_brings_the_command(wheels):
    wheel = zipfile.ZipFile(wheels["direct"])
    (entry_points,) = (name for name in wheel.namelist() if name.endswith(".dist-info/entry_points.txt"))
    assert "jianfu = jianfu_cli.cli.app:main" in wheel.read(entry_points).decode()


def test_the_installed_command_runs_away_from_the_checkout(installed, tmp_path):
    found = run("-c", "import jianfu_cli; print(jianfu_cli.__file__)", cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(found.strip()).is_relative_to(installed)
    schema = run("-m", "jianfu_cli", "schema", "2", "-f", "json", cwd=tmp_path, PYTHONPATH=str(installed))
    assert json.loads(schema)["title"] == "专项整治问题摸排清单"


def test_the_installed_command_writes_the_blanks(installed, tmp_path):
    run("-m", "jianfu_cli", "new-template", "-o", tmp_path / "表", cwd=tmp_path, PYTHONPATH=str(installed))
    assert len(list((tmp_path / "表").rglob("附件*"))) == 7

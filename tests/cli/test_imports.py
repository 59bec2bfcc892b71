"""What a call imports before it does anything: a set of modules, which no busy machine changes, not a time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_cli.cli.commands import NAMES

HEAVY = {
    "PIL",
    "chinese_calendar",
    "docx",
    "jinja2",
    "lxml",
    "multiprocessing",
    "openpyxl",
    "pydantic",
    "pypdfium2",
    "python_calamine",
    "rapidfuzz",
    "rich",
    "xlsxwriter",
    "yaml",
}
CALL = """
import sys
sys.argv = ["jianfu", *sys.argv[1:]]
from jianfu_cli.cli.app import run
try:
    run()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def imported(*arguments, **environment):
    """Return the names of the modules that are loaded when the call has ended well."""
    own = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONIOENCODING": "utf-8"}
    call = subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        env={**os.environ, **own, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert call.stdout
    return set(call.stderr.split())


EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "inbox"


def heavy_in(modules):
    return HEAVY & {name.partition(".")[0] for name in modules}


def commands_in(modules):
    return {name for name in NAMES if f"jianfu_cli.cli.{name.replace('-', '_')}" in modules}


@pytest.mark.parametrize(("option", "commands"), [("--version", set()), ("--help", set(NAMES))])
def test_the_command_itself_imports_its_subcommands_only_to_list_them(option, commands):
    modules = imported(option)
    assert (heavy_in(modules), commands_in(modules)) == (set(), commands)


@pytest.mark.parametrize("command", NAMES)
def test_the_help_of_a_subcommand_imports_no_other(command):
    modules = imported(command, "--help")
    assert (heavy_in(modules), commands_in(modules)) == (set(), {command})


@pytest.mark.parametrize(
    ("typed", "commands"),
    [("jianfu va", {"validate"}), ("jianfu re", {"receive", "remind", "review"}), ("jianfu merge --", {"merge"})],
)
def test_completion_imports_only_what_may_be_meant(typed, commands):
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    modules = imported(_JIANFU_COMPLETE="complete_bash", **words)
    assert (heavy_in(modules), commands_in(modules)) == (set(), commands)


@pytest.mark.parametrize("command", ["validate", "status"])
def test_to_check_and_to_keep_track_loads_nothing_that_could_go_online(command):
    modules = imported(command, str(EXAMPLE / "卫滨区"), *(["--exit-zero"] if command == "validate" else []))
    assert not modules & {"ssl", "http.client", "urllib.request"}

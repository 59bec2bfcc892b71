"""Files that are no mere files, and files that change: whatever is wrong with one, the others have their report."""

import json
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest
from made.submissions import submission

from jianfu_cli.errors import UsageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are files of POSIX systems")
AS_OF = ("--as-of", "2024-06-20")
REPAIRABLE = submission({"category": "二"})


def _fifo(path):
    os.mkfifo(path)


def _socket(path):
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _nested(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/" * 3000 + "附件2.xlsx", REPAIRABLE)


KINDS = {
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to("gone"),
    "a link to zero": lambda path: path.symlink_to("/dev/zero"),
    "a link to a folder": lambda path: path.symlink_to("/"),
    "a pipe": _fifo,
    "a socket": _socket,
    "a folder": lambda path: path.mkdir(),
    "an empty file": lambda path: path.touch(),
    "folders without end": _nested,
}


@pytest.fixture
def inbox(tmp_path):
    for unit in ("卫滨区", "红旗区", "获嘉县"):
        (tmp_path / "收" / unit).mkdir(parents=True)
        (tmp_path / "收" / unit / "附件2.xlsx").write_bytes(REPAIRABLE)
    return tmp_path / "收"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["附件3.xlsx", "附件2.xlsx.zip", "缺报清单.txt"])
def test_beside_the_others(run, inbox, tmp_path, digests, kind, name):
    """links, FIFO, socket, device, folders × validate with copies, receive, merge"""
    KINDS[kind](inbox / "红旗区" / name)
    before = digests(inbox)
    done = run("validate", inbox, *AS_OF, "-f", "json", "--fix-to", tmp_path / "改", "--return-to", tmp_path / "出")
    report = json.loads(done.stdout)
    assert {change["path"][:3] for change in report["fixed"]} == {"卫滨区", "红旗区", "获嘉县"}
    assert "not_made" not in report
    run("receive", inbox, "--inbox", tmp_path / "箱", "--on", "2024-06-13")
    run("merge", inbox, *AS_OF, "-o", tmp_path / "册")
    assert digests(inbox) == before


@pytest.mark.parametrize("what", ["changed", "gone", "a folder now", "unreadable zip"])
def test_changed_between_check_and_copy(run, inbox, tmp_path, monkeypatch, what):
    """files changed or gone between check and copy"""
    from jianfu_cli.workflows import returning

    victim = inbox / "红旗区" / "附件2.xlsx"
    real = returning.copies_of

    def meanwhile(*arguments):
        victim.unlink()
        if what == "changed":
            victim.write_bytes(submission({"category": "三"}))
        elif what == "a folder now":
            victim.mkdir()
        elif what == "unreadable zip":
            victim.write_bytes(b"PK\x03\x04")
        return real(*arguments)

    monkeypatch.setattr(returning, "copies_of", meanwhile)
    done = run("validate", inbox, *AS_OF, "--select", "JF203", "--fix-to", tmp_path / "改")
    assert done.exit_code == 1
    assert "没有做成：红旗区/附件2.xlsx（" in done.stdout
    assert "已改好 2 处" in done.stderr
    assert sorted(path.parent.name for path in (tmp_path / "改").rglob("*.xlsx")) == ["卫滨区", "获嘉县"]


def test_a_fault_of_ours_costs_one_copy(run, inbox, tmp_path, monkeypatch):
    """a fault of the program's own in one copy"""
    from jianfu_cli.workflows import returning

    real = returning.repair_workbook

    def fails(data, file, findings):
        if file.path.startswith("红旗区"):
            raise KeyError("x")
        return real(data, file, findings)

    monkeypatch.setattr(returning, "repair_workbook", fails)
    done = run("validate", inbox, *AS_OF, "--select", "JF203", "-q", "--fix-to", tmp_path / "改")
    assert done.exit_code == 1
    assert "没有做成：红旗区/附件2.xlsx（程序出了意外（KeyError" in done.stderr
    assert len(list((tmp_path / "改").rglob("*.xlsx"))) == 2


@pytest.mark.parametrize("way", ["itself", "a link", "its folder", "a link to its folder"])
@pytest.mark.parametrize("option", ["-o", "--fix-to", "--return-to"])
def test_output_onto_input(inbox, tmp_path, digests, way, option):
    """output = input: itself, link, parent"""
    from jianfu_cli.cli.outputs import refuse_inputs
    from jianfu_cli.workflows.returning import refuse_folders

    form, folder = inbox / "红旗区" / "附件2.xlsx", inbox / "红旗区"
    (tmp_path / "链").symlink_to(form)
    (tmp_path / "夹").symlink_to(folder)
    target = {"itself": form, "a link": tmp_path / "链", "its folder": folder, "a link to its folder": tmp_path / "夹"}[
        way
    ]
    before = digests(inbox)
    with pytest.raises(UsageError):
        refuse_inputs([target], [inbox])
    if "folder" in way and option != "-o":
        with pytest.raises(UsageError):
            refuse_folders(target, None, [form])
    assert digests(inbox) == before

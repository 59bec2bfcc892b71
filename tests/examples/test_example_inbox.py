"""The embedded example: every planted fault is found where it was planted, and nothing else is called an error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from jianfu_cli.rules.registry import RULES

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
INBOX = EXAMPLES / "inbox"
PLANTED = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
KNOWN = {rule.code for rule in RULES}


def run(*arguments, seed="0"):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    environment.pop("JIANFU_CAMPAIGN", None)
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=240
    )


@pytest.fixture(scope="module")
def report():
    finished = run("-m", "jianfu_cli", "validate", INBOX, "--as-of", "2024-07-05", "-f", "json")
    assert finished.returncode == 1, finished.stderr.decode()
    return json.loads(finished.stdout)


def compared(planted):
    """Name what a finding must have in common with a planted fault: of a place, as much as the fault has."""
    if planted["attachment"] is None:
        return "code", "severity", "path"
    if planted["path"] is None:
        return "code", "severity", "unit", "attachment"
    place = ("cell", "sheet") if planted["cell"] else ("cell",)
    return "code", "severity", "path", "unit", "attachment", *place


def is_planted(finding, planted):
    return all(finding[name] == planted[name] for name in compared(planted))


def name_of(fault):
    return "-".join(filter(None, (fault["code"], fault["unit"], fault["attachment"], fault["cell"])))


@pytest.mark.parametrize("planted", PLANTED, ids=name_of)
def test_planted_fault_is_found_at_its_cell(report, planted):
    if planted["code"] not in KNOWN:
        pytest.skip(f"规则 {planted['code']} 还没有写")
    findings = report["findings"]
    if planted["path"] in replaced(report):
        findings = found_alone(planted["path"])
    same = [found for found in findings if found["code"] == planted["code"]]
    assert any(is_planted(finding, planted) for finding in same), same


def replaced(report):
    """Of a table sent anew the inbox asks nothing more: its faults are told when the file is looked at by itself."""
    return {found["path"] for found in report["findings"] if found["code"] == "JF603"}


def found_alone(path):
    finished = run("-m", "jianfu_cli", "validate", INBOX / path, "--as-of", "2024-07-05", "-f", "json")
    return [{**found, "path": path} for found in json.loads(finished.stdout)["findings"]]


def test_no_fault_is_told_of_a_table_sent_anew(report):
    anew = {fault["path"] for fault in PLANTED} & replaced(report)
    assert len(anew) == 2
    assert [found["cell"] for found in report["findings"] if found["path"] in anew and found["code"] != "JF603"] == []


def test_nothing_else_is_an_error(report):
    others = [
        finding
        for finding in report["findings"]
        if finding["severity"] == "error"
        and finding["code"] < "JF6"
        and not any(is_planted(finding, planted) for planted in PLANTED)
    ]
    assert others == []


def test_most_forms_are_without_error(report):
    faulty = {
        (finding["path"], finding["attachment"]) for finding in report["findings"] if finding["severity"] == "error"
    }
    forms = [(file["path"], form["attachment"]) for file in report["files"] for form in file["forms"]]
    assert len(forms) > 120
    assert len(faulty.intersection(forms)) < len(forms) / 4


def test_no_day_of_receipt_comes_from_the_time_of_a_file(report):
    by_file_time = [
        (file["path"], form["attachment"])
        for file in report["files"]
        for form in file["forms"]
        if form["received_from"] == "file"
    ]
    assert by_file_time == [
        ("市科协/附件3_专项整治问题整改清单.xlsx", "a3"),  # the untouched blank
        ("长垣市/附件3-长垣市.xlsx", "a3"),  # the day written in it cannot be
    ]


def test_every_kind_of_planted_rule_family_is_there():
    families = {fault["code"][:3] for fault in PLANTED}
    assert families >= {"JF0", "JF1", "JF2", "JF3", "JF4", "JF5", "JF6", "JF7", "JF8"}
    assert 20 <= sum(fault["severity"] == "error" for fault in PLANTED) <= 40


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folders = [tmp_path_factory.mktemp("built") / name for name in ("first", "second")]
    for seed, folder in enumerate(folders):
        finished = run(EXAMPLES / "build.py", folder, seed=str(seed))
        assert finished.returncode == 0, finished.stderr.decode()
    return folders


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def test_building_again_gives_the_same_bytes(built):
    first, second = map(files_in, built)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name].read_bytes() != second[name].read_bytes()] == []


def test_shipped_inbox_is_what_build_makes(built):
    shipped, fresh = files_in(INBOX), files_in(built[0])
    assert shipped.keys() == fresh.keys()
    workbooks = [name for name in shipped if name.endswith(".xlsx") and "重传" not in name and "~$" not in name]
    assert [name for name in workbooks if cells(shipped[name]) != cells(fresh[name])] == []


def cells(path):
    workbook = CalamineWorkbook.from_path(path)
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


def test_build_does_not_write_over_a_folder(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert run(EXAMPLES / "build.py", tmp_path).returncode != 0
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_inbox_is_small():
    sizes = [path.stat().st_size for path in files_in(INBOX).values()]
    assert sum(sizes) < 2_000_000
    assert 120 <= len(sizes) <= 180

"""Hostile files beside good ones: each is refused or warned of as it should be, and the good ones are all merged."""

import json
import os
import subprocess
import sys
from collections import defaultdict

import openpyxl
import pytest
from hostile_files import CASES, GOOD_ROWS, GOOD_UNITS, HOSTILE, lay_out

# Bombs of 80 MB are inflated past this bound, and the machine that runs the tests keeps its memory.
ENVIRONMENT = {**os.environ, "JIANFU_LIMIT_INFLATED_BYTES": "64M"}
AS_OF = "2024-06-20"


def jianfu(*arguments, encoding="utf-8"):
    done = subprocess.run(
        [sys.executable, "-m", "jianfu_cli", *map(str, arguments)],
        env={**ENVIRONMENT, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def inbox(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "收件箱"
    folder.mkdir()
    lay_out(folder)
    yield folder
    # The folders within folders are too deep for Python's own removal, and pytest would trip over them later.
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def test_what_becomes_of_each(inbox):
    done = jianfu("validate", inbox, "--as-of", AS_OF, "-f", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    said = defaultdict(set)
    for finding in report["findings"]:
        if finding["code"] < "JF1":
            said[finding["path"]].add(finding["code"])
    became = {file["path"]: (file["outcome"], frozenset(said[file["path"]] - {"JF009"})) for file in report["files"]}
    read = {file["path"]: sum(form["rows"] for form in file["forms"]) for file in report["files"]}
    expected = {f"{HOSTILE}/{case.name}": case for case in CASES}
    assert {path: became.get(path) for path in expected} == {
        path: (case.outcome, case.codes) for path, case in expected.items()
    }
    assert {path: read[path] for path, case in expected.items() if case.rows is not None} == {
        path: case.rows for path, case in expected.items() if case.rows is not None
    }
    assert [read[f"{unit}/附件2.xlsx"] for unit in GOOD_UNITS] == [GOOD_ROWS] * len(GOOD_UNITS)


def test_there_are_many():
    assert len(CASES) >= 200


def test_the_text_report_survives_a_gbk_pipe(inbox):
    done = jianfu("validate", inbox, "--as-of", AS_OF, encoding="gbk")
    assert done.returncode == 1
    assert "错误" in done.stdout.decode("gbk")


@pytest.fixture(scope="module")
def merged(inbox, tmp_path_factory):
    folder = tmp_path_factory.mktemp("merged") / "汇总"
    assert jianfu("merge", inbox, "-o", folder, "--as-of", AS_OF).returncode == 1
    return folder


def units_in(workbook):
    sheet = openpyxl.load_workbook(workbook, read_only=True)["附件2"]
    return [row[1] for row in sheet.iter_rows(min_row=3, max_col=2, values_only=True)]


def test_all_good_rows_are_merged(merged):
    totals = json.loads((merged / "merge.json").read_text(encoding="utf-8"))["rows"]
    assert totals["read"] == totals["merged"] + totals["unused"]
    units = units_in(merged / "汇总.xlsx")
    assert len(units) == totals["merged"]
    assert [units.count(unit) for unit in GOOD_UNITS] == [GOOD_ROWS] * len(GOOD_UNITS)


@pytest.mark.office
def test_the_roll_up_of_hostile_values_opens_in_an_office_program(merged, office_convert, tmp_path):
    again = office_convert(merged / "汇总.xlsx", "xlsx", tmp_path)
    units = units_in(again)
    assert [units.count(unit) for unit in GOOD_UNITS] == [GOOD_ROWS] * len(GOOD_UNITS)

"""Hostile files beside good ones: each is refused or warned of as it should be, and the good ones are all merged."""

import json
import os
import subprocess
import sys

import openpyxl
import pytest
from makers import CASES, GOOD_ROWS, GOOD_UNITS, HOSTILE, lay_out

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
    return folder


@pytest.fixture(scope="module")
def report(inbox):
    done = jianfu("validate", inbox, "--as-of", AS_OF, "-f", "json")
    assert done.returncode == 1
    return json.loads(done.stdout)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_it(report, case):
    (file,) = (file for file in report["files"] if file["path"] == f"{HOSTILE}/{case.name}")
    said = {f["code"] for f in report["findings"] if f["path"] == file["path"] and f["code"] < "JF1"}
    assert (file["outcome"], said - {"JF009"}) == (case.outcome, case.codes)
    if case.rows is not None:
        assert sum(form["rows"] for form in file["forms"]) == case.rows


def test_there_are_many():
    assert len(CASES) >= 100


def test_the_good_files_are_read(report):
    rows = {file["path"]: sum(form["rows"] for form in file["forms"]) for file in report["files"]}
    assert [rows[f"{unit}/附件2.xlsx"] for unit in GOOD_UNITS] == [GOOD_ROWS] * len(GOOD_UNITS)


def test_the_text_report_survives_a_gbk_pipe(inbox):
    done = jianfu("validate", inbox, "--as-of", AS_OF, encoding="gbk")
    assert done.returncode == 1
    assert "错误" in done.stdout.decode("gbk")


def test_all_good_rows_are_merged(inbox, tmp_path):
    assert jianfu("merge", inbox, "-o", tmp_path / "汇总", "--as-of", AS_OF).returncode == 1
    totals = json.loads((tmp_path / "汇总" / "merge.json").read_text(encoding="utf-8"))["rows"]
    assert totals["read"] == totals["merged"] + totals["unused"]
    sheet = openpyxl.load_workbook(tmp_path / "汇总" / "汇总.xlsx", read_only=True)["附件2"]
    units = [row[1] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert [units.count(unit) for unit in GOOD_UNITS] == [GOOD_ROWS] * len(GOOD_UNITS)

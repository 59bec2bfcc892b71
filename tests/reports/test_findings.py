import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from made.forms import form, source
from made.reports import finding, report_of, small_report

from jianfu_cli import __version__
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.report import NotRun, Report
from jianfu_cli.reports.findings import as_csv, as_json
from jianfu_cli.reports.formats import ReportFormat

# contract.md, JSON report.
FINDING_KEYS = [
    "code", "name", "severity", "message", "hint", "basis", "path", "sheet", "cell", "row", "column", "attachment", "unit",
    "value", "suggestion", "fixable", "answered",
]  # fmt: skip


def test_json_has_the_keys_of_the_contract_in_order():
    content = json.loads(as_json(small_report()))
    assert list(content) == [
        "format",
        "version",
        "campaign",
        "as_of",
        "counts",
        "files",
        "not_run",
        "findings",
        "decisions",
    ]
    assert (content["format"], content["version"]) == ("jianfu-report/1", __version__)
    assert (content["campaign"], content["as_of"]) == ("xinxiang-2024", "2024-07-10")
    assert content["counts"] == {"files": 3, "forms": 1, "rows": 2, "error": 2, "warning": 1, "info": 1}
    assert [list(found) for found in content["findings"]] == [FINDING_KEYS] * 4


def test_json_of_files_and_forms():
    filed = form(
        "a2", unit="红旗区", sheet="Sheet1", rows=[{"matter": "甲"}], reported="2024-06-12", received="2024-06-13",
        received_from="folder",
        evidence=("title",),
    )  # fmt: skip
    files = (source("红旗区/附件2.xlsx", filed, sha="ab" * 32), source("~$附件2.xlsx", type="litter"))
    content = json.loads(as_json(Report("xinxiang-2024", date(2024, 7, 10), files, ())))
    assert content["files"] == [
        {
            "path": "红旗区/附件2.xlsx",
            "sha256": "ab" * 32,
            "type": "xlsx",
            "outcome": "read",
            "forms": [
                {
                    "attachment": "a2",
                    "unit": "红旗区",
                    "sheet": "Sheet1",
                    "header_row": 4,
                    "rows": 1,
                    "nil": False,
                    "reported_on": "2024-06-12",
                    "received_on": "2024-06-13",
                    "received_from": "folder",
                    "sure": True,
                    "evidence": ["title"],
                }
            ],
        },
        {"path": "~$附件2.xlsx", "sha256": "sha of ~$附件2.xlsx", "type": "litter", "outcome": "skipped", "forms": []},
    ]


def test_json_of_one_finding_and_of_a_rule_not_run():
    place = {"path": "a.xlsx", "sheet": None, "cell": None, "row": None, "column": None, "value": None}
    skipped = NotRun("JF401", "红旗区", "附件3 未在本次检查范围")
    report = Report("xinxiang-2024", date(2024, 7, 10), (), (finding(**place),), (skipped,))
    content = json.loads(as_json(report))
    assert content["not_run"] == [{"code": "JF401", "unit": "红旗区", "why": "附件3 未在本次检查范围"}]
    assert content["findings"] == [
        {
            "code": "JF202", "name": "x", "severity": "error", "message": "说明", "hint": "改法。", "basis": "依据", **place,
            "attachment": "a2", "unit": "红旗区", "suggestion": None, "fixable": False, "answered": None,
        }
    ]  # fmt: skip


def test_json_is_readable_chinese_and_the_same_every_time():
    assert '"message": "“值班”不是规定的问题类别"' in as_json(small_report())
    assert as_json(small_report()) == as_json(small_report())
    assert as_json(small_report()).endswith("}\n")


def test_a_file_name_that_is_no_text_does_not_break_the_reports():
    report = report_of(finding(path="\udcff.xlsx"), files=(source("\udcff.xlsx", outcome=Outcome.REFUSED),))
    for render in (as_json, as_csv):
        render(report).encode()
    assert json.loads(as_json(report))["findings"][0]["path"] == "?.xlsx"


def rows_of(report):
    text = as_csv(report)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_csv_has_the_columns_of_the_json_findings():
    heading, *rows = rows_of(small_report())
    assert heading == FINDING_KEYS
    assert len(rows) == 3  # the info is counted, not listed
    found = dict(zip(heading, rows[1], strict=True))
    assert (found["code"], found["severity"], found["cell"], found["row"], found["fixable"]) == (
        "JF202", "error", "B5", "5", "false",
    )  # fmt: skip
    assert dict(zip(heading, rows[0], strict=True))["cell"] == ""
    assert as_csv(small_report()).count("\r\n") == 4
    assert as_csv(replace(small_report(), with_infos=True)).count("\r\n") == 5


def test_csv_holds_no_formulas():
    heading, row = rows_of(report_of(finding(value="=1+1", message="=1+1", path="=1+1")))
    found = dict(zip(heading, row, strict=True))
    assert found["value"] == found["message"] == found["path"] == "'=1+1"


@pytest.mark.parametrize("form", ReportFormat)
def test_each_format_names_the_rule(form):
    assert "JF202" in form.renderer(small_report())

"""``validate`` as it is called: what stands in its reports, and what it refuses."""

import json

import pytest
from made.sent import workbook
from made.submissions import submission
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.workflows.inspect import InspectOptions, inspect
from jianfu_cli.workflows.returning import copies_of

AS_OF = ("--as-of", "2024-06-14")


@pytest.fixture
def inbox(tmp_path):
    """A unit with 附件2 alone: what would be compared with 附件3 and 附件7 is not run."""
    folder = tmp_path / "收件箱" / "红旗区" / "2024-06-12"
    folder.mkdir(parents=True)
    (folder / "附件2.xlsx").write_bytes(submission({"category": "值班"}))
    return tmp_path / "收件箱"


def test_json_has_all_keys_of_the_contract(jianfu, inbox):
    done = jianfu("validate", inbox, *AS_OF, "-f", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert list(report) == [
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
    assert list(report["counts"]) == ["files", "forms", "rows", "error", "warning", "info"]
    [file] = report["files"]
    assert list(file) == ["path", "sha256", "type", "outcome", "forms"]
    assert list(file["forms"][0]) == [
        "attachment", "unit", "sheet", "header_row", "rows", "nil", "reported_on", "received_on", "received_from",
        "sure", "evidence",
    ]  # fmt: skip
    finding = next(one for one in report["findings"] if one["code"] == "JF202")
    assert list(finding) == [
        "code", "name", "severity", "message", "hint", "basis", "path", "sheet", "cell", "row", "column", "attachment",
        "unit", "value", "suggestion", "fixable", "answered",
    ]  # fmt: skip
    assert {"code": "JF401", "unit": "红旗区", "why": "附件3 未在本次检查范围"} in report["not_run"]


def test_with_both_forms_there_the_rule_is_run(jianfu, inbox):
    (inbox / "红旗区" / "2024-06-12" / "附件3.xlsx").write_bytes(workbook("a3", "红旗区", "2024-06-12"))
    report = json.loads(jianfu("validate", inbox, *AS_OF, "-f", "json").stdout)
    assert "JF401" not in {one["code"] for one in report["not_run"]}


@pytest.mark.parametrize("output", ["收件箱/红旗区/2024-06-12/附件2.xlsx", "收件箱/报告.csv"])
@pytest.mark.parametrize("path", ["收件箱", "收件箱/红旗区/2024-06-12/附件2.xlsx"])
def test_a_report_never_takes_the_place_of_a_submission(jianfu, inbox, tmp_path, path, output):
    before = {file: file.read_bytes() for file in inbox.rglob("*.*")}
    done = jianfu("validate", path, *AS_OF, "-f", "csv", "-o", output)
    if path in output or output.startswith(path):
        assert (done.returncode, "错误：结果" in done.stderr) == (2, True)
        assert {file: file.read_bytes() for file in inbox.rglob("*.*")} == before
    else:
        assert (tmp_path / output).is_file()


def test_only_what_is_shown_is_rendered(inbox, tmp_path, monkeypatch):
    def never(*_, **__):
        raise AssertionError("the text report was asked for")

    monkeypatch.setattr("jianfu_cli.reports.text.as_text", never)
    for shown in (("-f", "json"), ("-f", "csv"), ("-f", "html"), ("--quiet",)):
        done = CliRunner().invoke(app, ["validate", str(inbox), *AS_OF, *shown])
        assert isinstance(done.exception, SystemExit), done.exception


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("value", ["", ",", " ， "])
def test_an_option_that_names_no_rule_is_a_wrong_call(jianfu, inbox, option, value):
    done = jianfu("validate", inbox, option, value)
    assert (done.returncode, done.stdout) == (2, "")
    assert "后面要写规则代码" in done.stderr


def test_a_file_below_two_of_the_paths_is_read_once(jianfu, inbox):
    first, second = (
        jianfu("validate", *paths, *AS_OF, "-f", "json").stdout
        for paths in (("收件箱/红旗区", "收件箱"), ("收件箱", "收件箱/红旗区"))
    )
    assert first == second
    assert [file["path"] for file in json.loads(first)["files"]] == ["收件箱/红旗区/2024-06-12/附件2.xlsx"]


def test_a_text_report_in_a_file_is_for_notepad(jianfu, inbox, tmp_path):
    shown = jianfu("validate", inbox, *AS_OF).stdout
    jianfu("validate", inbox, *AS_OF, "-o", "报告.txt")
    assert (tmp_path / "报告.txt").read_bytes() == ("\ufeff" + shown.replace("\n", "\r\n")).encode()


@pytest.mark.parametrize("path", ["收件箱", "收件箱/红旗区", "收件箱/红旗区/2024-06-12"])
def test_copies_go_below_the_name_of_their_unit(jianfu, inbox, tmp_path, path):
    jianfu("validate", path, "--as-of", "2024-06-20", "--return-to", "退改")
    found = [file.relative_to(tmp_path / "退改") for file in (tmp_path / "退改").rglob("*.*")]
    assert {file.parts[0] for file in found} == {"红旗区"}
    assert {file.name for file in found} == {"附件2.xlsx", "缺报清单.txt"}


def test_copies_are_read_within_the_limits_of_the_call(campaign, inbox, monkeypatch):
    monkeypatch.setenv("JIANFU_LIMIT_MEMBERS", "77")
    inspection = inspect([inbox], campaign, campaign.ends_on, InspectOptions(jobs=1))
    assert inspection.limits == GuardLimits(members=77)
    assert copies_of(inspection, [inbox], campaign, campaign.ends_on).originals._limits == inspection.limits


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has_is_told(jianfu, inbox, option):
    told = jianfu("validate", inbox, option, "JF2,JF95")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "错误：没有“JF95”这条规则；用 jianfu rule 看全部规则，可写前缀，如 JF2\n"

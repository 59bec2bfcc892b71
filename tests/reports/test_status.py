import csv
import io
import json

from made.ledgers import small_ledger

from jianfu_cli.reports.status import as_csv, as_json


def test_json_is_as_the_contract_says():
    content = json.loads(as_json(small_ledger()))
    assert list(content) == [
        "format",
        "campaign",
        "as_of",
        "counts",
        "roster_confirmed",
        "publication",
        "own_missing",
        "units",
        "unplaced",
        "decisions",
    ]
    assert (content["format"], content["campaign"], content["as_of"]) == (
        "jianfu-status/1", "xinxiang-2024", "2024-06-20",
    )  # fmt: skip
    assert content["counts"] == {"on-time": 4, "late": 1, "missing": 1, "not-due": 11}
    assert [unit["unit"] for unit in content["units"]] == ["红旗区", "卫滨区", "市公安局"]
    assert content["unplaced"] == ["待认领/2024-06-05/=附件2.xlsx"]
    [first, *_] = content["units"]
    assert first["kind"] == "county"
    assert first["attachments"][0] == {
        "attachment": "a1",
        "due": "2024-06-05",
        "state": "late",
        "received_on": "2024-06-07",
        "corrected_on": None,
        "days_late": 2,
        "nil": False,
        "errors": 0,
        "scan": True,
        "unsure": [],
        "versions": [
            {
                "path": "红旗区/2024-06-07/附件1.xlsx",
                "received_on": "2024-06-07",
                "received_from": "folder",
                "counts": True,
                "use": "counts",
            }
        ],
    }
    assert first["attachments"][1]["state"] == "not-due"
    assert first["attachments"][1]["received_on"] is None
    assert first["attachments"][2]["errors"] == 1
    assert first["enclosures"] == ["红旗区/2024-06-19/<b>相关文件</b>.docx"]
    assert content["units"][1]["refused"] == ["卫滨区/2024-06-05/附件1.xlsx"]


def test_versions_and_nil_in_json():
    department = json.loads(as_json(small_ledger()))["units"][2]
    a2 = department["attachments"][1]
    assert (a2["nil"], a2["received_on"], a2["corrected_on"], a2["scan"]) == (True, "2024-06-12", "2024-06-13", True)
    assert [(one["received_on"], one["counts"], one["use"]) for one in a2["versions"]] == [
        ("2024-06-13", True, "counts"), ("2024-06-12", False, "superseded"), ("2024-06-25", False, "later"),
    ]  # fmt: skip


def test_csv_has_a_row_a_unit_and_attachment():
    text = as_csv(small_ledger(), codes=True)
    assert text.startswith("\ufeffunit,kind,attachment,due,state,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 7 + 7 + 3
    assert rows[0] == {
        "unit": "红旗区", "kind": "county", "attachment": "a1", "due": "2024-06-05", "state": "late",
        "received_on": "2024-06-07", "corrected_on": "", "days_late": "2", "nil": "false", "errors": "0", "scan": "true",
        "path": "红旗区/2024-06-07/附件1.xlsx",
    }  # fmt: skip
    assert rows[1]["path"] == rows[1]["received_on"] == ""


def test_csv_for_excel_is_in_chinese():
    rows = list(csv.DictReader(io.StringIO(as_csv(small_ledger()).removeprefix("\ufeff"))))
    assert rows[0] == {
        "单位": "红旗区", "单位类别": "县（市、区）", "附件": "附件1", "报送期限": "2024-06-05", "情况": "迟报",
        "收到日期": "2024-06-07", "更正日期": "", "迟报天数": "2", "零报告": "", "错误": "0", "扫描件": "有",
        "文件": "红旗区/2024-06-07/附件1.xlsx",
    }  # fmt: skip

import csv
import io
import json

import pytest
from forms_sent import SCAN, workbook
from openpyxl import load_workbook


@pytest.fixture
def versions(tmp_path):
    (tmp_path / "旧.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-10", rows=3))
    (tmp_path / "新.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=4, venue="部分中小学"))
    return tmp_path


def test_two_versions_of_a_form(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert "附件2《专项整治问题摸排清单》：没有变的 0 行，改动 3，增加 1，减少 0" in done.stdout
    assert "F4【开展地点】全县中小学 → 部分中小学" in done.stdout


def test_json_is_utf_8_whatever_the_console(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "json", encoding="gbk", raw=True)
    content = json.loads(done.stdout.decode("utf-8"))
    assert content["format"] == "jianfu-diff/1"
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}


def test_two_roll_ups(jianfu, versions):
    for name in ("旧", "新"):
        inbox = versions / name / "红旗区"
        inbox.mkdir(parents=True)
        (inbox / "附件2.xlsx").write_bytes((versions / f"{name}.xlsx").read_bytes())
        jianfu("merge", versions / name, "-o", f"汇总{name}", "--as-of", "2024-06-12")
    done = jianfu("diff", "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx", "-f", "json")
    content = json.loads(done.stdout)
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}
    [a2] = [form for form in content["forms"] if form["rows"]]
    assert {row["unit"] for row in a2["rows"]} == {"红旗区"}
    assert {cell["column"] for row in a2["rows"] if row["change"] == "changed" for cell in row["cells"]} == {"开展地点"}


def two_roll_ups(jianfu, folder, *later):
    """Roll up 红旗区's older form, and on another day its newer one with what came ``later``; return both."""
    for name, sent in (("旧", ()), ("新", later)):
        inbox = folder / f"箱{name}"
        for unit, content in (("红旗区", (folder / f"{name}.xlsx").read_bytes()), *sent):
            (inbox / unit).mkdir(parents=True)
            (inbox / unit / "附件2.xlsx").write_bytes(content)
        jianfu("merge", inbox, "-o", f"汇总{name}", "--as-of", "2024-06-13")
    return "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx"


def test_two_roll_ups_say_who_filed_since(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    content = json.loads(jianfu("diff", *files, "-f", "json").stdout)
    [filing] = content["filings"]
    assert (filing["unit"], filing["attachment"], filing["new"]) == ("卫滨区", "a2", "按时")
    assert "报送情况：1 处不同\n  卫滨区 附件2：未到期 → 按时\n" in jianfu("diff", *files).stdout


def test_equal_roll_ups_are_said_to_be_so_and_what_was_not_compared(jianfu, versions):
    old, _ = two_roll_ups(jianfu, versions)
    assert jianfu("diff", old, old).stdout.endswith("各附件和报送情况都没有变（校验结果不对照）。\n")


def test_csv_has_a_row_a_changed_cell(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    written = jianfu("diff", *files, "-f", "csv", encoding="gbk", raw=True).stdout
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert {row["change"] for row in rows} == {"changed", "added", "filing"}
    changed = [row for row in rows if row["change"] == "changed"]
    assert {(row["column"], row["old"], row["new"]) for row in changed} == {("开展地点", "全县中小学", "部分中小学")}
    assert [(row["unit"], row["attachment"], row["new"]) for row in rows if row["change"] == "filing"] == [
        ("卫滨区", "a2", "按时")
    ]


def test_the_workbook(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    done = jianfu("diff", *files, "-f", "xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "已写出 对照.xlsx\n")
    book = load_workbook(versions / "对照.xlsx")
    assert book.sheetnames == ["改动", "报送情况"]
    assert [cell.value for cell in book["改动"][3]][:4] == ["附件2", "改动", "红旗区", "语音打卡第1项"]
    assert [cell.value for cell in book["报送情况"][3]] == ["附件2", "卫滨区", "未到期", "按时"]


def test_two_forms_have_no_filings(jianfu, versions):
    assert "filings" not in json.loads(jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "json").stdout)


@pytest.mark.parametrize("output", ["旧.xlsx", "新.xlsx"])
def test_the_result_is_never_written_over_what_is_compared(jianfu, versions, output):
    done = jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "xlsx", "-o", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert "请换一个位置" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("没有.xlsx", None, "找不到 没有.xlsx"),
        ("坏.xlsx", b"no workbook", "坏.xlsx："),
        ("图.pdf", SCAN, "图.pdf：里面没有认出任何一个附件"),
    ],
)
def test_what_cannot_be_compared(jianfu, versions, name, content, said):
    if content:
        (versions / name).write_bytes(content)
    done = jianfu("diff", "旧.xlsx", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr

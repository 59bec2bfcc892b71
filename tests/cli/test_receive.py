import json
import os
import zipfile
from io import BytesIO

import pytest
from made.sent import SCAN, workbook
from openpyxl import load_workbook


@pytest.fixture
def mail(tmp_path):
    folder = tmp_path / "邮件"
    folder.mkdir()
    (folder / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=3))
    (folder / "红旗区附件2扫描件.pdf").write_bytes(SCAN)
    (folder / "整改清单.xlsx").write_bytes(workbook("a3", "", "2024-06-12"))
    (folder / "附件3零报告.xlsx").write_bytes(workbook("a3", "新乡市公安局", "2024-06-12", rows=0))
    (folder / "Thumbs.db").write_bytes(b"thumbs")
    with zipfile.ZipFile(folder / "材料.zip", "w") as archive:
        archive.writestr("内层/附件1.xlsx", workbook("a1", "市妇联", "2024-06-04"))
    return folder


def held(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


FILED = [
    "市公安局/2024-06-13/附件3零报告.xlsx",
    "市妇联/2024-06-13/材料.zip",
    "待认领/2024-06-13/整改清单.xlsx",
    "红旗区/2024-06-13/红旗区附件2扫描件.pdf",
    "红旗区/2024-06-13/附件2.xlsx",
]


def test_what_came_is_filed_by_unit_and_day(jianfu, mail, tmp_path):
    before = {path: path.read_bytes() for path in mail.iterdir()}
    done = jianfu("receive", mail, "--inbox", "收件箱", "--on", "2024-06-13")
    assert (done.returncode, done.stderr) == (0, "")
    assert held(tmp_path / "收件箱") == FILED
    lines = done.stdout.splitlines()
    assert "  √ 红旗区/2024-06-13/附件2.xlsx：附件2（3 行）" in lines
    assert "  √ 市公安局/2024-06-13/附件3零报告.xlsx：附件3（零报告）" in lines
    assert "  √ 市妇联/2024-06-13/材料.zip：附件1（1 行）" in lines
    assert "      注意：表内和文件名都没有写明单位" in lines
    assert "归档 5 个文件。" in lines
    assert {path: path.read_bytes() for path in mail.iterdir()} == before


def test_a_second_time_files_nothing(jianfu, mail, tmp_path):
    jianfu("receive", mail, "--inbox", "收件箱", "--on", "2024-06-13")
    done = jianfu("receive", mail, "--inbox", "收件箱", "--on", "2024-06-20")
    assert held(tmp_path / "收件箱") == FILED
    assert "  · 附件2.xlsx：以前收过，就是 红旗区/2024-06-13/附件2.xlsx" in done.stdout.splitlines()
    assert done.stdout.endswith("归档 0 个文件，5 个以前收过。\n")


def test_what_is_claimed_keeps_the_day_it_came(jianfu, mail, tmp_path):
    jianfu("receive", mail, "--inbox", "收件箱", "--on", "2024-06-13")
    unclaimed = "收件箱/待认领/2024-06-13/整改清单.xlsx"
    jianfu("receive", unclaimed, "--inbox", "收件箱", "-u", "牧野区教育局")
    assert "牧野区/2024-06-13/整改清单.xlsx" in held(tmp_path / "收件箱")


def test_a_workbook_of_several_units_need_not_be_claimed(jianfu, tmp_path):
    book = load_workbook(BytesIO(workbook("a7", "红旗区", "2024-06-12", rows=2)))
    other = load_workbook(BytesIO(workbook("a7", "卫滨区", "2024-06-12", rows=2))).active
    copy = book.create_sheet("卫滨区")
    for row in other.iter_rows(values_only=True):
        copy.append(row)
    book.save(tmp_path / "各区附件7.xlsx")
    done = jianfu("receive", "各区附件7.xlsx", "--inbox", "收件箱", "--on", "2024-06-13")
    assert held(tmp_path / "收件箱") == ["待认领/2024-06-13/各区附件7.xlsx"]
    assert "注意：里面有几个单位的：红旗区、卫滨区；放在这里就分别计入各单位，不必认领" in done.stdout
    assert "-u" not in done.stdout
    status = json.loads(jianfu("status", "收件箱", "-a", "7", "-f", "json", "--as-of", "2024-07-10").stdout)
    counted = {
        unit["unit"]: [one["path"] for entry in unit["attachments"] for one in entry["versions"] if one["counts"]]
        for unit in status["units"]
    }
    assert counted["红旗区"] == counted["卫滨区"] == ["待认领/2024-06-13/各区附件7.xlsx"]
    assert status["unplaced"] == []


def test_the_person_receiving_is_believed_and_warned(jianfu, mail, tmp_path):
    done = jianfu("receive", mail / "附件2.xlsx", "--inbox", "收件箱", "--on", "2024-06-13", "-u", "卫滨区")
    assert held(tmp_path / "收件箱") == ["卫滨区/2024-06-13/附件2.xlsx"]
    assert "注意：表内单位是红旗区" in done.stdout


def test_a_correction_of_the_same_day_stands_beside_the_first(jianfu, mail, tmp_path):
    jianfu("receive", mail / "附件2.xlsx", "--inbox", "收件箱", "--on", "2024-06-13")
    (mail / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-13", rows=4))
    jianfu("receive", mail / "附件2.xlsx", "--inbox", "收件箱", "--on", "2024-06-13")
    assert held(tmp_path / "收件箱") == ["红旗区/2024-06-13/附件2 (2).xlsx", "红旗区/2024-06-13/附件2.xlsx"]


def test_files_that_cannot_be_read_are_filed_all_the_same(jianfu, tmp_path):
    (tmp_path / "市公安局附件2.xlsx").write_bytes(b"no workbook")
    done = jianfu("receive", "市公安局附件2.xlsx", "--inbox", "收件箱", "--on", "2024-06-13")
    assert done.returncode == 0
    assert held(tmp_path / "收件箱") == ["市公安局/2024-06-13/市公安局附件2.xlsx"]
    assert "无法读取：" in done.stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_not_taken_and_stops_nothing(jianfu, mail, tmp_path):
    os.mkfifo(mail / "附件9.xlsx")
    done = jianfu("receive", mail, "--inbox", "收件箱", "--on", "2024-06-13")
    assert done.returncode == 1
    assert held(tmp_path / "收件箱") == FILED
    assert "没有收：不是普通文件" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有.xlsx", "--inbox", "收件箱"], "找不到 没有.xlsx"),
        (["邮件", "--inbox", "邮件/收件箱"], "不能把它自己再收一遍"),
        (["邮件", "--inbox", "邮件/附件2.xlsx"], "是一个文件"),
        (["邮件", "--inbox", "收件箱", "-u", "红期区"], "名册里没有“红期区”，是不是：红旗区"),
        (["邮件", "--inbox", "收件箱", "--on", "6月"], "不是日期"),
        (["邮件"], "缺少必填选项 --inbox"),
    ],
)
def test_wrong_calls(jianfu, mail, arguments, said):
    done = jianfu("receive", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_json_says_what_came_and_where_it_lies(jianfu, mail, tmp_path):
    (mail / "坏.xlsx").write_bytes(b"x")
    first, again = (
        json.loads(jianfu("receive", mail, "--inbox", "箱", "--on", "2024-06-14", "-f", "json", raw=True).stdout)
        for _ in range(2)
    )
    assert first["format"] == "jianfu-receive/1"
    assert (first["counts"]["known"], again["counts"]["new"]) == (0, 0)
    assert sum(first["counts"].values()) == len(first["files"])
    by_name = {one["path"].rpartition("/")[2]: one for one in first["files"]}
    assert by_name["附件2.xlsx"] == {
        "path": by_name["附件2.xlsx"]["path"], "unit": "红旗区", "holds": "附件2（3 行）", "note": "",
        "filed": "红旗区/2024-06-14/附件2.xlsx", "new": True,
    }  # fmt: skip
    assert by_name["整改清单.xlsx"]["unit"] is None
    assert all((tmp_path / "箱" / one["filed"]).is_file() for one in first["files"])


def test_what_a_scan_is_said_to_be_of_is_told_the_first_time_again_and_changed(jianfu, mail):
    def said(attachment, *files):
        return jianfu("receive", *files, "--inbox", "收件箱", "--on", "2024-06-13", "-a", attachment).stdout

    scan = mail / "红旗区附件2扫描件.pdf"
    assert "  √ 红旗区/2024-06-13/红旗区附件2扫描件.pdf：扫描件\n      记为附件2的扫描件（见处理决定.xlsx）" in said(
        "2", scan
    )
    again = "  · 红旗区附件2扫描件.pdf：以前收过，就是 红旗区/2024-06-13/红旗区附件2扫描件.pdf\n      "
    assert again + "原来就记为附件2的扫描件" in said("2", scan)
    assert again + "原来记为附件2，改记为附件3的扫描件（见处理决定.xlsx）" in said("3", scan)
    assert again + "原来就记为附件3的扫描件" in said("3", scan)


def test_what_is_no_scan_or_nobodys_is_said_not_to_have_become_one(jianfu, mail):
    (mail / "盖章.pdf").write_bytes(SCAN)
    done = jianfu("receive", mail / "附件2.xlsx", mail / "盖章.pdf", "--inbox", "收件箱", "-a", "3", "-f", "json")
    notes = {one["path"]: one["note"] for one in json.loads(done.stdout)["files"]}
    assert notes["附件2.xlsx"] == "不是扫描件，没有记为附件3的扫描件"
    assert notes["盖章.pdf"].endswith("不知道是哪个单位的，没有记为附件3的扫描件")
    assert "扫描件" not in jianfu("receive", mail / "附件2.xlsx", "--inbox", "收件箱").stdout

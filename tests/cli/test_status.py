import csv
import io
import json
import os
from pathlib import Path

import pytest
from made.sent import SCAN, workbook


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件箱"
    for path, content in {
        "红旗区/2024-06-05/附件1.xlsx": workbook("a1", "红旗区", "2024-06-05"),
        "红旗区/2024-06-05/扫描件.pdf": SCAN,
        "市公安局/2024-06-07/附件1.xlsx": workbook("a1", "市公安局", "2024-06-05"),
        "待认领/2024-06-07/附件2.xlsx": workbook("a2", "", "2024-06-07"),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_text_ends_with_1_where_something_is_missing_or_late(jianfu, inbox):
    done = jianfu("status", inbox, "--as-of", "2024-06-07")
    assert (done.returncode, done.stderr) == (1, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["红旗区", "√", *"······"] in lines
    assert ["市公安局", "迟2", "·", "·"] in lines
    assert "  14 个单位一件未报：卫滨区、" in done.stdout  # not a row each
    assert ["按时/应报", "1/15", "14"] in lines
    assert "待认领/2024-06-07/附件2.xlsx" in done.stdout


def test_nothing_due_yet_ends_with_0(jianfu, inbox):
    done = jianfu("status", inbox, "--as-of", "2024-06-04")
    assert done.returncode == 0
    assert "2024-06-04 以后收到的，列出不计：" in done.stdout


def test_the_whole_roster_is_judged(jianfu, inbox):
    content = json.loads(jianfu("status", inbox, "--as-of", "2024-06-07", "-f", "json").stdout)
    assert len(content["units"]) == 72
    assert content["counts"] == {"on-time": 1, "late": 1, "missing": 70, "not-due": 15 * 6 + 57 * 2}


def test_an_empty_inbox_is_one_into_which_nothing_has_come(jianfu, tmp_path):
    (tmp_path / "空").mkdir()
    done = jianfu("status", "空", "--as-of", "2024-06-07", "-f", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["counts"]["missing"] == 72


def test_a_unit_s_own_folder_is_judged_alone(jianfu, inbox):
    content = json.loads(jianfu("status", inbox / "红旗区", "--as-of", "2024-06-07", "-f", "json").stdout)
    assert [unit["unit"] for unit in content["units"]] == ["红旗区"]


def test_one_attachment_as_csv(jianfu, inbox):
    done = jianfu("status", inbox, "--as-of", "2024-06-07", "-f", "csv", "-a", "1", "--codes", raw=True)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert len(rows) == 72
    assert {row["attachment"] for row in rows} == {"a1"}


def test_the_page_is_written_whole(jianfu, inbox, tmp_path):
    done = jianfu("status", inbox, "--as-of", "2024-06-07", "-f", "html", "-o", "进度.html")
    assert done.stdout == ""
    assert "迟报 2 天" in (tmp_path / "进度.html").read_text(encoding="utf-8")


def test_the_number_of_jobs_changes_no_byte(jianfu, inbox):
    one, two = (jianfu("status", inbox, "--as-of", "2024-06-07", "-f", "json", "-j", jobs).stdout for jobs in "12")
    assert one == two


def test_it_survives_a_gbk_console(jianfu, inbox):
    (inbox / "待认领" / "𠮷.xlsx").write_bytes(b"x")
    done = jianfu("status", inbox, "--as-of", "2024-06-07", encoding="gbk")
    assert done.returncode == 1
    assert "√" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="such names are allowed on POSIX systems only")
def test_names_that_are_no_text_survive_every_format(jianfu, inbox):
    Path(os.fsdecode(os.fsencode(inbox) + b"/\xff\xfe.xlsx")).write_bytes(b"x")
    for form in ("text", "json", "csv", "html"):
        done = jianfu("status", inbox, "--as-of", "2024-06-07", "-f", form)
        assert (done.returncode, done.stderr) == (1, "")


def test_text_in_a_file_is_for_notepad(jianfu, inbox, tmp_path):
    jianfu("status", inbox, "--as-of", "2024-06-07", "-o", "进度.txt")
    written = (tmp_path / "进度.txt").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in written.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["收件箱", "-o", "收件箱/进度.csv", "-f", "csv"], "请放到别处"),
        (["收件箱", "-o", "收件箱/红旗区/2024-06-05/附件1.xlsx"], "请放到别处"),
        (["没有"], "找不到 没有"),
        (["收件箱/红旗区/2024-06-05/附件1.xlsx"], "是一个文件"),
        (["收件箱", "-a", "9"], "没有“9”这个附件"),
        (["收件箱", "-f", "xml"], "不在可选值里"),
    ],
)
def test_wrong_calls(jianfu, inbox, arguments, said):
    done = jianfu("status", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr

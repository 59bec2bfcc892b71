import csv
import io
import json
import os
from datetime import date

import openpyxl
import pytest
from made.sent import workbook


@pytest.fixture
def inbox(tmp_path):
    """Two problems; of two rectifications one is done a week later, and open again after another."""
    folder = tmp_path / "收件箱"
    for path, content in {
        "红旗区/2024-06-10/附件2.xlsx": workbook("a2", "红旗区", "2024-06-10", rows=2),
        "红旗区/2024-06-14/附件3.xlsx": workbook("a3", "红旗区", "2024-06-14", rows=2, progress="正在推进"),
        "红旗区/2024-06-21/附件3.xlsx": workbook("a3", "红旗区", "2024-06-21", rows=2, progress="已完成"),
        "红旗区/2024-06-28/附件3.xlsx": workbook("a3", "红旗区", "2024-06-28", rows=1, progress="正在推进"),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_json_is_as_the_contract_has_it(jianfu, inbox):
    done = jianfu("progress", inbox, "--to", "2024-06-28", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    content = json.loads(done.stdout)
    assert list(content) == ["format", "campaign", "dates", "matters", "decisions"]
    assert [tuple(day.values()) for day in content["dates"]] == [
        ("2024-06-14", 2, 2, 0, 2, 0, 0), ("2024-06-21", 2, 2, 2, 0, 0, 0), ("2024-06-28", 2, 1, 0, 0, 1, 0),
    ]  # fmt: skip
    assert content["matters"] == [
        {
            "unit": "红旗区", "matter": "语音打卡第1项", "body": "某局", "first_seen": "2024-06-14", "deadline": "2024-06-20",
            "state": "overdue", "closed_on": None, "reopened_on": "2024-06-28", "path": "红旗区/2024-06-28/附件3.xlsx",
        },
        {
            "unit": "红旗区", "matter": "语音打卡第2项", "body": "某局", "first_seen": "2024-06-14", "deadline": "2024-06-20",
            "state": "gone", "closed_on": "2024-06-21", "reopened_on": None, "path": "红旗区/2024-06-21/附件3.xlsx",
        },
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2024-06-10", "2024-06-14", "2024-06-21", "2024-06-28"])
def test_each_day_is_what_merge_counted_on_that_day(jianfu, inbox, tmp_path, day):
    content = json.loads(jianfu("progress", inbox, "--to", "2024-06-28", "--every", "day", "-f", "json").stdout)
    [step] = [one for one in content["dates"] if one["as_of"] == day]
    then = tmp_path / "当天"
    for file in inbox.rglob("*.xlsx"):
        if file.parent.name <= day:
            copy = then / file.relative_to(inbox)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    jianfu("merge", then, "-o", "汇总", "--as-of", day)
    figures = json.loads((tmp_path / "汇总" / "merge.json").read_bytes())["figures"]
    assert {name: step[name] for name in ("problems", "rectifications")} == {
        name: figures[name] for name in ("problems", "rectifications")
    }
    assert {name: step[name] for name in figures["by_progress"]} == figures["by_progress"]


def test_text_within_80_columns_on_a_gbk_console(jianfu, inbox):
    done = jianfu("progress", inbox, "--to", "2024-06-28", encoding="gbk")
    assert (done.returncode, done.stderr) == (0, "")
    assert next(line.split() for line in done.stdout.splitlines() if line.startswith("2024-06-28")) == [
        "2024-06-28", "2", "1", "0", "0", "1", "0", "0.0%",
    ]  # fmt: skip
    assert "红旗区：语音打卡第1项（某局，时限 2024-06-20，2024-06-14 首次报来" in done.stdout
    assert max(len(line.encode("gbk")) for line in done.stdout.splitlines()) <= 80


def test_csv_has_a_row_a_matter(jianfu, inbox):
    done = jianfu("progress", inbox, "--to", "2024-06-28", "-f", "csv", encoding="gbk", raw=True)
    assert done.stdout.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    assert [(row["matter"], row["state"], row["closed_on"]) for row in rows] == [
        ("语音打卡第1项", "overdue", ""), ("语音打卡第2项", "gone", "2024-06-21"),
    ]  # fmt: skip


def test_the_workbook_has_real_dates_numbers_and_a_chart(jianfu, inbox, tmp_path):
    done = jianfu("progress", inbox, "--to", "2024-06-28", "-f", "xlsx")
    assert (done.returncode, done.stdout) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "调度表.xlsx")
    assert book.sheetnames == ["逐项", "逐日"]
    assert book["逐项"]["E3"].value.date() == date(2024, 6, 14)
    assert book["逐项"]["E3"].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in book["逐日"][5]][1:] == [2, 1, 0, 0, 1, 0, 1, 0]
    assert book["逐日"]["A5"].value.date() == date(2024, 6, 28)
    [chart] = book["逐日"]._charts
    assert [series.val.numRef.f for series in chart.series] == [
        "逐日!$C$3:$C$5",
        "逐日!$H$3:$H$5",
        "逐日!$F$3:$F$5",
    ]


def test_the_same_inbox_gives_the_same_bytes_whatever_the_jobs(jianfu, inbox, tmp_path):
    for jobs in "12":
        for form in ("xlsx", "html"):
            jianfu("progress", inbox, "--to", "2024-06-28", "-f", form, "-o", f"{jobs}.{form}", "-j", jobs)
    for form in ("xlsx", "html"):
        assert (tmp_path / f"1.{form}").read_bytes() == (tmp_path / f"2.{form}").read_bytes()


def test_the_page_draws_its_chart_without_script(jianfu, inbox, tmp_path):
    jianfu("progress", inbox, "--to", "2024-06-28", "-f", "html", "-o", "进度.html")
    page = (tmp_path / "进度.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "2024-06-21：整改事项 2，尚未完成 0，其中逾期 0" in page
    assert "语音打卡第2项" in page


def test_the_last_day_is_as_of_where_to_is_not_given(jianfu, inbox):
    days = [
        [day["as_of"] for day in json.loads(jianfu("progress", inbox, *given, "-f", "json").stdout)["dates"]]
        for given in (("--as-of", "2024-06-20"), ("--to", "2024-06-20", "--as-of", "2024-07-20"))
    ]
    assert days == [["2024-06-13", "2024-06-20"]] * 2


def test_an_empty_inbox_has_nothing_to_count(jianfu, tmp_path):
    (tmp_path / "空").mkdir()
    content = json.loads(jianfu("progress", "空", "--to", "2024-09-20", "-f", "json").stdout)
    assert [(one["as_of"], one["rectifications"]) for one in content["dates"]] == [("2024-09-20", 0)]
    assert content["matters"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有"], "找不到 没有"),
        (["收件箱/红旗区/2024-06-10/附件2.xlsx"], "是一个文件"),
        (["收件箱", "-f", "xlsx", "-o", "收件箱/调度表.xlsx"], "请放到别处"),
        (["收件箱", "--from", "2024-07-01", "--to", "2024-06-01"], "比最后一天 2024-06-01 还晚"),
        (["收件箱", "--from", "1924-06-01", "--to", "2024-06-01", "--every", "day"], "要列的日子太多"),
        (["收件箱", "--every", "year"], "不在可选值里"),
        (["收件箱", "--to", "6月1日"], "没有写年份"),
    ],
)
def test_wrong_calls(jianfu, inbox, arguments, said):
    done = jianfu("progress", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.fixture
def undated(tmp_path):
    """Of one return nothing tells the day but the file's own time, which is years later; of another its 填报时间."""
    folder = tmp_path / "未写日期"
    for unit, day in (("红旗区", ""), ("卫滨区", "2024-06-24")):
        (folder / unit).mkdir(parents=True)
        path = folder / unit / "附件3.xlsx"
        path.write_bytes(workbook("a3", unit, day, rows=1, progress="已完成"))
        os.utime(path, (1_796_000_000, 1_796_000_000))  # 2026-11-30
    return folder


def test_no_output_has_a_day_after_the_last(jianfu, undated, tmp_path):
    asked = ("progress", undated, "--from", "2024-06-21", "--to", "2024-06-28", "-f")
    for form in ("text", "csv", "json", "html"):
        assert "2026" not in jianfu(*asked, form).stdout.replace("2026-11-30T", "")
    matters = json.loads(jianfu(*asked, "json").stdout)["matters"]
    assert [(one["unit"], one["first_seen"], one["closed_on"]) for one in matters] == [
        ("红旗区", None, None), ("卫滨区", "2024-06-24", "2024-06-24"),
    ]  # fmt: skip
    jianfu(*asked, "xlsx", "-o", "调度表.xlsx")
    first, second = openpyxl.load_workbook(tmp_path / "调度表.xlsx")["逐项"].iter_rows(min_row=3, max_row=4)
    assert (first[4].value, first[7].value) == ("收到日期不明", "收到日期不明")
    assert (second[4].value.date(), second[7].value.date()) == (date(2024, 6, 24), date(2024, 6, 24))
    assert jianfu(*asked, "html").stdout.count("收到日期不明") == 2


def test_the_note_says_of_each_day_what_only_a_file_s_time_tells(jianfu, undated):
    said = "".join(jianfu("progress", undated, "--from", "2024-06-14", "--to", "2024-06-28").stdout.split())
    assert "2024-06-14至2024-06-21各2份、2024-06-281份" in said
    assert "上表2024-06-21到2024-06-28：新列0项，不再列出0项，销号0项，由已完成改回0项。" in said

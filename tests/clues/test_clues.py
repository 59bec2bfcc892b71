"""``jianfu clues``: terms, relapses, schools in common, letters; each told in a ledger of a few rows."""

import json

import pytest
from docx import Document
from made.forms import shipped
from openpyxl import Workbook
from typer.testing import CliRunner

from clues.ledgers import HEADINGS, clue, write_ledger
from jianfu_cli.cli.app import app
from jianfu_cli.errors import UsageError

AS_OF = ("--as-of", "2024-08-01")


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done


def report(*arguments):
    done = run("clues", *arguments, "-f", "json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def write_form(path, attachment, unit, rows):
    form = shipped().attachment(attachment)
    book = Workbook()
    sheet = book.active
    sheet.append([f"附件{form.number} {form.title}"])
    sheet.append([f"填报单位（盖章）：{unit}", "", "填报时间：2024-07-02", "", "填报人员及电话：甲一 0373-0000001"])
    sheet.append([column.heading for column in form.columns])
    for nth, row in enumerate(rows, start=1):
        sheet.append([nth, *(row.get(column.key, "某") for column in form.columns[1:])])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


@pytest.fixture
def inbox(tmp_path):
    """红旗区 reported 路口执勤 as done by 20 June (its form came on 2 July), 点赞 as under way, 戏曲 as listed."""
    folder = tmp_path / "收件箱" / "红旗区" / "2024-07-02"
    done = {
        "category": "校园值班值守",
        "matter": "上放学路口教师执勤",
        "body": "区公安局",
        "deadline": "2024-06-20",
        "progress": "已完成",
    }
    open_ = {
        "category": "社会事务进校园",
        "matter": "公众号点赞投票任务",
        "body": "区融媒体中心",
        "deadline": "2024-07-20",
        "progress": "正在推进",
    }
    listed = {
        "matter": "戏曲进校园",
        "body": "区文化广电旅游局",
        "held": "9月",
        "content": "院团进校演出",
        "acceptance": "不验收",
    }
    write_form(folder / "附件3.xlsx", "a3", "红旗区", [done, open_])
    write_form(folder / "附件7.xlsx", "a7", "红旗区", [listed])
    return folder.parents[1]


@pytest.mark.parametrize(
    ("received", "closed", "said"),
    [
        ("2024-07-20", "", (True, 12, False)),
        ("2024-07-17", "", (True, 15, False)),  # the last day in time
        ("2024-07-16", "", (True, 16, True)),
        ("2024.7.1", "", (True, 31, True)),
        ("2024-07-01", "2024-07-10", (False, 9, False)),
        ("2024-07-01", "2024-07-20", (False, 19, True)),
        ("2024-07-25", "2024-08-20", (True, 7, False)),  # settled later than the day asked for
        ("7月", "", (True, None, False)),
        ("", "", (True, None, False)),
    ],
)
def test_terms(tmp_path, received, closed, said):
    row = clue("1", "路口执勤", "红旗区甲小学", received=received, 办结日期=closed)
    [one] = report(write_ledger(tmp_path / "问题线索台账.xlsx", [row]), *AS_OF)["clues"]
    assert (one["open"], one["days_open"], one["late"]) == said


def test_what_comes_later_is_counted_alone(tmp_path):
    rows = [clue("1", "路口执勤", "红旗区甲小学", received=day) for day in ("2024-08-01", "2024-08-02")]
    counts = report(write_ledger(tmp_path / "问题线索台账.xlsx", rows), *AS_OF)["counts"]
    assert (counts["clues"], counts["later"]) == (1, 1)


@pytest.mark.parametrize(
    ("received", "outcome", "content", "relapse"),
    [
        ("2024-07-20", "待核查", "上学放学老师要到路口执勤维持交通", True),
        ("2024-06-21", "部分属实", "上学放学老师要到路口执勤维持交通", True),  # after 整改时限, before the form came
        ("2024-06-20", "属实", "上学放学老师要到路口执勤维持交通", False),  # told before it was done
        ("2024-07-20", "不属实", "上学放学老师要到路口执勤维持交通", False),
        ("2024-07-20", "待核查", "公众号点赞投票任务还在搞", False),  # is not done
        ("2024-07-20", "待核查", "路口堵车没有交警", False),
    ],
)
def test_relapses(inbox, tmp_path, received, outcome, content, relapse):
    category = "社会事务进校园" if "点赞" in content else "校园值班值守"
    row = clue("1", content, "红旗区甲小学", received=received, category=category, 核查结果=outcome)
    ledger = write_ledger(tmp_path / "台账" / "问题线索台账.xlsx", [row])
    assert report(ledger, "--against", inbox, *AS_OF)["clues"][0]["relapse"] is relapse


def test_a_roll_up_its_folder_and_the_inbox_say_the_same(inbox, tmp_path):
    run("merge", inbox, "-o", tmp_path / "汇总", *AS_OF)
    rows = [clue("1", "老师在路口执勤", "红旗区甲小学", category="校园值班值守", received="2024-07-20")]
    ledger = write_ledger(tmp_path / "台账" / "问题线索台账.xlsx", rows)
    said = [
        report(ledger, "--against", path, *AS_OF)["clues"][0]["links"]["rectifications"]
        for path in (inbox, tmp_path / "汇总", tmp_path / "汇总" / "汇总.xlsx")
    ]
    assert said[0] == said[1] == said[2]
    assert [(link["unit"], link["row"], link["standing"], link["done_by"]) for link in said[0]] == [
        ("红旗区", 4, "done", "2024-06-20")
    ]


def test_clues_in_the_inbox_need_no_against(inbox):
    write_ledger(inbox / "市本级" / "2024-07-28" / "问题线索台账.xlsx", [clue("1", "戏曲进校园占课", "红旗区甲小学")])
    found = report(inbox, "--as-of", "2024-08-05")
    assert found["compared"] is True
    assert [(one["on_list"], len(one["links"]["listed"])) for one in found["clues"]] == [(True, 1)]


def test_three_schools_are_one_matter(tmp_path):
    told = "要求教师给公众号点赞投票"
    rows = [
        clue("1", f"{told}并截图", "红旗区甲小学、红旗区乙小学"),
        clue("2", f"{told}，天天催", "卫滨区甲小学"),
        clue("3", f"{told}，还要转发", "红旗区甲小学"),
        clue("4", "安排老师上街捡垃圾", "红旗区丙小学"),
        clue("5", f"{told}，全区都这样", "多所学校"),
    ]
    groups = report(write_ledger(tmp_path / "问题线索台账.xlsx", rows), *AS_OF)["groups"]
    assert [group["schools"] for group in groups] == [["红旗区甲小学", "红旗区乙小学", "卫滨区甲小学"]]
    assert [one["number"] for one in groups[0]["clues"]] == ["1", "2", "3", "5"]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [("属实", "confirmed"), ("部分属实", "partly"), ("不属实", "unfounded"), ("待核查", "pending"), ("", "pending")],
)
def test_outcomes(tmp_path, words, outcome):
    ledger = write_ledger(tmp_path / "问题线索台账.xlsx", [clue("1", "路口执勤", "红旗区甲小学", 核查结果=words)])
    assert report(ledger, *AS_OF)["clues"][0]["outcome"] == outcome


def test_letters_go_to_whoever_verifies(inbox, tmp_path):
    rows = [
        clue(
            "1",
            "上学放学老师要到路口执勤",
            "红旗区甲小学",
            category="校园值班值守",
            received="2024-07-10",
            牵头核查单位="红旗区教体局",
        ),
        clue("2", "老师上街捡垃圾", "红旗区乙小学", received="2024-07-30", 牵头核查单位="红旗区教育体育局"),
        clue("3", "老师入户", "卫滨区甲小学"),
        clue("4", "已经办完", "卫滨区甲小学", 牵头核查单位="卫滨区教体局", 办结日期="2024-08-01"),
    ]
    ledger = write_ledger(tmp_path / "台账" / "问题线索台账.xlsx", rows)
    run("clues", ledger, "--against", inbox, *AS_OF, "--letters", tmp_path / "交办单")
    written = {path.stem.rpartition("_")[2]: Document(path) for path in (tmp_path / "交办单").iterdir()}
    assert sorted(written) == ["核查单位待定", "红旗区教体局"]
    ours = written["红旗区教体局"]
    assert [[cell.text for cell in row.cells][::4] for row in ours.tables[0].rows] == [
        ["编号", "核查期限"],
        ["1", "2024-07-25\n已超7天"],
        ["2", "2024-08-14"],
    ]
    text = "\n".join(paragraph.text for paragraph in ours.paragraphs)
    assert "红旗区教体局：" in text
    assert "1：红旗区“上放学路口教师执勤”：整改清单第4行（已完成）。整改清单已报完成，又有反映。" in text


def test_a_page_without_script(inbox, tmp_path):
    row = clue("1", "上学放学老师要到路口执勤<b>", "红旗区甲小学", category="校园值班值守", received="2024-07-01")
    ledger = write_ledger(tmp_path / "台账" / "问题线索台账.xlsx", [row])
    page = run("clues", ledger, "--against", inbox, *AS_OF, "-f", "html").stdout
    assert "回潮" in page
    assert "老师要到路口执勤&lt;b&gt;" in page
    assert "<script" not in page


def test_no_ledger_is_a_mistake_of_the_call(tmp_path):
    write_form(tmp_path / "附件3.xlsx", "a3", "红旗区", [{"matter": "路口执勤", "category": "校园值班值守"}])
    with pytest.raises(UsageError, match="没有找到问题线索台账"):
        CliRunner().invoke(app, ["clues", str(tmp_path), *AS_OF], catch_exceptions=False)


def test_a_ledger_of_another_half_year_adds(tmp_path):
    folder = tmp_path / "收件箱" / "市本级"
    write_ledger(folder / "2024-07-01" / "问题线索台账.xlsx", [clue("2024-001", "路口执勤", "红旗区甲小学")])
    write_ledger(folder / "2024-07-30" / "问题线索台账.xlsx", [clue("2024-002", "路口执勤", "红旗区甲小学")])
    assert [one["number"] for one in report(tmp_path / "收件箱", *AS_OF)["clues"]] == ["2024-001", "2024-002"]


def test_what_nobody_owes_is_neither_missed_nor_asked_for(inbox, tmp_path):
    empty = run("status", inbox, *AS_OF, "-f", "json")
    assert "clues" not in json.loads(empty.stdout)
    row = clue("1", "路口执勤", "红旗区甲小学", received="2024-07-01", 牵头核查单位="红旗区教体局")
    write_ledger(inbox / "市本级" / "2024-07-28" / "问题线索台账.xlsx", [row])
    said = json.loads(run("status", inbox, *AS_OF, "-f", "json").stdout)
    assert said["clues"] == {"clues": 1, "open": 1, "late": 1}
    run("remind", inbox, *AS_OF, "-o", tmp_path / "催报")
    letter = (tmp_path / "催报" / "红旗区.txt").read_text(encoding="utf-8-sig")
    assert "1. 1：应于2024年7月16日前（含当日）办结" in letter
    assert "问题线索台账" not in letter
    found = json.loads(run("validate", inbox / "市本级", *AS_OF, "-f", "json").stdout)
    assert [one["code"] for one in found["findings"] if one["severity"] != "info"] == []
    run("draft", "bulletin", inbox, *AS_OF, "-o", tmp_path / "通报.docx")
    text = "\n".join(paragraph.text for paragraph in Document(tmp_path / "通报.docx").paragraphs)
    assert "共收到问题线索1件：热线（1件）。" in text
    assert "超过15天没有办结的1件：红旗区教体局（1件）。" in text


def test_headings_as_others_write_them(tmp_path):
    """序号 beside 编号 counts rows, and is no extra column."""
    headings = ("序号", *HEADINGS)
    row = {**clue("12345-7", "路口执勤", "红旗区甲小学"), "序号": 1}
    ledger = write_ledger(tmp_path / "线索台账.xlsx", [row], headings=headings, title="教师减负问题线索登记台账")
    assert [one["number"] for one in report(ledger, *AS_OF)["clues"]] == ["12345-7"]
    found = json.loads(run("validate", ledger, *AS_OF, "-f", "json").stdout)["findings"]
    assert [one["code"] for one in found if one["severity"] != "info"] == []

"""``jianfu review`` on what people fill in: a term of eighty applications, the ledger, another province's numbers."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from jsonschema import Draft202012Validator
from made.applications import COLUMNS, GOOD, LISTED, filled
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.errors import UsageError

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"
AS_OF = ("--as-of", "2024-09-02")
MATTERS = {
    "消防安全宣传": "市消防救援支队",
    "禁毒宣传教育": "市公安局",
    "防溺水宣传": "市教育局",
    "普法宣传": "市司法局",
    "爱眼护眼宣传": "市卫健委",
    "防震减灾宣传": "市应急管理局",
}
WEEKS = [f"2024年{month}月{day}日" for month in (10, 11, 12) for day in (8, 15, 22)]


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done


def refused(*arguments):
    """What a call that cannot be answered says."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, UsageError), done.exception
    return str(done.exception)


@pytest.fixture(scope="module")
def blanks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blanks")
    assert run("--campaign", "access-review", "new-template", "-o", folder).exit_code == 0
    assert run("new-template", "7", "-o", folder).exit_code == 0
    applications, whitelist = sorted(folder.glob("*.xlsx"), key=lambda path: "附件7" in path.name)
    return applications, whitelist


def listing(blanks, target, rows, unit="市本级", day="2024年6月20日"):
    filled(blanks[1], target, unit, day, rows, LISTED)
    return target


@pytest.fixture
def listed(blanks, tmp_path):
    rows = [{"活动名称": matter, "实施单位": body} for matter, body in MATTERS.items()]
    return listing(blanks, tmp_path / "清单" / "附件7.xlsx", rows)


def reviewed(*paths, out, lists=(), options=AS_OF):
    done = run("review", *paths, *(part for one in lists for part in ("--list", one)), "-o", out, *options)
    assert done.exit_code in {0, 1}, done.output
    content = json.loads((out / "review.json").read_text(encoding="utf-8"))
    schema = json.loads((FORMATS / "jianfu-review-1.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []
    return content


def codes(entry):
    return {reason["code"] for reason in entry["reasons"]}


# --- a term of eighty ------------------------------------------------------------------------------------------------


def good(nth, **changes):
    """A harmless application: a listed matter, in a week and at a school of its own."""
    matter, body = list(MATTERS.items())[nth % len(MATTERS)]
    return {
        "活动名称": f"{matter}进校园" if nth % 2 else matter,
        "申请单位": body,
        "开展时间": WEEKS[nth % len(WEEKS)],
        "开展学校": f"市第{nth + 1}小学",
        **changes,
    }


GROUNDS = ["工作需要", "上级要求", "按上级有关文件", "领导安排", "惯例", "相关规定", "工作职责", "年度工作安排"]
GROUNDED = [
    "《中华人民共和国消防法》",
    "新教领秘〔2024〕2号",
    "未成年人保护法第三十条",
    "公安部令第61号",
    "市禁毒委2024年工作要点",
    "学校卫生工作条例",
]
LATE = [
    "2024年9月10日", "2024-09-10至9月12日", "9月12日—14日", "2024.9.20", "9月上旬", "2024年9月", "9月30日", "2024年9月20日上午9:00",
]  # fmt: skip
UNSURE = ["每学期一次", "待定", "9月15日前后", "2024年秋季学期", "每年9月", "2024年", "9月或10月", "根据学校安排"]
SURELY_IN_TIME = [
    "2024年10月",
    "10月上旬",
    "2024-10-08至10月10日",
    "11月",
    "2024年10月1日",
    "12月4日",
    "2025年3月",
    "2024.11.11",
]
OFTEN = ["3次", "每月1次", "每周一次", "每学期3次", "十次", "5"]
ENOUGH = ["1", "两次", "每学期1次", "每学年一次", "1次/学期", "2次"]
OFF_THE_LIST = [
    "汽车文化进校园",
    "茶艺展示进校园",
    "戏曲展演进校园",
    "金融知识讲座",
    "航模表演进校园",
    "收藏展览进校园",
]


def seeds():
    """Yield what an application has in the place of something good, and the codes that it should get: none a twin."""
    yield from (({"开展依据": grounds}, {"JF852"}) for grounds in GROUNDS)
    yield from (({"开展依据": grounds}, set()) for grounds in GROUNDED)
    yield from (({"开展时间": held}, {"JF853"}) for held in (*LATE, *UNSURE))
    yield from (({"开展时间": held}, set()) for held in SURELY_IN_TIME)
    yield from (({"次数": times, "开展时间": "2024年10月8日至12月20日"}, {"JF854"}) for times in OFTEN)
    yield from (({"次数": times}, set()) for times in ENOUGH)
    for nth, matter in enumerate(OFF_THE_LIST):  # the list has six items, of ten that it may have
        yield {"活动名称": matter, "申请单位": "市商务局"}, {"JF851"} | ({"JF855"} if nth > 3 else set())
    for nth in range(8):  # at one school, each in a week of its own
        yield {"开展学校": "市育才小学", "开展时间": WEEKS[nth]}, {"JF856"} if nth > 5 else set()
    for school, days, wanted in (("实验", ("15日", "16日至17日"), {"JF857"}), ("新华", ("15日", "22日"), set())):
        for nth in range(3):
            yield from (({"开展学校": f"市{school}{nth}小学", "开展时间": f"10月{day}"}, wanted) for day in days)
    yield from (
        ({"层级": level}, {"JF858"} if level != "市级" else set()) for level in ("县级", "区级", "市级", "市级")
    )


def eighty():
    """The applications of a term, and the codes that each should get."""
    return [(good(nth, **changes), wanted) for nth, (changes, wanted) in enumerate(seeds())]


def test_a_term_of_eighty_applications(blanks, listed, tmp_path):
    every = eighty()
    assert len(every) >= 80
    first = 0
    for nth in range(0, len(every), 9):  # several units send several each, in the order in which they ask
        target = tmp_path / "申请" / f"{nth:03}.xlsx"
        first = filled(blanks[0], target, "市商务局", "2024年9月1日", [row for row, _ in every[nth : nth + 9]])
    found = reviewed(tmp_path / "申请", out=tmp_path / "结果", lists=[listed])
    expected = {
        (f"{nth - nth % 9:03}.xlsx", first + nth % 9, code) for nth, (_, wanted) in enumerate(every) for code in wanted
    }
    said = {(one["path"], one["row"], code) for one in found["applications"] for code in codes(one)}
    assert len(found["applications"]) == len(every)
    assert said == expected
    # No false refusal: what is late beyond doubt, and nothing else.
    refused = [one for one in found["applications"] if one["suggestion"] == "不同意"]
    late = {row["活动名称"] + row["开展学校"] for row, _ in every if row["开展时间"] in LATE}
    assert len(refused) == len(LATE) == len(late)
    assert all(codes(one) == {"JF853"} for one in refused)
    # The load of each school, counted by hand: who names it.
    by_hand = Counter(row["开展学校"] for row, _ in every)
    assert {school: sum(terms.values()) for school, terms in found["load"].items()} == by_hand
    assert found["load"]["市育才小学"] == {"2024年秋季学期": 8}
    assert [one["suggestion"] for one in found["applications"] if codes(one) == {"JF857"}] == ["合并"] * 6


# --- what the contract says of review.json and of the other outputs -----------------------------------------------------


def test_the_json_of_the_contract(blanks, listed, tmp_path):
    filled(
        blanks[0],
        tmp_path / "申请.xlsx",
        "市消防救援支队",
        "2024年9月1日",
        [{}, {"活动名称": "汽车文化进校园", "开展时间": "待定"}],
    )
    found = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[listed])
    assert found["format"] == "jianfu-review/1"
    first, second = found["applications"]
    assert first == {
        "unit": "市消防救援支队",
        "matter": "消防安全宣传进校园",
        "suggestion": "同意",
        "listed": "消防安全宣传",
        "days_before": 44,
        "reasons": [],
        "path": "申请.xlsx",
        "row": first["row"],
    }
    assert (second["listed"], second["days_before"], second["row"]) == (None, None, first["row"] + 1)
    assert [sorted(reason) for reason in second["reasons"]] == [["code", "message"]] * 2
    assert found["load"] == {"市第一小学": {"2024年秋季学期": 1, "时间未写明": 1}}


def test_the_outputs_lie_together(blanks, listed, tmp_path):
    rows = [{}, {"活动名称": "禁毒宣传教育", "申请单位": "市公安局", "开展时间": "2024年9月10日"}]
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", rows)
    reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[listed])
    names = {path.name for path in (tmp_path / "结果").iterdir()}
    assert names == {"review.json", "审核意见.docx", "审批台账.xlsx", "进校园日历.html", "进校园日历.ics"}
    document = Document(str(tmp_path / "结果" / "审核意见.docx"))
    titles = [one for one in document.paragraphs if one.style.name == "Title"]
    assert [one.paragraph_format.page_break_before for one in titles] == [None, True]
    assert [table.cell(0, 1).text for table in document.tables] == ["消防安全宣传进校园", "禁毒宣传教育"]
    calendar = (tmp_path / "结果" / "进校园日历.ics").read_text(encoding="utf-8")
    assert re.findall("DTSTART;VALUE=DATE:(.*?)\r?\n", calendar) == ["20241015"]  # what is refused does not come
    page = (tmp_path / "结果" / "进校园日历.html").read_text(encoding="utf-8")
    assert "2024年10月14日—10月20日" in page
    assert "0373" not in page + calendar


def test_an_application_in_word(listed, tmp_path):
    document = Document()
    document.add_paragraph("社会事务进校园审批报备表")
    document.add_paragraph("填报单位：市消防救援支队　填报时间：2024年9月1日　填报人员及电话：张某 0373-0000000")
    table = document.add_table(rows=2, cols=len(COLUMNS) + 1)
    for place, heading in enumerate(("序号", *COLUMNS)):
        table.cell(0, place).text = heading
        table.cell(1, place).text = "1" if not place else GOOD[heading]
    document.save(str(tmp_path / "申请.docx"))
    [one] = reviewed(tmp_path / "申请.docx", out=tmp_path / "结果", lists=[listed])["applications"]
    assert (one["matter"], one["suggestion"], one["listed"]) == ("消防安全宣传进校园", "同意", "消防安全宣传")


def test_a_retyped_table_without_the_mark(listed, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["进校园活动申请表"])
    sheet.append(
        ["填报单位：市消防救援支队", None, None, "填报时间：2024年9月1日", None, "填报人员及电话：张某 0373-0000000"]
    )
    sheet.append(["序号", *COLUMNS])
    sheet.append([1, *GOOD.values()])
    book.save(tmp_path / "申请.xlsx")
    [one] = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[listed])["applications"]
    assert (one["suggestion"], one["row"]) == ("同意", 4)


def test_a_roll_up_is_a_list(blanks, tmp_path):
    inbox = tmp_path / "收件箱"
    listing(blanks, inbox / "红旗区" / "附件7.xlsx", [{"活动名称": "普法宣传", "实施单位": "红旗区司法局"}], "红旗区")
    listing(blanks, inbox / "市本级" / "附件7.xlsx", [{}], "市本级")
    assert run("merge", inbox, "-o", tmp_path / "汇总", "--as-of", "2024-07-01", "--exit-zero").exit_code == 0
    ours = {
        "活动名称": "法治宣传进校园",
        "申请单位": "红旗区司法局",
        "层级": "县级",
        "开展学校": "红旗区第一小学",
        "开展时间": "2024年11月5日",
    }
    filled(blanks[0], tmp_path / "申请.xlsx", "红旗区", "2024年9月1日", [{}, ours])
    found = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[tmp_path / "汇总" / "汇总.xlsx"])
    assert [one["listed"] for one in found["applications"]] == ["消防安全宣传", "普法宣传"]


def test_without_a_list_it_says_what_it_could_not_look_at(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", [{}])
    found = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果")
    assert {one["code"] for one in found["not_run"]} == {"JF851", "JF854", "JF855"}
    assert found["applications"][0]["reasons"] == []


def test_what_is_no_list_is_refused(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", [{}])
    said = refused("review", tmp_path / "申请.xlsx", "--list", blanks[0], "-o", tmp_path / "结果")
    assert "没有认出白名单" in said
    assert not (tmp_path / "结果").exists()


def test_a_campaign_without_applications_has_nothing_to_review(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", [{}])
    said = refused("--campaign", "xinxiang-2024", "review", tmp_path / "申请.xlsx", "-o", tmp_path / "结果")
    assert "没有审批报备表" in said


# --- when it came in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "typed", "suggestion", "days"),
    [
        ("2024-09-20", "2024年9月1日", "不同意", 25),  # the folder's day goes before what is typed
        ("", "2024年9月1日", "同意", 44),
        ("", "2029年9月1日", "补正", None),  # mistyped: only the file's own time is left
        ("", "", "补正", None),
    ],
)
def test_the_day_handed_in_is_by_the_rules_of_receipt(blanks, listed, tmp_path, folder, typed, suggestion, days):
    target = tmp_path / "收件箱" / "市消防救援支队" / folder / "申请.xlsx"
    filled(blanks[0], target, "市消防救援支队", typed, [{}])
    [one] = reviewed(tmp_path / "收件箱", out=tmp_path / "结果", lists=[listed], options=("--as-of", "2024-09-21"))[
        "applications"
    ]
    assert one["suggestion"] == suggestion
    assert days is None or one["days_before"] == days


def test_what_came_in_later_is_not_counted(blanks, listed, tmp_path):
    filled(blanks[0], tmp_path / "收件箱" / "市公安局" / "2024-09-01" / "甲.xlsx", "市公安局", "2024年9月1日", [{}])
    filled(blanks[0], tmp_path / "收件箱" / "市公安局" / "2024-09-20" / "乙.xlsx", "市公安局", "2024年9月20日", [{}])
    found = reviewed(tmp_path / "收件箱", out=tmp_path / "结果", lists=[listed])
    assert [one["path"] for one in found["applications"]] == ["市公安局/2024-09-01/甲.xlsx"]
    assert found["later"] == ["市公安局/2024-09-20/乙.xlsx"]


def test_files_of_one_unit_are_applications_and_not_versions(blanks, listed, tmp_path):
    for nth, day in enumerate(("2024-09-01", "2024-09-02"), start=1):
        row = {"活动名称": list(MATTERS)[nth], "申请单位": "市公安局", "开展时间": WEEKS[nth]}
        filled(blanks[0], tmp_path / "收件箱" / "市公安局" / day / "申请.xlsx", "市公安局", "", [row])
    report = run("--campaign", "access-review", "validate", tmp_path / "收件箱", "-f", "json", *AS_OF).stdout
    assert not {one["code"] for one in json.loads(report)["findings"]} & {"JF603", "JF604", "JF608"}
    found = reviewed(tmp_path / "收件箱", out=tmp_path / "结果", lists=[listed])
    assert len(found["applications"]) == 2


def test_the_same_application_sent_twice_is_one(blanks, listed, tmp_path):
    for name in ("甲", "乙"):
        filled(blanks[0], tmp_path / "申请" / f"{name}.xlsx", "市公安局", "2024年9月1日", [{}])
    assert len(reviewed(tmp_path / "申请", out=tmp_path / "结果", lists=[listed])["applications"]) == 1


# --- the ledger ---------------------------------------------------------------------------------------------------------


def rows_of(ledger):
    sheet = load_workbook(ledger).worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    return [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True) if row[0]]


def decide(ledger, matter, decision, by="王某", why=""):
    book = load_workbook(ledger)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, places["活动名称"]).value == matter:
            for heading, text in (("决定", decision), ("决定人", by), ("决定理由", why), ("决定日期", "2024-09-03")):
                sheet.cell(row, places[heading]).value = text
    book.save(ledger)


@pytest.fixture
def late_one(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请" / "甲.xlsx", "市公安局", "2024年9月1日", [{"开展时间": "2024年9月10日"}])
    return tmp_path / "申请"


def test_the_ledger_only_grows_and_says_nothing_twice(blanks, listed, late_one, tmp_path):
    out = tmp_path / "结果"
    reviewed(late_one, out=out, lists=[listed])
    [first] = rows_of(out / "审批台账.xlsx")
    assert (first["建议"], first["决定"], first["理由"][:5]) == ("不同意", None, "JF853")
    reviewed(late_one, out=out, lists=[listed])
    assert rows_of(out / "审批台账.xlsx") == [first]
    filled(
        blanks[0],
        late_one / "乙.xlsx",
        "市公安局",
        "2024年9月1日",
        [{"活动名称": "禁毒宣传教育", "申请单位": "市公安局"}],
    )
    reviewed(late_one, out=out, lists=[listed])
    assert rows_of(out / "审批台账.xlsx")[0] == first
    assert [row["活动名称"] for row in rows_of(out / "审批台账.xlsx")] == ["消防安全宣传进校园", "禁毒宣传教育"]


def test_a_decision_is_obeyed_and_counted(listed, late_one, tmp_path):
    kept, out = tmp_path / "台账" / "审批台账.xlsx", tmp_path / "结果"
    options = (*AS_OF, "--ledger", kept)
    reviewed(late_one, out=out, lists=[listed], options=options)
    assert rows_of(kept) == rows_of(out / "审批台账.xlsx")
    decide(kept, "消防安全宣传进校园", "同意", why="上级临时部署")
    found = reviewed(late_one, out=out, lists=[listed], options=options)
    [one] = found["applications"]
    assert (one["suggestion"], codes(one)) == ("同意", {"JF853"})
    assert (found["counts"]["同意"], found["counts"]["decided"]) == (1, 1)
    [decision] = found["decisions"]
    assert (decision["proposed"], decision["decision"], decision["by"], decision["on"]) == (
        "不同意",
        "同意",
        "王某",
        "2024-09-03",
    )
    assert len(rows_of(kept)) == 1


def test_what_was_refused_takes_no_room_and_what_was_agreed_to_does(blanks, listed, tmp_path):
    out, folder = tmp_path / "结果", tmp_path / "申请"
    rows = [
        {"活动名称": name, "申请单位": "市商务局", "开展时间": WEEKS[nth]} for nth, name in enumerate(OFF_THE_LIST[:5])
    ]
    filled(blanks[0], folder / "甲.xlsx", "市商务局", "2024年9月1日", rows)
    first = reviewed(folder, out=out, lists=[listed])
    assert ["JF855" in codes(one) for one in first["applications"]] == [False] * 4 + [True]
    decide(out / "审批台账.xlsx", OFF_THE_LIST[0], "不同意")
    assert "JF855" not in codes(reviewed(folder, out=out, lists=[listed])["applications"][4])
    decide(out / "审批台账.xlsx", OFF_THE_LIST[0], "同意")
    assert "JF855" in codes(reviewed(folder, out=out, lists=[listed])["applications"][4])
    # What was agreed to counts though its file is not there any more.
    (folder / "甲.xlsx").unlink()
    filled(blanks[0], folder / "乙.xlsx", "市商务局", "2024年9月1日", rows[1:])
    again = reviewed(folder, out=out, lists=[listed])
    assert again["load"]["市第一小学"] == {"2024年秋季学期": 5}


def test_a_ledger_keeps_the_columns_of_its_keeper(blanks, listed, late_one, tmp_path):
    out = tmp_path / "结果"
    reviewed(late_one, out=out, lists=[listed])
    book = load_workbook(out / "审批台账.xlsx")
    sheet = book.worksheets[0]
    sheet.insert_cols(1)
    sheet["A2"], sheet["A3"] = "归档号", "第7号"
    book.save(out / "审批台账.xlsx")
    filled(
        blanks[0],
        late_one / "乙.xlsx",
        "市公安局",
        "2024年9月1日",
        [{"活动名称": "禁毒宣传教育", "申请单位": "市公安局"}],
    )
    reviewed(late_one, out=out, lists=[listed])
    sheet = load_workbook(out / "审批台账.xlsx").worksheets[0]
    assert (sheet["A3"].value, sheet["A4"].value) == ("第7号", None)
    assert [sheet.cell(row, 6).value for row in (3, 4)] == ["消防安全宣传进校园", "禁毒宣传教育"]


def test_what_is_no_ledger_is_not_written_over(blanks, listed, late_one):
    said = refused("review", late_one, "--list", listed, "--ledger", blanks[1], "-o", late_one.parent / "结果", *AS_OF)
    assert "不是审批台账" in said


# --- the list of the year, another province -----------------------------------------------------------------------------


def test_amending_the_list_within_its_total(blanks, listed, tmp_path):
    before = [
        {"活动名称": "消防安全宣传", "开展时间": "每年1次"},
        {"活动名称": "2023年禁毒宣传教育", "实施单位": "市公安局"},
        {"活动名称": "集邮展览进校园", "实施单位": "市邮政管理局"},
    ]
    last = listing(blanks, tmp_path / "去年.xlsx", before, day="2023年6月20日")
    rows = [
        {"活动名称": name, "申请单位": "市商务局", "开展时间": WEEKS[nth]} for nth, name in enumerate(OFF_THE_LIST[:5])
    ]
    filled(blanks[0], tmp_path / "申请.xlsx", "市商务局", "2024年9月1日", rows)
    options = (*AS_OF, "--amend", "--last", last)
    found = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[listed], options=options)
    amend = found["amend"]
    assert amend["lists"] == [{"area": "", "total": 6, "cap": 10, "left": 4}]
    assert [one["fits"] for one in amend["additions"]] == [True] * 4 + [False]
    assert [one["matter"] for one in amend["changes"]["gone"]] == ["集邮展览进校园"]
    assert len(amend["changes"]["new"]) == 4
    [changed] = amend["changes"]["frequency"]
    assert (changed["matter"], changed["before"], changed["after"]) == ("消防安全宣传", 1, 2)
    longer = tmp_path / "结果" / "增列后清单_市本级.xlsx"
    report = json.loads(run("--campaign", "access-review", "validate", longer, "-f", "json", *AS_OF).stdout)
    assert [form["rows"] for file in report["files"] for form in file["forms"]] == [6 + 4]


def test_another_provinces_numbers_by_yaml_alone(blanks, listed, tmp_path):
    own = tmp_path / "某省"
    assert run("init", own, "--from", "access-review").exit_code == 0
    file = own / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("whitelist_cap: 10 ", "whitelist_cap: 6 "),
        ("notice_months: 1 ", "notice_months: 2 "),
        ("school_items: 6 ", "school_items: 1 "),
        ("school_items_per: term", "school_items_per: year"),
        ("times_per_year: 6 ", "times_per_year: 1 "),
        ("cap_scope: own", "cap_scope: all"),
        ("name: 秋季学期", "name: 第一学期"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    rows = [
        {"开展时间": "2024年10月15日"},
        {"活动名称": "汽车文化进校园", "申请单位": "市商务局", "开展时间": "2024年11月20日"},
        {"开展时间": "2024年12月20日", "次数": "2次", "开展学校": "市第二小学"},
    ]
    filled(blanks[0], tmp_path / "申请.xlsx", "市商务局", "2024年9月1日", rows)
    found = reviewed(tmp_path / "申请.xlsx", out=tmp_path / "结果", lists=[listed], options=(*AS_OF, "--campaign", own))
    assert [codes(one) for one in found["applications"]] == [{"JF853"}, {"JF851", "JF855", "JF856"}, {"JF854"}]
    assert found["load"]["市第一小学"] == {"2024年第一学期": 2}


def test_the_same_input_gives_the_same_bytes(blanks, listed, tmp_path):
    filled(blanks[0], tmp_path / "申请.xlsx", "市消防救援支队", "2024年9月1日", [{}])
    outs = [tmp_path / "甲", tmp_path / "乙"]
    for out in outs:
        reviewed(tmp_path / "申请.xlsx", out=out, lists=[listed])
    names = sorted(path.name for path in outs[0].iterdir())
    assert {name for name in names if (outs[0] / name).read_bytes() != (outs[1] / name).read_bytes()} == set()


def test_nothing_is_written_into_what_came_in(blanks, tmp_path):
    filled(blanks[0], tmp_path / "申请" / "甲.xlsx", "市公安局", "2024年9月1日", [{}])
    assert "里面" in refused("review", tmp_path / "申请", "-o", tmp_path / "申请" / "结果")
    assert [path.name for path in Path(tmp_path / "申请").iterdir()] == ["甲.xlsx"]

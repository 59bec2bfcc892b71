"""``init --form``: from the Excel form that an office uses already to blanks, checks and a roll-up."""

import json
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.core.model.draft import draft_column
from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.campaigns import load_campaign

HEADINGS = (
    "序号", "隐患名称", "隐患等级", "责任单位", "检查人次（人）", "抽检合格率", "是否当场改正", "整改时限", "联系电话", "处理建议（停业/整改/警告）",
    "情况简述（50字以内）", "备注",
)  # fmt: skip


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done


def own_form(path, rows=6):
    book = Workbook()
    sheet = book.active
    sheet.append(["附件1"])
    sheet.append(["食堂隐患排查台账"])
    sheet.append(["报送单位：", "", "", "报送日期："])
    sheet.append(list(HEADINGS))
    for nth in range(rows):
        sheet.append(
            [
                nth + 1, f"留样不全{nth}", ("一般", "较大", "重大")[nth % 3], "后勤处", 100 + nth, f"{90 + nth}%", "是",
                date(2026, 4, 10), "0373-3050001", "整改", "简述", "",
            ]
        )  # fmt: skip
    sheet.append(["备注：每月报一次。"])
    book.save(path)
    return path


@pytest.fixture
def drafted(tmp_path):
    run("init", tmp_path / "own", "--form", own_form(tmp_path / "台账.xlsx"))
    return tmp_path / "own"


def test_headings_and_contents_tell_types_and_roles(drafted):
    (form,) = load_campaign(str(drafted)).attachments
    assert (form.title, form.role, form.number) == ("食堂隐患排查台账", "problems", 1)
    assert [(column.heading, column.type.value) for column in form.columns] == [
        ("序号", "sequence"), ("隐患名称", "text"), ("隐患等级", "choice"), ("责任单位", "body"), ("检查人次（人）", "number"),
        ("抽检合格率", "percent"), ("是否当场改正", "yes-no"), ("整改时限", "deadline"), ("联系电话", "phone"),
        ("处理建议（停业/整改/警告）", "choice"), ("情况简述（50字以内）", "text"), ("备注", "text"),
    ]  # fmt: skip
    assert {role.value: column.heading for role, column in form.column_by_role.items()} == {
        "sequence": "序号", "matter": "隐患名称", "body": "责任单位", "deadline": "整改时限", "remark": "备注",
    }  # fmt: skip
    by_heading = {column.heading: column for column in form.columns}
    assert by_heading["隐患等级"].choice_names == ("一般", "较大", "重大")
    assert by_heading["处理建议（停业/整改/警告）"].choice_names == ("停业", "整改", "警告")
    assert by_heading["检查人次（人）"].unit == "人"
    assert by_heading["情况简述（50字以内）"].max_words == 50
    assert [field.label for field in form.header] == ["报送单位", "报送日期", "填报人员及电话"]
    assert form.notes == ("备注：每月报一次。",)
    assert "# 填的都是百分比" in (drafted / "a1.yaml").read_text(encoding="utf-8")


def test_an_empty_form_goes_by_its_headings_alone(tmp_path):
    run("init", tmp_path / "own", "--form", own_form(tmp_path / "台账.xlsx", rows=0))
    (form,) = load_campaign(str(tmp_path / "own")).attachments
    kinds = {column.heading: column.type.value for column in form.columns}
    assert [kinds[heading] for heading in HEADINGS[3:9]] == ["body", "number", "percent", "yes-no", "deadline", "phone"]
    assert kinds["隐患等级"] == "text"


def test_from_the_office_s_own_form_to_the_roll_up(drafted, tmp_path):
    campaign = drafted / "campaign.yaml"
    text = campaign.read_text(encoding="utf-8").replace("示例单位", "第一小学")
    a1 = drafted / "a1.yaml"
    a1.write_text(a1.read_text(encoding="utf-8").replace("unit: 人}", "unit: 人, total: true}"), encoding="utf-8")
    campaign.write_text(text, encoding="utf-8")
    own = ("--campaign", drafted)
    run(*own, "new-template", "-u", "第一小学", "-o", tmp_path / "空白表")
    blank = load_workbook(next((tmp_path / "空白表" / "第一小学").glob("附件1*.xlsx")))
    assert "食堂隐患排查台账" in [cell.value for cell in blank["附件1"]["A"]]

    filed = tmp_path / "收件箱" / "第一小学"
    filed.mkdir(parents=True)
    own_form(filed / "台账.xlsx")  # what the office sends as it always did
    report = json.loads(run(*own, "validate", tmp_path / "收件箱", "-f", "json").stdout)
    assert [form["rows"] for file in report["files"] for form in file["forms"]] == [6]
    assert {one["code"] for one in report["findings"] if one["code"].startswith("JF2")} == set()
    run(*own, "merge", tmp_path / "收件箱", "-o", tmp_path / "汇总")
    figures = json.loads((tmp_path / "汇总" / "merge.json").read_text(encoding="utf-8"))["figures"]
    assert (figures["problems"], figures["totals"]) == (6, {"a1": {"c5": 615}})
    # The heading says 检查人次（人） already.
    summary = (tmp_path / "汇总" / "摘要.md").read_text(encoding="utf-8")
    assert "检查人次合计615人" in summary
    assert " 检查人次（人） |" in summary


def test_one_more_form_joins_a_campaign_that_is_there(drafted, tmp_path):
    book = Workbook()
    book.active.append(["食堂隐患整改情况表"])
    book.active.append(["序号", "隐患名称", "整改措施", "完成时限", "完成情况"])
    book.save(tmp_path / "整改.xlsx")
    done = run("init", drafted, "--form", tmp_path / "整改.xlsx")
    assert "起草了" in done.stdout
    assert "- {form: a2, due: {类别: 日期}}" in done.stdout
    text = (drafted / "a2.yaml").read_text(encoding="utf-8")
    assert "role: rectifications" in text
    assert "heading: 完成情况, type: text, role: progress" in text


@pytest.mark.parametrize(
    ("heading", "under", "kind", "role"),
    [
        ("病害名称", ["一号桥墩裂缝"], "text", "matter"),
        ("管养单位", ["第一养护所"], "body", "body"),
        ("负责科室", [], "body", "body"),
        ("处置结果", ["已处置", "未处置"], "text", "progress"),
        ("治理进度", ["50%", "100%"], "percent", "progress"),
        ("核查结果", ["属实"], "text", None),  # whether it is true is no progress
        ("产品名称", ["酱油"], "text", None),
        ("许可证编号", ["WH20260001"], "text", None),  # no telephone
        ("资产卡号", ["20260001", "20260002"], "text", None),
        ("值班安排", ["办公室 0373-1234567"], "phone", None),
        ("设备号", ["SN13800000000"], "text", None),
    ],
)
def test_what_a_heading_lets_one_guess(heading, under, kind, role):
    column = draft_column(heading, under, ())
    assert (column.type, column.role) == (kind, role)


@pytest.mark.parametrize("rows", [[["随便"], [1, 2, 3]], [], [["单位：", "时间：", "电话："]], [["甲", "甲", "甲"]]])
def test_a_sheet_without_headings_is_refused_politely(tmp_path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "无列名.xlsx")
    done = CliRunner().invoke(app, ["init", str(tmp_path / "own"), "--form", str(tmp_path / "无列名.xlsx")])
    assert isinstance(done.exception, CampaignError)
    assert "无列名.xlsx：找不到列名所在的一行" in str(done.exception)
    assert not (tmp_path / "own").exists()


def test_a_blank_campaign_of_several_forms_is_one_at_once(tmp_path):
    run("init", tmp_path / "own", "--blank", "--forms", "3", "--id", "kong-2026")
    campaign = load_campaign(str(tmp_path / "own"))
    assert (campaign.id, [form.id for form in campaign.attachments]) == ("kong-2026", ["a1", "a2", "a3"])
    assert [kind.label for kind in campaign.kinds] == ["单位"]
    run("--campaign", tmp_path / "own", "new-template", "--all-units", "-o", tmp_path / "空白表")
    assert len(list((tmp_path / "空白表").rglob("*.xlsx"))) == 3


def test_the_kinds_of_a_blank_campaign_are_those_of_the_roster(tmp_path):
    book = Workbook()
    for row in (["单位名称", "类别"], ["第一小学", "直属学校"], ["城关镇", "乡镇"], ["东山县", "县（市、区）"]):
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    run("init", tmp_path / "own", "--blank", "--roster", tmp_path / "名册.xlsx")
    campaign = load_campaign(str(tmp_path / "own"))
    assert [(kind.label, kind.area) for kind in campaign.kinds] == [
        ("县（市、区）", True),
        ("直属学校", False),
        ("乡镇", False),
    ]
    assert [campaign.roster.kind_of[unit] for unit in ("东山县", "第一小学", "城关镇")] == ["county", "kind1", "kind2"]
    assert campaign.confirmed is True


def sheet_of(rows, merges=(), name="Sheet1", book=None):
    """A sheet of ``rows``, alone in a workbook or beside those that ``book`` has."""
    own = book or Workbook()
    sheet = own.create_sheet(name) if book else own.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    return own


def drafts_of(tmp_path, book, name="表.xlsx"):
    book.save(tmp_path / name)
    done = run("init", tmp_path / "own", "--id", "own", "--form", tmp_path / name)
    return load_campaign(str(tmp_path / "own")).attachments, done.stderr


def headings_of(form):
    return [column.heading for column in form.columns]


NUMBERED = ["序号", "排查事项", "责任人"]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([["附件1"], ["校车安全排查台账"], NUMBERED], "校车安全排查台账"),
        ([["某某市教育局校车专班办公室工作人员"], ["校车安全排查台账"], NUMBERED], "校车安全排查台账"),
        ([["校车安全排查台账"], ["（2026年春季学期，各学校填写）"], NUMBERED], "校车安全排查台账"),
        ([["填表说明："], ["一、本表由各学校填写，一事一行，逐项核对。"], ["校车排查表"], NUMBERED], "校车排查表"),
        ([["校 车 排 查 表"], ["单位：万元"], NUMBERED], "校车排查表"),
        ([["校车排查表"], ["学校", "填报人", "电话"], NUMBERED], "校车排查表"),
        ([NUMBERED], "表"),
    ],
)  # fmt: skip
def test_the_title_is_what_names_the_form(tmp_path, rows, title):
    (form,), _ = drafts_of(tmp_path, sheet_of(rows))
    assert (form.title, headings_of(form)) == (title, NUMBERED)


def test_headings_of_several_rows_are_those_of_the_columns(tmp_path):
    rows = [
        ["经费统计表"],
        ["序号", "学校名称", "学生", "", "支出", "", "备注"],
        ["", "", "小学", "初中", "食材", "人工", ""],
        [1, "一小", 300, 200, 1200.5, 800, ""],
        ["合计", "", 300, 200, 1200.5, 800, ""],
    ]
    merges = ["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"]
    (form,), _ = drafts_of(tmp_path, sheet_of(rows, merges))
    assert headings_of(form) == ["序号", "学校名称", "小学", "初中", "食材", "人工", "备注"]
    assert {column.type for column in form.columns[2:6]} == {"number"}


def test_parts_that_read_the_same_are_told_apart_by_what_stands_over_them(tmp_path):
    rows = [
        ["体质监测表"],
        ["序号", "学校", "男生", "", "女生", "", "值班", "值班"],
        ["", "", "应测", "实测", "应测", "实测", "", ""],
    ]
    merges = ["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3", "H2:H3"]
    (form,), _ = drafts_of(tmp_path, sheet_of(rows, merges))
    assert headings_of(form) == ["序号", "学校", "男生应测", "男生实测", "女生应测", "女生实测", "值班", "值班2"]
    assert "列名重复" in (tmp_path / "own" / "a1.yaml").read_text(encoding="utf-8")


def test_every_table_of_a_workbook_is_drafted_once(tmp_path):
    book = sheet_of([["填表说明"], ["1. 如实填写。"]], name="说明")
    for month in ("3月", "4月"):
        sheet_of([["教师情况表"], ["序号", "姓名", "学科"]], name=month, book=book)
    two = [
        ["缺岗表"],
        ["序号", "岗位", "人数（人）"],
        [1],
        [2],
        [],
        ["补岗表"],
        ["序号", "岗位", "来源", "到岗日期"],
        [1],
    ]
    sheet_of(two, name="岗位", book=book)
    sheet_of([["学科", "职称", "岗位"], ["语文", "一级", "教师"]], name="选项", book=book)
    forms, said = drafts_of(tmp_path, book)
    assert [form.title for form in forms] == ["教师情况表", "缺岗表", "补岗表"]
    assert [headings_of(form)[-1] for form in forms] == ["学科", "人数（人）", "到岗日期"]
    assert "表.xlsx 里没有起草的工作表（没有列名，或者只是选项）：说明、选项" in said


@pytest.mark.parametrize(
    ("heading", "kind", "more"),
    [
        ("层数（层）", "number", {"unit": "层"}), ("经费(万元)", "number", {"unit": "万元"}), ("隐患处数（处）", "number", {"unit": "处"}),
        ("达标比重（%）", "percent", {}), ("身份证号", "code", {"pattern": "[0-9]{17}[0-9Xx]"}), ("就餐人数", "number", {}),
        ("是否停用（是/否）", "yes-no", {}), ("风险等级（高/中/低）", "choice", {}), ("县（市、区）", "text", {}), ("班主任", "text", {}),
    ],
)  # fmt: skip
def test_what_a_heading_alone_tells(tmp_path, heading, kind, more):
    (form,), _ = drafts_of(tmp_path, sheet_of([["登记表"], [*NUMBERED, heading]]))
    column = form.columns[-1]
    assert column.type == kind
    assert {name: getattr(column, name) for name in more} == more


def test_numbers_that_are_no_serial_numbers_are_a_text(tmp_path):
    (form,), _ = drafts_of(
        tmp_path, sheet_of([["名录"], ["编号", "名称", "占比"], ["G001", "甲", 0.4], ["G002", "乙", 0.6]])
    )
    assert [column.type.value for column in form.columns] == ["text", "text", "number"]


def test_a_share_is_one_where_its_cell_shows_it_so(tmp_path):
    book = sheet_of([["名录"], ["序号", "名称", "占比"], [1, "甲", 0.4]])
    book.active["C3"].number_format = "0%"
    (form,), _ = drafts_of(tmp_path, book)
    assert form.columns[2].type == "percent"


def test_notes_are_all_their_lines(tmp_path):
    rows = [["登记表"], NUMBERED, [1], [2], ["说明：1.一事一行。"], ["2.填写全称。"], ["填表人：    电话："]]
    (form,), _ = drafts_of(tmp_path, sheet_of(rows))
    assert form.notes == ("说明：1.一事一行。", "2.填写全称。")
    assert [field.label for field in form.header] == ["填报单位（盖章）", "填报时间", "填表人"]


@pytest.mark.parametrize(
    ("line", "header"),
    [
        (["学校（盖章）：", "日期："], ["学校（盖章）", "日期", "填报人员及电话"]),
        (["单位：", "填表人："], ["单位", "填报时间", "填表人"]),
        ([], ["填报单位（盖章）", "填报时间", "填报人员及电话"]),
        (["学校：", "整改时间：5月"], ["学校", "填报时间", "填报人员及电话"]),
    ],
)
def test_a_header_is_labelled_as_the_form_labels_it(tmp_path, line, header):
    rows = [["食堂隐患台账"], line, ["序号", "隐患名称", "整改措施"], [1, "冷库超温", "检修"]]
    (form,), _ = drafts_of(tmp_path, sheet_of(rows))
    assert [field.label for field in form.header] == header

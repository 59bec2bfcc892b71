"""``init --form``: from the Excel form that an office uses already to blanks, checks and a roll-up."""

import json
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
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

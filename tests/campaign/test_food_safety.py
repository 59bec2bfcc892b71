"""A campaign made by YAML alone: its figures are right, and nothing it writes speaks of the campaign shipped first."""

import csv
import json
import re
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from campaign.food_safety import (
    LEDGER_HEADINGS,
    SCHOOLS,
    TOWNSHIPS,
    fault,
    without_hashes,
    write_campaign,
    write_form,
    write_inbox,
)
from jianfu_cli.cli.app import app

AS_OF = ("--as-of", "2026-05-20")
# Words of the campaign shipped first, and days that only it has.
FOREIGN = re.compile(
    "减负|白名单|进校园|县（市、区）|市直|市本级|新乡|教师|示例县|摸排|多头|不得进入|新教领秘|附件[3-7]|2024|2019|意见建议"
)
SECRET = re.compile("王某某|13900000000")


def run(folder, *arguments):
    done = CliRunner().invoke(app, ["--campaign", str(folder / "shian"), *map(str, arguments)])
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The folder with the campaign, its inbox, and under 输出 what every command writes."""
    folder = tmp_path_factory.mktemp("food")
    write_campaign(folder / "shian")
    inbox, out = write_inbox(folder / "收件箱"), folder / "输出"
    for form in ("text", "json", "csv", "html"):
        run(folder, "validate", inbox, *AS_OF, "-f", form, "-o", out / f"检查.{form}")
        run(folder, "status", inbox, *AS_OF, "-f", form, "-o", out / f"进度.{form}")
    for form in ("text", "html", "xlsx"):
        run(folder, "progress", inbox, *AS_OF, "-f", form, "-o", out / f"销号.{form}")
    run(folder, "merge", inbox, *AS_OF, "-o", out / "汇总", "--public")
    run(folder, "new-template", "--all-units", "-o", out / "空白表")
    run(folder, "new-template", "-o", out / "空白表")
    run(folder, "remind", inbox, *AS_OF, "-o", out / "催报")
    run(folder, "validate", inbox, *AS_OF, "--return-to", folder / "退回", "--fix-to", folder / "改好", "-q")
    for name in ("text", "json", "json-schema", "table-schema"):
        (out / f"表样.{name}").write_text(run(folder, "schema", "-f", name), encoding="utf-8")
    (out / "期限.txt").write_text(run(folder, "deadlines", *AS_OF, "--ics", out / "期限.ics"), encoding="utf-8")
    old, new = (inbox / "第一小学" / "2026-04-09" / "附件1.xlsx", inbox / "城关镇" / "2026-04-14" / "附件1.xlsx")
    (out / "比对.txt").write_text(run(folder, "diff", old, new), encoding="utf-8")
    return folder


def words_in(folder):
    """Yield each file under ``folder`` and each part of a package with its text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".xlsx", ".docx"}:
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    yield (
                        f"{path.relative_to(folder)}:{part}",
                        without_hashes(package.read(part).decode("utf-8", "replace")),
                    )
        elif path.is_file():
            yield str(path.relative_to(folder)), without_hashes(path.read_text(encoding="utf-8-sig"))


def test_no_word_of_the_first_campaign(outputs):
    found = [(name, match.group()) for name, text in words_in(outputs / "输出") if (match := FOREIGN.search(text))]
    assert found == []


def test_what_is_secret_is_in_the_copies_alone(outputs):
    assert [name for name, text in words_in(outputs / "输出") if SECRET.search(text)] == []
    returned = [name for name, text in words_in(outputs / "退回") if SECRET.search(text)]
    assert {name.partition(":")[0] for name in returned} == {"第一小学/2026-04-09/附件1.xlsx"}


def test_every_fault_is_found_where_it_stands_and_nothing_else(outputs):
    report = json.loads((outputs / "输出" / "检查.json").read_text(encoding="utf-8"))
    faults = [
        (one["code"], one["severity"], (one["path"] or "").rpartition("/")[0], one["cell"], one["value"])
        for one in report["findings"]
        if one["code"] not in {"JF602", "JF203"}
    ]
    second = "第二小学/2026-04-12"
    assert faults == [
        ("JF601", "error", "", None, None),
        ("JF504", "error", "第一小学/2026-05-08", "D4", "2026-04-10"),
        ("JF501", "warning", second, None, "2026-04-12"),
        ("JF217", "error", second, "E4", "约800人"),
        ("JF217", "warning", second, "F4", "0.95"),
        ("JF217", "error", second, "G4", "JY123"),
        ("JF218", "error", second, "E5", "-5"),
        ("JF218", "error", second, "F5", "120%"),
        ("JF205", "error", second, "H5", "停业"),
        ("JF205", "error", second, "I5", "优"),
        ("JF202", "error", second, "B6", "采购"),
        ("JF206", "error", second, "C6", "这一条隐患的名称写得实在太长了不止十二个字"),
    ]
    bases = {one["code"]: one["basis"] for one in report["findings"]}
    assert (bases["JF202"], bases["JF504"]) == ("某教〔2026〕9号附件1", "")


def test_figures_go_by_roles(outputs):
    figures = json.loads((outputs / "输出" / "汇总" / "merge.json").read_text(encoding="utf-8"))["figures"]
    assert (figures["problems"], figures["rectifications"], figures["whitelist"]) == (6, 3, 0)
    assert figures["by_progress"] == {"done": 1, "open": 1, "overdue": 1, "unclear": 0}
    assert figures["by_category"] == {"冷藏储存": 3, "留样": 1, "证照": 1, "未填或不明": 1}
    assert figures["totals"] == {"a1": {"meals": 3600}}  # 1,300 + 800 + １３００ + 200; neither 约800人 nor -5
    assert figures["by_unit"]["第一小学"]["totals"] == {"a1": {"meals": 2100}}
    assert (figures["units_filed"], figures["units_due"], figures["missing"]) == (3, 10, 15)


def test_the_workbook_has_the_campaign_s_own_sheets_and_numbers(outputs):
    book = load_workbook(outputs / "输出" / "汇总" / "汇总.xlsx")
    assert book.sheetnames == ["总览", "附件1", "附件2", "报送情况", "交叉核对", "校验结果", "未采用", "来源"]
    sheet = book["附件1"]
    headings = [cell.value for cell in sheet[2]]
    assert "举报人" not in headings
    meals, rate = headings.index("就餐人数"), headings.index("抽检合格率")
    assert [sheet.cell(row, meals + 1).value for row in range(3, 9)] == [1300, 800, "约800人", "-5", 1300, 200]
    assert {sheet.cell(row, meals + 1).alignment.horizontal for row in (3, 4, 7, 8)} == {"right"}
    first = sheet.cell(3, rate + 1)
    assert (first.value, "%" in first.number_format) == (0.95, True)
    overview = [str(cell.value) for row in book["总览"].iter_rows() for cell in row if cell.value is not None]
    assert "就餐人数\n（人）" in overview
    assert "3600" in overview
    [total] = [cell for row in book["总览"].iter_rows() for cell in row if cell.value == 3600]
    assert total.number_format == "General"  # 497.4 is not shown as 497
    assert [cell.value for cell in book["交叉核对"][2]][2:8] == [
        "隐患名称", "责任单位", "隐患类别", "附件1", "附件2", "整改时限",
    ]  # fmt: skip


def test_the_draft_says_what_the_tables_say(outputs):
    text = "\n".join(line.text for line in Document(outputs / "输出" / "汇总" / "摘要.docx").paragraphs)
    assert "已报送3个，其中直属学校2个、乡镇1个" in text
    assert "共隐患6项。按类别分：冷藏储存3项；留样1项；证照1项；未填或不明1项。" in text
    assert "就餐人数合计3600人。" in text
    assert not list((outputs / "输出" / "汇总").glob("*公布稿*"))


def test_kinds_stand_in_their_order_everywhere(outputs):
    status = json.loads((outputs / "输出" / "进度.json").read_text(encoding="utf-8"))
    assert [(one["unit"], one["kind"]) for one in status["units"]] == [
        *((school, "school") for school in SCHOOLS), *((township, "township") for township in TOWNSHIPS),
    ]  # fmt: skip
    assert status["roster_confirmed"] is True
    with (outputs / "输出" / "进度.csv").open(encoding="utf-8-sig") as file:
        assert {row["单位类别"] for row in csv.DictReader(file)} == {"直属学校", "乡镇"}
    assert "直属学校报送附件1" in (outputs / "输出" / "期限.txt").read_text(encoding="utf-8")


def test_a_blank_guards_numbers_and_offers_yes_and_no(outputs):
    book = load_workbook(next((outputs / "输出" / "空白表" / "第一小学").glob("附件1*.xlsx")))
    guards = {str(guard.sqref)[0]: guard for guard in book["附件1"].data_validations.dataValidation if guard.type}
    assert (guards["E"].type, guards["E"].formula1, guards["E"].formula2) == ("whole", "0", "5000")
    assert (guards["F"].type, guards["F"].formula2) == ("decimal", "1")  # a percent cell holds a share of one
    assert guards["H"].type == "list"
    assert "直属学校：2026年4月10日前报送（含当日）。" in [
        cell.value for row in book["填写说明"].iter_rows() for cell in row
    ]


def test_schema_check_says_what_the_campaign_does_not_feed(outputs):
    checked = json.loads(run(outputs, "schema", "--check", "-f", "json"))
    idle = {one["code"]: one["why"] for one in checked["rules"] if not one["runs"]}
    assert {
        "JF303",
        "JF304",
        "JF401",
        "JF404",
        "JF405",
        "JF406",
        "JF506",
        "JF507",
        "JF607",
        "JF701",
        "JF801",
    } <= idle.keys()
    assert not {"JF202", "JF205", "JF206", "JF217", "JF218", "JF301", "JF402", "JF403", "JF504", "JF505"} & idle.keys()
    assert idle["JF401"] == "附件1 没有 role: disposition（处理意见）的列"
    assert {one["name"] for one in checked["documents"] if not one["runs"]} == {
        "总结报告初稿的提纲", "白名单公布稿", "审核意见", "投诉举报渠道", "文件目录", "问题线索对照", "核查交办单",
    }  # fmt: skip
    assert "JF507 不适用：没有 role: whitelist（白名单）的附件" in run(outputs, "schema", "--check")


def test_what_is_common_stands_under_the_campaign_s_own_headings(tmp_path):
    write_campaign(tmp_path / "shian")
    inbox = tmp_path / "箱"
    for unit in SCHOOLS[:3]:
        path = inbox / unit / "2026-04-08" / "台账.xlsx"
        write_form(path, "食堂隐患台账", unit, "2026-04-08", LEDGER_HEADINGS, [fault(1, "冷库温度超标")])
    run(tmp_path, "merge", inbox, "--as-of", "2026-04-09", "-o", tmp_path / "出")
    told = (tmp_path / "出" / "摘要.md").read_text(encoding="utf-8")
    assert "| 隐患名称 | 单位数 | 行数 | 责任单位（涉及几个填报单位） |" in told
    assert "布置" not in told
    cells = {cell.value for row in load_workbook(tmp_path / "出" / "汇总.xlsx")["总览"] for cell in row}
    assert "责任单位（涉及几个填报单位）" in cells

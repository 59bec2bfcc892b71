"""What the host owes itself: its own form, which a stage asks for, and the publication of the whitelist."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.core.filings.schedule import Publication
from jianfu_cli.reading.campaigns import load_campaign

LACKS = "没有市本级自己的社会事务进校园白名单（附件7）（集中攻坚阶段，2024-06-24 以前，通知三（二））"


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout


def unwrapped(*arguments):
    """Run a command and return what it says without the breaks and blanks of the terminal's lines."""
    return squeezed(run(*arguments))


def squeezed(text):
    return "".join(text.split())


def filed(inbox, unit, day="2024-06-20"):
    """One 附件7 of ``unit``, filled in with one item."""
    run("new-template", "7", "-u", unit, "-o", inbox.parent / "空白表")
    book = load_workbook(next((inbox.parent / "空白表" / unit).glob("附件7*.xlsx")))
    sheet = book.worksheets[0]
    sheet["A3"] = f"填报时间：{day}"
    heading = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "序号")
    for column, text in enumerate(
        ("法治讲座", "市司法局", "某文件", "9—10月", "有关学校", "初中", "一场", "讲座", "无"), 2
    ):
        sheet.cell(heading + 1, column, text)
    folder = inbox / unit / day
    folder.mkdir(parents=True)
    book.save(folder / "附件7.xlsx")


@pytest.fixture
def inbox(tmp_path):
    filed(tmp_path / "收件箱", "红旗区")
    return tmp_path / "收件箱"


def test_the_citys_own_list_is_named_where_it_is_not_there(inbox, tmp_path):
    out = tmp_path / "输出"
    run("merge", inbox, "-o", out, "--as-of", "2024-06-26")
    summary = (out / "摘要.md").read_text(encoding="utf-8")
    assert f"{LACKS}：已过 2 天（2 个工作日）。" in summary
    assert f"{LACKS}：已过 2 天" in (out / "摘要.html").read_text(encoding="utf-8")
    assert squeezed(f"{LACKS}：还有 4 天（2 个工作日）。") in unwrapped("status", inbox, "--as-of", "2024-06-20")
    assert squeezed(f"{LACKS}：还有 4 天") in unwrapped("status", inbox, "--as-of", "2024-06-20", "-f", "html")
    told = json.loads(run("status", inbox, "--as-of", "2024-06-20", "-f", "json"))
    assert told["own_missing"] == [{"unit": "市本级", "attachment": "a7", "stage": "集中攻坚", "by": "2024-06-24"}]


def test_it_is_nobodys_missing_return(inbox):
    told = json.loads(run("status", inbox, "--as-of", "2024-08-01", "-f", "json"))
    assert "市本级" not in {one["unit"] for one in told["units"]}
    assert told["counts"]["missing"] == sum(
        one["state"] == "missing" for unit in told["units"] for one in unit["attachments"]
    )


def test_once_it_is_there_nothing_is_said(inbox, tmp_path):
    filed(inbox, "市本级")
    run("merge", inbox, "-o", tmp_path / "输出", "--as-of", "2024-06-26")
    assert "没有市本级" not in (tmp_path / "输出" / "摘要.md").read_text(encoding="utf-8")
    assert json.loads(run("status", inbox, "--as-of", "2024-06-26", "-f", "json"))["own_missing"] == []
    # By a day before it came it was not there yet.
    assert squeezed(LACKS) in unwrapped("status", inbox, "--as-of", "2024-06-19")


@pytest.mark.parametrize(
    ("where", "options"),
    [("红旗区", ()), (".", ("-a", "2"))],
    ids=["a county's folder is not asked for it", "nor is another form"],
)
def test_only_where_the_host_is_judged(inbox, where, options):
    assert "没有市本级" not in unwrapped("status", inbox / where, "--as-of", "2024-06-26", *options)


def test_it_stands_in_the_schedule_and_the_calendar(tmp_path):
    said = run("deadlines", "--as-of", "2024-06-20", "--ics", tmp_path / "期限.ics")
    assert "  集中攻坚阶段结束（通知三（二））\n    市本级自己的社会事务进校园白名单（附件7）\n" in said
    calendar = (tmp_path / "期限.ics").read_bytes().decode().replace("\r\n ", "")
    assert "市本级自己的社会事务进校园白名单（附件7）\\n依据：通知三（二）" in calendar


@pytest.mark.parametrize(
    ("day", "late"), [("2027-02-27", 0), ("2027-02-28", 0), ("2027-03-01", 1), ("2027-03-02", 2), ("2027-03-31", 31)]
)
def test_publication_is_late_from_the_first_day_of_term(day, late):
    whitelist = load_campaign().attachment("a7")
    assert Publication(whitelist, date(2027, 3, 1), None).days_late(date.fromisoformat(day)) == late


@pytest.mark.parametrize(
    ("published", "as_of", "said"),
    [
        ("", "2026-02-27", "尚未公布，还有 2 天"),
        ("", "2026-03-01", "尚未公布，迟 1 天"),
        ("2026-02-28", "2026-03-20", "已于 2026-02-28 公布。"),
        ("2026-03-05", "2026-03-20", "已于 2026-03-05 公布，迟 5 天。"),
    ],
)
def test_publication_stands_in_status_and_summary(tmp_path, published, as_of, said):
    own, inbox = tmp_path / "bai", tmp_path / "收件箱"
    run("init", own, "--from", "whitelist-annual")
    file = own / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    if published:
        file.write_text(text.replace("# published_on: 2026-02-28", f"published_on: {published}"), encoding="utf-8")
    filed(inbox, "红旗区", "2026-02-10")
    line = f"社会事务进校园白名单应于 2026-03-01（春季学期开学）前公布：{said}"
    assert squeezed(line) in unwrapped("--campaign", own, "status", inbox, "--as-of", as_of)
    run("--campaign", own, "merge", inbox, "--as-of", as_of, "-o", tmp_path / "输出")
    assert line in (tmp_path / "输出" / "摘要.html").read_text(encoding="utf-8")

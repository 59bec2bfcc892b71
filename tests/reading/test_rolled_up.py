"""A roll-up read back: by the names of its sheets, whatever else on them looks like a form."""

from openpyxl import Workbook

from jianfu_cli.core.model.form_body import Match
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.rolled_up import read_roll_up

HEADINGS = (
    "序号",
    "填报单位",
    "问题类别",
    "事项名称",
    "牵头实施单位",
    "意见建议",
    "自加的列",
    "校验",
    "来源文件",
    "来源工作表",
    "来源行",
)


def sheet(book, name, title, *rows, headings=HEADINGS):
    page = book.create_sheet(name)
    for cells in ((title,), headings, *rows):
        page.append(cells)


def row(number, matter):
    return (
        number,
        "红旗区",
        "文件和会议",
        matter,
        "区教体局",
        "清理",
        "甲",
        "",
        "红旗区/附件2.xlsx",
        "附件2",
        number + 4,
    )


def roll_up(path, campaign, *, title="附件2 专项整治问题摸排清单（汇总）"):
    book = Workbook()
    book.remove(book.active)
    sheet(book, "附件2", title, row(1, "会议过多"), row(2, "报表过多"))
    sheet(book, "附件2 (2)", title, row(3, "打卡"))
    sheet(book, "重复交叉", "重复交叉", row(1, "会议过多"))
    sheet(book, "报送情况", "报送情况", (1, "红旗区", "按时"), headings=("序号", "填报单位", "附件2"))
    sheet(book, "来源", "来源")
    book.save(path)
    return read_roll_up(path, campaign, GuardLimits())


def test_its_tables_go_on_and_its_lists_are_none(tmp_path, campaign):
    read = roll_up(tmp_path / "汇总.xlsx", campaign)
    assert [(form.attachment, form.place.sheet, form.texts("matter")) for form in read.tables] == [
        ("a2", "附件2", ["会议过多", "报表过多"]),
        ("a2", "附件2 (2)", ["打卡"]),
    ]
    assert read.standings["红旗区", "附件2"] == "按时"


def test_columns_that_submitters_added_stay_apart(tmp_path, campaign):
    form = roll_up(tmp_path / "汇总.xlsx", campaign).tables[0]
    assert [column.heading for column in form.body.columns if column.match is Match.EXTRA] == [
        "填报单位", "自加的列", "校验", "来源文件", "来源工作表", "来源行"
    ]  # fmt: skip
    assert form.body.rows[0].number == 3


def test_that_of_another_campaign_or_no_roll_up_is_none(tmp_path, campaign):
    assert roll_up(tmp_path / "汇总.xlsx", campaign, title="附件2 档案清点登记表（汇总）") is None
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert read_roll_up(tmp_path / "坏.xlsx", campaign, GuardLimits()) is None
    assert read_roll_up(tmp_path / "没有.xlsx", campaign, GuardLimits()) is None

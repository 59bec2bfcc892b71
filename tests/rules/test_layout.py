import pytest
from made.forms import findings, form

from jianfu_cli.core.language.values import column_letters
from jianfu_cli.core.model.form_body import FoundColumn, Match, StrayRow


def found(checked_form, code):
    return findings(checked_form, only=(code,))


def without(attachment, *keys):
    return tuple(column for column in form(attachment).body.columns if column.key not in keys)


def with_column(attachment, key, **changes):
    return tuple(
        column._replace(**changes) if column.key == key else column for column in form(attachment).body.columns
    )


@pytest.mark.parametrize(
    ("attachment", "missing", "severity", "name"),
    [
        ("a3", "deadline", "error", "整改时限"),
        ("a2", "content", "error", "活动主要内容（100字以内）"),
        ("a1", "wechat", "warning", "微信账号"),
        ("a6", "document_number", "warning", "公文文号"),
    ],
)
def test_jf101_a_missing_column_is_told_once_and_not_a_row_each(attachment, missing, severity, name):
    checked = findings(
        form(attachment, columns=without(attachment, missing), rows=[{"matter": "甲"}, {"matter": "乙"}])
    )
    [finding] = [f for f in checked if f.column == name]
    assert (finding.code, finding.severity, finding.message) == ("JF101", severity, f"缺少“{name}”一列")
    assert (finding.cell, finding.row) == (None, None)


def test_jf101_the_sequence_is_renumbered_anyway_and_a_document_has_no_columns():
    assert found(form("a2", columns=without("a2", "seq"), rows=[{"matter": "甲"}]), "JF101") == ()
    assert found(form("a4", sheet=None, header_row=None, columns=(), sections={"工作情况": "好"}), "JF101") == ()


@pytest.mark.parametrize(("heading", "match"), [("主办单位", Match.SYNONYM), ("牵头 实施单为", Match.NEAR)])
def test_jf102_a_heading_understood(heading, match):
    [finding] = found(form("a2", columns=with_column("a2", "body", heading=heading, match=match), rows=[{}]), "JF102")
    assert (finding.severity, finding.cell, finding.column) == ("info", "D4", "牵头实施单位")
    assert finding.message == f"列名“{heading.replace(' ', '')}”按“牵头实施单位”读取"
    assert finding.suggestion == "牵头实施单位"


def test_jf102_the_forms_own_heading_is_no_finding():
    assert found(form("a2", rows=[{}]), "JF102") == ()


EXTRA = FoundColumn(12, "开展\n频次", None, Match.EXTRA)


def test_jf103_an_extra_column_with_data():
    columns = (*form("a2").body.columns, EXTRA)
    [finding] = found(form("a2", columns=columns, rows=[{"matter": "甲"}, {"开展\n频次": "每年一次"}]), "JF103")
    assert (finding.severity, finding.cell, finding.column) == ("warning", "L4", "开展频次")
    assert finding.message == "多出一列“开展频次”，内容已带入汇总"
    assert found(form("a2", columns=columns, rows=[{"matter": "甲"}]), "JF103") == ()


def test_jf104_the_first_column_out_of_order():
    moved = sorted(form("a2").body.columns, key=lambda column: (column.key == "disposition", column.number))
    columns = tuple(column._replace(number=place) for place, column in enumerate(moved, start=1))
    [finding] = found(form("a2", columns=columns, rows=[{}]), "JF104")
    assert (finding.severity, finding.cell) == ("info", f"{column_letters(len(columns))}4")
    assert finding.message == "列的顺序与空白表不同（从“意见建议”起），已按列名读取"
    assert found(form("a2", rows=[{}]), "JF104") == ()


def test_jf104_what_rows_above_give_stands_in_no_column_that_could_be_out_of_order():
    columns = [column for column in form("a2").body.columns if column.role != "category"]
    given = next(column for column in form("a2").body.columns if column.role == "category")
    given = given._replace(number=len(columns) + 1, match=Match.SECTION)
    assert found(form("a2", columns=(*columns, given), rows=[{}]), "JF104") == ()


def test_jf105_a_repeated_heading_and_nothing_else_of_that_column():
    twice = (*form("a2").body.columns, FoundColumn(12, "备注", None, Match.DUPLICATE))
    checked = findings(form("a2", columns=twice, rows=[{"备注": "补充"}]), only=("JF1",))
    assert [(f.code, f.severity, f.cell) for f in checked if f.cell] == [("JF105", "error", "L4")]


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        (("D5:D7",), "数据行里有 1 处合并单元格（D5:D7），已按每行各取一份读取"),
        (
            tuple(f"D{row}:D{row + 1}" for row in range(5, 17, 2)),
            "数据行里有 6 处合并单元格（D5:D6、D7:D8、D9:D10、D11:D12、D13:D14等），已按每行各取一份读取",
        ),
    ],
)
def test_jf106_merged_cells_are_told_together(ranges, message):
    [finding] = found(form("a2", rows=[{}], merged_cells=ranges), "JF106")
    assert (finding.severity, finding.message, finding.cell, finding.row) == ("warning", message, "D5", 5)


@pytest.mark.parametrize(
    ("stray", "told"),
    [
        (StrayRow(6, "total", "合计 2"), "这一行是合计（合计2），没有当作数据"),
        (StrayRow(8, "total", "合计 2"), "这一行是合计（合计2），没有当作数据"),
        (StrayRow(6, "heading", "序号 问题类别"), "这一行是重复的表头（序号问题类别），没有当作数据"),
        (StrayRow(6, "section", "一、县级"), "这一行是小标题（一、县级），没有当作数据"),
        (StrayRow(6, "note", "备注：略"), "这一行是说明（备注：略），没有当作数据"),
        (StrayRow(8, "nil", "无"), "这一行是“无”（无），没有当作数据"),
        (StrayRow(8, "note", "备注：问题类别：……"), None),  # the blank's own note stands there
        (StrayRow(8, "signature", "审核人："), None),
    ],
)
def test_jf107_rows_among_the_rows(stray, told):
    checked = found(form("a2", rows=[{"matter": "甲"}, {"matter": "乙"}, {"matter": "丙"}], strays=(stray,)), "JF107")
    assert [(f.severity, f.row, f.cell, f.message) for f in checked] == (
        [("info", stray.number, None, told)] if told else []
    )


def test_jf108_a_nil_return_counts_and_lacks_nothing():
    filed = form(
        "a2", unit="红旗区", nil=True, reported="2024-07-01", received_from="form",
        header={"unit": "红旗区", "reported_on": "2024-07-01", "reporter": "张某某 0373-1234567"},
    )  # fmt: skip
    assert [(f.code, f.severity, f.message) for f in findings(filed)] == [("JF108", "info", "附件2是零报告")]


@pytest.mark.parametrize(
    ("attachment", "filled", "fires"),
    [
        ("a1", {"reported": "2024-06-05"}, True),
        ("a1", {"reported": "2024-06-05", "strays": (StrayRow(5, "nil", "无"),)}, True),
        ("a1", {"reported": "2024-06-05", "rows": [{"organisation": "红旗区教育体育局"}]}, False),
        ("a1", {}, False),  # an untouched blank is JF009
        ("a2", {"reported": "2024-06-05", "nil": True}, False),
        ("a4", {"sheet": None, "header_row": None, "columns": (), "reported": "2024-06-05"}, False),
    ],
)
def test_jf116_the_form_that_cannot_be_nil_has_no_row(attachment, filled, fires):
    checked = found(form(attachment, unit="红旗区", **filled), "JF116")
    assert [(f.severity, f.sheet, f.cell, f.message) for f in checked] == (
        [("error", "Sheet1", None, "附件1没有填写任何一行；这张表不能零报告")] if fires else []
    )


def test_jf102_a_column_known_by_what_stands_in_it_says_why():
    columns = with_column("a2", "disposition", heading="拟办", match=Match.CONTENT)
    [finding] = found(form("a2", columns=columns, rows=[{"disposition": "清理"}]), "JF102")
    assert (finding.severity, finding.suggestion) == ("info", "意见建议")
    assert finding.message == "列名“拟办”按“意见建议”读取：这一列都是它的可选值"


SECTION = StrayRow(5, "section", "（一）监督检查评比考核", ("问题类别", "监督检查评比考核", 2))


def test_jf117_says_which_rows_take_their_value_from_a_heading_row_and_jf107_nothing_more():
    checked = form("a2", rows=[{"matter": "甲"}, {"matter": "乙"}], strays=(SECTION,))
    [finding] = found(checked, "JF117")
    assert (finding.severity, finding.row, finding.suggestion) == ("info", 5, "监督检查评比考核")
    assert "下面 2 行的“问题类别”" in finding.message
    assert found(checked, "JF107") == ()
    assert found(form("a2", rows=[{"matter": "甲"}], strays=(StrayRow(5, "section", "安全类"),)), "JF117") == ()


def test_jf118_rows_of_another_sheet_are_said_once():
    checked = form("a2", rows=[{"matter": "甲"}, {"matter": "乙"}], twice=frozenset({5, 6}), twice_on=("一中", "二中"))
    [finding] = found(checked, "JF118")
    assert (finding.severity, finding.row) == ("warning", 5)
    assert finding.message == "有 2 行在工作表“一中”、“二中”里也有，只计一次"
    assert found(form("a2", rows=[{"matter": "甲"}]), "JF118") == ()


def test_of_tables_side_by_side_what_is_said_of_the_whole_is_said_of_the_first():
    rows = [{"matter": "甲"}]
    left = findings(form("a7", columns=without("a7", "body"), rows=rows, parts=(1, 1), part=0))
    right = findings(form("a7", columns=without("a7", "body"), rows=rows, parts=(1, 1), part=1))
    assert {"JF101", "JF113"} <= {finding.code for finding in left}
    assert not {"JF101", "JF113", "JF301"} & {finding.code for finding in right}
    assert "JF201" in {finding.code for finding in right}


@pytest.mark.parametrize("attachment", ["a2", "a3", "a7"])
def test_jf101_asks_nobody_for_remarks(attachment):
    checked = form(attachment, columns=without(attachment, "remark"), rows=[{"matter": "甲"}])
    assert [(one.severity, one.column, one.hint) for one in findings(checked, only=("JF101",))] == [
        ("info", "备注", "")
    ]

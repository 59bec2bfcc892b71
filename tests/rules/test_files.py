import pytest
from made.forms import findings, form, source, with_fields

from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula
from jianfu_cli.core.model.form import Outcome, Problem
from jianfu_cli.core.model.mark import Mark

ROW = {"matter": "甲", "body": "某局"}


@pytest.mark.parametrize(
    ("code", "name", "severity"),
    [
        ("JF001", "unreadable-file", "error"),
        ("JF002", "encrypted-file", "error"),
        ("JF003", "unsafe-file", "error"),
        ("JF004", "active-content", "warning"),
        ("JF005", "wrong-extension", "warning"),
        ("JF006", "unknown-form", "error"),
    ],
)
def test_what_reading_met_is_worded_by_one_rule_each(code, name, severity):
    file = source("附件2.xlsx", outcome=Outcome.REFUSED, problems=(Problem(code, "怎么了", "怎么改", "Sheet1", "B2"),))
    [finding] = findings(file)
    assert (finding.code, finding.name, finding.severity) == (code, name, severity)
    assert (finding.message, finding.hint, finding.path) == ("怎么了", "怎么改", "附件2.xlsx")
    assert (finding.sheet, finding.cell) == ("Sheet1", "B2")
    assert (finding.unit, finding.attachment) == (None, None)


@pytest.mark.parametrize(
    ("outcome", "severity"),
    [(Outcome.REFUSED, "error"), (Outcome.READ, "warning"), (Outcome.SKIPPED, "warning")],
)
def test_jf006_is_no_error_of_what_was_read_all_the_same_or_is_no_file_at_all(outcome, severity):
    [finding] = findings(source("附件2.lnk", outcome=outcome, problems=(Problem("JF006", "怎么了"),)), only=("JF006",))
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        (Mark("xinxiang-2023", "a2", "1"), "这是另一个专项行动（xinxiang-2023）的空白表"),
        (Mark("xinxiang-2024", "a2", "0"), "这是旧版本（0）的空白表"),
        (Mark("xinxiang-2024", "a2", "1"), None),
        (Mark("xinxiang-2024", "a3", "0"), None),  # copied into another form's workbook
        (None, None),
    ],
)
def test_jf007_a_blank_of_another_campaign_or_version(mark, message):
    checked = findings(form("a2", rows=[ROW], mark=mark), only=("JF007",))
    assert [(f.severity, f.message) for f in checked] == ([("warning", message)] if message else [])


def test_jf008_hidden_sheets_rows_and_columns():
    filed = form("a2", rows=[ROW, ROW, ROW])
    body = filed.column("body")
    hidden = with_fields(filed, hidden_sheet=True, hidden_rows=(6, 7), hidden_columns=(body,))
    assert [(f.severity, f.cell, f.row, f.message) for f in findings(hidden, only=("JF008",))] == [
        ("warning", None, None, "工作表“Sheet1”是隐藏的，里面有 3 行数据，已一并读取"),
        ("warning", "D4", 4, "第 D 列是隐藏的，已一并读取"),
        ("warning", None, 6, "有 2 行数据是隐藏或筛选掉的（第 6、7 行），已一并读取"),
    ]
    assert findings(filed, only=("JF008",)) == ()
    assert findings(form("a2", hidden_sheet=True, nil=True), only=("JF008",)) == ()


@pytest.mark.parametrize(
    ("blank", "untouched"),
    [
        (form("a2", header={"unit": "红旗区"}), True),
        (form("a4", sheet=None, header_row=None, columns=(), sections={"工作情况": ""}), True),
        (form("a2", rows=[ROW]), False),
        (form("a2", reported="2024-07-01"), False),
        (form("a2", header={"reporter": "张某某"}), False),
        (form("a2", nil=True), False),
        (form("a4", sheet=None, header_row=None, columns=(), sections={"工作情况": "好"}), False),
    ],
)
def test_jf009_a_blank_sent_back(blank, untouched):
    checked = findings(blank, only=("JF009",))
    assert [(f.severity, f.cell) for f in checked] == ([("warning", None)] if untouched else [])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (ErrorValue("#REF!"), "单元格显示错误值“#REF!”，读不出内容"),
        (UnvaluedFormula("=A1"), "公式没有存下计算结果，读不出内容"),
    ],
)
def test_jf213_a_spoilt_cell_is_that_and_nothing_else(value, message):
    filed = form("a3", rows=[{"deadline": "2024-06-20", "progress": value}])
    column = filed.column("progress")
    checked = findings(with_fields(filed, broken_cells=((5, column),)))
    assert [(f.code, f.severity, f.cell, f.message) for f in checked if f.column == "完成情况"] == [
        ("JF213", "error", "H5", message)
    ]
    assert "JF504" not in {f.code for f in checked}


def test_jf213_formulas_with_a_value_are_told_a_column_at_a_time():
    filed = form("a2", rows=[ROW, ROW, ROW])
    cells = tuple((row, filed.column(key)) for row in (5, 6) for key in ("matter", "body"))
    checked = findings(with_fields(filed, formulas=cells), only=("JF213",))
    assert [(f.severity, f.cell, f.message) for f in checked] == [
        ("info", "C5", "这一列有 2 个单元格是公式，按存下的结果读取"),
        ("info", "D5", "这一列有 2 个单元格是公式，按存下的结果读取"),
    ]


def test_jf010_of_what_may_be_no_form_nothing_is_an_error():
    checked = findings(
        form("a3", rows=[{"matter": "甲"}], sure=False, doubt="列名“事项名称”与附件3相同；但没有附件3的表名")
    )
    [finding] = [one for one in checked if one.code == "JF010"]
    assert (finding.severity, finding.message) == (
        "warning",
        "像是附件3，不能肯定：列名“事项名称”与附件3相同；但没有附件3的表名",
    )
    assert {one.severity for one in checked} <= {"warning", "info"}
    assert [one for one in findings(form("a3", rows=[{"matter": "甲"}])) if one.code == "JF010"] == []


def test_jf006_another_table_is_a_warning_a_file_named_as_a_form_an_error():
    problem = Problem("JF006", "“通讯录”不是本次要报的附件，没有采用")
    assert [
        finding.severity
        for outcome in (Outcome.SKIPPED, Outcome.READ, Outcome.REFUSED)
        for finding in findings(source("通讯录.xlsx", outcome=outcome, problems=(problem,)))
    ] == ["warning", "warning", "error"]

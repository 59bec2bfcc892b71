"""A √ under 清理, 保留 or 优化 is read as that choice, in the one column of the form."""

import pytest

from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.ticks import choices_among, without_ticks

FORM = load_campaign().attachment("a2")
COLUMNS = (
    FoundColumn(1, "事项名称", "matter", Match.EXACT, "matter"),
    FoundColumn(2, "意见建议\n清理", "disposition", Match.EXACT, "disposition"),
    FoundColumn(3, "保留", None, Match.EXTRA),
    FoundColumn(4, "优化", None, Match.EXTRA),
)


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (["值班", "√", "", ""], ["值班", "清理", "", ""]),
        (["值班", "", "是", None], ["值班", "保留", "", ""]),
        (["值班", "×", "×", "1"], ["值班", "优化", "", ""]),
        (["值班", "✓", "", "☑"], ["值班", "清理、优化", "", ""]),
        (["值班", "", "保留", ""], ["值班", "保留", "", ""]),
        (["值班", "", "", ""], ["值班", "", "", ""]),
        (["值班", "☒", "☐", "☐"], ["值班", "清理", "", ""]),
        (["值班", "□", "□", "☒"], ["值班", "优化", "", ""]),
        (["值班", False, True, False], ["值班", "保留", "", ""]),
        (["值班", "●", "○", "○"], ["值班", "清理", "", ""]),
        (["值班", "（√）", "（ ）", "（ ）"], ["值班", "清理", "", ""]),
        (["值班", "☑", "☑", "☑"], ["值班", "☑清理 ☑保留 ☑优化", "", ""]),
        (["值班", "☒", "☒", "☒"], ["值班", "☒清理 ☒保留 ☒优化", "", ""]),
        (["值班", "□", "□", "□"], ["值班", "□清理 □保留 □优化", "", ""]),
        (["值班", "", "×", ""], ["值班", "清理 ×保留 优化", "", ""]),
        (["值班", "✓", "", "○"], ["值班", "✓清理 保留 ○优化", "", ""]),
        (["值班", "√清理", "", ""], ["值班", "清理", "", ""]),
        (["值班", "√清理", "保留", "优化"], ["值班", "清理", "", ""]),
        (["值班", "清理", "保留", "优化√"], ["值班", "优化", "", ""]),
        (["值班", "", "", "拟优化"], ["值班", "优化", "", ""]),
        (["值班", "□清理", "☑保留", "□优化"], ["值班", "保留", "", ""]),
        (["值班", "×清理", "×保留", "√优化"], ["值班", "优化", "", ""]),
        (["值班", "□清理", "□保留", "□优化"], ["值班", "□清理 □保留 □优化", "", ""]),
        (["值班", "", "不宜保留", ""], ["值班", "", "不宜保留", ""]),
        (["值班", "T", "F", "F"], ["值班", "清理", "", ""]),
        (["值班", "错", "对", "错"], ["值班", "保留", "", ""]),
        (["值班", "", "", "√。"], ["值班", "优化", "", ""]),
        (["值班", "√", "与他处合并", ""], ["值班", "√", "与他处合并", ""]),
        (["事项名称", "清理", "保留", "优化"], ["事项名称", "清理", "保留", "优化"]),
    ],
)
def test_what_a_row_says(row: list[object], read: list[object]) -> None:
    grid, columns, _ = without_ticks(Grid("Sheet1", [["事项名称", "清理", "保留", "优化"], row]), 1, COLUMNS, FORM)
    assert list(grid.rows[1]) == read
    assert [column.key for column in columns] == ["matter", "disposition", None, None]


def test_one_choice_alone_heads_no_column() -> None:
    assert choices_among([(2, "清理")], FORM) == {}
    assert [choice for _, choice in choices_among([(2, "清 理"), (3, "保留")], FORM).values()] == ["清理", "保留"]

"""A column is asked all at once, and says what its cells say one by one."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made.forms import campaign_with, form, shipped

from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.rules.columns import ColumnRules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import CellRule, Context
from jianfu_cli.rules.subjects import Cell

# A limit so low that numbers and dates go over it.
CAMPAIGN = campaign_with(limits=shipped().limits.model_copy(update={"content_words": 8}))
CONTEXT = Context(CAMPAIGN, date(2024, 7, 10))
CELL_RULES = [rule for rule in RULES if isinstance(rule, CellRule)]
COLUMNS = [(attachment.id, column) for attachment in CAMPAIGN.attachments for column in attachment.columns]
# What the rules look for comes seldom by chance.
PIECES = (
    "示例",
    "年 月",
    "XX县",
    "__月__日",
    "×",
    "1.38E+10",
    "4e11",
    "\u200b",
    "_x0001_",
    "\ufeff",
    "无",
    "2024-06-31",
    "县",
    " ",
    "\n",
    "é",
    "क़",
)
TEXTS = st.one_of(
    st.sampled_from(PIECES), st.lists(st.sampled_from(PIECES), max_size=4).map("".join), st.text(max_size=12)
)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(ErrorValue),
    TEXTS.map(UnvaluedFormula),
    st.none(),
    st.booleans(),
    st.integers(0, 10**18),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
)


def one_by_one(column, values):
    """What the rules for ``column`` say of each of ``values``, asked of each alone."""
    for number, value in enumerate(values, start=5):
        if isinstance(value, ErrorValue | UnvaluedFormula):
            continue
        text = "" if is_empty(value) else text_of(value)
        for rule in CELL_RULES:
            suited = not rule.types or column.type in rule.types
            if suited and rule.empty != ("only" if text else "never"):
                yield from (
                    (number, rule.code, fault.message) for fault in rule.check(Cell(value, text, column), CONTEXT)
                )


@given(st.sampled_from(COLUMNS), st.lists(VALUES, min_size=1, max_size=6), st.lists(VALUES, max_size=3))
@example(("a2", CAMPAIGN.attachment("a2").column_by_key["remark"]), [410711199001011234, "无"], [])
@example(("a2", CAMPAIGN.attachment("a2").column_by_key["content"]), [123456789012, date(2024, 6, 12)], ["无"])
@example(("a2", CAMPAIGN.attachment("a2").column_by_key["venue"]), [1, 1.0, True, "1", None], [1])
def test_a_column_says_what_its_cells_say(where, values, before):
    attachment, column = where
    asked = ColumnRules(column, CELL_RULES, CONTEXT)
    found = form(attachment).column(column.key)
    list(asked.faults(Rows.of(Row(nth, (value,)) for nth, value in enumerate(before)), 0, found))
    rows = Rows.of(Row(number, (value,)) for number, value in enumerate(values, start=5))
    said = [(fault.row, rule.code, fault.message) for rule, fault in asked.faults(rows, 0, found)]
    assert sorted(said) == sorted(one_by_one(column, values))


@pytest.mark.parametrize("length", [64, 65])
def test_long_texts_are_not_kept_and_are_found_again(length):
    column = CAMPAIGN.attachment("a2").column_by_key["content"]
    asked = ColumnRules(column, CELL_RULES, CONTEXT)
    rows = Rows.of([Row(5, ("字" * length,)), Row(6, ("短",))])
    for _ in range(2):
        assert [fault.row for _, fault in asked.faults(rows, 0, form("a2").column("content"))] == [5]

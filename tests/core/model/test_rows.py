from datetime import date

import pytest

from jianfu_cli.core.language.values import ErrorValue, Shown, UnvaluedFormula, is_empty
from jianfu_cli.core.model.rows import Row, Rows, blank_keys, from_typed_key, typed_keys


def test_a_shorter_row_has_nothing_in_its_last_columns():
    rows = Rows.of([Row(5, ("甲", 1.0)), Row(7, ("乙",))])
    assert (rows.column(1), list(rows.moved(-4))) == ((1.0, ""), [Row(1, ("甲", 1.0)), Row(3, ("乙", ""))])


def test_no_rows_have_no_values_in_any_column():
    assert (Rows().column(3), len(Rows()), bool(Rows())) == ((), 0, False)


@pytest.mark.parametrize(
    "values",
    [
        ("1", 1, 1.0, True),
        ("#REF!", ErrorValue("#REF!"), UnvaluedFormula("#REF!")),
        (None, "", 0, False),
        (date(2024, 6, 5), "2024-06-05"),
        (Shown("6月5日", date(2024, 6, 5), "md"), Shown("6月5日", date(2023, 6, 5), "md"), "6月5日"),
    ],
)
def test_equal_values_of_other_kinds_are_told_apart(values):
    assert len(set(typed_keys(values))) == len(values)


def test_what_shows_nothing_among_values_told_apart():
    values = ("", None, " ", "__", 0, 0.0, False, "无", "(", "7", date(2024, 6, 5), ErrorValue("#REF!"))
    told = typed_keys(values)
    assert blank_keys(told) == {one for one in told if is_empty(from_typed_key(one))} == {*told[:2], " ", "__"}

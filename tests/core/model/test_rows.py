import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.values import ErrorValue, Shown, UnvaluedFormula, is_empty
from jianfu_cli.core.model.rows import Row, Rows, blank_keys, from_typed_key, typed_keys

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(),
    st.text(alphabet=st.characters(categories=["Cs"]), max_size=2),  # no text, but in damaged files
    st.text().map(ErrorValue),
    st.text().map(UnvaluedFormula),
    st.builds(Shown, st.text(), st.floats(allow_nan=False) | st.dates(), st.sampled_from(["", "ym", "md"])),
)
ROWS = st.integers(0, 4).flatmap(
    lambda width: st.lists(st.tuples(*[VALUES] * width), max_size=6).map(
        lambda rows: [Row(number, values) for number, values in enumerate(rows, start=5)]
    )
)


@given(ROWS)
def test_rows_come_out_of_the_pipe_as_they_went_in(rows):
    kept = Rows.of(rows)
    sent = pickle.loads(pickle.dumps(kept))
    for those in (kept, sent, pickle.loads(pickle.dumps(sent)), sent.unpacked()):
        assert list(those) == rows
        assert [[type(value) for value in row.values] for row in those] == [
            [type(value) for value in row.values] for row in rows
        ]
        assert those == kept
        assert [those[nth] for nth in range(len(rows))] == rows
        assert list(those[1:3]) == rows[1:3]


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

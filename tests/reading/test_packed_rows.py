"""Rows travel between processes packed, and come out as they went in."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.values import ErrorValue, Shown, UnvaluedFormula
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.reading.packed_rows import PackedRows, packed

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
    sent = pickle.loads(packed(kept))
    assert isinstance(sent, PackedRows)
    for those in (kept, sent, pickle.loads(packed(sent)), sent.unpacked()):
        assert list(those) == rows
        assert [[type(value) for value in row.values] for row in those] == [
            [type(value) for value in row.values] for row in rows
        ]
        assert those == kept
        assert [those[nth] for nth in range(len(rows))] == rows
        assert list(those[1:3]) == rows[1:3]

"""Merged cells by the type of their column."""

from datetime import date
from decimal import Decimal

import pytest

from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.rollup.model import MergedRow
from jianfu_cli.core.rollup.typed import holds_more_than_text, typed_cells

JUNE_5 = date(2024, 6, 5)
TYPED = [
    ("deadline", "2024-06-05", JUNE_5),
    ("deadline", "2024年6月5日", JUNE_5),
    ("deadline", "6月5日前", JUNE_5),
    ("date", "2024.6.5", JUNE_5),
    ("date", "二〇二四年六月五日", JUNE_5),
    ("deadline", "2024年6月", "2024年6月"),
    ("deadline", "6月上旬", "6月上旬"),
    ("deadline", "2024年", "2024年"),
    ("deadline", "长期", "长期"),
    ("deadline", "", ""),
    ("date", "1901-01-01", date(1901, 1, 1)),
    ("date", "1900-12-31", "1900-12-31"),
    ("free-time", "2024-06-05", "2024-06-05"),
    ("text", "2024-06-05", "2024-06-05"),
    ("text", "1300", "1300"),
    ("code", "001", "001"),
    ("number", "1,300", Decimal(1300)),
    ("number", "-0.5", Decimal("-0.5")),
    ("number", "约800人", "约800人"),
    ("percent", "95％", Decimal(95)),
    ("percent", "0.95", "0.95"),
]


def column(kind):
    return Column(key="x", heading="某列", type=kind, **({"pattern": "[0-9]+"} if kind == "code" else {}))


def row(*cells):
    return MergedRow("红旗区", cells, (), (), "附件2.xlsx", "Sheet1", 5)


@pytest.mark.parametrize(("kind", "text", "value"), TYPED)
def test_a_cell_is_what_its_column_holds(kind, text, value):
    assert list(typed_cells([column(kind)], row(text), 2024)) == [value]


def test_cells_stay_in_order():
    columns = [column("text"), column("number"), column("deadline")]
    assert list(typed_cells(columns, row("甲", "2", "6月5日"), 2024)) == ["甲", Decimal(2), JUNE_5]


@pytest.mark.parametrize("kind", sorted(ColumnType))
def test_which_columns_are_looked_at(kind):
    if kind != ColumnType.CHOICE:
        assert holds_more_than_text([column(kind)]) is (kind in {"number", "percent", "date", "deadline"})

"""汇总.sqlite, asked by the standard library."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import pytest
from made.rollups import campaign, make_file, make_form, mended, problem, small_roll_up

from jianfu_cli.core.model.column import Column
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.model import MergedRow, MergedTable
from jianfu_cli.writing.rollup.database import PROVENANCE, database


def ask(content, question):
    with closing(sqlite3.connect(":memory:")) as store:
        store.deserialize(content)
        return store.execute(question).fetchall()


def rolled_up(*forms):
    files = (make_file(f"{nth}.xlsx", form) for nth, form in enumerate(forms))
    return roll_up(tuple(files), (), campaign(), campaign().ends_on)


def with_table(columns, *rows):
    """The small roll-up with one table of its own making instead."""
    attachment = campaign().attachment("a2")
    made = MergedTable(
        attachment, tuple(columns), (), tuple(MergedRow("甲", row, (), (), "a", None, 1) for row in rows)
    )
    return replace(small_roll_up(), tables=(made,))


def text(key):
    return Column(key=key, heading=key, type="text")


def test_a_table_an_attachment_with_every_row_and_where_it_came_from():
    made = small_roll_up()
    content = database(made)
    tables = [name for (name,) in ask(content, "select name from sqlite_master")]
    assert tables == [table.attachment.id for table in made.tables]
    for table in made.tables:
        found = ask(content, f"select {','.join(PROVENANCE)} from {table.attachment.id}")
        assert found == [(row.unit, row.path, row.sheet, row.row) for row in table.rows]


def test_columns_are_called_by_their_keys_and_days_can_be_compared():
    content = database(
        rolled_up(make_form("a3", "红旗区", [mended("甲", deadline="6月5日前"), mended("乙", deadline="7月2日")]))
    )
    assert ask(content, "select matter, deadline from a3 where deadline < '2024-07-01'") == [("甲", "2024-06-05")]
    assert ask(content, "select count(*) from a3 where remark is null") == [(2,)]


def test_numbers_add_up():
    columns = Column(key="people", heading="人次", type="number"), Column(key="share", heading="比例", type="percent")
    content = database(with_table(columns, ("1,300", "95%"), ("0.5", "百分之4"), ("约80", "")))
    assert ask(content, "select people, share from a2") == [(1300, 95), (0.5, 4), ("约80", None)]
    assert ask(content, "select typeof(people) from a2") == [("integer",), ("real",), ("text",)]


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, -(2**63), 10**38])
def test_no_number_is_too_large(number):
    content = database(with_table([Column(key="n", heading="数", type="number")], (str(number),)))
    assert ask(content, "select n from a2") == [(pytest.approx(float(Decimal(number))),)]


def test_what_the_sender_added_and_what_was_found_is_there_too():
    found = ask(database(small_roll_up()), "select codes, extra from a2 where extra is not null or codes is not null")
    assert [(codes, json.loads(extra or "[]")) for codes, extra in found] == [
        ("JF203", []),
        (None, [["涉及学校数", "12"]]),
        ("JF206", []),
    ]


def test_keys_that_are_ours_make_room():
    content = database(with_table([text("unit"), text("unit_"), text("extra"), text("order")], ("1", "2", "3", "4")))
    assert ask(content, 'select unit, unit__, unit_, extra_, "order" from a2') == [("甲", "1", "2", "3", "4")]


@pytest.mark.parametrize("value", ["'); drop table a2; --", '"', "\x00尾", "\udcff", "=1+1"])
def test_no_text_does_anything(value):
    content = database(rolled_up(make_form("a2", "红旗区", [problem(value), problem("好")])))
    assert ask(content, "select count(*) from a2") == [(2,)]
    assert ask(content, "pragma integrity_check") == [("ok",)]


def test_the_same_rows_give_the_same_bytes():
    assert database(small_roll_up()) == database(small_roll_up())

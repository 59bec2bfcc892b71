"""JF217, JF218 and what a yes-no, a code and a limit of a column's own ask: each with a column made for it."""

from datetime import date

import pytest

from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.rules.columns import ColumnRules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import CellRule, Context

PEOPLE = {"type": "number", "min": 0, "max": 5000, "decimals": 0, "unit": "人"}
MONEY = {"type": "number", "decimals": 2}
RATE = {"type": "percent", "min": 0, "max": 100}
DONE = {**RATE, "role": "progress"}
CODE = {"type": "code", "pattern": "JY[0-9]{4}|无证", "pattern_says": "JY 加 4 位数字"}
YES = {"type": "yes-no"}
SHORT = {"type": "text", "max_words": 5}


def faults(change, value):
    """Each rule of cells that says anything of ``value`` in a column like this, and what it says."""
    column = Column(key="c", heading="某列", **change)
    rules = ColumnRules(
        column, [rule for rule in RULES if isinstance(rule, CellRule)], Context(load_campaign(), date(2024, 6, 1))
    )
    rows = Rows.of([Row(5, (value,))])
    return list(rules.faults(rows, 0, FoundColumn(1, "某列", "c", Match.EXACT, "c")))


def found(change, value):
    """The ``(code, severity)`` of what the cell rules say of ``value`` in a column like this."""
    return [(rule.code, (fault.severity or rule.severity).value) for rule, fault in faults(change, value)]


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (PEOPLE, "1,300"), (PEOPLE, "１３００"), (PEOPLE, "1300.0"), (PEOPLE, 1300.0), (PEOPLE, 0), (PEOPLE, 5000), (PEOPLE, "800人"),
        (MONEY, "12.50"), (MONEY, -3), (RATE, "95%"), (RATE, "95％"), (RATE, "0%"), (RATE, "100%"), (CODE, "JY1234"), (CODE, "无证"),
        (YES, "是"), (YES, "否"), (SHORT, "五个字以内"),
    ],
)  # fmt: skip
def test_what_is_right_stays_silent(change, value):
    assert found(change, value) == []


@pytest.mark.parametrize(
    ("change", "value", "expected"),
    [
        (PEOPLE, "约800人", ("JF217", "error")), (PEOPLE, "800余", ("JF217", "error")), (PEOPLE, 12.5, ("JF217", "error")),
        (PEOPLE, True, ("JF217", "error")), (PEOPLE, date(2024, 6, 1), ("JF217", "error")), (PEOPLE, "80元", ("JF217", "error")),
        (PEOPLE, "95%", ("JF217", "error")), (MONEY, "12.505", ("JF217", "error")), (PEOPLE, -5, ("JF218", "error")),
        (PEOPLE, "5,001", ("JF218", "error")), (RATE, "0.95", ("JF217", "warning")), (RATE, 95, ("JF217", "warning")),
        (RATE, "较高", ("JF217", "error")), (RATE, "已完成", ("JF217", "error")), (DONE, "已完成", ("JF217", "warning")),
        (DONE, "未完成", ("JF217", "warning")), (DONE, "较高", ("JF217", "error")), (RATE, "120%", ("JF218", "error")), (RATE, "-1%", ("JF218", "error")),
        (CODE, "JY123", ("JF217", "error")), (CODE, "JY12345", ("JF217", "error")), (CODE, "编号JY1234", ("JF217", "error")),
        (CODE, "JY1234" * 100, ("JF217", "error")), (YES, "对", ("JF205", "error")), (YES, True, ("JF205", "error")),
        (SHORT, "一共有六个字", ("JF206", "error")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once(change, value, expected):
    assert found(change, value) == [expected]


@pytest.mark.parametrize(
    ("written", "meant", "mended"),
    [
        ("ＪＹ１２３４", "JY1234", True),
        ("JY 1234", "JY1234", True),
        ("jy1234", "JY1234", False),  # how it is written, but not for us to say
        ("JY-1234", None, False),
        ("JY1234、JY1235", None, False),
        ("ＪＹ1234" + "号" * 300, None, False),
    ],
)
def test_what_a_code_was_meant_to_be(written, meant, mended):
    [fault] = [fault for rule, fault in faults(CODE, written) if rule.code == "JF217"]
    assert (fault.suggestion, fault.fixable) == (meant, mended)


@pytest.mark.parametrize(
    ("written", "meant"), [("Y", "是"), ("TRUE", "是"), (True, "是"), ("NO", "否"), ("unknown", None), ("不是", None)]
)
def test_what_was_meant_by_yes_and_no(written, meant):
    [fault] = [fault for rule, fault in faults(YES, written) if rule.code == "JF205"]
    assert fault.suggestion == meant

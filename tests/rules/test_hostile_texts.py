"""A cell may hold a page, or a million signs that make a careless pattern labour for hours: each rule looks once."""

from datetime import date

import pytest
from builders import form, shipped, source

from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.pool import Died, run_in_workers
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

MILLION = 1_000_000
# One that looks twice as long at twice the text needs a second at most for each column; one that looks at every
# part of every part would need a day.
PATIENCE = WorkLimits(seconds=40)
TEXTS = {
    "blanks": "a" + " " * MILLION + "b",
    "line breaks": "a" + "\n" * MILLION + "b",
    "brackets": "(" * MILLION,
    "underscores": "_" * MILLION + "x",
    "underscores and years": "2024年" + "_" * MILLION,
    "crosses": "X" * MILLION + "a",
    "digits": "1" * MILLION,
    "one": "一" * MILLION,
    "hyphens": "0373-" + "-" * MILLION,
    "at signs": "a@" * (MILLION // 2),
    "domains": "a." * (MILLION // 2) + "@",
    "years": "2024年 " * (MILLION // 6),
    "days": "1月1日至" * (MILLION // 5),
    "separators": "，、" * (MILLION // 2),
    "document numbers": "号〔2024〕" * (MILLION // 7),
    "done": "已" * MILLION,
    "to be done": "确保" * (MILLION // 2),
    "units": "新乡市" * (MILLION // 3),
    "combining marks": "e" + "\u0301" * MILLION,
    "escapes": "_x00" * (MILLION // 4),
    "invisible": "a" + "\u200b" * MILLION + "b",
}


def one_column_a_type():
    """(attachment, column key) of each type of column, and of those that a rule of their own looks at."""
    own = {"progress", "content", "held"}
    found = {}
    for attachment in shipped().forms:
        for column in attachment.columns:
            found.setdefault((column.type, column.key if column.key in own else ""), (attachment.id, column.key))
    return tuple(found.values())


def check(text):
    checker = Checker(RULES, Context(shipped(), date(2024, 6, 30)))
    found = 0
    for attachment, column in one_column_a_type():
        one = form(
            attachment,
            unit="红旗区",
            rows=[{column: text}],
            header={"unit": text, "reporter": text},
            reported="2024-06-12",
        )
        found += len(checker.check_file(source("附件.xlsx", one)))
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_a_million_characters(name):
    (found,) = run_in_workers(check, [TEXTS[name]], 1, PATIENCE)
    assert not isinstance(found, Died), found.why
    assert found > 0

"""A cell may hold what makes a careless pattern labour for hours: every rule looks at each character a few times."""

from datetime import date

import pytest
from made.forms import form, shipped, source

from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.pool import run_in_workers
from jianfu_cli.reading.worker import WorkerFailure
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

MANY = 200_000
SECONDS = 50  # what grows with the length takes one or two, what grows with its square minutes
TEXTS = {
    "blanks": "a" + " " * MANY + "b",
    "line breaks": "a" + "\n" * MANY + "b",
    "brackets": "(" * MANY,
    "underscores": "_" * MANY + "x",
    "underscores and years": "2024年" + "_" * MANY,
    "crosses": "X" * MANY + "a",
    "digits": "1" * MANY,
    "one": "一" * MANY,
    "hyphens": "0373-" + "-" * MANY,
    "at signs": "a@" * (MANY // 2),
    "domains": "a." * (MANY // 2) + "@",
    "years": "2024年 " * (MANY // 6),
    "days": "1月1日至" * (MANY // 5),
    "separators": "，、" * (MANY // 2),
    "document numbers": "号〔2024〕" * (MANY // 7),
    "done": "已" * MANY,
    "to be done": "确保" * (MANY // 2),
    "plans": "计划" * (MANY // 2),
    "next steps": "下一步" * (MANY // 3),
    "openings": "2022年9月至" * (MANY // 8),
    "half years": "半年" * (MANY // 2),
    "shares": "1.1" * (MANY // 3),
    "units": "新乡市" * (MANY // 3),
    "combining marks": "e" + "\u0301" * MANY,
    "escapes": "_x00" * (MANY // 4),
    "invisible": "a" + "\u200b" * MANY + "b",
}


def one_column_a_type():
    """(attachment, column key) of each type of column, and of those that a rule of their own looks at."""
    own = {"progress", "content", "held"}
    found = {}
    for attachment in shipped().attachments:
        for column in attachment.columns:
            found.setdefault((column.type, column.key if column.key in own else ""), (attachment.id, column.key))
    return tuple(found.values())


def check(text):
    checker = Checker(RULES, Context(shipped(), date(2024, 6, 30)))
    forms = [
        form(attachment, unit="红旗区", rows=[{column: text}], reported="2024-06-12")
        for attachment, column in one_column_a_type()
    ]
    forms.append(
        form("a7", unit="红旗区", header=dict.fromkeys(("unit", "reporter", "reported_on", "declared_total"), text))
    )
    return len(checker.check_file(source("附件.xlsx", *forms)))


@pytest.mark.parametrize("name", TEXTS)
def test_it_takes_no_longer_than_a_file_may(name):
    (found,) = run_in_workers(check, [TEXTS[name]], 1, WorkLimits(seconds=SECONDS))
    assert not isinstance(found, WorkerFailure), found.why
    assert found > 0

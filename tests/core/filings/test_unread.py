"""A form whose rows are seen and not read is not in; what came before it, and could be read, counts on."""

import json
from datetime import date

import pytest
from made.forms import form, shipped, source

from jianfu_cli.core.filings.ledger import keep_ledger
from jianfu_cli.core.filings.returns import Returns, State
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.reports.status import as_json

PICTURE = Unread(UnreadKind.PICTURE, 5, 1, 20, 10)
UNREAD = form("a2", unit="红旗区", reported="2024-06-12", unread=(PICTURE,))
READ = form("a2", unit="红旗区", reported="2024-06-10", rows=[{"matter": "护河宣传"}])


def entry(*files, as_of):
    ledger = keep_ledger(files, (), shipped(), date.fromisoformat(as_of), ["红旗区"])
    found = json.loads(as_json(ledger))["units"][0]["attachments"]
    return next(each for each in found if each["attachment"] == "a2")


@pytest.mark.parametrize(("as_of", "state"), [("2024-07-04", "not-due"), ("2024-07-05", "missing")])
def test_it_is_missing_or_not_due_and_its_path_is_told(as_of, state):
    found = entry(source("红旗区/附件2.xlsx", UNREAD), as_of=as_of)
    assert (found["state"], found["nil"], found["versions"]) == (state, False, [])
    assert found["unsure"] == ["红旗区/附件2.xlsx"]


def test_an_earlier_return_counts_on():
    found = entry(source("a/附件2.xlsx", READ), source("b/附件2.xlsx", UNREAD), as_of="2024-07-10")
    assert (found["state"], found["received_on"], found["unsure"]) == ("on-time", "2024-06-10", ["b/附件2.xlsx"])


def test_what_came_later_is_not_told_yet():
    assert entry(source("红旗区/附件2.xlsx", UNREAD), as_of="2024-06-11")["unsure"] == []


def test_it_is_said_once_and_not_as_missing():
    returns = Returns(shipped(), date(2024, 7, 10), ["红旗区"])
    returns.enter(source("红旗区/附件2.xlsx", UNREAD, inbox_unit="红旗区"))
    unit = returns.of("红旗区")
    assert unit.filing(FormRole.PROBLEMS).state is State.MISSING
    assert "a2" in unit.refused


@pytest.mark.parametrize(
    ("changes", "unread"),
    [
        ({}, True),
        ({"nil": True}, False),
        ({"rows_beyond": 3}, False),
        ({"unread": ()}, False),
        ({"header_row": None}, False),
        ({"rows": [{"matter": "护河"}]}, False),
    ],
)
def test_it_has_no_rows_and_shows_something(changes, unread):
    given = {"unit": "红旗区", "reported": "2024-06-12", "unread": (PICTURE,)} | changes
    assert form("a2", **given).is_unread is unread

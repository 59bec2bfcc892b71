"""Rules on rows that were really published: what is said of them is right, and of ordinary rows nothing is said."""

from collections import Counter
from pathlib import Path

import pytest
from made.forms import findings, form, shipped

from jianfu_cli.core.model.finding import Severity

PLACES = {"listed": "a7", "kept": "a2", "problem": "a2", "mended": "a3"}
DISPOSED = {"kept": {"disposition": "保留"}, "problem": {"disposition": "清理"}}
DOUBTS = tuple(entry.code for entry in shipped().watch)
# Each alarm was read. Right: a school's plan asks families to 打卡; the day stated is less than a month ahead.
RIGHT = {("周末“收心三件事”家庭打卡", "JF901"), ("国际禁毒日宣传", "JF506")}
# Of a row alone nothing is known but what it says: no header, and cells that the sources do not have.
UNSAID = {"JF110", "JF114", "JF201"}


def published():
    lines = Path(__file__).with_name("published_rows.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(where, dict(cell.split("=", 1) for cell in row.split("; "))) for where, row in rows]


ROWS = published()


def alarms(where, row, only=()):
    said = form(PLACES[where], unit="红旗区", rows=[DISPOSED.get(where, {}) | row], reported="2024-06-20")
    found = findings(said, only=only) if only else findings(said)
    grave = [one.code for one in found if one.severity is not Severity.INFO and one.code not in UNSAID]
    return {(row.get("matter", ""), code) for code in grave}


def test_there_are_five_hundred_rows_of_every_kind():
    counted = Counter(where for where, _ in ROWS)
    assert sum(counted.values()) >= 500
    assert counted.keys() == PLACES.keys()


def test_each_alarm_is_right_and_they_are_few():
    found = [alarm for where, row in ROWS for alarm in alarms(where, row)]
    assert set(found) == RIGHT
    assert len(found) <= 0.01 * len(ROWS)


def test_what_is_complained_of_is_doubted_when_it_is_kept():
    """A bare heading says too little to be doubted, and a request is the asker's only where the asker is named."""
    complained = [row for where, row in ROWS if where == "problem"]
    doubted = [row for row in complained if alarms("kept", row, DOUBTS)]
    assert len(doubted) >= 0.6 * len(complained)


@pytest.mark.parametrize(
    ("where", "row"),
    [
        ("kept", {"content": "要求教师注册、关注与教育教学无关的手机APP"}),
        ("kept", {"content": "动员学生家长打疫苗"}),
        ("kept", {"content": "老师挨个打电话催家长缴费"}),
        ("listed", {"content": "要求教师每天转发反诈宣传内容"}),
    ],
)
def test_complaints_in_their_own_words(where, row):
    assert alarms(where, row, DOUBTS)

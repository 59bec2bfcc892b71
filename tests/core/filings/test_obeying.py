"""What was read, as a person says that it is."""

from datetime import date

import pytest
from made.forms import form, shipped, source

from jianfu_cli.core.filings.decisions import (
    Decisions,
    completion_number,
    form_number,
    scan_number,
    sender_number,
    use_number,
    version_number,
)
from jianfu_cli.core.filings.inquiry import Inquiry
from jianfu_cli.core.filings.obeying import Obedience
from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.filings.versions import versions
from jianfu_cli.core.model.decision import Decision, Issue
from jianfu_cli.core.model.finding import Finding, Severity

ROWS = [{"matter": "一"}, {"matter": "二"}, {"matter": "三"}]


def obeying(*decided):
    made = [Decision(number, issue, said, by="某人", on=date(2024, 6, 20)) for number, issue, said in decided]
    return Obedience(Decisions({one.number: one for one in made}), shipped())


def sent(name, received, rows=ROWS, unit="红旗区", sha=None):
    day = date.fromisoformat(received)
    filed = form("a2", unit=unit, rows=rows, received=received)
    return source(f"{unit}/{received}/{name}", filed, sha=sha or name, inbox_unit=unit, folder_date=day)


def counting(files, obedience):
    applied = tuple(obedience.files((file,))[0] for file in files)
    owned = versions(applied, ())["红旗区", "a2"]
    return [version.file.path.rpartition("/")[2] for version in owned if version.counts]


OLD, NEW = sent("旧", "2024-06-10"), sent("新", "2024-06-12", ROWS[:2])
MORNING, NOON = sent("上午", "2024-06-12"), sent("中午", "2024-06-12", ROWS[:2])
VERSION = Issue.VERSION


@pytest.mark.parametrize(
    ("files", "said", "counted"),
    [
        ((OLD, NEW), {}, ["新"]),
        ((OLD, NEW), {"新": "补充"}, ["旧", "新"]),
        ((OLD, NEW), {"新": "代替"}, ["新"]),
        ((OLD, NEW), {"旧": "以此为准"}, ["旧"]),
        ((OLD, NEW), {"旧": "补充"}, ["新"]),
        ((OLD, NEW), {"旧": "代替"}, ["新"]),
        ((MORNING, NOON), {"上午": "以此为准"}, ["上午"]),
        ((MORNING, NOON), {"中午": "以此为准"}, ["中午"]),
        ((MORNING, NOON), {"上午": "代替"}, ["上午"]),
        ((MORNING, NOON), {"上午": "补充"}, ["中午", "上午"]),
        ((MORNING, NOON), {"中午": "补充"}, ["上午", "中午"]),
        ((OLD, NEW), {"旧": "以此为准", "新": "补充"}, ["旧", "新"]),
    ],
)
def test_a_person_says_which_version_counts(files, said, counted):
    decided = [(version_number("红旗区", "a2", name), VERSION, word) for name, word in said.items()]
    assert counting(files, obeying(*decided)) == counted
    assert counting(files[::-1], obeying(*decided)) == counted


@pytest.mark.parametrize(
    ("number", "issue", "said"),
    [
        (form_number("新", "a2", "Sheet1"), Issue.FORM, "不是报表"),
        (use_number("红旗区", "a2", "新"), Issue.USE, "不采用"),
    ],
)
def test_what_is_set_aside_counts_for_nothing_and_is_no_loss(number, issue, said):
    obedience = obeying((number, issue, said))
    (applied,) = obedience.files((NEW,))
    (version,) = versions((applied,), ())["红旗区", "a2"]
    assert (version.counts, version.why) == (False, f"按处理决定：{said}")
    assert counting((OLD, NEW), obedience) == ["旧"]
    assert [one.decision for one in obedience.used] == [said]


def test_a_form_that_a_person_takes_counts_as_before():
    assert counting((OLD, NEW), obeying((form_number("新", "a2", "Sheet1"), Issue.FORM, "采用"))) == ["新"]


def test_whose_a_file_is():
    lost = source("待认领/2024-06-12/某表.xlsx", form("a2", rows=ROWS), sha="x")
    (applied,) = obeying((sender_number("x"), Issue.SENDER, "卫滨区")).files((lost,))
    assert (applied.inbox_unit, applied.forms[0].owner.unit, applied.forms[0].owner.kind) == (
        "卫滨区",
        "卫滨区",
        "county",
    )


def test_of_an_archive_all_is_of_the_unit_that_sent_it():
    archive = source("待认领/包.zip", sha="zip", type="zip")
    member = source("待认领/包.zip!/附件2.xlsx", form("a2", rows=ROWS), sha="x", within=("附件2.xlsx",))
    applied = obeying((sender_number("zip"), Issue.SENDER, "卫滨区")).files((archive, member))
    assert [one.inbox_unit for one in applied] == ["卫滨区", "卫滨区"]


def test_an_unknown_name_is_of_one_unit_where_it_stands():
    header = {"unit": "某某中心"}
    both = source("来.xlsx", form("a2", unit="某某中心", header=header), form("a3", unit="红旗区"), sha="x")
    (applied,) = obeying((sender_number("x", "某某中心"), Issue.SENDER, "卫滨区")).files((both,))
    assert [one.owner.unit for one in applied.forms] == ["卫滨区", "红旗区"]


def test_what_a_scan_is_of():
    scan = source("红旗区/盖章.pdf", sha="s", inbox_unit="红旗区")
    beside = [
        source(f"红旗区/{name}.xlsx", form(name, unit="红旗区", rows=ROWS), inbox_unit="红旗区")
        for name in ("a2", "a3")
    ]
    obedience = obeying((scan_number("红旗区", "s"), Issue.SCAN, "附件3"))
    applied = tuple(obedience.files((file,))[0] for file in (scan, *beside))
    assert list(scans(applied, shipped())) == [("红旗区", "a3")]


@pytest.mark.parametrize(("said", "done"), [("已完成", True), ("未完成", False)])
def test_whether_a_matter_is_done_until_something_else_is_said_of_it(said, done):
    rows = [{"matter": "甲", "progress": "加强管理"}, {"matter": "乙", "progress": "加强管理"}]
    obedience = obeying((completion_number("红旗区", "a3", "甲", "加强管理"), Issue.COMPLETION, said))
    (applied,) = obedience.files((source("附件3.xlsx", form("a3", unit="红旗区", rows=rows)),))
    assert applied.forms[0].ruling.done == {5: done}
    changed = [{"matter": "甲", "progress": "继续加强管理"}]
    (applied,) = obedience.files((source("附件3.xlsx", form("a3", unit="红旗区", rows=changed)),))
    assert applied.forms[0].ruling.done == {}


def warning(path, *, row=5, value=None, severity=Severity.WARNING, code="JF204"):
    return Finding(
        code=code, name="x", severity=severity, message="看一眼", hint="", basis="", path=path, sheet="Sheet1",
        cell=f"C{row}", row=row, column="事项名称", attachment="a2", unit="红旗区", value=value, suggestion=None,
        fixable=False, order=(row, 3),
    )  # fmt: skip


def test_an_answered_warning_is_settled_until_the_value_changes():
    number = Inquiry((NEW,), shipped()).number(warning(NEW.path))
    obedience = obeying((number, Issue.WARNING, "已核实"))
    (answered,) = obedience.answer([warning(NEW.path)], (NEW,))
    assert (answered.settled, answered.answered.by) == (True, "某人")
    moved = sent("改名", "2024-06-30", [{"matter": "零"}, *ROWS])
    assert obedience.answer([warning(moved.path, row=6)], (moved,))[0].settled
    changed = sent("又一份", "2024-06-30", [{"matter": "壹"}])
    assert not obedience.answer([warning(changed.path)], (changed,))[0].settled


@pytest.mark.parametrize(("severity", "settled"), [(Severity.WARNING, True), (Severity.ERROR, False)])
def test_a_unit_settles_its_warnings_and_only_explains_its_errors(severity, settled):
    finding = warning(NEW.path, severity=severity)
    number = Inquiry((NEW,), shipped()).number(finding)
    copy = source("红旗区/2024-06-20/改好.xlsx", *NEW.forms, inbox_unit="红旗区", explained=((number, "确有其事"),))
    (answered,) = Obedience(Decisions(), shipped()).answer([finding], (NEW, copy))
    assert (answered.answered.answer, answered.answered.by, answered.settled) == ("确有其事", "红旗区", settled)


def test_a_unit_does_not_answer_for_another():
    finding = warning(NEW.path)
    number = Inquiry((NEW,), shipped()).number(finding)
    other = source(
        "卫滨区/改好.xlsx", form("a2", unit="卫滨区"), inbox_unit="卫滨区", explained=((number, "确有其事"),)
    )
    assert Obedience(Decisions(), shipped()).answer([finding], (NEW, other))[0].answered is None


def test_an_error_is_settled_by_decision():
    finding = warning(NEW.path, severity=Severity.ERROR)
    number = Inquiry((NEW,), shipped()).number(finding)
    assert obeying((number, Issue.WARNING, "已核实")).answer([finding], (NEW,))[0].settled


def test_what_was_decided_before_anybody_knew_whose_it_is_stays_in_force():
    """In one sitting a person says whose a form is, and settles what stands in it: both hold."""
    rows = [{"matter": "甲", "progress": "加强管理"}]
    header = {"unit": "某某中心"}
    lost = source("待认领/来件.xlsx", form("a3", unit="某某中心", header=header, rows=rows), sha="x")
    asked = warning(lost.path, code="JF204")._replace(unit="某某中心", attachment="a3")
    obedience = obeying(
        (sender_number("x", "某某中心"), Issue.SENDER, "卫滨区"),
        (completion_number("某某中心", "a3", "甲", "加强管理"), Issue.COMPLETION, "已完成"),
        (use_number("某某中心", "a3", "x"), Issue.USE, "不采用"),
        (Inquiry((lost,), shipped()).number(asked), Issue.WARNING, "已核实"),
    )
    (applied,) = obedience.files((lost,))
    assert (applied.forms[0].owner.unit, applied.forms[0].ruling.done) == ("卫滨区", {5: True})
    assert applied.forms[0].set_aside
    assert obedience.answer([asked._replace(unit="卫滨区")], (applied,))[0].settled
    assert len(obedience.used) == 4

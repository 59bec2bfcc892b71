from dataclasses import replace
from datetime import date

import pytest
from made.forms import form, shipped, source

from jianfu_cli.core.filings.ledger import keep_ledger
from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import Outcome

ROW = {"matter": "宣传活动进校园"}


def a(attachment, unit, received, **rest):
    return form(attachment, unit=unit, rows=[ROW], received=received, **rest)


def filed(unit, received, *attachments, sha=None, **rest):
    """A file in the date folder of a unit, with one form of each attachment."""
    path = f"{unit}/{received}/{'、'.join(attachments)}.xlsx"
    forms = [a(attachment, unit, received, **rest) for attachment in attachments]
    return source(path, *forms, sha=sha, inbox_unit=unit, folder_date=date.fromisoformat(received))


def error(path, unit, attachment=None, severity=Severity.ERROR):
    return Finding(
        code="JF201", name="x", severity=severity, message="没有填写", hint="补上", basis="", path=path, sheet="Sheet1",
        cell="B5", row=5, column="事项名称", attachment=attachment, unit=unit, value=None, suggestion=None, fixable=False,
    )  # fmt: skip


def ledger(*files, as_of="2024-06-20", findings=(), units=("红旗区", "市公安局")):
    return keep_ledger(files, findings, shipped(), date.fromisoformat(as_of), units)


def entries(kept, unit):
    account = next(account for account in kept.accounts if account.unit == unit)
    return {entry.filing.attachment: entry for entry in account.entries}


@pytest.mark.parametrize(
    ("as_of", "state", "days_late", "counting"),
    [
        ("2024-06-04", State.NOT_DUE, 0, None),
        ("2024-06-06", State.MISSING, 0, None),
        ("2024-06-07", State.LATE, 2, "2024-06-07"),
        ("2024-06-08", State.LATE, 2, "2024-06-07"),
        ("2024-06-09", State.LATE, 2, "2024-06-09"),
    ],
)
def test_what_came_in_later_is_listed_but_not_counted(as_of, state, days_late, counting):
    kept = ledger(filed("市公安局", "2024-06-07", "a1"), filed("市公安局", "2024-06-09", "a1"), as_of=as_of)
    filing = entries(kept, "市公安局")["a1"].filing
    assert (filing.state, filing.days_late) == (state, days_late)
    assert (filing.counting and filing.counting.file.path) == (f"市公安局/{counting}/a1.xlsx" if counting else None)
    assert len(filing.versions) == 2
    assert [version.counts for version in filing.versions].count(True) == bool(counting)


def test_a_scan_of_a_later_day_is_not_there_yet():
    scan = source("市公安局/2024-06-20/附件2.pdf", inbox_unit="市公安局", folder_date=date(2024, 6, 20))
    files = (filed("市公安局", "2024-06-14", "a2"), scan)
    assert entries(ledger(*files, as_of="2024-06-19"), "市公安局")["a2"].lacks_scan
    assert not entries(ledger(*files, as_of="2024-06-20"), "市公安局")["a2"].lacks_scan


def test_errors_are_those_of_the_version_that_counts():
    old, new = filed("红旗区", "2024-06-10", "a2"), filed("红旗区", "2024-06-12", "a2", "a3")
    findings = [
        error(old.path, "红旗区", "a2"),
        error(new.path, "红旗区", "a2"),
        error(new.path, "红旗区", "a2", Severity.WARNING),
        error(new.path, "红旗区", "a3"),
        error(new.path, "红旗区", "a3"),
        error(None, "红旗区", "a4"),
    ]
    found = entries(ledger(old, new, findings=findings), "红旗区")
    assert {name: len(entry.errors) for name, entry in found.items() if entry.errors} == {"a2": 1, "a3": 2}


def test_what_nobody_can_place():
    claimed = source("待认领/2024-06-10/附件2.xlsx", a("a2", "", "2024-06-10"), sha="same")
    kept = ledger(
        filed("红旗区", "2024-06-10", "a2", sha="same"),
        claimed,
        source("待认领/2024-06-10/附件3.xlsx", a("a3", "", "2024-06-10")),
        source("待认领/2024-06-10/附件7.xlsx", a("a7", "丙单位", "2024-06-10")),
        source("待认领/2024-06-10/附件1.xlsx", a("a1", "红旗区", "2024-06-10")),
        source("待认领/2024-06-10/扫描件.pdf"),
        source("Thumbs.db", type="litter"),
        source("两家.zip", type="zip"),
        source("两家.zip!/附件6.xlsx", a("a6", "红旗区", "2024-06-10"), within=("附件6.xlsx",)),
        source("两家.zip!/说明.txt", within=("说明.txt",)),
    )
    assert kept.unplaced == (
        "待认领/2024-06-10/附件3.xlsx", "待认领/2024-06-10/附件7.xlsx", "待认领/2024-06-10/扫描件.pdf", "两家.zip!/说明.txt",
    )  # fmt: skip


def test_refused_files_and_enclosures_stand_with_their_unit():
    refused = source("市公安局/2024-06-10/附件2.xlsx", outcome=Outcome.REFUSED, inbox_unit="市公安局")
    kept = ledger(
        refused,
        source("市公安局/2024-06-10/相关文件.docx", inbox_unit="市公安局"),
        source("市公安局/2024-06-10/desktop.ini", type="litter", inbox_unit="市公安局"),
        findings=[error(refused.path, "市公安局")],
    )
    account = kept.accounts[1]
    assert [finding.path for finding in account.refused] == [refused.path]
    assert account.enclosures == ("市公安局/2024-06-10/相关文件.docx",)
    assert entries(kept, "市公安局")["a2"].filing.state is State.MISSING


def test_a_refused_file_of_a_later_day_is_not_held_against_anyone():
    refused = source(
        "市公安局/2024-06-21/附件2.xlsx", outcome=Outcome.REFUSED, inbox_unit="市公安局", folder_date=date(2024, 6, 21)
    )
    kept = ledger(refused, findings=[error(refused.path, "市公安局")])
    assert kept.accounts[1].refused == ()


def test_counts_and_order():
    kept = ledger(
        filed("市公安局", "2024-06-05", "a1"), filed("市公安局", "2024-06-14", "a2", "a3"), as_of="2024-06-04"
    )
    assert kept.counts == {State.ON_TIME: 0, State.LATE: 0, State.MISSING: 0, State.NOT_DUE: 10}
    assert kept.in_order
    later = replace(kept, as_of=date(2024, 6, 14))
    assert [later.is_near(entries(later, unit)["a2"].filing) for unit in ("红旗区", "市公安局")] == [False, True]
    assert not ledger(as_of="2024-06-06").in_order


def test_only_some_attachments():
    kept = ledger(filed("红旗区", "2024-06-05", "a1"), as_of="2024-06-10").only(["a1"])
    assert list(entries(kept, "红旗区")) == ["a1"]
    assert (kept.counts[State.ON_TIME], kept.counts[State.MISSING]) == (1, 1)


def test_a_unit_that_need_file_nothing_appears_with_what_it_sent():
    assert ledger(units=["市本级"]).accounts == ()
    kept = ledger(filed("市本级", "2024-06-10", "a7"), units=["市本级"])
    filing = entries(kept, "市本级")["a7"].filing
    assert (filing.state, filing.due, entries(kept, "市本级")["a7"].lacks_scan) == (State.ON_TIME, None, False)


@pytest.mark.parametrize(
    ("as_of", "sent", "due"),
    [
        ("2024-06-05", [], [("附件1", ("红旗区", "市公安局"))]),
        ("2024-06-14", [], [("附件2、3", ("市公安局",))]),  # of the same units: said once
        ("2024-06-14", ["a2"], [("附件3", ("市公安局",))]),
        ("2024-06-14", ["a2", "a3"], []),
        ("2024-06-15", [], []),
    ],
)
def test_what_is_due_on_the_day_itself(as_of, sent, due):
    files = [filed("市公安局", "2024-06-12", *sent)] if sent else []
    assert list(ledger(*files, as_of=as_of).due_today) == due

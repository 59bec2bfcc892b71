"""What was decided is found by what was asked, and of what contradicts itself the last word counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.forms import shipped

from jianfu_cli.core.filings.decisions import (
    attachments_named,
    decisions_in,
    form_number,
    learnt_aliases,
    number_of,
    scan_number,
    version_number,
    with_aliases,
)
from jianfu_cli.core.model.decision import Issue, Question
from jianfu_cli.core.model.decision_book import DecisionBook, DecisionRow
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.lower_units import with_units
from jianfu_cli.core.model.unit import Unit


def row(number, issue, decision, *, on="", by="", place=3):
    return DecisionRow(place, {"编号": number, "事由": issue, "决定": decision, "日期": on, "决定人": by})


def decided(*rows, aliases=()):
    return decisions_in(DecisionBook(tuple(rows), aliases), shipped())


@pytest.mark.parametrize(
    ("issue", "decision", "accepted"),
    [
        ("是不是报表", "采用", True),
        ("是不是报表", " 不是报表 ", True),
        ("是不是报表", "不采用", False),
        ("补充还是代替", "以此为准", True),
        ("是谁报的", "红旗区", True),
        ("是谁报的", "红旗区教育局", True),
        ("是谁报的", "火星区", False),
        ("是哪一件的扫描件", "附件2", True),
        ("是哪一件的扫描件", "附件2、附件3", True),
        ("是哪一件的扫描件", "附件9", False),
        ("是否完成", "已完成", True),
        ("是否完成", "快了", False),
        ("提醒", "已核实", True),
        ("不采用这份", "不采用", True),
        ("别的事", "采用", False),
    ],
)
def test_only_what_can_be_chosen_is_a_decision(issue, decision, accepted):
    found = decided(row("D1", issue, decision))
    assert (bool(found.by_number), bool(found.faults)) == (accepted, not accepted)


def test_of_contradicting_rows_the_later_day_counts_then_the_lower_row():
    later_above = decided(
        row("D1", "是否完成", "已完成", on="2024-06-20", place=3),
        row("D1", "是否完成", "未完成", on="2024-06-10", place=4),
    )
    same_day = decided(row("D1", "是否完成", "已完成", place=3), row("D1", "是否完成", "未完成", place=4))
    assert later_above.by_number["D1"].decision == "已完成"
    assert same_day.by_number["D1"].decision == "未完成"
    assert later_above.faults == ("第 4 行和第 3 行对同一件事的决定不同，按第 3 行的“已完成”办",)
    assert len(same_day.faults) == 1


def test_rows_that_agree_contradict_nothing():
    assert not decided(row("D1", "是否完成", "已完成"), row("D1", "是否完成", "已完成", place=9)).faults


def test_a_day_is_read_however_it_is_written():
    assert decided(row("D1", "提醒", "已核实", on="2024年6月20日")).by_number["D1"].on == date(2024, 6, 20)
    assert decided(row("D1", "提醒", "已核实", on="改天")).by_number["D1"].on is None


def test_numbers_are_of_what_is_asked():
    assert version_number("红旗区", "a2", "ab") == version_number("红旗区 ", "a2", "ab")
    different = {
        version_number("红旗区", "a2", "ab"),
        version_number("卫滨区", "a2", "ab"),
        version_number("红旗区", "a3", "ab"),
        version_number("红旗区", "a2", "cd"),
        form_number("ab", "a2", "红旗区"),
        scan_number("红旗区", "ab"),
    }
    assert len(different) == 6


@given(st.lists(st.text(), max_size=4))
def test_no_program_takes_a_number_for_one(asked):
    number = number_of(Issue.WARNING, *asked)
    assert len(number) == 12
    assert number.startswith("D")
    with pytest.raises(ValueError, match="could not convert"):
        float(number)


def test_a_scan_may_be_of_several_attachments():
    assert attachments_named("附件2、3", shipped()) == ("a2", "a3")
    assert attachments_named("附件2、附件99", shipped()) == ()


@pytest.mark.parametrize(("spelling", "learnt"), [("实验学校", ()), ("城关实验学校", (("城关实验学校", "甲校"),))])
def test_a_spelling_that_several_units_bear_is_not_learnt(spelling, learnt):
    units = {
        UnitKind(id="school", label="学校"): tuple(Unit(name=name) for name in ("甲校", "东实验学校", "西实验学校"))
    }
    asked = Question("D1", Issue.SENDER, spelling, "a2", "来件.xlsx", "", "", "不在名册里", "")
    book = DecisionBook((row("D1", "是谁报的", "甲校"),), ())
    assert learnt_aliases(book, [asked], with_units(shipped(), units, "红旗区")) == learnt


def test_learnt_spellings_are_known_and_take_no_name_from_another_unit():
    taught = with_aliases(shipped(), {"红旗教体": "红旗区", "卫滨区": "红旗区", "不知哪里": "火星区"})
    assert taught.roster.find("红旗教体") == "红旗区"
    assert taught.roster.find("卫滨区") == "卫滨区"
    assert shipped().roster.find("红旗教体") is None
    assert with_aliases(shipped(), {}) is shipped()

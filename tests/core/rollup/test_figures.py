from dataclasses import replace
from datetime import date

import pytest
from made.rollups import AS_OF, campaign, make_file, make_finding, make_form, problem, small_roll_up

from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.rollup.figure_model import UNCLEAR, RectificationStatus, TotalColumn
from jianfu_cli.core.rollup.merge import roll_up


def test_figures_of_the_small_campaign():
    figures = small_roll_up().figures
    counted = {name: value for name, value in figures.by_category if value}
    assert counted == {"社会事务进校园": 1, "报表填写、调研统计": 2, "城市创优评先和街道社区事务": 1, "其他": 1}
    first = figures.units[0]
    assert (first.unit, first.problems, first.dispositions, first.whitelist) == ("红旗区", 4, (2, 1, 1), 1)
    assert first.standings == {
        RectificationStatus.DONE: 1,
        RectificationStatus.OPEN: 1,
        RectificationStatus.OVERDUE: 1,
        RectificationStatus.UNCLEAR: 0,
    }
    assert [unit.unit for unit in figures.units] == ["红旗区", "卫滨区", "市公安局"]
    assert (figures.units_heard, figures.units_expected) == (3, 72)


def test_filing_figures_count_units_by_state():
    second = next(one for one in small_roll_up().figures.filings if one.attachment.id == "a2")
    assert second.states == {State.ON_TIME: 2, State.LATE: 1, State.MISSING: 69, State.NOT_DUE: 0}
    assert second.nil == 1


def test_what_did_not_come_in_is_counted_apart():
    rolled_up = small_roll_up()
    assert sum(finding.severity is Severity.ERROR for finding in rolled_up.findings) == 3
    assert rolled_up.figures.total.findings[Severity.ERROR] == 2
    assert sum(unit.findings[Severity.ERROR] for unit in rolled_up.figures.units) == 2
    assert rolled_up.missing == sum(filing.state is State.MISSING for filing in rolled_up.filings)


def test_what_is_wrong_with_a_replaced_version_is_not_to_be_mended():
    forms = [make_form("a2", "红旗区", [problem("甲")], received=date(2024, 6, day)) for day in (10, 12)]
    files = [make_file(f"{nth}.xlsx", one) for nth, one in enumerate(forms)]
    place = {"row": 5, "unit": "红旗区", "attachment": "a2"}
    findings = [make_finding("JF202", path=file.path, **place) for file in files]
    result = roll_up(files, findings, campaign(), AS_OF)
    assert [finding.path for finding in result.faults] == ["1.xlsx"]
    assert result.figures.total.findings[Severity.ERROR] == 1
    assert len(result.findings) == 2


def test_who_sent_nothing_but_litter_is_not_listed():
    files = [
        make_file("红旗区/a.xlsx", make_form("a2", "红旗区", [problem("甲")]), unit="红旗区"),
        make_file("卫滨区/Thumbs.db", unit="卫滨区", kind="litter", outcome=Outcome.SKIPPED),
        make_file("凤泉区/附件1扫描件.pdf", unit="凤泉区", kind="pdf", outcome=Outcome.SKIPPED),
    ]
    figures = roll_up(files, [], campaign(), AS_OF).figures
    assert [unit.unit for unit in figures.units] == ["红旗区", "凤泉区"]


@pytest.mark.parametrize(("done", "left", "share"), [(7, 2, "77.8%"), (1999, 1, "99.9%"), (3, 0, "100.0%"), (0, 0, "")])
def test_the_share_done_is_whole_only_where_all_is(done, left, share):
    standings = {RectificationStatus.DONE: done, RectificationStatus.OPEN: left}
    assert replace(small_roll_up().figures.total, standings=standings).done_share == share


def test_what_cannot_be_told_is_counted_apart():
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲", "不知道", "再议"), problem("乙", "二")]))
    figures = roll_up([file], [make_finding("JF202", path="a.xlsx", row=5)], campaign(), AS_OF).figures
    assert figures.by_category[-1] == (UNCLEAR, 1)
    assert dict(zip(figures.dispositions, figures.total.dispositions, strict=True)) == {
        "清理": 1, "保留": 0, "优化": 0, UNCLEAR: 1,
    }  # fmt: skip
    assert figures.total.findings[Severity.ERROR] == 1


@pytest.mark.parametrize(
    ("heading", "twice", "called", "headed"),
    [
        ("检查人次（人）", False, "检查人次", "检查人次（人）"),
        ("检查人次", True, "附件2检查人次", "附件2检查人次（人）"),
        ("检查人次（人）（按实际填写，不重复）", False, "检查人次", "检查人次（人）"),
    ],
)
def test_a_sum_of_several_forms_is_told_by_its_form(heading, twice, called, headed):
    column = Column(key="c", heading=heading, type="number", unit="人", total=True)
    total = TotalColumn(campaign().attachment("a2"), column, is_named_twice=twice)
    assert (total.called, total.heading) == (called, headed)

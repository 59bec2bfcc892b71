from rollups import AS_OF, campaign, make_file, make_finding, make_form, problem, small_roll_up

from jianfu_cli.core.finding import Severity
from jianfu_cli.core.returns import State
from jianfu_cli.core.rollup import UNCLEAR, Standing
from jianfu_cli.merging.rollup import roll_up


def test_figures_of_the_small_campaign():
    figures = small_roll_up().figures
    counted = {name: value for name, value in figures.categories if value}
    assert counted == {"社会事务进校园": 1, "报表填写、调研统计": 2, "城市创优评先和街道社区事务": 1, "其他": 1}
    first = figures.units[0]
    assert (first.unit, first.problems, first.dispositions, first.whitelist) == ("红旗区", 4, (2, 1, 1), 1)
    assert first.standings == {Standing.DONE: 1, Standing.OPEN: 1, Standing.OVERDUE: 1}
    assert [unit.unit for unit in figures.units] == ["红旗区", "卫滨区", "市公安局"]
    assert (figures.units_heard, figures.units_expected) == (3, 59)


def test_filing_figures_count_units_by_state():
    second = next(one for one in small_roll_up().figures.filings if one.attachment.id == "a2")
    assert second.states == {State.ON_TIME: 2, State.LATE: 1, State.MISSING: 56, State.NOT_DUE: 0}
    assert second.nil == 1


def test_what_did_not_come_in_is_counted_apart():
    rolled_up = small_roll_up()
    assert sum(finding.severity is Severity.ERROR for finding in rolled_up.findings) == 3
    assert rolled_up.figures.total.findings[Severity.ERROR] == 2
    assert sum(unit.findings[Severity.ERROR] for unit in rolled_up.figures.units) == 2
    assert rolled_up.missing == sum(filing.state is State.MISSING for filing in rolled_up.filings)


def test_what_cannot_be_told_is_counted_apart():
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲", "不知道", "再议"), problem("乙", "二")]))
    figures = roll_up([file], [make_finding("JF202", path="a.xlsx", row=5)], campaign(), AS_OF).figures
    assert figures.categories[-1] == (UNCLEAR, 1)
    assert dict(zip(figures.dispositions, figures.total.dispositions, strict=True)) == {
        "清理": 1, "保留": 0, "优化": 0, UNCLEAR: 1,
    }  # fmt: skip
    assert figures.total.findings[Severity.ERROR] == 1

"""The roll-up of a past day made again: what came in later changes nothing but what is listed as left out."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from made.forms import with_fields
from made.rollups import campaign, make_file, make_form

from jianfu_cli.core.filings.receipt import known_on
from jianfu_cli.core.filings.versions import LATER_REASON
from jianfu_cli.core.language.steps import Every
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.progress import progress
from jianfu_cli.reports.summary_details import not_sent

FIRST = date(2024, 6, 3)
_MATTERS = st.lists(st.sampled_from(["防溺水宣传", "反诈宣传", "普法答题", "消防演练", "禁烟签名"]), max_size=4)
_NAMES = st.sampled_from(["附件.xlsx", "补充.xlsx", "更正.xlsx", "第二批.xlsx"])
_DAYS = st.integers(0, 30).map(lambda days: FIRST + timedelta(days))


@st.composite
def arrivals(draw):
    """What came in within a month: any unit, form, name, day and content, the same bytes again among them."""
    files = []
    for nth in range(draw(st.integers(1, 7))):
        unit, attachment, day = (
            draw(st.sampled_from(["红旗区", "市公安局"])),
            draw(st.sampled_from(["a2", "a3"])),
            draw(_DAYS),
        )
        rows = [{"matter": matter, "progress": "已完成", "disposition": "清理"} for matter in draw(_MATTERS)]
        form = with_fields(make_form(attachment, unit, rows, received=day, nil=not rows), received_from="folder")
        sha = draw(st.sampled_from(["x", "y", f"{nth}"]))
        file = make_file(f"{unit}/{day}/{nth}{draw(_NAMES)}", form, sha=sha, unit=unit)
        files.append(replace(file, folder_date=day))
    return files


def counted(result):
    """All that is counted on the day, without what is listed as having come later."""
    filings = [
        replace(filing, versions=tuple(version for version in filing.versions if not version.too_late))
        for filing in result.filings
    ]
    unused = [row for row in result.unused if row.reason != LATER_REASON]
    return result.tables, filings, result.figures, result.reconciled, result.overlaps, unused


@settings(max_examples=80, deadline=None)
@given(arrivals(), _DAYS)
def test_the_roll_up_of_a_day_is_the_same_when_it_is_made_later(files, day):
    then = [file for file in files if file.folder_date <= day]
    made_then = roll_up(then, [], campaign(), day, whole_roster=True)
    made_later = roll_up(files, [], campaign(), day, whole_roster=True)
    assert counted(made_later) == counted(made_then)
    assert made_later.rows_left_out == sum(file.row_count for file in files if file.folder_date > day)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_DAYS, _MATTERS, st.sampled_from(["已完成", "正在推进", "加强管理"])), max_size=5), _DAYS)
def test_progress_of_a_day_is_its_roll_up_where_nothing_but_the_forms_say_when(sent, day):
    """A 填报时间 still to come is no day of receipt on the day itself; the last day knows better, and is not asked."""
    files = []
    for nth, (reported, matters, said) in enumerate(sent):
        rows = [{"matter": matter, "progress": said} for matter in matters]
        form = with_fields(make_form("a3", "红旗区", rows, received=reported, nil=not rows), received_from="form")
        file = make_file(f"红旗区/{nth}.xlsx", with_fields(form, reported_on=reported), sha=str(nth), unit="红旗区")
        files.append(replace(file, modified=1_717_000_000.0 + 86_400 * nth))
    last = FIRST + timedelta(31)
    [step] = progress(files, [], campaign(), end=day, start=day).steps
    steps = progress(files, [], campaign(), end=last, start=day, every=Every.DAY).steps
    assert next(one for one in steps if one.as_of == day) == step
    then = [known_on(file, day) for file in files]
    units = roll_up(then, [], campaign(), day, whole_roster=True).figures.units
    done = sum(unit.standings[RectificationStatus.DONE] for unit in units)
    assert (step.rectifications, step.done) == (sum(unit.rectifications for unit in units), done)


def test_forms_of_the_units_add_up_and_what_came_later_is_said_apart():
    files = [
        make_file(f"{unit}/{day}/附件2.xlsx", with_fields(make_form("a2", unit, [{"matter": "甲"}], received=day), received_from="folder"), unit=unit)
        for unit, day in (("红旗区", FIRST), ("卫滨区", FIRST), ("卫滨区", FIRST + timedelta(9)))
    ]  # fmt: skip
    files = [replace(file, folder_date=date.fromisoformat(file.path.split("/")[1])) for file in files]
    merged = roll_up([*files, make_file("红旗区/Thumbs.db", kind="litter")], [], campaign(), FIRST + timedelta(2))
    assert merged.figures.forms == sum(one.forms for one in merged.tally_by_unit) == 2
    assert merged.tally.read == sum(one.rows.read for one in merged.tally_by_unit) == 3
    assert not_sent(merged) == "（另有以后收到的1份、压缩包、系统文件等1个，不计在内）"

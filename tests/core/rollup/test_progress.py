"""整改销号 through time: a month of mails played out, its figures kept by hand beside it."""

from collections import Counter
from datetime import date, datetime, time

import pytest
from made.forms import campaign_with, form, shipped, source
from made.rollups import mended, problem

from jianfu_cli.core.language.steps import Every
from jianfu_cli.core.rollup.changes import Changes
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.progress import progress, weeks_until


def sent(unit, day, attachment, *rows, name="报表.xlsx", **rest):
    path = f"{unit}/{day}/{name}"
    got = form(attachment, unit=unit, rows=rows, received=day, received_from="folder")
    return source(path, got, inbox_unit=unit, folder_date=date.fromisoformat(day), **rest)


def a3(unit, day, *rows, **rest):
    return sent(unit, day, "a3", *rows, name="附件3.xlsx", **rest)


def day(written):
    return date.fromisoformat(written)


# Corrections, a reopening, a renamed matter, one dropped and taken up again, the same bytes twice, an unclear word.
MONTH = (
    sent("红旗区", "2024-06-03", "a2", problem("语音打卡"), problem("上街执勤"), name="附件2.xlsx"),
    sent("红旗区", "2024-06-12", "a2", problem("语音打卡"), problem("上街执勤"), problem("点赞投票"), name="附件2.xlsx"),
    sent("卫滨区", "2024-06-10", "a2", problem("征订报刊"), name="附件2.xlsx"),
    a3("红旗区", "2024-06-05", mended("语音打卡活动", "正在推进", "2024-06-15"), mended("上街执勤", "正在推进", "2024-06-30")),
    a3("红旗区", "2024-06-12", mended("“语音打卡”", "已完成", "2024-06-15"), mended("上街执勤", "正在推进", "2024-06-30")),
    a3("红旗区", "2024-06-20", mended("上街执勤", "已完成", "2024-06-30"), mended("语音打卡", "正在推进", "2024-06-15")),
    a3("红旗区", "2024-06-27", mended("语音打卡", "已完成", "2024-06-15")),
    a3("卫滨区", "2024-06-11", mended("征订报刊", "加强管理", "2024-06-14"), sha="same"),
    a3("卫滨区", "2024-06-13", mended("征订报刊", "加强管理", "2024-06-14"), sha="same"),
)  # fmt: skip

# As of, problems, rectifications, done, open, overdue, unclear.
KEPT_BY_HAND = """
2024-06-02  0  0  0  0  0  0
2024-06-03  2  0  0  0  0  0
2024-06-05  2  2  0  2  0  0
2024-06-11  3  3  0  2  0  1
2024-06-12  4  3  1  1  0  1
2024-06-15  4  3  1  1  0  1
2024-06-20  4  3  1  0  1  1
2024-06-27  4  2  1  0  0  1
2024-07-01  4  2  1  0  0  1
"""


def counted(step):
    return [
        str(step.as_of), step.problems, step.rectifications, step.done, step.open, step.overdue, step.unclear
    ]  # fmt: skip


def test_a_month_counts_as_the_ledger_kept_by_hand():
    played = progress(MONTH, (), shipped(), start=day("2024-06-02"), end=day("2024-07-01"), every=Every.DAY)
    by_day = {str(step.as_of): counted(step) for step in played.steps}
    for line in KEPT_BY_HAND.strip().splitlines():
        written, *numbers = line.split()
        assert by_day[written] == [written, *map(int, numbers)]


def test_each_day_counts_what_the_roll_up_made_on_that_day_does():
    played = progress(MONTH, (), shipped(), start=day("2024-06-01"), end=day("2024-07-01"), every=Every.DAY)
    assert len(played.steps) == 31
    for step in played.steps:
        in_by_then = [file for file in MONTH if file.folder_date <= step.as_of]
        total = roll_up(in_by_then, (), shipped(), step.as_of).figures.total
        assert (step.problems, step.rectifications) == (total.problems, total.rectifications)
        standings = {str(state): count for state, count in total.standings.items()}
        assert step.done == standings["done"]
        assert sum(step.counts.values()) == sum(standings.values())


@pytest.mark.parametrize("end", ["2024-06-12", "2024-06-27", "2024-07-01", "2024-07-12", "2025-07-01"])
@pytest.mark.parametrize("deadline", ["2024-06-15", "2024-07-08", "2024-12-31"])
def test_the_weeks_of_a_roll_up_are_those_of_progress_long_after_the_last_came_and_fell_due_too(end, deadline):
    files = (*MONTH, a3("卫辉市", "2024-06-25", mended("护学岗", "正在推进", deadline)))
    assert weeks_until(files, (), shipped(), day(end)) == progress(files, (), shipped(), end=day(end)).steps


@pytest.mark.parametrize("end", ["2024-06-01", "2024-06-05", "2024-06-12", "2024-06-20", "2024-07-01"])
def test_the_matters_stand_as_the_last_day_counts(end):
    played = progress(MONTH, (), shipped(), end=day(end))
    stand = Counter(matter.state for matter in played.matters)
    assert {state: stand[state] for state in played.steps[-1].counts} == played.steps[-1].counts


def told(end="2024-07-01", files=MONTH):
    """Matter, first seen, state, closed, reopened: as written, days without their year."""
    played = progress(files, (), shipped(), end=day(end))
    days = [(one.first_seen, one.closed_on, one.reopened_on) for one in played.matters]
    return [
        (one.matter, str(one.state), *(one_day and f"{one_day:%m-%d}" for one_day in its))
        for one, its in zip(played.matters, days, strict=True)
    ]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2024-06-11", [("语音打卡活动", "open", "06-05", None, None), ("上街执勤", "open", "06-05", None, None),
                        ("征订报刊", "unclear", "06-11", None, None)]),
        ("2024-06-12", [("“语音打卡”", "done", "06-05", "06-12", None), ("上街执勤", "open", "06-05", None, None),
                        ("征订报刊", "unclear", "06-11", None, None)]),
        ("2024-06-20", [("语音打卡", "overdue", "06-05", None, "06-20"), ("上街执勤", "done", "06-05", "06-20", None),
                        ("征订报刊", "unclear", "06-11", None, None)]),
        ("2024-07-01", [("语音打卡", "done", "06-05", "06-27", "06-20"), ("上街执勤", "gone", "06-05", "06-20", None),
                        ("征订报刊", "unclear", "06-11", None, None)]),
    ],
)  # fmt: skip
def test_matter_by_matter(end, expected):
    assert told(end) == expected


def test_what_was_dropped_and_comes_again_is_the_same_matter():
    files = (
        a3("红旗区", "2024-06-05", mended("语音打卡", "已完成"), mended("上街执勤")),
        a3("红旗区", "2024-06-12", mended("上街执勤")),
        a3("红旗区", "2024-06-19", mended("上街执勤"), mended("语音打卡", "正在推进", "2024-12-01")),
    )
    assert ("语音打卡", "gone", "06-05", "06-05", None) in told("2024-06-13", files)
    assert ("语音打卡", "open", "06-05", None, "06-19") in told("2024-06-20", files)


@pytest.mark.parametrize(
    ("before", "after", "matters"),
    [
        ("语音打卡", "“语音打卡” ", 1),
        ("中小学生安全知识网络竞赛活动", "中小学生安全知识网络竞赛", 1),
        ("2023年教育事业统计年报工作", "2024年教育事业统计年报工作", 2),
        ("第一批示范校创建评估", "第二批示范校创建评估", 2),
    ],
)
def test_a_renamed_matter_goes_on_and_another_begins(before, after, matters):
    files = (a3("红旗区", "2024-06-05", mended(before)), a3("红旗区", "2024-06-12", mended(after)))
    assert len(told(files=files)) == matters


def test_two_bodies_under_one_name_are_two_matters():
    files = (
        a3("红旗区", "2024-06-05", mended("语音打卡", "正在推进", body="甲局"), mended("语音打卡", "正在推进", body="乙局")),
        a3("红旗区", "2024-06-12", mended("语音打卡", "已完成", body="乙局"), mended("语音打卡", "正在推进", body="甲局")),
    )  # fmt: skip
    played = progress(files, (), shipped(), end=day("2024-06-13"))
    closed = [(one.body, one.closed_on and str(one.closed_on)) for one in played.matters]
    assert closed == [("甲局", None), ("乙局", "2024-06-12")]


@pytest.mark.parametrize(
    ("deadline", "on", "state"),
    [
        ("2024-06-20", "2024-06-20", "open"),  # the day itself is in time
        ("2024-06-20", "2024-06-21", "overdue"),
        ("2024年6月底", "2024-06-30", "open"),
        ("2024年6月底", "2024-07-01", "overdue"),
        ("长期坚持", "2030-01-01", "open"),
        ("", "2030-01-01", "open"),
    ],
)
def test_a_deadline(deadline, on, state):
    files = (a3("红旗区", "2024-06-05", mended("语音打卡", "正在推进", deadline)),)
    played = progress(files, (), shipped(), end=day(on))
    assert [str(one.state) for one in played.matters] == [state]
    assert played.steps[-1].counts[state] == 1


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every.DAY, ["2024-06-04", "2024-06-05"]),
        (Every.WEEK, ["2024-06-07", "2024-06-14"]),
        (Every.MONTH, ["2024-06-14", "2024-07-14"]),
    ],
)
def test_the_days_go_back_to_the_first_that_something_came_not_before_the_notice(every, expected):
    played = progress(MONTH, (), shipped(), end=day(expected[-1]), every=every)
    assert [str(step.as_of) for step in played.steps] == expected


def test_nothing_came():
    played = progress((), (), shipped(), end=day("2024-06-01"))
    assert [counted(step) for step in played.steps] == [["2024-06-01", 0, 0, 0, 0, 0, 0]]
    assert played.matters == ()


def test_a_campaign_without_rectifications_counts_its_problems():
    without = tuple(one for one in shipped().attachments if one.id != "a3")
    campaign = campaign_with(attachments=without)
    played = progress(MONTH, (), campaign, end=day("2024-06-12"))
    assert (played.steps[-1].problems, played.steps[-1].rectifications) == (4, 0)


def test_the_order_of_files_changes_nothing():
    assert progress(MONTH[::-1], (), shipped(), end=day("2024-07-01")) == progress(
        MONTH, (), shipped(), end=day("2024-07-01")
    )


def by_form(unit, reported, *rows, copied="2024-06-30", name="附件3.xlsx"):
    """A return of which only its 填报时间 says when it came; the file itself was ``copied`` on another day."""
    modified = datetime.combine(day(copied), time(12)).timestamp()
    known = {} if reported else {"received": copied, "received_from": "file"}
    filed = form("a3", unit=unit, rows=rows, reported=reported, **known)
    return source(f"{unit}/{name}", filed, inbox_unit=unit, modified=modified)


def test_what_only_a_file_s_own_time_dates_is_named():
    dated = form("a3", unit="红旗区", rows=[mended("语音打卡")], received="2024-06-05", received_from="file")
    played = progress((source("附件3.xlsx", dated),), (), shipped(), end=day("2024-06-07"))
    assert played.steps[-1].by_file_time == ("附件3.xlsx",)


BY_FORM = (
    by_form("红旗区", "2024-06-05", mended("语音打卡", "正在推进"), mended("上街执勤", "正在推进")),
    by_form("红旗区", "2024-06-18", mended("语音打卡", "已完成"), mended("点赞投票", "已完成"), name="更正.xlsx"),
    by_form("卫滨区", "2024-06-20", mended("征订报刊", "已完成"), mended("关注公众号", "正在推进")),
)


@pytest.mark.parametrize(
    ("end", "by_file_time"),
    [("2024-06-12", [2]), ("2024-06-19", [2, 1]), ("2024-06-26", [2, 1, 0])],
)
def test_each_day_names_the_returns_that_it_knows_by_file_time_alone(end, by_file_time):
    """A 填报时间 still to come on a day is no proof then, whatever the last day knows."""
    steps = progress(BY_FORM, (), shipped(), start=day("2024-06-10"), end=day(end)).steps
    assert [len(step.by_file_time) for step in steps] == by_file_time


@pytest.mark.parametrize("files", [MONTH, BY_FORM, (*BY_FORM, *MONTH)])
@pytest.mark.parametrize("every", list(Every))
@pytest.mark.parametrize("end", ["2024-06-12", "2024-06-19", "2024-06-21", "2024-06-28", "2024-07-01"])
def test_what_changed_ties_to_the_last_two_days(files, every, end):
    played = progress(files, (), shipped(), start=day("2024-05-01"), end=day(end), every=every)
    before, after = played.steps[-2:]
    changed = played.changes
    assert after.rectifications - before.rectifications == changed.new - changed.gone
    assert after.done - before.done == changed.closed - changed.reopened - changed.closed_gone


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2024-06-12", Changes(new=1, gone=0, closed=1, reopened=0, closed_gone=0)),
        ("2024-06-20", Changes(new=0, gone=0, closed=1, reopened=1, closed_gone=0)),
        ("2024-06-27", Changes(new=0, gone=1, closed=1, reopened=0, closed_gone=1)),
    ],
)
def test_new_closed_reopened_and_gone_since_the_week_before(end, expected):
    assert progress(MONTH, (), shipped(), start=day("2024-05-01"), end=day(end)).changes == expected


def test_one_day_has_nothing_to_be_compared_with():
    assert progress(MONTH, (), shipped(), start=day("2024-06-12"), end=day("2024-06-12")).changes is None


def test_a_day_after_the_last_is_no_day_of_receipt():
    undated = by_form("红旗区", None, mended("语音打卡", "已完成"), mended("上街执勤", "正在推进"), copied="2026-11-30")
    played = progress((undated,), (), shipped(), end=day("2024-06-12"))
    done, left = played.matters
    assert (done.first_seen, done.closed_on, done.closed_some_day) == (None, None, True)
    assert (left.first_seen, left.closed_on, left.closed_some_day) == (None, None, False)

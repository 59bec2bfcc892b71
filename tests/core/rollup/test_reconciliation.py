import pytest
from made.counted import crowd
from made.rollups import AS_OF, campaign, make_file, make_form, mended, problem

from jianfu_cli.core.matters.budget import MOST_CANDIDATES
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.reconciliation import reconcile


def reconciled(problems, rectifications, whitelist=(), unit="红旗区", other=None):
    file = make_file("a.xlsx", make_form("a2", unit, problems), make_form("a7", unit, whitelist, sheet="白名单"))
    mending = make_file("b.xlsx", make_form("a3", other or unit, rectifications))
    return roll_up([file, mending], [], campaign(), AS_OF).reconciled


@pytest.mark.parametrize(
    ("progress", "deadline", "standing"),
    [
        ("已完成", "2024-06-01", RectificationStatus.DONE),
        ("正在推进", "2024-07-05", RectificationStatus.OPEN),
        ("正在推进", "2024年7月4日", RectificationStatus.OVERDUE),
        ("正在推进", "7月", RectificationStatus.OPEN),
        ("正在推进", "尽快", RectificationStatus.OPEN),
        ("", "6月24日前", RectificationStatus.UNCLEAR),
        ("加强管理", "6月24日前", RectificationStatus.UNCLEAR),
        ("未完成", "6月24日前", RectificationStatus.OVERDUE),
    ],
)
def test_standing_goes_by_deadline_and_progress(progress, deadline, standing):
    (one,) = reconciled([problem("甲")], [mended("甲", progress, deadline)])
    assert one.standing is standing


@pytest.mark.parametrize(
    ("theirs", "score"),
    [("语音 打卡读课本", 100), ("“语音打卡”读课本活动", 100), ("语音打卡读课本子", 91), ("上街执勤", None)],
)
def test_names_match_but_for_marks_and_fillers_or_nearly(theirs, score):
    first, *_ = reconciled([problem("语音打卡读课本")], [mended(theirs)])
    assert (first.rectification is not None, first.score) == (score is not None, score)


def test_units_do_not_answer_for_each_other():
    first, second = reconciled([problem("甲")], [mended("甲")], other="卫滨区")
    assert (first.unit, first.rectification) == ("红旗区", None)
    assert (second.unit, second.problem) == ("卫滨区", None)


def test_what_is_kept_needs_no_rectification_but_one_without_problem_is_shown():
    found = reconciled([problem("甲", disposition="保留"), problem("乙", disposition="优化")], [mended("丙")])
    assert [(one.matter, bool(one.problem), bool(one.rectification)) for one in found] == [
        ("乙", True, False),
        ("丙", False, True),
    ]


@pytest.mark.parametrize("disposition", ["清退", "清理/优化", "保留", ""])
def test_every_rectification_is_shown_beside_its_problem_whatever_that_says(disposition):
    (one,) = reconciled([problem("甲", disposition=disposition)], [mended("甲")])
    assert (bool(one.problem), bool(one.rectification), one.wanted) == (True, True, False)


def test_of_two_rows_with_one_name_the_one_of_the_same_body_answers():
    rows = [mended("甲", body="一局"), mended("甲", body="二局", progress="推进中")]
    one, other = reconciled([problem("甲", body="二局")], rows)
    assert (one.rectification.row, one.wanted) == (6, True)
    assert (other.rectification.row, other.wanted) == (5, False)


def test_whitelist_items_of_the_same_name_are_found():
    (one,) = reconciled([problem("甲")], [mended("甲")], [{"matter": "甲"}])
    assert one.whitelisted.sheet == "白名单"


def test_a_rectification_without_problem_has_its_whitelist_item_too():
    (one,) = reconciled([], [mended("冰雪运动")], [{"matter": "冰雪运动", "body": "某局"}])
    assert (one.problem, one.whitelisted.sheet, one.standing) == (None, "白名单", RectificationStatus.DONE)


def test_what_resembles_too_many_is_undecided():
    rows = [problem(name) for name in crowd("丂", MOST_CANDIDATES + 1)]
    found = reconciled([problem("甲"), rows[0]], [mended(row["matter"]) for row in rows[1:]] + [mended("甲")] * 2)
    assert [(one.matter, bool(one.rectification), one.undecided) for one in found[:2]] == [
        ("甲", True, False),
        (rows[0]["matter"], False, False),
    ]
    more = reconciled([problem("甲"), rows[0]], [mended(name) for name in crowd("儀", MOST_CANDIDATES + 1)])
    assert [(one.matter, bool(one.rectification), one.undecided) for one in more[:2]] == [
        ("甲", False, False),
        (rows[0]["matter"], False, True),
    ]


@pytest.mark.parametrize(("listed", "undecided"), [(MOST_CANDIDATES, False), (MOST_CANDIDATES + 1, True)])
def test_a_rectification_that_resembles_too_many_listed_items_is_undecided(listed, undecided):
    name = crowd("丂", 1)[0]
    (one,) = reconciled([], [mended(name)], [{"matter": other} for other in crowd("儀", listed)])
    assert (one.problem, one.undecided) == (None, undecided)


def test_near_names_without_an_answer_stand_beside_each_other():
    """As JF401 warns with the pair: nobody can say whether it is one matter, so a person looks."""
    first, second, third = reconciled(
        [problem("上半年安全检查"), problem("垃圾分类")], [mended("下半年安全检查", "已完成", "2024-06-01")]
    )
    assert (first.rectification, first.near.row) == (None, third.rectification.row)
    assert (third.problem, third.near) == (None, first.problem)
    assert second.near is None


def test_near_names_of_two_units_are_no_pair():
    found = reconciled([problem("上半年安全检查")], [mended("下半年安全检查")], other="卫滨区")
    assert [one.near for one in found] == [None, None]


@pytest.mark.parametrize("lacking", [FormRole.PROBLEMS, FormRole.RECTIFICATIONS])
def test_where_a_campaign_has_but_one_of_the_two_forms_nothing_is_reconciled(lacking):
    files = [make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲")]), make_form("a3", "红旗区", [mended("乙")]))]
    tables = roll_up(files, [], campaign(), AS_OF).tables
    assert reconcile(tables, campaign(), AS_OF) != ()
    assert reconcile([table for table in tables if table.attachment.role is not lacking], campaign(), AS_OF) == ()

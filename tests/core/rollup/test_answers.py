"""What is answered first: who sent nothing, what is done, what is overdue and whose, what a person must decide."""

from datetime import date

import pytest
from made.rollups import AS_OF, campaign, make_file, make_finding, make_form, mended, problem, small_roll_up

from jianfu_cli.core.rollup.answers import Topic, answers
from jianfu_cli.core.rollup.merge import roll_up


def said(rolled, topic):
    (found,) = [one for one in answers(rolled) if one.topic is topic]
    return found.said


def rolled(*forms, as_of=AS_OF, findings=(), **options):
    files = [make_file(f"{form.owner.unit}/{nth}.xlsx", form, unit=form.owner.unit) for nth, form in enumerate(forms)]
    return roll_up(files, findings, campaign(), as_of, **options)


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        (Topic.DONE, "整改事项3项，已完成1项，完成率33.3%；未到期1项、逾期1项。"),
        (Topic.OVERDUE, "逾期未完成1项：红旗区1项。"),
        (
            Topic.CATEGORIES,
            "摸排问题5项，最多的是：报表填写、调研统计2项；社会事务进校园1项；城市创优评先和街道社区事务1项。这几类合计占80.0%。",
        ),
        (Topic.COMMON, "没有3个以上单位都报来的问题。"),
        (Topic.DECIDE, "1组不同单位布置的相同或相近事项，由谁牵头；市直部门名册是否确认。"),
    ],
)
def test_answers_of_the_small_campaign(topic, expected):
    assert said(small_roll_up(), topic) == expected


def test_few_silent_units_are_named_and_many_are_counted():
    text = said(small_roll_up(), Topic.FILING)
    assert "县（市、区）13个" in text
    assert "市直部门56个（名册为默认，未经确认）" in text
    assert "缺报部分附件的3个：红旗区（附件1、4—6）" in text
    assert text.endswith("到期未报共271件。")


def test_a_unit_that_sent_all_leaves_nothing_to_chase():
    forms = [make_form(name, "市公安局", nil=True) for name in ("a1", "a2", "a3")]
    answer = answers(rolled(*forms))[0]
    assert (answer.said, answer.urgent) == ("应报单位1个，已报1个，到期的都已报齐。", False)


def test_before_anything_is_due_nobody_is_behind():
    answer = answers(rolled(make_form("a2", "红旗区", [problem("甲")]), as_of=date(2024, 6, 2)))[0]
    assert answer.urgent is False
    assert "未报" not in answer.said


def test_units_with_most_overdue_come_first():
    late = mended("甲", "正在推进"), mended("乙", "正在推进")
    forms = make_form("a3", "红旗区", late[:1]), make_form("a3", "卫滨区", late)
    assert said(rolled(*forms), Topic.OVERDUE) == "逾期未完成3项：卫滨区2项、红旗区1项。"


def test_what_three_units_report_is_common_and_who_asks_it_is_said():
    forms = [make_form("a2", unit, [problem("扫码答题", body="公安局")]) for unit in ("红旗区", "卫滨区", "牧野区")]
    assert said(rolled(*forms), Topic.COMMON) == (
        "3个以上单位都有的问题1件，占3行，最普遍的是：扫码答题（3个单位，由公安局布置）。"
    )


def test_what_the_files_cannot_tell_is_for_a_person():
    unsure = make_finding("JF010", "warning", path="红旗区/0.xlsx", unit="红旗区", attachment="a2")
    unclear = make_form("a3", "红旗区", [mended("甲", "见附件")])
    assert said(rolled(unclear, findings=[unsure]), Topic.DECIDE) == "1份不能肯定是不是报表；1项看不出是否完成。"


def test_an_answer_names_no_person():
    form = make_form("a2", "某校联系人张某某13000000000", [problem("甲")])
    assert not [text for one in answers(rolled(form)) for text in ("13000000000", "张某某") if text in one.said]

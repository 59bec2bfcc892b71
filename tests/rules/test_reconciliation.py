import pytest
from made.counted import crowd, grows_no_faster_than_rows
from made.forms import campaign_with, other_campaign, shipped
from made.one_unit import checked, not_run, table

from jianfu_cli.core.matters.budget import MOST_CANDIDATES
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_body import FoundColumn, Match


def problem(matter, disposition="清理", category="社会事务进校园", body="县水利局"):
    return {"matter": matter, "category": category, "body": body, "disposition": disposition}


def mended(matter, category="社会事务进校园", body="县水利局"):
    return {"matter": matter, "category": category, "body": body, "progress": "已完成"}


def listed(matter, body="县水利局"):
    return {"matter": matter, "body": body}


CLEAN = (
    table("a2", problem("点赞投票任务"), problem("防溺水宣传进校园", "优化"), problem("冰雪运动", "保留")),
    table("a3", mended("点赞投票"), mended("“防溺水”宣传活动")),
    table("a7", listed("防溺水宣传"), listed("冰雪运动进校园")),
)


def test_forms_that_agree_have_no_finding():
    assert checked(*CLEAN, only=("JF4",)) == []
    assert not_run(*CLEAN, only=("JF401", "JF402", "JF403", "JF404", "JF405")) == []


@pytest.mark.parametrize(
    ("disposition", "answers", "cells"),
    [
        ("清理", ["禁毒宣传"], ["C5"]),
        ("优化", ["禁毒宣传"], ["C5"]),
        ("保留", ["禁毒宣传"], []),
        ("取消", ["禁毒宣传"], []),  # JF205 has said it
        ("清理", ["点赞、投票任务"], []),
        ("清理", ["2024年点赞投票活动", "禁毒宣传"], []),
        ("清理", ["点赞投票、网络拉票"], []),
    ],
)
def test_jf401_a_problem_to_mend_without_rectification(disposition, answers, cells):
    found = checked(
        table("a2", problem("点赞投票任务", disposition)), table("a3", *map(mended, answers)), only=("JF401",)
    )
    assert [(f.cell, f.severity) for f in found] == [(cell, "error") for cell in cells]


@pytest.mark.parametrize(
    ("matter", "answer", "severity"),
    [
        ("点赞投票任务", "点赞投票统计", "warning"),
        ("上半年安全检查", "下半年安全检查", "warning"),
        ("2023年安全检查", "2024年安全检查", "warning"),
        ("第四次经济普查", "第五次经济普查", "warning"),
        ("食品安全检查", "药品安全检查", "error"),
        ("防溺水宣传", "防汛宣传", "error"),
    ],
)
def test_jf401_names_that_come_near_are_one_warning_with_the_pair(matter, answer, severity):
    found = checked(table("a2", problem(matter)), table("a3", mended(answer)), only=("JF401", "JF402"))
    assert (found[0].code, found[0].severity) == ("JF401", severity)
    assert (f"有名称相近的“{answer}”（第 5 行）" in found[0].message) is (severity == "warning")
    assert [one.code for one in found[1:]] == ([] if severity == "warning" else ["JF402"])


def test_jf401_what_answers_another_problem_comes_near_none():
    forms = table("a2", problem("食品安全检查"), problem("食品安全宣传")), table("a3", mended("食品安全检查"))
    [finding] = checked(*forms, only=("JF401", "JF402"))
    assert (finding.cell, finding.severity) == ("C6", "error")


@pytest.mark.parametrize(
    "pair",
    [
        ("催缴水费", "代催缴水费"),
        ("代收家长人身意外保险费", "代收人身意外保险费"),
        ("动员家长接种疫苗", "动员学生家长打疫苗"),
        ("统计碘盐食用率", "碘盐食用率统计"),
    ],
)
def test_jf401_one_matter_in_other_words_is_answered(pair):
    for matter, answer in (pair, pair[::-1]):
        assert checked(table("a2", problem(matter)), table("a3", mended(answer)), only=("JF401", "JF402")) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("区应急管理局", "区应急局"),
        ("区教体局", "红旗区教育体育局"),
        ("区公安分局", "红旗区公安局"),
        ("区卫健委", "区卫生健康委员会"),
        ("团区委", "共青团红旗区委"),
        ("区教体局等部门", "区教育局、区公安分局"),
        ("各乡镇街道", "各镇（街道）办事处"),
    ],
)
def test_jf403_one_body_under_two_spellings_is_one(ours, theirs):
    forms = table("a2", problem("防溺水宣传", body=ours)), table("a3", mended("防溺水宣传", body=theirs))
    assert checked(*forms, only=("JF403",)) == []


def test_jf401_stands_on_the_problem_and_names_it():
    rows = [problem("防溺水宣传", "优化"), problem("点赞投票任务")]
    [finding] = checked(table("a2", *rows), table("a3", mended("防溺水宣传")), only=("JF401",))
    assert finding.message == "意见建议是“清理”，附件3 里没有“点赞投票任务”的整改"
    assert (finding.path, finding.sheet, finding.cell, finding.column) == ("红旗区/a2.xlsx", "Sheet1", "C6", "事项名称")
    assert (finding.attachment, finding.unit, finding.value) == ("a2", "红旗区", "点赞投票任务")


def test_jf401_a_nil_return_answers_no_problem():
    found = checked(table("a2", problem("点赞投票任务")), table("a3", nil=True), only=("JF401",))
    assert [f.cell for f in found] == ["C5"]


def test_jf401_rows_without_a_name_are_required_empty_and_no_more():
    assert checked(table("a2", problem("")), table("a3", mended("甲")), only=("JF401",)) == []


def test_jf401_several_rectifications_of_one_problem_and_the_other_way_round():
    rows = [problem("反诈、普法、防溺水、消防等宣传任务", "优化")]
    parts = [mended("反诈宣传"), mended("普法宣传"), mended("防溺水宣传")]
    assert checked(table("a2", *rows), table("a3", *parts), only=("JF401", "JF402")) == []
    found = checked(
        table("a2", problem("反诈宣传"), problem("普法宣传"), problem("上街执勤")),
        table("a3", mended("反诈、普法等宣传")),
        only=("JF401", "JF402"),
    )
    assert [(f.code, f.cell) for f in found] == [("JF401", "C7")]


def test_jf402_a_rectification_without_problem():
    found = checked(
        table("a2", problem("点赞投票任务")), table("a3", mended("点赞投票"), mended("上街执勤")), only=("JF402",)
    )
    assert [(f.path, f.cell, f.severity, f.message) for f in found] == [
        ("红旗区/a3.xlsx", "C6", "warning", "附件2 里没有“上街执勤”这个问题")
    ]


@pytest.mark.parametrize(
    ("theirs", "cell", "message"),
    [
        ({}, None, None),
        ({"category": "二"}, None, None),
        ({"category": "社会事务"}, None, None),
        ({"category": "值班"}, None, None),  # JF202 has said it
        ({"category": "其他"}, "B5", "问题类别是“其他”，附件2 的“防溺水宣传”（同名）是“社会事务进校园”"),
        ({"body": "县水利局、县教体局"}, None, None),
        ({"body": ""}, None, None),
        ({"body": "县应急局"}, "D5", "牵头实施单位是“县应急局”，附件2 的“防溺水宣传”（同名）是“县水利局”"),
    ],
)
def test_jf403_matched_but_different(theirs, cell, message):
    row = mended("“防溺水”宣传活动") | theirs
    found = checked(table("a2", problem("防溺水宣传")), table("a3", row), only=("JF403",))
    assert [(f.cell, f.severity, f.message) for f in found] == ([(cell, "warning", message)] if cell else [])


def test_jf403_says_how_alike_the_names_are():
    row = mended("防溺水宣传教育", body="县应急局")
    [finding] = checked(table("a2", problem("防溺水宣传")), table("a3", row), only=("JF403",))
    assert "（相近，相似度 95%）" in finding.message


def test_jf403_of_two_problems_of_one_name_that_of_the_same_body_is_compared():
    rows = [problem("防溺水宣传", body="县应急局"), problem("防溺水宣传", body="县水利局")]
    assert checked(table("a2", *rows), table("a3", mended("防溺水宣传")), only=("JF403",)) == []


@pytest.mark.parametrize(("merged", "found"), [(("C5:C6",), 0), ((), 1)])
def test_jf403_who_stands_under_one_merged_name_may_stand_in_one_cell_of_the_other_form(merged, found):
    rows = [mended("防溺水宣传", body=body) for body in ("县水利局", "县应急局")]
    answers = table("a3", *rows, merged_cells=merged)
    checks = checked(table("a2", problem("防溺水宣传", body="县水利局、县应急局")), answers, only=("JF403",))
    assert len(checks) == found


@pytest.mark.parametrize(
    ("on_the_list", "severity"),
    [
        ("点赞投票任务", "error"),
        ("“点赞投票”活动", "error"),
        ("点赞投票打卡", None),
        ("点赞投票类任务", "warning"),
        ("网络点赞投票", None),  # a wild guess
        ("防溺水宣传", None),  # to be kept
    ],
)
def test_jf404_abolished_yet_on_the_whitelist(on_the_list, severity):
    problems = table("a2", problem("防溺水宣传", "保留"), problem("点赞投票任务"))
    found = checked(problems, table("a7", listed("冰雪运动"), listed(on_the_list)), only=("JF404",))
    assert [(f.path, f.cell, f.severity) for f in found] == ([("红旗区/a7.xlsx", "B6", severity)] if severity else [])


@pytest.mark.parametrize(
    ("category", "disposition", "cells"),
    [
        ("社会事务进校园", "保留", ["C5"]),
        ("二", "优化", ["C5"]),
        ("社会事务进校园", "清理", []),
        ("其他", "保留", []),
        ("值班", "保留", []),
    ],
)
def test_jf405_kept_yet_not_on_the_whitelist(category, disposition, cells):
    rows = table("a2", problem("冰雪运动", disposition, category))
    found = checked(rows, table("a7", listed("防溺水宣传")), only=("JF405",))
    assert [(f.path, f.cell, f.severity) for f in found] == [("红旗区/a2.xlsx", cell, "warning") for cell in cells]
    assert checked(rows, table("a7", listed("冰雪运动进校园")), only=("JF405",)) == []


def test_another_campaign_has_other_words_and_another_order():
    problems = table(
        "a2", problem("点赞投票", "取消", "七"), problem("冰雪运动", "继续", "七"), problem("上街执勤", "改进", "二")
    )
    whitelist = table("a7", listed("点赞投票"))
    found = checked(problems, table("a3", nil=True), whitelist, only=("JF40",), campaign=other_campaign())
    assert [(f.code, f.attachment, f.value) for f in found] == [
        ("JF401", "a2", "点赞投票"),
        ("JF401", "a2", "上街执勤"),
        ("JF404", "a7", "点赞投票"),
        ("JF405", "a2", "冰雪运动"),
    ]
    assert "的意见建议是“取消”" in next(f.message for f in found if f.code == "JF404")


def test_a_campaign_that_does_not_say_what_its_words_mean_is_told_so():
    bare = tuple(one.model_copy(update={"role": None}) for one in shipped().categories)
    skipped = not_run(*CLEAN, only=("JF40",), campaign=campaign_with(categories=bare))
    assert [code for code, _, _ in skipped] == ["JF405"]
    assert "role: on-campus" in skipped[0][2]


def test_a_campaign_that_does_not_say_what_its_choices_mean_is_told_of_which_column():
    said = shipped().attachment("a2").model_dump()
    for column in said["columns"]:
        column["role"] = "disposition" if column["key"] == "disposition" else column["role"]
        column["choices"] = [{**choice, "meaning": None} for choice in column["choices"]]
    silent = Attachment.model_validate(said)
    attachments = tuple(silent if one.id == "a2" else one for one in shipped().attachments)
    skipped = not_run(*CLEAN, only=("JF40",), campaign=campaign_with(attachments=attachments))
    why = "附件2 的表样没有写明意见建议各选项的含义（meaning）"
    assert [(code, said) for code, _, said in skipped] == [(code, why) for code in ("JF401", "JF404", "JF405")]


def test_units_do_not_answer_for_each_other():
    found = checked(
        table("a2", problem("点赞投票任务")),
        table("a3", nil=True),
        table("a2", problem("点赞投票任务"), unit="卫滨区"),
        table("a3", mended("点赞投票任务"), unit="卫滨区"),
        only=("JF401",),
    )
    assert [(f.unit, f.cell) for f in found] == [("红旗区", "C5")]


def test_only_the_version_that_counts_is_compared():
    older = table("a3", mended("点赞投票任务"), received="2024-06-20")
    newer = table("a3", mended("上街执勤"), sheet="更正", received="2024-06-21")
    problems = table("a2", problem("点赞投票任务"))
    assert len(checked(problems, older, only=("JF401",))) == 0
    renamed = newer.__class__("红旗区/新.xlsx", "新", "xlsx", newer.outcome, newer.forms, inbox_unit="红旗区")
    assert len(checked(problems, older, renamed, only=("JF401",))) == 1


@pytest.mark.parametrize(
    ("sent", "skipped"),
    [
        (["a2"], {"JF401": "附件3", "JF402": "附件3", "JF403": "附件3", "JF404": "附件7", "JF405": "附件7"}),
        (["a3"], {"JF401": "附件2", "JF402": "附件2", "JF403": "附件2"}),
        (["a7"], {"JF404": "附件2", "JF405": "附件2"}),
        (["a2", "a3"], {"JF404": "附件7", "JF405": "附件7"}),
        (["a1"], {}),
    ],
)
def test_what_lacks_the_other_form_is_said_not_to_have_run(sent, skipped):
    files = [table(attachment, {"matter": "甲"}) for attachment in sent]
    expected = [(code, "红旗区", f"{label} 未在本次检查范围") for code, label in skipped.items()]
    assert not_run(*files, only=tuple(f"JF40{digit}" for digit in range(1, 6))) == expected


@pytest.mark.parametrize(
    ("attachment", "without", "skipped"),
    [
        ("a2", "matter", [("JF401", "附件2 没有“事项名称”一列"), ("JF402", "附件2 没有“事项名称”一列")]),
        ("a2", "disposition", [("JF401", "附件2 没有“意见建议”一列")]),
        ("a3", "matter", [("JF401", "附件3 没有“事项名称”一列"), ("JF402", "附件3 没有“事项名称”一列")]),
    ],
)
def test_a_missing_column_is_said_once_and_not_again_of_each_row(attachment, without, skipped):
    """JF101 asks for the column; what it would be compared with is no fault of the other form."""
    rows = {"a2": problem("点赞投票任务"), "a3": mended("点赞投票任务")}
    columns = tuple(
        FoundColumn.of(place, column.heading, column.key, Match.EXACT, shipped().attachment(attachment))
        for place, column in enumerate(shipped().attachment(attachment).columns, start=1)
        if column.key != without
    )
    lacking = {"body": "县教体局", **({"matter": "点赞投票任务"} if without != "matter" else {})}
    files = [
        table(one, lacking, columns=columns) if one == attachment else table(one, row) for one, row in rows.items()
    ]
    only = ("JF401", "JF402")
    assert checked(*files, only=only) == []
    assert not_run(*files, only=only) == [(code, "红旗区", why) for code, why in skipped]


TOO_MANY = MOST_CANDIDATES + 1
SAID = f"有 {TOO_MANY} 行没有与{{}}逐一比较（一个名称最多与 {MOST_CANDIDATES} 个比较）"


def crowded(count=TOO_MANY):
    """附件2, 附件3 and 附件7 of one unit, no name equal to another, all of them alike."""
    kept = [problem(name, "优化") for name in crowd("丂", count)]
    return (
        table("a2", *kept, problem("防溺水宣传")),
        table("a3", *map(mended, crowd("儀", count)), mended("防溺水宣传")),
        table("a7", *map(listed, crowd("嘀", count)), listed("冰雪运动")),
    )


def test_what_resembles_too_many_is_neither_found_nor_missed_but_said():
    every = ("JF401", "JF402", "JF403", "JF404", "JF405")
    assert checked(*crowded(), only=every) == []
    assert [(code, unit, why.partition("，")[2]) for code, unit, why in not_run(*crowded(), only=every)] == [
        ("JF401", "红旗区", SAID.format("附件3")),
        ("JF402", "红旗区", SAID.format("附件2")),
        ("JF403", "红旗区", SAID.format("附件2")),
        ("JF405", "红旗区", SAID.format("附件7")),
    ]


def test_as_many_as_the_budget_allows_are_compared():
    files = crowded(MOST_CANDIDATES - 1)
    assert not_run(*files, only=("JF401",)) == []
    assert len(checked(*files, only=("JF401",))) == MOST_CANDIDATES - 1


def test_the_cost_grows_with_the_rows_of_a_unit_not_with_their_square():
    def check(count):
        files = crowded(count)
        return lambda: checked(*files, only=("JF4",))

    assert grows_no_faster_than_rows(check, 100)

from collections import Counter
from pathlib import Path

import pytest

from jianfu_cli.core.language.completion import Completion, completion


def labelled(name):
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines]


LABELLED = labelled("completion.tsv")
# Labelled before they were first tried, and left as labelled: some are read otherwise, none dangerously.
FRESH = labelled("completion_fresh.tsv")


@pytest.mark.parametrize(
    "text",
    [
        "已完成", "完成", "已整改", "整改完成", "已整改到位", "已办结", "办结", "已销号", "已取消", "已按要求取消打卡", "√", "是",
        "100%", "完成100%", "已全部完成", "均已完成整改", "按期完成", "已于6月20日前完成", "2024年6月20日完成", "不再开展",
        "立行立改，已完成", "已完成，长期坚持", " 已完成。", "已落实", "已清退", "已全部清退", "借调人员已全部清退返岗", "已归还",
        "已退还全部资料费", "已立行立改", "已下架", "APP已停用", "已卸载", "已制止", "已调整", "已更正", "完成整改并长期坚持",
        "已合并到日常检查", "已并入年度检查", "工作群已解散并注销公众号", "已将工作群解散", "现已将打卡取消", "已清理中小学重复报表",
        "校内停用，整改完成", "不再使用该小程序", "全部清退",
        "无需整改", "不需整改", "不需要再整改", "不涉及", "我单位不涉及", "不涉及此项，无需整改",
        "已按计划完成", "已按时间节点完成整改", "整改计划已完成", "已纳入整改并完成", "已完成整改，下一步规范管理",
        "已启动整改，现已完成", "已改正",
        # of things rather than of duties: what another campaign has mended
        "已加固", "已修复并投入使用", "已维修，验收合格", "过期食品已销毁", "健康证已补办", "隐患已排除", "已疏通", "已整治", "已补齐台账",
    ],
)  # fmt: skip
def test_finished_rectifications(text):
    assert completion(text) is Completion.DONE


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "否", "未完成", "尚未完成", "暂未完成", "未按期完成", "没有完成", "正在推进", "正在整改", "推进中", "整改中",
        "持续推进", "长期坚持", "立行立改", "已启动", "已部署", "部分完成", "基本完成", "80%", "完成80%", "6月底前完成",
        "预计6月完成", "确保6月底完成", "待完成", "已完成2项，未完成1项", "已制定方案，6月底前完成",
        "复查不合格", "已整改，复查不合格", "已修复，验收未通过", "施工中", "已开工", "已进场施工", "部分灭火器已更换", "部分护栏已加固",
        "未清退", "尚未归还", "清退中", "调整中", "部分清退", "6月底前清退", "拟于暑期调整", "将于7月停用", "即将下架", "将工作群解散",
        "待调整", "已上报，待归还", "完成整改方案并持续推进", "已下发通知并着手清理",
        "计划8月完成", "计划取消", "拟按计划完成", "正按计划完成", "按计划完成", "按时间节点完成", "按照进度完成整改",
        "下一步完成", "已取消2项，下一步完成整改", "已纳入整改", "已纳入整改计划", "已经列入整改台账", "已启动整改", "已全部开展清退",
        "不涉及收费，正在整改",
    ],
)  # fmt: skip
def test_unfinished_or_doubtful_ones(text):
    assert completion(text) is not Completion.DONE


@pytest.mark.parametrize(
    ("text", "state"), [*LABELLED, *labelled("completion_brought.tsv"), *labelled("completion_in_place.tsv")]
)
def test_labelled_wordings(text, state):
    assert completion(text).value == state


def test_no_open_one_is_read_as_done_and_few_done_ones_as_open():
    """What the labels are for, should a wording ever be given up: which mistakes may never be made."""
    confusion = Counter((state, completion(text).value) for text, state in LABELLED)
    assert confusion["open", "done"] == confusion["unclear", "done"] == 0
    assert confusion["done", "open"] <= 0.02 * sum(state == "done" for _, state in LABELLED)


@pytest.mark.parametrize(
    ("choices", "state"),
    [
        ("■已完成 □未完成", "done"), ("□已完成 ■未完成", "open"), ("已完成☑ 未完成□", "done"), ("☐已完成 ☒正在推进 ☐未完成", "open"),
        ("□已完成 □未完成", "unclear"), ("☑已完成 ☑未完成", "open"), ("○已完成 ●未完成", "open"), ("☑", "done"), ("□", "unclear"),
    ],
)  # fmt: skip
def test_what_is_ticked_counts(choices, state):
    assert completion(choices).value == state


def test_a_page_of_text_is_never_taken_for_done():
    assert completion("已完成" + "。说明" * 500) is Completion.UNCLEAR


# How many of the done ones may be called unclear: terse or new wordings cost a question, never a wrong figure.
@pytest.mark.parametrize(
    ("rows", "unclear"),
    [
        (FRESH, 0.09),
        (labelled("completion_batches.tsv"), 0.2),
        (labelled("completion_wiles.tsv"), 0.15),
        (labelled("completion_offices.tsv"), 0.1),
    ],
    ids=["fresh", "batches", "wiles", "offices"],
)
def test_wordings_labelled_before_they_were_tried(rows, unclear):
    confusion = Counter((state, completion(text).value) for text, state in rows)
    done = sum(state == "done" for _, state in rows)
    assert confusion["open", "done"] == 0, [one for one in rows if one[1] == "open" and completion(one[0]) == "done"]
    assert confusion["done", "open"] <= 0.02 * done
    assert confusion["done", "unclear"] <= unclear * done
    assert confusion["unclear", "done"] <= 0.01 * len(rows)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("共5项，已完成5项", "done"), ("共5项，已完成4项", "open"), ("三项已完成两项", "open"), ("三项已完成三项", "done"),
        ("8项检查整合为1项，已执行", "done"), ("3人中2人已返校", "open"), ("3人中3人已返校", "done"),
        ("完成4/5", "open"), ("完成5/5", "done"), ("已停止，后又恢复", "open"), ("已取消，恢复正常教学", "done"),
        ("已取消，未出现反弹", "done"), ("县里取消后执行", "unclear"), ("已按要求取消", "done"), ("可以取消", "open"),
        ("[√]已完成 [ ]未完成", "done"), ("[ ]已完成 [√]未完成", "open"), ("（√）已完成 （ ）推进中", "done"),
        ("已列明清单", "unclear"), ("问题清零", "done"), ("已提交销号申请", "unclear"), ("未列入白名单的活动已停止", "done"),
        ("未到整改时限", "unclear"), ("完成0项", "open"), ("按期整改", "unclear"), ("按期完成", "done"),
    ],
)  # fmt: skip
def test_numbers_relapse_and_what_is_only_applied_for(text, state):
    assert completion(text).value == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("除两所学校外均已取消", "open"), ("除白名单事项外均已取消", "unclear"), ("已取消，改为自愿参加", "done"), ("已取消，改为按月上报", "unclear"),
        ("该检查已取消，但又以调研形式开展", "open"), ("文件已失效", "done"), ("二维码未失效", "open"), ("已发函撤回原通知", "done"),
        ("已发函征求意见", "open"), ("方案已报县委审定", "open"), ("已从年度计划中删去", "done"), ("教师全部返岗，已到校上课", "done"),
        ("大型活动已取消，小型活动照常", "open"), ("已取消，照常教学", "unclear"), ("已印发通知予以取消", "done"), ("已印发通知", "open"),
    ],
)  # fmt: skip
def test_exceptions_what_took_its_place_and_what_was_only_sent(text, state):
    assert completion(text).value == state


@pytest.mark.parametrize(
    "text",
    [
        "据称已完成", "误填为已完成", "纸面完成", "整改专班已解散", "已停止整改", "由每月一次改为每周一次", "由1张增为3张", "不再新增借调人员",
        "无需取消", "打卡任务已全部完成", "数据已报送完毕", "已由班主任承担", "问题线索已移交县纪委", "周末已取消", "已完成整改情况汇总", "12月完成整改",
    ],
)  # fmt: skip
def test_what_only_sounds_done_is_asked_about(text):
    assert completion(text) is Completion.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "由每周一次改为每月一次", "由3张减为1张", "不再开展", "无需整改", "打卡任务已取消", "报送要求已取消", "已由交警承担", "执勤改由交警负责",
        "钉钉群、微信群均已解散", "已取消，不再恢复", "彻底取消", "提前完成", "已下发文件废止原通知", "2024年6月20日完成整改",
    ],
)  # fmt: skip
def test_their_harmless_twins_are_done(text):
    assert completion(text) is Completion.DONE

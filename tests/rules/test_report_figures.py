"""JF406 on the prose that reports are written in."""

import pytest
from made.one_unit import checked, not_run, report, table

PROBLEMS = table(
    "a2",
    *[
        {"matter": f"事项{nth}", "category": "社会事务进校园" if nth < 5 else "其他", "disposition": "清理"}
        for nth in range(18)
    ],
)
MENDED = table("a3", *[{"matter": f"事项{nth}", "progress": "已完成" if nth < 15 else "正在推进"} for nth in range(18)])
LISTED = table("a7", *[{"matter": f"活动{nth}"} for nth in range(6)])


def wrong(text):
    found = checked(report(text), PROBLEMS, MENDED, LISTED, only=("JF406",))
    return [(finding.value, finding.message.rpartition("，")[2]) for finding in found]


def test_where_it_stands():
    [finding] = checked(report("共摸排问题20项。"), PROBLEMS, only=("JF406",))
    assert finding.message == "报告写“摸排问题20项”，附件2有 18 项"
    assert (finding.path, finding.attachment, finding.cell, finding.severity) == (
        "红旗区/a4.docx",
        "a4",
        None,
        "warning",
    )


@pytest.mark.parametrize(
    "text",
    [
        "共摸排问题18项，整改18项，公布白名单6项。",
        "全县共梳理出18个突出问题，其中社会事务进校园问题5个。已完成整改15项，其余3项正在整改。",
        "摸排出各类增加教师负担问题 18 项，15项已全部整改到位，整改率83%。",
        "排查教育系统问题5个、部门问题13个。",
        "形成社会事务进校园白名单6项；将6项社会事务列入白名单。",
        "发现问题18条，\n形成问题清单18条。",
        "共摸排问题十八项，已完成整改十五项。",
        "发现一项共性问题，摸排问题一百二十三项左右。",  # one may be any, beyond ninety-nine nothing is read
    ],
)
def test_reports_that_agree(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "written", "rows"),
    [
        ("摸排问题20项", "摸排问题20项", "附件2有 18 项"),
        ("全县共梳理出20个突出问题", "梳理出20个突出问题", "附件2有 18 项"),
        ("摸排出各类增加教师负担问题 20 个，逐项整改", "摸排出各类增加教师负担问题20个", "附件2有 18 项"),
        ("形成问题清单20条", "形成问题清单20条", "附件2有 18 项"),
        ("共摸排问题二十项", "摸排问题二十项", "附件2有 18 项"),
        ("摸排出问题三十二个", "摸排出问题三十二个", "附件2有 18 项"),
        ("整改十项", "整改十项", "附件3有 18 项"),
        ("共发现问题：２０项", "发现问题：２０项", "附件2有 18 项"),
        ("整改17项", "整改17项", "附件3有 18 项"),
        ("目前已完成整改17个", "整改17个", "附件3有 18 项"),
        ("17项已完成整改", "17项已完成整改", "附件3有 18 项"),
        ("整改到位17项", "整改到位17项", "附件3有 18 项"),
        ("公布县级社会事务进校园白名单事项8项", "白名单事项8项", "附件7有 6 项"),
        ("将8项社会事务纳入白名单管理", "8项社会事务纳入白名单", "附件7有 6 项"),
    ],
)
def test_reports_that_differ(text, written, rows):
    assert wrong(text) == [(written, rows)]


def test_one_wrong_figure_is_told_once_however_often_it_is_written():
    assert len(wrong("摸排问题20项。整体看，摸排问题20项，发现问题20项。")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "整改率100%", "整改率达到100%，满意度98.5%", "排查学校120所", "发现问题线索3条", "发现安全隐患30项", "制定整改措施30条",
        "下达整改通知书5份", "限期整改9项", "立即整改9项", "召开整改推进会3次", "摸排学校问题涉及12个部门", "收到群众反映问题12个",
        "督导检查发现问题9个", "2023年排查问题30项", "整改问题较去年减少12项", "白名单事项均提前1个月报审", "整改时限为3个月",
        "未列入白名单的9项一律不得进校园", "白名单由去年的12项压减到8项", "清理不在白名单的事项12项", "通过热线发现问题2个",
        "发放调查问卷3000份，收集意见建议56条", "排查7个方面的问题", "梳理问题成因3条", "形成整改清单，明确责任部门12个",
        "建立健全整改制度9项", "省级白名单3项", "白名单制度建立后清退进校园活动15项", "精简各类报表19项", "减少检查考核12项",
        "对20所学校开展2轮次排查", "坚持边查边改、立行立改", "其余9项正在整改", "围绕7个方面开展问题排查，走访教师300人次",
        "问题排查整改情况：1.加强领导", "取消存在问题的APP 12个", "新教领秘〔2024〕2号", "",
    ],
)  # fmt: skip
def test_ordinary_prose_raises_no_alarm(prose):
    assert wrong(prose) == []


def test_a_nil_return_is_compared_too():
    found = checked(report("共摸排问题20项。"), table("a2", nil=True), only=("JF406",))
    assert [finding.message for finding in found] == ["报告写“摸排问题20项”，附件2有 0 项"]


@pytest.mark.parametrize(
    ("files", "skipped"),
    [
        ([report("摸排问题20项")], [("JF406", "红旗区", "附件2、附件3、附件7 未在本次检查范围")]),
        ([report("摸排问题20项"), LISTED], []),
        ([PROBLEMS], []),
    ],
)
def test_without_any_table_it_has_not_run(files, skipped):
    assert not_run(*files, only=("JF406",)) == skipped
    assert checked(*files, only=("JF406",)) == []

"""The same published layouts as a workbook, an ods, a Word table, a page and a text table: read alike from each."""

import pytest
from made.in_formats import FORMATS, read

BLOCK = ["获嘉县社会事务进校园白名单", "填报单位：获嘉县  填报时间：2024年6月28日  本级社会事务进校园总量为2项"]
HEADINGS = ["序号", "活动名称", "实施单位", "开展时间", "实施范围", "开展形式"]
LAW = ["1", "普法", "县司法局", "全年", "全县", "讲座"]
DRUGS = ["2", "禁毒", "县公安局", "全年", "全县", "讲座"]
PROBLEMS = ["专项整治问题摸排清单", "填报单位：获嘉县  填报时间：2024年6月28日"]
KINDS = {
    "class row with an ordinal": (BLOCK, [HEADINGS, ["（一）", "安全类", "", "", "", ""], LAW, DRUGS], (), "a7", ["普法", "禁毒"]),
    "class row merged across": (BLOCK, [HEADINGS, ["一、安全类"], LAW, ["二、文艺类"], DRUGS], (1, 3), "a7", ["普法", "禁毒"]),
    "heading repeated": (BLOCK, [HEADINGS, LAW, HEADINGS, DRUGS], (), "a7", ["普法", "禁毒"]),
    "side by side": (
        BLOCK,
        [[*HEADINGS[:3], *HEADINGS[:3]], [*LAW[:3], "2", "禁毒", "县公安局"]],
        (), "a7", ["普法", "禁毒"],
    ),
    "side by side with a gap": (
        BLOCK,
        [[*HEADINGS[:3], "", *HEADINGS[:3]], [*LAW[:3], "", "2", "禁毒", "县公安局"]],
        (), "a7", ["普法", "禁毒"],
    ),
    "another name of the list": (
        ["2024年进校园活动目录公示", "填报单位：获嘉县"],
        [["序号", "事项名称", "主办部门", "活动周期", "适用范围"], LAW[:5], DRUGS[:5]],
        (), "a7", ["普法", "禁毒"],
    ),
    "category by section": (
        PROBLEMS,
        [["序号", "事项名称", "牵头实施单位", "开展时间", "意见建议"], ["（二）社会事务进校园"], [*LAW[:4], "保留"], [*DRUGS[:4], "清理"]],
        (1,), "a2", ["普法", "禁毒"],
    ),
    "own words of a ledger": (
        ["获嘉县教师减负问题整改台账", "填报单位：获嘉县"],
        [["序号", "存在问题", "责任部门", "整改举措", "整改进展"], ["1", "普法", "局", "改", "完成"], ["2", "禁毒", "局", "改", "完成"]],
        (), "a3", ["普法", "禁毒"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_published_layouts_are_read_alike_in_every_format(kind, end, tmp_path):
    lines, rows, merged, attachment, matters = KINDS[kind]
    file = read(tmp_path, FORMATS[end](lines, rows, merged), end)
    assert {(form.attachment, form.recognition.sure, form.owner.unit) for form in file.forms} == {
        (attachment, True, "获嘉县")
    }
    assert [name for form in file.forms for name in form.texts("matter")] == matters
    if kind == "category by section":
        assert file.forms[0].texts("category") == ["社会事务进校园"] * 2


OTHERS = {
    "教育系统通讯录": ["序号|单位名称|姓名|职务|办公电话|手机号码", "1|一中|某甲|校长|0373-0000001|13000000001"],
    "安全隐患整改台账": ["序号|隐患|整改措施|整改时限|责任单位|整改情况", "1|漏雨|修|6月|一中|已改"],
    "课后服务机构白名单": ["序号|机构名称|项目名称|面向对象|开展形式|备注", "1|甲|篮球|小学|社团|"],
    "六月活动安排表": ["序号|活动名称|活动时间|活动地点|参与对象|备注", "1|汇演|6月1日|剧院|学生|"],
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("title", OTHERS)
def test_another_table_is_no_form_in_any_format(title, end, tmp_path):
    file = read(tmp_path, FORMATS[end]([title], [row.split("|") for row in OTHERS[title]], ()), end, title)
    assert file.forms == ()
    if end in {"xlsx", "ods", "csv"}:
        assert [problem.code for problem in file.problems] == ["JF006"]
        assert title in file.problems[0].detail

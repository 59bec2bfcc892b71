"""What clerks type into a cell that does not say what is asked: JF219, JF220, JF222."""

import pytest
from made.forms import findings, form


def said(place, value, code):
    """What ``code`` says of one cell, as ``(severity, message)``."""
    attachment, key = place.split(".")
    return [(f.severity, f.message) for f in findings(form(attachment, rows=[{key: value}]), only=(code,))]


@pytest.mark.parametrize(
    "words",
    ["无", "略", "—", "——", "/", "见附件", "详见附件2", "见方案", "另附", "附后", "暂无", "无。", "（无）", "N/A", "123", "12.5",
     "同上", "如题", "见备注", "３", "没有", "……", "参见附表1", "（略）", "同第3行", "同序号2"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["a2.content", "a2.venue", "a7.grounds", "a3.measures", "a2.body", "a1.lead_office"])
def test_jf219_words_that_fill_a_cell_and_say_nothing(place, words):
    [(severity, message)] = said(place, words, "JF219")
    assert severity == "warning"
    assert words in message


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("a2.content", "无人机科普进校园"),
        ("a2.content", "全体师生参加，内容见附件2的第3条和活动方案"),
        ("a2.manner", "无记名问卷"),
        ("a2.scope", "3所学校"),
        ("a2.matter", "12345热线宣传"),
        ("a2.matter", "119消防宣传日"),
        ("a7.acceptance", "无"),
        ("a7.acceptance", "—"),
        ("a7.acceptance", "不验收"),
        ("a2.remark", "无"),
        ("a2.remark", "同上"),
        ("a1.wechat", "无"),
        ("a6.document_number", "无"),
        ("a3.progress", "无"),  # that is JF508
        ("a3.progress", "见附件"),
        ("a2.held", "2024"),
        ("a2.held", "7.20"),
        ("a2.held", "202407"),
        ("a2.content", ""),  # that is JF201
        ("a1.hotline", "无"),  # that is JF209
        ("a2.category", "无"),
        ("a2.seq", "12"),
    ],
)
def test_jf219_stays_silent(place, text):
    assert said(place, text, "JF219") == []


def test_jf219_a_number_under_a_time_is_none():
    assert said("a2.held", "88", "JF219") == [("warning", "“开展时间”写的是“88”，只有数字")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024年13月", "2024年13月"),
        ("十三月", "13月"),
        ("6月31日", "6月31日"),
        ("六月三十一日前", "6月31日"),
        ("4月31号", "4月31号"),
        ("2023年2月29日", "2023年2月29日"),
        ("2024.6.31", "2024.6.31"),
        ("2024-06-31", "2024-06-31"),
        ("6.31", "6.31"),
        ("0月", "0月"),
        ("2024年6月—2024年3月", "2024年6月—2024年3月"),
        ("2024年6月至3月", "2024年6月—3月"),
        ("2024.6-2024.3", "2024.6—2024.3"),
        ("7月20—15日", "7月20—15日"),
        ("2024年6月10日～6月5日", "2024年6月10日—6月5日"),
        ("2024—2023学年", "2024年—2023年"),
        ("每周三25:30", "25:30"),
        ("5月、6月31日", "6月31日"),
    ],
)
def test_jf220_no_calendar_has_such_a_time(text, words):
    [(severity, message)] = said("a7.held", text, "JF220")
    assert (severity, message.split("”")[0]) == ("warning", f"“{words}")


@pytest.mark.parametrize(
    "text",
    ["2024年12月", "6月30日", "2024年2月29日", "2月29日", "9月—次年6月", "9—6月", "2024年9月—6月", "11月至2月", "12月—1月",
     "2023年12月至2024年3月", "7月15—20日", "每年3月、9月", "24月龄儿童", "13个月", "第13周", "每13天", "2023-24学年",
     "2023—2024学年", "全年", "每学期1次", "1-2次", "8:30—11:00", "24:00", "每月15日、30日", "1.5", "2024年5月下旬至6月上旬",
     "9月1日—7月10日", "2024/25学年", "每周2次", "春季学期", ""],
)  # fmt: skip
def test_jf220_stays_silent(text):
    assert said("a7.held", text, "JF220") == []


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("1.防溺水宣传 2.消防演练", ("防溺水宣传", "消防演练")),
        ("1、防溺水宣传\n2、消防演练", ("防溺水宣传", "消防演练")),
        ("①防溺水宣传；②消防演练；③禁毒宣传", ("防溺水宣传", "消防演练；③禁毒宣传")),
        ("（1）防溺水宣传（2）消防演练", ("防溺水宣传", "消防演练")),
        ("(一)防溺水宣传(二)消防演练", ("防溺水宣传", "消防演练")),
        ("一、防溺水宣传二、消防演练", ("防溺水宣传", "消防演练")),
        ("一是填报报表，二是上传照片", ("填报报表", "上传照片")),
        ("1）迎检 2）评比", ("迎检", "评比")),
        ("1．体检；2．征文", ("体检", "征文")),
        ("１．填报报表 ２．上传照片", ("填报报表", "上传照片")),
        ("（１）迎检（２）评比", ("迎检", "评比")),
        ("安全检查：⑴消防 ⑵食品", ("消防", "食品")),
    ],
)
@pytest.mark.parametrize("place", ["a2.matter", "a3.matter", "a7.matter"])
def test_jf222_two_numbered_matters_in_one_cell(place, text, two):
    [(severity, message)] = said(place, text, "JF222")
    assert (severity, message) == ("warning", f"一格里列了不止一个事项：“{two[0]}”、“{two[1]}”")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("a2.matter", "1、2年级体检"),
        ("a2.matter", "一、二年级视力筛查"),
        ("a2.matter", "１、２年级体检"),
        ("a2.matter", "5.25心理健康日宣传"),
        ("a2.matter", "第1期、第2期培训"),
        ("a2.matter", "“1+2”家访活动"),
        ("a2.matter", "1.防溺水宣传"),
        ("a2.matter", "2024.1.2升旗仪式"),
        ("a2.matter", "一中、二中联合检查"),
        ("a2.matter", "防溺水宣传、消防演练"),
        ("a2.matter", "七、八年级禁毒教育"),
        ("a2.content", "1.集中学习 2.撰写心得"),
        ("a2.matter", ""),
    ],
)
def test_jf222_stays_silent(place, text):
    assert said(place, text, "JF222") == []

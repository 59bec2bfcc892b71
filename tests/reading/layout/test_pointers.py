"""In the place of rows: what says that there is none, that they are elsewhere or to come, or what is neither."""

import docx
import openpyxl
import pytest
from made.forms import shipped
from made.printed import PRINTED

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.nil import is_nil
from jianfu_cli.reading.layout.unfilled import is_pointer
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
TOP = ("附件2", "专项整治问题摸排清单", "填报单位：红旗区教育局    填报时间：2024年6月12日")
HEADINGS = [*PRINTED["a2"]]
ROW = ["1", "社会事务进校园", "护河宣传", "县水利局", "5月", "全县", "中小学", "讲座一次", "讲座", "清理", ""]

ELSEWHERE = [
    "问题清单另行报送", "其他内容另报", "详见附件", "扫码查看", "请扫描二维码查看", "更多见链接", "续表见下一工作表", "附件2-1", "（附清单）", "附：问题清单照片",
    "由教育局统一报送", "已由区委办汇总上报", "无法填写，见附件", "无纸质，详见链接", "见6月5日报送的清单",
    "待补报", "待审核后上报", "稍后报送", "摸排清单随后补报", "正在摸排，尽快报送", "清单正在审核", "数据还在汇总",
    "本月无变化", "无变化，同上次", "无变动", "无新增", "无新增问题", "较上次没有新的变化", "不变", "与上次一致", "同第一批", "同去年",
    "清单过长，见工作表2", "见报告正文", "参见去年清单", "截图如下", "已于6月5日报送", "已口头汇报", "待教育局汇总", "数据待核", "暂缓上报", "未统计完", "尚未摸排完毕",
    "等通知", "仍按原清单执行", "以前期报送为准", "内容同附件3", "情况同前", "维持不变",
]  # fmt: skip
NONE = [
    "无", "无此类事项", "零报告", "〇", "N/A", "none", "本单位不涉及", "我局无相关事项。", "暂无相关问题", "经自查，我单位无增加教师负担问题",
    "不涉及中小学", "未布置任务", "无增负事项", "没有发现", "此项无", "我局未开展进校园活动",
]  # fmt: skip
NEITHER = [
    "2. 另行报送", "注：本表一式两份", "请于6月14日前报送", "如有变化，将随后上报", "各单位汇总后统一报送", "专项整治问题摸排清单（附件2）", "附件2", "红旗区教育局",
    "（二）社会事务进校园", "二、待核实问题", "正在推进的事项", "以上情况属实", "变化大的事项", "无人机进校园",
    "（三）文件和会议", "待评估事项", "随机抽查", "报送安全信息", "以下为区直单位", "（此页无正文）",
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "pointer", "nil"),
    [*((t, True, False) for t in ELSEWHERE), *((t, False, True) for t in NONE), *((t, False, False) for t in NEITHER)],
)
def test_a_line_says_where_the_rows_are(line, pointer, nil):
    assert (is_pointer(line), is_nil(line)) == (pointer, nil)


def read(path):
    (file,) = read_source(Source(path.name, path), READER, GuardLimits())
    (form,) = file.forms
    return form.is_unread, form.body.nil, len(form.body.rows), len(form.body.unread)


def sheet(folder, *rows):
    book = openpyxl.Workbook()
    for line in (*([text] for text in TOP), HEADINGS, *rows):
        book.active.append(line)
    book.save(folder / "附件2.xlsx")
    return read(folder / "附件2.xlsx")


def letter(folder, *rows, after):
    document = docx.Document()
    for text in TOP:
        document.add_paragraph(text)
    table = document.add_table(len(rows) + 1, len(HEADINGS))
    for cells, values in zip(table.rows, (HEADINGS, *rows), strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    document.add_paragraph(after)
    document.save(folder / "附件2.docx")
    return read(folder / "附件2.docx")


@pytest.mark.parametrize(
    "line", ["问题清单另行报送", "请扫码查看", "摸排清单随后补报", "无变化，同上次", "附：问题清单照片"]
)
def test_beside_it_nothing_is_a_nil_return(line, tmp_path):
    assert sheet(tmp_path, [line]) == (True, False, 0, 1)
    assert letter(tmp_path, after=line) == (True, False, 0, 1)
    assert letter(tmp_path, ROW, after=line) == (False, False, 1, 1)


@pytest.mark.parametrize("line", ["我局尚未摸排完毕", "我局暂未上报", "本单位未统计完", "我局没有完成摸排"])
def test_what_is_not_done_yet_is_no_nil_return(line, tmp_path):
    assert sheet(tmp_path, [line]) == (True, False, 0, 1)


@pytest.mark.parametrize("line", ["本单位无此类事项", "N/A", "以上情况属实", "如有变化，将随后上报"])
def test_beside_these_it_is(line, tmp_path):
    assert letter(tmp_path, after=line) == (False, True, 0, 0)


@pytest.mark.parametrize(
    ("rows", "read_as"),
    [
        ([["（一）监督检查评比考核", "无"], ["（二）社会事务进校园", "无"]], (False, True, 0, 0)),
        ([["1", "监督检查评比考核", "无"], ["2", "社会事务进校园", "暂无"]], (False, True, 0, 0)),
        ([["1", "监督检查评比考核", "无"], ROW], (False, False, 1, 0)),
        ([ROW, ["2", "文件和会议", "无", "", "", "", "", "", "", "", "无"]], (False, False, 1, 0)),
        ([ROW, ["2", "文件和会议", "例会", "", "", "", "", "", "", "", "无"]], (False, False, 2, 0)),
    ],
)
def test_a_class_of_which_there_is_none_is_no_row(rows, read_as, tmp_path):
    assert sheet(tmp_path, *rows) == read_as


@pytest.mark.parametrize(
    ("total", "rows", "read_as"),
    [
        ("总量为8项", [], (True, False, 0, 1)),
        ("总量为八项", [], (True, False, 0, 1)),
        ("总量为0项", [], (False, True, 0, 0)),
        ("总量为    项", [], (False, True, 0, 0)),
        ("总量为8项", [["无"]], (False, True, 0, 0)),
        ("总量为1项", [["1", "宪法宣讲", "县司法局", "某文件", "12月", "一小", "小学", "宣讲", "讲座", "不验收"]], (False, False, 1, 0)),
    ],
)  # fmt: skip
def test_a_total_over_no_rows_is_no_nil_return(total, rows, read_as, tmp_path):
    book = openpyxl.Workbook()
    header = ["填报单位：红旗区", "", f"本级社会事务进校园{total}", "", "填报时间：2024年6月12日"]
    for line in (["附件7"], ["社会事务进校园白名单"], header, list(PRINTED["a7"]), *rows):
        book.active.append(line)
    book.save(tmp_path / "附件7.xlsx")
    assert read(tmp_path / "附件7.xlsx") == read_as

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from greys import alike, contrast
from hypothesis import given, settings
from hypothesis import strategies as st
from made.rollups import (
    AS_OF,
    campaign,
    make_file,
    make_finding,
    make_form,
    problem,
    small_files,
    small_findings,
    small_roll_up,
)
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.model import CELL_LIMIT, fits_a_cell
from jianfu_cli.writing.package.styles import MARK_COLOURS
from jianfu_cli.writing.rollup.cells import fitted
from jianfu_cli.writing.rollup.charts import DAY_LOOKS, STATE_LOOKS
from jianfu_cli.writing.rollup.look import HOT
from jianfu_cli.writing.rollup.overview_sheet import _cuts
from jianfu_cli.writing.rollup.workbook import write_workbook

SHEETS = [
    "总览",
    "附件1",
    "附件2",
    "附件3",
    "附件6",
    "附件7",
    "报送情况",
    "交叉核对",
    "重复交叉",
    "校验结果",
    "未采用",
    "来源",
]


def workbook_bytes(folder, roll_up, **options):
    target = folder / "汇总.xlsx"
    write_workbook(target, roll_up, **options)
    return target.read_bytes()


@pytest.fixture
def book(tmp_path):
    return load_workbook(BytesIO(workbook_bytes(tmp_path, small_roll_up())))


def table(sheet):
    """The data from row 3 on, as dicts by the headings of row 2."""
    headings, *rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return [dict(zip(headings, row, strict=True)) for row in rows]


def of_texts(*texts):
    """The roll-up of one form whose rows carry ``texts`` as name, in an extra column and as the file's name."""
    rows = [problem(text, 另一列=text) for text in texts]
    file = make_file(f"{texts[0]}.xlsx", make_form("a2", texts[0], rows, extra=["另一列"]))
    finding = make_finding("JF205", path=file.path, row=5, cell="J5", unit=texts[0], message=texts[0], value=texts[0])
    return roll_up([file], [finding], campaign(), AS_OF)


def test_sheets_and_their_order_are_fixed(book):
    assert book.sheetnames == SHEETS


def test_merged_tables_have_the_contracts_columns(book):
    sheet = book["附件2"]
    assert sheet["A1"].value == "附件2 专项整治问题摸排清单（汇总）"
    assert [cell.value for cell in sheet[2]] == [
        "序号", "填报单位", "问题类别", "事项名称", "牵头实施单位", "开展时间", "开展地点", "实施范围", "活动主要内容（100字以内）",
        "开展形式", "意见建议", "备注", "涉及学校数", "校验", "来源文件", "来源工作表", "来源行",
    ]  # fmt: skip
    second = table(sheet)[1]
    expected = {
        "序号": 2, "填报单位": "红旗区", "问题类别": "报表填写、调研统计", "事项名称": "碘盐食用率统计", "校验": "JF203",
        "来源文件": "红旗区/2024-07-03/附件2.xlsx", "来源工作表": "Sheet1", "来源行": 6,
    }  # fmt: skip
    assert {heading: second[heading] for heading in expected} == expected
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C3", "A2:Q7", "$2:$2")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )


def test_an_attachment_without_rows_is_an_empty_table(book):
    assert table(book["附件6"]) == []


@pytest.mark.parametrize(
    ("unit", "states"),
    [
        ("红旗区", {"附件1": "未报", "附件2": "按时", "附件3": "按时"}),
        ("卫滨区", {"附件2": "迟报1天", "附件7": "未报"}),
        ("市公安局", {"附件2": "按时", "附件4": "—"}),
    ],
)
def test_filing_sheet_says_where_each_unit_stands(book, unit, states):
    row = next(row for row in table(book["报送情况"]) if row["填报单位"] == unit)
    assert {label: row[label] for label in states} == states


def test_filing_sheet_names_nil_returns_and_scans(book):
    rows = {row["填报单位"]: row for row in table(book["报送情况"])}
    assert len(rows) == 72
    assert rows["市公安局"]["零报告"] == "附件2"
    assert (rows["红旗区"]["有扫描件"], rows["红旗区"]["已报缺扫描件"]) == ("附件2", "附件3、7")


def test_reconciliation_says_plainly_what_has_no_match(book):
    rows = {row["事项名称"]: row for row in table(book["交叉核对"])}
    assert (rows["语音打卡"]["附件3"], rows["语音打卡"]["办理进度"]) == ("有", "已完成")
    assert rows["上街执勤"]["办理进度"] == "逾期未完成"
    assert (rows["碘盐食用率统计"]["附件3"], rows["碘盐食用率统计"]["附件3来源"]) == ("未匹配", None)
    assert rows["点赞投票"]["附件2"] == "未匹配"
    assert "冰雪运动" not in rows


def test_the_other_lists(book):
    assert [row["填报单位"] for row in table(book["重复交叉"])] == ["红旗区", "红旗区"]
    listed = table(book["校验结果"])
    assert [(row["级别"], row["代码"]) for row in listed] == [
        ("错误", "JF206"), ("错误", "JF001"), ("错误", "JF601"), ("提醒", "JF602"),
    ]  # fmt: skip
    assert "提示 1 处不必处理" in str(book["校验结果"]["A1"].value)
    assert [row["附件"] for row in table(book["未采用"])] == ["附件2", "附件2", "整份文件"]
    refused = next(row for row in table(book["来源"]) if row["文件"] == "卫滨区/附件3.xlsx")
    assert (refused["处理结果"], refused["收到日期"]) == ("未能读取", None)


def texts(sheet, place):
    """The values of what a chart names: ``'总览'!$A$5:$A$9``, or several such in brackets."""
    found = []
    for run in place.strip("()").split(","):
        left, top, right, bottom = range_boundaries(run.rpartition("!")[2])
        found += [cell.value for row in sheet.iter_rows(top, bottom, left, right) for cell in row]
    return found


def test_overview_draws_native_charts(book):
    sheet = book["总览"]
    drawn = {}
    for chart in sheet._charts:
        title = "".join(run.t for run in chart.title.tx.rich.p[0].r)
        series = chart.series[0]
        places = (series.cat.strRef or series.cat.numRef).f, series.val.numRef.f
        cells = [texts(sheet, place) for place in places]
        drawn[title] = dict(zip(*cells, strict=True))
    assert list(drawn) == [
        "问题类别（项）", "整改进度（项）", "各附件报送情况（单位数）", "各单位摸排问题（项）", "意见建议（项）",
        "逐周整改进度（项）",
    ]  # fmt: skip
    assert drawn["问题类别（项）"]["报表填写、调研统计"] == 2
    assert drawn["整改进度（项）"] == {"已完成": 1, "未到期": 1, "逾期未完成": 1, "看不出是否完成": 0}
    assert drawn["各单位摸排问题（项）"] == {"红旗区": 4, "卫滨区": 1}
    assert drawn["意见建议（项）"] == {"清理": 3, "保留": 1, "优化": 1}
    for title in ("问题类别（项）", "各单位摸排问题（项）"):
        assert list(drawn[title].values()) == sorted(drawn[title].values(), reverse=True)


def overview_table(book, title):
    """The rows of the table under ``title`` that begins in column A, as ``{label: numbers}``."""
    rows = [[cell.value for cell in row] for row in book["总览"].iter_rows()]
    start = next(nth for nth, row in enumerate(rows) if row[0] and str(row[0]).endswith(title))
    found = {}
    for row in rows[start + 2 :]:
        if not isinstance(row[1], int):
            break
        found[row[0]] = [value for value in row[1:] if isinstance(value, int)]
    return found


def test_a_table_longer_than_a_page_has_its_headings_on_each(book):
    sheet = book["总览"]
    tables = [(row, str(cell.value)) for row, (cell, *_) in enumerate(sheet.iter_rows(max_col=1), start=1)]
    parts = [(row, said) for row, said in tables if "各单位报送情况（附件数）" in said]
    first, *later = [said for _, said in parts]
    assert (first, set(later)) == ("七、各单位报送情况（附件数）", {"七、各单位报送情况（附件数）（续）"})
    assert {sheet.cell(row + 1, 1).value for row, _ in parts} == {"填报单位"}
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert [row - 2 in breaks for row, _ in parts[1:]] == [True] * len(later)  # a blank row stands above


def test_no_page_of_the_overview_is_higher_than_paper_nor_a_part_of_a_table_left_alone_on_one(book):
    sheet = book["总览"]
    tops = [0, *[one.id for one in sheet.row_breaks.brk], sheet.max_row]
    high = [
        sum(sheet.row_dimensions[row].height or 15 for row in range(top + 1, end + 1)) for top, end in pairwise(tops)
    ]
    paper = 100 * (595 - 94) / sheet.page_setup.scale
    assert max(high) <= paper
    assert all(one + other > paper * 0.9 for one, other in pairwise(high))  # two would not go on one


@pytest.mark.parametrize(
    ("rows", "room", "whole", "cuts"),
    [
        (12, 12, 30, [12]),
        (40, 12, 30, [12, 40]),
        (43, 12, 30, [12, 35, 43]),  # the last never alone
        (20, 12, 30, [12, 20]),
        (70, 30, 30, [30, 60, 70]),
        (0, 30, 30, [0]),
    ],
)
def test_a_table_is_cut_where_a_page_ends(rows, room, whole, cuts):
    assert _cuts([1.0] * rows, room, whole) == cuts


def test_what_is_traced_on_the_screen_is_not_printed(book):
    headings = {sheet.title: [cell.value for cell in sheet[2]] for sheet in book.worksheets[1:]}
    last = {
        name: headings[name][range_boundaries(book[name].print_area.rpartition("!")[2])[2] - 1] for name in headings
    }
    assert (last["附件2"], last["交叉核对"], last["校验结果"]) == ("涉及学校数", "附件7", "怎么改")
    assert (last["未采用"], last["来源"]) == ("原行内容", "收到日期依据")


def test_control_totals_add_up_by_attachment_and_by_unit(book):
    by_unit = overview_table(book, "核对数（各单位）")
    total = by_unit.pop("合计")
    assert [sum(column) for column in zip(*by_unit.values(), strict=True)] == total
    files, forms, read, merged, unused, *by_attachment = total
    assert (files, forms, read, merged, unused) == (8, 7, 11, 9, 2)
    assert read == merged + unused
    assert merged == sum(by_attachment)


def target(book, cell):
    """The row that a link leads to."""
    sheet, _, place = cell.hyperlink.location.rpartition("!")
    return [one.value for one in book[sheet.strip("'")][book[sheet.strip("'")][place].row]]


def test_links_lead_from_a_finding_to_its_row_and_from_a_row_to_its_source(book):
    finding = next(row for row in book["校验结果"].iter_rows(min_row=3) if row[6].value == "H8")
    assert target(book, finding[6])[3] == "上街执勤"
    assert target(book, finding[13])[1] == "红旗区/2024-07-03/附件2.xlsx"
    merged = book["附件2"][4]
    assert target(book, merged[-1])[1] == merged[-3].value == "红旗区/2024-07-03/附件2.xlsx"
    assert merged[-1].value == 6
    matched = next(row for row in book["交叉核对"].iter_rows(min_row=3) if row[2].value == "语音打卡")
    assert target(book, matched[6])[3] == target(book, matched[7])[3] == "语音打卡"
    left = book["未采用"][3]
    assert target(book, left[5])[1] == left[3].value


def test_links_lead_to_the_sheet_on_which_a_row_goes_on(tmp_path):
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem(str(nth)) for nth in range(8)]))
    finding = make_finding("JF205", path="a.xlsx", row=12, cell="J12", attachment="a2")
    rolled = roll_up([file], [finding], campaign(), AS_OF)
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, rolled, max_rows=5)))
    cell = book["校验结果"]["G3"]
    assert cell.hyperlink.location == "'附件2 (3)'!A4"
    assert target(book, cell)[3] == "7"


def test_links_stop_at_what_a_sheet_may_hold(tmp_path):
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem(str(nth)) for nth in range(8)]))
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, roll_up([file], [], campaign(), AS_OF), max_links=3)))
    linked = [row for row in book["附件2"].iter_rows(min_row=3) if row[-1].hyperlink]
    assert len(linked) == 3
    assert [row[-1].value for row in book["附件2"].iter_rows(min_row=3)] == list(range(5, 13))


def test_sources_say_which_version_counts(book):
    used = {row["文件"]: row["采用情况"] for row in table(book["来源"])}
    assert used["红旗区/2024-07-03/附件2.xlsx"] == "采用"
    assert used["红旗区/2024-06-20/附件2.xlsx"] == "附件2：以更新的 红旗区/2024-07-03/附件2.xlsx 为准"
    assert used["红旗区/2024-07-03/附件2盖章.pdf"] is None


def test_order_of_files_does_not_change_a_byte(tmp_path):
    turned = roll_up(small_files()[::-1], small_findings()[::-1], campaign(), AS_OF, whole_roster=True)
    assert workbook_bytes(tmp_path, turned) == workbook_bytes(tmp_path, small_roll_up())


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|'/c calc'!A1",
        "http://example.cn",
        "13800000000",
        "<script>",
        "a\tb",
    ],
)
def test_text_of_a_submission_stays_text(tmp_path, text):
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, of_texts(text))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.parent.title for cell in cells} >= {"附件2", "校验结果", "报送情况"}
    assert not any(cell.hyperlink for cell in cells)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=10))
def test_no_text_makes_a_formula_or_a_broken_workbook(tmp_path_factory, one, two):
    content = workbook_bytes(tmp_path_factory.mktemp("book"), of_texts(one, two))
    with ZipFile(BytesIO(content)) as members:
        for name in members.namelist():
            tree = ET.fromstring(members.read(name))
            if "worksheets/sheet" in name:
                assert not [tag for tag in tree.iter() if tag.tag.endswith("}f")]


def test_rows_beyond_a_sheet_go_on_in_the_next(tmp_path):
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem(str(nth)) for nth in range(8)]))
    rolled = roll_up([file], [], campaign(), AS_OF)
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, rolled, max_rows=5)))
    names = ["附件2", "附件2 (2)", "附件2 (3)"]
    assert [name for name in book.sheetnames if name.startswith("附件2")] == names
    assert [row["序号"] for name in names for row in table(book[name])] == list(range(1, 9))


@pytest.mark.parametrize("sign", ["字", "𠮷"])
def test_what_no_cell_can_hold_is_cut_visibly(tmp_path, sign):
    long = sign * 40_000
    text = fitted(long)
    assert fits_a_cell(text)
    assert len(text.encode("utf-16-le")) // 2 > CELL_LIMIT - 2
    assert text.endswith("（原文共 40000 字，超出单元格容量，此处截断，全文见 merge.json）")
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem(long)]))
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, roll_up([file], [], campaign(), AS_OF))))
    assert table(book["附件2"])[0]["事项名称"] == text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only here is there a disk that is always full")
def test_a_full_disk_is_told_as_such():
    with pytest.raises(OSError, match="No space left"):
        write_workbook(Path("/dev/full"), small_roll_up())


def test_what_was_not_compared_is_said_where_it_would_stand(tmp_path):
    undecided = replace(small_roll_up().reconciled[0], rectification=None, whitelisted=None, undecided=True)
    stopped = replace(
        small_roll_up(), reconciled=(undecided,), not_compared=(NotCompared("交叉核对", "名称相近的太多"),)
    )
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, stopped)))
    [row] = table(book["交叉核对"])
    assert (row["附件3"], row["附件7"]) == ("未比较", "未比较")
    last = table(book["校验结果"])[-1]
    assert (last["级别"], last["问题"]) == ("未比较", "交叉核对：名称相近的太多")


def test_how_far_a_rectification_has_come_stands_beside_it(book):
    assert [cell.value for cell in book["附件3"][2]][-5:] == ["办理进度", "校验", "来源文件", "来源工作表", "来源行"]
    assert [row["办理进度"] for row in table(book["附件3"])] == ["已完成", "逾期未完成", "未到期"]


def test_a_faulty_cell_has_the_colour_of_the_returned_copy(tmp_path):
    column = "活动主要内容（100字以内）"
    places = {"path": "a.xlsx", "unit": "红旗区", "attachment": "a2"}
    findings = [
        make_finding("JF206", row=5, column=column, **places),
        make_finding("JF219", "warning", row=6, column=column, **places),
        make_finding("JF203", "info", row=7, column=column, **places),
    ]
    rows = [problem(str(nth), content="内容") for nth in range(3)]
    made = roll_up([make_file("a.xlsx", make_form("a2", "红旗区", rows))], findings, campaign(), AS_OF)
    sheet = load_workbook(BytesIO(workbook_bytes(tmp_path, made)))["附件2"]
    at = [cell.value for cell in sheet[2]].index(column)
    error, warning, info = (sheet[row][at] for row in (3, 4, 5))
    assert error.fill.start_color.rgb == f"FF{MARK_COLOURS[Severity.ERROR]:06X}"
    assert warning.fill.start_color.rgb == f"FF{MARK_COLOURS[Severity.WARNING]:06X}"
    assert (error.font.bold, warning.font.italic) == (True, True)  # black and white shows no colour
    assert info.fill.fill_type is None
    assert sheet[3][at - 1].fill.fill_type is None


def test_links_lead_from_the_overview_to_each_sheet_and_back(book):
    overview = book["总览"]
    led = {
        cell.hyperlink.location.partition("!")[0].strip("'")
        for row in overview.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert led == set(SHEETS[1:])
    for sheet in book.worksheets[1:]:
        back = [cell.hyperlink.location for cell in sheet[1] if cell.hyperlink]
        assert (sheet.title, back) == (sheet.title, ["'总览'!A1"])
        assert sheet.max_column == len([cell for cell in sheet[2] if cell.value])


def test_the_overview_answers_first_and_says_the_figures_of_the_summary(book):
    said = {row[0].value: row[1].value for row in book["总览"].iter_rows(max_row=10) if len(row) > 1 and row[1].value}
    assert said["! 逾期"] == "逾期未完成1项：红旗区1项。"
    assert said["整改"].startswith("整改事项3项，已完成1项，完成率33.3%")


def test_numbers_are_toned_and_barred_by_conditional_formats(book):
    rules = {rule.type for ranges in book["总览"].conditional_formatting for rule in ranges.rules}
    assert rules == {"colorScale", "dataBar"}


def test_sheets_are_told_apart_by_their_tabs(book):
    assert all(sheet.sheet_properties.tabColor for sheet in book.worksheets)


def test_what_is_not_printed_makes_no_row_higher(tmp_path):
    made = roll_up([make_file(f"{'长' * 60}.xlsx", make_form("a2", "红旗区", [problem("甲")]))], [], campaign(), AS_OF)
    book = load_workbook(BytesIO(workbook_bytes(tmp_path, made)))
    assert book["附件2"].row_dimensions[3].height == 18
    assert book["附件2"].sheet_format.defaultRowHeight == 18


def test_no_word_of_the_program_is_english(book):
    ours = re.compile(r"[A-Za-z]{4,}")
    known = re.compile(r"Sheet1|xlsx|SHA-256|sha-|validate|JSON|PDF|pdf|picture", re.IGNORECASE)
    words = {
        found
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str)
        for found in ours.findall(known.sub("", value))
    }
    assert words == set()


def test_parts_of_a_chart_are_told_apart_in_grey():
    assert alike({state: (look.tone, look.pattern) for state, look in STATE_LOOKS.items()}) == []
    assert len({look.dash for look in DAY_LOOKS.values()}) == len(DAY_LOOKS)
    assert contrast(HOT, "#000000") >= 4.5

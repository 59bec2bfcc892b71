"""A form printed on several pages, its title, header block and headings on each: one form with one count of rows."""

import io
from datetime import date

import openpyxl
import pytest
from docx import Document
from made.forms import shipped

from jianfu_cli.workflows.inspect import inspect

COLUMNS = shipped().attachment("a7").columns
NAMES = ("航天知识讲座", "消防演练", "法治宣讲", "禁毒宣传", "防溺水讲座", "心理讲座")
TITLE, UNIT, DAY = "社会事务进校园白名单", "填报单位（盖章）：红旗区", "填报时间：2024年6月12日"
WHO, TOTAL = "填报人员及电话：张某 0373-3050001", "本级社会事务进校园总量为6项"
HEAD = [TITLE, UNIT, DAY, WHO, TOTAL]
OF_PAGES = {"JF110", "JF113", "JF114", "JF301", "JF303", "JF501"}


def row(number):
    told = {"seq": number, "matter": NAMES[number - 1], "body": "红旗区教育体育局", "held": "2024年9月", "remark": ""}
    return [told.get(column.key, "全区初中") for column in COLUMNS]


def page(above, *numbers):
    return [*([line] for line in above), [column.full_heading for column in COLUMNS], *map(row, numbers)]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        made = book.create_sheet(f"Sheet{number}")
        for cells in sheet:
            made.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def word(*pages):
    document = Document()
    for above, *numbers in pages:
        for line in above:
            document.add_paragraph(line)
        table = document.add_table(0, len(COLUMNS))
        for cells in page((), *numbers):
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = str(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(folder, data, name="附件7.xlsx"):
    """The forms of one file: their units, which go on, how many rows; and the codes said of pages."""
    place = folder / "红旗区"
    place.mkdir(parents=True)
    (place / name).write_bytes(data)
    found = inspect([place], shipped(), date(2024, 7, 4))
    forms = [form for file in found.files for form in file.forms]
    told = {finding.code for finding in found.findings} & OF_PAGES
    return [(form.owner.unit, form.place.continues, len(form.body.rows)) for form in forms], told


@pytest.mark.parametrize(
    "above",
    [
        HEAD, HEAD[:4], HEAD[1:4], [UNIT], [DAY], [UNIT, DAY], [TITLE, UNIT], [f"{TITLE}（续）", UNIT],
        ["第2页 共2页", TITLE, UNIT, DAY], [TITLE, "", UNIT, WHO], [f"{UNIT} {DAY} {WHO}"],
    ],
)  # fmt: skip
def test_a_page_that_repeats_its_header_block_goes_on(tmp_path, above):
    sheet = [*page(HEAD, 1, 2, 3), *page(above, 4, 5, 6)]
    one = [("红旗区", False, 3), ("红旗区", True, 3)]
    assert read(tmp_path / "one", workbook(sheet)) == (one, set())
    assert read(tmp_path / "three", workbook([*page(HEAD, 1, 2), *page(above, 3, 4), *page(above, 5, 6)])) == (
        [("红旗区", False, 2), ("红旗区", True, 2), ("红旗区", True, 2)],
        set(),
    )
    assert read(tmp_path / "sheets", workbook(page(HEAD, 1, 2, 3), page(above, 4, 5, 6))) == (one, set())


@pytest.mark.parametrize("above", [HEAD[:4], [UNIT, DAY], [TITLE, UNIT]])
def test_in_word_too(tmp_path, above):
    forms, told = read(tmp_path, word((HEAD, 1, 2, 3), (above, 4, 5, 6)), "附件7.docx")
    assert (sum(rows for _, _, rows in forms), told) == (6, set())


def test_what_stands_on_the_last_page_alone_is_said_of_the_whole(tmp_path):
    sheet = [*page([TITLE, UNIT], 1, 2, 3), *page([TITLE, UNIT, DAY, WHO, TOTAL], 4, 5, 6)]
    assert read(tmp_path, workbook(sheet)) == ([("红旗区", False, 3), ("红旗区", True, 3)], set())


def test_a_count_that_is_wrong_over_all_pages_is_said_once(tmp_path):
    sheet = [*page(HEAD, 1, 2, 3), *page(HEAD, 4, 5)]
    assert read(tmp_path, workbook(sheet))[1] == {"JF303"}


@pytest.mark.parametrize(
    "above",
    [
        [TITLE, UNIT.replace("红旗区", "牧野区"), DAY, WHO, TOTAL],
        [TITLE, UNIT, DAY.replace("12", "11"), WHO],
        [TITLE, UNIT, DAY, WHO, TOTAL.replace("6", "3")],
    ],
)
def test_another_header_block_begins_another_form(tmp_path, above):
    forms, _ = read(tmp_path, workbook([*page(HEAD, 1, 2, 3), *page(above, 4, 5, 6)]))
    assert [continues for _, continues, _ in forms] == [False, False]


def test_lists_that_count_anew_under_whole_header_blocks_are_two(tmp_path):
    forms, _ = read(tmp_path, workbook([*page(HEAD[:4], 1, 2, 3), *page(HEAD[:4], 1, 2, 3)]))
    assert [continues for _, continues, _ in forms] == [False, False]


def test_the_header_block_on_one_sheet_and_the_rows_on_the_next(tmp_path):
    assert read(tmp_path, workbook(page(HEAD), page((), 1, 2, 3, 4, 5, 6))) == (
        [("红旗区", False, 0), ("红旗区", True, 6)],
        set(),
    )


@pytest.mark.parametrize("first", [[*page(HEAD), ["无"]], page(())])
def test_a_sheet_that_says_there_is_nothing_or_no_word_is_no_first_page(tmp_path, first):
    forms, _ = read(tmp_path, workbook(first, page((UNIT, DAY), 1, 2)))
    assert [continues for _, continues, _ in forms] == [False, False]

"""A workbook is read the same whatever its parts are called and however its XML is written."""

import io
import re

import openpyxl
import pytest
from made.forms import shipped
from made.packages import package, unpacked
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
COLUMNS = shipped().attachment("a2").columns
CHOICE = next(number for number, column in enumerate(COLUMNS, start=1) if column.key == "disposition")
FIRST = 5
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def workbook(choices=("清理", "保留", "优化")):
    """附件2 with a row for each of ``choices``."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in ("附件2", "专项整治问题摸排清单", "填报单位（盖章）：红旗区 填报时间：2024年6月12日"):
        sheet.append([line])
    sheet.append([column.full_heading for column in COLUMNS])
    for number, choice in enumerate(choices, start=1):
        sheet.append([number, *(f"{column.key}{number}" for column in COLUMNS[1:])])
        sheet.cell(FIRST + number - 1, CHOICE, choice)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def telling():
    """One with an error, a formula without its value, a percentage and a hidden row."""
    book = workbook()
    sheet = book.active
    sheet.cell(FIRST, CHOICE + 1, "#N/A").data_type = "e"
    sheet.cell(FIRST + 1, CHOICE + 1, "=A1")
    sheet.cell(FIRST + 2, CHOICE + 1, 0.5).number_format = "0%"
    sheet.row_dimensions[FIRST + 2].hidden = True
    return saved(book)


def read(tmp_path, data, name="附件2.xlsx"):
    (tmp_path / name).write_bytes(data)
    (file,) = read_source(Source(name, tmp_path / name), READER, GuardLimits())
    assert not file.problems, file.problems
    (form,) = file.forms
    return form


def facts(form):
    return (
        form.body.rows,
        form.body.hidden_rows,
        [c.number for c in form.body.hidden_columns],
        form.body.formulas,
        form.body.broken_cells,
    )


def with_sheet(change):
    parts = unpacked(telling())
    parts[SHEET] = change(parts[SHEET].decode()).encode()
    return package(parts)


def renamed(names, targets=()):
    """The workbook with parts of other names, and the relations that say so."""
    parts = {names.get(name, name): content for name, content in unpacked(telling()).items()}
    for name in [name for name in parts if name.endswith(".rels") or name == "[Content_Types].xml"]:
        parts[name] = re.sub(rb'Target="(?=styles|sharedStrings|theme)', b'Target="/xl/', parts[name])
        for old, new in targets:
            parts[name] = parts[name].replace(old.encode(), new.encode())
    return package(parts)


RELS = "xl/_rels/workbook.xml.rels"


@pytest.mark.parametrize(
    ("names", "targets"),
    [
        ({BOOK: "xl/workbook2.xml", RELS: "xl/_rels/workbook2.xml.rels"}, [("xl/workbook.xml", "xl/workbook2.xml")]),
        ({BOOK: "xl/Workbook.xml", RELS: "xl/_rels/Workbook.xml.rels"}, [("xl/workbook.xml", "xl/Workbook.xml")]),
        ({BOOK: "book/main.xml", RELS: "book/_rels/main.xml.rels"}, [("xl/workbook.xml", "book/main.xml")]),
        ({BOOK: "main.xml", RELS: "_rels/main.xml.rels"}, [("xl/workbook.xml", "main.xml")]),
        ({BOOK: "workbook.xml", RELS: "_rels/workbook.xml.rels"}, [("xl/workbook.xml", "workbook.xml")]),
        ({"xl/styles.xml": "xl/looks.xml"}, [("xl/styles.xml", "xl/looks.xml")]),
        ({"xl/sharedStrings.xml": "words/all.xml"}, [("xl/sharedStrings.xml", "words/all.xml")]),
        ({SHEET: "pages/one.xml"}, [("xl/worksheets/sheet1.xml", "pages/one.xml")]),
        ({SHEET: "xl/worksheets/Sheet1.XML"}, []),
        ({}, [('"/xl/worksheets/sheet1.xml"', '"worksheets\\\\sheet1.xml"')]),
        (
            {},
            [
                ('"/xl/styles.xml"', '"styles.xml"'),
                ('"/xl/worksheets/sheet1.xml"', '"worksheets/../worksheets/sheet1.xml"'),
            ],
        ),
    ],
)
def test_the_parts_are_found_by_their_relations(tmp_path, names, targets):
    assert facts(read(tmp_path, renamed(names, targets))) == facts(read(tmp_path, telling()))


def without_numbers(sheet):
    return re.sub(r'<c r="[A-Z]+\d+"', "<c", re.sub(r'<row r="\d+"', "<row", sheet))


DRESSES = {
    "small letters": lambda sheet: re.sub(r'(?<=<c r=")[A-Z]+', lambda found: found[0].lower(), sheet),
    "small letters after capitals": lambda sheet: sheet.replace('<c r="K', '<c r="k').replace('<c r="J', '<c r="j'),
    "fixed places": lambda sheet: re.sub(r'<c r="([A-Z]+)(\d+)"', r'<c r="$\1$\2"', sheet),
    "single quotes": lambda sheet: sheet.replace('"', "'"),
    "single quotes in cells": lambda sheet: re.sub(r'<c r="(\w+)"', r"<c r='\1'", sheet),
    "blanks round the sign": lambda sheet: sheet.replace('="', ' = "'),
    "a blank behind the sign": lambda sheet: sheet.replace('r="', 'r= "'),
    "lines within tags": lambda sheet: sheet.replace('<c r="', '<c\n  r="').replace('<row r="', '<row\n\tr="'),
    "another order": lambda sheet: re.sub(r'<c (r="\w+") (t="\w+")', r"<c \2 \1", sheet),
    "no numbers": without_numbers,
    "prefixes": lambda sheet: re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x="),
    "prefixes and single quotes": lambda sheet: (
        re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=").replace('"', "'")
    ),
    "comments": lambda sheet: sheet.replace("<c ", "<!-- '= --><c ").replace("<row", "<!-- x --><row"),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_the_dress_of_a_sheet_says_nothing(tmp_path, dress):
    worn = with_sheet(DRESSES[dress])
    assert worn != telling()
    assert facts(read(tmp_path, worn)) == facts(read(tmp_path, telling()))


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ('<row r="6"', '<row r="6" ht="0" customHeight="1"', (6, 7)),
        ('<row r="6"', '<row r="6" ht="0.00"', (6, 7)),
        ('<row r="6"', "<row r='6' hidden='1'", (6, 7)),
        ('<row r="6"', '<row r="6" hidden="true"', (6, 7)),
        ('<row r="6"', '<row hidden="1"', (6, 7)),
        ('<row r="6"', '<row r="6" ht="0.75"', (7,)),
        ('<row r="6"', '<row r="6" hidden="0"', (7,)),
        ("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ', (5, 6, 7)),
        ("<sheetFormatPr ", "<sheetFormatPr zeroHeight='true' ", (5, 6, 7)),
        ("<sheetFormatPr ", '<sheetFormatPr zeroHeight="0" ', (7,)),
    ],
)
def test_rows_nobody_sees(tmp_path, old, new, rows):
    assert read(tmp_path, with_sheet(lambda sheet: sheet.replace(old, new))).body.hidden_rows == rows


def test_a_row_with_a_height_is_seen_where_the_others_are_not(tmp_path):
    def dressed(sheet):
        return sheet.replace("<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" ').replace(
            '<row r="6"', '<row r="6" ht="24" customHeight="1"'
        )

    assert read(tmp_path, with_sheet(dressed)).body.hidden_rows == (5, 7)


@pytest.mark.parametrize(
    ("columns", "hidden"),
    [
        ('<cols><col min="2" max="3" width="0" customWidth="1"/></cols>', [2, 3]),
        ("<cols><col min='2' max='3' hidden='1' width='9'/></cols>", [2, 3]),
        ('<cols><col min="2" max="2" width="0.71"/></cols>', []),
        ('<cols><col min="1" max="9" width="9"/></cols>', []),
    ],
)
def test_columns_nobody_sees(tmp_path, columns, hidden):
    form = read(tmp_path, with_sheet(lambda sheet: sheet.replace("<sheetData>", f"{columns}<sheetData>")))
    assert [column.number for column in form.body.hidden_columns] == hidden


def test_columns_of_no_width_unless_they_say_so(tmp_path):
    def dressed(sheet):
        plain = re.sub(r"<cols>.*?</cols>", "", sheet).replace("<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0" ')
        return plain.replace("<sheetData>", '<cols><col min="1" max="9" width="9"/></cols><sheetData>')

    assert [column.number for column in read(tmp_path, with_sheet(dressed)).body.hidden_columns] == [10, 11]


WINGDINGS = Font(name="Wingdings", charset=2)
MIXED = CellRichText(
    TextBlock(InlineFont(rFont="Wingdings 2"), "R"), "清理 ", TextBlock(InlineFont(rFont="Wingdings 2"), "£"), "保留"
)


@pytest.fixture(scope="module")
def signed():
    book = workbook(("þ清理 o保留", MIXED, "保留"))
    book.active.cell(FIRST, CHOICE).font = WINGDINGS
    book.active.cell(FIRST + 2, CHOICE + 1, 1).font = WINGDINGS
    book.active.cell(FIRST + 2, CHOICE + 1).number_format = '"þ";;"o"'
    return saved(book)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_fonts_of_signs(tmp_path, signed, kind, office_convert):
    (tmp_path / "附件2.xlsx").write_bytes(signed)
    if kind != "xlsx":
        signed = office_convert(tmp_path / "附件2.xlsx", kind, tmp_path).read_bytes()
    form = read(tmp_path, signed, f"附件2.{kind}")
    assert form.texts("disposition") == ["☑清理 □保留", "☑清理 □保留", "保留"]
    assert form.texts("remark")[2] == "☑"


def changed_ods(signed, tmp_path, office_convert, change):
    (tmp_path / "附件2.xlsx").write_bytes(signed)
    parts = unpacked(office_convert(tmp_path / "附件2.xlsx", "ods", tmp_path).read_bytes())
    parts["content.xml"] = change(parts["content.xml"].decode()).encode()
    return package(parts)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: re.sub(r"><(?=/?(?:table|office|style):)", ">\n    <", content),
        lambda content: content.replace("><text:p>", ">\n\t<text:p>").replace("</text:p><", "</text:p>\r\n<"),
    ],
)
def test_a_pretty_printed_ods(tmp_path, signed, office_convert, change):
    plain = changed_ods(signed, tmp_path, office_convert, str)
    pretty = changed_ods(signed, tmp_path, office_convert, change)
    assert pretty != plain
    assert facts(read(tmp_path, pretty, "附件2.ods")) == facts(read(tmp_path, plain, "附件2.ods"))


@pytest.mark.parametrize("written", ["\x01", "&#1;"])
def test_a_control_character_in_an_ods_is_said(tmp_path, signed, office_convert, written):
    data = changed_ods(signed, tmp_path, office_convert, lambda text: text.replace("matter1", f"mat{written}ter1"))
    assert read(tmp_path, data, "附件2.ods").texts("matter")[0] == "matter1"


def test_rows_and_columns_of_no_size_in_an_ods(tmp_path, signed, office_convert):
    def squeezed(content):
        return re.sub(r'(row-height|column-width)="[^"]*"', r'\1="0cm"', content)

    form = read(tmp_path, changed_ods(signed, tmp_path, office_convert, squeezed), "附件2.ods")
    assert form.body.hidden_rows == (5, 6, 7)
    assert len(form.body.hidden_columns) == len(COLUMNS)

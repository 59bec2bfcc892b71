"""Makes xlsb workbooks record by record (MS-XLSB), as no free library does: texts, numbers, dates, merges, errors, formulas."""

import struct
from datetime import date

from made.packages import package

ROW, RK, ERROR, REAL, INLINE, SHARED, FORMULA_TEXT, FORMULA_NUMBER, FORMULA_ERROR = 0, 2, 3, 5, 6, 7, 8, 9, 11
_TEXT_ITEM, _COLUMN = 19, 60
_SHEET, _BOOK, _SHEETS, _DATA, _SIZE, _SHEET_NAME = (129, 130), (131, 132), (143, 144), (145, 146), 148, 156
_TEXTS, _MERGE, _MERGES, _COLUMNS = (159, 160), 176, (177, 178), (390, 391)
_STYLES, _FORMATS, _FORMAT, _STYLE_LIST, _STYLE = (278, 279), (615, 616), 44, (617, 618), 47
_DAY = 1  # the style of dates
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def record(kind, data=b""):
    """A record: its number in one or two bytes, its length in as many as it takes, seven bits each."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while length > 0x7F:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + data


def wide(text):
    encoded = text.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(encoded) // 2) + encoded


def within(pair, data):
    return record(pair[0], data[0] if isinstance(data, tuple) else b"") + (
        data[1] if isinstance(data, tuple) else data
    ) + record(pair[1])  # fmt: skip


def cell(kind, column, value, style=0):
    return record(kind, struct.pack("<II", column - 1, style) + value)


def row(number, cells=b"", *, hidden=False):
    return record(ROW, struct.pack("<IIHBBBI", number - 1, 0, 300, 0, 0x10 * hidden, 0, 0)) + cells


def formula(kind, column, value):
    """A formula (1+1) with its stored value."""
    return cell(kind, column, value + struct.pack("<HI", 0, 7) + b"\x1e\x01\x00\x1e\x01\x00\x03" + struct.pack("<I", 0))


def sheet(rows, *, merges=(), columns=b"", after=b""):
    """A worksheet of ``rows``, merged ``(top, left, bottom, right)``, from 1; ``after`` are records behind them."""
    ranges = (
        record(_MERGE, struct.pack("<4I", top - 1, bottom - 1, left - 1, right - 1))
        for top, left, bottom, right in merges
    )
    size = record(_SIZE, struct.pack("<4I", 0, 99, 0, 25))
    merged = within(_MERGES, (struct.pack("<I", len(merges)), b"".join(ranges))) if merges else b""
    return within(_SHEET, size + (within(_COLUMNS, columns) if columns else b"") + within(_DATA, rows) + merged + after)


def column(first, last, *, hidden=False):
    return record(_COLUMN, struct.pack("<4IH", first - 1, last - 1, 2560, 0, int(hidden)))


def book(sheets, texts=(), formats=("yyyy/m/d",)):
    """Pack worksheets (name → records) with their shared texts; style N shows a cell in the Nth of ``formats``."""
    numbers = range(1, len(sheets) + 1)
    names = b"".join(
        record(_SHEET_NAME, struct.pack("<II", 0, number) + wide(f"rId{number}") + wide(name))
        for number, name in zip(numbers, sheets, strict=True)
    )
    items = b"".join(record(_TEXT_ITEM, b"\0" + wide(text)) for text in texts)
    links = "".join(_link(number, "worksheet", f"worksheets/sheet{number}.bin") for number in numbers)
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="bin" ContentType='
            '"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": within(_BOOK, within(_SHEETS, names)),
            "xl/_rels/workbook.bin.rels": _links(
                links + _link(98, "sharedStrings", "sharedStrings.bin") + _link(99, "styles", "styles.bin")
            ),
            "xl/sharedStrings.bin": within(_TEXTS, (struct.pack("<II", len(texts), len(texts)), items)),
            "xl/styles.bin": _styles(formats),
            **{
                f"xl/worksheets/sheet{number}.bin": content
                for number, content in zip(numbers, sheets.values(), strict=True)
            },
        }
    )


def _styles(codes):
    """Ways to show a cell: as it is, and in each of the formats."""
    numbers = range(176, 176 + len(codes))
    shown = (
        record(_FORMAT, struct.pack("<H", number) + wide(code)) for number, code in zip(numbers, codes, strict=True)
    )
    formats = within(_FORMATS, (struct.pack("<I", len(codes)), b"".join(shown)))
    looks = b"".join(record(_STYLE, struct.pack("<HHHHHBBHH", 0, one, 0, 0, 0, 0, 0, 0, 0)) for one in (0, *numbers))
    return within(_STYLES, formats + within(_STYLE_LIST, (struct.pack("<I", len(codes) + 1), looks)))


def _link(number, kind, target):
    return f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'


def _links(links):
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def binary(sheets):
    """Write sheets of the makers as xlsb: every other text shared, the others in their cells."""
    texts: list[str] = []
    written = {}
    for one in sheets:
        rows = b""
        for number in sorted({row for row, _ in one.cells}):
            places = sorted((column, value) for (row, column), value in one.cells.items() if row == number)
            rows += row(number, b"".join(_valued(column, value, texts) for column, value in places))
        written[one.name] = sheet(rows, merges=one.merges)
    return book(written, texts)


def _valued(column, value, texts):
    if isinstance(value, date):
        return cell(REAL, column, struct.pack("<d", (value - date(1899, 12, 30)).days), _DAY)
    if isinstance(value, int | float):
        return cell(REAL, column, struct.pack("<d", value))
    if len(value) % 2:
        return cell(INLINE, column, wide(value))
    texts.append(value)
    return cell(SHARED, column, struct.pack("<I", len(texts) - 1))

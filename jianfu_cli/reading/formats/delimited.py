"""Texts with a delimiter (csv, tsv) to grids: encoding and delimiter by evidence, rows as a spreadsheet counts them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.encoding import beginning, encoding_of
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RESAVE, RefusedError, unsafe

# What a sheet of Excel holds at most; what goes beyond is no form.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_DELIMITERS = ",\t;|"
# Columns set apart by eye: two blanks, a wide one or a tab, whatever their number.
ALIGNED = "  "
_GAP = pattern_of("[ \u3000]*\t[ \t\u3000]*|[ \u3000]{2,}|\u3000+")
_RULE = pattern_of(":?-{2,}:?")  # under the headings of a table drawn with bars
_SAMPLED_ROWS = 200
_LONGEST_LINE = 4 << 20
_LONGEST_FIELD = 16 << 20
_FEWEST_CELLS, _FEWEST_ALIGNED = 6, 12
# Excel takes the first line "sep=;" as an instruction and does not show it.
_INSTRUCTION = pattern_of(r"sep=(.)\r?\n?")
# Web systems write ="0373" so that Excel keeps the zero: it shows 0373.
_SHIELDED = pattern_of(r'="([^"]*)"')


def delimiter_of(text: str) -> str | None:
    """Return the delimiter that cuts ``text`` into the most cells of even rows; None where it is no table."""
    cells, delimiter = max(((_even_cells(text, each), each) for each in _DELIMITERS), key=lambda pair: pair[0])
    if "  " in text or "\u3000" in text:
        aligned = _most_even(map(_apart, islice(text.splitlines(), _SAMPLED_ROWS)))
        # Blanks stand around other delimiters too, and in letters and notes.
        if aligned > max(cells, _FEWEST_ALIGNED - 1):
            return ALIGNED
    return delimiter if cells >= _FEWEST_CELLS else None


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the one table of a text with delimiters; it has no sheet name. All values are text.

    A quoted line break stays within its row, a blank line is a row (RFC 4180, and as Excel counts).

    Raises:
        RefusedError: JF001 in no known encoding or a quote is not closed, JF003 over the limits of a sheet.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    codec = encoding_of(data)
    with io.TextIOWrapper(io.BytesIO(data), encoding=codec, newline="") as stream:
        instruction = _INSTRUCTION.fullmatch(stream.readline(len("sep=;\r\n")))
        if instruction is None:
            stream.seek(0)
        delimiter = instruction[1] if instruction else delimiter_of(beginning(data) or "") or ","
        rows = list(_rows(_lines(stream), delimiter, limits))
    while rows and not rows[-1]:
        rows.pop()
    return (Grid("", rows),)


def _even_cells(text: str, delimiter: str) -> int:
    """Count the cells of the rows that share the commonest width over two."""
    try:
        sample = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLED_ROWS))
    except csv.Error:
        return 0
    return _most_even(sample)


def _most_even(rows: Iterable[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows if len(row) > 2)  # noqa: PLR2004 -- two cells are a sentence with a comma
    return max((width * count for width, count in widths.items()), default=0)


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise unsafe("有一行长得反常，不是正常的表格")
        yield line


def _apart(line: str) -> list[str]:
    return _GAP.split(line.strip(" \t\u3000\r\n"))


def _cut(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    if delimiter == ALIGNED:
        return map(_apart, lines)
    rows: Iterator[list[str]] = csv.reader(lines, delimiter=delimiter, strict=True)
    return map(_unruled, rows) if delimiter == "|" else rows


def _unruled(row: list[str]) -> list[str]:
    """A row of a table drawn with bars; the rule under its headings is an empty one."""
    cells = [cell.strip() for cell in row]
    said = list(filter(None, cells))
    return [] if said and all(map(_RULE.fullmatch, said)) else cells


def _rows(lines: Iterator[str], delimiter: str, limits: GuardLimits) -> Iterator[list[str]]:
    reader = _cut(lines, delimiter)
    cells = number = 0
    try:
        for number, row in enumerate(reader, start=1):
            cells += len(row)
            if number > MOST_ROWS or len(row) > MOST_COLUMNS or cells > limits.area:
                raise unsafe(f"第 {number} 行超出一张工作表的大小，无法按表读取")
            yield _trimmed(row)
    except csv.Error as error:
        if "field limit" in str(error):
            raise unsafe("有一格长得反常，不是正常的表格") from error
        hint = "用记事本打开，把这一行起的引号补成一对；或从原来的表格" + RESAVE.removeprefix("用 Excel 或 WPS 打开后")
        raise RefusedError("JF001", f"第 {number + 1} 行起引号不成对，分不清各格的内容", hint) from error


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return [match[1] if cell.startswith("=") and (match := _SHIELDED.fullmatch(cell)) else cell for cell in row]

"""What is fuzzed: every reader by the product's own way in, and every parser of values.

A find is an exception that is no refusal, a file that takes too long or too much, or a text that one cell may hold
and that a parser labours over.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import mutators
from containers import ole, xls
from hostile_files import CASES as HOSTILE
from made import outlook_files
from made.binary_workbook import FORMULA_ERROR, FORMULA_TEXT, binary, book, column, formula, row, sheet, wide
from made.forms import shipped
from made.packages import package, with_openpyxl
from made.word_files import p, tbl, tc, tr, word
from makers.filled import Filled
from makers.layouts import LAYOUTS, Shape
from ooxml import HEADINGS, ROW
from others import page

from jianfu_cli.core.language.completion import completion
from jianfu_cli.core.language.contacts import read_phones
from jianfu_cli.core.language.dates import dates_within, read_date
from jianfu_cli.core.language.document_numbers import is_document_number, suggest_document_number
from jianfu_cli.core.language.duration import longest_stay
from jianfu_cli.core.language.text import clean, key, word_count
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import likeness
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.report import Report
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.header import read_header
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.reports.findings import as_csv, as_json
from jianfu_cli.reports.text import as_text
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

AS_OF = date(2024, 6, 20)
# A sheet as large as the guard lets through takes seconds; what passes by it is found with less.
LIMITS = GuardLimits(area=500_000, merged_area=100_000)
LARGEST_SEED = 20_000
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-file-"))
Mutate = Callable[[bytes, Any, mutators.Bytes], bytes]


@dataclass(frozen=True)
class Target:
    """``check`` takes the fuzzer's bytes and raises where they are a find."""

    check: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    mutate: Mutate


@cache
def checked() -> tuple[Reader, Checker]:
    """What reads and checks, made once."""
    return Reader.of(shipped()), Checker(RULES, Context(shipped(), AS_OF))


def read(name: str, data: bytes) -> None:
    """Read and check a file as ``validate`` does, and write the reports of it."""
    reader, checker = checked()
    path = FOLDER / name
    path.write_bytes(data)
    files = read_source(Source(name, path, "红旗区"), reader, LIMITS)
    for file in files:
        assert file.forms or file.outcome is not Outcome.READ, "read, and no form"
        assert (file.outcome is Outcome.REFUSED) == any(problem.code < "JF004" for problem in file.problems) or any(
            problem.code == "JF006" for problem in file.problems
        ), "refused for no reason"
        for form in file.forms:
            assert all(len(one.values) == len(form.body.columns) for one in form.body.rows), "rows of another width"
            assert [one.number for one in form.body.rows] == sorted({one.number for one in form.body.rows}), (
                "rows out of order"
            )
    report = Report("", AS_OF, files, tuple(found for file in files for found in checker.check_file(file)))
    for render in (as_json, as_csv, as_text):
        render(report).encode()


def read_stream(name: str, data: bytes) -> None:
    """Read an old workbook; what is no container is the stream within one."""
    # The maker's containers hold as much.
    read(name, data if data.startswith(b"\xd0\xcf") else ole(Workbook=data[:50_000]))


def _hostile(*ends: str) -> Iterator[bytes]:
    for case in HOSTILE:
        if case.name.endswith(ends) and isinstance(case.make, bytes):
            whole = case.make + b"".join(mutators.unpacked(case.make).values())
            yield from [case.make] if len(whole) <= LARGEST_SEED else []


def _filled(attachment: str) -> Filled:
    keys = [column.key for column in shipped().attachment(attachment).columns][1:]
    rows = tuple(dict.fromkeys(keys, value) for value in ("甲", "其他"))
    return Filled(attachment, "红旗区", "2024-06-12", "甲一 0373-0000001", rows, total=2)


def _laid_out() -> Iterator[Any]:
    for attachment in ("a1", "a2", "a3", "a6", "a7"):
        for layout in LAYOUTS.values():
            yield layout(_filled(attachment), Shape())


def _workbooks() -> Iterator[bytes]:
    yield from (_small(with_openpyxl([one])) for one in _laid_out())
    yield from _hostile(".xlsx")


def _small(data: bytes) -> bytes:
    kept = {
        name: part for name, part in mutators.unpacked(data).items() if not name.startswith(("docProps", "xl/theme"))
    }
    return mutators.packed(kept)


def _binaries() -> Iterator[bytes]:
    yield from (binary([one]) for one in _laid_out())
    cells = formula(FORMULA_TEXT, 3, wide("普法")) + formula(FORMULA_ERROR, 4, b"\x2a")
    yield book({"表": sheet(row(1, cells, hidden=True), merges=[(1, 1, 2, 2)], columns=column(2, 3, hidden=True))})


def _streams() -> Iterator[bytes]:
    yield xls()
    yield from _hostile(".xls", ".et")


def _documents() -> Iterator[bytes]:
    for form in shipped().attachments:
        if form.kind == "table":
            rows = [tr(*(one.heading for one in form.columns)), tr(*("1" for _ in form.columns))]
            yield word(p(form.label), p(form.title), p("填报单位（盖章）：红旗区 填报时间：2024年6月12日"), tbl(*rows))
        else:
            lines = (p(f"{number}{section.heading}。有了新进展") for _, number, section in form.numbered_sections())
            yield word(p(form.title), *lines, styles='<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>')
    merged = tc("其他", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')
    yield word(tbl(tr(*HEADINGS), tr(merged, *ROW[2:]), tr(tc("", properties="<w:vMerge/>"), *ROW[1:])))
    yield from _hostile(".docx")


def _texts() -> Iterator[bytes]:
    for one in _laid_out():
        width = max(column for _, column in one.cells)
        lines = (
            ",".join(str(one.cells.get((number, place), "")).replace("\n", "") for place in range(1, width + 1))
            for number in range(1, max(line for line, _ in one.cells) + 1)
        )
        text = "\r\n".join(lines)
        yield text.encode()
        yield text.replace(",", "\t").encode("utf-16")
    yield from _hostile(".csv", ".tsv")


def _pages() -> Iterator[bytes]:
    yield page((HEADINGS, ROW), ' colspan="1" rowspan="1"')
    yield b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + page((HEADINGS, ROW))
    yield from _hostile(".html", ".mht", ".htm")


def _xml_books() -> Iterator[bytes]:
    lines = "".join(
        "<Row>"
        + "".join(f'<Cell ss:StyleID="s"><Data ss:Type="String">{text}</Data></Cell>' for text in line)
        + "</Row>"
        for line in (HEADINGS, ROW)
    )
    style = '<Styles><Style ss:ID="s"><NumberFormat ss:Format="0%"/><Font ss:StrikeThrough="1"/></Style></Styles>'
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    more = '<Row ss:Index="9" ss:Hidden="1"><Cell ss:Index="3" ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell></Row>'
    table = f'<Worksheet ss:Name="附件2"><Table><Column ss:Hidden="1"/>{lines}{more}</Table></Worksheet>'
    yield f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{style}{table}</Workbook>'.encode()


def _archives() -> Iterator[bytes]:
    yield package({"红旗区/附件2.csv": ",".join(HEADINGS) + "\r\n" + ",".join(ROW), "说明.txt": "附件"})
    yield package({"包.zip": package({"卫滨区/附件2.html": page((HEADINGS, ROW)), "盖章.pdf": "%PDF-1.4"})})
    yield from _hostile(".zip")


def _mails() -> Iterator[bytes]:
    head = "From: a@example.cn\r\nTo: b@example.cn\r\nDate: Tue, 04 Jun 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
    page_part = "Content-Type: text/html; charset=utf-8\r\n\r\n" + page((HEADINGS, ROW)).decode()
    table = ",".join(HEADINGS) + "\r\n" + ",".join(ROW)
    names = ("filename*=utf-8''%E9%99%84%E4%BB%B62.csv", 'filename="=?gb2312?B?uL28/jIuY3N2?="', "filename=附件2.csv")
    for name in names:
        part = f"Content-Type: text/csv\r\nContent-Disposition: attachment; {name}\r\n\r\n{table}"
        mixed = f'{head}Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n{page_part}\r\n--x\r\n{part}'
        yield f"{mixed}\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{mixed}\r\n--x--\r\n".encode()


def _outlook_mails() -> Iterator[bytes]:
    table = (",".join(HEADINGS) + "\r\n" + ",".join(ROW)).encode()
    inner = outlook_files.mail(outlook_files.attachment("附件2.csv", table), inner=True)
    sent = outlook_files.filetime(2024, 6, 4)
    attached = outlook_files.attachment("附件2.csv", table, coding="gbk")
    made = outlook_files.mail(attached, outlook_files.attachment("转发", inner), sent=sent, html=page((HEADINGS, ROW)))
    yield outlook_files.compound(made)


READERS = {
    "xlsx": ("附件2.xlsx", read, _workbooks, mutators.package),
    "xlsb": ("附件2.xlsb", read, _binaries, mutators.package),
    "xls": ("附件2.xls", read_stream, _streams, lambda data, _, by_bytes: by_bytes(data)),
    "ods": ("附件2.ods", read, partial(_hostile, ".ods"), mutators.package),
    "docx": ("附件2.docx", read, _documents, mutators.package),
    "csv": ("附件2.csv", read, _texts, mutators.text),
    "page": ("附件2.xls", read, _pages, mutators.markup),
    "xml": ("附件2.xml", read, _xml_books, mutators.markup),
    "zip": ("来件.zip", read, _archives, mutators.package),
    "eml": ("来件.eml", read, _mails, mutators.text),
    "msg": ("来件.msg", read, _outlook_mails, lambda data, _, by_bytes: by_bytes(data)),
}

# Half of what a cell can hold; a parser that looks at each character a few times takes milliseconds for it.
LONGEST_TEXT = 16_000
SLOWEST = 1.0
PUMP = "|"


def parse(parser: Callable[[str], object], data: bytes) -> None:
    """Parse a text, and again with what stands between two bars repeated some thousand times."""
    text = data.decode("utf-8", "replace")
    before, _, rest = text.partition(PUMP)
    middle, _, after = rest.partition(PUMP)
    parser(text)
    repeated = before[:99] + (middle or before or "x") * (LONGEST_TEXT // len(middle or before or "x")) + after[:99]
    began = time.thread_time()
    parser(repeated)
    spent = time.thread_time() - began
    assert spent < SLOWEST, f"{spent:.1f} s for {len(repeated)} characters"


def _dates(text: str) -> None:
    for value in (text, f"2024年{text}"):
        read_date(value, 2024)
    dates_within(text, 2024)


def _categories(text: str) -> None:
    known = shipped().category_names
    known.find(text)
    known.find_several(text)
    known.nearest(text)


def _document_numbers(text: str) -> None:
    is_document_number(text)
    suggested = suggest_document_number(text)
    assert suggested is None or is_document_number(suggested), "suggests what is no number"


def _matters(text: str) -> None:
    words, bodies = Words.of(shipped().same_words), Bodies(shipped().roster)
    likeness(text, "防溺水安全宣传进校园活动", words)
    likeness("防溺水、普法、消防等宣传", text, words)
    bodies.same(text, "县水利局、县公安局", "红旗区")
    bodies.identity(text, "市公安局")


def _duration(text: str) -> None:
    longest_stay(text, date(2024, 7, 1))


def _words(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept, "not clean after cleaning"
    key(text)
    word_count(text)


def _header(text: str) -> None:
    for form in shipped().attachments:
        if form.header:
            read_header(Grid("", [[text], ["填报单位", text, "填报时间", text]]), 1, 2, form)


def _unit(text: str) -> None:
    roster = shipped().roster
    for find in (roster.find, roster.find_in, roster.find_folder, roster.nearest):
        find(text)


PARSERS = {
    "dates": (_dates, "2024年6月5日前|二〇二四年六月底|2024.6.5-7|6月上旬"),
    "phones": (read_phones, "0373-2000000|（0373）2000000 转 801|13000000001/13000000002"),
    "categories": (_categories, "（二）社会事务进校园|二、三|报表填写、调研统计"),
    "duration": (_duration, "借调|2023年9月—2024年7月|一年半|2023年2月起至今"),
    "document-numbers": (_document_numbers, "新教领秘〔2024〕2号|滨教函202011号、|冀教财函2019年155号"),
    "matching": (_matters, "关于开展|防溺水、普法等|宣传教育进校园活动的通知"),
    "progress": (completion, "已完成2项，|未完成1项，|预计6月底前完成，90%"),
    "text": (_words, "e|\u0301\u200b_x0041_\r\n\u3000|字"),
    "header": (_header, "填报单位（盖章）：|红旗区 填报时间：|2024年6月12日"),
    "units": (_unit, "新乡市|红旗区教育体育局|领导小组办公室"),
}


def _parts(seed: str) -> Iterator[bytes]:
    yield seed.encode()
    yield from (piece.encode() for piece in seed.split(PUMP))


TARGETS = {
    name: Target(partial(check, file), seeds, mutate) for name, (file, check, seeds, mutate) in READERS.items()
} | {
    name: Target(partial(parse, parser), partial(_parts, seed), mutators.text)
    for name, (parser, seed) in PARSERS.items()
}

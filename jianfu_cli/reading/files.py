"""One file to forms: guard, sniff, grid, find the form, header, rows. Nothing here raises for a bad file.

What reads the rarer formats is imported where one is met: their libraries take longer to load than a file to check.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from zipfile import ZipFile

from jianfu_cli.core.model.form import LITTER, SCAN_TYPES, Form, Outcome, Problem, SourceFile
from jianfu_cli.reading.formats.office import CONVERTED, to_docx
from jianfu_cli.reading.formats.parts import active_content, sheet_facts, speaks
from jianfu_cli.reading.formats.sniff import EXTENSIONS, WORKBOOKS, extension, is_litter, sniff
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.grid import Grid, SheetFacts
from jianfu_cli.reading.guard.archive import read_members
from jianfu_cli.reading.guard.package import (
    CheckedPackage,
    Keep,
    check_duplicates,
    check_package,
    repacked,
    zip_archive,
)
from jianfu_cli.reading.layout.evidence import Title
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RESAVE, RefusedError, damaged, encrypted
from jianfu_cli.reading.sources import Source, why_not

_SAVE_AS = {
    "doc": ("旧版 Word 或 WPS 文字文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
    "rar": ("RAR 压缩包", "请解压后重新压缩为 zip，或直接报送里面的文件。"),
    "7z": ("7z 压缩包", "请解压后重新压缩为 zip，或直接报送里面的文件。"),
    "rtf": ("富文本（RTF）文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
    "xml-spreadsheet": ("XML 表格（2003）", RESAVE),
    "fods": ("OpenDocument XML 表格", RESAVE),
    "xls-old": ("很早版本的 Excel 文件", RESAVE),
    "odt": ("开放文档（ODT）文字文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
}
# What the documents of 附件6 come as; beside a unit's forms they are no forms and no errors.
_ENCLOSURES = frozenset({"doc", "docx", "odt", "rtf", "ppt", "pptx", "msg", "html", "mht", "text", "unknown"})
_TEXT_TABLES = frozenset({"csv", "html", "mht"})
_SPOKEN = {"csv": "文本表格（CSV）", "html": "网页格式的表格", "mht": "网页格式的表格"}
_ZIPPED = frozenset({"xlsx", "xlsm", "xlsb", "ods", "docx"})
_SECONDS_BEFORE_HURRY = 3  # of the 18 for a whole archive, an office program may need 14 for one document


def read_source(source: Source, reader: Reader, limits: GuardLimits) -> tuple[SourceFile, ...]:
    """Read one file as it lies on disk; an archive gives one result a member. Problems are values, never exceptions."""
    if is_litter(source.path.rpartition("/")[2]):
        return (_skipped(source, "", LITTER),)
    if source.refused:
        return (_refused(source, "", "unknown", RefusedError("JF001", source.refused)),)
    try:
        with open(source.file, "rb") as file:  # noqa: PTH123 -- thousands are opened
            if os.fstat(file.fileno()).st_size > limits.file_bytes:
                too_large = RefusedError("JF003", f"文件超过 {limits.file_bytes >> 20} MB", RESAVE)
                return (_refused(source, "", "unknown", too_large),)
            data = file.read()
    except OSError as error:
        return (_refused(source, "", "unknown", RefusedError("JF001", why_not(error))),)
    return tuple(_read_bytes(data, source, reader, limits, depth=0))


class _Content(NamedTuple):
    """The bytes of a file, what they are, and the zip archive that they are, if so."""

    data: bytes
    sha256: str
    kind: str
    archive: ZipFile | None


def _read_bytes(data: bytes, source: Source, reader: Reader, limits: GuardLimits, depth: int) -> Iterator[SourceFile]:
    digest, archive = hashlib.sha256(data).hexdigest(), zip_archive(data)
    kind = sniff(data, source.path.rpartition("/")[2], archive)
    try:
        if kind == "zip":
            members = read_members(data, limits, depth)
            yield SourceFile(source.path, digest, kind, Outcome.SKIPPED, inbox_unit=source.inbox_unit)
            yield from _read_members(members, source, reader, limits, depth)
            return
        if kind in SCAN_TYPES:
            yield replace(_skipped(source, digest, kind), seal=_seal(data, kind, source))
            return
        yield _read_file(_Content(data, digest, kind, archive), source, reader, limits)
    except RefusedError as refusal:
        yield _refused(source, digest, kind, refusal)


def _seal(data: bytes, kind: str, source: Source) -> bool | None:
    """Look for a seal where a unit's scans lie, there is time, and the paper is a picture of one."""
    if not source.inbox_unit or kind == "ofd" or source.no_time_left:
        return None
    from jianfu_cli.reading.scans import has_seal

    return has_seal(data, kind)


def _read_file(content: _Content, source: Source, reader: Reader, limits: GuardLimits) -> SourceFile:
    data, digest, kind, archive = content
    name = source.path.rpartition("/")[2]
    named = reader.is_named(name)
    _refuse_unreadable(kind, name)
    forms: tuple[Form, ...] = ()
    title = Title()
    hidden: tuple[Problem, ...] = ()
    form_like = False
    package = check_package(data, limits, _kept(kind), archive) if kind in _ZIPPED else None
    data = repacked(data, package.repaired_parts) if package else data
    if kind in WORKBOOKS:
        grids = _grids(data, package, kind, limits)
        if all(grid.is_listing for grid in grids):
            return _skipped(source, digest, kind)
        forms = reader.forms(grids, source)
        title = Title() if forms else reader.title(grids)
        hidden = reader.hidden_notes(grids, forms)
    elif kind in _TEXT_TABLES:
        grids = _text_tables(data, kind, limits)
        forms = reader.forms(grids, source)
        title = Title() if forms else reader.title(grids)
    elif kind in CONVERTED and named and not source.no_time_left:
        return _read_converted(content, source, reader, limits)
    elif kind == "docx":
        from jianfu_cli.reading.layout.document import read_document

        document = read_document(data, reader, source)
        forms, form_like, title = document.forms, document.form_like, document.title
    if not forms:
        passes = kind in _ENCLOSURES and not (kind in _TEXT_TABLES and extension(name) in _KNOWN_EXTENSIONS)
        if passes and not (named or form_like) and (source.inbox_unit or kind not in _SAVE_AS):
            return _skipped(source, digest, kind)
        others = source.inbox_unit or title.other
        if others and not named and kind not in _SAVE_AS and not title.counts:
            return _file(source, digest, kind, Outcome.SKIPPED, problems=(_other_table(title.text),))
        raise _unknown_form(kind, named)
    problems = (*_extension_problem(name, kind), *(active_content(package) if package else ()), *hidden)
    return _file(source, digest, kind, Outcome.READ, forms, problems)


def _refuse_unreadable(kind: str, name: str) -> None:
    if kind == "empty":
        raise RefusedError("JF001", "文件是空的", "请重新发送。")
    if kind == "encrypted":
        raise encrypted()
    if kind == "broken-zip" or (kind == "unknown" and extension(name) in _KNOWN_EXTENSIONS):
        raise damaged()


def _read_converted(content: _Content, source: Source, reader: Reader, limits: GuardLimits) -> SourceFile:
    """Read an old document by way of an office program; where that fails, ask for a docx."""
    from jianfu_cli.reading.layout.document import read_document

    data, digest, kind, archive = content
    if kind == "odt":
        check_package(data, limits, archive=archive)
    made = to_docx(data, kind)
    if made is None:
        raise _unknown_form(kind, named=True)
    check_package(made, limits)
    forms = read_document(made, reader, source).forms
    if not forms:
        raise _unknown_form(kind, named=True)
    what, hint = _SAVE_AS[kind]
    problem = Problem("JF006", f"这是{what}，已用 LibreOffice 转换读取，转换可能走样", hint)
    return _file(source, digest, kind, Outcome.READ, forms, (*_extension_problem(source.path, kind), problem))


def _grids(data: bytes, package: CheckedPackage | None, kind: str, limits: GuardLimits) -> tuple[Grid, ...]:
    grids = read_workbook(data, _sheet_facts(data, package, kind, limits), limits)
    # More values in the file than on the sheets: one may stand upon another. To look costs, so only then.
    if package and package.values > sum(grid.values for grid in grids):
        check_duplicates(data)
    return grids


def _kept(kind: str) -> Keep:
    """Return what says of a part that it must be kept after the guard has seen it."""
    if kind == "ods":
        from jianfu_cli.reading.formats.opendocument import is_content

        return is_content
    return speaks


def _sheet_facts(data: bytes, package: CheckedPackage | None, kind: str, limits: GuardLimits) -> dict[str, SheetFacts]:
    if package is None:
        from jianfu_cli.reading.formats import old_workbook

        return old_workbook.sheet_facts(data, limits)
    if kind == "xlsb":
        from jianfu_cli.reading.formats import binary_workbook

        return binary_workbook.sheet_facts(data, limits)
    if kind == "ods":
        from jianfu_cli.reading.formats import opendocument

        return opendocument.sheet_facts(package, limits)
    return sheet_facts(package)


def _text_tables(data: bytes, kind: str, limits: GuardLimits) -> tuple[Grid, ...]:
    if kind == "csv":
        from jianfu_cli.reading.formats.delimited import read_delimited

        return read_delimited(data, limits)
    from jianfu_cli.reading.formats.webpage import read_web_archive, read_webpage

    return read_webpage(data, limits) if kind == "html" else read_web_archive(data, limits)


_KNOWN_EXTENSIONS = frozenset({"xlsx", "xlsm", "xls", "et", "xlsb", "ods", "docx", "zip"})


def _unknown_form(kind: str, named: bool) -> RefusedError:
    if kind in _SAVE_AS:
        what, hint = _SAVE_AS[kind]
        return RefusedError("JF006", f"这是{what}，不能直接读取", hint)
    detail = "文件名像是附件，内容里却" if named else "里面"
    return RefusedError("JF006", f"{detail}找不到任何一个附件的列名或提纲标题", "请用下发的空白表填写，列名不要改动。")


def _other_table(title: str) -> Problem:
    what = f"“{title.strip()}”不是本次要报的附件" if title else "里面认不出任何一个附件"
    return Problem("JF006", f"{what}，没有采用", "不是报表的不必改；是报表的，在表的上方写上附件的表名再报。")


def _read_members(
    members: Iterator[tuple[str, bytes | RefusedError]], source: Source, reader: Reader, limits: GuardLimits, depth: int
) -> Iterator[SourceFile]:
    started = time.monotonic()
    for name, content in members:
        no_time_left = source.no_time_left or time.monotonic() - started > _SECONDS_BEFORE_HURRY
        folders = name.split("/")[:-1]
        unit = source.inbox_unit or next((u for f in folders if (u := reader.campaign.roster.find_folder(f))), None)
        inner = replace(source, path=f"{source.path}!/{name}", no_time_left=no_time_left, inbox_unit=unit)
        if is_litter(name.rpartition("/")[2]) or name.startswith("__MACOSX/"):
            yield _skipped(inner, "", LITTER)
        elif isinstance(content, RefusedError):
            yield _refused(inner, "", "unknown", content)
        else:
            yield from _read_bytes(content, inner, reader, limits, depth + 1)


def _extension_problem(name: str, kind: str) -> tuple[Problem, ...]:
    if extension(name) in EXTENSIONS.get(kind, {extension(name)}):
        return ()
    detail = f"扩展名是 .{extension(name)}，内容其实是 {_SPOKEN.get(kind, kind)}"
    return (Problem("JF005", detail, f"已按内容读取；请另存为 {'docx' if kind == 'docx' else 'xlsx'} 再报送。"),)


def _file(
    source: Source,
    digest: str,
    kind: str,
    outcome: Outcome,
    forms: tuple[Form, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> SourceFile:
    return SourceFile(
        source.path, digest, kind, outcome, forms, problems, source.inbox_unit, source.folder_date, source.modified
    )


def _skipped(source: Source, digest: str, kind: str) -> SourceFile:
    return _file(source, digest, kind, Outcome.SKIPPED)


def _refused(source: Source, digest: str, kind: str, refusal: RefusedError) -> SourceFile:
    problem = Problem(refusal.code, refusal.detail, refusal.hint, refusal.sheet, refusal.cell)
    return _file(source, digest, kind, Outcome.REFUSED, problems=(problem,))

"""One file to forms: guard, sniff, grid, find the form, header, rows. Nothing here raises for a bad file."""

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from jianfu_cli.core.form import Form, Outcome, Problem, SourceFile
from jianfu_cli.core.returns import named_attachment
from jianfu_cli.reading.document import find_outline, read_paragraphs
from jianfu_cli.reading.forms import Reader
from jianfu_cli.reading.guard import RESAVE, GuardLimits, RefusedError, check_members, check_package, inflate
from jianfu_cli.reading.parts import active_content, sheet_facts, speaks
from jianfu_cli.reading.sniff import EXTENSIONS, WORKBOOKS, extension, is_litter, sniff
from jianfu_cli.reading.sources import Source
from jianfu_cli.reading.workbook import read_workbook

_SAVE_AS = {
    "doc": ("旧版 Word 或 WPS 文字文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
    "rar": ("RAR 压缩包", "请解压后重新压缩为 zip，或直接报送里面的文件。"),
    "7z": ("7z 压缩包", "请解压后重新压缩为 zip，或直接报送里面的文件。"),
    "rtf": ("RTF 文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
    "xml-spreadsheet": ("XML 表格（2003）", RESAVE),
    "html": ("网页格式的表格", RESAVE),
    "csv": ("文本表格（CSV）", RESAVE),
    "odt": ("OpenDocument 文字文件", "请在 Word 或 WPS 中另存为 docx 再报送。"),
}
# What the documents of 附件6 come as; beside a unit's forms they are no forms and no errors.
_ENCLOSURES = frozenset({"doc", "docx", "odt", "rtf", "ppt", "pptx", "text", "unknown"})
_ZIPPED = frozenset({"xlsx", "xlsm", "xlsb", "ods", "docx"})
_ARCHIVE_DEPTH = 2  # an archive and one within it


def read_source(source: Source, reader: Reader, limits: GuardLimits) -> tuple[SourceFile, ...]:
    """Read one file as it lies on disk; an archive gives one result a member. Problems are values, never exceptions."""
    if is_litter(source.path.rpartition("/")[2]):
        return (_skipped(source, "", "litter"),)
    if source.refused:
        return (_refused(source, "", "unknown", RefusedError("JF001", source.refused)),)
    try:
        if source.file.stat().st_size > limits.file_bytes:
            too_large = RefusedError("JF003", f"文件超过 {limits.file_bytes >> 20} MB", RESAVE)
            return (_refused(source, "", "unknown", too_large),)
        data = source.file.read_bytes()
    except OSError as error:
        return (_refused(source, "", "unknown", RefusedError("JF001", f"打不开（{error.strerror}）")),)
    return tuple(_read_bytes(data, source, reader, limits, depth=0))


def _read_bytes(data: bytes, source: Source, reader: Reader, limits: GuardLimits, depth: int) -> Iterator[SourceFile]:
    name = source.path.rpartition("/")[2]
    digest = hashlib.sha256(data).hexdigest()
    kind = sniff(data, name)
    try:
        if kind == "zip":
            if depth == _ARCHIVE_DEPTH:
                raise RefusedError("JF003", "压缩包套压缩包超过一层", "请解压后报送里面的文件。")
            yield SourceFile(source.path, digest, kind, Outcome.SKIPPED, inbox_unit=source.inbox_unit)
            yield from _read_archive(data, source, reader, limits, depth)
            return
        if kind in {"pdf", "picture"}:
            yield _skipped(source, digest, kind)
            return
        yield _read_file(data, source, digest, kind, reader, limits)
    except RefusedError as refusal:
        yield _refused(source, digest, kind, refusal)


def _read_file(data: bytes, source: Source, digest: str, kind: str, reader: Reader, limits: GuardLimits) -> SourceFile:
    name = source.path.rpartition("/")[2]
    named = named_attachment(name, reader.campaign.forms)
    if kind == "empty":
        raise RefusedError("JF001", "文件是空的", "请重新发送。")
    if kind == "encrypted":
        raise RefusedError("JF002", "文件设有打开密码", "去掉密码后再报送。")
    if kind == "broken-zip" or (kind == "unknown" and extension(name) in _KNOWN_EXTENSIONS):
        raise RefusedError("JF001", "文件已损坏或不完整", "请从原来的电脑重新发送；" + RESAVE)
    forms: tuple[Form, ...] = ()
    package = check_package(data, limits, speaks) if kind in _ZIPPED else None
    if kind in WORKBOOKS:
        facts = sheet_facts(package) if package and kind in {"xlsx", "xlsm"} else {}
        forms = reader.forms(read_workbook(data, facts), source)
    elif kind == "docx":
        outline = find_outline(read_paragraphs(data), reader.campaign.forms, name)
        forms = (reader.owned(outline, source),) if outline else ()
    if not forms:
        if kind in _ENCLOSURES and not named and (source.inbox_unit or kind not in _SAVE_AS):
            return _skipped(source, digest, kind)
        raise _unknown_form(kind, bool(named))
    problems = (*_extension_problem(name, kind), *(active_content(package) if package else ()))
    return _file(source, digest, kind, Outcome.READ, forms, problems)


_KNOWN_EXTENSIONS = frozenset({"xlsx", "xlsm", "xls", "et", "xlsb", "ods", "docx", "zip"})


def _unknown_form(kind: str, named: bool) -> RefusedError:
    if kind in _SAVE_AS:
        what, hint = _SAVE_AS[kind]
        return RefusedError("JF006", f"这是{what}，不能直接读取", hint)
    detail = "文件名像是附件，内容里却" if named else "里面"
    return RefusedError("JF006", f"{detail}找不到任何一个附件的列名或提纲标题", "请用下发的空白表填写，列名不要改动。")


def _read_archive(data: bytes, source: Source, reader: Reader, limits: GuardLimits, depth: int) -> Iterator[SourceFile]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError("JF001", "压缩包已损坏或不完整", "请重新压缩后发送。") from error
    members = [info for info in archive.infolist() if not info.is_dir()]
    check_members(members, limits)
    names = [member_name(info) for info in members]
    if any(_escapes(name) for name in names):
        raise RefusedError("JF003", "压缩包里有指向包外的文件名，不予打开", "请用常见软件重新压缩后发送。")
    if len(set(names)) < len(names):
        raise RefusedError("JF003", "压缩包里有重名文件", "请重新压缩后发送。")
    left = limits.inflated_bytes
    for name, info in sorted(zip(names, members, strict=True), key=lambda pair: pair[0]):
        inner = replace(source, path=f"{source.path}!/{name}")
        if is_litter(name.rpartition("/")[2]) or name.startswith("__MACOSX/"):
            yield _skipped(inner, "", "litter")
            continue
        content = b"".join(inflate(archive, info, left))
        left -= len(content)
        folders = name.split("/")[:-1]
        unit = source.inbox_unit or next((u for f in folders if (u := reader.campaign.roster.find_folder(f))), None)
        yield from _read_bytes(content, replace(inner, inbox_unit=unit), reader, limits, depth + 1)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is tried as UTF-8, then GBK, as Windows tools write it."""
    if info.flag_bits & 0x800:
        return info.filename.replace("\\", "/")
    raw = info.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename.replace("\\", "/")


def _escapes(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or (len(name) > 1 and name[1] == ":")


def _extension_problem(name: str, kind: str) -> tuple[Problem, ...]:
    if extension(name) in EXTENSIONS.get(kind, {extension(name)}):
        return ()
    detail = f"扩展名是 .{extension(name)}，内容其实是 {kind}"
    return (Problem("JF005", detail, f"已按内容读取；请另存为 {kind} 再报送。"),)


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

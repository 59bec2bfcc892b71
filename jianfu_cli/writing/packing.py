"""Zip archives (workbooks, Word documents, bundles) whose bytes depend on their content alone."""

import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO

from jianfu_cli.core.language.patterns import pattern_of

_MODIFIED = pattern_of(rb"(<dcterms:modified\b[^>]*>)[^<]*(</dcterms:modified>)")
_CORE_PROPERTIES = "docProps/core.xml"
_UNIX = 3  # who made a member (APPNOTE.TXT 4.4.2)
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)


def midnight(day: date) -> datetime:
    """Return the time that files made for ``day`` bear: no clock, so the same call gives the same bytes."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- office files and zips know no zone


def zip_time(day: date) -> tuple[int, int, int, int, int, int]:
    """Return the time that members of a zip made for ``day`` bear, within the years that a zip can write.

    Source: APPNOTE.TXT 4.4.6, years from 1980 on in seven bits.
    """
    near = min(max(day, _FIRST_DAY), _LAST_DAY)
    return near.year, near.month, near.day, 0, 0, 0


def new_member(name: str, day: date = _FIRST_DAY) -> zipfile.ZipInfo:
    """Return a member to write, dated ``day``: of its own accord zipfile enters the system and its file rights."""
    made = zipfile.ZipInfo(name, zip_time(day))
    made.compress_type, made.create_system, made.external_attr = zipfile.ZIP_DEFLATED, _UNIX, 0o644 << 16
    return made


def pack(members: Iterable[tuple[str, bytes]], day: date) -> bytes:
    """Return a zip of ``(name, content)`` in the order given, every member dated ``day``."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(new_member(name, day), content)
    return buffer.getvalue()


def settle(office_file: bytes, day: date) -> bytes:
    """Return a workbook or Word document dated ``day`` throughout: libraries write the present time."""
    with zipfile.ZipFile(BytesIO(office_file)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    stamp = rf"\g<1>{midnight(day).isoformat()}Z\g<2>".encode()
    return pack(
        ((name, _MODIFIED.sub(stamp, content) if name == _CORE_PROPERTIES else content) for name, content in members),
        day,
    )


def is_as_packed(archive_file: BytesIO, day: date) -> bool:
    """Say whether ``archive_file`` is as ``pack`` made it: Excel, WPS and Word date what they save otherwise."""
    try:
        with zipfile.ZipFile(archive_file) as archive:
            return all(member.date_time == zip_time(day) for member in archive.infolist())
    except zipfile.BadZipFile:
        return False

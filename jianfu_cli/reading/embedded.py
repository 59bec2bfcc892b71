"""Workbooks and documents that a person has put into another as objects: a double click shows them, so they are read.

One level deep and so many of them; what charts keep for themselves is nobody's table.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from xml.etree.ElementTree import ParseError

from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.unread import UnreadKind
from jianfu_cli.reading.formats.drawings import relations
from jianfu_cli.reading.formats.kinds import Kind, kind_of
from jianfu_cli.reading.formats.ole import stream
from jianfu_cli.reading.formats.parts import EMBEDDED
from jianfu_cli.reading.formats.sniff import sniff
from jianfu_cli.reading.grid import Grid, cut_to_cells
from jianfu_cli.reading.guard.package import CheckedPackage, Reread, check_package, open_archive, repacked
from jianfu_cli.reading.layout.continuation import continued
from jianfu_cli.reading.layout.document import read_document
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source

_CHARTS = "chart"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Embedded:
    """An object within a package: the ``part`` that it is kept in, its sheets, or the bytes of a document."""

    part: str
    grids: tuple[Grid, ...] = ()
    document: bytes = b""


def embedded_in(data: bytes, package: CheckedPackage, limits: GuardLimits) -> tuple[Embedded, ...]:
    """Return the workbooks and documents within a package, as far as they can be read."""
    found = []
    with open_archive(data) as archive:
        for number, part in enumerate(islice(_parts(data, package), _MOST), start=1):
            with suppress(RefusedError, KeyError):
                content = archive.read(part)
                if content.startswith(b"\xd0\xcf"):
                    content = stream(content, "Package") or content
                kind = kind_of(sniff(content, part))
                if one := _read(part, number, kind, content, limits):
                    found.append(one)
    return tuple(found)


def _parts(data: bytes, package: CheckedPackage) -> Iterator[str]:
    """Yield the parts of objects that anything but a chart points to, each once."""
    reread = Reread(data)
    known: set[str] = set()
    for name in package.names:
        if name.endswith(".rels") and _CHARTS not in name:
            owner = name.replace("_rels/", "").removesuffix(".rels")
            with suppress(ParseError, RefusedError):
                for _, target in relations(reread, owner):
                    if EMBEDDED in f"/{target}" and target in package.names and target not in known:
                        known.add(target)
                        yield target


def _read(part: str, number: int, kind: Kind, content: bytes, limits: GuardLimits) -> Embedded | None:
    if not (kind.sheets or kind.document):
        return None
    checked = check_package(content, limits, kind.keeps) if kind.zipped else None
    content = repacked(content, checked.repaired_parts) if checked else content
    if kind.document:
        return Embedded(part, document=content)
    grids, _ = cut_to_cells(kind.sheet_reader.read_sheets(content, checked, limits))
    return Embedded(part, tuple(replace(grid, name=f"嵌入的工作簿{number} {grid.name}".strip()) for grid in grids))


def with_embedded(
    forms: tuple[Form, ...], objects: tuple[Embedded, ...], reader: Reader, source: Source
) -> tuple[Form, ...]:
    """Return ``forms`` of a file with those of the objects in it; rows that stand in an object are not missed outside.

    A form in an object counts where it has rows; an object that shows something else stays unread.
    """
    found = forms
    for each in objects:
        before = len(found)
        found = reader.forms(each.grids, source, found) if each.grids else (*found, *_in_document(each, reader, source))
        inner = tuple(form for form in found[before:] if form.body.rows)
        told = {form.place.sheet for form in inner} | {
            thing.sheet for form in found[:before] for thing in form.body.unread
        }
        is_told = bool(inner) or any(grid.name in told for grid in each.grids)
        outer = tuple(_told(form, each.part, inner) if is_told else form for form in found[:before])
        found = (*outer, *inner)
    return found


def _in_document(each: Embedded, reader: Reader, source: Source) -> tuple[Form, ...]:
    return read_document(each.document, reader, source).forms


def _told(form: Form, part: str, inner: tuple[Form, ...]) -> Form:
    """Return ``form`` without the object that has been read; where that holds its rows they are its own."""
    left = tuple(thing for thing in form.body.unread if thing.kind is not UnreadKind.OBJECT or thing.part != part)
    rows = sum(len(one.body.rows) for one in inner if one.attachment == form.attachment and not one.place.continues)
    form = replace(form, body=replace(form.body, unread=left))
    return continued(form, rows) if rows and not form.body.rows else form

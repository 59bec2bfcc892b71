"""Which parts of a package are the workbook, its styles, texts and sheets: its relations say so, not their names.

ISO/IEC 29500-2, 9: any name may do. The native reader knows the usual ones only; for it the others are renamed.
"""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.guard.markup import element

PACKAGE_RELATIONS = "_rels/.rels"
_MACROS = frozenset({"/xlMacrosheet", "/macrosheet", "/xlIntlMacrosheet"})
_MAIN, _SHEETS = "/officeDocument", frozenset({"/worksheet", "/chartsheet", "/dialogsheet"}) | _MACROS
_FOLDERS = {"/chartsheet": "chartsheets", "/dialogsheet": "dialogsheets"}
_USUAL = {"/styles": "styles", "/sharedStrings": "sharedStrings"}
_REMEMBERED = 4096
_ROUNDABOUT = pattern_of(r"\\|(?:^|/)\.")
_RELATION = '<Relationship Id="{}" Type="{}" Target="{}"/>'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class PartRelation(NamedTuple):
    """A relation of a part: its identifier, what it ends in (``/styles``), the part it points to, and how."""

    identifier: str
    kind: str
    part: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The ``main`` part of a workbook, its ``relations``, and what its parts end in (``xml``, ``bin``)."""

    main: str
    relations: tuple[PartRelation, ...]
    ending: str

    @classmethod
    def of(cls, names: tuple[str, ...], read: Callable[[str], bytes], ending: str = "xml") -> "WorkbookParts":
        """Find the parts among the ``names`` of a package; ``read`` gives the content of one, b"" for none.

        Raises:
            ParseError: relations that are not well-formed.
        """
        known = {_folded(name): name for name in names}
        usual = known.get(f"xl/workbook.{ending}", "")
        mains = (one.part for one in _relations(known, read, "") if one.kind == _MAIN)
        main = next((part for part in mains if part), usual)
        return cls(main, tuple(_relations(known, read, main)) if main else (), ending)

    def part(self, kind: str) -> str:
        """Return the name of the first part of that kind (``/styles``), "" where there is none."""
        return next((one.part for one in self.relations if one.kind == kind), "")

    @property
    def sheets(self) -> Mapping[str, str]:
        """The names of the sheets' parts by the identifiers of their relations."""
        return {one.identifier: one.part for one in self.relations if one.kind in _SHEETS}

    @property
    def are_usual(self) -> bool:
        """Whether the native reader finds them."""
        named = all(self.part(kind) in {"", f"xl/{name}.{self.ending}"} for kind, name in _USUAL.items())
        sheets = [one for one in self.relations if one.kind in _SHEETS]
        at_place = all(one.part.startswith("xl/") and one.is_plain for one in sheets)
        # Of an xlsb it knows no sheet of macros, and gives up.
        at_place = at_place and not (self.ending == "bin" and any(one.kind in _MACROS for one in sheets))
        return self.main in {"", f"xl/workbook.{self.ending}"} and named and at_place


def usually_named(data: bytes, parts: WorkbookParts) -> bytes:
    """Return the workbook ``data`` with its parts under the names that the native reader asks for."""
    if parts.are_usual:
        return data
    main = f"workbook.{parts.ending}"
    moved = {parts.main: main}
    for number, one in enumerate(parts.relations, start=1):
        name = _USUAL.get(one.kind, "")
        if one.part and (name or one.kind in _SHEETS):
            at = name or f"{_FOLDERS.get(one.kind, 'worksheets')}/sheet{number}"
            moved.setdefault(one.part, f"{at}.{parts.ending}")
    kept = [
        _RELATION.format(one.identifier, _KIND + one.kind, moved[one.part])
        for one in parts.relations
        if one.part in moved
    ]
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        new.writestr(PACKAGE_RELATIONS, _RELATIONS.format(_RELATION.format("rId1", _KIND + _MAIN, f"xl/{main}")))
        new.writestr(f"xl/_rels/{main}.rels", _RELATIONS.format("".join(kept)))
        for name, usual in moved.items():
            new.writestr(f"xl/{usual}", old.read(name))
    return target.getvalue()


def _relations(known: Mapping[str, str], read: Callable[[str], bytes], part: str) -> list[PartRelation]:
    folder, name = posixpath.split(part.replace("\\", "/"))
    content = read(known.get(_folded(posixpath.join(folder, "_rels", f"{name}.rels")), ""))
    stated = _stated_again if len(content) <= _REMEMBERED else _stated
    return [
        PartRelation(identifier, kind, "" if target is None else known.get(target, ""), is_plain)
        for identifier, kind, target, is_plain in stated(content, folder)
    ]


def _stated(content: bytes, folder: str) -> tuple[tuple[str, str, str | None, bool], ...]:
    """Return what relations say: identifier, kind, the target as ``_folded`` (None outside) and whether it is plain."""
    found = []
    for node in element(content) if content else ():
        target = posixpath.normpath(posixpath.join("/", folder, node.get("Target", "").replace("\\", "/")))
        kind = "/" + node.get("Type", "").rpartition("/")[2]
        external = node.get("TargetMode") == "External"
        is_plain = _ROUNDABOUT.search(node.get("Target", "")) is None
        found.append((node.get("Id", ""), kind, None if external else _folded(target), is_plain))
    return tuple(found)


# A program writes the relations of all its workbooks alike.
_stated_again = lru_cache(maxsize=64)(_stated)


def _folded(name: str) -> str:
    """Names of parts are alike whatever their case (9.1.1); some programs write them with backslashes."""
    return name.replace("\\", "/").lstrip("/").casefold()

"""An office package part by part: what nobody edits stays as it is, byte for byte (ISO/IEC 29500-2, OPC).

Libraries that load and save a workbook drop what they do not know: extension validations, cell images, charts.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from jianfu_cli.writing.packing import new_member

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml's only name for it

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class NotEditableError(Exception):
    """The package cannot be edited by parts; whoever asked makes a file of its own instead."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part; ``kind`` is the last word of its type (``comments``), ``target`` a part's name."""

    id: str
    kind: str
    target: str


def parse(xml: bytes) -> Element:
    """Parse a part; nothing is expanded or fetched.

    Raises:
        NotEditableError: it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise NotEditableError(str(error)) from error


class OpcPackage:
    """The parts of a package by name; ``edit`` gives a part's tree, which is written back by ``to_bytes``."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._members = {info.filename: (info, archive.read(info)) for info in archive.infolist()}
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise NotEditableError(str(error)) from error
        # Names of parts are compared without case (ISO/IEC 29500-2, 6.3).
        self._names = {name.lower(): name for name in self._members}
        self._trees: dict[str, Element] = {}
        self._edited: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self) -> Iterator[str]:
        """Yield the names of the parts as the package spells them."""
        yield from self._members

    def read(self, name: str) -> bytes:
        """Return the part's bytes as they were when the package was opened or ``put``.

        Raises:
            NotEditableError: there is no such part.
        """
        if name not in self:
            raise NotEditableError(f"no part {name}")
        return self._members[self._names[name.lower()]][1]

    def look(self, name: str) -> Element:
        """Return the part's tree for reading (the edited one where it is being edited)."""
        own = self._names.get(name.lower(), name)
        if own not in self._trees:
            self._trees[own] = parse(self.read(name))
        return self._trees[own]

    def edit(self, name: str) -> Element:
        """Return the part's tree; changes to it are kept."""
        tree = self.look(name)
        self._edited.add(self._names[name.lower()])
        return tree

    def put(self, name: str, content: bytes) -> None:
        """Add a part, or replace its content."""
        own = self._names.setdefault(name.lower(), name)
        self._forget(own)
        info = self._members[own][0] if own in self._members else new_member(own)
        self._members[own] = info, content

    def drop(self, name: str) -> None:
        """Remove a part with its relations and its content type, where it is there."""
        for gone in (name, relations_part(name)):
            own = self._names.pop(gone.lower(), None)
            if own:
                del self._members[own]
                self._forget(own)
        for override in self.edit(_CONTENT_TYPES):
            if (override.get("PartName") or "").lower() == f"/{name}".lower():
                override.getparent().remove(override)  # type: ignore[union-attr]

    def _forget(self, own: str) -> None:
        self._trees.pop(own, None)
        self._edited.discard(own)

    def free_name(self, pattern: str) -> str:
        """Return the first name of ``pattern`` (``xl/comments{}.xml``) that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of ``part`` ("" for the package) to parts within the package."""
        name = relations_part(part)
        if name not in self:
            return ()
        folder = posixpath.dirname(part)
        return tuple(
            Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], _resolve(folder, one.get("Target", "")))
            for one in self.look(name)
            if one.get("TargetMode") != "External" and isinstance(one.tag, str)
        )

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part that ``part`` has a relation of ``kind`` to, None where there is none."""
        return next((one.target for one in self.relations(part) if one.kind == kind and one.target in self), None)

    def relate(self, part: str, type_: str, target: str) -> str:
        """Add a relation of the full type ``type_`` from ``part`` to the part ``target``; return its id."""
        name = relations_part(part)
        if name not in self:
            self.put(name, f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        tree = self.edit(name)
        taken = {one.get("Id") for one in tree}
        number = len(tree) + 1
        while f"rId{number}" in taken:
            number += 1
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        etree.SubElement(tree, f"{{{RELATIONS}}}Relationship", Id=f"rId{number}", Type=type_, Target=relative)
        return f"rId{number}"

    def unrelate(self, part: str, relation: str) -> None:
        """Remove the relation of this id from ``part``."""
        tree = self.edit(relations_part(part))
        for one in tree:
            if one.get("Id") == relation:
                tree.remove(one)

    def set_type(self, name: str, type_: str) -> None:
        """Say what the part ``name`` is."""
        etree.SubElement(self.edit(_CONTENT_TYPES), f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=type_)

    def set_default_type(self, extension: str, type_: str) -> None:
        """Say what all parts of this extension are, where that is not said yet."""
        tree = self.edit(_CONTENT_TYPES)
        if not any((one.get("Extension") or "").lower() == extension for one in tree):
            tree.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=type_))

    def to_bytes(self) -> bytes:
        """Return the package: members in their order and with their dates, so the same edits give the same bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, (info, content) in self._members.items():
                member = zipfile.ZipInfo(info.filename, info.date_time)
                member.compress_type, member.create_system = info.compress_type, info.create_system
                member.external_attr = info.external_attr
                archive.writestr(member, serialise(self._trees[name]) if name in self._edited else content)
        return target.getvalue()


def serialise(tree: Element) -> bytes:
    """Return a part's bytes, declared as office programs do."""
    return _DECLARATION + etree.tostring(tree, encoding="UTF-8", xml_declaration=False)


def unset(element: Element, *attributes: str) -> None:
    """Remove attributes, where they are there."""
    for attribute in attributes:
        if attribute in element.attrib:
            del element.attrib[attribute]


def text_within(element: Element, *tags: str) -> str:
    """Return all text within ``element``, or within its descendants with these tags."""
    return "".join(map(str, element.itertext(*tags)))


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of ``part``."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

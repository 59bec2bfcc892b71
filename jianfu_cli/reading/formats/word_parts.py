"""The parts of a docx, and the relations by which one names another."""

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree
from lxml.etree import _Element

from jianfu_cli.reading.formats.word_styles import attribute, words_of
from jianfu_cli.reading.guard.markup import with_controls_named


def parse(package: zipfile.ZipFile, name: str) -> _Element:
    """Return the part ``name`` as XML; characters that no XML may hold are named instead.

    Raises:
        XMLSyntaxError: it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    content = package.read(name)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        fit, changed = with_controls_named(content)
        if not changed:
            raise
        return etree.fromstring(fit, parser)


def related(package: zipfile.ZipFile, part: str, kind: str) -> str | None:
    """Return the name of the part that ``part`` ("" for the package) points to by a relation ending in ``kind``."""
    found = (target for _, of_kind, target in _relations(package, part) if of_kind.endswith(kind))
    target = next(found, None)
    return target if target in package.namelist() else None


def related_part(package: zipfile.ZipFile, part: str, kind: str) -> _Element | None:
    """Return as XML the part to which ``part`` points by a relation ending in ``kind``, None where there is none."""
    name = related(package, part, kind)
    return parse(package, name) if name else None


def targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return by its identifier the part within the package that each relation of ``part`` points to."""
    return {identifier: target for identifier, _, target in _relations(package, part)}


def _relations(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield identifier, type and target of each relation of ``part`` that leads to another part of the package."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    for relation in parse(package, relations) if relations in package.namelist() else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            yield relation.get("Id", ""), relation.get("Type", ""), target


def comments(package: zipfile.ZipFile, main: str) -> dict[str, str]:
    """Return what the comments of a document say, by their ids; nothing where their part cannot be read."""
    with suppress(etree.XMLSyntaxError, KeyError):
        root = related_part(package, main, "/comments")
        if root is not None:
            return {attribute(one, "id") or "": words_of(one) for one in root.iterchildren("{*}comment")}
    return {}

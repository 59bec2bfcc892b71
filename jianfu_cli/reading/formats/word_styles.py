"""The paragraph styles of a docx, as far as reading needs them: names, outline levels, numbering, bold type."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias, TypeVar

from lxml import etree

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.struck import leaves_choice

_Element: TypeAlias = etree._Element  # noqa: SLF001 -- the library's name for it

_Said = TypeVar("_Said")

_HEADING = pattern_of(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_OUTLINE_LEVELS = frozenset("012345678")  # 9 is body text
_LONGEST_CHAIN = 32  # styles based on styles; a longer chain runs in a circle


def local(element: _Element) -> str:
    """Return an element's name without its namespace."""
    return _without_namespace(str(element.tag))


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def child(parent: _Element | None, name: str) -> _Element | None:
    """Return the first child of that local name, or None."""
    return None if parent is None else next((element for element in parent if local(element) == name), None)


def attribute(element: _Element, name: str) -> str | None:
    """Return the attribute of that local name in whatever namespace, or None."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), None)


def value(parent: _Element | None, name: str, default: str = "") -> str:
    """Return the attribute ``val`` of the first child of that name, ``default`` where there is none."""
    element = child(parent, name)
    return default if element is None else attribute(element, "val") or default


def is_on(switch: _Element | None) -> bool:
    """Say whether a switch such as ``w:b`` is there and not turned off."""
    return switch is not None and attribute(switch, "val") not in {"0", "false", "off"}


def words_of(element: _Element) -> str:
    """Return all the text below an element, in order."""
    return "".join(node.text or "" for node in element.iter("{*}t"))


def is_struck(element: _Element) -> bool:
    """Say whether every word below an element is crossed out."""
    runs = [child(run, "rPr") for run in element.iter("{*}r") if words_of(run).strip()]
    return bool(runs) and all(map(_is_crossed_out, runs))


def leave_out_struck_choices(body: _Element) -> None:
    """Empty the runs of short cells that are crossed out beside others: 清理 is left of 清理/保留/优化."""
    for cell in body.iter("{*}tc"):
        runs = [(run, _is_crossed_out(child(run, "rPr"))) for run in cell.iter("{*}r")]
        plain, crossed = ("".join(words_of(run) for run, out in runs if out is which) for which in (False, True))
        if crossed and leaves_choice(plain, crossed):
            for node in (node for run, out in runs if out for node in run.iter("{*}t")):
                node.text = ""


def _is_crossed_out(look: _Element | None) -> bool:
    return is_on(child(look, "strike")) or is_on(child(look, "dstrike"))


@dataclass(frozen=True, slots=True)
class Style:
    """``level`` is the 1-based outline level, ``number_id`` names the list that numbers it ("" where none does)."""

    name: str = ""
    level: int | None = None
    number_id: str = ""
    number_level: str = "0"
    bold: bool | None = None
    hidden: bool = False


NO_STYLE = Style()


def silent_lists(part: _Element | None) -> frozenset[tuple[str, str]]:
    """Return the lists (identifier, level) that show no number: bullets, and headings numbered with nothing."""
    kinds: dict[tuple[str, str], str] = {}
    silent: set[tuple[str, str]] = set()
    for element in () if part is None else part:
        if local(element) == "abstractNum":
            for level in (one for one in element if local(one) == "lvl"):
                kinds[attribute(element, "abstractNumId") or "", attribute(level, "ilvl") or "0"] = value(
                    level, "numFmt"
                )
        elif local(element) == "num":
            owner = value(element, "abstractNumId")
            levels = [level for (kind, level), shown in kinds.items() if kind == owner and shown in {"none", "bullet"}]
            silent |= {(attribute(element, "numId") or "", level) for level in levels}
    return frozenset(silent)


class WordStyles:
    """The styles by their identifier, each with what it inherits."""

    def __init__(self, part: _Element | None) -> None:
        elements = [] if part is None else [one for one in part if local(one) == "style"]
        self._elements = {identifier: one for one in elements if (identifier := attribute(one, "styleId"))}
        self._known: dict[str, Style] = {}

    def of_paragraph(self, properties: _Element) -> Style:
        """Return the style of a paragraph with what its own properties add."""
        return _with(self._style(value(properties, "pStyle")), properties)

    def hides(self, properties: _Element | None, *, in_hidden: bool) -> bool:
        """Say whether Word shows nothing of a run with these properties; ``in_hidden``: its paragraph's style hides."""
        vanish = child(properties, "vanish")
        if vanish is not None:
            return is_on(vanish)
        named = value(properties, "rStyle")
        return in_hidden or bool(named and self._style(named).hidden)

    def _style(self, identifier: str) -> Style:
        if identifier not in self._known:
            self._known[identifier] = self._resolved(identifier)
        return self._known[identifier]

    def inherited(self, identifier: str, said: Callable[[_Element | None], _Said | None]) -> _Said | None:
        """Return what ``said`` makes of the run properties of a style, or of the nearest one it is based on."""
        found = (said(child(element, "rPr")) for element in self._chain(identifier))
        return next((one for one in found if one is not None), None)

    def _chain(self, identifier: str) -> list[_Element]:
        """Return a style and those it is based on, the nearest first."""
        chain: list[_Element] = []
        while identifier in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[identifier])
            identifier = value(chain[-1], "basedOn")
        return chain

    def _resolved(self, identifier: str) -> Style:
        style = NO_STYLE
        for element in reversed(self._chain(identifier)):
            name = value(element, "name")
            bold = child(child(element, "rPr"), "b")
            vanish = child(child(element, "rPr"), "vanish")
            heading = _HEADING.fullmatch(name.strip())
            style = replace(
                style,
                name=name,
                level=int(heading[1]) if heading else style.level,
                bold=style.bold if bold is None else is_on(bold),
                hidden=style.hidden if vanish is None else is_on(vanish),
            )
            properties = child(element, "pPr")
            style = style if properties is None else _with(style, properties)
        return style


def _with(style: Style, properties: _Element) -> Style:
    depth = value(properties, "outlineLvl")
    if depth:
        level = int(depth) + 1 if depth in _OUTLINE_LEVELS else None
        style = replace(style, level=level)
    numbering = child(properties, "numPr")
    if numbering is not None:
        identifier = value(numbering, "numId", style.number_id)
        nested = value(numbering, "ilvl", style.number_level)
        # List 0 is none: it takes away what the style gives.
        style = replace(style, number_id="" if identifier == "0" else identifier, number_level=nested)
    return style

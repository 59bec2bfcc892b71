"""Texts on which a pattern labours if it can: what it repeats, repeated, before an end that spoils the match.

They are taken from the pattern itself, from its parsed tree: the parts that repeat, the shortest text that leads to
them, and both together, since a search begins anew at every place where that lead stands.
"""

import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import NamedTuple

# Signs by which classes are tried: one of each kind that forms hold.
_PROBES = ' \n-.,:/@(<"=&、。（·一日年aA1０é\x00_'
_MANY = 20
"""A repetition of fewer is but a factor."""
_MOST = 6
_SPOILS = ("", "\x00", "a", "一")
_MOST_UNITS = 100


class Pump(NamedTuple):
    """A text of any length: what leads to a repetition, what is repeated, and what spoils the match."""

    lead: str
    unit: str
    spoil: str

    def of(self, length: int) -> str:
        """Return the text of about ``length`` characters."""
        return self.lead + self.unit * (length // len(self.unit)) + self.spoil


def pumped(pattern: re.Pattern) -> tuple[Pump, ...]:
    """Return the texts for ``pattern``, each once; of very many a part, evenly taken."""
    tree = parser.parse(_text(pattern.pattern), pattern.flags & ~re.DEBUG)
    units = [(lead, unit) for lead, unit in dict.fromkeys(_units(tree)) if unit]
    every = -(-len(units) // _MOST_UNITS) or 1
    return tuple(Pump(lead, unit, spoil) for lead, unit in units[::every] for spoil in _SPOILS)


def _text(pattern: str | bytes) -> str:
    return pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern


def _units(tree) -> Iterator[tuple[str, str]]:
    """Yield what may come first, and what is then repeated."""
    for before, bodies in _repeats(tree, ""):
        for body in bodies:
            yield before, body
            yield "", body
            yield "", before + body
            yield "", body + before
        yield "", before
    yield "", _shortest(tree)


def _repeats(tree, before: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each repetition within ``tree``: the shortest text that leads to it, and texts of its body."""
    for operation, argument in tree:
        if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            _, most, body = argument
            if most >= _MANY:
                yield before, list(dict.fromkeys(_samples(body)))
        for inner in _within(operation, argument):
            yield from _repeats(inner, before)
        before += _shortest([(operation, argument)])


def _within(operation, argument) -> Iterator:
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        yield argument[2]
    elif operation is sre.SUBPATTERN:
        yield argument[3]
    elif operation is sre.BRANCH:
        yield from argument[1]
    elif operation in {sre.ASSERT, sre.ASSERT_NOT}:
        yield argument[1]
    elif operation is sre.ATOMIC_GROUP:
        yield argument
    elif operation is sre.GROUPREF_EXISTS:
        yield from filter(None, argument[1:])


def _samples(tree) -> list[str]:
    """A few texts that ``tree`` matches: each of its branches and, of its first class, each kind of sign."""
    texts = [""]
    for operation, argument in tree:
        texts = [text + more for more in _some(operation, argument) for text in texts[:_MOST]][: _MOST * 8]
    return texts


def _some(operation, argument) -> list[str]:
    if operation is sre.IN:
        return _members(argument) or [""]
    if operation in {sre.ANY, sre.NOT_LITERAL}:
        return [sign for sign in _PROBES if sign != "\n" and (operation is sre.ANY or ord(sign) != argument)]
    if operation is sre.BRANCH:
        return [text for branch in argument[1] for text in _samples(branch)[:3]] or [""]
    if operation is sre.SUBPATTERN:
        return _samples(argument[3])
    if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        least, _, body = argument
        return [text * max(1, least) for text in _samples(body)] if least else ["", *_samples(body)[:3]]
    if operation is sre.ATOMIC_GROUP:
        return _samples(argument)
    return [_shortest([(operation, argument)])]


def _members(members) -> list[str]:
    """Signs of a class: those named in it, and of each kind one."""
    matches = re.compile(_class(members)).match
    named = [chr(value) for kind, value in members if kind is sre.LITERAL][:4]
    named += [chr(low) for kind, value in members if kind is sre.RANGE for low in value[:1]][:4]
    return list(dict.fromkeys(sign for sign in (*named, *_PROBES) if matches(sign)))


def _class(members) -> str:
    written = ""
    for kind, value in members:
        if kind is sre.NEGATE:
            written += "^"
        elif kind is sre.LITERAL:
            written += re.escape(chr(value))
        elif kind is sre.RANGE:
            written += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            written += _CATEGORIES[value]
    return f"[{written}]"


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _shortest(tree) -> str:
    """About the shortest text that ``tree`` matches."""
    text = ""
    for operation, argument in tree:
        if operation is sre.LITERAL:
            text += chr(argument)
        elif operation is sre.IN:
            text += next(iter(_members(argument)), "")
        elif operation in {sre.ANY, sre.NOT_LITERAL}:
            text += "a" if operation is sre.ANY or argument != ord("a") else "b"
        elif operation is sre.BRANCH:
            text += min(map(_shortest, argument[1]), key=len)
        elif operation is sre.SUBPATTERN:
            text += _shortest(argument[3])
        elif operation is sre.ATOMIC_GROUP:
            text += _shortest(argument)
        elif operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            text += _shortest(argument[2]) * argument[0]
    return text

"""Which rows among those of data head the ones under them: an ordinal and a name, a name merged across the table."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Mapping, Sequence

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of

COUNT = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
# By comparison key: Ⅰ is i, （一） is (一).
ORDINAL = pattern_of(
    rf"\(?(?:(?:第|类别|分类|大类|类)?{COUNT}|第\d{{1,2}}|[ivx]{{1,5}}|[a-h]|[甲乙丙丁戊己庚辛])(?:大?类|部分|项|章)?\)?[、.:,]?"
)
# A figure before a name, and a number of two levels.
_FIGURED = pattern_of(r"\(?(\d{1,2})(?:[、.](?!\d)|\)).*", re.DOTALL)
_PARTED = pattern_of(r"(\d{1,2})[-.—–_](\d{1,2})[.、]?")


def class_rows(
    rows: Mapping[int, Sequence[Scalar]],
    doubtful: Iterable[int],
    sequence: frozenset[int],
    spans: Callable[[int, int], bool],
) -> frozenset[int]:
    """Return which of the ``doubtful`` rows of data (number → values) head the rows under them.

    An ordinal under 序号, or none, and a name alone, where the next row is numbered as if this one did not count; or a
    name merged across the table. Figures under 序号, or before the names, where they count the classes, not the rows.
    """
    heads = {number: how for number in doubtful if (how := _heads(number, rows[number], sequence, spans))}
    # What is numbered by a figure is a row as far as the others can tell.
    plainly = {number: how for number, how in heads.items() if how != "figure" and (how != "named" or sequence)}
    found: set[int] = set()
    numbers = sorted(rows) if heads else []
    others = [number for number in numbers if number not in plainly]
    for number, how in plainly.items():
        at = bisect(others, number)
        before = others[at - 1] if at else None
        if at < len(others) and (how == "merged" or _is_uncounted(how, rows, before, others[at], sequence)):
            found.add(number)
    for how in ("figure", "named"):
        classes = [number for number in numbers if heads.get(number) == how]
        if classes and _counts_classes(classes, rows, heads, sequence):
            found.update(classes)
    return frozenset(found)


def _heads(
    number: int, values: Sequence[Scalar], sequence: frozenset[int], spans: Callable[[int, int], bool]
) -> str | None:
    own = [place for place, value in enumerate(values, start=1) if place not in sequence and not is_empty(value)]
    if len(own) != 1:
        return None
    if spans(number, own[0]):
        return "merged"
    written = _sequence(values, sequence)
    if not written and _FIGURED.match(key(text_of(values[own[0] - 1]))):
        return "named"
    if not written:
        return "bare" if sequence else None
    return "ordinal" if ORDINAL.fullmatch(key(written)) else "figure" if count_of(written) is not None else None


def _is_uncounted(
    how: str, rows: Mapping[int, Sequence[Scalar]], before: int | None, following: int, sequence: frozenset[int]
) -> bool:
    following_written = _sequence(rows[following], sequence)
    if how == "ordinal":
        return not ORDINAL.fullmatch(key(following_written))
    next_number = count_of(following_written)
    last_number = count_of(_sequence(rows[before], sequence)) if before is not None else None
    return next_number is not None and (next_number == 1 or next_number - 1 == last_number)


def _counts_classes(
    classes: Sequence[int], rows: Mapping[int, Sequence[Scalar]], heads: Mapping[int, str], sequence: frozenset[int]
) -> bool:
    """Whether rows of a figure and a name, which alone would be rows not filled in, are the classes of the others.

    They are counted 1, 2, 3 from above the first row on, and those under each are counted apart from them: from 1, on
    from the row before, as 1.1, or not at all.
    """
    others = [number for number in sorted(rows) if number not in heads]
    named = heads[classes[0]] == "named"
    written = {
        number: _first(rows[number], sequence) if named else _sequence(rows[number], sequence) for number in rows
    }
    counts = [count_of(_FIGURED.sub(r"\1", key(written[number])) if named else written[number]) for number in classes]
    if not others or counts != list(range(1, len(classes) + 1)) or classes[0] > others[0]:
        return False
    if named:
        return not any(_FIGURED.match(key(written[number])) for number in others)
    if not any(written[number] for number in others):
        return len(classes) > 1  # one alone may be a row that somebody began to number
    return all(_begins(count, number, others, written) for count, number in zip(counts, classes, strict=True))


def _begins(count: int | None, head: int, others: Sequence[int], written: Mapping[int, str]) -> bool:
    """Whether the row under ``head``, the class ``count``, is counted as if ``head`` were none."""
    at = bisect(others, head)
    if at == len(others):
        return True
    following = others[at]
    if parted := _PARTED.fullmatch(key(written[following])):
        return parted[1] == str(count) and parted[2] == "1"
    number, last = count_of(written[following]), count_of(written[others[at - 1]]) if at else None
    return number is not None and (number == 1 or number - 1 == last)


def _first(values: Sequence[Scalar], sequence: frozenset[int]) -> str:
    """The first text of a row that stands not under 序号."""
    said = (text_of(value) for place, value in enumerate(values, start=1) if place not in sequence)
    return next((text for text in said if text), "")


def _sequence(values: Sequence[Scalar], sequence: frozenset[int]) -> str:
    texts = (text_of(values[place - 1]) for place in sorted(sequence) if place <= len(values))
    return next((text for text in texts if text), "")


def count_of(text: str) -> int | None:
    """Return the number that stands alone under 序号; None where none does."""
    digits = key(text).strip("().、")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else None  # noqa: PLR2004 -- no table is so long

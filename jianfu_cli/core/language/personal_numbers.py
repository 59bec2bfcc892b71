"""Mobile, citizen and bank card numbers, found by their digits however these are written and parted.

A run of digits with a few signs between them is looked at from every place where a number may begin: a number is
told by how many digits it has and what they say (GB 11643, ISO/IEC 7812), not by how they are grouped.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from jianfu_cli.core.language.folding import Folded
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.spans import PersonalData

# Signs that stand within a written number; what has a meaning of its own (%, =, a currency) does not.
_BETWEEN = r"(?:[^\w%$¥€£@=×÷+<>°]|_)"
_RUN = pattern_of(rf"[0-9](?:{_BETWEEN}{{0,6}}[0-9])*")
_LAST_X = pattern_of(rf"{_BETWEEN}{{0,6}}[Xx](?![A-Za-z])")
# With these between them, numbers are more often a list than one number in pieces.
_LISTING = frozenset(",、;:。")
_MOBILE, _OLD_CITIZEN, _CITIZEN = 11, 15, 18
SHORTEST_NUMBER = _MOBILE
"""No personal number has fewer digits."""
_CARDS = (19, 18, 17, 16)
_MOBILE_START = pattern_of("1[3-9]")
_DIALLED_BEFORE = ("0", "86", "086", "0086")
_COUNTRY = pattern_of(rf"(?<![0-9])\(?(?:(?:\+|00)?86{_BETWEEN}{{0,3}}|0)$")
_LONGEST_COUNTRY = 9
# GB/T 2260: the first two digits of a region.
_PROVINCES = pattern_of(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_BIRTH = pattern_of(r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OLD_BIRTH = pattern_of(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CARD_START = pattern_of(r"3[57]|4|5[0-9]|6[0-9]")
_UNIONPAY = "62"
_CARD_GROUPS = pattern_of(r"4444[1-3]?|61[0-3]")
_MOBILE_GROUPS = frozenset({(3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 8), (7, 4), (5, 6), (6, 5), (1,) * _MOBILE})
_YEAR = pattern_of(r"(?:19|20)\d\d")
_A_LIST = 4
_IDEOGRAPHS = {"Lo", "Nl", "So"}


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits with signs between them: the digits, where each stands, and whether a number may begin (end) before it."""

    digits: str
    at: list[int]
    open: list[bool]

    def opens(self, start: int) -> bool:
        """Whether a number may begin at ``start``: also after what is dialled first."""
        if self.open[start]:
            return True
        return any(
            self.digits[start - len(first) : start] == first and self.open[start - len(first)]
            for first in _DIALLED_BEFORE
            if start >= len(first)
        )


def personal_numbers(folded: Folded) -> Iterator[tuple[PersonalData, int, int]]:
    """Yield kind, start and end in ``folded.text`` of every personal number, in order, none within another."""
    for match in _RUN.finditer(folded.text):
        if match.end() - match.start() >= _MOBILE:
            yield from _in_run(folded, _run(folded, match.start(), match.end()))


def _run(folded: Folded, start: int, end: int) -> _Run:
    at = [place for place in range(start, end) if folded.text[place] in "0123456789"]
    # Digits of two scripts side by side are two numbers: 13800138000一共.
    scripts = [_is_ideograph(folded, place) for place in at]
    pairs = zip(pairwise(at), pairwise(scripts), strict=True)
    breaks = (right - left > 1 or one != other for (left, right), (one, other) in pairs)
    return _Run("".join(folded.text[place] for place in at), at, [True, *breaks, True])


def _is_ideograph(folded: Folded, place: int) -> bool:
    return unicodedata.category(folded.source[folded.places[place]]) in _IDEOGRAPHS


def _in_run(folded: Folded, run: _Run) -> Iterator[tuple[PersonalData, int, int]]:
    place = 0
    while place <= len(run.digits) - _MOBILE:
        found = _number_at(folded, run, place) if run.opens(place) else None
        if found is None:
            place += 1
            continue
        kind, length, end = found
        start = run.at[place]
        if kind is PersonalData.MOBILE:
            before = folded.text[max(0, start - _LONGEST_COUNTRY) : start]
            country = _COUNTRY.search(before)
            start -= len(country.group()) if country else 0
        yield kind, start, end
        place += length


def _number_at(folded: Folded, run: _Run, place: int) -> tuple[PersonalData, int, int] | None:
    """Return kind, digits taken and end of the number that begins at digit ``place``, the longest that can be meant."""
    left = len(run.digits) - place
    if left >= _CITIZEN - 1 and _PROVINCES.match(run.digits, place):
        end = _citizen_end(folded, run, place)
        if end:
            return PersonalData.CITIZEN, min(_CITIZEN, left), end
    if run.open[place] and _CARD_START.match(run.digits, place):
        for length in _CARDS:
            if left >= length and run.open[place + length] and _is_card(folded, run, place, length):
                return PersonalData.CARD, length, run.at[place + length - 1] + 1
    if left >= _OLD_CITIZEN and run.open[place] and _is_old_citizen(folded, run, place):
        return PersonalData.CITIZEN, _OLD_CITIZEN, run.at[place + _OLD_CITIZEN - 1] + 1
    if run.open[place + _MOBILE] and _MOBILE_START.match(run.digits, place):
        groups, gaps = _groups(folded, run, place, _MOBILE)
        if not _is_something_else(groups, gaps):
            return PersonalData.MOBILE, _MOBILE, run.at[place + _MOBILE - 1] + 1
    return None


def _citizen_end(folded: Folded, run: _Run, place: int) -> int | None:
    """Where the citizen number of 18 signs that begins here ends (GB 11643: region, day of birth, order, check)."""
    if not run.open[place] or not _BIRTH.fullmatch(run.digits[place + 6 : place + 14]):
        return None
    last = run.at[place + _CITIZEN - 2] + 1
    if len(run.digits) == place + _CITIZEN - 1:
        check = _LAST_X.match(folded.text, last)
        return check.end() if check else None
    whole = place + _CITIZEN
    return run.at[whole - 1] + 1 if run.open[whole] else None


def _is_old_citizen(folded: Folded, run: _Run, place: int) -> bool:
    """Whether this is a number of the first generation: region, day of birth without century, order."""
    if not run.open[place + _OLD_CITIZEN] or not _PROVINCES.match(run.digits, place):
        return False
    groups, gaps = _groups(folded, run, place, _OLD_CITIZEN)
    born = _OLD_BIRTH.fullmatch(run.digits[place + 6 : place + 12])
    return bool(born) and not _LISTING.intersection("".join(gaps)) and not _has_year(groups)


def _is_card(folded: Folded, run: _Run, place: int, length: int) -> bool:
    """Whether these are a card's digits: UnionPay's in one piece or its groups, of others those that pass the check."""
    digits = run.digits[place : place + length]
    groups, gaps = _groups(folded, run, place, length)
    if _LISTING.intersection("".join(gaps)) and len(set(gaps)) > 1:
        return False
    lengths = "".join(str(len(group)) for group in groups)
    usual = len(groups) == 1 or bool(_CARD_GROUPS.fullmatch(lengths)) or set(lengths) <= set("12")
    return usual and (digits.startswith(_UNIONPAY) or _passes_luhn(digits))


def _passes_luhn(digits: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _groups(folded: Folded, run: _Run, place: int, length: int) -> tuple[list[str], list[str]]:
    """Return the groups in which ``length`` digits are written, and the signs between the groups."""
    ats = run.at[place : place + length]
    groups, gaps = [run.digits[place]], []
    for digit, (before, here) in zip(run.digits[place + 1 : place + length], pairwise(ats), strict=True):
        if here - before > 1:
            gaps.append(folded.text[before + 1 : here].strip() or " ")
            groups.append(digit)
        else:
            groups[-1] += digit
    return groups, gaps


def _is_something_else(groups: list[str], gaps: list[str]) -> bool:
    """Whether eleven digits that could be a mobile number are several dates, amounts, rooms or years."""
    if not gaps:
        return False
    usual = tuple(map(len, groups)) in _MOBILE_GROUPS
    if any(_LISTING.intersection(gap) for gap in gaps):
        return not usual or len(set(gaps)) > 1
    points = [gap == "." for gap in gaps]
    if points == [True] and len(groups[1]) <= 2:  # noqa: PLR2004 - 138373012.34 is a sum
        return True
    decimals = 2 <= sum(points) <= len(points) - 2 and not any(one and other for one, other in pairwise(points))  # noqa: PLR2004
    ascending = len(groups) >= _A_LIST and all(int(one) < int(other) for one, other in pairwise(groups))
    return decimals or ascending or (not usual and _has_year(groups))


def _has_year(groups: list[str]) -> bool:
    return any(len(group) == len("2024") and _YEAR.match(group) for group in groups)

"""Terms: in which of them something takes place."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from jianfu_cli.core.approvals.application import Application
from jianfu_cli.core.language.occasions import Occasion
from jianfu_cli.core.model.provisions import Term

HOLIDAY, UNKNOWN = "假期", "时间未写明"
# What takes in a year touches the end of a term that it is hardly about.
_TOUCHES = 45


def terms_of(application: Application, terms: Sequence[Term]) -> tuple[str, ...]:
    """Return the terms (``2024年秋季学期``) in which ``application`` enters schools; not before it is handed in."""
    found = _within(application.timing.occasions, application.received_on, terms)
    return tuple(dict.fromkeys(found)) or (UNKNOWN,)


def _within(occasions: Iterable[Occasion], since: date, terms: Sequence[Term]) -> list[str]:
    found: list[tuple[date, str]] = []
    for occasion in occasions:
        first = occasion.first if occasion.exact or occasion.last < since else max(occasion.first, since)
        touched = [
            (begins, label, (min(occasion.last, ends) - max(first, begins)).days + 1)
            for begins, ends, label in _calendar(terms, first, occasion.last)
            if begins <= occasion.last and first <= ends
        ]
        vague = not occasion.exact and (occasion.last - occasion.first).days > 2 * _TOUCHES
        long = [entry for entry in touched if entry[2] >= _TOUCHES] if vague else touched
        found += [(begins, label) for begins, label, _ in long or touched]
        if not touched:
            found.append((first, f"{first.year}年{HOLIDAY}"))
    return [label for _, label in sorted(found)]


def _calendar(terms: Sequence[Term], first: date, last: date) -> list[tuple[date, date, str]]:
    years = range(max(first.year - 1, date.min.year), min(last.year, date.max.year - 1) + 1)
    return [
        (_day(year, term.begins), _day(year + (term.ends < term.begins), term.ends), f"{year}年{term.name}")
        for year in years
        for term in terms
    ]


def _day(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:  # 02-29 and the like
        return date(year, month + 1, 1) - timedelta(1)

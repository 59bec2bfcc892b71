"""Applications beside each other: what one school bears in a term, and who comes to it in the same weeks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from jianfu_cli.core.approvals.application import Application, Listed
from jianfu_cli.core.approvals.reach import Reach, SchoolBook
from jianfu_cli.core.approvals.reason import SAME_WEEKS, SCHOOL_LOAD, Reason
from jianfu_cli.core.approvals.terms import terms_of
from jianfu_cli.core.language.occasions import Occasion
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.matters.overlap import alike_names
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.provisions import Approval

# What lasts longer is not in any one week of it for sure.
_LONGEST_DAYS = 31
# So many others are named, and so many looked for: nobody merges with a hundred.
_NAMED, _MOST_MET = 3, 30
Visitor: TypeAlias = Application | Listed


@dataclass(frozen=True, slots=True)
class Load:
    """Who comes to a school in a term: ``by_school[school][term]`` are the applications, in order."""

    by_school: Mapping[str, Mapping[str, tuple[Application, ...]]]
    counts_times: bool

    def number(self, school: str, term: str) -> int:
        """Return how much the school bears in the term: items, or times where the campaign counts those."""
        return sum(weight(one, counts_times=self.counts_times) for one in self.by_school[school][term])


def weight(one: Application, *, counts_times: bool) -> int:
    """Return how much one application is of a term's load."""
    return max(1, one.times or 1) if counts_times else 1


def load_of(asked: Sequence[tuple[Application, Reach]], book: SchoolBook, rules: Approval) -> Load:
    """Return the load of every school that is asked, by term, or by the list's year where the campaign says so."""
    found: dict[str, dict[str, list[Application]]] = defaultdict(lambda: defaultdict(list))
    for application, reach in asked:
        for school in book.loaded(reach):
            for term in terms_of(application, rules.terms):
                found[school][term].append(application)
    loads = {
        school: {term: tuple(every) for term, every in sorted(terms.items())} for school, terms in sorted(found.items())
    }
    return Load(loads, rules.school_counts == "times")


def over_loaded(load: Load, rules: Approval) -> dict[Application, Reason]:
    """JF856: those of each school's term (or year) that come when it has all that it may have."""
    if rules.school_items is None:
        return {}
    over: dict[Application, list[tuple[str, str, int]]] = defaultdict(list)
    for school, terms in load.by_school.items():
        for span, every in _spans(terms, rules).items():
            total = 0
            for application in every:
                total += weight(application, counts_times=load.counts_times)
                if total > rules.school_items:
                    over[application].append((school, span, total))
    return {application: _loaded(application, places, rules.school_items) for application, places in over.items()}


def _spans(terms: Mapping[str, tuple[Application, ...]], rules: Approval) -> dict[str, list[Application]]:
    if rules.school_items_per == "term":
        return {term: list(every) for term, every in terms.items()}
    years: dict[str, dict[Application, None]] = defaultdict(dict)
    for every in terms.values():
        for one in every:
            years[f"{one.year(rules.year_begins)}年度"][one] = None
    return {year: list(every) for year, every in years.items()}


def _loaded(application: Application, places: Sequence[tuple[str, str, int]], most: int) -> Reason:
    named = "；".join(f"{school} {term}第 {total} 项" for school, term, total in places[:_NAMED])
    more = f"等 {len(places)} 处" if len(places) > _NAMED else ""
    return Reason(
        SCHOOL_LOAD,
        "schools",
        f"学校负荷超过 {most} 项：{named}{more}",
        "减少开展学校，改到下一学期，或者与其他事项合并。",
        application.texts["schools"],
    )


class Weeks:
    """Who comes to the same schools in the same weeks; of what one body asks for one matter nothing is said."""

    def __init__(self, every: Mapping[Visitor, Reach], campaign: Campaign) -> None:
        self._every, self._bodies = every, Bodies.of(campaign.roster)
        visitors = list(every)
        alike = alike_names([visitor.matter for visitor in visitors], Words.of(campaign.same_words))
        # What is one matter bears one number; most are alone with theirs.
        self._matter = {visitor: -place for place, visitor in enumerate(visitors)}
        for number, group in enumerate(alike.groups, start=1):
            self._matter.update((visitors[place], number) for place in group)
        self._surely: dict[date, list[Visitor]] = defaultdict(list)
        self._perhaps: dict[tuple[int, date], list[Visitor]] = defaultdict(list)
        for visitor in visitors:
            for week in _weeks(_occasions(visitor, doubtful=False)):
                self._surely[week].append(visitor)
            for week in _weeks(_occasions(visitor, doubtful=True)) if self._matter[visitor] > 0 else ():
                self._perhaps[self._matter[visitor], week].append(visitor)

    def shared(self, application: Application) -> Reason | None:
        """JF857: return what says that ``application`` should be merged with others, None where it need not."""
        met = self._met(application)
        if not met:
            return None
        named = "、".join(_said(other) for other in list(met)[:_NAMED])
        more = f"等 {len(met)} 项" if len(met) > _NAMED else ""
        week = min(met.values()).isoformat()
        message = f"与{named}{more}在同一周（{week} 起的一周）到同样的学校"
        return Reason(SAME_WEEKS, "held", message, "合并开展，或者错开时间。", application.timing.text)

    def _met(self, application: Application) -> dict[Visitor, date]:
        """Return up to so many others whom ``application`` meets at some school, each with the first week of it."""
        matter, reach = self._matter[application], self._every[application]
        beside = [(week, self._surely[week]) for week in _weeks(_occasions(application, doubtful=False))]
        beside += [
            (week, self._perhaps.get((matter, week), [])) for week in _weeks(_occasions(application, doubtful=True))
        ]
        met: dict[Visitor, date] = {}
        for week, others in sorted(beside, key=lambda entry: entry[0]):
            for beside_it in others:
                if len(met) == _MOST_MET:
                    return met
                apart = beside_it is not application and beside_it not in met and reach.shares(self._every[beside_it])
                if apart and not (self._matter[beside_it] == matter and self._one_body(application, beside_it)):
                    met[beside_it] = week
        return met

    def _one_body(self, application: Application, other: Visitor) -> bool:
        return self._bodies.same(application.body, other.body, application.unit)


def _occasions(one: Visitor, *, doubtful: bool) -> list[Occasion]:
    vague = one.timing.vague and not doubtful
    return [
        period
        for period in one.timing.occasions
        if not vague and (period.exact or doubtful) and (period.last - period.first).days <= _LONGEST_DAYS
    ]


def _weeks(occasions: Sequence[Occasion]) -> set[date]:
    found: set[date] = set()
    for one in occasions:
        monday = one.first - timedelta(one.first.weekday())
        while monday <= one.last:
            found.add(monday)
            monday += timedelta(7)
    return found


def _said(other: Visitor) -> str:
    who = other.body
    listed = "清单上的" if isinstance(other, Listed) else ""
    return f"{listed}{quoted(other.matter)}（{who}）" if who else f"{listed}{quoted(other.matter)}"

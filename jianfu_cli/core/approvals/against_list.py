"""Applications against the list: is there such an item, is it asked more often than listed, does the year have room."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jianfu_cli.core.approvals.application import Application, Listed
from jianfu_cli.core.approvals.reach import Reach
from jianfu_cli.core.approvals.reason import NOT_LISTED, OVER_CAP, TOO_OFTEN, Reason
from jianfu_cli.core.language.dates import add_months
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import UNDECIDED, MatterIndex
from jianfu_cli.core.matters.names import Words, matter_key
from jianfu_cli.core.model.campaign import Campaign


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """Which item answers to an application, None where none does; ``undecided``: too many are alike to compare."""

    item: Listed | None
    undecided: bool = False


class WhiteList:
    """The items of all lists that are given, to be found by the words of an application."""

    def __init__(self, items: Sequence[Listed], campaign: Campaign) -> None:
        self.items = tuple(items)
        self._words, self._bodies = Words.of(campaign.same_words), Bodies.of(campaign.roster)
        self._by_area: dict[str, list[Listed]] = defaultdict(list)
        for item in items:
            self._by_area[item.area].append(item)
        self._indexes: dict[tuple[str, ...], tuple[list[Listed], MatterIndex]] = {}

    def answer(self, application: Application) -> ListAnswer:
        """Return the item that answers to ``application``: of the county's own list first, then of the city's.

        A body of the city that gives only a county's list means that.
        """
        areas = [area for area in dict.fromkeys((application.area, "")) if area in self._by_area]
        for area in areas:
            found = self._best(application, (area,))
            if found.item or found.undecided:
                return found
        return ListAnswer(None) if areas else self._best(application, tuple(sorted(self._by_area)))

    def _best(self, application: Application, areas: tuple[str, ...]) -> ListAnswer:
        if areas not in self._indexes:
            items = [item for area in areas for item in self._by_area[area]]
            named = [(item.matter, self._bodies.identity(item.body, item.unit)) for item in items]
            self._indexes[areas] = items, MatterIndex(named, self._words)
        items, index = self._indexes[areas]
        match = index.best(application.matter, self._bodies.identity(application.body, application.unit))
        if match is UNDECIDED:
            return ListAnswer(None, undecided=True)
        return ListAnswer(items[match.place] if match else None)

    def total(self, area: str, scope: str) -> int:
        """Return how many items count against the cap of ``area``: its own, or with ``scope`` all those of all levels.

        An own list that has the upper levels' items too (省、市、县三级合并公布) counts its lowest.
        """
        own = self._by_area.get(area, [])
        if scope == "own":
            levels = {item.level for item in own if item.level is not None}
            lowest = max(levels) if len(levels) > 1 else None
            return len({matter_key(item.matter) for item in own if lowest is None or item.level == lowest})
        every = [*own, *(self._by_area.get("", []) if area else [])]
        return len({matter_key(item.matter) for item in every})

    @property
    def areas(self) -> tuple[str, ...]:
        """The counties whose own lists are given."""
        return tuple(sorted(area for area in self._by_area if area))


def not_on_list(application: Application, answer: ListAnswer) -> Iterator[Reason]:
    """JF851: no listed item answers to it."""
    if answer.item is None and not answer.undecided:
        message = f"{quoted(application.matter)}不在清单上"
        yield Reason(
            NOT_LISTED, "matter", message, "未列入清单的不得进校园；确需开展的，先按程序申请增列。", application.matter
        )


def too_often(
    asked: Sequence[tuple[Application, ListAnswer, Reach]], campaign: Campaign, judged: int = 0
) -> dict[Application, Reason]:
    """JF854: with those before it, it comes to a school more often in the year than the list or the campaign allows.

    ``asked`` are in order; the first ``judged`` were decided before, and only count.
    """
    rules = campaign.approval
    assert rules is not None
    found: dict[Application, Reason] = {}
    earlier: dict[tuple[Hashable, int], list[tuple[Application, Reach]]] = defaultdict(list)
    for place, (application, answer, reach) in enumerate(asked):
        times, listed = application.times, answer.item.times if answer.item else None
        same = earlier[_item(application, answer), application.year(rules.year_begins)]
        limits = [limit for limit in (listed, rules.times_per_year) if limit is not None]
        if place >= judged and times is not None and limits:
            months = campaign.limits.notice_months
            before = sum(
                other.times or 0
                for other, theirs in same
                if reach.shares(theirs) and _apart(application, other, months)
            )
            if times + before > min(limits):
                found[application] = _often(application, times, times + before, listed, rules.times_per_year)
        same.append((application, reach))
    return found


def _often(application: Application, times: int, total: int, listed: int | None, most: int | None) -> Reason:
    with_others = f"，连同先报的共 {total} 次" if total > times else ""
    by_list = listed is not None and (most is None or listed <= most)
    allowed = f"清单上是每年 {listed} 次" if by_list else f"一项每年最多 {most} 次"
    text = application.texts["frequency"]
    message = f"次数{quoted(text)}即每年 {times} 次{with_others}，{allowed}"
    return Reason(TOO_OFTEN, "frequency", message, "按清单减少次数，或者合并开展。", text)


def _apart(application: Application, earlier: Application, months: int) -> bool:
    """Whether both surely take place, at times apart: what names one time twice is one event."""
    begins = earlier.timing.occasions[0].first if application.dated and earlier.dated else date.min
    if add_months(earlier.received_on, months) > begins:
        return False
    times = [(ours, theirs) for ours in application.timing.occasions for theirs in earlier.timing.occasions]
    return all(ours.last < theirs.first or theirs.last < ours.first for ours, theirs in times)


def _item(application: Application, answer: ListAnswer) -> Hashable:
    """What tells the item apart: the listed one, else its own name."""
    return id(answer.item) if answer.item else (application.area, matter_key(application.matter))


def over_cap(
    asked: Sequence[tuple[Application, ListAnswer]], listed: WhiteList, campaign: Campaign, judged: int = 0
) -> dict[Application, Reason]:
    """JF855: what is not on the list is an addition, and with it the year's total passes the cap."""
    cap, rules = campaign.limits.whitelist_cap, campaign.approval
    if cap is None or rules is None:
        return {}
    added: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    found: dict[Application, Reason] = {}
    for place, (application, answer) in enumerate(asked):
        if answer.item or answer.undecided:
            continue
        year = added[application.year(rules.year_begins)]
        year[application.area].add(matter_key(application.matter))
        total = _total_with(application.area, year, listed, rules.cap_scope)
        if total > cap and place >= judged:
            scope = "各级合计" if rules.cap_scope == "all" else "本级"
            message = f"{quoted(application.matter)}不在清单上，增列以后{scope}共 {total} 项，超过总量上限 {cap} 项"
            found[application] = Reason(
                OVER_CAP, "matter", message, "总量不得突破：与已有事项合并，或者调减以后再申请。", application.matter
            )
    return found


def _total_with(area: str, added: dict[str, set[str]], listed: WhiteList, scope: str) -> int:
    own = listed.total(area, scope) + len(added[area])
    if scope == "own":
        return own
    if area:
        return own + len(added.get("", set()))
    counties = [
        listed.total(county, scope) + len(added.get(county, set())) for county in {*listed.areas, *filter(None, added)}
    ]
    return max([own, *(count + len(added[""]) for count in counties)])

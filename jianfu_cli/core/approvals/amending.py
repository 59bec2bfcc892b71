"""``review --amend``: additions to the year's list within its total, and the list beside last year's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jianfu_cli.core.approvals.against_list import WhiteList
from jianfu_cli.core.approvals.application import Listed
from jianfu_cli.core.approvals.reason import OVER_CAP, Suggestion
from jianfu_cli.core.approvals.review import Review, Reviewed
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import UNDECIDED, MatterIndex
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign

# A list of each year: 2025年防溺水宣传 goes on as 2026年防溺水宣传.
_YEAR = pattern_of(r"(?:19|20)\d{2}(?:—|-|－)?(?:(?:19|20)\d{2})?(?:学年度?|年度?)")


class Room(NamedTuple):
    """How many items a list has, and how many it may have (None: as many as one likes); ``area`` "" is the city's."""

    area: str
    total: int
    cap: int | None

    @property
    def left(self) -> int | None:
        """How many more there may be."""
        return None if self.cap is None else max(0, self.cap - self.total)


class Changed(NamedTuple):
    """An item that comes more or less often than last year."""

    item: Listed
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ListChanges:
    """This year's list beside last year's: items that are new, that are gone, and that come more or less often."""

    new: tuple[Listed, ...]
    gone: tuple[Listed, ...]
    changed: tuple[Changed, ...]
    same: int


@dataclass(frozen=True, slots=True)
class Amendment:
    """The room of each list, the applications that are additions to one, and what changed since last year."""

    rooms: tuple[Room, ...]
    additions: tuple[Reviewed, ...]
    changes: ListChanges | None

    @staticmethod
    def fits(one: Reviewed) -> bool:
        """Say whether an addition stays within the year's total."""
        return all(reason.code != OVER_CAP for reason in one.reasons)

    @property
    def agreed(self) -> tuple[Reviewed, ...]:
        """The additions that a person agreed to, and those that nothing speaks against."""
        return tuple(one for one in self.additions if one.suggestion is Suggestion.AGREE)


def amendment(review: Review, listed: Sequence[Listed], last: Sequence[Listed] | None, campaign: Campaign) -> Amendment:
    """Return what is to be added to the list that is ``listed``; ``last`` is last year's, None: it is not given."""
    whitelist, rules = WhiteList(listed, campaign), campaign.approval
    scope = rules.cap_scope if rules else "own"
    additions = tuple(one for one in review.every if one.listed is None)
    areas = dict.fromkeys([item.area for item in listed] + [one.application.area for one in additions])
    rooms = (Room(area, whitelist.total(area, scope), campaign.limits.whitelist_cap) for area in sorted(areas))
    return Amendment(tuple(rooms), additions, list_changes(listed, last, campaign) if last is not None else None)


def list_changes(listed: Sequence[Listed], last: Sequence[Listed], campaign: Campaign) -> ListChanges:
    """Compare two lists item by item, within each area, by the names that matters have everywhere."""
    words, bodies = Words.of(campaign.same_words), Bodies.of(campaign.roster)
    new: list[Listed] = []
    changed: list[Changed] = []
    known: set[int] = set()
    for area in dict.fromkeys(item.area for item in (*listed, *last)):
        before = [item for item in last if item.area == area]
        index = MatterIndex([(_bare(item), bodies.identity(item.body, item.unit)) for item in before], words)
        for item in (one for one in listed if one.area == area):
            match = index.best(_bare(item), bodies.identity(item.body, item.unit))
            if match is None or match is UNDECIDED:
                new.append(item)
                continue
            former = before[match.place]
            known.add(id(former))
            if former.times is not None and item.times is not None and former.times != item.times:
                changed.append(Changed(item, former.times, item.times))
    gone = tuple(item for item in last if id(item) not in known)
    return ListChanges(tuple(new), gone, tuple(changed), len(listed) - len(new) - len(changed))


def _bare(item: Listed) -> str:
    return _YEAR.sub("", item.matter) or item.matter

"""Which problem, rectification or listed item a clue touches: by what it says, where, of whom (matters.mentions)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.body_lists import bodies_named
from jianfu_cli.core.matters.matching import likeness
from jianfu_cli.core.matters.mentions import APART, Mention, Mentions, Told
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.clue_model import Clue, ClueLink, LinkKind
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.model import NO_UNIT, MergedRow, MergedTable, table_of
from jianfu_cli.core.rollup.reconciliation import standing

KINDS: Mapping[FormRole, LinkKind] = {
    FormRole.PROBLEMS: "problems",
    FormRole.RECTIFICATIONS: "rectifications",
    FormRole.WHITELIST: "listed",
}
# Of what is not sure so many are shown.
_MOST_UNSURE = 3
# A county's own matter goes before the city's that is told alike.
_OWN_AREA = 0.05
_SHORTEST_ASKER = 3
# Of the words that tell of one matter, so many that tell of another too.
_SHARED = 0.3


class _Row(NamedTuple):
    """A row of one of the tables, and which of the matters it is of."""

    table: MergedTable
    row: MergedRow


class ClueLinks:
    """The matters of a roll-up, to be found by what clues tell; ``came`` says when a file came in, where known."""

    def __init__(
        self, tables: Sequence[MergedTable], campaign: Campaign, as_of: date, came: Mapping[str, date]
    ) -> None:
        self._campaign, self._as_of, self._came = campaign, as_of, came
        self._words, self._bodies = Words.of(campaign.same_words), Bodies.of(campaign.roster)
        self._rows: dict[tuple[str, str], list[_Row]] = {}
        for role in KINDS:
            table = table_of(tables, role)
            for row in table.rows if table else ():
                assert table is not None
                named = table.matter_name(row)
                if named.name:
                    self._rows.setdefault((row.unit, named.name), []).append(_Row(table, row))
        self._owners = list(self._rows)
        self._names_of: dict[str, list[str]] = defaultdict(list)
        for unit, name in self._owners:
            self._names_of[unit].append(name)
        self._mentions = Mentions([self._told(owner) for owner in self._owners], self._words)
        self._alike = lru_cache(maxsize=65536)(lambda one, other: likeness(one, other, self._words))

    @property
    def any(self) -> bool:
        """Whether there is anything to be compared with."""
        return bool(self._rows)

    def of(self, clue: Clue, text: str) -> tuple[ClueLink, ...]:
        """Return what ``clue`` touches, whose 反映内容 is ``text``: the rows of what is meant, else of what may be."""
        near = self._near(clue, text)
        meant = [one for one in near if self._is_meant(one, near, clue)]
        sure = bool(meant)
        told = meant or near[:_MOST_UNSURE]
        return tuple(dict.fromkeys(link for one in told for link in self._links(one, clue, sure=sure)))

    def _is_meant(self, mention: Mention, near: Sequence[Mention], clue: Clue) -> bool:
        """Whether the clue surely tells of it: nothing else that the same words may tell of fits nearly as well.

        Where nobody says in which county the school lies, only a matter of the city's can be.
        """
        unit, name = self._owners[mention.place]
        if not mention.plain or (not clue.area and self._bodies.area(unit)):
            return False
        rivals = [rival for rival in near if rival is not mention and _overlap(mention, rival)]
        by_another_name = (rival for rival in rivals if not self._alike(name, self._owners[rival.place][1]))
        if any(rival.score > mention.score - APART for rival in by_another_name):
            return False
        return not any(rival.score >= mention.score + APART for rival in rivals)

    def _near(self, clue: Clue, text: str) -> list[Mention]:
        category = self._campaign.category_names.find(clue.category) or clue.category
        found = self._mentions.of(text, category, lambda place: self._may_concern(clue, self._owners[place][0]))
        lifted = (
            one._replace(score=one.score + _OWN_AREA)
            if self._bodies.area(self._owners[one.place][0]) == clue.area
            else one
            for one in found
        )
        return sorted(lifted, key=lambda one: (-one.score, one.place))

    def _may_concern(self, clue: Clue, unit: str) -> bool:
        """Whether the matters of ``unit`` reach the school: those of its county, and the city's."""
        if not clue.area:
            return True
        return self._bodies.area(unit) in {clue.area, ""} and unit != NO_UNIT

    def _links(self, mention: Mention, clue: Clue, *, sure: bool) -> Iterator[ClueLink]:
        """The rows of the matter that is meant, under whatever name its unit has it on each form."""
        unit, name = self._owners[mention.place]
        evidence = (*mention.evidence, *([f"学校在{clue.area}"] if clue.area and clue.area == unit else []))
        for other in self._names_of[unit]:
            if other == name or self._alike(other, name):
                for one in self._rows[unit, other]:
                    yield replace(
                        self._link(one), score=min(round(mention.score, 3), 1.0), sure=sure, evidence=evidence
                    )

    def _link(self, one: _Row) -> ClueLink:
        table, row = one
        role = table.attachment.role
        assert role is not None
        name = table.matter_name(row)
        link = ClueLink(
            KINDS[role], table.attachment.id, row.unit, name.name, name.body, row.path, row.row, 0, False, ()
        )
        if role is FormRole.PROBLEMS:
            return replace(link, disposition=self._campaign.disposition(table.text(row, "disposition")))
        if role is not FormRole.RECTIFICATIONS:
            return link
        stands = standing(table, row, self._campaign, self._as_of)
        return replace(link, standing=stands, done_by=self._done_by(table, row) if _is_done(stands) else None)

    def _done_by(self, table: MergedTable, row: MergedRow) -> date | None:
        """The day by which it was done: its 整改时限, or the day its form came in where that is earlier."""
        deadline = read_date(table.text(row, "deadline"), self._campaign.year)
        days = [*([deadline.day] if deadline else []), *([self._came[row.path]] if row.path in self._came else [])]
        return min(days, default=None)

    def _told(self, owner: tuple[str, str]) -> Told:
        unit, name = owner
        rows = self._rows[owner]
        texts = [
            table.text(row, role)
            for table, row in rows
            for role in ("content", *(["measures"] if len(rows) == 1 else []))
        ]
        bodies = [table.text(row, "body") for table, row in rows]
        categories = (table.text(row, "category") for table, row in rows)
        category = next((found for one in categories if (found := self._campaign.category_names.find(one))), "")
        organs = frozenset(organ for body in bodies for organ in self._bodies.organs(body, unit))
        return Told(name, next(filter(None, texts), ""), category, organs, tuple(self._askers(bodies, unit)))

    def _askers(self, bodies: Iterable[str], unit: str) -> Iterator[str]:
        """How the bodies are called in a text: without the place before them."""
        for body in dict.fromkeys(bodies):
            for name in bodies_named(body)[0]:
                bare = key(name).removeprefix(key(self._bodies.area(unit)))
                if len(bare) >= _SHORTEST_ASKER:
                    yield bare


def _is_done(stands: RectificationStatus) -> bool:
    return stands is RectificationStatus.DONE


def _overlap(one: Mention, other: Mention) -> bool:
    """Whether two matters are told by the same words: then at most one of them is meant."""
    return len(one.shared & other.shared) > _SHARED * min(len(one.shared), len(other.shared))

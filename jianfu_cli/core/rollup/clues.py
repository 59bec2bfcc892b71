"""The ledger of clues and the roll-up, laid side by side: ``ClueReport``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from jianfu_cli.core.filings.clue_terms import clue_term
from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.common import COMMON_TO
from jianfu_cli.core.matters.groups import Groups
from jianfu_cli.core.matters.matching import likeness
from jianfu_cli.core.matters.mentions import alike_texts
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.meanings import ClueOutcome
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.rollup.clue_links import ClueLinks
from jianfu_cli.core.rollup.clue_model import Clue, ClueGroup, ClueLink, ClueReport
from jianfu_cli.core.rollup.model import MergedRow, MergedTable, RollUp, table_of

_BETWEEN = pattern_of(r"[、,，;；/\n]+|(?<=[校园学])和")
# 多所学校, 全县中小学 name no school.
_NO_SCHOOL = pattern_of(
    r"(?:全|各|多|部分|有关|相关|辖区|某些?|几|个别|若干|不详|不明|未|无|匿名)[^、]{0,10}|[市县区]?(?:直)?中?小?学校?|学校"
)
_TITLE_LENGTH = 24


def clues_in(rolled: RollUp) -> ClueReport | None:
    """Return what the clues of a roll-up say beside its other forms; None where nobody sent or keeps any."""
    ledger = rolled.table(FormRole.CLUES)
    if ledger is None:
        return None
    return clue_report(ledger, rolled.tables, rolled.campaign, rolled.as_of, came_in(rolled))


def came_in(rolled: RollUp) -> dict[str, date]:
    """Return when each file came in, where more than its own time says so."""
    counted = (version for filing in rolled.filings for version in filing.versions)
    return {version.file.path: version.received_on for version in counted if not version.day_unknown}


def clue_report(
    ledger: MergedTable,
    tables: Sequence[MergedTable],
    campaign: Campaign,
    as_of: date,
    came: Mapping[str, date] | None = None,
) -> ClueReport:
    """Return what the rows of ``ledger`` say by ``as_of``, and which rows of ``tables`` they touch.

    ``came`` says when a file of those came in, where that is known. Clues received after ``as_of`` are only counted.
    """
    links = ClueLinks(tables, campaign, as_of, came or {})
    whitelist = table_of(tables, FormRole.WHITELIST)
    lists = whitelist is not None and bool(whitelist.rows)
    clues: list[Clue] = []
    texts: list[str] = []
    later = 0
    for row in ledger.rows:
        clue = _clue(ledger, row, campaign, as_of)
        if clue.received_on and clue.received_on > as_of:
            later += 1
            continue
        text = ledger.text(row, "content")
        touched = links.of(clue, text)
        clues.append(replace(clue, links=touched, listed=_listed(clue, touched, campaign) if lists else None))
        texts.append(text)
    groups = tuple(_groups(clues, texts, campaign))
    return ClueReport(campaign, as_of, tuple(clues), later, groups, links.any)


def _clue(ledger: MergedTable, row: MergedRow, campaign: Campaign, as_of: date) -> Clue:
    def text(role: str) -> str:
        return public_text(ledger.text(row, role))

    term = clue_term(ledger.text(row, "received_on"), ledger.text(row, "closed_on"), campaign, as_of)
    assigned = read_date(ledger.text(row, "assigned_on"), campaign.year)
    column = ledger.attachment.column_by_role.get(ColumnRole.OUTCOME)
    outcome = column.outcome(ledger.text(row, "outcome")) if column else None
    return Clue(
        path=row.path,
        sheet=row.sheet,
        row=row.row,
        unit=row.unit,
        number=text("number"),
        source=text("source"),
        received_on=term.received_on,
        content=text("content"),
        category=text("category"),
        schools=tuple(_schools(text("concerned"))),
        area=_area(ledger, row, campaign),
        body=text("body"),
        assigned_on=assigned.day if assigned else None,
        outcome=outcome or ClueOutcome.PENDING,
        handling=text("handling"),
        closed_on=term.closed_on,
        circulated=text("circulated"),
        days_open=term.days,
        due=term.due,
        late=term.late,
    )


def _schools(cell: str) -> Iterator[str]:
    for name in dict.fromkeys(part.strip() for part in _BETWEEN.split(cell)):
        if name and not _NO_SCHOOL.fullmatch(name):
            yield name


def _area(ledger: MergedTable, row: MergedRow, campaign: Campaign) -> str:
    """The county in which the school lies: as it is named, as the text says, by who verifies, by who files."""
    roster = campaign.roster
    said = (roster.areas_in(ledger.text(row, role)) for role in ("concerned", "content", "body"))
    named = next((areas for areas in said if areas), ())
    if named:
        return named[0] if len(named) == 1 else ""
    return Bodies.of(roster).area(row.unit)


def _listed(clue: Clue, links: Iterable[ClueLink], campaign: Campaign) -> bool | None:
    """Whether what enters schools is on the list; None for other matters, and where only a person can say."""
    listed = [link.sure for link in links if link.kind == "listed"]
    if any(listed):
        return True
    on_campus = {one.name for one in campaign.categories if one.role is CategoryRole.ON_CAMPUS}
    concerned = campaign.category_names.find(clue.category) in on_campus
    return False if concerned and not listed else None


def _groups(clues: Sequence[Clue], texts: Sequence[str], campaign: Campaign) -> Iterator[ClueGroup]:
    """Yield the matters of which three schools or more are told, those of most schools first."""
    words = Words.of(campaign.same_words)
    groups = Groups(len(clues))
    for one, other in alike_texts(texts, words):
        if clues[one].category == clues[other].category:
            groups.join(one, other)
    named: dict[str, int] = {}
    for place, clue in enumerate(clues):
        matter = next((link.matter for link in clue.links if link.sure), "")
        known = next((name for name in named if matter and (name == matter or likeness(name, matter, words))), None)
        if matter:
            groups.join(named.setdefault(known or matter, place), place)
    together: dict[int, list[int]] = {}
    for place in range(len(clues)):
        together.setdefault(groups.first(place), []).append(place)
    found = [_group(places, clues) for places in together.values()]
    wide = (group for group in found if len(group.schools) >= COMMON_TO)
    yield from sorted(wide, key=lambda group: (-len(group.schools), group.clues))


def _group(places: Sequence[int], clues: Sequence[Clue]) -> ClueGroup:
    schools: dict[tuple[str, str], str] = {}
    for place in places:
        for school in clues[place].schools:
            area = clues[place].area
            schools.setdefault((area, key(school).removeprefix(key(area))), school)
    linked = [link.matter for place in places for link in clues[place].links if link.sure]
    told = clues[places[0]].content
    title = max(set(linked), key=lambda name: (linked.count(name), name)) if linked else told[:_TITLE_LENGTH]
    return ClueGroup(title, tuple(schools.values()), tuple(places))

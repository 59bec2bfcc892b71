"""Two versions of a form, or two roll-ups, row by row: matched by matter, never wildly."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.matters.blocking import Blocks
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import likeness
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.matters.overlap import alike_names
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.difference import CellChange, Difference, FilingChange, FormDifference, RowChange, RowStatus
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.rolled_up import PROVENANCE, UNIT_COLUMN
from jianfu_cli.core.rollup.records import Record, heading_of, records

# Partners tried for a row whose name many bear.
_BEST = 5
# A year comes and goes between two forms; between two versions of one form 2023年 and 2024年 are two matters.
_NUMBERS = pattern_of(r"\d+|[一二三四五六七八九十百]+")

Pair = tuple[Record, Record, float]
# How alike the names are, the ratio of their characters, the old place and the new.
_Alike = tuple[float, float, int, int]


def compare(old: tuple[SourceFile, ...], new: tuple[SourceFile, ...], campaign: Campaign) -> Difference:
    """Compare what was read of two files, attachment by attachment; those that neither holds are left out."""
    before, after = _forms(old), _forms(new)
    differences = tuple(
        _compare_forms(before.get(form.id, []), after.get(form.id, []), form, campaign)
        for form in campaign.attachments
        if form.id in before or form.id in after
    )
    return Difference(old[0].path, new[0].path, differences)


# What 报送情况 prints, by unit and the label of the attachment.
Standings = Mapping[tuple[str, str], str]


def compare_filings(
    old: Standings | None, new: Standings | None, campaign: Campaign
) -> tuple[FilingChange, ...] | None:
    """Compare what two roll-ups say of each return, in order of the roster; None where one of them says nothing."""
    if old is None or new is None:
        return None
    places = {form.label: place for place, form in enumerate(campaign.attachments)}
    asked = [owner for owner in {**old, **new} if owner[1] in places]
    ordered = sorted(asked, key=lambda owner: (campaign.roster.order(owner[0]), places[owner[1]]))
    return tuple(
        FilingChange(unit, campaign.attachments[places[label]], before, after)
        for unit, label in ordered
        if (before := old.get((unit, label), "")) != (after := new.get((unit, label), ""))
    )


def _forms(files: tuple[SourceFile, ...]) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for file in files:
        for form in file.forms:
            found[form.attachment].append(form)
    return found


def _compare_forms(old: list[Form], new: list[Form], attachment: Attachment, campaign: Campaign) -> FormDifference:
    by_unit = any(len({form.owner.unit for form in forms}) > 1 for forms in (old, new))
    bodies = Bodies.of(campaign.roster)
    before, after = (records(forms, attachment, bodies, by_unit=by_unit) for forms in (old, new))
    pairs, gone, added, not_compared = pair_rows(before, after, Words.of(campaign.same_words))
    changed = [_changed(*pair) for pair in pairs]
    rows = [row for row in changed if row.cells]
    headings = [_headings(forms, attachment) for forms in (old, new)]
    return FormDifference(
        attachment,
        same=len(pairs) - len(rows),
        header=_header(old, new, attachment),
        columns_added=tuple(one for one in headings[1] if old and one not in headings[0]),
        columns_gone=tuple(one for one in headings[0] if new and one not in headings[1]),
        rows=(*rows, *(_whole(RowStatus.ADDED, one) for one in added), *(_whole(RowStatus.GONE, one) for one in gone)),
        not_compared=not_compared,
    )


def _headings(forms: Iterable[Form], attachment: Attachment) -> dict[str, None]:
    every = (heading_of(column, attachment) for form in forms for column in form.body.columns)
    return {heading: None for heading in every if heading not in PROVENANCE | {UNIT_COLUMN}}


def _header(old: list[Form], new: list[Form], attachment: Attachment) -> tuple[CellChange, ...]:
    if not old or not new:
        return ()
    changes = []
    for field in attachment.header:
        before, after = old[0].header.fields.get(field.key), new[0].header.fields.get(field.key)
        texts = tuple(one.text if one else "" for one in (before, after))
        if texts[0] != texts[1]:
            cells = (
                one.cell if one and form.place.sheet else None for one, form in ((before, old[0]), (after, new[0]))
            )
            changes.append(CellChange(field.name, *texts, *cells))
    return tuple(changes)


def pair_rows(
    before: list[Record], after: list[Record], words: Words
) -> tuple[list[Pair], list[Record], list[Record], int]:
    """Pair rows that are the same, then of one name and body, then of one name, then of names nearly the same.

    Return the pairs, what is left of both, and how many rows the budget left uncompared.
    """
    signs: tuple[Callable[[Record], Hashable], ...] = (
        lambda one: (one.unit, one.key, tuple(sorted(one.texts.items()))),
        lambda one: (one.unit, one.key, one.body),
        lambda one: (one.unit, one.key),
    )
    pairs: list[Pair] = []
    for sign in signs:
        found, before, after = _equal(before, after, sign)
        pairs += found
    candidates, uncompared = _alike(before, after, words)
    near, before, after = _nearest(before, after, candidates)
    order = {id(one): place for place, one in enumerate(after)}
    return sorted([*pairs, *near], key=lambda pair: pair[1].row or order.get(id(pair[1]), 0)), before, after, uncompared


def _equal(
    before: list[Record], after: list[Record], sign: Callable[[Record], Hashable]
) -> tuple[list[Pair], list[Record], list[Record]]:
    waiting: dict[Hashable, deque[Record]] = defaultdict(deque)
    for record in after:
        waiting[sign(record)].append(record)
    pairs: list[Pair] = []
    left = []
    for record in before:
        same = waiting.get(sign(record))
        if same:
            pairs.append((record, same.popleft(), 100.0))
        else:
            left.append(record)
    paired = {id(pair[1]) for pair in pairs}
    return pairs, left, [record for record in after if id(record) not in paired]


def _nearest(
    before: list[Record], after: list[Record], candidates: Iterable[_Alike]
) -> tuple[list[Pair], list[Record], list[Record]]:
    """Pair what is left where the names mean one matter, the most alike first; each row once, within its unit."""
    pairs: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for alike, _, here, there in sorted(candidates, key=lambda found: (-found[0], -found[1], *found[2:])):
        if here not in taken[0] and there not in taken[1]:
            pairs.append((before[here], after[there], round(alike, 1)))
            taken[0].add(here)
            taken[1].add(there)
    return (
        pairs,
        [one for place, one in enumerate(before) if place not in taken[0]],
        [one for place, one in enumerate(after) if place not in taken[1]],
    )


def _alike(before: list[Record], after: list[Record], words: Words) -> tuple[list[_Alike], int]:
    """Return the rows that may be one, and how many were not compared with all that their names resemble."""
    every = [*before, *after]
    alike = alike_names([row.matter for row in every], words)
    candidates: list[_Alike] = []
    uncompared = set(alike.uncompared)
    for group in alike.groups:
        together: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for place in group:
            row = every[place]
            together[row.unit, tuple(_NUMBERS.findall(row.key))][place >= len(before)].append(place)
        for olds, news in together.values():
            blocks = Blocks.of([every[place].key for place in news] if olds else [], 0)
            for old in olds:
                near, complete = blocks.near(every[old].key)
                candidates += _best(every, old, [news[nth] for nth in sorted(near)], len(before), words)
                uncompared |= set() if complete else {old}
    return candidates, len(uncompared)


def _best(every: list[Record], old: int, news: list[int], first: int, words: Words) -> Iterator[_Alike]:
    """Yield the best partners for the row ``old`` among ``news``, which are counted from ``first``."""
    keys = [every[new].key for new in news]
    for _, ratio, nth in process.extract(every[old].key, keys, scorer=fuzz.ratio, limit=_BEST):
        score = likeness(every[old].matter, every[news[nth]].matter, words)
        if score:
            yield score, ratio, old, news[nth] - first


def _changed(old: Record, new: Record, score: float) -> RowChange:
    cells = tuple(
        CellChange(heading, before, after, old.cells.get(heading), new.cells.get(heading))
        for heading in dict.fromkeys((*new.texts, *old.texts))
        if (before := old.texts.get(heading, "")) != (after := new.texts.get(heading, ""))
    )
    return RowChange(RowStatus.CHANGED, new.unit, new.matter, old.row, new.row, score, cells)


def _whole(change: RowStatus, record: Record) -> RowChange:
    added = change is RowStatus.ADDED
    cells = tuple(
        CellChange(heading, "", text, None, record.cells.get(heading))
        if added
        else CellChange(heading, text, "", record.cells.get(heading), None)
        for heading, text in record.texts.items()
        if text
    )
    old, new = (None, record.row) if added else (record.row, None)
    return RowChange(change, record.unit, record.matter, old, new, 0.0, cells)

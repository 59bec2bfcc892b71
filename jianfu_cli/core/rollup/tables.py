"""Rows of forms to merged tables: every row is merged or listed as unused with its reason."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat

from jianfu_cli.core.filings.versions import versions
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import cell_name, text_of, texts_of
from jianfu_cli.core.matters.rows import bodies_together
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import CELL_FAMILY, DOCUMENT_NUMBER, INVISIBLE_CHARACTERS, Finding, Severity
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.rows import Row
from jianfu_cli.core.rollup.model import NO_UNIT, MergedRow, MergedTable, UnusedRow, own_columns

# Invisible characters are gone from every merged text anyway; a number is quoted from a document its unit has.
_NOT_REPAIRED = frozenset({INVISIBLE_CHARACTERS, DOCUMENT_NUMBER})
_REPEATED = "工作表“{}”里已有这一行，只计一次"
NO_HEADING = "（无列名）"

# An extra column: its heading, and which of several of that heading in the same form it is.
Slot = tuple[str, int]


@dataclass(slots=True)
class RowMarks:
    """What the findings say of one row: all codes, its own errors, safe repairs by cell (by column in Word)."""

    codes: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)
    repairs: dict[str, str] = field(default_factory=dict)


_NO_MARKS = RowMarks()
# By path and sheet, then by row.
Marks = Mapping[tuple[str | None, str | None], Mapping[int, RowMarks]]


@dataclass(frozen=True, slots=True)
class FiledForm:
    """A form with its file and unit; ``why_not`` is the reason where its rows are not merged."""

    unit: str
    file: SourceFile
    form: Form
    why_not: str


def marks_of(findings: Iterable[Finding]) -> Marks:
    """Return ``(path, sheet) → row → marks``; a repair is the suggestion of a finding that is fixable."""
    marks: dict[tuple[str | None, str | None], dict[int, RowMarks]] = defaultdict(lambda: defaultdict(RowMarks))
    for finding in findings:
        if finding.row is None or finding.settled:
            continue
        mark = marks[finding.path, finding.sheet][finding.row]
        mark.codes.add(finding.code)
        if finding.severity is Severity.ERROR and finding.family == CELL_FAMILY:
            mark.errors.add(finding.code)
        place = finding.cell or finding.column
        if finding.fixable and place and finding.suggestion is not None and finding.code not in _NOT_REPAIRED:
            mark.repairs.setdefault(place, clean(finding.suggestion))
    return marks


def parts(
    files: tuple[SourceFile, ...],
    campaign: Campaign,
    as_of: date,
    conflicts: Container[tuple[str | None, str | None]] = (),
) -> dict[str, list[FiledForm]]:
    """Return ``attachment → forms`` in the order of the roll-up: roster, path, sheet.

    ``conflicts`` are ``(path, attachment)`` of versions of which nobody can say that they are the earlier ones.
    """
    found: dict[str, list[FiledForm]] = defaultdict(list)
    for (unit, attachment), owned in versions(files, campaign.same_words, as_of).items():
        for version in owned:
            doubt = "；两份同一天收到、内容不同，请核实" if (version.file.path, attachment) in conflicts else ""
            why = f"{version.why}{doubt}"
            found[attachment] += (FiledForm(unit or NO_UNIT, version.file, form, why) for form in version.forms)
    for those in found.values():
        those.sort(key=lambda part: (campaign.roster.order(part.unit), part.file.below, part.file.path))
    return found


def merge_table(
    attachment: Attachment, filed: Iterable[FiledForm], marks: Marks, *, strict: bool
) -> tuple[MergedTable, tuple[UnusedRow, ...]]:
    """Merge the rows of all forms of one attachment; the second value are the rows left out."""
    columns = own_columns(attachment)
    kept: list[tuple[MergedRow, dict[Slot, str]]] = []
    unused: list[UnusedRow] = []
    for part in filed:
        form = part.form.unpacked()
        of_form = marks.get((part.file.path, form.place.sheet), {})
        together = bodies_together(form)
        slots = tuple(_extras(form, attachment))
        cells = _by_row([form.texts(attachment.asked_by(column.key)) for column in columns], len(form.body.rows))
        extras = _by_row([texts_of(form.body.rows.column(place)) for place, _ in slots], len(form.body.rows))
        for index, (number, own, more) in enumerate(zip(form.body.rows.numbers, cells, extras, strict=True)):
            mark = of_form.get(number, _NO_MARKS)
            again = _REPEATED.format("、".join(form.body.twice_on)) if number in form.body.twice else ""
            reason = part.why_not or again or (_own_errors(mark) if strict else "")
            if reason:
                unused.append(_unused(attachment, part, form.body.rows[index], reason))
            else:
                extra = {slot: text for (_, slot), text in zip(slots, more, strict=True) if text}
                merged = _merged(part, number, _repaired(form, attachment, number, own, mark), mark)
                kept.append((merged._replace(together=together[number]) if number in together else merged, extra))
    used = tuple(dict.fromkeys(slot for _, extra in kept for slot in extra))
    rows = tuple(
        row._replace(extra=tuple(extra.get(slot, "") for slot in used)) if used else row for row, extra in kept
    )
    return MergedTable(attachment, columns, tuple(heading for heading, _ in used), rows), tuple(unused)


def _own_errors(mark: RowMarks) -> str:
    return f"本行有须改正的错误：{'、'.join(sorted(mark.errors))}" if mark.errors else ""


def _by_row(columns: Sequence[Sequence[str]], rows: int) -> Iterable[tuple[str, ...]]:
    """Return the texts of ``columns`` row by row; of those that come again one is kept: there are millions."""
    same: dict[str, str] = {}
    shared = [[same.setdefault(text, text) for text in column] for column in columns]
    return zip(*shared, strict=True) if shared else repeat((), rows)


def _merged(part: FiledForm, number: int, cells: tuple[str, ...], mark: RowMarks) -> MergedRow:
    return MergedRow(
        part.unit,
        cells,
        (),
        tuple(sorted(mark.codes)),
        part.file.path,
        part.form.place.sheet,
        number,
        part.form.ruling.done.get(number),
    )


def _repaired(
    form: Form, attachment: Attachment, number: int, cells: tuple[str, ...], mark: RowMarks
) -> tuple[str, ...]:
    """Return the ``cells`` of row ``number``, aligned with the merged columns, with their safe repairs made."""
    if not mark.repairs:
        return cells
    columns = own_columns(attachment)
    found = [form.column(attachment.asked_by(column.key)) for column in columns]
    places = [
        one and (cell_name(number, one.number) if form.place.addressed else column.heading)
        for one, column in zip(found, columns, strict=True)
    ]
    return tuple(mark.repairs.get(place or "", text) for place, text in zip(places, cells, strict=True))


def _extras(form: Form, attachment: Attachment) -> Iterator[tuple[int, Slot]]:
    """Yield ``(place in Row.values, slot)`` of the columns that the attachment lacks or that come twice."""
    seen: dict[str, int] = defaultdict(int)
    for place, column in enumerate(form.body.columns):
        extra = column.key is None or column.match is Match.DUPLICATE
        if extra and not (column.counts_rows or attachment.keeps_secret(column.heading)):
            heading = clean(column.heading) or NO_HEADING
            yield place, (heading, seen[heading])
            seen[heading] += 1


def _heading(attachment: Attachment, column: FoundColumn) -> str:
    known = attachment.column_by_key.get(column.key or "")
    return known.heading if known else clean(column.heading) or NO_HEADING


def _unused(attachment: Attachment, part: FiledForm, row: Row, reason: str) -> UnusedRow:
    text = "；".join(
        f"{_heading(attachment, column)}：{text}"
        for column, value in zip(part.form.body.columns, row.values, strict=True)
        if (text := text_of(value))
        and not (column.key in attachment.secrets or attachment.keeps_secret(column.heading))
    )
    return UnusedRow(attachment.id, part.unit, part.file.path, part.form.place.sheet, row.number, reason, text)

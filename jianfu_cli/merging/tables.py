"""Rows of forms to merged tables: every row is merged or listed as unused with its reason."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jianfu_cli.core.attachment import Attachment, Column
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.finding import Finding, Severity
from jianfu_cli.core.form import Form, FoundColumn, Match, SourceFile
from jianfu_cli.core.returns import versions
from jianfu_cli.core.rollup import NO_UNIT, MergedRow, MergedTable, UnusedRow, own_columns
from jianfu_cli.core.rows import Row
from jianfu_cli.core.text import clean
from jianfu_cli.core.values import cell_name, text_of

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
Marks = Mapping[tuple[str | None, str | None, int | None], RowMarks]


@dataclass(frozen=True, slots=True)
class Part:
    """A form with its file and unit; ``why_not`` is the reason where its rows are not merged."""

    unit: str
    file: SourceFile
    form: Form
    why_not: str


def marks_of(findings: Iterable[Finding]) -> Marks:
    """Return ``(path, sheet, row) → marks``; a repair is the suggestion of a finding that is fixable."""
    marks: dict[tuple[str | None, str | None, int | None], RowMarks] = defaultdict(RowMarks)
    for finding in findings:
        if finding.row is None:
            continue
        mark = marks[finding.path, finding.sheet, finding.row]
        mark.codes.add(finding.code)
        if finding.severity is Severity.ERROR and finding.code.startswith("JF2"):
            mark.errors.add(finding.code)
        # Invisible characters (JF215) are gone from every merged text anyway; other repairs go beyond that.
        place = finding.cell or finding.column
        if finding.fixable and place and finding.suggestion is not None and finding.code != "JF215":
            mark.repairs.setdefault(place, clean(finding.suggestion))
    return marks


def parts(
    files: tuple[SourceFile, ...], campaign: Campaign, conflicts: Container[tuple[str | None, str | None]] = ()
) -> dict[str, list[Part]]:
    """Return ``attachment → forms`` in the order of the roll-up: roster, path, sheet.

    ``conflicts`` are ``(path, attachment)`` of versions of which nobody can say that they are the earlier ones (JF604).
    """
    found: dict[str, list[Part]] = defaultdict(list)
    for (unit, attachment), owned in versions(files).items():
        for version in owned:
            doubt = "；两份同一天收到、内容不同，请核实" if (version.file.path, attachment) in conflicts else ""
            why = f"{version.why}{doubt}"
            found[attachment] += (Part(unit or NO_UNIT, version.file, form, why) for form in version.forms)
    for those in found.values():
        those.sort(key=lambda part: (campaign.roster.order(part.unit), part.file.path))
    return found


def merge_table(
    attachment: Attachment, those: Iterable[Part], marks: Marks, *, strict: bool
) -> tuple[MergedTable, tuple[UnusedRow, ...]]:
    """Merge the rows of all forms of one attachment; the second value are the rows left out."""
    columns = own_columns(attachment)
    kept: list[tuple[MergedRow, dict[Slot, str]]] = []
    unused: list[UnusedRow] = []
    for part in those:
        places = tuple(part.form.position(column.key) for column in columns)
        slots = tuple(_extras(part.form))
        for row in part.form.rows:
            mark = marks.get((part.file.path, part.form.sheet, row.number), _NO_MARKS)
            reason = part.why_not or (_own_errors(mark) if strict else "")
            if reason:
                unused.append(_unused(attachment, part, row, reason))
            else:
                extra = {slot: text for place, slot in slots if (text := text_of(row.values[place]))}
                kept.append((_merged(part, row, _cells(part.form, columns, places, row, mark), mark), extra))
    used = tuple(dict.fromkeys(slot for _, extra in kept for slot in extra))
    rows = tuple(
        replace(row, extra=tuple(extra.get(slot, "") for slot in used)) if used else row for row, extra in kept
    )
    return MergedTable(attachment, columns, tuple(heading for heading, _ in used), rows), tuple(unused)


def _own_errors(mark: RowMarks) -> str:
    return f"本行有须改正的错误：{'、'.join(sorted(mark.errors))}" if mark.errors else ""


def _merged(part: Part, row: Row, cells: tuple[str, ...], mark: RowMarks) -> MergedRow:
    return MergedRow(part.unit, cells, (), tuple(sorted(mark.codes)), part.file.path, part.form.sheet, row.number)


def _cells(
    form: Form, columns: tuple[Column, ...], places: tuple[int | None, ...], row: Row, mark: RowMarks
) -> tuple[str, ...]:
    texts = ["" if place is None else text_of(row.values[place]) for place in places]
    if mark.repairs:
        for nth, place in enumerate(places):
            if place is not None:
                address = cell_name(row.number, form.columns[place].number) if form.addressed else columns[nth].heading
                texts[nth] = mark.repairs.get(address, texts[nth])
    return tuple(texts)


def _extras(form: Form) -> Iterator[tuple[int, Slot]]:
    """Yield ``(place in Row.values, slot)`` of the columns that the attachment lacks or that come twice."""
    seen: dict[str, int] = defaultdict(int)
    for place, column in enumerate(form.columns):
        if column.key is None or column.match is Match.DUPLICATE:
            heading = clean(column.heading) or NO_HEADING
            yield place, (heading, seen[heading])
            seen[heading] += 1


def _heading(attachment: Attachment, column: FoundColumn) -> str:
    known = attachment.column_by_key.get(column.key or "")
    return known.heading if known else clean(column.heading) or NO_HEADING


def _unused(attachment: Attachment, part: Part, row: Row, reason: str) -> UnusedRow:
    text = "；".join(
        f"{_heading(attachment, column)}：{text}"
        for column, value in zip(part.form.columns, row.values, strict=True)
        if (text := text_of(value))
    )
    return UnusedRow(attachment.id, part.unit, part.file.path, part.form.sheet, row.number, reason, text)

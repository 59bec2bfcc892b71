"""Grids to forms: each with its header block, its rows, its unit and the day it came in."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from jianfu_cli.core.filings.receipt import file_day
from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.language.values import Scalar, UnvaluedFormula, text_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form import Form, FoundColumn, HeaderValue, Problem, ReceivedFrom
from jianfu_cli.core.model.mark import EXAMPLE_SHEET, MARK_NAME, OWN_SHEETS, Mark, digest, is_self_check
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import read_header
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.headings import Table, find_tables
from jianfu_cli.reading.layout.rows import TableBody, read_body
from jianfu_cli.reading.layout.ticks import without_ticks
from jianfu_cli.reading.layout.unlabelled import read_unlabelled
from jianfu_cli.reading.sources import Source

_LONGEST_TITLE = 60  # what is longer explains
_ROWS_AROUND = 12  # a header block stands so near the heading, or within so many of the last rows


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs of a campaign, made once."""

    campaign: Campaign
    index: HeadingIndex

    @classmethod
    def of(cls, campaign: Campaign) -> "Reader":
        """Prepare to read the forms of ``campaign``."""
        return cls(campaign, HeadingIndex(campaign.attachments))

    def forms(self, grids: Iterable[Grid], source: Source) -> tuple[Form, ...]:
        """Return the forms found in a workbook's grids, in order, as sent by ``source``."""
        grids = tuple(grids)
        mark = _mark(grids)
        return tuple(
            self.owned(form, source)
            for grid in grids
            if EXAMPLE_SHEET not in grid.name and not grid.is_listing  # contract.md, new-template, --return-to
            for form in self._forms_on(grid, source.path, mark)
        )

    @staticmethod
    def hidden_notes(grids: Iterable[Grid], forms: tuple[Form, ...]) -> tuple[Problem, ...]:
        """Return JF008 for hidden sheets that hold something and are no form: it is read by nobody."""
        known = {*OWN_SHEETS, *(form.sheet for form in forms)}
        hidden = [
            grid for grid in grids if grid.hidden and grid.name not in known and not grid.is_listing and grid.values > 0
        ]
        return tuple(
            Problem(
                "JF008",
                f"工作表“{grid.name}”是隐藏的，里面有内容，不是附件，没有采用",
                "取消隐藏并核对；不需要的删掉。",
                grid.name,
            )
            for grid in hidden
        )

    def _forms_on(self, grid: Grid, path: str, mark: Mark | None) -> Iterator[Form]:
        survey = self.index.survey(grid.rows)
        tables = list(find_tables(grid, survey, self.index, path))
        above = 1
        for position, table in enumerate(tables):
            following = tables[position + 1] if position + 1 < len(tables) else None
            last = self._last_row(grid, table, following)
            yield self._form(grid, table, range(above, last + 1), survey.blanks, mark)
            above = last + 1

    def _form(self, grid: Grid, table: Table, rows: range, blanks: frozenset[Scalar], mark: Mark | None) -> Form:
        """The form that ``rows`` (1-based) hold: its header block, its heading and what stands under it."""
        unticked, columns = without_ticks(grid, table.last, table.columns, table.attachment)
        body = read_body(unticked, replace(table, columns=columns), rows[-1], blanks)
        header = self._header(grid, table, rows, body, marked=mark is not None)
        facts = grid.facts
        return Form(
            attachment=table.attachment.id,
            sheet=grid.name or None,
            header_row=table.first,
            columns=body.columns,
            rows=body.rows,
            title=_title(grid, table, rows[0]),
            header=header,
            nil=table.attachment.nil_allowed and not body.rows and (body.nil or _signed(header, mark)),
            strays=body.strays,
            merged_cells=body.merged_cells,
            mark=mark,
            hidden_sheet=grid.hidden,
            hidden_rows=tuple(number for number in body.rows.numbers if number in facts.hidden_rows),
            hidden_columns=tuple(column for column in body.columns if column.number in facts.hidden_columns),
            formulas=_in_data(facts.formulas, body, table),
            broken_cells=_in_data(facts.broken_cells, body, table),
        )

    def _header(
        self, grid: Grid, table: Table, rows: range, body: TableBody, *, marked: bool
    ) -> dict[str, HeaderValue]:
        form = table.attachment
        header = read_header(grid, rows[0], table.first - 1, form)
        if len(header) < len(form.header):
            ends = body.rows.numbers[-1] if body.rows else table.last
            below = read_header(grid, max(ends + 1, rows[-1] - _ROWS_AROUND), rows[-1], form)
            typed_over = read_unlabelled(grid, _block(grid, table, rows[0], marked=marked), form, self.campaign)
            header = {**typed_over, **below, **header}
        return {key: _recomputed(value, grid, table, len(body.rows)) for key, value in header.items()}

    def _last_row(self, grid: Grid, table: Table, following: Table | None) -> int:
        """Where a form ends: before the title and header block of the next one on the sheet, if any."""
        if following is None:
            return len(grid.rows)
        last, titled = following.first - 1, False
        for number in range(following.first - 1, table.last, -1):
            is_title = _is_title(grid, number, following)
            # Above its title nothing is the next form's: who filled in this one may stand at its foot.
            if is_title or (not titled and read_header(grid, number, number, following.attachment)):
                last, titled = number - 1, titled or is_title
            elif any(text_of(value) for value in grid.rows[number - 1]):
                break
        return last

    def owned(self, form: Form, source: Source) -> Form:
        """Return ``form`` with its unit and the day it came in, from folder, form and file name."""
        roster = self.campaign.roster
        written = form.header_text("unit")
        said: list[tuple[Literal["folder", "form", "file"], str | None]] = [
            ("folder", source.inbox_unit),
            ("form", roster.find(written) if written else None),
            ("file", roster.find_in(source.path.rpartition("/")[2].rpartition(".")[0])),
        ]
        named = tuple((who, unit) for who, unit in said if unit)
        marked = form.mark.unit if form.mark and not written else ""
        unit = source.inbox_unit or dict(named).get("form") or written or dict(named).get("file") or marked
        reported = self._reported_on(form.header.get("reported_on"))
        received, received_from = _received(source, reported, self.campaign.notice_date)
        return replace(
            form,
            unit=unit,
            kind=roster.kind_of.get(unit),
            unit_sources=named,
            reported_on=reported,
            received_on=received,
            received_from=received_from,
        )

    def _reported_on(self, value: HeaderValue | None) -> date | None:
        written = read_date(value.value, self.campaign.year) if value else None
        return written.day if written and written.precision is Precision.DAY else None


def _received(source: Source, reported: date | None, noticed: date) -> tuple[date, ReceivedFrom]:
    """The inbox's date folder, else 填报时间 unless before the notice, else the file's own time (contract.md)."""
    if source.folder_date:
        return source.folder_date, "folder"
    if reported and reported >= noticed:
        return reported, "form"
    return file_day(source.modified), "file"


def _mark(grids: Iterable[Grid]) -> Mark | None:
    for grid in grids:
        if grid.name == MARK_NAME and grid.rows:
            return Mark.parse(text_of(grid.value(1, 1)))
    return None


def _is_title(grid: Grid, number: int, table: Table) -> bool:
    texts = [text for value in grid.rows[number - 1] if (text := text_of(value)) and not is_self_check(text)]
    return len(texts) == 1 and any(name in texts[0] for name in (*table.attachment.titles, "附件"))


def _title(grid: Grid, table: Table, above: int) -> str:
    numbers = range(max(above, table.first - _ROWS_AROUND), table.first)
    titles = (text_of(value) for number in numbers if _is_title(grid, number, table) for value in grid.rows[number - 1])
    return " ".join(text for text in titles if text and len(text) <= _LONGEST_TITLE)


def _block(grid: Grid, table: Table, above: int, *, marked: bool) -> range:
    """The rows of a header block by its place: the blank's own between title and heading, another's on the heading."""
    rows = range(max(above, table.first - (_ROWS_AROUND if marked else 1)), table.first)
    title = max((number for number in rows if _is_title(grid, number, table)), default=0)
    return range(max(title + 1, rows.start), rows.stop)


def _in_data(places: Collection[tuple[int, int]], body: TableBody, table: Table) -> tuple[tuple[int, FoundColumn], ...]:
    """Return the places in rows of data, as (row, column), in order, but 序号: it is counted anew, however written."""
    if not places:
        return ()
    rows = set(body.rows.numbers)
    columns = {column.number: column for column in body.columns if not _is_sequence(column, table)}
    return tuple((row, columns[column]) for row, column in sorted(places) if row in rows and column in columns)


def _is_sequence(column: FoundColumn, table: Table) -> bool:
    return column.key is not None and table.attachment.column_by_key[column.key].type is ColumnType.SEQUENCE


def _recomputed(value: HeaderValue, grid: Grid, table: Table, rows: int) -> HeaderValue:
    """The blank's own formula in a label's cell counts the rows: so does reading, whatever was stored of it."""
    if (value.row, value.column) not in grid.facts.formulas and not isinstance(value.value, UnvaluedFormula):
        return value
    field = table.attachment.header_field("declared_total")
    own = field and field.label in text_of(grid.value(value.row, value.column))
    return value._replace(text=str(rows), value=rows) if own else value


def _signed(header: dict[str, HeaderValue], mark: Mark | None) -> bool:
    """Whether somebody filled in 填报时间 or 填报人员: without rows that is a nil return (JF108)."""
    if not _is_blank(header.get("reported_on")):
        return True
    reporter = header.get("reporter")
    carried = mark is not None and reporter is not None and mark.carried == digest(reporter.text)
    return not _is_blank(reporter) and not carried


def _is_blank(value: HeaderValue | None) -> bool:
    return value is None or "_" in value.text or not value.text

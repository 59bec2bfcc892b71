"""Grids to forms: each with its header block, its rows, its unit and the day it came in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from jianfu_cli.core.language.dates import file_day
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import Scalar, UnvaluedFormula, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form, Problem, SourceFile
from jianfu_cli.core.model.form_body import TableBody
from jianfu_cli.core.model.form_parts import Header, HeaderValue, NamedBy, Owner, Place, ReceivedFrom
from jianfu_cli.core.model.mark import EXAMPLE_SHEET, MARK_NAME, OWN_SHEETS, Mark, digest
from jianfu_cli.core.model.naming import bears_number, named_attachment
from jianfu_cli.core.model.roles import GATHERED
from jianfu_cli.core.model.unread import ASIDE, Unread, UnreadKind
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.below import BelowForm, without_apart, without_tables
from jianfu_cli.reading.layout.by_content import by_content
from jianfu_cli.reading.layout.by_ending import by_ending
from jianfu_cli.reading.layout.cards import as_table
from jianfu_cli.reading.layout.class_above import class_above
from jianfu_cli.reading.layout.continuation import continued, goes_on, seen_as_table, signed_below
from jianfu_cli.reading.layout.dittos import with_dittos
from jianfu_cli.reading.layout.facts import with_facts
from jianfu_cli.reading.layout.form_bounds import ROWS_AROUND, block_above, last_row, title_above
from jianfu_cli.reading.layout.header import day_of, is_blank, read_header, read_printed
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.headings import Table, find_tables
from jianfu_cli.reading.layout.hints import without_hints
from jianfu_cli.reading.layout.own_words import in_own_words
from jianfu_cli.reading.layout.pages import as_pages
from jianfu_cli.reading.layout.rows import read_body
from jianfu_cli.reading.layout.secrets import without_secrets
from jianfu_cli.reading.layout.sections import with_sections
from jianfu_cli.reading.layout.setting import Title, read_title, sheet_title
from jianfu_cli.reading.layout.side_by_side import beside_each_other, narrowed
from jianfu_cli.reading.layout.split_times import joined_times
from jianfu_cli.reading.layout.ticks import without_ticks
from jianfu_cli.reading.layout.twice import counted_once
from jianfu_cli.reading.layout.unlabelled import read_unlabelled
from jianfu_cli.reading.layout.unread import unread_beside, with_drawn_cells, with_pictures
from jianfu_cli.reading.sources import Source

_SOME = pattern_of("[1-9一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs of a campaign, made once.

    ``takes_roll_ups``: of a roll-up the tables are wanted (``diff``); as a return it is refused. ``takes_letters``: of
    a document that is no form it is wanted what it says of itself (``new-template --from``).
    """

    campaign: Campaign
    index: HeadingIndex
    takes_roll_ups: bool = False
    takes_letters: bool = False

    @classmethod
    def of(cls, campaign: Campaign, *, takes_roll_ups: bool = False, takes_letters: bool = False) -> "Reader":
        """Prepare to read the forms of ``campaign``."""
        index = HeadingIndex(campaign.attachments, campaign.id, campaign.subject, campaign.category_names)
        return cls(campaign, index, takes_roll_ups, takes_letters)

    def forms(self, grids: Iterable[Grid], source: Source, before: tuple[Form, ...] = ()) -> tuple[Form, ...]:
        """Return the forms found in a workbook's grids, in order, as sent by ``source``, after those ``before`` them.

        A sheet without headings may go on with the form before it; what else it shows is told of there.
        """
        grids = tuple(grids)
        mark = _mark(grids)
        found = [*before]
        headless: list[Grid] = []
        for grid in map(with_pictures, grids):
            # contract.md, new-template, --return-to
            if EXAMPLE_SHEET in grid.name or grid.is_listing or grid.is_instructions:
                continue
            forms = [self.owned(form, source) for form in self._forms_on(grid, source.path, mark)]
            if found and forms:
                above = _above(grid, forms[0].place.header_row or 1)
                self._take_rows(above, forms[0].attachment, found, source)
            elif found and not self._take_rows(grid, None, found, source):
                found[_latest(found)] = beside(found[_latest(found)], grid)
            elif not found and not forms:
                headless.append(grid)
            found += forms
        if found:  # what stands before the first form may be seen and not read all the same
            for grid in headless:
                found[0] = beside(found[0], grid)
        return counted_once(as_pages(found, lambda form: self.owned(form, source)), self.index)

    def _take_rows(self, grid: Grid, attachment: str | None, found: list[Form], source: Source) -> bool:
        """Add the rows of ``grid``, which has no headings, to ``found`` where they go on with its last form.

        Only with one of ``attachment``, where that is said.
        """
        place = _latest(found)
        fits = not grid.hidden and attachment in {None, found[place].attachment}
        more = goes_on(grid, found[place], self.campaign) if fits else None
        if more is None:
            return False
        rows, schema = more.body.rows, self.campaign.attachment(more.attachment)
        whole = self.owned(signed_below(continued(found[place], len(rows)), grid, rows, schema), source)
        found[place] = whole
        header = replace(more.header, reported_on=whole.header.reported_on)
        found.append(replace(more, owner=whole.owner, header=header))
        return True

    def named(self, name: str) -> Attachment | None:
        """Return the attachment that a file of this ``name`` is meant as: by 附件N, or a title that is no other's."""
        stem = name.rpartition(".")[0] or name
        named = named_attachment(name, self.campaign.attachments)
        is_meant = bears_number(stem) or not read_title(stem, self.index.forms, self.index.subject).other
        return named if is_meant else None

    def title(self, grids: Iterable[Grid]) -> Title:
        """Return the title over what stands in ``grids``, for a person to know the table by; the first one that is."""
        titles = (sheet_title(grid, self.index) for grid in grids)
        return max(titles, key=lambda title: (title.counts, bool(title.text)), default=Title())

    @staticmethod
    def hidden_notes(grids: Iterable[Grid], forms: tuple[Form, ...]) -> tuple[Problem, ...]:
        """Return JF008 for hidden sheets that hold something and are no form: it is read by nobody."""
        known = {*OWN_SHEETS, *(form.place.sheet for form in forms)}
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
        if card := as_table(grid, survey, self.index):
            for form in self._forms_on(card, path, mark):
                yield replace(form, place=replace(form.place, addressed=False))
            return
        tables = list(find_tables(grid, survey, self.index, path, mark))
        tables = tables or list(in_own_words(grid, self.index, path, mark))
        above = 1
        for first, parts in groupby(tables, key=attrgetter("first")):
            those = list(parts)
            following = next((table for table in tables if table.first > first), None)
            last = last_row(grid, those[0], following)
            forms = [self._form(grid, table, range(above, last + 1), survey.blanks, mark) for table in those]
            yield from beside_each_other(forms) if len(forms) > 1 else forms
            above = last + 1

    def _form(self, grid: Grid, table: Table, rows: range, blanks: frozenset[Scalar], mark: Mark | None) -> Form:
        """The form that ``rows`` (1-based) hold: its header block, its heading and what stands under it."""
        side, hints = without_hints(narrowed(grid, *table.span) if table.span else grid, table)
        under = range(table.last + 1, rows[-1] + 1)
        others = BelowForm(side, table.attachment, table.columns, under, self.index).tables()
        side = with_drawn_cells(without_apart(side, others), table, rows)
        classes = self.campaign.category_names
        unticked, columns, choices = without_ticks(side, table.last, table.columns, table.attachment, classes)
        unticked, columns = joined_times(unticked, table.last, columns, table.attachment)
        body = read_body(unticked, replace(table, columns=columns), rows[-1], blanks, others)
        named = by_content(body.columns, body.rows, table.attachment, self.campaign)
        named = by_ending(named, table.attachment)
        heads = class_above(grid, table, rows[0], self.campaign)
        told = with_sections(named, body.rows, (*heads, *hints, *body.strays), table.attachment, self.campaign)
        filled, dittos = with_dittos(told[0], told[1])
        strays = tuple(stray for stray in told[2] if stray.gives or stray.number > table.last)
        filled, strays = without_secrets(told[0], filled, strays, table.attachment)
        body = replace(body, columns=told[0], rows=filled, strays=strays, dittos=dittos, choices=choices)
        header = self._header(without_tables(grid, others), table, rows, body, marked=mark is not None)
        seen = [*(other.seen for other in others if not other.aside), *_stated(header, body)]
        unread = unread_beside(side, table, body, rows, self.campaign.category_names, seen)
        body = with_facts(replace(body, unread=unread), grid)
        signed = not body.unread and _signed(header, mark)
        nil = table.attachment.nil_allowed and not body.rows and (body.nil or signed)
        return Form(
            table.attachment.id,
            Place(grid.name or None, table.first, grid.hidden),
            Header(title_above(grid, table, rows[0]), header),
            replace(body, nil=nil),
            recognition=replace(table.judgement.recognition(mark), gathered=table.attachment.role in GATHERED),
        )

    def _header(
        self, grid: Grid, table: Table, rows: range, body: TableBody, *, marked: bool
    ) -> dict[str, HeaderValue]:
        form = table.attachment
        header = read_header(grid, rows[0], table.first - 1, form)
        if len(header) < len(form.header):
            ends = body.rows.numbers[-1] if body.rows else table.last
            below = read_header(grid, max(ends + 1, rows[-1] - ROWS_AROUND), rows[-1], form)
            typed_over = read_unlabelled(grid, block_above(grid, table, rows[0], marked=marked), form, self.campaign)
            header = {**typed_over, **below, **header}
        header |= {key: value for key, value in read_printed(grid, form) if is_blank(header.get(key))}
        return {key: _recomputed(value, grid, table, len(body.rows)) for key, value in header.items()}

    def owned(self, form: Form, source: Source) -> Form:
        """Return ``form`` with its unit and the day it came in, from folder, form and file name."""
        roster = self.campaign.roster
        written, name = form.header.text("unit"), source.path.rpartition("/")[2].rpartition(".")[0]
        says = roster.find(written) if written else None
        # What a county passes on of a school that lies in it is the school's.
        folder = says if says and source.inbox_unit in roster.around(says) else source.inbox_unit
        said: list[tuple[NamedBy, str, str | None]] = [
            ("folder", "", folder),
            ("form", written, says),
            ("file", name, roster.find_in(name)),
        ]
        named: tuple[tuple[NamedBy, str], ...] = tuple(
            (who, unit) for who, text, unit in said if unit and not roster.is_of_county(unit, text, source.inbox_unit)
        )
        marked = form.recognition.mark.unit if form.recognition.mark and not written else ""
        unit = folder or dict(named).get("form") or written or dict(named).get("file") or marked
        if not unit and source.mail_unit:
            unit, named = source.mail_unit, (("mail", source.mail_unit),)
        reported = day_of(form.header.fields.get("reported_on"), self.campaign.year)
        received_on, received_from = received(source, reported, self.campaign.notice_date)
        owner = Owner(unit, roster.kind_of.get(unit), named, received_on, received_from)
        return replace(form, header=replace(form.header, reported_on=reported), owner=owner)


def beside(form: Form, grid: Grid, kind: UnreadKind = UnreadKind.SHEET) -> Form:
    """Return ``form`` with what is seen on another sheet (or table) of its file, and not read."""
    table = seen_as_table(grid, kind)
    drawn = () if grid.hidden else tuple(t._replace(sheet=grid.name) for t in grid.facts.unread if t.kind not in ASIDE)
    unread = (*form.body.unread, *drawn, *([table] if table else []))
    written = any(stray.kind == "nil" for stray in form.body.strays)
    return replace(form, body=replace(form.body, unread=unread, nil=form.body.nil and (written or not unread)))


def received(source: Source | SourceFile, reported: date | None, noticed: date) -> tuple[date, ReceivedFrom]:
    """The inbox's date folder, else the mail's day, else 填报时间 unless before the notice, else the file's time."""
    if source.folder_date:
        return source.folder_date, "folder"
    if source.mail_day:
        return source.mail_day, "mail"
    if reported and reported >= noticed:
        return reported, "form"
    return file_day(source.modified), "file"


def _latest(found: Sequence[Form]) -> int:
    return max(place for place, form in enumerate(found) if not form.place.continues)


def _above(grid: Grid, heading: int) -> Grid:
    """What stands over the ``heading`` row of a sheet: rows may go on there, and the headings come again."""
    merges = tuple(merge for merge in grid.merges if merge.bottom < heading)
    return replace(grid, rows=grid.rows[: heading - 1], merges=merges)


def _mark(grids: Iterable[Grid]) -> Mark | None:
    for grid in grids:
        if grid.name == MARK_NAME and grid.rows:
            return Mark.parse(text_of(grid.value(1, 1)))
    return None


def _recomputed(value: HeaderValue, grid: Grid, table: Table, rows: int) -> HeaderValue:
    """The blank's own formula in a label's cell counts the rows: so does reading, whatever was stored of it."""
    if (value.row, value.column) not in grid.facts.formulas and not isinstance(value.value, UnvaluedFormula):
        return value
    field = table.attachment.header_field("declared_total")
    own = field and field.label in text_of(grid.value(value.row, value.column))
    return value._replace(text=str(rows), value=rows) if own else value


def _stated(header: dict[str, HeaderValue], body: TableBody) -> Iterator[Unread]:
    """Yield a total (总量为8项) over a table without rows: where the rows are nobody knows, but there are some."""
    total = header.get("declared_total")
    if total is not None and not (body.rows or body.nil) and _SOME.search(total.text):
        yield Unread(UnreadKind.POINTER, total.row, total.column, text=f"总量 {total.text}")


def _signed(header: dict[str, HeaderValue], mark: Mark | None) -> bool:
    """Whether somebody filled in 填报时间 or 填报人员: without rows that is a nil return (JF108)."""
    if not is_blank(header.get("reported_on")):
        return True
    reporter = header.get("reporter")
    carried = mark is not None and reporter is not None and mark.carried == digest(reporter.text)
    return not is_blank(reporter) and not carried

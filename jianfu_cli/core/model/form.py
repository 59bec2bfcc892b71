"""What was read: files, the forms found in them, their rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from jianfu_cli.core.language.values import Scalar, cell_name, is_empty, text_of, texts_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.mark import Mark, digest
from jianfu_cli.core.model.rows import Row, Rows, Values
from jianfu_cli.core.model.unread import Unread

if TYPE_CHECKING:
    from jianfu_cli.core.model.bundle import BundleFacts, Withheld

ReceivedFrom = Literal["folder", "mail", "form", "file"]
RECEIVED_LABELS: dict[ReceivedFrom, str] = {
    "folder": "收件日期",
    "mail": "邮件日期",
    "form": "填报时间",
    "file": "文件时间",
}
"""What the day a form came in was taken from."""
NamedBy = Literal["folder", "form", "file", "mail"]
"""Where a form's unit stands; ``mail``: its sender's address is the unit's."""
Evidence = Literal["mark", "title", "file-name", "own-columns", "columns"]
EVIDENCE_LABELS: dict[Evidence, str] = {
    "mark": "下发空白表的标记",
    "title": "表名",
    "file-name": "文件名",
    "own-columns": "这张表才有的列",
    "columns": "列名",
}
"""By what a form was recognised (contract.md, sure form)."""
StrayKind = Literal["total", "note", "section", "heading", "signature", "nil", "unfilled", "unread"]

LITTER = "litter"
"""The ``SourceFile.type`` of what nobody sent on purpose: lock files, thumbnails."""

WITHIN = "!/"
"""Between the path of an archive and the name of its member where a person reads them: nothing is found by it."""

NIL_WORDS = ("无", "零报告", "零上报", "零", "没有", "暂无", "不涉及", "未发现", "无问题", "/")
"""The words by which a row says that there is nothing to report; reading knows longer sayings too."""


class Verdict(StrEnum):
    """What a person decided of a form (contract.md, decisions)."""

    USED = "采用"
    NO_FORM = "不是报表"
    SUPPLEMENTS = "补充"
    REPLACES = "代替"
    PREVAILS = "以此为准"
    SET_ASIDE = "不采用"


class Match(StrEnum):
    """How a heading was recognised."""

    EXACT = "exact"
    SYNONYM = "synonym"
    NEAR = "near"
    CONTENT = "content"
    SECTION = "section"
    DUPLICATE = "duplicate"
    EXTRA = "extra"


class FoundColumn(NamedTuple):
    """A column of the sheet: ``number`` counts from 1, ``key`` is None where the form has no such column.

    ``role`` is what it is asked for by: its role, or its key where it has none.
    """

    number: int
    heading: str
    key: str | None
    match: Match
    role: str | None = None

    @classmethod
    def of(cls, number: int, heading: str, key: str, match: Match, attachment: Attachment) -> "FoundColumn":
        """Make the column ``key`` of ``attachment``, found at ``number`` under ``heading``."""
        return cls(number, heading, key, match, attachment.asked_by(key))


class HeaderValue(NamedTuple):
    """The value of a header field, without its label, and where it stands (1-based)."""

    text: str
    value: Scalar
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The cell's address."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row among the rows that is none: total, note, section, repeated heading, signature.

    A section ``gives`` rows under it a value (JF117): the column's heading, the value, how many rows.
    ``unfilled``: only a drop-down, a formula's 0 or an error stands in it; ``unread``: only a picture, or a word that
    the rows are elsewhere.
    """

    number: int
    kind: StrayKind
    text: str
    gives: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading of an outline, the text under it (before the next heading), and the heading as written.

    The text before the first heading has the heading "".
    """

    heading: str
    text: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One filled attachment found in a file.

    ``unit`` is the canonical name, or as written where the roster has none, or "" where none is given.
    ``header_row`` is the sheet's number of the (first) heading row. ``unit_sources`` says who named which unit:
    folder, form, file, in this order of trust, or where none of them does the mail. ``formulas`` are the data cells
    (row, column) whose value a formula gives, ``broken_cells`` those that show an error or whose formula has no value;
    ``dittos`` those that say 同上, with the words: they have the value of the row above.
    ``hidden_rows`` and ``hidden_columns`` hold data and are not shown. ``words`` is the 字数 of an outline, as Word
    counts. ``parts`` are the rows of each of the tables that stand side by side under one heading, () where there is
    but one; this is the one at ``part``, and what is said of the whole is said of the first.
    ``twice`` are the rows (by number) that stand on the sheets ``twice_on`` of the same file too, and do not count.
    ``sure``: it is known by ``evidence`` that other tables do not bear; else ``doubt`` says in Chinese what speaks for
    and against it (JF010). ``title`` is what stands above the table. ``addressed``: its cells have addresses a person
    can see (B9); those of a Word table have none. ``struck_rows`` are crossed
    out. ``unread`` is what is seen beside it and not read. ``continues``: it has no headings, and goes on with the form
    before it in the file; ``rows_beyond`` are the rows that go on so elsewhere. ``verdict`` is what
    a person decided of it as a return, ``completed`` of rows (by number) whether they are done.
    """

    attachment: str
    sheet: str | None
    header_row: int | None
    columns: tuple[FoundColumn, ...] = ()
    rows: Rows = field(default_factory=Rows)
    title: str = ""
    header: dict[str, HeaderValue] = field(default_factory=dict)
    nil: bool = False
    strays: tuple[StrayRow, ...] = ()
    merged_cells: tuple[str, ...] = ()
    sections: tuple[SectionText, ...] = ()
    words: int = 0
    characters: int = 0
    addressed: bool = True
    mark: Mark | None = None
    hidden_sheet: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[FoundColumn, ...] = ()
    formulas: tuple[tuple[int, FoundColumn], ...] = ()
    broken_cells: tuple[tuple[int, FoundColumn], ...] = ()
    dittos: tuple[tuple[int, FoundColumn, str], ...] = ()
    parts: tuple[int, ...] = ()
    part: int = 0
    twice: frozenset[int] = frozenset()
    twice_on: tuple[str, ...] = ()
    sure: bool = True
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""
    struck_rows: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    continues: bool = False
    rows_beyond: int = 0
    unit: str = ""
    kind: str | None = None
    unit_sources: tuple[tuple[NamedBy, str], ...] = ()
    reported_on: date | None = None
    received_on: date | None = None
    received_from: ReceivedFrom = "file"
    verdict: Verdict | None = None
    completed: Mapping[int, bool] = field(default_factory=dict)
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where each column stands: rules ask row after row."""
        places: dict[str, int] = {}
        for place, column in enumerate(self.columns):
            if column.role:
                places.setdefault(column.role, place)
        object.__setattr__(self, "_places", places)

    def column(self, role: str) -> FoundColumn | None:
        """Return where the column of ``role`` stands in this sheet, or None."""
        place = self._places.get(role)
        return None if place is None else self.columns[place]

    def position(self, role: str) -> int | None:
        """Return the place of the column of ``role`` within ``Row.values``, or None."""
        return self._places.get(role)

    def values(self, role: str) -> Values:
        """Return the values of the column of ``role`` as read, row after row; all empty where there is none."""
        place = self._places.get(role)
        return ("",) * len(self.rows) if place is None else self.rows.column(place)

    def texts(self, role: str) -> list[str]:
        """Return the cleaned texts of the column of ``role``, row after row; all "" where there is none."""
        return texts_of(self.values(role))

    def text(self, row: Row, role: str) -> str:
        """Return the cleaned text of ``row`` in the column of ``role``; "" where empty or where there is none."""
        place = self._places.get(role)
        return "" if place is None else text_of(row.values[place])

    def header_text(self, key: str) -> str:
        """Return the header value ``key``, "" where empty or missing."""
        found = self.header.get(key)
        return "" if found is None or is_empty(found.text) else found.text

    @property
    def set_aside(self) -> bool:
        """Whether a person said that it is no form, or that it is not to be used."""
        return self.verdict in {Verdict.NO_FORM, Verdict.SET_ASIDE}

    @property
    def untouched(self) -> bool:
        """Whether nobody filled anything in: no rows, no 填报时间, no 填报人员 (JF009).

        What ``new-template --from`` carried into the blank nobody has filled in.
        """
        written = "\n".join(section.text for section in self.sections if section.text)
        written = written or self.header_text("reporter")
        typed = written and not (self.mark and self.mark.carried == digest(written))
        return not (self.rows or self.rows_beyond or self.nil or self.reported_on or typed or self.is_unread)

    @property
    def is_unread(self) -> bool:
        """Whether what should be its rows is seen and not read (JF011): it is no nil return, and not in."""
        is_table = self.header_row is not None
        return is_table and bool(self.unread) and not (self.rows or self.rows_beyond or self.nil)


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    REFUSED = "refused"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file as such; ``code`` names the rule of family JF0xx that words it."""

    code: str
    detail: str
    hint: str = ""
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of what came back.

    ``path`` is as reports print it, ``inbox_unit`` the unit whose folder it lies in (None outside an
    inbox), ``modified`` the file's own time in seconds since 1970. ``seal``: whether a red seal was seen on a scan,
    None where nobody looked or could look. ``within`` are the names of the members, outermost first, that lead to
    a file in an archive, () for one on disk: ``path`` is those behind the archive's own, with ``!/`` between.
    ``explained`` is what its unit wrote beside the findings of a copy that was given back: pairs of their number and
    the text. ``scan_of`` are the attachments of which a person says that it is the scan.
    ``scan``: it is of a kind that a stamped paper is sent as; ``enclosure``: it holds no form, and somebody sent it
    for its own sake (so it is no archive, shortcut or litter). ``mail_day`` is the day of the mail that it is or came
    in, ``mail_unit`` whose address that was sent from, where the roster knows it. ``bundle`` is the path of the inmost
    bundle that brought it ("": none did), ``withheld`` what that did not pass on; ``facts`` is what a bundle says of
    itself.
    """

    path: str
    sha256: str
    type: str
    outcome: Outcome
    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    inbox_unit: str | None = None
    folder_date: date | None = None
    modified: float = 0.0
    seal: bool | None = None
    within: tuple[str, ...] = ()
    scan: bool = False
    enclosure: bool = False
    explained: tuple[tuple[str, str], ...] = ()
    scan_of: tuple[str, ...] = ()
    mail_day: date | None = None
    mail_unit: str | None = None
    bundle: str = ""
    withheld: "Withheld | None" = None
    facts: "BundleFacts | None" = None

    @property
    def came_on(self) -> date | None:
        """The day on which it came in, by its folder or its mail; None where neither says."""
        return self.folder_date or self.mail_day

    @property
    def place(self) -> tuple[str, ...]:
        """Where it lay, as no other file did."""
        return (self.outer, *self.within)

    @property
    def below(self) -> str:
        """Its path without the bundles that brought it: where it lay when it was read, whatever way it came since."""
        return self.path.removeprefix(self.bundle + WITHIN) if self.bundle else self.path

    @property
    def outer(self) -> str:
        """The path of what lies on disk: the file itself, or the archive that it came in."""
        return self.path[: len(self.path) - sum(len(WITHIN) + len(name) for name in self.within)]

    @property
    def sent_as(self) -> str:
        """Its name as its sender knows it; of an archive's member the archive's name too."""
        return WITHIN.join((self.outer.rpartition("/")[2], *self.within))

    @property
    def containers(self) -> tuple[str, ...]:
        """The paths of the archives that it lies in, outermost first."""
        return tuple(WITHIN.join((self.outer, *self.within[:depth])) for depth in range(len(self.within)))

    @property
    def row_count(self) -> int:
        """Rows of all forms of the file."""
        return sum(len(form.rows) for form in self.forms)


def filed_forms(files: tuple[SourceFile, ...]) -> Iterator[tuple[SourceFile, Form]]:
    """Yield every form that counts as sent in, with its file.

    No untouched blank, nor one whose rows are unread, nor what a person set aside.
    """
    for file in files:
        for form in file.forms:
            if not (form.untouched or form.is_unread or form.set_aside):
                yield file, form

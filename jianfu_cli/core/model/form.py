"""What was read: files, and the forms found in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from jianfu_cli.core.language.letters import Letter
from jianfu_cli.core.language.values import text_of, texts_of
from jianfu_cli.core.model.form_body import FoundColumn, OutlineBody, TableBody
from jianfu_cli.core.model.form_parts import Header, Owner, Place, Recognition, Ruling, Verdict
from jianfu_cli.core.model.mark import digest
from jianfu_cli.core.model.rows import Row, Values

if TYPE_CHECKING:
    from jianfu_cli.core.model.bundle import BundleFacts, WithheldCells

LITTER = "litter"
"""The ``SourceFile.type`` of what nobody sent on purpose: lock files, thumbnails."""

WITHIN = "!/"
"""Between the path of an archive and the name of its member where a person reads them: nothing is found by it."""


@dataclass(frozen=True, slots=True)
class Form:
    """One filled attachment found in a file: a table (``body``) or an outline (``outline``)."""

    attachment: str
    place: Place = field(default_factory=Place)
    header: Header = field(default_factory=Header)
    body: TableBody = field(default_factory=TableBody)
    outline: OutlineBody = field(default_factory=OutlineBody)
    owner: Owner = field(default_factory=Owner)
    recognition: Recognition = field(default_factory=Recognition)
    ruling: Ruling = field(default_factory=Ruling)

    def column(self, role: str) -> FoundColumn | None:
        """Return where the column of ``role`` stands in this sheet, or None."""
        place = self.body.place_of.get(role)
        return None if place is None else self.body.columns[place]

    def position(self, role: str) -> int | None:
        """Return the place of the column of ``role`` within ``Row.values``, or None."""
        return self.body.place_of.get(role)

    def values(self, role: str) -> Values:
        """Return the values of the column of ``role`` as read, row after row; all empty where there is none."""
        place = self.body.place_of.get(role)
        return ("",) * len(self.body.rows) if place is None else self.body.rows.column(place)

    def texts(self, role: str) -> list[str]:
        """Return the cleaned texts of the column of ``role``, row after row; all "" where there is none."""
        return texts_of(self.values(role))

    def text(self, row: Row, role: str) -> str:
        """Return the cleaned text of ``row`` in the column of ``role``; "" where empty or where there is none."""
        place = self.body.place_of.get(role)
        return "" if place is None else text_of(row.values[place])

    def unpacked(self) -> "Form":
        """Return the same form, whose rows are to be asked for one by one."""
        return replace(self, body=replace(self.body, rows=self.body.rows.unpacked()))

    @property
    def set_aside(self) -> bool:
        """Whether a person said that it is no form, or that it is not to be used."""
        return self.ruling.verdict in {Verdict.NO_FORM, Verdict.SET_ASIDE}

    @property
    def untouched(self) -> bool:
        """Whether nobody filled anything in: no rows, no 填报时间, no 填报人员 (JF009).

        What ``new-template --from`` carried into the blank nobody has filled in.
        """
        written = "\n".join(section.text for section in self.outline.sections if section.text)
        written = written or self.header.text("reporter")
        mark = self.recognition.mark
        typed = written and not (mark and mark.carried == digest(written))
        return not (self._says_something or self.header.reported_on or typed or self.is_unread)

    @property
    def is_unread(self) -> bool:
        """Whether what should be its rows is seen and not read (JF011): it is no nil return, and not in."""
        is_table = self.place.header_row is not None
        return is_table and bool(self.body.unread) and not self._says_something

    @property
    def _says_something(self) -> bool:
        return bool(self.body.rows or self.body.rows_beyond or self.body.nil)


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
    in, ``mail_unit`` whose address that was sent from, where the roster knows it, ``mail_hint`` the unit that its
    subject or first line names: evidence for a person, no proof; ``mail_words`` are those of its subject that say it
    adds or corrects. ``called`` is what a person calls its type.
    ``bundle`` is the path of the inmost bundle that brought it ("": none did), ``withheld`` what that did not pass on;
    ``facts`` is what a bundle says of itself, ``letter`` what a document does (``Reader.takes_letters``).
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
    mail_hint: str | None = None
    mail_words: str = ""
    called: str = ""
    bundle: str = ""
    withheld: "WithheldCells | None" = None
    facts: "BundleFacts | None" = None
    letter: Letter | None = None

    @property
    def type_called(self) -> str:
        """What a person calls its type: xlsx, 图片, 软件自己留下的文件."""
        return self.called or self.type

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
        return sum(len(form.body.rows) for form in self.forms)


def filed_forms(files: tuple[SourceFile, ...]) -> Iterator[tuple[SourceFile, Form]]:
    """Yield every form that counts as sent in, with its file.

    No untouched blank, nor one whose rows are unread, nor what a person set aside.
    """
    for file in files:
        for form in file.forms:
            if not (form.untouched or form.is_unread or form.set_aside):
                yield file, form

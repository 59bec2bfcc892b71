"""What is known of a form besides its body: where it stands, what its header says, whose it is, how it was told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from jianfu_cli.core.language.values import Scalar, cell_name, is_empty
from jianfu_cli.core.model.mark import Mark

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


class Verdict(StrEnum):
    """What a person decided of a form (contract.md, decisions)."""

    USED = "采用"
    NO_FORM = "不是报表"
    SUPPLEMENTS = "补充"
    REPLACES = "代替"
    PREVAILS = "以此为准"
    SET_ASIDE = "不采用"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands in its file.

    ``header_row`` is the sheet's number of the (first) heading row, None in an outline. ``addressed``: its cells have
    addresses a person can see (B9); those of a Word table have none. ``parts`` are the rows of each of the tables that
    stand side by side under one heading, () where there is but one; this is the one at ``part``, and what is said of
    the whole is said of the first. ``continues``: it has no headings, and goes on with the form before it in the file.
    """

    sheet: str | None = None
    header_row: int | None = None
    hidden_sheet: bool = False
    addressed: bool = True
    parts: tuple[int, ...] = ()
    part: int = 0
    continues: bool = False


class HeaderValue(NamedTuple):
    """The value of a header field, without its label, and where it stands (1-based; 0: on the printed page alone)."""

    text: str
    value: Scalar
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The cell's address."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Header:
    """What the form says of itself: the ``title`` above the table, its header ``fields`` by key, its 填报时间."""

    title: str = ""
    fields: Mapping[str, HeaderValue] = field(default_factory=dict)
    reported_on: date | None = None

    def text(self, key: str) -> str:
        """Return the header value ``key``, "" where empty or missing."""
        found = self.fields.get(key)
        return "" if found is None or is_empty(found.text) else found.text


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a form is and when it came in.

    ``unit`` is the canonical name, or as written where the roster has none, or "" where none is given; ``kind`` the
    roster's name of its kind. ``unit_sources`` says who named which unit: folder, form, file, in this order of trust,
    or where none of them does the mail.
    """

    unit: str = ""
    kind: str | None = None
    unit_sources: tuple[tuple[NamedBy, str], ...] = ()
    received_on: date | None = None
    received_from: ReceivedFrom = "file"


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure it is that this is the attachment.

    ``sure``: it is known by ``evidence`` that other tables do not bear; else ``doubt`` says in Chinese what speaks for
    and against it (JF010). ``mark`` is what our blank bears.
    ``gathered``: it is one more of its kind, whatever came before.
    """

    sure: bool = True
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""
    mark: Mark | None = None
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided: the ``verdict`` on the form as a return, and whether rows (by number) are ``done``."""

    verdict: Verdict | None = None
    done: Mapping[int, bool] = field(default_factory=dict)

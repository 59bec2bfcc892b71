"""What rules yield and reports print."""

from collections.abc import Container
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from jianfu_cli.core.language.values import cell_name
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


# What the program itself must know of some rules; whatever else it goes by stands in the finding.
INVISIBLE_CHARACTERS, SEQUENCE_BROKEN, CONFLICTING_VERSIONS = "JF215", "JF301", "JF604"
DOCUMENT_NUMBER, MISSING_UNIT = "JF212", "JF110"
UNSURE_FORM, UNKNOWN_UNIT, UNCLEAR_PROGRESS, SUPPLEMENT_OR_REPLACEMENT = "JF010", "JF111", "JF508", "JF608"
FILE_FAMILY, CELL_FAMILY, WATCH_FAMILY = "0", "2", "9"

DrawnFrom: TypeAlias = Literal["file", "unit", "campaign"]
"""What a finding was drawn from: one file, all that one unit has sent, or what several units have."""

SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}


class Fault(NamedTuple):
    """What a rule says; the runner adds code, severity and place and makes it a ``Finding``.

    ``row`` and ``column`` place it in the form where the rule knows better than the runner;
    ``cell`` is for places outside the table. ``severity`` overrides the rule's own. Rules over all that a unit
    sent name the ``path`` and the ``form`` they speak of. ``for_host``: nothing that the unit could mend in its form;
    whoever gathers the forms is told, and the unit is not.
    """

    message: str
    hint: str = ""
    value: str | None = None
    suggestion: str | None = None
    severity: Severity | None = None
    fixable: bool = False
    row: int | None = None
    column: FoundColumn | None = None
    column_name: str | None = None
    sheet: str | None = None
    cell: str | None = None
    attachment: str | None = None
    unit: str | None = None
    path: str | None = None
    form: Form | None = None
    for_host: bool = False


class Answer(NamedTuple):
    """What a person said of a finding: the unit that sent the form (说明), or whoever decides over it (处理决定.xlsx).

    ``on`` is None where no day is written; ``decided``: it is a decision, which settles errors too.
    """

    answer: str
    by: str
    on: date | None
    decided: bool

    @property
    def said(self) -> str:
        """It in a person's words: ``处理决定：已核实（张某，2024-06-20）``."""
        who = "，".join(part for part in (self.by, self.on.isoformat() if self.on else "") if part)
        return f"{'处理决定' if self.decided else '单位说明'}：{self.answer}" + (f"（{who}）" if who else "")


class Uncompared(NamedTuple):
    """What a rule says where it stopped at its budget: ``why``, in Chinese, with what it did not compare."""

    why: str


class Finding(NamedTuple):
    """One finding of the report (contract.md, JSON report); ``row`` and ``cell`` as the sheet shows them."""

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    basis: str
    path: str | None
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    attachment: str | None
    unit: str | None
    value: str | None
    suggestion: str | None
    fixable: bool
    answered: Answer | None = None
    order: tuple[int, int] = (0, 0)
    drawn_from: DrawnFrom = "file"
    for_host: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing need be done about it any more: a warning was answered, or a person decided."""
        return self.answered is not None and (self.answered.decided or self.severity is not Severity.ERROR)

    @property
    def family(self) -> str:
        """The first digit of the code, by which rules form families."""
        return self.code[2]

    @property
    def spot(self) -> str:
        """Where on its sheet a person must look: ``B9``, ``第9行``, "" where it is about more than a row."""
        return self.cell or (f"第{self.row}行" if self.row else "")

    @property
    def place(self) -> str:
        """The sheet and the spot on it, ``Sheet1 B9``; "" where it is about the whole file."""
        return " ".join(part for part in (self.sheet or "", self.spot) if part)

    @property
    def column_tag(self) -> str:
        """``【问题类别】``, to stand before a message that does not itself name the column; else ""."""
        return f"【{self.column}】" if self.column and self.column not in self.message else ""


def is_at(finding: Finding, places: Container[tuple[str | None, int, int]]) -> bool:
    """Say whether ``finding`` is about one of ``places``: sheet, row and column, 0 for a field of the header block."""
    return (finding.sheet, *finding.order) in places


def address(row: int | None, column: FoundColumn | None) -> str | None:
    """Return the cell's address where both row and column are known."""
    return cell_name(row, column.number) if row and column else None

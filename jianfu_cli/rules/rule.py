"""What a rule is: a small function that yields faults, with its code, severity and basis; one class a scope.

Each decorator makes a rule of the function below it, whose docstring, in Chinese, is what ``jianfu rule CODE`` prints.
Every check is handed its subject and the context; which subject, the decorator says, and mypy holds it to that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Generic, Literal, Self, TypeAlias, TypeVar

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.values import Scalar
from jianfu_cli.core.model.attachment import Attachment, HeaderKey
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.finding import DrawnFrom, Fault, Severity, Uncompared
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.roles import FORM_ROLE_LABELS, ColumnRole, FormRole
from jianfu_cli.rules.subjects import Cell, HeaderEntry, RowCells

_Subject = TypeVar("_Subject")
_Said = TypeVar("_Said", bound=Fault | Uncompared)


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule may know beside what it looks at."""

    campaign: Campaign
    as_of: date

    def attachment(self, attachment: str) -> Attachment:
        """Return the schema of ``attachment``."""
        return self.campaign.attachment(attachment)

    def called(self, form: Form, role: ColumnRole) -> str:
        """Return what the attachment of ``form`` heads its column of ``role``."""
        return self.attachment(form.attachment).column_by_role[role].called

    def basis(self, rule: "AnyRule") -> str:
        """Return what stands behind ``rule`` in this campaign: its own word, else the clause of the notice it is of."""
        own = self.campaign.basis.get(rule.code)
        speaks_of_it = self.campaign.clauses_of or rule.of_campaign
        return own if own is not None else rule.basis if speaks_of_it else ""

    def rows_called(self, role: FormRole) -> str:
        """Return what the rows of the attachment that plays ``role`` are called: ``白名单``."""
        attachment = self.campaign.by_role(role)
        return attachment.rows_called if attachment else FORM_ROLE_LABELS[role]

    def label(self, role: FormRole) -> str:
        """Return what the attachment that plays ``role`` is called: ``附件2``."""
        attachment = self.campaign.by_role(role)
        return attachment.label if attachment else FORM_ROLE_LABELS[role]


@dataclass(frozen=True, slots=True)
class Rule(Generic[_Subject, _Said]):
    """One rule; ``basis`` is the clause of the notice behind it.

    A fault of it may be as grave as ``worst``, where that is said, and never graver.
    """

    scope: ClassVar[str]
    drawn_from: ClassVar[DrawnFrom] = "file"
    of_campaign: ClassVar[bool] = False
    """Whether the campaign itself writes it, clause and page."""

    code: str
    name: str
    severity: Severity
    basis: str
    check: Callable[[_Subject, Context], Iterator[_Said]]
    worst: Severity | None = None

    @property
    def page(self) -> str:
        """Its manual page, in Chinese."""
        return self.check.__doc__ or ""

    @property
    def gravest(self) -> Severity:
        """The severity that no fault of it exceeds."""
        return self.worst or self.severity

    @property
    def may_be_error(self) -> bool:
        """Whether any fault of it may be an error."""
        return Severity.ERROR in {self.severity, self.gravest}

    def with_severity(self, severity: Severity) -> Self:
        """Return the rule as a campaign sets it: no fault is graver than ``severity``."""
        return replace(self, severity=severity, worst=None)


AnyRule: TypeAlias = Rule[Any, Any]


@dataclass(frozen=True, slots=True)
class FileRule(Rule[SourceFile, Fault]):
    """Looks at a file as such."""

    scope = "file"


@dataclass(frozen=True, slots=True)
class FormRule(Rule[Form, Fault]):
    """Looks at one form as a whole."""

    scope = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRule(Rule[HeaderEntry, Fault]):
    """Looks at the header field ``field`` of each form, filled in or not, provided by its attachment or not."""

    scope = "form"

    field: HeaderKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRule(Rule[Cell, Fault]):
    """Looks at the cells of columns of the ``types`` and of the ``role`` (none: all), at empty ones as ``empty`` says.

    Its faults may depend on nothing but the cell and the context: they are worked out once for equal values of a
    column. ``in_header`` is what it says of a text in the header block, None where it does not look there.
    """

    scope = "cell"

    types: frozenset[ColumnType] = frozenset()
    role: ColumnRole | None = None
    empty: Literal["never", "too", "only"] = "never"
    in_header: Callable[[str], Iterator[Fault]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule(Rule[RowCells, Fault]):
    """Looks at the columns that it ``reads`` of each form that has the first of them, where ``only_where`` takes that.

    ``of`` is the role that a form must play, None where any will do.

    Its faults may depend on nothing else of the row: they are worked out once for equal values. Those that name no
    other column are placed at the first.
    """

    scope = "row"

    reads: tuple[str, ...]
    of: FormRole | None = None
    only_where: Callable[[Scalar, Context], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRule(Rule[UnitReturn, Fault | Uncompared]):
    """Looks at all that one unit has sent, where it has sent every attachment that the rule ``compares``.

    A rule that stops at its budget says so (``Uncompared``).

    ``cannot_run`` says in Chinese what else is lacking, "" where nothing is. Where the first of those attachments has
    no columns of the roles it ``reads``, the campaign has no use for it.
    """

    scope = "unit"
    drawn_from = "unit"

    compares: tuple[FormRole, ...] = ()
    reads: tuple[ColumnRole, ...] = ()
    cannot_run: Callable[[UnitReturn, Context], str] | None = None


@dataclass(frozen=True, slots=True)
class CampaignRule(Rule[tuple[UnitReturn, ...], Fault | Uncompared]):
    """Looks at what all units have sent together."""

    scope = "campaign"
    drawn_from = "campaign"


def file_rule(
    code: str, name: str, severity: Severity, basis: str
) -> Callable[[Callable[[SourceFile, Context], Iterator[Fault]]], FileRule]:
    """Make a rule about files."""
    return lambda check: FileRule(code, name, severity, basis, check)


def form_rule(
    code: str, name: str, severity: Severity, basis: str
) -> Callable[[Callable[[Form, Context], Iterator[Fault]]], FormRule]:
    """Make a rule about forms."""
    return lambda check: FormRule(code, name, severity, basis, check)


def header_rule(
    code: str, name: str, severity: Severity, basis: str, *, field: HeaderKey
) -> Callable[[Callable[[HeaderEntry, Context], Iterator[Fault]]], HeaderRule]:
    """Make a rule about one field of the header block."""
    return lambda check: HeaderRule(code, name, severity, basis, check, field=field)


def cell_rule(
    code: str,
    name: str,
    severity: Severity,
    basis: str,
    *types: ColumnType,
    role: ColumnRole | None = None,
    empty: Literal["never", "too", "only"] = "never",
    in_header: Callable[[str], Iterator[Fault]] | None = None,
) -> Callable[[Callable[[Cell, Context], Iterator[Fault]]], CellRule]:
    """Make a rule about cells."""
    return lambda check: CellRule(
        code, name, severity, basis, check, types=frozenset(types), role=role, empty=empty, in_header=in_header
    )


def row_rule(
    code: str,
    name: str,
    severity: Severity,
    basis: str,
    *,
    reads: tuple[str, ...],
    of: FormRole | None = None,
    only_where: Callable[[Scalar, Context], bool] | None = None,
    worst: Severity | None = None,
) -> Callable[[Callable[[RowCells, Context], Iterator[Fault]]], RowRule]:
    """Make a rule about rows."""
    return lambda check: RowRule(
        code, name, severity, basis, check, worst=worst, reads=reads, of=of, only_where=only_where
    )


def unit_rule(
    code: str,
    name: str,
    severity: Severity,
    basis: str,
    *,
    compares: tuple[FormRole, ...] = (),
    reads: tuple[ColumnRole, ...] = (),
    cannot_run: Callable[[UnitReturn, Context], str] | None = None,
) -> Callable[[Callable[[UnitReturn, Context], Iterator[Fault | Uncompared]]], UnitRule]:
    """Make a rule about all that one unit has sent."""
    return lambda check: UnitRule(
        code, name, severity, basis, check, compares=compares, reads=reads, cannot_run=cannot_run
    )


def campaign_rule(
    code: str, name: str, severity: Severity, basis: str
) -> Callable[[Callable[[tuple[UnitReturn, ...], Context], Iterator[Fault | Uncompared]]], CampaignRule]:
    """Make a rule about all units together."""
    return lambda check: CampaignRule(code, name, severity, basis, check)

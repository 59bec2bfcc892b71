"""What a rule is: a small function that yields faults, with its code, severity and scope."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Literal, NamedTuple

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.values import Scalar
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import FORM_ROLE_LABELS, ColumnRole, FormRole


class Scope(StrEnum):
    """What a rule is handed.

    ``file``: ``(SourceFile, Context)``. ``form``: ``(Form, Context)``. ``cell``: ``(Scalar, str, Column, Context)``,
    the value as read and as text; its faults may depend on nothing else, so they are computed once a text.
    ``row``: the values as read of the columns it ``reads`` ("" where the form lacks one), then ``(Form, Context)``; its
    faults may depend on nothing else of the row, so they are computed once for equal values.
    ``unit``: ``(UnitReturn, Context)``.
    ``campaign``: ``(tuple[UnitReturn, ...], Context)``, all units.
    """

    FILE = "file"
    FORM = "form"
    CELL = "cell"
    ROW = "row"
    UNIT = "unit"
    CAMPAIGN = "campaign"


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
        return self.attachment(form.attachment).column_by_role[role].heading

    def basis(self, rule: "Rule") -> str:
        """Return what stands behind ``rule`` in this campaign: its own word, else the clause of the notice it is of."""
        own = self.campaign.basis.get(rule.code)
        return own if own is not None else rule.basis if self.campaign.clauses_of else ""

    def label(self, role: FormRole) -> str:
        """Return what the attachment that plays ``role`` is called: ``附件2``."""
        attachment = self.campaign.by_role(role)
        return attachment.label if attachment else FORM_ROLE_LABELS[role]


Check = Callable[..., Iterator[Fault]]


class Texts(NamedTuple):
    """What a column has of texts, as read: all ``together``, joined by blanks, and how long the longest is."""

    together: str
    longest: int


Sign = Callable[[Texts, Column, Context], bool]
Where = Callable[[Scalar, Context], bool]
Lacks = Callable[[UnitReturn, Context], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; ``page`` is its manual page, ``basis`` the clause of the notice behind it.

    A cell rule looks at cells of the column types ``types`` (empty: all), at empty cells only where ``empty``
    (where that is ``only``, at no others), and at the values of the header block too where ``header`` (their column is
    None). Its ``sign`` is asked first, of all texts of a column together: where it says no, none of them has the
    fault. A row rule looks at forms that have the first of the columns it ``reads``, at rows with a value there that
    ``where`` takes (None: all); there it places its faults that name no other. A unit rule runs where the unit has sent
    all the attachments it ``compares``, by role, and it ``lacks`` nothing else (``(UnitReturn, Context)`` → why it
    cannot run, in Chinese, "" where it can); where the first of them has no columns of the roles it ``reads``, the
    campaign has no use for it.
    A fault of the rule may be as grave as ``at_worst``, where that is said; ``settled``: the campaign set the severity,
    and none is graver.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    basis: str
    check: Check
    page: str
    types: frozenset[ColumnType]
    empty: Literal["never", "too", "only"] = "never"
    header: bool = False
    sign: Sign | None = None
    reads: tuple[str, ...] = ()
    where: Where | None = None
    at_worst: Severity | None = None
    settled: bool = False
    compares: tuple[FormRole, ...] = ()
    lacks: Lacks | None = None

    @property
    def may_be_error(self) -> bool:
        """Whether any fault of the rule may be an error."""
        return Severity.ERROR in {self.severity, None if self.settled else self.at_worst}

    def __reduce__(self) -> tuple[Callable[..., "Rule"], tuple[object, ...]]:
        """Pickle by name: a decorated function cannot be pickled, and a spawned worker has the same rules."""
        return _named, (self.check.__module__, self.check.__name__, self.severity, self.settled)


def _named(module: str, name: str, severity: Severity, settled: bool) -> Rule:
    rule: Rule = getattr(import_module(module), name)
    return replace(rule, severity=severity, settled=settled)


def rule(
    code: str,
    name: str,
    severity: Severity,
    scope: Scope,
    basis: str,
    *types: ColumnType,
    empty: Literal["never", "too", "only"] = "never",
    header: bool = False,
    sign: Sign | None = None,
    reads: tuple[str, ...] = (),
    where: Where | None = None,
    at_worst: Severity | None = None,
    compares: tuple[FormRole, ...] = (),
    lacks: Lacks | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of the function below; its docstring, in Chinese, is what ``jianfu rule CODE`` prints."""

    def made(check: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            severity=severity,
            scope=scope,
            basis=basis,
            check=check,
            page=check.__doc__ or "",
            types=frozenset(types),
            empty=empty,
            header=header,
            sign=sign,
            reads=reads,
            where=where,
            at_worst=at_worst,
            compares=compares,
            lacks=lacks,
        )

    return made

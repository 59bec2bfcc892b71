"""What a rule is: a small function that yields faults, with its code, severity and scope."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianfu_cli.core.attachment import Attachment, ColumnType
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.finding import Fault, Severity


class Scope(StrEnum):
    """What a rule is handed.

    ``file``: ``(SourceFile, Context)``. ``form``: ``(Form, Context)``. ``cell``: ``(Scalar, str, Column, Context)``,
    the value as read and as text; its faults may depend on nothing else, so they are computed once a text.
    ``row``: ``(Row, Form, Context)``. ``unit``: ``(str, UnitReturns, Context)``, all that a unit has sent.
    """

    FILE = "file"
    FORM = "form"
    CELL = "cell"
    ROW = "row"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule may know beside what it looks at."""

    campaign: Campaign
    as_of: date

    def attachment(self, attachment: str) -> Attachment:
        """Return the schema of ``attachment``."""
        return self.campaign.form(attachment)


Check = Callable[..., Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``page`` is its manual page, ``basis`` the clause of the notice behind it.

    A cell rule looks at cells of the column types ``types`` (empty: all), and at empty cells only where ``empty``.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    basis: str
    check: Check
    page: str
    types: frozenset[ColumnType]
    empty: bool


def rule(
    code: str, name: str, severity: Severity, scope: Scope, basis: str, *types: ColumnType, empty: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of the function below; its docstring, in Chinese, is what ``jianfu rule CODE`` prints."""

    def made(check: Check) -> Rule:
        return Rule(code, name, severity, scope, basis, check, check.__doc__ or "", frozenset(types), empty)

    return made

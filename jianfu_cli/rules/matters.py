"""The rows of a unit's return as the matters they name, for rules across forms and units."""

from dataclasses import dataclass

from jianfu_cli.core.finding import Fault, Severity
from jianfu_cli.core.form import Form, Row
from jianfu_cli.core.returns import UnitReturn


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of a return, and where it stands."""

    path: str
    form: Form
    row: Row

    def text(self, column: str) -> str:
        """Return the text of the row in ``column``."""
        return self.form.text(self.row, column)

    @property
    def named(self) -> tuple[str, str]:
        """The matter's name and its body."""
        return self.text("matter"), self.text("body")

    def fault(self, column: str, message: str, hint: str, severity: Severity | None = None) -> Fault:
        """Say something of this row's cell in ``column``."""
        return Fault(
            message,
            hint,
            value=self.text(column) or None,
            severity=severity,
            row=self.row.number,
            column=self.form.column(column),
            path=self.path,
            form=self.form,
        )


def matters_of(unit: UnitReturn, attachment: str) -> list[Matter]:
    """Return the named rows of the version of ``attachment`` that counts."""
    counting = unit.counting(attachment)
    if counting is None:
        return []
    rows = [Matter(counting.file.path, form, row) for form in counting.forms for row in form.rows]
    return [matter for matter in rows if matter.text("matter")]

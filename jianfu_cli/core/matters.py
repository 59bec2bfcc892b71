"""The rows of a form as the matters they name, for what is said across forms and units."""

from dataclasses import dataclass

from jianfu_cli.core.finding import Fault, Severity
from jianfu_cli.core.form import Form, Row
from jianfu_cli.core.wording import Named


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of a return, and where it stands; ``name`` and ``body`` are its texts under 事项名称 and 牵头实施单位."""

    path: str
    form: Form
    row: Row
    name: str
    body: str

    @property
    def named(self) -> Named:
        """The matter as it is compared with others."""
        return Named(self.name, self.body, self.form.unit)

    def text(self, column: str) -> str:
        """Return the text of the row in ``column``."""
        return self.form.text(self.row, column)

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


def matters_on(form: Form, path: str) -> list[Matter]:
    """Return the rows of ``form``, of the file ``path``, that name a matter."""
    rows = [Matter(path, form, row, form.text(row, "matter"), form.text(row, "body")) for row in form.rows]
    return [matter for matter in rows if matter.name]

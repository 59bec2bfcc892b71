"""What rules are handed beside the values of core: a cell, the cells of a row, a field of the header block."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form


class Cell(NamedTuple):
    """One cell of a table: its ``value`` as read, the same as cleaned ``text`` ("" where it is empty), its column."""

    value: Scalar
    text: str
    column: Column


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of one row of ``form`` that a rule reads: ``row["held"]`` as read, ``row.text("held")`` cleaned.

    A column that the form lacks is "" in every row; one that the rule does not read is a KeyError. ``completed`` is
    what a person decided of the row, for rules that read 完成情况; None where nobody did.
    """

    form: Form
    _values: Mapping[str, Scalar]
    completed: bool | None = None

    def __getitem__(self, key: str) -> Scalar:
        return self._values[key]

    def text(self, key: str) -> str:
        """Return the cleaned text in column ``key``."""
        return text_of(self._values[key])


class HeaderEntry(NamedTuple):
    """One field of a form's header block, filled in or not; ``name`` is what people call it, "" where nobody does.

    ``provided``: the form's own attachment has the field.
    """

    form: Form
    key: str
    name: str
    provided: bool

    @classmethod
    def of(cls, form: Form, key: str, campaign: Campaign) -> Self:
        """Look at field ``key`` of ``form``, which the campaign names."""
        field = campaign.header_field(key, form.attachment)
        provided = campaign.attachment(form.attachment).header_field(key) is not None
        return cls(form, key, field.name if field else "", provided)

    @property
    def text(self) -> str:
        """What is written there, "" where nothing is."""
        return self.form.header.text(self.key)

    def fault(self, message: str, hint: str, suggestion: str | None = None, severity: Severity | None = None) -> Fault:
        """Return a fault at this field: at its cell, where the form is on a sheet and has the field."""
        found = self.form.header.fields.get(self.key)
        on_sheet = found if found and found.row and self.form.place.sheet is not None else None
        return Fault(
            message,
            hint,
            row=on_sheet.row if on_sheet else None,
            cell=on_sheet.cell if on_sheet else None,
            column_name=self.name or None,
            value=found.text or None if found else None,
            suggestion=suggestion,
            severity=severity,
        )

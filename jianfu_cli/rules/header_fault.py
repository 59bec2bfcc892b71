"""Places a fault at a field of the header block."""

from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form

_LABELS = {
    "unit": "填报单位",
    "reported_on": "填报时间",
    "reporter": "填报人员及电话",
    "declared_total": "本级社会事务进校园总量",
}


def header_fault(
    form: Form, key: str, message: str, hint: str, suggestion: str | None = None, severity: Severity | None = None
) -> Fault:
    """Return a fault at the header field ``key``: at its cell, where the form is on a sheet and has the field."""
    found = form.header.get(key)
    on_sheet = found if form.sheet is not None else None
    return Fault(
        message,
        hint,
        row=on_sheet.row if on_sheet else None,
        cell=on_sheet.cell if on_sheet else None,
        column_name=_LABELS[key],
        value=found.text or None if found else None,
        suggestion=suggestion,
        severity=severity,
    )

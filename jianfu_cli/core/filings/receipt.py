"""When a file came in, as far as anything says so (contract.md, --as-of)."""

from dataclasses import replace
from datetime import UTC, date, datetime

from jianfu_cli.core.model.form import Form, SourceFile


def file_day(modified: float) -> date:
    """Return the day of a file's own time (seconds since 1970), where this computer stands."""
    return datetime.fromtimestamp(modified, tz=UTC).astimezone().date()


def known_on(file: SourceFile, as_of: date) -> SourceFile:
    """Return ``file`` as known on ``as_of``: a 填报时间 after that day is mistyped, and no day of receipt."""
    if not any(_mistyped(form, as_of) for form in file.forms):
        return file
    day = file_day(file.modified)
    forms = (
        replace(form, received_on=day, received_from="file") if _mistyped(form, as_of) else form for form in file.forms
    )
    return replace(file, forms=tuple(forms))


def _mistyped(form: Form, as_of: date) -> bool:
    return form.received_from == "form" and form.received_on is not None and form.received_on > as_of


def came_by(file: SourceFile, until: date | None) -> bool:
    """Whether nothing proves that ``file`` came in after ``until``; its own time proves nothing: copying changes it."""
    return until is None or file.folder_date is None or file.folder_date <= until

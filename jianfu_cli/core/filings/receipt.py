"""When a file came in, as far as anything says so (contract.md, --as-of)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jianfu_cli.core.language.dates import file_day
from jianfu_cli.core.model.form import LITTER, Form, SourceFile


def known_on(file: SourceFile, as_of: date) -> SourceFile:
    """Return ``file`` as known on ``as_of``: a 填报时间 after that day is mistyped, and no day of receipt."""
    if not any(_mistyped(form, as_of) for form in file.forms):
        return file
    day = file_day(file.modified)
    forms = (
        replace(form, owner=replace(form.owner, received_on=day, received_from="file"))
        if _mistyped(form, as_of)
        else form
        for form in file.forms
    )
    return replace(file, forms=tuple(forms))


def _mistyped(form: Form, as_of: date) -> bool:
    return form.owner.received_from == "form" and form.owner.received_on is not None and form.owner.received_on > as_of


def came_by(file: SourceFile, until: date | None) -> bool:
    """Whether no date folder and no mail proves that ``file`` came in after ``until``; its own time proves nothing."""
    return until is None or file.came_on is None or file.came_on <= until


def sent_by(files: Sequence[SourceFile], until: date | None) -> tuple[SourceFile, ...]:
    """Return what somebody sent until then: no archive beside its members, no litter."""
    opened = {path for file in files for path in file.containers}
    return tuple(file for file in files if file.type != LITTER and file.path not in opened and came_by(file, until))

"""A form printed on several pages, each with its title, header block and headings again: one form, not several."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_parts import HeaderValue
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.reading.layout.continuation import continued

_TOTAL = "declared_total"
# What a page may say for the whole form: who files it is said on the first.
_SAID_LATER = ("reported_on", "reporter", _TOTAL)


def as_pages(forms: Iterable[Form], owned: Callable[[Form], Form]) -> list[Form]:
    """Return ``forms``, each that is another page of the one before it as going on with that one.

    It says nothing else of itself, and its 序号 go on; or, on the same sheet, its header block lacks a 填报时间; or it
    has no header block, and the one before it no rows.
    ``owned`` reads the unit and the day of a form whose header block later pages completed.
    """
    found: list[Form] = []
    first = 0
    for form in forms:
        if form.place.continues or not found or not _is_next_page(found[first], found[-1], form):
            first = first if form.place.continues and found else len(found)
            found.append(form)
            continue
        whole = found[first]
        later = {name: form.header.fields[name] for name in _SAID_LATER if _says(form, name) and not _says(whole, name)}
        if later:
            whole = owned(replace(whole, header=replace(whole.header, fields={**whole.header.fields, **later})))
        found[first] = continued(whole, len(form.body.rows))
        found.append(_going_on(form, whole))
    return found


def _going_on(form: Form, whole: Form) -> Form:
    return replace(
        form,
        place=replace(form.place, header_row=None, continues=True),
        header=replace(whole.header, fields={}),
        owner=whole.owner,
        body=replace(form.body, nil=False),
    )


def _is_next_page(whole: Form, before: Form, form: Form) -> bool:
    if form.attachment != whole.attachment or form.place.parts or whole.place.parts:
        return False
    if not form.body.rows or not _agree(whole.header.fields, form):
        return False
    if not whole.body.rows:  # the header block on one sheet, the rows on the next
        says_none = any(stray.kind == "nil" for stray in whole.body.strays)
        return not says_none and not any(_says(form, name) for name in form.header.fields)
    last, following = _number(before, -1), _number(form, 0)
    if last is not None and following == last + 1:
        return True
    return form.place.sheet == whole.place.sheet and not _says(form, "reported_on") and _says(whole, "reported_on")


def _agree(said: Mapping[str, HeaderValue], form: Form) -> bool:
    """Whether a page's header block says nothing but what the first page's does; its own count makes it a form."""
    for name, value in form.header.fields.items():
        if not value.text:
            continue
        if name == _TOTAL and value.text == str(len(form.body.rows)):
            return False
        if name in said and said[name].text:
            if key(said[name].text) != key(value.text):
                return False
        elif name not in _SAID_LATER:
            return False
    return True


def _says(form: Form, name: str) -> bool:
    return name in form.header.fields and bool(form.header.fields[name].text)


def _number(form: Form, row: int) -> int | None:
    """The 序号 of the first (0) or last (-1) row."""
    place = form.position(ColumnRole.SEQUENCE)
    written = text_of(form.body.rows.column(place)[row]) if place is not None else ""
    return int(written) if written.isdecimal() else None

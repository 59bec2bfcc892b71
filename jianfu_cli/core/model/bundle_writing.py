"""What was read to the records of a bundle, as plain JSON values; what a level must not pass on is withheld here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from enum import Enum
from typing import Any

from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.bundle_values import written
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Finding, is_at
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.form_parts import HeaderValue

Made = Callable[..., str]
"""What makes of a text, and of the column or the heading over it, the one that is passed on."""
_REPORTER = "填报人"
_Places = set[tuple[str | None, int, int]]


def as_it_is(text: str, *_over: object) -> str:
    """Pass a text on as it is: within the office nothing but secret columns is withheld."""
    return text


def file_record(
    file: SourceFile, campaign: Campaign, findings: Iterable[Finding], made: Made = as_it_is, name: str | None = None
) -> dict[str, Any]:
    """Return ``file`` as it was read; ``findings`` are those about it alone, kept where they are of what is withheld.

    ``made`` makes of each text what may be passed on, ``name`` stands for the path to what lay on the disk.
    """
    places: _Places = set()
    forms = [_form(form, campaign, made, places) for form in file.forms]
    kept = [finding_record(one, made) for one in findings if is_at(one, places)]
    withheld = {"places": sorted(places, key=repr), "findings": kept}
    return {
        "path": file.outer if name is None else name,
        "within": [made(one) for one in file.within],
        "sha256": file.sha256,
        "type": file.type,
        "outcome": file.outcome.value,
        "forms": forms,
        "problems": [_texts(asdict(problem), made) for problem in file.problems],
        "inbox_unit": file.inbox_unit,
        "folder_date": _day(file.folder_date),
        "modified": file.modified,
        "seal": file.seal,
        "scan": file.scan,
        "enclosure": file.enclosure,
        "explained": [[number, made(text)] for number, text in file.explained],
        "mail_day": _day(file.mail_day),
        "mail_unit": file.mail_unit,
        "mail_words": file.mail_words,
        "bundle": file.bundle,
        "withheld": withheld if places else None,
    }


def finding_record(finding: Finding, made: Made = as_it_is) -> dict[str, Any]:
    """Return ``finding`` as a record."""
    record = finding._asdict()
    answer = finding.answered
    record |= {
        "severity": finding.severity.value,
        "order": list(finding.order),
        "answered": {**answer._asdict(), "on": _day(answer.on)} if answer else None,
    }
    for field in ("message", "hint", "value", "suggestion", "column"):
        record[field] = made(record[field]) if record[field] else record[field]
    if record["answered"]:
        record["answered"] = _texts(record["answered"], made, ("answer", "by"))
    return record


def _form(form: Form, campaign: Campaign, made: Made, places: _Places) -> dict[str, Any]:
    """Return a form as one flat record: the format does not change with how the program parts it."""
    place, header, body, outline = form.place, form.header, form.body, form.outline
    return {
        "attachment": form.attachment,
        "sheet": place.sheet,
        "header_row": place.header_row,
        "hidden_sheet": place.hidden_sheet,
        "addressed": place.addressed,
        "parts": list(place.parts),
        "part": place.part,
        "continues": place.continues,
        "title": made(header.title),
        "header": [_header(form, key, value, made, places) for key, value in header.fields.items()],
        "reported_on": _day(header.reported_on),
        **_body(form, campaign, made, places),
        "rows_beyond": body.rows_beyond,
        "sections": [_texts(asdict(section), made) for section in outline.sections],
        "words": outline.words,
        "characters": outline.characters,
        "unit": form.owner.unit,
        "unit_sources": [list(source) for source in form.owner.unit_sources],
        "sure": form.recognition.sure,
        "gathered": form.recognition.gathered,
        "evidence": list(form.recognition.evidence),
        "doubt": form.recognition.doubt,
        "mark": asdict(form.recognition.mark) if form.recognition.mark else None,
    }


def _body(form: Form, campaign: Campaign, made: Made, places: _Places) -> dict[str, Any]:
    body = form.body
    at = {id(column): nth for nth, column in enumerate(body.columns)}
    by_number = {column.number: nth for nth, column in enumerate(body.columns)}

    def nth(column: FoundColumn) -> int:
        return at.get(id(column), by_number.get(column.number, 0))

    return {
        "columns": [
            {"number": c.number, "heading": made(c.heading), "key": c.key, "match": c.match.value} for c in body.columns
        ],
        "rows": _rows(form, campaign, made, places),
        "nil": body.nil,
        "strays": [_texts(asdict(stray), made, ("text",)) for stray in body.strays],
        "merged_cells": list(body.merged_cells),
        "hidden_rows": list(body.hidden_rows),
        "hidden_columns": [nth(column) for column in body.hidden_columns],
        "formulas": [[row, nth(column)] for row, column in body.formulas],
        "broken_cells": [[row, nth(column)] for row, column in body.broken_cells],
        "dittos": [[row, nth(column), words] for row, column, words in body.dittos],
        "twice": sorted(body.twice),
        "twice_on": list(body.twice_on),
        "struck_rows": list(body.struck_rows),
        "unread": [_texts(_plain(one._asdict()), made, ("text",)) for one in body.unread],
    }


def _rows(form: Form, campaign: Campaign, made: Made, places: _Places) -> dict[str, Any]:
    attachment = campaign.attachment(form.attachment)
    numbers = list(form.body.rows.numbers)
    columns = []
    for place, column in enumerate(form.body.columns):
        if column.key in attachment.secrets or attachment.keeps_secret(column.heading):
            columns.append([None] * len(numbers))
            places.update((form.place.sheet, row, column.number) for row in numbers)
            continue
        values = []
        for row, value in zip(numbers, form.body.rows.column(place), strict=True):
            passed = value if made is as_it_is else _made(value, made, column)
            if passed is not value:
                places.add((form.place.sheet, row, column.number))
            values.append(written(passed))
        columns.append(values)
    return {"numbers": numbers, "columns": columns}


def _made(value: Scalar, made: Made, column: FoundColumn) -> Scalar:
    """Return what is passed on of a cell: itself, where nothing in its text need be left out."""
    text = text_of(value)
    passed = made(text, column)
    return value if passed == text else passed


def _header(form: Form, key: str, value: HeaderValue, made: Made, places: _Places) -> dict[str, Any]:
    text = made(value.text, None, _REPORTER if key == "reporter" else "")
    withheld = text != value.text
    if withheld:
        places.add((form.place.sheet, value.row, 0))
    kept = text if withheld else written(value.value)
    return {"key": key, "text": text, "value": kept, "row": value.row, "column": value.column}


def _texts(record: dict[str, Any], made: Made, only: Iterable[str] = ()) -> dict[str, Any]:
    wanted = set(only) or record.keys()
    return {key: made(value) if isinstance(value, str) and key in wanted else value for key, value in record.items()}


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value.value if isinstance(value, Enum) else value for key, value in record.items()}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def in_parts(records: Iterable[tuple[dict[str, Any], str]], size: int) -> Iterator[list[tuple[dict[str, Any], str]]]:
    """Yield ``(record, its JSON)`` in parts of about ``size`` characters."""
    part: list[tuple[dict[str, Any], str]] = []
    length = 0
    for record, text in records:
        part.append((record, text))
        length += len(text)
        if length >= size:
            yield part
            part, length = [], 0
    if part:
        yield part

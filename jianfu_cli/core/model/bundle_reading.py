"""The records of a bundle to what was read: the same values that reading the files themselves gave."""

from dataclasses import fields
from itertools import pairwise
from typing import Any, get_args

from jianfu_cli.core.language.values import Scalar
from jianfu_cli.core.model.attachment import Attachment, HeaderKey
from jianfu_cli.core.model.bundle import WithheldCells
from jianfu_cli.core.model.bundle_manifest import DecisionRecord
from jianfu_cli.core.model.bundle_records import (
    ColumnRecord,
    FileRecord,
    FindingRecord,
    FormRecord,
    RowsRecord,
)
from jianfu_cli.core.model.bundle_values import BundleRecord, read
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Answer, Finding
from jianfu_cli.core.model.form import WITHIN, Form, Problem, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn, Match, OutlineBody, SectionText, StrayRow, TableBody
from jianfu_cli.core.model.form_parts import Header, HeaderValue, Owner, Place, Recognition
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.core.model.unread import Unread


class UnfitError(Exception):
    """A record is well-formed, and still none that reading could have given; the text says why, in Chinese."""


def source_file(record: FileRecord, prefix: str, campaign: Campaign) -> SourceFile:
    """Return the file of ``record``, which lies in the bundle at the path ``prefix``.

    Raises:
        UnfitError: it names an attachment, a column or a row that is not there.
    """
    outer = f"{prefix}{WITHIN}{record.path}"
    path = WITHIN.join((outer, *record.within))
    return SourceFile(
        path,
        record.sha256,
        record.type,
        record.outcome,
        tuple(_form(form, campaign) for form in record.forms),
        tuple(Problem(**_fields(problem)) for problem in record.problems),
        inbox_unit=record.inbox_unit,
        folder_date=record.folder_date,
        modified=record.modified,
        seal=record.seal,
        within=record.within,
        scan=record.scan,
        enclosure=record.enclosure,
        explained=record.explained,
        mail_day=record.mail_day,
        mail_unit=record.mail_unit,
        mail_words=record.mail_words,
        bundle=f"{prefix}{WITHIN}{record.bundle}" if record.bundle else prefix,
        withheld=_withheld(record, path),
    )


def _withheld(record: FileRecord, path: str) -> WithheldCells | None:
    if record.withheld is None:
        return None
    findings = (finding(one)._replace(path=path) for one in record.withheld.findings)
    return WithheldCells(frozenset(record.withheld.places), tuple(findings))


def finding(record: FindingRecord) -> Finding:
    """Return the finding of ``record``."""
    answer = record.answered
    return Finding(**_fields(record) | {"answered": Answer(**_fields(answer)) if answer else None})


def decision(record: DecisionRecord) -> Decision:
    """Return the decision of ``record``."""
    return Decision(**_fields(record))


def _form(record: FormRecord, campaign: Campaign) -> Form:
    try:
        attachment = campaign.attachment(record.attachment)
    except KeyError as error:
        raise UnfitError(f"本次专项行动没有 {record.attachment} 这个附件") from error
    columns = tuple(_column(column, attachment) for column in record.columns)
    unknown = {value.key for value in record.header} - set(get_args(HeaderKey))
    if unknown:
        raise UnfitError("里面有认不出的表头栏目")
    try:
        marked: dict[str, Any] = {
            "hidden_columns": tuple(columns[place] for place in record.hidden_columns),
            "formulas": tuple((row, columns[place]) for row, place in record.formulas),
            "broken_cells": tuple((row, columns[place]) for row, place in record.broken_cells),
            "dittos": tuple((row, columns[place], words) for row, place, words in record.dittos),
        }
    except IndexError as error:
        raise UnfitError("里面说到了没有的列") from error
    return Form(
        record.attachment,
        place=Place(**_some(record, Place)),
        header=Header(
            record.title,
            {one.key: HeaderValue(one.text, read(one.value), one.row, one.column) for one in record.header},
            record.reported_on,
        ),
        body=_body(record, columns, marked),
        outline=OutlineBody(
            tuple(SectionText(**_fields(section)) for section in record.sections), record.words, record.characters
        ),
        owner=Owner(record.unit, campaign.roster.kind_of.get(record.unit), record.unit_sources),
        recognition=Recognition(
            record.sure,
            record.evidence,
            record.doubt,
            Mark(**_fields(record.mark)) if record.mark else None,
            gathered=record.gathered,
        ),
    )


def _body(record: FormRecord, columns: tuple[FoundColumn, ...], marked: dict[str, Any]) -> TableBody:
    return TableBody(
        **marked,
        columns=columns,
        rows=_rows(record.rows, len(columns)),
        strays=tuple(StrayRow(**_fields(stray)) for stray in record.strays),
        merged_cells=record.merged_cells,
        nil=record.nil,
        hidden_rows=record.hidden_rows,
        struck_rows=record.struck_rows,
        unread=tuple(Unread(**_fields(thing)) for thing in record.unread),
        twice=frozenset(record.twice),
        twice_on=record.twice_on,
        rows_beyond=record.rows_beyond,
    )


def _some(record: BundleRecord, part: type) -> dict[str, Any]:
    """The fields of ``record`` that a part of a form has under the same names."""
    return {field.name: getattr(record, field.name) for field in fields(part)}


def _column(record: ColumnRecord, attachment: Attachment) -> FoundColumn:
    if record.key is None:
        return FoundColumn(record.number, record.heading, None, record.match)
    if record.key not in attachment.column_by_key or record.match is Match.EXTRA:
        raise UnfitError(f"{attachment.label}没有 {record.key} 这一列")
    return FoundColumn.of(record.number, record.heading, record.key, record.match, attachment)


def _rows(record: RowsRecord, columns: int) -> Rows:
    numbers = record.numbers
    if len(record.columns) != columns or any(len(column) != len(numbers) for column in record.columns):
        raise UnfitError("行数、列数前后不一致")
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise UnfitError("行号不是从小到大")
    return Rows(numbers, map(_values, record.columns))


def _values(column: tuple[object, ...]) -> tuple[Scalar, ...]:
    if not any(isinstance(value, BundleRecord) for value in column):
        return column  # type: ignore[return-value]
    return tuple(read(value) for value in column)  # type: ignore[arg-type]


def _fields(record: BundleRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in type(record).model_fields}

"""The rows of two versions, laid side by side for comparison: names, texts by column, places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import cell_name, text_of
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rolled_up import PROVENANCE, UNIT_COLUMN
from jianfu_cli.core.rollup.figure_model import STANDING_HEADING

_BODY = "正文"
_NAMING = frozenset({ColumnType.BODY, ColumnType.TEXT})
# 《…》, “…” and brackets come and go between versions.
_MARKS = pattern_of(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Record:
    """One row, or one section of an outline: its name as written and as compared, its texts and cells by column."""

    unit: str
    matter: str
    key: str
    body: str
    row: int | None
    texts: dict[str, str]
    cells: dict[str, str]


def records(forms: Iterable[Form], attachment: Attachment, bodies: Bodies, *, by_unit: bool) -> list[Record]:
    """Return the rows of ``forms``, all parts of one return; of a roll-up each row has its own unit."""
    return [
        record
        for form in forms
        for record in (_rows(form, attachment, bodies, by_unit=by_unit) if attachment.columns else _sections(form))
    ]


def _sections(form: Form) -> Iterator[Record]:
    for section in form.outline.sections:
        yield Record("", section.heading, _key(section.heading), "", None, {_BODY: section.text}, {})


def _rows(form: Form, attachment: Attachment, bodies: Bodies, *, by_unit: bool) -> Iterator[Record]:
    named, beside = _name_columns(attachment)
    unit_at = next((at for at, column in enumerate(form.body.columns) if column.heading == UNIT_COLUMN), None)
    # Of a roll-up's own tables: what it judges of a row is not what the row says.
    ours = {STANDING_HEADING} if {column.heading for column in form.body.columns} >= PROVENANCE else set()
    for row in form.body.rows:
        texts, cells = {}, {}
        for column, value in zip(form.body.columns, row.values, strict=True):
            if column.heading not in ours and _compared(column, attachment):
                heading = heading_of(column, attachment)
                texts[heading] = text_of(value)
                cells[heading] = cell_name(row.number, column.number)
        own = text_of(row.values[unit_at]) if unit_at is not None else form.owner.unit if by_unit else ""
        matter = form.text(row, named)
        said = form.text(row, beside)
        told_apart_by = bodies.identity(said, own or form.owner.unit) if beside == ColumnRole.BODY else _key(said)
        yield Record(own, matter, _key(matter), told_apart_by, row.number, texts, cells)


def _compared(column: FoundColumn, attachment: Attachment) -> bool:
    """Whether a column says something of its row that others may see: no number, no provenance, no secret."""
    secret = column.key in attachment.secrets or attachment.keeps_secret(column.heading)
    own = not (secret or column.counts_rows) and column.role != ColumnRole.SEQUENCE
    return own and column.heading not in PROVENANCE | {UNIT_COLUMN}


def _key(name: str) -> str:
    return _MARKS.sub("", key(name))


def heading_of(column: FoundColumn, attachment: Attachment) -> str:
    """Return the attachment's own heading of ``column``, else the heading as written."""
    return attachment.column_by_key[column.key].heading if column.key else column.heading


def _name_columns(attachment: Attachment) -> tuple[str, str]:
    """The column by which a person knows a row, and what tells rows of one name apart: the matter and its body.

    Of a form without matters, but with 编号, they are that and what it says. Of others (附件1) they are the first two
    texts that must be there: 单位名称 and 牵头负责部门.
    """
    if ColumnRole.MATTER in attachment.column_by_role:
        return ColumnRole.MATTER, ColumnRole.BODY
    if ColumnRole.NUMBER in attachment.column_by_role:
        return ColumnRole.NUMBER, ColumnRole.CONTENT
    texts = [one.key for one in attachment.columns if one.type in _NAMING and one.required and not one.secret]
    first, second, *_ = [*map(attachment.asked_by, texts or [attachment.columns[0].key]), ""]
    return first, second

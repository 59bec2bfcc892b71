"""What a unit has typed into one form and need not type again in the next."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from jianfu_cli.core.filings.returns import versions
from jianfu_cli.core.language.completion import is_done
from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula
from jianfu_cli.core.model.attachment import PROBLEMS, RECTIFICATIONS, WHITELIST, Attachment, Column, ColumnType
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.dispositions import TO_KEEP, TO_MEND
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.mark import digest
from jianfu_cli.core.model.rows import Row

# The forms of one unit that count, by attachment.
Typed: TypeAlias = Mapping[str, tuple[Form, ...]]

_CONTACT = "person", ("office_phone", "mobile")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a blank begins with: header fields by key, rows by column key, paragraphs by heading of the outline.

    ``sources`` are the labels of the forms it was taken from (附件2).
    """

    header: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What the blank's mark keeps of it, to know a blank that nobody has typed in since."""
        return digest("\n".join(self.paragraphs.values()) or self.header.get("reporter", ""))


NOTHING = Carried()


def typed_by_unit(files: tuple[SourceFile, ...]) -> dict[str, dict[str, tuple[Form, ...]]]:
    """Return what each unit ("" where none is named) has filled in: of each attachment the version that counts."""
    typed: dict[str, dict[str, tuple[Form, ...]]] = {}
    for (unit, attachment), found in versions(files).items():
        forms = tuple(form for version in found if version.counts for form in version.forms)
        typed.setdefault(unit, {})[attachment] = forms
    return typed


def carry(typed: Typed, attachment: Attachment, campaign: Campaign) -> Carried:
    """Return what ``attachment`` can begin with of what its unit has ``typed`` into other forms.

    附件2 rows to 清理 or 优化 go on to 附件3, its 进校园 rows to 保留 or 优化 to 附件7 (notice, 三（二）); figures
    to the report's draft; who filed, and under which number, to every header block that asks it.
    """
    header, asked = _reporter(typed, attachment, campaign)
    rows = tuple(_rows(typed, attachment, campaign))
    paragraphs = dict(_paragraphs(typed, attachment, campaign))
    used = {*asked, *([PROBLEMS] if rows else []), *(_counted(typed) if paragraphs else [])}
    return Carried(header, rows, paragraphs, tuple(form.label for form in campaign.attachments if form.id in used))


def unclear_rows(typed: Typed, attachment: Attachment, campaign: Campaign) -> tuple[tuple[int, str, str], ...]:
    """Return ``(row, matter, why)`` of 附件2 rows of which nobody can tell whether they go on to ``attachment``."""
    if attachment.id not in {RECTIFICATIONS, WHITELIST}:
        return ()
    asked = (
        (form, row, _unclear(form, row, attachment, campaign)) for form in typed.get(PROBLEMS, ()) for row in form.rows
    )
    return tuple((row.number, form.text(row, "matter"), why) for form, row, why in asked if why)


def _unclear(form: Form, row: Row, attachment: Attachment, campaign: Campaign) -> str:
    written, category = form.text(row, "disposition"), form.text(row, "category")
    disposition, on_campus = campaign.disposition(written), True
    if attachment.id == WHITELIST:
        names = campaign.category_names
        if disposition in TO_KEEP and names.find(category) is None:
            return f"问题类别“{category}”不明" if category else "没有填问题类别"
        on_campus = names.plays(CategoryRole.ON_CAMPUS, category)
    if disposition or not on_campus:
        return ""
    return f"意见建议“{written}”不明" if written else "没有填意见建议"


def _reporter(typed: Typed, attachment: Attachment, campaign: Campaign) -> tuple[dict[str, str], list[str]]:
    """填报人员及电话 as last written on a form, else the contact that 附件1 names; and the form it is from."""
    if attachment.header_field("reporter") is None:
        return {}, []
    written = [
        (form.reported_on or date.min, form.attachment, text)
        for forms in typed.values()
        for form in forms
        if (text := form.header_text("reporter"))
    ]
    if written:
        _, source, text = max(written)
        return {"reporter": text}, [source]
    person, numbers = _CONTACT
    for form in (form for each in campaign.attachments for form in typed.get(each.id, ())):
        for row in form.rows:
            name = _text(form, row, person)
            number = next((text for column in numbers if (text := _text(form, row, column))), "")
            if name and number:
                return {"reporter": f"{name} {number}"}, [form.attachment]
    return {}, []


def _rows(typed: Typed, attachment: Attachment, campaign: Campaign) -> Iterator[dict[str, str]]:
    if attachment.id not in {RECTIFICATIONS, WHITELIST}:
        return
    for form in typed.get(PROBLEMS, ()):
        for row in form.rows:
            if _goes_on(form, row, attachment, campaign):
                cells = {column.key: _carried(form, row, column, campaign) for column in _asked_again(attachment)}
                yield {name: text for name, text in cells.items() if text}


def _goes_on(form: Form, row: Row, attachment: Attachment, campaign: Campaign) -> bool:
    disposition = campaign.disposition(form.text(row, "disposition"))
    if attachment.id == RECTIFICATIONS:
        return disposition in TO_MEND
    names = campaign.category_names
    return disposition in TO_KEEP and names.plays(CategoryRole.ON_CAMPUS, form.text(row, "category"))


def _asked_again(attachment: Attachment) -> Iterator[Column]:
    """The columns that mean the same on every form; a remark is about the form it stands on."""
    yield from (column for column in attachment.columns if column.required and column.type is not ColumnType.SEQUENCE)


def _carried(form: Form, row: Row, column: Column, campaign: Campaign) -> str:
    text = _text(form, row, column.key)
    return (campaign.category_names.find(text) or text) if column.type is ColumnType.CATEGORY else text


def _text(form: Form, row: Row, column: str) -> str:
    place = form.position(column)
    broken_cells = place is None or isinstance(row.values[place], ErrorValue | UnvaluedFormula)
    return "" if broken_cells else form.text(row, column)


def _counted(typed: Typed) -> list[str]:
    return [name for name in (PROBLEMS, RECTIFICATIONS, WHITELIST) if name in typed]


def _paragraphs(typed: Typed, attachment: Attachment, campaign: Campaign) -> Iterator[tuple[str, str]]:
    """The sentences with the unit's own figures, by the heading under which the outline asks for them."""
    sentences = {
        "problems": [*_of_problems(typed, campaign), *_of_rectifications(typed)],
        "whitelist": list(_of_whitelist(typed)),
    }
    for _, _, section in attachment.numbered_sections():
        if section.figures and (said := sentences[section.figures]):
            yield section.heading, "".join(said)


def _of_problems(typed: Typed, campaign: Campaign) -> Iterator[str]:
    forms = typed.get(PROBLEMS)
    if forms is None:
        return
    rows = [(form, row) for form in forms for row in form.rows]
    names = campaign.category_names
    found = Counter(names.find(form.text(row, "category")) for form, row in rows)
    parts = [f"{name}{found[name]}项" for name in names.names if found[name]]
    yield f"共摸排问题{len(rows)}项{'，其中：' if parts else ''}{'，'.join(parts)}。"
    column = campaign.attachment(PROBLEMS).column_by_key.get("disposition")
    choices = column.choice_names if column else ()
    disposed = Counter(column.choice(form.text(row, "disposition")) for form, row in rows) if column else {}
    if rows and choices:
        yield f"意见建议为{'、'.join(f'{choice}{disposed[choice]}项' for choice in choices)}。"


def _of_rectifications(typed: Typed) -> Iterator[str]:
    forms = typed.get(RECTIFICATIONS)
    if forms is not None:
        done = sum(is_done(form.text(row, "progress")) for form in forms for row in form.rows)
        yield f"列入整改清单{sum(len(form.rows) for form in forms)}项，已整改完成{done}项。"


def _of_whitelist(typed: Typed) -> Iterator[str]:
    forms = typed.get(WHITELIST)
    if forms is not None:
        yield f"列入社会事务进校园白名单{sum(len(form.rows) for form in forms)}项。"

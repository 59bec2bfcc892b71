"""What a unit has typed into one form and need not type again in the next."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from jianfu_cli.core.filings.versions import versions
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.language.letters import Letter
from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.column import Column, ColumnType, Prefill
from jianfu_cli.core.model.completions import completions
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.mark import digest
from jianfu_cli.core.model.meanings import TO_KEEP, TO_MEND
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.rows import Row
from jianfu_cli.core.model.same_words import SameWords

# The forms of one unit that count, by attachment.
Typed: TypeAlias = Mapping[str, tuple[Form, ...]]

ATTACHED = "附上的文件"
_CONTACT = "person", ("office_phone", "mobile")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a blank begins with: header fields by key, rows by column key, paragraphs by heading of the outline.

    ``sources`` are the labels of the forms it was taken from (附件2), ``attached`` is how many rows are documents that
    are attached.
    """

    header: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, str], ...] = ()
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    attached: int = 0

    @property
    def taken_from(self) -> str:
        """Where it is from: 已填的附件2、附上的文件; "" where it is nothing."""
        forms = [f"已填的{'、'.join(self.sources)}"] if self.sources else []
        return "、".join([*forms, *([ATTACHED] if self.attached else [])])

    @property
    def digest(self) -> str:
        """What the blank's mark keeps of it, to know a blank that nobody has typed in since."""
        return digest("\n".join(self.paragraphs.values()) or self.header.get("reporter", ""))


NOTHING = Carried()
# What problems go on to.
_GOING_ON = frozenset({FormRole.RECTIFICATIONS, FormRole.WHITELIST})


def typed_by_unit(files: tuple[SourceFile, ...], same_words: SameWords) -> dict[str, dict[str, tuple[Form, ...]]]:
    """Return what each unit ("" where none is named) has filled in: of each attachment the version that counts."""
    typed: dict[str, dict[str, tuple[Form, ...]]] = {}
    for (unit, attachment), found in versions(files, same_words).items():
        if forms := tuple(form for version in found if version.counts for form in version.forms):
            typed.setdefault(unit, {})[attachment] = forms
    return typed


def carry(
    typed: Typed, attachment: Attachment, campaign: Campaign, *, unit: str = "", letters: Sequence[Letter] = ()
) -> Carried:
    """Return what ``attachment`` can begin with of what its ``unit`` has ``typed`` into other forms, or attaches to it.

    Problems to 清理 or 优化 go on to the rectifications, those on campus to 保留 or 优化 to the whitelist (notice,
    三（二）); figures to the report's draft; who filed, and under which number, to every header block that asks it;
    what the ``letters`` say of themselves to the list of documents, to which they are attached anyway (附件6 备注).
    """
    header, asked = _reporter(typed, attachment, campaign)
    rows = tuple(_rows(typed, attachment, campaign, unit))
    listed = tuple(_of_letters(letters, attachment, campaign, unit)) if attachment.role is FormRole.DOCUMENTS else ()
    paragraphs = dict(_paragraphs(typed, attachment, campaign))
    counted = FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.WHITELIST
    roles = (*([FormRole.PROBLEMS] if rows else []), *(counted if paragraphs else []))
    used = {*asked, *(campaign.id_by_role[role] for role in roles if _forms(typed, campaign, role) is not None)}
    sources = tuple(form.label for form in campaign.attachments if form.id in used)
    return Carried(header, (*rows, *listed), paragraphs, sources, len(listed))


def unclear_rows(typed: Typed, attachment: Attachment, campaign: Campaign) -> tuple[tuple[int, str, str], ...]:
    """Return ``(row, matter, why)`` of problems of which nobody can tell whether they go on to ``attachment``."""
    if attachment.role not in _GOING_ON:
        return ()
    problems = _forms(typed, campaign, FormRole.PROBLEMS) or ()
    asked = ((form, row, _unclear(form, row, attachment, campaign)) for form in problems for row in form.body.rows)
    return tuple((row.number, form.text(row, "matter"), why) for form, row, why in asked if why)


def _unclear(form: Form, row: Row, attachment: Attachment, campaign: Campaign) -> str:
    asked = campaign.attachment(form.attachment).column_by_role
    if ColumnRole.DISPOSITION not in asked:
        return ""
    written, category = form.text(row, ColumnRole.DISPOSITION), form.text(row, ColumnRole.CATEGORY)
    disposition, on_campus = campaign.disposition(written), True
    if attachment.role is FormRole.WHITELIST and ColumnRole.CATEGORY in asked:
        names = campaign.category_names
        if disposition in TO_KEEP and names.find(category) is None:
            heading = asked[ColumnRole.CATEGORY].heading
            return f"{heading}“{category}”不明" if category else f"没有填{heading}"
        on_campus = names.plays(CategoryRole.ON_CAMPUS, category)
    if disposition or not on_campus:
        return ""
    heading = asked[ColumnRole.DISPOSITION].heading
    return f"{heading}“{written}”不明" if written else f"没有填{heading}"


def _reporter(typed: Typed, attachment: Attachment, campaign: Campaign) -> tuple[dict[str, str], list[str]]:
    """填报人员及电话 as last written on a form, else the contact that 附件1 names; and the form it is from."""
    if attachment.header_field("reporter") is None:
        return {}, []
    written = [
        (form.header.reported_on or date.min, form.attachment, text)
        for forms in typed.values()
        for form in forms
        if (text := form.header.text("reporter"))
    ]
    if written:
        _, source, text = max(written)
        return {"reporter": text}, [source]
    person, numbers = _CONTACT
    for form in (form for each in campaign.attachments for form in typed.get(each.id, ())):
        for row in form.body.rows:
            name = _text(form, row, person)
            number = next((text for column in numbers if (text := _text(form, row, column))), "")
            if name and number:
                return {"reporter": f"{name} {number}"}, [form.attachment]
    return {}, []


def _of_letters(
    letters: Sequence[Letter], attachment: Attachment, campaign: Campaign, unit: str
) -> Iterator[dict[str, str]]:
    """A row for each document, the earliest first; the notice itself is none of the unit's own."""
    known, columns = _known_of_all(attachment, campaign, unit), attachment.column_by_role
    own = {each for each in letters if not each.number or each.number != campaign.document_number}
    for letter in sorted(own, key=lambda each: (each.issued_on or date.max, each.number, each.title)):
        facts = {
            ColumnRole.MATTER: letter.title,
            ColumnRole.BODY: letter.issuer,
            ColumnRole.DOCUMENT_NUMBER: letter.number,
            ColumnRole.ISSUED_ON: letter.issued_on.isoformat() if letter.issued_on else "",
        }
        yield known | {columns[role].key: text for role, text in facts.items() if text and role in columns}


def _rows(typed: Typed, attachment: Attachment, campaign: Campaign, unit: str) -> Iterator[dict[str, str]]:
    if attachment.role not in _GOING_ON:
        return
    problems = campaign.by_role(FormRole.PROBLEMS)
    asked = dict(_asked_again(problems, attachment)) if problems else {}
    known = _known_of_all(attachment, campaign, unit)
    for form in _forms(typed, campaign, FormRole.PROBLEMS) or ():
        for row in form.body.rows:
            if _goes_on(form, row, attachment, campaign):
                cells = {column.key: _carried(form, row, role, column, campaign) for role, column in asked.items()}
                yield known | {name: text for name, text in cells.items() if text}


def _known_of_all(attachment: Attachment, campaign: Campaign, unit: str) -> dict[str, str]:
    """What stands in every row that is carried, by column key."""
    return {column.key: text for column in attachment.columns if (text := _known(column, campaign, unit))}


def _known(column: Column, campaign: Campaign, unit: str) -> str:
    """What the campaign lays down for every row, "" where it lays down nothing."""
    if column.prefill is Prefill.UNIT:
        return unit
    if column.prefill is Prefill.RECTIFICATION_BY:
        return campaign.rectification_by.isoformat()
    return campaign.document_number if column.prefill is Prefill.DOCUMENT_NUMBER else ""


def _goes_on(form: Form, row: Row, attachment: Attachment, campaign: Campaign) -> bool:
    """Whether a problem goes on to ``attachment``; where nobody says what is to become of it, it is to be mended."""
    mends = attachment.role is FormRole.RECTIFICATIONS
    if ColumnRole.DISPOSITION not in campaign.attachment(form.attachment).column_by_role:
        return mends
    disposition = campaign.disposition(form.text(row, ColumnRole.DISPOSITION))
    if mends:
        return disposition in TO_MEND
    names = campaign.category_names
    return disposition in TO_KEEP and names.plays(CategoryRole.ON_CAMPUS, form.text(row, ColumnRole.CATEGORY))


def _asked_again(before: Attachment, attachment: Attachment) -> Iterator[tuple[str, Column]]:
    """What the form ``before`` is asked for to fill in each column: they are of one role, or of one heading.

    A remark is about the form it stands on.
    """
    headed = {column.heading: before.asked_by(column.key) for column in before.columns}
    for column in attachment.columns:
        if column.required and column.type is not ColumnType.SEQUENCE:
            role = attachment.role_by_key.get(column.key) or headed.get(column.heading)
            yield from [(role, column)] if role else []


def _carried(form: Form, row: Row, role: str, column: Column, campaign: Campaign) -> str:
    text = _text(form, row, role)
    return (campaign.category_names.find(text) or text) if column.type is ColumnType.CATEGORY else text


def _text(form: Form, row: Row, column: str) -> str:
    place = form.position(column)
    broken_cells = place is None or isinstance(row.values[place], ErrorValue | UnvaluedFormula)
    return "" if broken_cells else form.text(row, column)


def _forms(typed: Typed, campaign: Campaign, role: FormRole) -> tuple[Form, ...] | None:
    """The forms of the attachment that plays ``role``, None where there is none, or none was filled in."""
    return typed.get(campaign.id_by_role.get(role, ""))


def _paragraphs(typed: Typed, attachment: Attachment, campaign: Campaign) -> Iterator[tuple[str, str]]:
    """The sentences with the unit's own figures, by the heading under which the outline asks for them."""
    sentences = {
        "problems": [*_of_problems(typed, campaign), *_of_rectifications(typed, campaign)],
        "whitelist": list(_of_whitelist(typed, campaign)),
    }
    for _, _, section in attachment.numbered_sections():
        if said := sentences.get(section.figures or ""):
            yield section.heading, "".join(said)


def _of_problems(typed: Typed, campaign: Campaign) -> Iterator[str]:
    forms, problems = _forms(typed, campaign, FormRole.PROBLEMS), campaign.by_role(FormRole.PROBLEMS)
    if forms is None or problems is None:
        return
    rows = [(form, row) for form in forms for row in form.body.rows]
    names = campaign.category_names
    found = Counter(names.find(form.text(row, "category")) for form, row in rows)
    parts = [f"{name}{found[name]}项" for name in names.names if found[name]]
    yield f"共{problems.rows_called}{len(rows)}项{'，其中：' if parts else ''}{'，'.join(parts)}。"
    column = problems.column_by_role.get(ColumnRole.DISPOSITION)
    if rows and column:
        disposed = Counter(column.choice(form.text(row, "disposition")) for form, row in rows)
        choices = column.choice_names
        yield f"{column.heading}为{'、'.join(f'{choice}{disposed[choice]}项' for choice in choices)}。"


def _of_rectifications(typed: Typed, campaign: Campaign) -> Iterator[str]:
    forms = _forms(typed, campaign, FormRole.RECTIFICATIONS)
    if forms is not None:
        done = sum(completions(form).count(Completion.DONE) for form in forms)
        act = campaign.mending
        yield f"列入{act}清单{sum(len(form.body.rows) for form in forms)}项，已{act}完成{done}项。"


def _of_whitelist(typed: Typed, campaign: Campaign) -> Iterator[str]:
    forms, listed = _forms(typed, campaign, FormRole.WHITELIST), campaign.by_role(FormRole.WHITELIST)
    if forms is not None and listed is not None:
        yield f"列入{listed.named_in_text}{sum(len(form.body.rows) for form in forms)}项。"

"""Is this table a form of the campaign? What speaks for it and against, weighed (contract.md, sure form)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import get_args

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.form_parts import Evidence, Recognition
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.setting import Setting
from jianfu_cli.reading.layout.vocabulary import vocabulary

_WEIGHT = {Match.EXACT: 1.0, Match.SYNONYM: 0.8, Match.NEAR: 0.6}
_FEWEST_NAMED = 2  # headings under a title of its own
_FEWEST = 3  # headings, not counting those of any table, where nothing else says what it is
_LEAST_SHARE = 0.35
_LIKE_THE_BLANK = 0.6  # of the columns headed word for word as in the blank
SAMPLE = 50  # rows looked at to see what a column holds
_MOST_NAMED = 5
_MENDING = (ColumnRole.MEASURES, ColumnRole.DEADLINE, ColumnRole.PROGRESS)
_NOT_SAID = "没有{0}的表名，也没有只有它才有的列"
_LIKE_ANOTHER = "标题“{0}”像是别的表"


class Certainty(IntEnum):
    """What the evidence comes to."""

    NONE = 0
    UNSURE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class FormJudgement:
    """How certain it is, what speaks for it, and in Chinese what makes it doubtful ("" where nothing does)."""

    certainty: Certainty
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""

    def recognition(self, mark: Mark | None) -> Recognition:
        """Return it as it stays with the form that bears ``mark``."""
        return Recognition(self.certainty is Certainty.SURE, self.evidence, self.doubt, mark)

    def told_by_own_columns(self) -> "FormJudgement":
        """Return it made sure: columns are there that only forms of the campaign have, and it fits best of them."""
        evidence = tuple(name for name in get_args(Evidence) if name in {*self.evidence, "own-columns"})
        return FormJudgement(Certainty.SURE, evidence)


def weight_of(columns: Iterable[FoundColumn]) -> float:
    """How many columns of the form are there, a synonym counting less than the blank's own heading."""
    return sum(_WEIGHT.get(column.match, 0) for column in columns if column.key)


def judge(
    form: Attachment,
    columns: Sequence[FoundColumn],
    setting: Setting,
    index: HeadingIndex,
    below: Sequence[Sequence[Scalar]],
) -> FormJudgement:
    """Weigh what says that a table with these ``columns``, over the rows ``below``, is ``form``."""
    weight = weight_of(columns)
    if weight < _FEWEST_NAMED:
        return FormJudgement(Certainty.NONE)
    setting = _as_meant(setting, columns, index)
    known = [column for column in columns if column.key]
    counted = [one for one in known if not _is_common(one, form, index) or _is_proven(form, one, setting, index, below)]
    enough = len(counted) >= _FEWEST and weight >= _LEAST_SHARE * len(form.columns)
    found: dict[Evidence, bool] = {
        "mark": _marked(form, setting.mark, index),
        "title": _titled(form, setting, columns, index, enough=enough),
        "file-name": setting.file == form.id,
        "own-columns": _told(form, counted, index, below),
        "columns": enough,
    }
    own = found["mark"] or found["title"]
    named = _named_so(form, setting, columns)
    # 附件N over it or the sheet's name is as good as a title where something else says the same.
    found["title"] = found["title"] or (named and setting.named == form.id)
    evidence: tuple[Evidence, ...] = tuple(name for name, holds in found.items() if holds)
    is_other = not own and (_is_of_another(setting, form) or (not named and _has_foreign_column(columns)))
    if own or (not is_other and (named or found["own-columns"])):
        return FormJudgement(Certainty.SURE, evidence)
    signs = form.id in {setting.named, setting.file}
    likely = enough or (signs and len(counted) >= _FEWEST_NAMED)
    if is_other:
        likely = found["own-columns"] and (not setting.title.surely_other or _has_all_headings(form, columns))
    if not likely:
        return FormJudgement(Certainty.NONE, evidence)
    return FormJudgement(Certainty.UNSURE, evidence, _doubt(form, counted, setting))


def rests_on(
    judgement: FormJudgement,
    form: Attachment,
    columns: Iterable[FoundColumn],
    shared: Iterable[FoundColumn],
    index: HeadingIndex,
) -> bool:
    """Say whether nothing but columns says that a table is surely ``form``, and all those are ``shared`` with another.

    ``shared`` are the same headings as the other form reads them.
    """
    said = {"mark", "title", "own-columns"}.intersection(judgement.evidence)
    if judgement.certainty is not Certainty.SURE or said != {"own-columns"}:
        return False
    roles = {(column.number, column.role) for column in shared if column.key}
    common = {column.key for column in columns if (column.number, column.role) in roles}
    telling = {column.key for column in columns}
    groups = [group for group in index.telling[form.id] if group and telling.issuperset(group)]
    return bool(groups) and all(common.issuperset(group) for group in groups)


def _marked(form: Attachment, mark: Mark | None, index: HeadingIndex) -> bool:
    return mark is not None and (mark.campaign, mark.attachment) == (index.campaign, form.id)


def _titled(
    form: Attachment, setting: Setting, columns: Sequence[FoundColumn], index: HeadingIndex, *, enough: bool
) -> bool:
    title = setting.title
    if title.form == form.id:
        return title.counts
    if setting.numbered == form.id and setting.with_subject and not _is_of_another(setting, form):
        return True
    if title.form is not None or title.other or title.refused:
        return False
    told = {one.id for one in index.forms if any(key(word) in key(title.text) for word in one.told_by_words)}
    borne = [key(word) for one in index.forms for word in one.told_by_words]
    if form.id in told and vocabulary().is_timetable(title.text, *borne):
        return False
    # 减负文件汇总表, 进校园统计表: the subject in the title, and the form's columns, or what it is a list of.
    if told and form.id not in told:
        return False
    return (title.on_subject and enough) or (form.id in told and _lists_matters(form, columns))


def _is_of_another(setting: Setting, form: Attachment) -> bool:
    """Whether the title is another table's, or lists what may not come in and ``form`` what may."""
    return setting.title.other or (setting.title.refused and form.role is FormRole.WHITELIST)


def _as_meant(setting: Setting, columns: Sequence[FoundColumn], index: HeadingIndex) -> Setting:
    """Return ``setting`` where a 问题清单 that says how, by when, how far, is named as the ledger that it is."""
    ledger = next((one for one in index.tables if one.role is FormRole.RECTIFICATIONS), None)
    problems = next((one for one in index.tables if one.role is FormRole.PROBLEMS), None)
    if not (ledger and problems and problems.id in {setting.title.form, setting.sheet, setting.file}):
        return setting
    told = [(index.column_of(ledger.id, one.heading), index.column_of(problems.id, one.heading)) for one in columns]
    mending = {column.key for role in _MENDING if (column := ledger.column_by_role.get(role))}
    if len(mending.intersection(one for one, _ in told)) < _FEWEST_NAMED or any(own and not one for one, own in told):
        return setting
    meant = {problems.id: ledger.id}
    title, file_title = (
        replace(title, form=meant.get(title.form or "", title.form)) for title in (setting.title, setting.file_title)
    )
    sheet, file = (meant.get(name or "", name) for name in (setting.sheet, setting.file))
    return replace(setting, title=title, file_title=file_title, sheet=sheet, file=file)


def _has_foreign_column(columns: Iterable[FoundColumn]) -> bool:
    """Whether a column that the form lacks is headed with what other tables speak of."""
    extra = (key(column.heading) for column in columns if not column.key)
    return any(vocabulary().without_topics(heading) != heading for heading in extra)


def _lists_matters(form: Attachment, columns: Sequence[FoundColumn]) -> bool:
    """Whether columns say what is done, and who does it: a timetable of one matter says who speaks where."""
    keys = {column.key for column in columns}
    asked = (form.column_by_role.get(role) for role in (ColumnRole.MATTER, ColumnRole.BODY))
    return all(column is not None and column.key in keys for column in asked)


def _named_so(form: Attachment, setting: Setting, columns: Sequence[FoundColumn]) -> bool:
    """Whether two names say so, one of them this campaign's, or one and the blank's own headings."""
    if setting.file == form.id and setting.file_title.form == form.id and setting.file_title.counts:
        return True
    signs = sum(one == form.id for one in (setting.title.form, setting.numbered, setting.sheet, setting.file))
    return signs > 1 or (signs == 1 and _is_like_the_blank(form, columns))


def _is_like_the_blank(form: Attachment, columns: Sequence[FoundColumn]) -> bool:
    return sum(column.match is Match.EXACT for column in columns) >= _LIKE_THE_BLANK * len(form.columns)


def _has_all_headings(form: Attachment, columns: Sequence[FoundColumn]) -> bool:
    """Whether all that the form requires is there, headed word for word as in the blank."""
    exact = {column.key for column in columns if column.match is Match.EXACT}
    return all(column.key in exact for column in form.columns if column.required)


def _is_common(column: FoundColumn, form: Attachment, index: HeadingIndex) -> bool:
    """Whether any table may have a column headed so: by the whole heading, by its lowest line where that says it."""
    if form.column_by_key[column.key or ""].type is ColumnType.SEQUENCE:
        return True
    whole = "".join(column.heading.split())
    known = index.match(form.id, whole) or index.usually(form.id, whole)
    return vocabulary().is_common(whole if known else column.heading.rpartition("\n")[2])


def _told(
    form: Attachment, columns: Sequence[FoundColumn], index: HeadingIndex, below: Sequence[Sequence[Scalar]]
) -> bool:
    """Whether the columns are there that no other table has, and hold what they should."""
    named = {
        column.key
        for column in columns
        if column.match in {Match.EXACT, Match.SYNONYM} and _holds(form, column, index, below)
    }
    return any(group and named.issuperset(group) for group in index.telling[form.id])


def _holds(form: Attachment, column: FoundColumn, index: HeadingIndex, below: Sequence[Sequence[Scalar]]) -> bool:
    """Whether a column of choices or categories has one of them, or nothing: other tables have others."""
    known = index.known_values(form, column.key or "")
    if known is None:
        return True
    place = column.number - 1
    texts = (text for row in below[:SAMPLE] if place < len(row) and (text := text_of(row[place])))
    first = next(texts, None)
    return first is None or known(first) or any(map(known, texts))


def _is_proven(
    form: Attachment, column: FoundColumn, setting: Setting, index: HeadingIndex, below: Sequence[Sequence[Scalar]]
) -> bool:
    """Whether a column under a title of the campaign's subject holds nothing but its own few words, however headed."""
    known = index.known_values(form, column.key or "") if setting.title.on_subject else None
    if known is None:
        return False
    place = column.number - 1
    texts = [text for row in below[:SAMPLE] if place < len(row) and (text := text_of(row[place]))]
    return bool(texts) and all(map(known, texts))


def _doubt(form: Attachment, counted: Sequence[FoundColumn], setting: Setting) -> str:
    names = "、".join(f"“{''.join(column.heading.split())}”" for column in counted[:_MOST_NAMED])
    told = [f"列名{names}与{form.label}相同"] if names else []
    told += [f"文件名写着{form.label}"] if setting.file == form.id else []
    title = setting.title
    against = _LIKE_ANOTHER.format(title.text.strip()) if title.other or title.refused else _NOT_SAID.format(form.label)
    return f"{'，'.join(told)}；但{against}"

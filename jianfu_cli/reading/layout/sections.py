"""Rows that head those under them: （一）监督检查评比考核, 省级, 第一类 安全类. No data, but they may say of what."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jianfu_cli.core.language.body_names import is_body_name
from jianfu_cli.core.language.levels import LEVEL, is_level_heading, level_of, level_words
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.categories import Categories
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match, StrayRow
from jianfu_cli.core.model.rows import Rows, Values
from jianfu_cli.reading.layout.class_rows import COUNT, ORDINAL, count_of

_NUMBERED = pattern_of(
    rf"(?:\((?:{COUNT}|\d{{1,2}}|[a-h])\)|第(?:{COUNT}|\d{{1,2}})(?:大?类|部分|项|章)|(?:{COUNT}|[ivx]{{1,5}}|[a-h])[、.:,]"
    rf"|(?:问题|事项|所属|整治|负担)?(?:类别|类型|分类)(?:{COUNT}|\d{{1,2}}|[a-h])?:|[a-h]类:?"
    rf"|\d{{1,2}}[、.](?!\d)|(?:{COUNT})(?=[^一二三四五六七八九十级壹贰叁肆伍陆柒捌玖拾])|[ivx]{{1,5}}(?![a-z]))[、.:,]?"
)
_STARS = "★☆※●■◆▲"
_AROUND = f"{_STARS}-—=*·~_"
IN_BRACKETS = pattern_of(r"[（(【]([^（）()【】]{2,30})[)）】]")
"""What brackets add to a title: often the class that the table is of."""
UNIT = "所属单位"
"""What the column is called that rows under the name of a unit get: a list that one unit sends for several."""
_UNITS = frozenset({UNIT, "单位", "县区", "区县", "县(市、区)", "县市区", "所属县区", "所在县区", "所属县(市、区)"})
_TALLY = pattern_of(r"(?:\((?:共|计|共计)?\d+(?:项|个|条|件)?\)|[,:]?(?:共|计|共计)\d+(?:项|个|条|件)|:)$")


def begins_numbered(text: str) -> bool:
    """Say whether a line begins as a class is numbered: （一）, 第二类, A."""
    return _NUMBERED.match(key(text)) is not None


def names_class(text: str, categories: Categories | None) -> bool:
    """Say whether a line names a category of ``categories``, numbered or counted or not: （一）文件和会议（共2项）."""
    folded = _TALLY.sub("", key(text).strip(_AROUND))
    return categories is not None and not folded.isdigit() and categories.find(folded) is not None


def _is_unit_heading(heading: str) -> bool:
    return key(heading) in _UNITS


# What no form has, and how a column of it is told.
_BESIDE_THE_FORM: Mapping[str, Callable[[str], bool]] = {LEVEL: is_level_heading, UNIT: _is_unit_heading}


class SectionRow(NamedTuple):
    """What the heading row says: of which ``column`` (a key, 层级 or 所属单位), which value; "" where of none.

    ``style`` is how it is numbered: the next one numbered so ends it.
    """

    style: str
    column: str
    value: str


def _name(folded: str) -> str:
    numbered = _NUMBERED.match(folded)
    return _TALLY.sub("", folded[numbered.end() :] if numbered else folded)


def read_section(text: str, form: Attachment, campaign: Campaign) -> SectionRow:
    """Say what a heading row means for the rows under it."""
    folded = key(text).strip(_AROUND)
    numbered = _NUMBERED.match(folded)
    name = _name(folded)
    style = re.sub(r"[^\W\d_]+|\d+", "", numbered[0]) + _script(numbered[0]) if numbered else ""
    typed = {column.type: column.key for column in reversed(form.columns)}
    if ColumnType.CATEGORY in typed and (category := campaign.category_names.find(name)):
        return SectionRow(style, typed[ColumnType.CATEGORY], category)
    if level_of(name) is not None:
        return SectionRow(style, LEVEL, level_words(name))
    if ColumnType.BODY in typed and is_body_name(name):
        return SectionRow(style, typed[ColumnType.BODY], name)
    if unit := campaign.roster.find(name):
        return SectionRow(style, UNIT, unit)
    return SectionRow(style, "", "")


def _script(ordinal: str) -> str:
    """In which figures an ordinal is written."""
    return "中" if re.search(COUNT, ordinal) else "数" if re.search(r"\d", ordinal) else "字"


def with_sections(
    columns: tuple[FoundColumn, ...], rows: Rows, strays: tuple[StrayRow, ...], form: Attachment, campaign: Campaign
) -> tuple[tuple[FoundColumn, ...], Rows, tuple[StrayRow, ...]]:
    """Give the rows what the heading rows above them say and they themselves do not (JF117)."""
    said = {
        stray.number: read_section(stray.text.replace("  ", ""), form, campaign)
        for stray in strays
        if stray.kind == "section"
    }
    starred = (stray for stray in strays if stray.kind == "note" and stray.text[:1] in _STARS)
    read = ((stray.number, read_section(stray.text, form, campaign)) for stray in starred)
    said |= {number: section for number, section in read if section.column}
    given = _given(said, rows.numbers, columns, rows)
    if not given:
        return columns, rows, strays
    values = [rows.column(place) for place in range(len(columns))]
    for name in dict.fromkeys(name for name, _ in given):
        at = _place(columns, name)
        own = values[at] if at is not None else ("",) * len(rows)
        filled = {row: said[number].value for (one, number), those in given.items() if one == name for row in those}
        new: Values = tuple(filled.get(row, value) for row, value in zip(rows.numbers, own, strict=True))
        if at is None:
            columns, values = (*columns, _column(columns, name, form)), [*values, new]
        else:
            values[at] = new
    gives = {number: (_heading(name, form), said[number].value, len(those)) for (name, number), those in given.items()}
    return (
        columns,
        Rows(rows.numbers, values),
        tuple(replace(stray, gives=gives.get(stray.number)) for stray in strays),
    )


def _given(
    said: Mapping[int, SectionRow], numbers: Sequence[int], columns: tuple[FoundColumn, ...], rows: Rows
) -> dict[tuple[str, int], list[int]]:
    """Return ``(column, row of the section) → rows`` that get its value."""
    if not any(section.column for section in said.values()):
        return {}
    places = {section.column: _place(columns, section.column) for section in said.values() if section.column}
    own = {name: rows.column(at) if at is not None else ("",) * len(rows) for name, at in places.items()}
    given: dict[tuple[str, int], list[int]] = {}
    standing: list[tuple[int, SectionRow]] = []
    at = {number: place for place, number in enumerate(numbers)}
    for number in sorted({*said, *numbers}):
        if number in said:
            section = said[number]
            # One numbered alike ends the former and what was under it.
            ended = next(
                (
                    place
                    for place, (_, other) in enumerate(standing)
                    if other.style == section.style or (section.column and other.column == section.column)
                ),
                len(standing),
            )
            standing = [*standing[:ended], (number, section)]
            continue
        for head, section in standing:
            if section.column and _says_nothing(own[section.column][at[number]], section):
                given.setdefault((section.column, head), []).append(number)
    return given


def _says_nothing(value: Scalar, section: SectionRow) -> bool:
    """Whether a row leaves to ``section`` what it is of: nothing stands there, or the row's number among its class."""
    if is_empty(value):
        return True
    written = key(text_of(value))
    numbered = ORDINAL.fullmatch(written) is not None or count_of(written) is not None
    return numbered and section.column not in {"", *_BESIDE_THE_FORM}


def _place(columns: tuple[FoundColumn, ...], name: str) -> int | None:
    for place, column in enumerate(columns):
        is_headed = _BESIDE_THE_FORM.get(name)
        if column.key == name or (is_headed and column.key is None and is_headed(column.heading)):
            return place
    return None


def _column(columns: tuple[FoundColumn, ...], name: str, form: Attachment) -> FoundColumn:
    """A column for what stands in no column of the sheet: beside the last one."""
    last = max(column.number for column in columns)
    if name in _BESIDE_THE_FORM:
        return FoundColumn(last + 1, name, None, Match.SECTION)
    return FoundColumn.of(last + 1, _heading(name, form), name, Match.SECTION, form)


def _heading(name: str, form: Attachment) -> str:
    return name if name in _BESIDE_THE_FORM else form.column_by_key[name].heading

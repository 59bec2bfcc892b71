"""Choices as columns of their own: 清理｜保留｜优化 under 意见建议, and a √ in one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jianfu_cli.core.language.choices import TICKED, is_sign, sign_of, ticked
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.categories import Categories
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.form_body import ChoiceColumns, FoundColumn, Match
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.heading_index import MOST_HEADING_ROWS

_LONGEST = 60
_FEWEST_CLASSES = 3  # categories that head columns of their own
_MEANT = frozenset({"", "拟", "拟予", "建议", "予以"})
# 是否清理, 拟清理, 清理（打√）: what a choice's own column is headed beside its name.
_ASKED = pattern_of(
    r"(?:[(]?[1-9a-h][.、)]?)?(?:是否|有无|拟予以?|建议|予以|应予?|需要?|可以?|拟)?(.+?)(?:类|项)?(?:\([^()]*\))?[:?]?"
)
# One that stands for nothing known, or that its font alone knows (``symbol_fonts``).
_UNKNOWN_SIGN = pattern_of(r"[^\w\s]|〔[^〔〕]{1,60}〕")


def choices_among(
    texts: Iterable[tuple[int, str]], form: Attachment, categories: Categories | None = None
) -> dict[int, tuple[Column, str]]:
    """Return the (place, text) that head a choice of a column, by place; a choice standing alone is none.

    So do the ``categories``, where three of them or more stand side by side.
    """
    choosing = [column for column in form.columns if column.options]
    classed = [column for column in form.columns if categories and column.type is ColumnType.CATEGORY]
    written = {place: text for place, text in texts if len(text) <= _LONGEST} if choosing or classed else {}
    found: dict[int, tuple[Column, str]] = {}
    for column in choosing:
        names = {key(choice): choice for choice in column.choice_names}
        own = {place: (column, names[text]) for place, text in _asked(written).items() if text in names}
        if len({choice for _, choice in own.values()}) > 1:
            found.update(own)
    for column in classed:
        named = {place: categories.find(text) for place, text in written.items() if categories and not text.isdigit()}
        classes = {place: (column, name) for place, name in named.items() if name and place not in found}
        if len({name for _, name in classes.values()}) >= _FEWEST_CLASSES:
            found.update(classes)
    return found


def _asked(written: Mapping[int, str]) -> dict[int, str]:
    asked = {place: _ASKED.fullmatch(key(text)) for place, text in written.items()}
    return {place: match[1] for place, match in asked.items() if match}


def without_ticks(
    grid: Grid,
    below: int,
    columns: tuple[FoundColumn, ...],
    form: Attachment,
    categories: Categories | None = None,
) -> tuple[Grid, tuple[FoundColumn, ...], ChoiceColumns]:
    """Return grid and columns with each choice ticked written as a value into the one column the form has for it.

    And which columns these were.

    That is the column under the form's own heading, else the first of the choices. ``below`` is the last heading
    row. Where the signs pick none, or all, they are the value, each before its choice. A row with anything but signs in
    these columns stays as it is: a person has to read what it means.
    """
    picked: list[tuple[int, tuple[tuple[int, str], ...]]] = []
    heads = choices_among(((found.number, found.heading.rpartition("\n")[2]) for found in columns), form, categories)
    for column in dict.fromkeys(column.key for column, _ in heads.values()):
        choices = {place: choice for place, (head, choice) in heads.items() if head.key == column}
        own = next((found.number for found in columns if found.key == column), min(choices))
        picked.append((own, tuple(choices.items())))
        columns = tuple(_renamed(found, column, own, choices, form) for found in columns)
    for own, answers in _answers(grid, below, columns, heads):
        answered = next(found for found in columns if found.number == own)
        picked.append((own, tuple(answers.items())))
        columns = tuple(_renamed(found, answered.key, own, answers, form) for found in columns)
    return with_choices_said(grid, below, tuple(picked)), columns, tuple(picked)


def with_choices_said(grid: Grid, below: int, picked: ChoiceColumns) -> Grid:
    """Return ``grid`` with what is ticked in the columns ``picked`` written out, in the rows behind row ``below``."""
    for own, choices in picked:
        grid = replace(grid, rows=[*grid.rows[:below], *(_said(row, own, dict(choices)) for row in grid.rows[below:])])
    return grid


def _answers(
    grid: Grid, below: int, columns: tuple[FoundColumn, ...], heads: Mapping[int, object]
) -> list[tuple[int, dict[int, str]]]:
    """Return the columns, the form's or not, whose heading, merged, stands over answers with ticks under them.

    Each with the answers by place: 已完成｜未完成 under 完成情况, 市级｜县级 under 层级.
    """
    by_place = {found.number: found for found in columns}
    found: list[tuple[int, dict[int, str]]] = []
    for merge in grid.merges:
        if not (below - MOST_HEADING_ROWS < merge.top <= merge.bottom < below and merge.left < merge.right):
            continue
        under = [by_place.get(place) for place in range(merge.left, merge.right + 1)]
        first, *others = under
        answers = {one.number: one.heading.rpartition("\n")[2] for one in under if one}
        if (
            first is not None
            and "\n" in first.heading
            and len(answers) == len(under) == len(set(answers.values()))
            and all(other is not None and other.key is None for other in others)
            and heads.keys().isdisjoint(answers)
            and _is_ticked(grid.rows[below:], merge)
        ):
            found.append((first.number, answers))
    return found


def _is_ticked(rows: Sequence[Sequence[Scalar]], merge: Merge) -> bool:
    """Whether nothing but ticks, crosses and boxes stands under a heading, and ticks among them."""
    values = [value for row in rows for value in row[merge.left - 1 : merge.right] if not is_empty(value)]
    signs = [sign_of(text_of(value)) for value in values]
    return any(sign in TICKED for sign in signs) and all(is_sign(sign) and not sign.isalnum() for sign in signs)


def _renamed(
    found: FoundColumn, column: str | None, own: int, choices: Mapping[int, str], form: Attachment
) -> FoundColumn:
    if found.number == own and column is None:
        return found._replace(heading=found.heading.rpartition("\n")[0])
    if found.number == own and column:
        return FoundColumn.of(own, form.column_by_key[column].heading, column, Match.EXACT, form)
    return found._replace(key=None, role=None, match=Match.EXTRA) if found.number in choices else found


def _said(row: Sequence[Scalar], own: int, choices: Mapping[int, str]) -> Sequence[Scalar]:
    """``row`` with what it picks in the column ``own``, several joined by 、; where nobody can tell, all as seen."""
    places = sorted(choices)
    texts = {place: text_of(row[place - 1]) for place in {own, *choices} if place <= len(row)}
    named = [place for place in places if key(texts.get(place, "")) == key(choices[place])]
    seen = {place: _without_name(text, choices.get(place, "")) for place, text in texts.items()}
    # Several named and not ticked are the heading again, on another page; beside one that is they are the others.
    marked = [
        place
        for place in choices
        if place not in named and seen.get(place) and key(choices[place]) in key(texts[place])
    ]
    if len(named) > 1 and marked:
        seen |= dict.fromkeys(named, "")
    elif len(named) > 1:
        return row
    if not any(texts.values()) or not all(map(_is_seen_as_sign, seen.values())):
        return row
    signs = [sign_of(seen.get(place, "")) for place in places]
    picked = "、".join(choices[places[at]] for at in ticked(signs))
    said = ["" if place in texts else value for place, value in enumerate(row, start=1)]
    said.extend([""] * (own - len(said)))
    said[own - 1] = picked or " ".join(f"{seen.get(place, '')}{choices[place]}" for place in places)
    return said


def _without_name(text: str, choice: str) -> str:
    """Return the sign in a cell under ``choice`` that says it too: √清理 is √, 清理 and 拟清理 are as good as one."""
    written, name = key(text), key(choice)
    if not name or name not in written:
        return text
    rest = written.replace(name, "", 1)
    return "√" if rest in _MEANT else rest


def _is_seen_as_sign(text: str) -> bool:
    return is_sign(sign_of(text)) or _UNKNOWN_SIGN.fullmatch(text) is not None

"""Choices as columns of their own: 清理｜保留｜优化 under 意见建议, and a √ in one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jianfu_cli.core.language.choices import is_sign, sign_of, ticked
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.reading.grid import Grid

_LONGEST = 60
_MEANT = frozenset({"", "拟", "拟予", "建议", "予以"})
# One that stands for nothing known, or that its font alone knows (``symbol_fonts``).
_UNKNOWN_SIGN = pattern_of(r"[^\w\s]|〔[^〔〕]{1,60}〕")


def choices_among(texts: Iterable[tuple[int, str]], form: Attachment) -> dict[int, tuple[Column, str]]:
    """Return the (place, text) that head a choice of a column, by place; a choice standing alone is none."""
    choosing = [column for column in form.columns if column.options]
    keys = {place: key(text) for place, text in texts if len(text) <= _LONGEST} if choosing else {}
    found: dict[int, tuple[Column, str]] = {}
    for column in choosing:
        names = {key(choice): choice for choice in column.choice_names}
        own = {place: (column, names[text]) for place, text in keys.items() if text in names}
        if len({choice for _, choice in own.values()}) > 1:
            found.update(own)
    return found


def without_ticks(
    grid: Grid, below: int, columns: tuple[FoundColumn, ...], form: Attachment
) -> tuple[Grid, tuple[FoundColumn, ...]]:
    """Return grid and columns with each choice ticked written as a value into the one column the form has for it.

    That is the column under the form's own heading, else the first of the choices. ``below`` is the last heading
    row. Where the signs pick none, or all, they are the value, each before its choice. A row with anything but signs in
    these columns stays as it is: a person has to read what it means.
    """
    heads = choices_among(((found.number, found.heading.rpartition("\n")[2]) for found in columns), form)
    for column in dict.fromkeys(column.key for column, _ in heads.values()):
        choices = {place: choice for place, (head, choice) in heads.items() if head.key == column}
        own = next((found.number for found in columns if found.key == column), min(choices))
        rows = [*grid.rows[:below], *(_said(row, own, choices) for row in grid.rows[below:])]
        grid = replace(grid, rows=rows)
        columns = tuple(_renamed(found, column, own, choices, form) for found in columns)
    return grid, columns


def _renamed(found: FoundColumn, column: str, own: int, choices: Mapping[int, str], form: Attachment) -> FoundColumn:
    if found.number == own:
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

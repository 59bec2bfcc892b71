"""What a file's or a sheet's name says of the attachment in it: 附件N, or its title."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean, key
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS, Attachment

# 附件2 2024年…: blanks are kept, else the year's digits would join the number.
_NUMBERED = pattern_of(r"附\s*+件\s*+(?:[(_-]\s*+)?(\d{1,2}|[一二三四五六七八九十])")
# No title and no file name is longer.
_LONGEST_NAME = 255


def named_attachment(name: str, forms: Iterable[Attachment]) -> Attachment | None:
    """Return the attachment whose 附件N or title a file or sheet name bears, or None."""
    forms = tuple(forms)
    named = named_ids(name, forms)
    return next((form for form in forms if form.id in named[:1]), None)


@lru_cache(maxsize=4096)
def named_ids(name: str, forms: tuple[Attachment, ...]) -> tuple[str, ...]:
    """Return the ids of the attachments that ``name`` names by number, else of the one whose title it bears."""
    name = unicodedata.normalize("NFKC", clean(name[:_LONGEST_NAME]))
    id_by_number = {str(form.number): form.id for form in forms if form.number}
    numbers = (CHINESE_NUMBERS.get(number, number.lstrip("0")) for number in _NUMBERED.findall(name))
    numbered = tuple(dict.fromkeys(id_by_number[number] for number in numbers if number in id_by_number))
    if numbered:
        return numbered
    titled = titled_attachment(name, forms)
    return (titled.form.id,) if titled else ()


class Titled(NamedTuple):
    """An attachment, and the part of a text (as compared) that is its title; ``whole``: the notice's own, entire."""

    form: Attachment
    title: str
    whole: bool


def titled_attachment(text: str, forms: Iterable[Attachment]) -> Titled | None:
    """Return the attachment whose title ``text`` bears, the longest title of all; None where it bears none."""
    folded = key(text)
    borne = (
        Titled(form, found[0], found[0] == key(form.title))
        for form in forms
        for pattern in _title_patterns(form)
        if (found := pattern.search(folded))
    )
    return max(borne, key=lambda titled: len(titled.title), default=None)


@lru_cache(maxsize=256)
def _title_patterns(form: Attachment) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in (*(re.escape(key(t)) for t in form.titles), *form.titled_like))


def labels_of(forms: Iterable[Attachment]) -> str:
    """Return what several attachments are called together: ``附件2、3、问题线索台账``."""
    each = tuple(forms)
    numbers = "、".join(str(form.number) for form in each if form.number)
    return "、".join([*([f"附件{numbers}"] if numbers else []), *(form.label for form in each if not form.number)])


def bears_number(name: str) -> bool:
    """Say whether ``name`` says 附件N."""
    return bool(_NUMBERED.search(name))

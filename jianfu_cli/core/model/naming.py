"""What a file's or a sheet's name says of the attachment in it: 附件N, or its title."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.traditional import plain_key, simplified
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS, Attachment

# 附件2 2024年…: blanks are kept, else the year's digits would join the number.
_NUMBERED = pattern_of(r"附\s*+件\s*+(?:[(_-]\s*+)?(\d{1,2}|[一二三四五六七八九十])")
# 典型案例推荐汇总表 is no report, whatever it lists.
_OF_A_TABLE = pattern_of(
    r"(?:表|册|簿|名单|清单|台账|台帐|目录|回执)\s{0,4}(?:[（(][^（）()]{0,40}[）)]){0,3}(?:\.[A-Za-z]{2,5})?\s{0,4}$"
)
# No title and no file name is longer.
_LONGEST_NAME = 255
# So many attachments in a row are written in short.
_RUN = 3


def named_attachment(name: str, forms: Iterable[Attachment]) -> Attachment | None:
    """Return the attachment whose 附件N or title a file or sheet name bears, or None."""
    forms = tuple(forms)
    named = named_ids(name, forms)
    return next((form for form in forms if form.id in named[:1]), None)


@lru_cache(maxsize=4096)
def named_ids(name: str, forms: tuple[Attachment, ...]) -> tuple[str, ...]:
    """Return the ids of the attachments that ``name`` names by number, else of the one whose title it bears."""
    name = unicodedata.normalize("NFKC", clean(simplified(name[:_LONGEST_NAME])))
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
    """Return the attachment whose title ``text`` bears, the longest title of all; None where it bears none.

    What is called a table (…表, …清单) is no outline.
    """
    folded = plain_key(text)
    is_table = _OF_A_TABLE.search(text) is not None
    borne = (
        Titled(form, found[0], found[0] == plain_key(form.title))
        for form in forms
        if not (is_table and form.kind == "outline")
        for pattern in _title_patterns(form)
        if (found := pattern.search(folded))
    )
    return max(borne, key=lambda titled: len(titled.title), default=None)


@lru_cache(maxsize=256)
def _title_patterns(form: Attachment) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern) for pattern in (*(re.escape(plain_key(t)) for t in form.titles), *form.titled_like)
    )


def labels_of(forms: Iterable[Attachment]) -> str:
    """Return what several attachments are called together, runs in short: ``附件1—4、7、问题线索台账``."""
    each = tuple(forms)
    runs: list[list[int]] = []
    for number in sorted({form.number for form in each if form.number}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = "、".join(f"{run[0]}—{run[-1]}" if len(run) >= _RUN else "、".join(map(str, run)) for run in runs)
    return "、".join([*([f"附件{named}"] if named else []), *(form.label for form in each if not form.number)])


def bears_number(name: str) -> bool:
    """Say whether ``name`` says 附件N."""
    return bool(_NUMBERED.search(name))

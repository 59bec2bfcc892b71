"""What a file's or a sheet's name says of the attachment in it: 附件N, or its title."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from jianfu_cli.core.language.text import clean, key
from jianfu_cli.core.model.attachment import CHINESE_NUMBERS, Attachment

# 附件2 2024年…: blanks are kept, else the year's digits would join the number.
_NUMBERED = re.compile(r"附\s*件\s*[(_-]?\s*(\d{1,2}|[一二三四五六七八九十])")
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
    id_by_number = {str(form.number): form.id for form in forms}
    numbers = (CHINESE_NUMBERS.get(number, number.lstrip("0")) for number in _NUMBERED.findall(name))
    numbered = tuple(dict.fromkeys(id_by_number[number] for number in numbers if number in id_by_number))
    if numbered:
        return numbered
    folded = key(name)
    titled = [(len(title), form.id) for form in forms for title in form.titles if key(title) in folded]
    return (max(titled, key=lambda pair: pair[0])[1],) if titled else ()


def bears_number(name: str) -> bool:
    """Say whether ``name`` says 附件N."""
    return bool(_NUMBERED.search(name))

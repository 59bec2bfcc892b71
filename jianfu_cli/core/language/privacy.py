"""What must not stand in anything that is published: numbers and names of persons."""

import re
import unicodedata

from jianfu_cli.core.language.text import clean

_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋－—", "0123456789+--")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
# 联系人：张某某; without a colon 负责人 is a role (学校负责人参加).
_NAMED = re.compile(r"(?:联系人|负责人|经办人|填报人|联络员)(?:姓名)?\s*[:：]\s*[^\s,，。；;、()（）]{1,8}")
_LEFT_OUT = ((_IDENTITY, "〔证件号码略〕"), (_MOBILE, "〔手机号码略〕"), (_NAMED, "〔姓名略〕"))


def is_mobile(number: str) -> bool:
    """Say whether ``number`` is a mobile number, with an extension or not: a person's, even if an office gives it."""
    return bool(_MOBILE.search(unicodedata.normalize("NFKC", number)))


def public_text(text: str) -> str:
    """Return ``text`` without mobile numbers, identity numbers and persons named as such; their places are marked.

    >>> public_text("联系人：张某某，电话 13000000000")
    '〔姓名略〕，电话 〔手机号码略〕'
    """
    text = clean(text)
    # One character for one: where something stands in the folded text, it stands in the text.
    folded = text.translate(_FULL_WIDTH)
    for pattern, mark in _LEFT_OUT:
        for match in reversed(tuple(pattern.finditer(folded))):
            text = text[: match.start()] + mark + text[match.end() :]
        folded = text.translate(_FULL_WIDTH)
    return text

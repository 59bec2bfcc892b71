"""Text as people write it in forms: what is kept, what is compared, how 字数 counts."""

import re
import unicodedata
from functools import lru_cache

# Zero-width and text-direction characters: never seen, never meant.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
# Control characters; a tab or a line break within a cell is ordinary.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPED_CONTROL = re.compile(r"_x00(?:0[0-8BCbcEFef]|1[0-9A-Fa-f]|7[Ff])_")
_WORD = re.compile("[^\\s\u2000-\U0010ffff]+")
_SPACES = re.compile(r"\s+")
_BRACKETS = str.maketrans("【】［］[]｛｝{}〔〕《》〈〉<>「」『』", "()()()()()()()()()()()")
_DASHES = re.compile("[‐-―−－﹣–—~～〜]")
# NFC rewrites CJK compatibility ideographs (U+F900…): rare names must stay as they are.
_COMPATIBILITY_IDEOGRAPH = re.compile("[\uf900-\ufaff]")
_COUNTED_SYMBOL = re.compile("[^\\s\\u0000-\\u1fff]")


def has_invisible(text: str) -> bool:
    """Say whether ``text`` holds characters that nobody can see or type on purpose."""
    return bool(INVISIBLE.search(text) or CONTROL.search(text) or _ESCAPED_CONTROL.search(text))


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """Return ``text`` as it is kept: composed, without invisible characters, trimmed.

    Wording, full-width forms and brackets stay as the submitter wrote them.
    """
    if not text.isascii():
        if not _COMPATIBILITY_IDEOGRAPH.search(text):
            text = unicodedata.normalize("NFC", text)
        text = INVISIBLE.sub("", text).replace("\u00a0", " ")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return _ESCAPED_CONTROL.sub("", CONTROL.sub("", text)).strip()


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """Return the comparison key of ``text``: width, case, blanks, brackets and dashes folded.

    For comparing only, never for what is kept: （） become (), ① becomes 1.
    """
    folded = unicodedata.normalize("NFKC", clean(text)).translate(_BRACKETS)
    return _DASHES.sub("-", _SPACES.sub("", folded)).casefold()


def word_count(text: str) -> int:
    """Count 字数 as Word does: CJK characters and full-width marks, plus runs of other characters.

    >>> word_count("共有WPS表格3项")
    7
    """
    return len(_COUNTED_SYMBOL.findall(text)) + len(_WORD.findall(text))


def character_count(text: str) -> int:
    """Count the characters of ``text`` that are not white space."""
    return len(_SPACES.sub("", text))

"""Text as people write it in forms: what is kept, what is compared, how 字数 counts."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of

# Zero-width, text-direction and tag characters: never seen, never meant.
INVISIBLE = pattern_of(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Control characters; a tab or a line break within a cell is ordinary.
CONTROL = pattern_of("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# What a workbook writes for a character that XML cannot hold: _x0001_.
_ESCAPED_CONTROL = pattern_of(r"_x00(?:0[0-8BCEF]|1[0-9A-F]|7F)_", re.IGNORECASE)
_ESCAPED = pattern_of(r"_x00(?:0[0-8B-F]|1[0-9A-F]|7F)_", re.IGNORECASE)
_LINE_BREAK = pattern_of("(?:\r|_x000[Dd]_)\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = pattern_of(r"\s+")
_FOLDS = {
    **dict(zip("【】[]{}〔〕《》〈〉<>「」『』", "()" * 9, strict=True)),
    **dict.fromkeys("‐‑‒–—―−~〜", "-"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("•・‧∙", "·"),
}
_FOLDED = pattern_of(f"[\\s{re.escape(''.join(_FOLDS))}]")
# What most sentences have to be folded for: replaced first, the rest of the folding finds nothing to do.
_PUNCTUATION = tuple(zip("，：；（）！？", ",:;()!?", strict=True))
# NFC rewrites CJK compatibility ideographs: rare names must stay as they are.
_COMPATIBILITY_IDEOGRAPH = pattern_of("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_WORD = pattern_of("[^\\s\u2000-\U0010ffff]+")
_COUNTED_SYMBOL = pattern_of("[^\\s\u0000-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# Longer texts rarely come twice, and a cache must not keep a whole campaign in memory.
_CACHED_LENGTH = 64


def has_invisible(text: str) -> bool:
    """Say whether ``text`` holds characters that nobody can see or type on purpose."""
    if text.isprintable() and "_x00" not in text:
        return False
    return bool(INVISIBLE.search(text) or CONTROL.search(text) or _ESCAPED_CONTROL.search(text))


def clean(text: str) -> str:
    """Return ``text`` as it is kept: composed, without invisible characters, trimmed.

    Wording, full-width forms and brackets stay as the submitter wrote them.
    """
    if not text.isprintable() or "_x00" in text:
        text = _without_invisible(text)
    return (text if text.isascii() else _composed(text)).strip()


def clean_all(texts: Sequence[str]) -> list[str]:
    """Return each of ``texts`` cleaned; where none of them needs more than trimming, that is found out at once."""
    joined = "".join(texts)
    # What is composed together is composed in all its parts (UAX #15: closed under taking substrings).
    if joined.isprintable() and "_x00" not in joined and is_composed(joined):
        return [text.strip() for text in texts]
    return [clean(text) for text in texts]


def _without_invisible(text: str) -> str:
    text = CONTROL.sub("", INVISIBLE.sub("", text))
    text = _LINE_BREAK.sub("\n", text).replace("\u00a0", " ")
    # Where taking one escape out makes another of its surroundings, that one stays visible: one pass is enough.
    return _ESCAPED.sub("\ufffd", _ESCAPED_CONTROL.sub("", text)) if "_x00" in text else text


def is_composed(text: str) -> bool:
    """Say whether ``text`` is in the form in which texts are kept (NFC)."""
    return unicodedata.is_normalized("NFC", text)


def _composed(text: str) -> str:
    if is_composed(text):
        return text
    parts = _COMPATIBILITY_IDEOGRAPH.split(text)
    # Every second part is one of the ideographs that the pattern captures.
    parts[::2] = (unicodedata.normalize("NFC", part) for part in parts[::2])
    return "".join(parts)


def key(text: str) -> str:
    """Return the comparison key of ``text``: width, case, blanks, brackets, quotes and dashes folded.

    For comparing only, never for what is kept: （） become (), ① becomes 1.
    """
    return _short_key(text) if len(text) <= _CACHED_LENGTH else _key(text)


def _key(text: str) -> str:
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        return text.casefold()  # letters and digits alone have nothing else to fold
    folded = clean(text)
    for wide, narrow in _PUNCTUATION:
        folded = folded.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", folded):
        folded = unicodedata.normalize("NFKC", folded)
    return _FOLDED.sub(lambda match: _FOLDS.get(match.group(), ""), folded).casefold()


_short_key = lru_cache(maxsize=65536)(_key)


def word_count(text: str) -> int:
    """Count 字数 as Word does: CJK characters and full-width marks, plus runs of other characters.

    >>> word_count("共有WPS表格3项")
    7
    """
    return len(_COUNTED_SYMBOL.findall(text)) + len(_WORD.findall(text))


def character_count(text: str) -> int:
    """Count the characters of ``text`` that are not white space."""
    return len(_SPACES.sub("", text))

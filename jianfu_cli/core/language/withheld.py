"""What a form keeps secret, taken out of its other cells: who notes who called often writes it into the text too."""

from collections.abc import Iterable
from typing import Final

from jianfu_cli.core.language.folding import fold_digits
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean

WITHHELD: Final = "〔保密〕"
"""What stands where a secret stood."""

_APART = pattern_of(r"[\s、，,;；/|（）()：:]+")
_SHORTEST, _LONGEST = 2, 64
# Who says no more of himself is named by nobody, and the text is full of these words.
_NOBODY = pattern_of(
    r"(?:匿名|无|未留|不详|未知|未提供|保密|不愿透露|[某一]?(?:名|位)?(?:学生|教师|老师|家长|群众|市民|网友|干部|职工|校长|班主任))*"
)
_NUMBER = pattern_of(r"\d(?:[^\w、，,;；。]{0,3}\d){4,}")


class Withheld:
    """Secret texts, to be found within others in time linear in their length, however many secrets there are."""

    def __init__(self, secrets: Iterable[str]) -> None:
        words: set[str] = set()
        numbers: set[str] = set()
        for secret in map(clean, secrets):
            digits = fold_digits(secret).text
            numbers |= {_digits(found.group()) for found in _NUMBER.finditer(digits)}
            words |= {
                word
                for word in (secret, "".join(secret.split()), *_APART.split(secret))
                if _SHORTEST <= len(word) <= _LONGEST and not (word.isdigit() or _NOBODY.fullmatch(word))
            }
        self._words, self._lengths = words, sorted(set(map(len, words)), reverse=True)
        self._firsts = {word[:_SHORTEST] for word in words}
        self._numbers, self._number_lengths = numbers, sorted(set(map(len, numbers)), reverse=True)

    def __bool__(self) -> bool:
        """Whether anything is to be withheld."""
        return bool(self._words or self._numbers)

    def without(self, text: str) -> str:
        """Return ``text`` with a mark where one of the secrets stood, itself where none did."""
        return self._without_words(self._without_numbers(text)) if self else text

    def _without_words(self, text: str) -> str:
        parts: list[str] = []
        place = kept = 0
        while place < len(text) - 1:
            length = self._starting_at(text, place)
            if length:
                parts += [text[kept:place], WITHHELD]
                place = kept = place + length
            else:
                place += 1
        return "".join([*parts, text[kept:]]) if parts else text

    def _starting_at(self, text: str, place: int) -> int:
        """How long the secret is that begins at ``place``; 0 where none does."""
        if text[place : place + _SHORTEST] not in self._firsts:
            return 0
        return next((length for length in self._lengths if text[place : place + length] in self._words), 0)

    def _without_numbers(self, text: str) -> str:
        if not self._numbers:
            return text
        folded = fold_digits(text)
        for found in reversed(list(_NUMBER.finditer(folded.text))):
            if self._is_secret(_digits(found.group())):
                start, end = folded.span(*found.span())
                text = text[:start] + WITHHELD + text[end:]
        return text

    def _is_secret(self, digits: str) -> bool:
        if digits in self._numbers:
            return True
        return any(
            digits[place : place + length] in self._numbers
            for length in self._number_lengths
            for place in range(len(digits) - length + 1)
        )


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))

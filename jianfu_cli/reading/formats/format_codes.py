"""Number format codes cut into sections (ECMA-376 part 1, 18.8.31): what each shows, and for which values.

A code is somebody else's text: it is cut once, in linear time, and one longer than a spreadsheet takes is left alone.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of

LONGEST_CODE = 255  # Excel takes no more
_TOKEN = pattern_of(
    r"""
    "(?P<quoted>[^"]*)"?  |  [\\!](?P<escaped>.?)  |  (?P<blank>_.?)  |  (?P<fill>\*.?)  |  \[(?P<bracket>[^\]]*)\]?
    | (?P<end>;) | (?P<general>General|G/通用格式) | (?P<half>AM/PM|A/P|上午/下午) | (?P<exponent>E[+-])
    | (?P<year>y+|e+) | (?P<month>m+) | (?P<day>d+) | (?P<weekday>a{3,}) | (?P<hour>h+) | (?P<second>s+) | (?P<era>g+)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<slash>/) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = pattern_of(r"(<=|>=|<>|<|>|=)\s*([+-]?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = pattern_of(r"h+|m+|s+", re.IGNORECASE)
_NUMERALS = pattern_of(r"DBNum([123])", re.IGNORECASE)
_LOCALE = pattern_of(r"\$([^-]*)(?:-(.*))?", re.DOTALL)
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
# The low bits of a locale are its language (MS-LCID).
_LANGUAGE, _CHINESE = 0x3FF, 0x04
_WEEKDAY = 3  # letters: dd is the day of the month, ddd of the week
_CLOCK = frozenset({"hour", "second", "elapsed", "half"})
_DATE_SIGNS = frozenset({"year", "month", "day", "weekday", *_CLOCK})


class Token(NamedTuple):
    """A piece of a section: what it asks for, and how it is written; of a ``literal`` the words to show."""

    kind: str
    text: str


class CodeKind(Enum):
    """What a section shows."""

    GENERAL = auto()
    NUMBER = auto()
    DATE = auto()
    TEXT = auto()
    WORDS = auto()


class Condition(NamedTuple):
    """For which numbers a section stands: ``[>=100]``."""

    sign: str
    bound: float

    def holds(self, number: float) -> bool:
        """Say whether ``number`` meets the condition."""
        return _COMPARISONS[self.sign](number, self.bound)


@dataclass(frozen=True, slots=True)
class CodeSection:
    """One section of a code. ``chinese``: months and weekdays have Chinese names; ``numerals`` N is [DBNumN]."""

    kind: CodeKind
    tokens: tuple[Token, ...]
    condition: Condition | None = None
    chinese: bool = False
    numerals: int = 0

    @property
    def is_bare(self) -> bool:
        """Whether a number is shown as it is: General alone, or a section for texts."""
        return self.kind is CodeKind.TEXT or (
            self.kind is CodeKind.GENERAL and len(self.tokens) <= 1 and not self.numerals
        )

    def has(self, *kinds: str) -> bool:
        """Say whether any token is of one of ``kinds``."""
        return any(token.kind in kinds for token in self.tokens)


def sections_of(code: str) -> Iterator[CodeSection]:
    """Yield the sections of ``code``, which has no more than ``LONGEST_CODE`` characters."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind == "end":
            yield _section(tokens)
            tokens = []
        else:
            tokens.append(_token(kind, match[kind]))
    yield _section(tokens)


def _token(kind: str, written: str) -> Token:
    match kind:
        case "day" if len(written) >= _WEEKDAY:
            return Token("weekday", written)
        case "quoted" | "escaped" | "other":
            return Token("literal", written)
        case "blank":  # as wide as the sign after it
            return Token("literal", " ")
        case "fill" | "era":
            return Token("literal", "")
        case "bracket" if _ELAPSED.fullmatch(written):
            return Token("elapsed", written)
        case "bracket" if locale := _LOCALE.fullmatch(written):
            return Token("locale", locale[2] or "") if not locale[1] else Token("literal", locale[1])
    return Token(kind, written)


def _section(tokens: list[Token]) -> CodeSection:
    brackets = [token.text for token in tokens if token.kind == "bracket"]
    condition = next((found for text in brackets if (found := _CONDITION.fullmatch(text))), None)
    numerals = next((int(found[1]) for text in brackets if (found := _NUMERALS.fullmatch(text))), 0)
    chinese = any(token.kind == "locale" and _is_chinese(token.text) for token in tokens)
    shown = tuple(token for token in tokens if token.kind not in {"bracket", "locale"})
    if tokens and not shown:  # [DBNum1] alone
        shown = (Token("general", ""),)
    kind = _kind(frozenset(token.kind for token in shown))
    return CodeSection(
        kind,
        _as_date(shown) if kind is CodeKind.DATE else shown,
        Condition(condition[1], float(condition[2])) if condition else None,
        chinese,
        numerals,
    )


def _is_chinese(locale: str) -> bool:
    if locale.lower().startswith("zh"):
        return True
    hexadecimal = re.fullmatch(r"[0-9A-Fa-f]{1,8}", locale)
    return hexadecimal is not None and int(locale, 16) & _LANGUAGE == _CHINESE


def _kind(signs: frozenset[str]) -> CodeKind:
    if signs & _DATE_SIGNS:
        return CodeKind.DATE
    if "text" in signs:
        return CodeKind.TEXT
    if "digit" in signs:
        return CodeKind.NUMBER
    return CodeKind.GENERAL if "general" in signs else CodeKind.WORDS


def _as_date(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tell minutes from months, by the hours before or the seconds after, and parts of a second from other signs."""
    made: list[Token] = []
    asked = [token.kind for token in tokens if token.kind in _DATE_SIGNS]
    nth = -1
    for token in tokens:
        if token.kind in _DATE_SIGNS:
            nth += 1
            before, after = asked[nth - 1] if nth else "", asked[nth + 1] if nth + 1 < len(asked) else ""
            is_minute = token.kind == "month" and (before in {"hour", "elapsed"} or after == "second")
            made.append(Token("minute", token.text) if is_minute else token)
        elif token.text == "0" and made and made[-1].kind == "fraction":
            made[-1] = Token("fraction", made[-1].text + "0")
        elif token.kind == "point" and made and made[-1].kind == "second":
            made.append(Token("fraction", "."))
        else:
            made.append(Token("literal", token.text))
    return tuple(made)

"""Number formats: what a cell shows of the number it keeps (ECMA-376 part 1, 18.8.30 and 18.8.31).

A module of its own: the libraries there are know no Chinese numerals, weekdays or escapes (docs/dependencies.md).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.values import Scalar, Shown, text_of
from jianfu_cli.reading.formats.format_codes import LONGEST_CODE, CodeKind, CodeSection, Condition, sections_of
from jianfu_cli.reading.formats.shown_dates import shown_date
from jianfu_cli.reading.formats.shown_numbers import shown_number

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HALF_DAY, _HALF_DAY_SECONDS = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
# By number; a workbook may say otherwise. 27 to 36 and 50 to 58 as in a Chinese one.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HALF_DAY,
    35: _HALF_DAY_SECONDS,
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    55: _HALF_DAY,
    56: _HALF_DAY_SECONDS,
}
# Whole numbers, and whole days in their usual writings: what has no fraction is what the reader of values gives.
_WHOLE = pattern_of(
    r"0|(?:\[\$-[0-9A-Za-z]{1,8}\])?(?:yyyy(?:[-/.]|\\[-/.]|\"年\")m{1,2}(?:[-/.]|\\[-/.]|\"月\")d{1,2}(?:\"日\")?)(?:;@)?"
)
_PLAIN = frozenset({"General", "@", ""})
# Beyond them a number is shown with zeros for what was lost: it stays a number, and looks damaged.
_KEPT = 10**15
_MOST_CODES, _MOST_SHOWN, _MOST_SECTIONS = 4096, 16384, 4


@dataclass(frozen=True, slots=True, eq=False)
class NumberFormat:
    """A format code, cut into its sections."""

    numbers: tuple[CodeSection, ...]
    text: CodeSection | None = None

    def shown(self, number: float, *, from_1904: bool = False) -> Scalar:
        """Return what a cell shows of ``number``: a ``Shown``, a date, "", or the number where its text is the same.

        Where a telephone number shows as 1.38E+10 it is all there: whole numbers shown so stay themselves.
        """
        section = self._section(number)
        if section is None or section.is_bare or not math.isfinite(number):
            return number
        if section.kind is CodeKind.DATE:
            day = shown_date(section, number, from_1904=from_1904)
            return Shown(text_of(number), number) if day is number else day  # no time of day, as readers make of it
        if abs(number) >= _KEPT or (section.has("exponent") and number.is_integer()):
            return number
        apart = len(self.numbers) > 1 and number < 0 and _says_negative(section, self.numbers)
        text = clean(shown_number(section, abs(number) if apart else number))
        return Shown(text, number) if text and text != text_of(number) else (number if text else "")

    def worded(self, text: str) -> str:
        """Return what a cell shows that holds ``text``."""
        if self.text is None:
            return text
        return "".join(text if token.kind == "text" else token.text for token in self.text.tokens)

    @property
    def rewords(self) -> bool:
        """Whether a text is shown with others around it, or not at all."""
        return self.text is not None and self.worded("字").strip() != "字"

    def _section(self, number: float) -> CodeSection | None:
        for nth, section in enumerate(self.numbers):
            condition = section.condition or self._unsaid(nth)
            if condition is None or condition.holds(number):
                return section
        return None

    def _unsaid(self, place: int) -> Condition | None:
        """For which numbers a section stands that says nothing of it: positive, negative, all others."""
        last = len(self.numbers) - 1
        if place == last:
            return None
        if place == 0:
            return Condition(">=" if last == 1 else ">", 0)
        return Condition("<", 0)


def _says_negative(section: CodeSection, sections: tuple[CodeSection, ...]) -> bool:
    """Whether a section stands for negative numbers alone: its words say so, not a sign before them."""
    if section.condition:
        return section.condition.sign in {"<", "<="} and section.condition.bound <= 0
    return section is sections[1] and not sections[0].condition


@lru_cache(maxsize=_MOST_CODES)
def number_format(code: str) -> NumberFormat | None:
    """Return the format of ``code``; None where it shows no more than the value, or is longer than can be."""
    if code in _PLAIN or len(code) > LONGEST_CODE:
        return None
    sections = tuple(sections_of(code))[:_MOST_SECTIONS]
    has_text = len(sections) == _MOST_SECTIONS or (sections[-1].kind is CodeKind.TEXT)
    numbers = sections[:-1] if has_text else sections
    if not numbers:
        numbers = (CodeSection(CodeKind.GENERAL, ()),)
    return NumberFormat(numbers, sections[-1] if has_text else None)


def is_plain(number: int) -> bool:
    """Say whether the format of this number shows no more than the value, whatever the workbook."""
    return BUILT_IN.get(number) in _PLAIN


@lru_cache(maxsize=_MOST_SHOWN)
def _shown(found: NumberFormat, number: float, from_1904: bool) -> Scalar:
    return found.shown(number, from_1904=from_1904)


@dataclass(slots=True)
class CellFormats:
    """The formats of a workbook's cells by the number of their style, those only that show more than the value.

    ``whole`` are the styles under which a number shows more only where it has a fraction: ``0``, ``yyyy/m/d``.
    """

    telling: dict[int, NumberFormat] = field(default_factory=dict)
    whole: dict[int, NumberFormat] = field(default_factory=dict)
    from_1904: bool = False

    @classmethod
    def of(cls, styles: Iterable[int], codes: Mapping[int, str]) -> "CellFormats":
        """Look up the format number of each style in ``codes``, else among the built-in ones."""
        formats = cls()
        for style, number in enumerate(styles):
            code = codes.get(number, BUILT_IN.get(number, "General"))
            if found := number_format(code):
                (formats.whole if _WHOLE.fullmatch(code) else formats.telling)[style] = found
        return formats

    def shown(self, style: int, number: float) -> Scalar:
        """Return what a cell of ``style``, one of these, shows of ``number``."""
        found = self.telling.get(style) or self.whole[style]
        return _shown(found, number, self.from_1904)

    def __bool__(self) -> bool:
        """Whether any cell may show more than its value."""
        return bool(self.telling or self.whole)

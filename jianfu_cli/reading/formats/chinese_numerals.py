"""Chinese numerals as the number formats [DBNum1], [DBNum2] and [DBNum3] show them."""

from typing import NamedTuple


class Numerals(NamedTuple):
    """Ten digits, the three units within four digits, and the units of each four (万, 亿, 万亿)."""

    digits: str
    units: tuple[str, ...]
    groups: tuple[str, ...]


_EVERYDAY_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
NUMERALS = {
    1: Numerals("〇一二三四五六七八九", _EVERYDAY_UNITS, _GROUPS),
    2: Numerals("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), _GROUPS),
    3: Numerals("０１２３４５６７８９", _EVERYDAY_UNITS, _GROUPS),
}
_FOUR = 4
_TEENS = range(10, 20)


def digit_by_digit(text: str, kind: int) -> str:
    """Return ``text`` with each of its digits as a numeral: 2024 is 二〇二四."""
    return text.translate(str.maketrans("0123456789", NUMERALS[kind].digits))


def counted(text: str, kind: int) -> str:
    """Return a number written in digits as it is counted: 123 is 一百二十三; what is no such number digit by digit."""
    whole, point, rest = text.removeprefix("-").partition(".")
    if not whole.isdecimal() or len(whole) > _FOUR * len(_GROUPS):
        return digit_by_digit(text, kind)
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{_whole(whole.lstrip('0'), NUMERALS[kind])}{point}{digit_by_digit(rest, kind)}"


def of_calendar(number: int, kind: int) -> str:
    """Return a month, a day or an hour as a date says it: 10 is 十, 25 is 二十五."""
    said = counted(str(number), kind)
    return said[1:] if number in _TEENS and kind == 1 else said


def _whole(digits: str, numerals: Numerals) -> str:
    zero = numerals.digits[0]
    said: list[str] = []
    for place, digit in enumerate(digits):
        power = len(digits) - 1 - place
        if digit != "0":
            said += (numerals.digits[int(digit)], numerals.units[power % _FOUR])
        elif said and said[-1] != zero:
            said.append(zero)
        if power % _FOUR == 0 and digits[max(0, place - _FOUR + 1) : place + 1].strip("0"):
            gap = said.pop() if said[-1] == zero else ""
            said += (numerals.groups[power // _FOUR], gap)
    return "".join(said).rstrip(zero) or zero

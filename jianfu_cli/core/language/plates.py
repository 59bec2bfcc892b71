"""Plates of cars, which tell their owner as a number does: 豫G·12345, 豫G D12345, 豫g1234学."""

from collections.abc import Iterator

from jianfu_cli.core.language.patterns import pattern_of

# GA 36-2018: province, letter of the office that issued it, five signs (six where the car is electric), no I and no O.
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_BETWEEN = "[ ·.•-]{0,3}"
_SIGN = "[A-HJ-NP-Za-hj-np-z0-9]"
_PLATE = pattern_of(
    rf"[{_PROVINCE}] ?[A-HJ-NP-Za-hj-np-z]{_BETWEEN}"
    rf"(?:{_SIGN}{{4}}[警学挂领港澳]|{_SIGN}{{2,3}}{_BETWEEN}{_SIGN}{{2,3}}(?![A-Za-z0-9]))"
)
_FEWEST_DIGITS = 3


def plates(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every plate in the folded ``text``."""
    for match in _PLATE.finditer(text):
        signs = [sign for sign in match.group() if sign.isalnum()]
        if sum(map(str.isdigit, signs)) >= _FEWEST_DIGITS:
            yield match.span()

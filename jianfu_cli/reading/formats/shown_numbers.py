"""What a section of digits, points and words shows of a number (ECMA-376 part 1, 18.8.31)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import takewhile

from jianfu_cli.reading.formats.chinese_numerals import counted, digit_by_digit
from jianfu_cli.reading.formats.format_codes import CodeKind, CodeSection, Token

# All digits of the largest number and of the longest code.
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)
# A spreadsheet keeps 15 digits; General shows a dozen characters of a number among words.
_KEPT, _GENERAL = ".15g", ".10g"
_MOST_OF_A_FRACTION = 99_999
_ABSENT = {"0": "0", "?": " ", "#": ""}
_THOUSAND = 3


def shown_number(section: CodeSection, number: float) -> str:
    """Return the text that ``section`` (of kind GENERAL, NUMBER or WORDS) shows of ``number``, which is finite."""
    value = Decimal(format(abs(number), _KEPT))
    sign = "-" if number < 0 else ""
    if section.kind is CodeKind.NUMBER:
        text = _number(section.tokens, value)
        return sign + (digit_by_digit(text, section.numerals) if section.numerals else text)
    general = format(abs(number), _GENERAL if not number.is_integer() else _KEPT)
    if section.numerals:
        general = counted(general, section.numerals)
    words = (general if token.kind == "general" else _literal(token) for token in section.tokens)
    return (sign if section.kind is CodeKind.GENERAL else "") + "".join(words)


def _number(tokens: tuple[Token, ...], value: Decimal) -> str:
    value *= 100 ** sum(token.kind == "percent" for token in tokens)
    kinds = [token.kind for token in tokens]
    if "slash" in kinds and (text := _fraction(tokens, kinds.index("slash"), value)) is not None:
        return text
    if "exponent" in kinds:
        return _scientific(tokens, kinds.index("exponent"), value)
    return _plain(tokens, value)


def _plain(tokens: Sequence[Token], value: Decimal) -> str:
    digits = [nth for nth, token in enumerate(tokens) if token.kind == "digit"]
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    whole = [nth for nth in digits if nth < point]
    decimals = [nth for nth in digits if nth > point]
    scales = [_commas_after(kinds, run[-1]) for run in (whole, decimals) if run]
    value = value.scaleb(-_THOUSAND * sum(scales), _EXACT)
    rounded = f"{value.quantize(Decimal(1).scaleb(-len(decimals)), context=_EXACT):f}"
    before, _, after = rounded.partition(".")
    grouped = bool(whole) and "comma" in kinds[whole[0] : whole[-1]]
    shown = _whole(tokens, whole, before.lstrip("0"), grouped=grouped) | _decimals(tokens, decimals, after)
    if not whole and before != "0" and point < len(tokens):
        shown[point] = before + "."
    return "".join(shown.get(nth, _literal(token)) for nth, token in enumerate(tokens))


def _commas_after(kinds: list[str], last: int) -> int:
    """Count the commas behind the last digit: each divides by a thousand."""
    return sum(1 for _ in takewhile(lambda kind: kind == "comma", kinds[last + 1 :]))


def _whole(tokens: Sequence[Token], places: list[int], digits: str, *, grouped: bool) -> dict[int, str]:
    """Lay ``digits`` from the right into ``places``; what is left over stands before the first."""
    shown: dict[int, str] = {}
    left = digits
    count = 0
    for place in reversed(places):
        last = place == places[0]
        laid = (left if last else left[-1:]) or _ABSENT[tokens[place].text]
        left = "" if last else left[:-1]
        marked = ""
        for sign in reversed(laid):
            if grouped and count and count % _THOUSAND == 0 and sign.isdigit():
                marked = "," + marked
            marked = sign + marked
            count += 1
        shown[place] = marked
    return shown


def _decimals(tokens: Sequence[Token], places: list[int], digits: str) -> dict[int, str]:
    shown = dict(zip(places, digits, strict=False))
    for place in reversed(places):
        if shown[place] != "0" or tokens[place].text == "0":
            break
        shown[place] = _ABSENT[tokens[place].text]
    return shown


def _scientific(tokens: tuple[Token, ...], at: int, value: Decimal) -> str:
    mantissa = tokens[:at]
    places = sum(token.kind == "digit" for token in takewhile(lambda token: token.kind != "point", mantissa))
    decimals = sum(token.kind == "digit" for token in mantissa) - places
    step = max(places, 1)
    exponent = value.adjusted() // step * step if value else 0
    least = Decimal(1).scaleb(-decimals)
    # 9.99 may round to 10.0, which is 1.00 of the next power.
    if value.scaleb(-exponent).quantize(least, context=_EXACT) >= Decimal(10) ** step:
        exponent += step
    sign = "-" if exponent < 0 else "+" if tokens[at].text.endswith("+") else ""
    power = _plain(tokens[at + 1 :], Decimal(abs(exponent)))
    return f"{_plain(mantissa, value.scaleb(-exponent))}E{sign}{power}"


def _fraction(tokens: tuple[Token, ...], slash: int, value: Decimal) -> str | None:
    """Return ``value`` as a common fraction; None where the signs around the slash ask for none."""
    first = slash
    while first and tokens[first - 1].kind == "digit":
        first -= 1
    after = list(takewhile(lambda token: token.kind == "digit" or token.text.isdecimal(), tokens[slash + 1 :]))
    fixed = "".join(token.text for token in after)
    if first == slash or not after:
        return None
    most = min(10 ** len(after) - 1, _MOST_OF_A_FRACTION)
    lead = tokens[:first]
    mixed = any(token.kind == "digit" for token in lead)
    whole, part = divmod(Fraction(value), 1) if mixed else (0, Fraction(value))
    if fixed.isdecimal() and int(fixed):
        below = int(fixed)
        above = int(part * below + Fraction(1, 2))
    else:
        near = part.limit_denominator(most)
        above, below = near.numerator, near.denominator
    if mixed and above == below:
        whole, above = whole + 1, 0
    rest = "".join(map(_literal, tokens[slash + 1 + len(after) :]))
    before = _plain(lead, Decimal(whole)) if mixed and (whole or above == 0) else _words(lead)
    if mixed and above == 0:
        return f"{before.rstrip() or '0'}{rest}"
    return f"{before}{above}/{below}{rest}"


def _words(tokens: Sequence[Token]) -> str:
    return "".join(map(_literal, tokens))


def _literal(token: Token) -> str:
    """Return what a sign shows that asks for no digit here."""
    return "" if token.kind in {"digit", "comma"} else token.text

"""What must not stand in anything that leaves the office: numbers, names and addresses of persons.

Landlines, hotlines (400-…, 96…) and short numbers (12345) are offices', and stay.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from jianfu_cli.core.language.accounts import accounts, may_hold_account
from jianfu_cli.core.language.contacts import find_emails
from jianfu_cli.core.language.folding import DRAWN_LIKE_DIGITS, Folded, fold, fold_alike, fold_digits
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.personal_names import may_name_a_contact, names_beside, personal_names
from jianfu_cli.core.language.personal_numbers import SHORTEST_NUMBER, personal_numbers
from jianfu_cli.core.language.pieces import is_in_pieces
from jianfu_cli.core.language.plates import plates
from jianfu_cli.core.language.romanised_names import romanised_names
from jianfu_cli.core.language.spans import PersonalData, Span
from jianfu_cli.core.language.spelt import fold_spelt, most_spelt
from jianfu_cli.core.language.text import clean
from jianfu_cli.core.language.titled_names import titled_names

_MARKS = pattern_of("|".join(PersonalData))
_OFFICE_NUMBER = (
    r"(?:0(?:10|2[0-9]|[3-9][0-9]{2}|000(?=-))[-) ]{0,3}[0-9]{7,8}|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|[2-8][0-9]{6,7}"
    r"|1(?:10|14|19|2[02])|1[0-9]{4}|9[0-9]{4,5})(?![0-9])"
)
_OFFICE = pattern_of(rf"(?<![0-9]){_OFFICE_NUMBER}")
_DAY = r"(?:19|20)[0-9]{2}(?:[-./年 ]{1,3}[0-9]{1,2}(?:[-./月 ]{1,3}[0-9]{1,2}日?)?)?"
_NO_NUMBER_OF_A_PERSON = pattern_of(
    rf"(?<![0-9])(?:{_OFFICE_NUMBER}|(?:{_DAY}|[0-9]{{1,2}}:[0-9]{{2}}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?![0-9]))"
)
_FEWEST_DIGITS = 9
_MANY_DIGITS = pattern_of(rf"[0-9](?:[^\w,、;:。%=×]{{0,2}}[0-9]){{{_FEWEST_DIGITS - 1},}}")
_WORD_OF_CONTACT = pattern_of(
    r"联系人|联络员|经办人|填报人|联系方式|联系电话|姓名|手机|QQ|微信(?!公众|小程序|群|平台|打卡|扫码|朋友圈|投票|答题)"
    r"|(?<![a-z])(?:vx|wx|lian ?xi(?: ?ren)?|shou ?ji|dian ?hua|wei ?xin|xing ?ming|contact|mobile|phone)(?![a-z])"
    r"|同号|电话(?!会议|调查|访|回访)",
    re.IGNORECASE,
)
_EXPLAINED = pattern_of(rf"[^，,。；;]{{0,8}}(?:〔〕|{_OFFICE_NUMBER})")
_HEAD, _END = 3, 2
_TWO_DIGITS_IN_ONE = pattern_of(
    "[\u2469-\u2473\u247d-\u2487\u2491-\u249b\u24eb-\u24f4\u24fe\u2789\u2793\u3251-\u325f\u32b1-\u32bf]"
)
# All that may be read as a digit, of any script, and more: all but letters, ideographs and common marks.
_NUMERALS = "".join(filter(str.isnumeric, map(chr, range(0x4E00, 0xA000))))
_MAY_BE_DIGIT = pattern_of(
    f"[0-9{_NUMERALS}\x80-\u2000\u2030-\u3000\u3003-\u4dff\ua000-\uff00\uff10-\uff19\uff21-\U0010ffff]"
)
_MAY_BE_LETTER = pattern_of(f"[{re.escape(''.join(sorted(DRAWN_LIKE_DIGITS)))}]")
_CACHED_LENGTH = 64
_LEFT, _RIGHT = ("(", "（", "[", "【"), (")", "）", "]", "】")


def personal(text: str) -> tuple[Span, ...]:
    """Return all personal data in ``text``, in order, none within another; in time linear in its length."""
    folded, digits = fold(text), fold_digits(text)
    found: list[Span] = []
    for plain, kind, start, end in _numbers(digits):
        found.append(Span(kind, *plain.span(start, end)))
        # Read as signs again: 王五 is a name, 王5 none.
        beside = names_beside(folded, folded.index(plain.places[start]), folded.index(plain.span(start, end)[1]))
        found += (Span(PersonalData.NAME, *folded.span(*name)) for name in beside)
    found += (Span(PersonalData.NAME, *folded.span(start, end)) for start, end, sure in _names(folded) if sure)
    found += (Span(PersonalData.PLATE, *folded.span(*span)) for span in plates(folded.text))
    found += (Span(PersonalData.ACCOUNT, *digits.span(*span)) for span in accounts(digits.text))
    found += (Span(PersonalData.EMAIL, *folded.span(start, end)) for start, end in find_emails(folded.text))
    return tuple(_apart(found))


def numbers_in(text: str) -> tuple[Span, ...]:
    """Return the mobile, citizen and card numbers in ``text`` (JF221)."""
    # Most texts have too few digits of any script, and every cell is asked.
    may_be = len(_MAY_BE_DIGIT.findall(text)) + most_spelt(text)
    enough = may_be >= SHORTEST_NUMBER or _TWO_DIGITS_IN_ONE.search(text)
    if not enough and not (may_be and _with_letters(text)):
        return ()
    found = _numbers(fold_digits(text))
    return tuple(_apart(Span(kind, *plain.span(start, end)) for plain, kind, start, end in found))


def _with_letters(text: str) -> bool:
    if not _MAY_BE_LETTER.search(text):
        return False
    return sum(sign.isnumeric() or sign in DRAWN_LIKE_DIGITS for sign in text) >= SHORTEST_NUMBER


def _numbers(digits: Folded) -> list[tuple[Folded, PersonalData, int, int]]:
    """Return the personal numbers: as what the text was read, their kind, start and end in that.

    Read are its digits, then letters that are drawn like digits, then what is spelt out.
    """
    readings = [digits]
    alike = fold_alike(digits)
    if alike.text != digits.text:
        readings.append(alike)
    if most_spelt(digits.source):
        readings.append(fold_spelt(digits.source))
    return [(plain, *found) for plain in readings for found in personal_numbers(plain)]


def is_mobile(number: str) -> bool:
    """Say whether ``number`` is a mobile number, with an extension or not: a person's, even if an office gives it."""
    return any(span.kind is PersonalData.MOBILE for span in numbers_in(number))


def public_text(text: str) -> str:
    """Return ``text`` cleaned and without personal data; a mark says what stood there.

    >>> public_text("联系人：张某某，电话 130 0000 0000")
    '〔姓名略〕，电话 〔手机号码略〕'
    """
    return _short_public_text(text) if len(text) <= _CACHED_LENGTH else _public_text(text)


def _public_text(text: str) -> str:
    text = clean(text)
    return _replaced(text, ((_with_bracket(text, span), span.kind.value) for span in personal(text)))


def _with_bracket(text: str, span: Span) -> Span:
    """Return ``span`` with the bracket of which it holds the other one: 联系人（张某）, (138)0013…."""
    inside = text[span.start : span.end]
    left, right = (sum(map(inside.count, brackets)) for brackets in (_LEFT, _RIGHT))
    if right > left and span.start and text[span.start - 1] in _LEFT:
        return span._replace(start=span.start - 1)
    return span._replace(end=span.end + 1) if left > right and text[span.end : span.end + 1] in _RIGHT else span


# Columns say the same again and again, and several documents are made of them.
_short_public_text = lru_cache(maxsize=16384)(_public_text)


def masked(text: str) -> str:
    """Return ``text`` with its personal numbers masked, for messages that go to the one who wrote them.

    >>> masked("13000000000")
    '130******00'
    """
    return _replaced(text, ((span, _mask(text[span.start : span.end])) for span in numbers_in(text)))


def doubtful(public: str) -> tuple[str, ...]:
    """Say in Chinese why a person should look at a text that ``public_text`` gave; () where there is no doubt."""
    reasons = []
    bare = _MARKS.sub("〔〕", public)
    digits = _NO_NUMBER_OF_A_PERSON.sub("字", fold_digits(bare).text)
    if _MANY_DIGITS.search(digits):
        reasons.append(f"有 {_FEWEST_DIGITS} 位以上的号码")
    folded = fold(bare)
    if is_in_pieces(digits) or is_in_pieces(folded.text) or (most_spelt(bare) and is_in_pieces(fold_spelt(bare).text)):
        reasons.append("可能有隔开写的号码")
    if may_hold_account(digits):
        reasons.append("可能有账号")
    words = _WORD_OF_CONTACT.finditer(folded.text)
    unexplained = {word.group() for word in words if not _EXPLAINED.match(folded.text, word.end())}
    reasons += [f"有“{word}”" for word in sorted(unexplained)]
    offices = (found.span() for found in _OFFICE.finditer(folded.text))
    if any(not sure for _, _, sure in _names(folded)) or may_name_a_contact(folded, offices):
        reasons.append("可能有人名")
    return tuple(reasons)


def _names(folded: Folded) -> Iterator[tuple[int, int, bool]]:
    yield from personal_names(folded)
    yield from titled_names(folded.text)
    yield from romanised_names(folded.text)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order; what overlaps another is joined to it."""
    last: Span | None = None
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if last is None or span.start >= last.end:
            if last:
                yield last
            last = span
        else:
            last = last._replace(end=max(last.end, span.end))
    if last:
        yield last


def _replaced(text: str, replacements: Iterable[tuple[Span, str]]) -> str:
    parts, done = [], 0
    for span, instead in replacements:
        parts += [text[done : span.start], instead]
        done = span.end
    return "".join([*parts, text[done:]])


def _mask(number: str) -> str:
    digits = "".join(sign for sign in fold_digits(number).text if sign.isalnum())
    return f"{digits[:_HEAD]}{'*' * (len(digits) - _HEAD - _END)}{digits[-_END:]}"

"""Which of several choices a person picked: the one with a √, the one whose box is not like its fellows."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean, key
from jianfu_cli.core.language.traditional import simplified

_TICKS = frozenset("√✓✔☑🗹🗸✅■●◉◎⊙⦿◼⬛★▲◆v*")
_WORDS_OF_YES = frozenset({"是", "对", "有", "选", "勾", "勾选", "打勾", "选中", "已选", "1", "y", "t", "yes", "true"})
# Ideographs and a kana that are typed for an empty box.
_TYPED_BOXES = "口囗ロ"
_EMPTY_BOXES = frozenset("□☐◻◽⬜▢▫❏❐❑❒☆△◇" + _TYPED_BOXES)
_CIRCLES = frozenset("○〇◯⚪o")
_CROSSED_BOXES = frozenset("☒⌧🗷🗵⮽❎⊠")
_CROSSES = frozenset("×x✗✘✖✕❌🗶🗴")
_NOTHING = frozenset({"", "/", "-", "0", "否", "错", "n", "f", "no", "false", "无"})
_SIGNS = _TICKS | _EMPTY_BOXES | _CIRCLES | _CROSSED_BOXES | _CROSSES
_KNOWN = _SIGNS | _WORDS_OF_YES | _NOTHING
# A sign that picks where it stands but once, and what its fellows may be.
_ODD_ONES = (
    (_CROSSED_BOXES, _EMPTY_BOXES | _NOTHING),
    (_CIRCLES, _EMPTY_BOXES | _NOTHING | _CROSSES | _CROSSED_BOXES),
    (_CROSSES, _EMPTY_BOXES),
)
_LOOK = pattern_of("[\ufe0e\ufe0f]")  # whether a sign is drawn as a picture says nothing
_OPENING, _CLOSING = r"[(\[{【〔]", r"[)\]}】〕]"
_BRACKETS = pattern_of(rf"{_OPENING}\s*+(?:([^\s\w]|[a-zA-Z])\s*+)?{_CLOSING}")
_PAUSE = pattern_of(r"[\s/|、,;:._。·()\[\]【】〔〕\"“”\\-]+")
_SQUARE = frozenset("[［")
_STRONG_PAUSE = pattern_of(r"[/|、,;:]")
_STOPS = "。.,;、"
_LONGEST = 60
# As a sentence is ticked: of more signs a 完成情况 makes other use.
TICKED, _UNTICKED = "☑☒✓✔√■●◉", "□☐○◯"
_MARKS = pattern_of(f"([{TICKED}{_UNTICKED}])")
# Beside a tick: 口头通知 has none.
_TYPED_BOX = pattern_of(rf"(?:^|(?<=[\s,，、;；/]))[{_TYPED_BOXES}](?=\S)")
# [ ] and [√], as a keyboard draws them.
_DRAWN = (pattern_of(r"[\[(（【]\s*[\])）】]"), "□"), (pattern_of(rf"[\[(（【]\s*[{TICKED}]\s*[\])）】]"), "☑")


def sign_of(text: str) -> str:
    """Return the sign that a cell of ``text`` shows, out of its brackets, as it is compared: ``（✓ ）`` is ``✓``."""
    folded = _LOOK.sub("", key(text)).rstrip(_STOPS)
    bracketed = _BRACKETS.fullmatch(folded)
    if bracketed and text.strip()[:1] in _SQUARE and bracketed[1] in _CROSSES:
        return "☒"  # [x], as a keyboard draws it
    return bracketed[1] or "" if bracketed else folded


def is_sign(sign: str) -> bool:
    """Say whether ``sign`` (of ``sign_of``) is one that people tick, cross or leave a choice empty with."""
    return sign in _KNOWN


def ticked(signs: Sequence[str]) -> tuple[int, ...]:
    """Return the places of those of a row's ``signs`` that pick their choice; () where none does or nobody can tell.

    >>> [ticked(signs) for signs in (["√", "", ""], ["☒", "☐", "☐"], ["×", "×", "√"], ["☑", "☑", "☑"], ["×", "", ""])]
    [(0,), (0,), (2,), (), ()]
    """
    yes = tuple(place for place, sign in enumerate(signs) if sign in _TICKS or sign in _WORDS_OF_YES)
    if yes:
        others = {sign for place, sign in enumerate(signs) if place not in yes}
        # Beside a √ circles are empty boxes where all others are such; beside blanks they may be ticks as well.
        doubtful = not _CIRCLES.isdisjoint(others) and not _CIRCLES.issuperset(others)
        return () if doubtful or (len(signs) > 1 and not others) else yes
    for kind, fellows in _ODD_ONES:
        odd = tuple(place for place, sign in enumerate(signs) if sign in kind)
        if len(odd) == 1 < len(signs) and fellows.issuperset(sign for sign in signs if sign not in kind):
            return odd
    return ()


@lru_cache(maxsize=4096)
def chosen(text: str, names: tuple[str, ...]) -> str | None:
    """Return the one of the choices ``names`` that ``text`` says; None where it says none or nobody can tell.

    >>> [chosen(text, ("清理", "保留")) for text in ("清 理", "保留。", "□清理 ☑保留", "清理（√） 保留（ ）")]
    ['清理', '保留', '保留', '清理']
    """
    if text in names or len(text) > _LONGEST:
        return text if text in names else None
    names_read = {_folded(name): name for name in names}
    word = "|".join(r"\s*".join(map(re.escape, name)) for name in sorted(names_read, key=len, reverse=True))
    unnumbered = re.sub(rf"(?<![a-z\d])[(]?[1-9a-h][.、)]?\s*+(?={word})", "", _folded(text))  # ①清理, A.清理
    pieces = re.split(f"({word})", _BRACKETS.sub(lambda found: found[1] or "□", unnumbered))
    said = [names_read[re.sub(r"\s", "", written)] for written in pieces[1::2]]
    between = [_PAUSE.split(piece) for piece in pieces[::2]]
    marks = ["".join(parts) for parts in between]
    if not said or len(set(said)) < len(said) or not all(mark in _SIGNS or not mark for mark in marks):
        return None
    if len(said) == 1 and not any(marks):
        return said[0]
    # The marks stand before their choices or behind; a pause sets one apart from the choice that is not its own.
    nearer = [_nearer(piece, mark) for piece, mark in zip(pieces[2:-2:2], marks[1:-1], strict=True) if mark]
    before = (
        not marks[-1]
        and all(len(parts) == 1 or not parts[0] for parts in between[1:-1])
        and min(nearer, default=0) >= 0
    )
    behind = (
        not marks[0]
        and all(len(parts) == 1 or not parts[-1] for parts in between[1:-1])
        and max(nearer, default=0) <= 0
    )
    readings = {ticked(signs) for signs, may_be in ((marks[:-1], before), (marks[1:], behind)) if may_be}
    places = readings.pop() if len(readings) == 1 else ()
    return said[places[0]] if len(places) == 1 else None


def _nearer(piece: str, mark: str) -> int:
    """To which of the choices around it a mark is nearer: -1 the one before it, 1 the one behind, 0 neither."""
    before, _, behind = piece.partition(mark)
    gaps = [(bool(_STRONG_PAUSE.search(gap)), len(gap)) for gap in (before, behind)]
    return (gaps[0] > gaps[1]) - (gaps[0] < gaps[1])


def picked(text: str) -> str:
    """Return what is ticked of several choices in ``text``, of any words; without empty boxes there is no choice.

    >>> [picked(text) for text in ("■已完成 □未完成", "[ ]已完成 [√]未完成", "已完成√")]
    ['已完成 ', '未完成', '已完成']
    """
    for box, sign in _DRAWN:
        text = box.sub(sign, text)
    if any(sign in text for sign in TICKED):
        text = _TYPED_BOX.sub("□", text)
    if not any(sign in text for sign in _UNTICKED):
        return text.strip(TICKED) or text
    pieces = _MARKS.split(text)
    signs, before, behind = pieces[1::2], pieces[:-1:2], pieces[2::2]
    choices = behind if behind[-1].strip() else before
    return "".join(choice for sign, choice in zip(signs, choices, strict=True) if sign in TICKED)


def _folded(text: str) -> str:
    return _LOOK.sub("", unicodedata.normalize("NFKC", clean(simplified(text)))).casefold()

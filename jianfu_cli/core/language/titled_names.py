"""Names of persons told by a title alone: 王小明老师, 李主任, 由张校长负责; no word announces them.

A title after a surname is no name by itself (语文老师, 全校长期): what stands before it, and whether the signs between
can be a given name, decide.
"""

import re
from collections.abc import Iterator

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.surnames import (
    COMPOUND_SURNAMES,
    EVERYDAY,
    NO_GIVEN_NAME,
    NO_TITLED_NAME,
    OF_EXAMPLES,
    RARELY_GIVEN,
    SURNAMES,
    WORDS_TOO,
)

_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
# What follows some of them makes another word: 校长期, 武警官兵, 教授课, 主任务.
_TITLES = {
    "校长": "期远效年时短处",
    **dict.fromkeys(
        (
            *("园长", "局长", "股长", "处长", "部长", "院长", "所长", "站长", "会长", "科长", "组长"),
            *("队长", "馆长", "理事长", "护士长"),
        ),
        "期远效年时短",
    ),
    "主任": "务职教期",
    "老师": "资",
    "书记": "员处室",
    "教授": "课学给知",
    "教官": "兵",
    "警官": "兵",
    "主席": "台团",
    "教练": "员",
    "同志": "愿",
    "先生": "产命活成",
    "干事": "业创",
    "律师": "函费所",
    "护士": "节学站",
    "经理": "念论",
    "秘书": "处科长学",
    **dict.fromkeys(
        (
            *("法官", "检察官", "医生", "医师", "大夫", "校医", "工程师", "女士", "民警", "辅警", "指导员", "社工"),
            *("记者", "阿姨", "师傅"),
        ),
        "",
    ),
}
_NO_PERSON_AFTER = "们室办岗制群证"
_TITLE = "[副老大]?(?:{})".format(
    "|".join(f"{' {0,3}'.join(title)}(?![{after}{_NO_PERSON_AFTER}])" for title, after in _TITLES.items())
)
_COMPOUND = "|".join(COMPOUND_SURNAMES)
_SINGLE = f"[{''.join(sorted(SURNAMES))}]"
# Also in part or as initials: 王×明, 王W.
_GIVEN = f"(?:(?![{''.join(sorted(NO_GIVEN_NAME))}]){_HAN}|[A-Za-z×*○])"
_NAMED = pattern_of(
    rf"(?P<name>(?:{_COMPOUND}|[小老阿]?{_SINGLE})(?P<given>(?:(?: {{0,2}}|[·.•-]){_GIVEN}){{0,2}}?))"
    rf"(?=[ ·.•-]{{0,2}}{_TITLE}|(?P<apart> {{0,2}}[( ] {{0,2}}{_HAN}{{0,6}}?{_TITLE}))"
)
# What leads to a name, and where a body or another title ends: 由李主任, 教育局张局长.
_LEADS = pattern_of(
    r"(?:[由请找与和及跟让给向对是为经聘派被邀局院校园处科办部委队站所厅县区市镇乡村]|学|联系|咨询|带队|主讲|老师|主任|校长|医生|教授)$"
)
_NAME_IN_A_ROW = rf"(?:{_COMPOUND}|{_SINGLE})(?:(?![{''.join(sorted(NO_GIVEN_NAME))}]){_HAN}){{1,2}}"
_AT_WORD = pattern_of(rf"(?<!{_HAN})$")
# Names in a row whose title stands after the last: 张某某、李某老师.
_IN_A_ROW = pattern_of(rf"(?:^|(?<!{_HAN}))(?:{_NAME_IN_A_ROW}[、,]){{1,5}}$")
_LONGEST_ROW = 24
_WORDS = EVERYDAY | NO_TITLED_NAME
_BEFORE, _WHOLE = 2, 3


def titled_names(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, sure)`` of every name in the folded ``text`` that only its title tells."""
    for match in _NAMED.finditer(text):
        name = re.sub("^[小老阿]|\\s", "", match["name"])
        begin = name[:2] if len(name) > 1 else name + text[match.end() : match.end() + 1]
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if begin in _WORDS or name in OF_EXAMPLES or (match["apart"] and not match["given"]):
            continue
        doubts = int(name[0] in WORDS_TOO and name[:2] not in COMPOUND_SURNAMES)
        doubts += not RARELY_GIVEN.isdisjoint(match["given"])
        if doubts and (len(name) < _WHOLE or doubts > 1):
            continue
        if _AT_WORD.search(before) or (not doubts and _LEADS.search(before)):
            yield *match.span("name"), not doubts
            yield from _names_in_a_row(text, match.start())


def _names_in_a_row(text: str, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the names that stand before the one at ``end`` and share its title."""
    first = max(0, end - _LONGEST_ROW)
    if row := _IN_A_ROW.search(text[first:end]):
        for name in re.finditer("[^、,]+", row.group()):
            if name.group()[:2] not in _WORDS and name.group()[1:] not in _TITLES:
                sure = name.group()[0] not in WORDS_TOO and RARELY_GIVEN.isdisjoint(name.group()[1:])
                yield first + row.start() + name.start(), first + row.start() + name.end(), sure

"""Rows under a table that name who filled it in, checked and answers for it: never data."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, Shown, text_of, whole

_ACT = (
    "填表|填报|填写|填制|制表|制单|编制|报送|上报|统计|汇总|录入|校对|校核|核对|审核|审查|审批|审定|审阅"
    "|初审|复审|终审|复核|签发|签批|批准|承办|经办|会签"
)
_OFFICE = "主要|分管|主管|直接|单位|部门|科室|股室|学校|党组|党委|行政|第一"
_ROLE = "人员|人|者|领导|负责人|负责同志|责任人|局长|主任|科长|股长|校长|书记|组长"
_HOW = r"签字|签名|签章|盖章|电话|手机|联系电话|联系方式|日期|时间|单位|部门|意见|及电话|及联系电话|及联系方式"
# A person's role or act, or what goes with it, and a colon.
_LABEL = pattern_of(
    rf"(?:(?:(?:{_OFFICE}){{1,2}}|联系|负责)?(?:{_ACT})?(?:{_ROLE})(?:{_HOW})?|(?:{_ACT})(?:{_HOW})?"
    rf"|联系(?:电话|方式)|电话|手机|日期|时间|单位|签字|签名|盖章|公章)(?:\([^():]{{1,8}}\))?:"
)
# The same without a colon, alone in its cell: what it asks for stands in the next one.
_BARE_LABEL = pattern_of(
    rf"(?:{_OFFICE})?(?:{_ACT})(?:{_ROLE}|人员?及(?:联系)?电话|日期|时间|单位)(?:{_HOW})?|联系(?:人|电话|方式)|(?:{_OFFICE})?(?:领导|负责人)(?:{_HOW})?"
)
_FIRST_SIGNS, _LAST_SIGNS = "2２ \u3000", ")） \u3000"
_FIRST_WORDS = frozenset({*_ACT.split("|"), *_OFFICE.split("|"), "联系", "领导", "负责"})
_DAY = pattern_of(r"20\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?")
# A day not filled in, or cut into cells.
_DAY_OR_PART = pattern_of(rf"{_DAY.pattern}|(?=.)(?:20\d{{2}})?年?(?:\d{{1,2}})?月?(?:\d{{1,2}})?日?")
_TELEPHONE = pattern_of(r"[\d()+-]{7,25}")
# What stands at the end of a letter: a body's name with its seal, the place for the seal.
_SEALED = pattern_of(r".{0,30}\((?:单位)?(?:盖章|公章|章|签章)\)")
_LONGEST_CELL, _LONGEST_VALUE = 150, 30


def begins_signature(value: Scalar) -> bool:
    """Say cheaply whether a row whose first filled cell is ``value`` may be one of signatures."""
    if not isinstance(value, str):
        return isinstance(value, date | Shown)
    signed = "：" in value or ":" in value or value[:1] in _FIRST_SIGNS or value[-1:] in _LAST_SIGNS
    return signed or value[:2] in _FIRST_WORDS


def is_signature(values: Sequence[Scalar]) -> bool:
    """Say whether every one of a row's filled cells is such a label, a label's value, or a date."""
    cells = [_folded(value) for value in values]
    if len(cells) == 1 and _DAY.fullmatch(cells[0]):
        return True
    if any(
        _BARE_LABEL.fullmatch(one) and (not after or _BARE_LABEL.fullmatch(after))
        for one, after in pairwise([*cells, ""])
    ):
        return False  # without a colon, and nothing beside them: headings
    labelled = awaited = False
    for cell in cells:
        if _LABEL.match(cell) or _SEALED.fullmatch(cell):
            labelled = True
            # A label at the cell's end has its value in the next one.
            awaited = cell.endswith(":")
        elif _BARE_LABEL.fullmatch(cell):
            labelled = awaited = True
        elif awaited and cell and len(cell) <= _LONGEST_VALUE:
            awaited = _DAY_OR_PART.fullmatch(cell) is not None
        elif not (labelled and (_DAY_OR_PART.fullmatch(cell) or _TELEPHONE.fullmatch(cell))):
            return False
    return labelled


def _folded(value: Scalar) -> str:
    """The cell's text for comparison, "" where it is too long to be a signature."""
    text = text_of(whole(value))
    return key(text).replace("_", "") if len(text) <= _LONGEST_CELL else ""

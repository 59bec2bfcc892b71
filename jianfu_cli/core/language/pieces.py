"""Mobile numbers that may be written in pieces with words between them: 138后接0013再接8000, <b>138</b>0013….

Sums and years stand side by side too (150人、1200人、1300人): each has its measure, and none begins with a nought.
"""

import re
from itertools import pairwise

from jianfu_cli.core.language.patterns import pattern_of

_MARKUP = pattern_of(r"<[^<>]{0,40}>|&[#A-Za-z0-9]{2,8};|%20")
_THOUSANDS, _HUNDREDS = pattern_of("(?<=[0-9])(?:[千仟]|[kK](?![A-Za-z]))"), pattern_of("(?<=[0-9])[百佰]")
_GROUP = pattern_of("[0-9]+")
_LONGEST_GAP = 10
# How the eleven digits of a mobile number are parted.
_GROUPS = frozenset({(3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (3, 8), (7, 4), (11,), (5, 6), (6, 5)})
_MOST_GROUPS = 3
_FIRST = pattern_of("1[3-9]")
_YEAR = pattern_of(r"(?:19|20)\d\d")
_MEASURED = pattern_of(
    r" {0,3}(?:[人名位个所校家户岁届级班期次场节项件条起份册本张页篇字课题元万亿千百余多年月日天周号楼室路公米里斤克吨"
    r"度平亩行分秒时点台套部辆栋层排座间辖条幅支队组倍站轮%‰+]|多|左右)"
)


def is_in_pieces(text: str) -> bool:
    """Say whether ``text`` may hold a mobile number in pieces that nothing but words part."""
    plain = _HUNDREDS.sub("00", _THOUSANDS.sub("000", _MARKUP.sub(" ", text)))
    groups = list(_GROUP.finditer(plain))
    return any(_is_number(plain, groups[place : place + _MOST_GROUPS]) for place in range(len(groups)))


def _is_number(text: str, groups: list[re.Match[str]]) -> bool:
    """Say whether the first of ``groups`` are the pieces of one number."""
    if not _FIRST.match(groups[0].group()):
        return False
    return any(_are_pieces(text, groups[:many]) for many in (1, 2, 3) if len(groups) >= many)


def _are_pieces(text: str, groups: list[re.Match[str]]) -> bool:
    if tuple(len(group.group()) for group in groups) not in _GROUPS:
        return False
    gaps = [text[left.end() : right.start()] for left, right in pairwise(groups)]
    if any(len(gap) > _LONGEST_GAP or "。" in gap for gap in gaps):
        return False
    if any(group.group().startswith("0") for group in groups[1:]):
        return True
    measured = all(_MEASURED.match(text, group.end()) for group in groups)
    return not measured and (len(set(gaps)) < len(gaps) or not any(_YEAR.fullmatch(group.group()) for group in groups))

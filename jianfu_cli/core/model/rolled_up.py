"""What a roll-up is known by, whatever its file is called and whoever saved it again (JF012)."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

UNIT_COLUMN = "填报单位"
CODES_COLUMN = "校验"
SOURCE_FILE, SOURCE_SHEET, SOURCE_ROW = "来源文件", "来源工作表", "来源行"
PROVENANCE = frozenset({CODES_COLUMN, SOURCE_FILE, SOURCE_SHEET, SOURCE_ROW})
"""What the roll-up adds to each row (contract.md, 汇总.xlsx): where it came from, not what it says."""

FINDINGS_TITLE, UNUSED_TITLE = "校验结果（先错误、后提醒）", "未采用的行和文件（每条注明原因）"
OVERLAPS_TITLE = "重复交叉（不同单位或实施单位要求的同一事项）"
STANDINGS_TITLE = "报送情况（截至"
"""How the titles of its lists begin."""
_FINDINGS_BEFORE = "校验结果（全部）"  # version 0.1

_TITLES = tuple(map(key, (FINDINGS_TITLE, _FINDINGS_BEFORE, UNUSED_TITLE, OVERLAPS_TITLE, STANDINGS_TITLE)))
_ORIGIN = frozenset(map(key, (SOURCE_FILE, SOURCE_SHEET, SOURCE_ROW)))
_MERGED = key("（汇总）")
_SIGN = pattern_of("|".join(map(re.escape, (*_TITLES, *_ORIGIN, _MERGED))))
_HEADED = frozenset(map(key, (UNIT_COLUMN, CODES_COLUMN)))
# People may put lines of their own above the title and the headings.
_DEEPEST = 20


def is_roll_up(first_rows: Iterable[Sequence[str]]) -> bool:
    """Say whether a sheet that begins with these rows of texts is one of a roll-up, or was made of one.

    Its rows name two of the file, sheet and row that each came from; or it has the title of one of the roll-up's own
    lists; or, where somebody took those columns away, the title （汇总） over 填报单位 and 校验.
    """
    rows = list(islice(first_rows, _DEEPEST))
    # All that tells a roll-up has one of these words: most sheets have none, and are looked at once.
    if not _SIGN.search(key("|".join(chain.from_iterable(rows)))):
        return False
    titled = False
    for texts in rows:
        keys = {key(text) for text in texts if text}
        if len(keys & _ORIGIN) > 1 or any(one.startswith(_TITLES) for one in keys):
            return True
        if titled and keys >= _HEADED:
            return True
        titled = titled or any(one.endswith(_MERGED) for one in keys)
    return False

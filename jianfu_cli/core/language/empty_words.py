"""Words that fill a cell and say nothing: 同上, 无, 略, —, 见附件, a bare number."""

from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

LONGEST_EMPTY = 16
"""No cell of more characters says nothing: most texts need not be asked about."""
# By comparison key: brackets are round, dashes -, quotes straight; what is not seen is gone.
_DITTO = pattern_of(
    "(?:[同如照][上前](?:[面述]|所述)?一?[行格项条栏列]?(?:内容)?|[与和跟][上前]面?一?[行格项条栏列]?(?:相同|一样|一致|同)|上同|〃|′′|\"|'')"
)
_DITTO_BEGINNINGS = frozenset("同上如照与和跟")
_COMPATIBLE = "\uf900"  # from here on characters that are others in disguise (NFKC)
_NOTHING = pattern_of(
    "(?:暂?无|没有|无内容|无此项|空白?|未填|没填|略|从略|省略|不详|不清楚|不知道|未知|待填|待补[充填]?|n/?a|null|none|nil|[-/\\\\.。,、·*?]+)"
)
_WHERE = "附件|附表|附页|附后|附图|附|后|下表|上表|方案|通知|文件|文|原文|备注|标题|名称|说明|清单|台账|另表"
_ELSEWHERE = pattern_of(
    rf"(?:详?[见参]见?(?:{_WHERE})(?:[一二三四五六七八九十\d]{{1,3}})?|(?:另附|附后|后附|详情?后附|如题|如附件|如附表|同(?:序号|第)[0-9一二三四五六七八九十]{{1,4}}[行项条号]?|附件[一二三四五六七八九十\d]{{0,3}}))"
)
_NUMBER = pattern_of(r"[+-]?[\d,]+(?:\.\d+)?%?")
_FRAME = "()\"'.。,;:!… "


class Emptiness(StrEnum):
    """How a cell says nothing; the value says it in Chinese."""

    DITTO = "同上"
    NOTHING = "没有内容"
    ELSEWHERE = "只说见别处"
    NUMBER = "只有数字"


def is_ditto(text: str) -> bool:
    """Say whether ``text`` says 同上 and nothing else."""
    # What begins with another letter, and with none that folds to one of these, need not be looked at.
    may_be = text[:1] in _DITTO_BEGINNINGS or not text[:1].isalnum() or text >= _COMPATIBLE
    return may_be and emptiness(text) is Emptiness.DITTO


def emptiness(text: str) -> Emptiness | None:
    """Return how ``text``, which is not empty, says nothing; None where it says something.

    >>> [str(emptiness(text)) for text in ("（同上）", "—", "详见附件2", "123", "不验收")]
    ['同上', '没有内容', '只说见别处', '只有数字', 'None']
    """
    return _emptiness(text) if len(text) <= LONGEST_EMPTY else None


@lru_cache(maxsize=8192)
def _emptiness(text: str) -> Emptiness | None:
    folded = key(text)
    bare = folded.strip(_FRAME)
    for kind, words in _KINDS:
        if words.fullmatch(bare) or words.fullmatch(folded):
            return kind
    return None


_KINDS = (
    (Emptiness.DITTO, _DITTO),
    (Emptiness.NOTHING, _NOTHING),
    (Emptiness.ELSEWHERE, _ELSEWHERE),
    (Emptiness.NUMBER, _NUMBER),
)

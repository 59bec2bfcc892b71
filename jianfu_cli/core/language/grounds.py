"""开展依据: does it name a law, a document or a number, or nothing that anyone could look up?"""

from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

_LONGEST = 400
# 《…》 (folded to brackets), 〔2024〕5号, 2024年第5号, 第十七条.
_CITED = pattern_of(
    r"[《〈][^《〈》〉]{2,}+[》〉]|[\[(（【〔]\s*(?:19|20)\d{2}\s*年?[\])）】〕]\s*+(?:第\s*+)?\d{1,5}|(?:19|20)\d{2}年?第?\d{1,5}号|主席令|国务院令|部令|令第"
)
_NAMED = pattern_of(
    r"(?P<what>[\u4e00-\u9fff·\d]{1,30}?)"
    r"(?:法(?![治制律院规人])|法典|大纲|条例|办法|规定|规划|纲要|决定|意见|通知|通告|公告|方案|细则|准则|要点|规范|标准|制度|批复|指南|计划|文件|函|纪要)"
    r"(?![\u4e00-\u9fff]{0,2}(?:进校园|宣传))"
)
# What may stand before such a word and names no document.
_GENERAL = pattern_of(
    "根据|按照|依据|依照|遵照|落实|贯彻|执行|结合|国家|中央|上级|有关|相关|各级|本级|本|我|部门|单位|系统|行业|领导|主管|工作|活动|宣传|年度|年|月|全[国省市县区]"
    "|[省市县区][里级]?|局|委|教育|法律|法规|政策|规章|文件|精神|要求|部署|安排|会议|通知|具体|实施|以及|及|和|与|等|关于|的|为|由|下发|印发|上|年初|专项|行动|统一|\\d|[、，,。；;]"
)
_SHORT_LAWS = pattern_of("(?<![立普学守司宪])(?:宪法|刑法|税法|民法|兵役法|教育法|教师法|烟草法)(?!治|制|宣传|知识)")
_FEWEST_SIGNS = 2


@lru_cache(maxsize=4096)
def names_grounds(text: str) -> bool:
    """Say whether ``text`` names a law, a document or a number.

    >>> [names_grounds(text) for text in ("《消防法》", "新教领秘〔2024〕2号", "未成年人保护法", "上级文件要求")]
    [True, True, True, False]
    """
    text = text[:_LONGEST]
    if _CITED.search(text) or _SHORT_LAWS.search(text):
        return True
    folded = key(text)
    return any(len(_GENERAL.sub("", match["what"])) >= _FEWEST_SIGNS for match in _NAMED.finditer(folded))

"""Whether a text asks for something or says that it is not asked: 不打卡, 禁止排名, 打卡、接龙一律取消."""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

TITLE = "\ufffc"
"""What stands in a folded text for a document's title: what 《…》 is called nobody asks of anybody."""

_TITLES = pattern_of(r"《[^《》]{0,80}》")
_SENTENCE_ENDS = pattern_of(r"[。;!?\n]")
_REACH = 40
_BARE = 6

# Denies all that follows within its clause.
_FORBIDS = pattern_of(
    "禁止|严禁|杜绝|取消|停止|停用|叫停|废止|终止|撤销|制止|切勿|请勿|代替|取代|替代|免于|免除"
    "|不(?:得|准|许|能|可|应|再|要|需|必|用|搞|设|做|作|以|将|把|与|和|同|纳入|列入|计入|强制|强迫|硬性|统一|允许|提倡|鼓励)"
    "|不(?:安排|组织|进行|采[取用]|使用|借助|依[托赖]|涉及|开展|参[与加]|承担|布置|下达|提出|存在|指定|收集|另行|单独|涉)"
    "|未(?:要求|开展|发现|安排|设|组织|布置)|没有(?!完成|及时|按)|并无|无[需须]"
    "|无(?=[^,。;!?\n]{1,20}(?:要求|任务|现象|环节|情况))"
)
# Denies what stands right behind it, or a few words further: 防止溺水打卡 is no denial.
_SPEAKS_AGAINST = pattern_of(
    "(?:清理|整治|纠正|防止|避免|摒弃|剔除|删除|减少|压减|精简|清退|退出|解散|关闭|卸载|反对|拒绝|抵制|改变|减轻)"
    "(?:要求|强制|强迫|组织|安排|以|用|通过|每[日天周月]|各类|一切|任何|所有|全部|教师|老师|家长|师生|学生|线上|网络|过度"
    "|重复|频繁|随意|变相|不必要的|[^,。;、和或及]{1,6}[、和或及])*$"
)
_RIGHT_BEFORE = pattern_of("(?<!无故)(?:不|无|未|免|非|勿|莫|零)(?:[^,。;、和或及与不]{1,6}[、和或及与]){0,6}$")
# 不统计答题率; 不间断打卡 and 不少于三次打卡 deny nothing.
_NOT_DOING = pattern_of(
    r"不(?!断|间断|定期|少|低|漏|落|限|同|仅|但|光|只|论|管|超|影响|按时|及时|得|合格|达标|过关|到|足|完|满)[^,。;、不\d]{1,3}$"
)
# 不得漏打卡, 不得无故不打卡 ask for it; so does what comes after 但 and 改为.
_TURNS = pattern_of("[缺漏迟]|少于|晚于|低于|[中间]断|无故|虚假|敷衍|弄虚|不|但|而是|改[为成用]|仍|继续|必须|一次")
# 未打卡的通报 and 不签到，扣分 say what happens to those who do not.
_CONDITION = pattern_of(
    "[^,。;]{0,6}(?:者|的(?=,|予以|一律|将|要|应|须|按|通报|扣|取消|不得|班级|学校|单位|教师|个人|年级|人员|家长|学生))"
    "|[^,。;、不]{0,4},?(?:就|则|予以|一律|将|视为)?(?:通报|扣|约谈|批评|问责|取消|不得|影响)"
)
# 讲解网络打赏、打卡陷阱: what a talk is about nobody is asked to do; 讲解后打卡 is asked.
_TALKS = pattern_of(
    "(?:讲解|讲授|讲述|讲清|介绍|宣讲|科普|普及|揭露|揭秘|曝光|解读|剖析|学习|了解|认识|辨别|辨识|识别|警惕)"
    "(?:(?![后并每要须应让]|组织|安排|要求|教师|老师|家长|班主任)[^,。;]){0,16}$"
)
_OF_IT = pattern_of(
    "[^,。;、并]{0,6}?(?:陷阱|骗局|诈骗|风险|危害|隐患|辨别|辨识|识别|防范|手法|套路|知识|政策|历史|常识|案例|原理|由来|行为|现象)"
)
_DENIES = pattern_of("[不未]|取消|停止|禁止|严禁|脱钩|脱离|无需|无须|退出|免除|叫停|避免")
_TAKEN_BACK = pattern_of(
    "[^,。;!?]{0,16}?(?:(?:,?(?:一律|全部|均|都|已|已经|全面|予以|坚决|全))*"
    "(?:取消|停止|停用|禁止|叫停|废止|终止|撤销|删除|解散|关闭|清理|清退|脱钩|免除|不再[^,。;]{0,5}|不[作做]?(?:统一)?要求)"
    "(?:了|执行|使用|要求|处理|完毕)?(?=[,。;!?)]|$)|(?:改[为成]|调整为|转为|变为))"
)


def folded(text: str) -> str:
    """Return ``text`` to look for words in: as its comparison key, a line break a full stop, titles left out."""
    return key(_TITLES.sub(TITLE, text).replace("\n", "。"))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of folded ``text`` around ``start`` and ``end`` begins and ends."""
    before = [mark.end() for mark in _SENTENCE_ENDS.finditer(text, 0, start)]
    after = _SENTENCE_ENDS.search(text, end)
    return before[-1] if before else 0, after.start() if after else len(text)


def is_denied(text: str, start: int, end: int) -> bool:
    """Say whether what stands from ``start`` to ``end`` of folded ``text`` is said not to be asked."""
    first, last = sentence(text, start, end)
    before, after = text[first:start], text[end:last]
    # 借而不用，不参与工作: what itself begins with a denial is no item of a list.
    before = before[-_REACH:].rpartition(",")[2] if text[start] in "不未无没" else _clause_before(before, after)
    after = after[:_REACH]
    if _TALKS.search(before) and _OF_IT.match(after):
        return True
    if _RIGHT_BEFORE.search(before):
        return not _CONDITION.match(after)
    forbidden = [mark.end() for mark in _FORBIDS.finditer(before)]
    if forbidden and not _TURNS.search(before, forbidden[-1]):
        return True
    return bool(_NOT_DOING.search(before) or _SPEAKS_AGAINST.search(before) or _TAKEN_BACK.match(after))


def _clause_before(before: str, after: str) -> str:
    """What stands before in the clause; a clause of the bare word belongs to those before it: 取消打卡，接龙，排名."""
    *others, own = before[-_REACH:].split(",")
    if own or len(after.partition(",")[0]) > 1:
        return own
    while others and len(others[-1]) <= _BARE:
        own = others.pop() + own
    return others[-1] + own if others else own


def denies(text: str) -> bool:
    """Say whether a denial stands within folded ``text``: 任课教师不参与值守."""
    return bool(_DENIES.search(text))

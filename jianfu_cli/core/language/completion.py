"""Whether a 完成情况 says that the rectification is done (附件3; JF504)."""

import re
from functools import lru_cache

from jianfu_cli.core.language.text import key

# 并 begins a clause, but neither in 合并 nor in 并入.
_CLAUSES = re.compile(r"[,;。、\n]|(?<![合归兼])并(?!入)")
# What ends a matter (取消、停用), takes people or means back (清退、归还), or sets it right (调整、改正).
_VERB = (
    "(?:完成|整改|办结|办理完毕|落实|到位|解决|销号|清零|处理|处置|消除|兑现"
    "|取消|停止|停办|停用|停更|禁用|禁止|制止|叫停|终止|中止|撤销|撤除|撤回|废止|废除|取缔|关闭|关停|注销|卸载|下架|下线"
    "|解散|解除|拆除|移除|清除|剔除|删除|免除|清理|退出|退群"
    "|清退|劝退|退回|退还|返还|归还|收回|召回|返岗|返校|归位"
    "|合并|归并|并入|整合|精简|精减|简化|优化|压减|压缩|缩减|缩短|削减|减少|规范|纠正|改正|更正|修正|修改|修订|变更|更换"
    "|更改|调整)"
)
_MANNER = "(?:全部|全面|全|按时|按期|如期|提前|及时|均|都|彻底|完全|整体|能|予以?|给予|得到|进行|整改)*"
_INTENT = "(?:争取|力争|确保|拟|准备|将(?:于|在|继续))"
# 计划取消, but not 计划已取消; what is left for later must be an end, not 下一步规范管理.
_PLAN = "(?:将|计划(?!已|[全均]))"
_LATER = "(?:下一?步|下一?阶段|下阶段)"
_END = "(?:完成|整改(?!成[效果])|办结|销号|取消|停止|清退|归还|到位)"
# From the first such word on (\A …*+): to look on from each of a page of them would take hours.
# One such clause is enough to say that something is still to be done.
_OPEN = re.compile(
    rf"未{_MANNER}{_VERB}|尚未|还未|没有?{_MANNER}(?:完成|整改|办结|落实|到位)|完成中"
    # 清理中, but not 清理中小学…; 待整改, but not 接待….
    rf"|(?:推进|进行|办理|实施|{_VERB})(?:中(?![小学央层心等考])|之中)|(?<![招接优对看])待(?:办|{_MANNER}{_VERB})"
    r"|正在|继续推进|持续推进|稳步推进|有序推进|加快推进|着手|预计|计划于"
    rf"|(?:部分|基本|大部分|阶段性){_VERB}"
    # 改正、纠正 are verbs: 正按 is not theirs.
    r"|(?<![改纠更修])正(?:按|抓紧)"
    # 将 says what is to come, save where 已 stands before it: 已将工作群解散.
    rf"|\A(?:(?!{_INTENT}).)*+{_INTENT}.*{_VERB}|\A(?:(?!{_PLAN})[^已])*+{_PLAN}.*{_VERB}"
    rf"|\A(?:(?!{_LATER}).)*+{_LATER}.*{_END}"
)
_TO_BE_DONE_BY = re.compile(
    rf"(?:前|底|(?<![校园])内|末){_MANNER}{_VERB}|按照?(?:既定|规定|要求的?)?(?:时间|时序|序时|进度|节点|计划)"
)
# 已纳入整改, 已启动整改: begun, not done.
_BEGUN = "(?:全部|全面|均|都|将其)*(?:纳入|列入|启动|开展|开始|部署|着手|制定|研究|安排|责成|责令)"
# What needs no mending is done: nothing is left to do.
_NOTHING_TO_DO = rf"(?:无需|无须|毋需|不需要?|不用|不必)(?:再|作|做|进行)*{_VERB}|不涉及"
_DONE = re.compile(
    rf"{_NOTHING_TO_DO}|\A[^已]*+已(?!经?{_BEGUN}).*(?:{_VERB}|立行立改|立改|即改)|已经?(?:完|办)$"
    r"|(?:整改|清理|办理|落实|工作|任务)?(?:完成|完毕|办结|销号|到位|结束)(?:整改|任务|清理)?$"
    rf"|^{_MANNER}{_VERB}$"
    r"|不再(?:开展|组织|要求|安排|参加|统计|填报|报送|实施|使用|收取|布置|进行|执行|举办|设置|召开|下发|转发|打卡)"
)
_SHARE = re.compile(r"(?<!\d)(\d++(?:\.\d++)?)%")
_WHOLE = 100
_WORDS = frozenset({"是", "√", "完", "y", "yes", "完成", "办结", "done"})


@lru_cache(maxsize=4096)
def is_done(text: str) -> bool:
    """Say whether ``text`` reports a finished rectification; an empty or doubtful one does not.

    >>> is_done("已完成"), is_done("6月底前完成"), is_done("已完成2项，未完成1项")
    (True, False, False)
    """
    folded = key(text).rstrip(".!。")
    if folded in _WORDS:
        return True
    shares = [float(share) for share in _SHARE.findall(folded)]
    if any(share < _WHOLE for share in shares):
        return False
    clauses = [clause for clause in _CLAUSES.split(folded) if clause]
    if any(_is_open(clause) for clause in clauses):
        return False
    return bool(shares) or any(_DONE.search(clause) for clause in clauses)


def _is_open(clause: str) -> bool:
    return bool(_OPEN.search(clause) or ("已" not in clause and _TO_BE_DONE_BY.search(clause)))

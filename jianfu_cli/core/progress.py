"""Whether a 完成情况 says that the rectification is done (附件3; JF504)."""

import re

from jianfu_cli.core.text import key

_CLAUSES = re.compile(r"[,;。、\n]")
_VERB = (
    "(?:完成|整改|办结|办理完毕|清理|取消|落实|停止|停办|销号|清零|撤销|废止|合并|精简|优化|规范|纠正|删除|解散|退出"
    "|返岗|返校|归位|压减|整合|叫停|终止|退回|到位|解决)"
)
_MANNER = "(?:全部|全面|全|按时|按期|如期|提前|及时|均|都|彻底|完全|整体|能|予以?|给予|得到|进行|整改)*"
_INTENT = "(?:争取|力争|确保|拟|将|准备)"
# From the first such word on (\A …*+): to look on from each of a page of them would take hours.
# One such clause is enough to say that something is still to be done.
_OPEN = re.compile(
    rf"未{_MANNER}{_VERB}|尚未|还未|没有?{_MANNER}(?:完成|整改|办结|落实|到位)|完成中|(?:推进|进行|整改|办理|落实|清理|实施)(?:中|之中)"
    r"|正在|继续推进|持续推进|稳步推进|有序推进|加快推进|着手|预计|计划于|(?:部分|基本|大部分|阶段性)(?:完成|整改|落实|清理)"
    rf"|待(?:完成|整改|办|落实)|\A(?:(?!{_INTENT}).)*+{_INTENT}.*(?:完成|整改|办结|清理|取消)"
)
_TO_BE_DONE_BY = re.compile(rf"(?:前|底|内|末){_MANNER}{_VERB}")
_DONE = re.compile(
    rf"\A[^已]*+已.*{_VERB}|已经?(?:完|办)$|(?:整改|清理|办理|落实|工作|任务)?(?:完成|完毕|办结|销号|到位|结束)(?:整改|任务|清理)?$"
    rf"|^{_MANNER}{_VERB}$|不再(?:开展|组织|要求|安排|参加|统计|填报|报送|实施)"
)
_SHARE = re.compile(r"(?<!\d)(\d++(?:\.\d++)?)%")
_WHOLE = 100
_WORDS = frozenset({"是", "√", "完", "y", "yes", "完成", "办结", "done"})


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

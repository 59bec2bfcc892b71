"""Whether a 完成情况 says that a rectification is done, is not done, or says neither (附件3; JF504, JF508).

A closed vocabulary, with stated patterns for each side; what it does not know is unclear, never done. One clause that
says something is still to be done outweighs all that are done.
"""

import re
from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.language.text import key


class Completion(StrEnum):
    """What a 完成情况 says."""

    DONE = "done"
    OPEN = "open"
    UNCLEAR = "unclear"


COMPLETION_WORDS = ("已完成", "正在推进", "未完成")
"""What a blank offers to choose from; it forbids no other."""

# 并 begins a clause, but neither in 合并 nor in 并入.
_CLAUSES = re.compile(r"[,;。、!\n]|(?<![合归兼])并(?!入)")
# What ends a matter, takes people or means back, or hands it on: to name it is to have done it.
_ENDING = (
    "(?:取消|停止|停办|停用|停更|停发|停|禁用|禁止|制止|叫停|终止|中止|撤销|撤除|撤回|废止|废除|取缔|关闭|关停|注销|卸载"
    "|下架|下线|解散|解除|拆除|移除|清除|剔除|删除|删去|免除|消除|退出|退群|清零|清退|劝退|退回|退还|返还|归还|收回|召回"
    "|返岗|归岗|返校|归校|离岗|归位|移交|转交|交由|交给|改由|承接|划转|归口|交还|退费|不再)"
)
# What sets it right: done only where the clause says so besides (已, 完毕, 到位).
_SETTING_RIGHT = (
    "(?:完成|整改|办结|办理|办毕|落实|到位|解决|销号|处理|处置|兑现|了结|结案|清理|清"
    "|合并|归并|并入|整合|精简|精减|简化|优化|压减|压缩|缩减|缩短|削减|减少|减为|降为|规范|纠正|改正|更正|修正|修改|修订"
    "|变更|更换|更改|改为|调整|完善|执行)"
)
_VERB = f"(?:{_ENDING}|{_SETTING_RIGHT})"
_MANNER = "(?:全部|全面|全|按时|按期|如期|提前|及时|均|都|彻底|完全|整体|统一|能|予以?|给予|得到|进行|整改|的)*"
_WHOLLY = "(?:全部|全面|均|都|彻底|完全|如期|按期|按时|提前)"
# What comes before a rectification: to have finished it leaves the rectification to be done.
_PREPARING = (
    "(?:摸排|摸底|自查|排查|梳理|核查|调研|研究|讨论|论证|动员|部署|安排|启动|谋划|方案|台账|清单|措施|时限|通知"
    "|会议|开会|请示|汇报|报告|上报|申请|建议|初步|前期)"
)
# No sign of what is still to be done: checks and upkeep after it, and what did not come back.
_UPKEEP = re.compile(
    r"未(?:再)?(?:发现|出现|发生|反弹|接到)[^,;。]*|无反弹|(?:正?在|待|将|需|拟|计划)?(?:持续|长期|继续)?"
    r"(?:巩固|坚持|保持|跟踪|关注|督查|监督|防止反弹|建立长效|健全长效|完善长效|建立健全)[^,;。]*"
    r"|(?:等?待)(?:复核|复查|验收|核验|销号|审核|公示|检查|评估)[^,;。]*|无遗留[^,;。]*|剩余0[项个]?"
)
_HARDLY = (
    "(?:(?:绝?大)?部分|大部|大?多数|大多|一部分|少数|个别|基本|大体|大致|初步|阶段性|半|分批|分步|分期|逐步|陆续|逐项)"
)
_OPEN = re.compile(
    # Denied, or not possible.
    rf"未{_MANNER}(?:{_VERB}|启动|开始)|未能|没能|没有?{_MANNER}{_VERB}|还没|尚未|还未|仍未|从未|尚(?:在|需|待|有)|仍(?:在|需|有|然)"
    r"|无法|不能|难以|不予|拒不|拒绝|不具备|不到位|不力|不彻底|不完全|不理想|不明显|失败|没完|没改|不改|做不到"
    # Not yet whole.
    rf"|{_HARDLY}的?(?:已经?)?{_MANNER}{_VERB}|{_VERB}(?:了)?(?:一?部分|一半|大半|大部分|过半|近半|不少)|(?:剩余|其余|余下|还有|尚有|剩)"
    # Under way or put off.
    rf"|(?:推进|进行|办理|实施|研究|讨论|协商|沟通|对接|协调|申请|审批|{_VERB})(?:中(?![小学央层心等考])|之中|过程中|阶段)"
    r"|正在|(?<![改纠更修])正(?:按|抓紧|研究|推|办|协|清)|在办|在改|抓紧|加快|着手|继续推进|持续推进|稳步推进|有序推进|推进|按计划进行"
    r"|延期|延后|推迟|顺延|暂缓|缓办|暂未|暂不|搁置|往后推|等(?:待|候|通知|上级|领导|省|市|县|文件|批|回复|下学期|放假)|(?<![接招优对看期])待"
    rf"|继续(?:借用|使用|开展|实施|执行|参加|保留|抽调|收取|上报|填报)|沿用|保留"
)
# What is meant to be done. Only up to the first 已: 已将工作群解散 is done.
_INTENT = re.compile(
    rf"\A[^已]*?(?:争取|力争|确保|拟|准备|打算|预计|计划(?!已|[全均都])|即将|将(?:于|在|继续|{_VERB})|将[^已]*{_VERB}|下学期|下半年|明年"
    rf"|(?:下一?步|下一?阶段|后续|接下来).*(?:完成|整改(?!成[效果])|办结|销号|取消|停止|清退|归还|到位)|需(?!求)|须|应当?(?!急)|建议|申请|请示|请求|(?<![按照据依遵再])要求(?!$)|督促|责令|责成|敦促)"
)
_BY_A_DAY = re.compile(
    rf"(?:前|底|(?<![校园境市县区])内|末|之前|以前){_MANNER}{_VERB}|按照?(?:既定|规定|要求的?)?(?:时间|时序|序时|进度|节点|计划)"
)
# 已纳入整改, 已下发整改通知, 已完成摸排: begun, not done.
_BEGUN = re.compile(
    rf"已经?{_MANNER}(?:将其|将该项)?(?:(?:纳入|列入|列为)(?!.{{0,8}}白名单|合理|日常|年度|课程|教学|统一|常规)|启动|开展(?!完)|开始|部署|着手|成立|组建|制定|制订"
    rf"|研究|安排|责成|责令|建议|向上级|请示|申请|上报|报请|提请|提出|明确|召开|开会|形成|草拟|印发方案|拟定)"
    r"|已[^,]{0,2}向[^,]{1,8}(?:建议|申请|请示|汇报|反映|报告)"
    rf"|完成了?{_PREPARING}(?!.{{0,4}}整改)|{_PREPARING}(?:工作)?(?:已经?)?(?:完成|完毕|结束)|已经?下发[^停取撤]*通知[书单函]?$|已经?(?:通知|转办|交办)$"
    r"|(?:责任|任务|职责|分工|人员|力量|宣传|思想|传达|学习)[^,]{0,6}(?:到位|完毕|完成|落实|明确)"
)
_NOTHING_TO_DO = rf"(?:无需|无须|毋需|不需要?|用不着|不用|不必)(?:再|作|做|进行)*{_VERB}|不涉及"
_DONE = re.compile(
    rf"{_NOTHING_TO_DO}|已(?!建议).*(?:{_VERB}|立行立改|立改|即改)|已经?(?:完|办|改|结|清|停)$"
    rf"|{_VERB}(?:完毕|完成|到位|结束|完结|妥当|好|毕|完)|{_VERB}了|{_VERB}√$"
    r"|(?:完成|完毕|办结|办毕|销号|到位|结束|了结|归岗|返岗|返校|归位)(?:整改|任务|清理|工作)?$|^(?:完成|办结)"
    rf"|^{_MANNER}{_ENDING}|{_WHOLLY}{_MANNER}{_VERB}|{_ENDING}$"
    r"|[由从].{1,30}?(?:改|减|降|调整|压减|压缩|缩减|合并|增|变更|变)(?:为|成|到|至)"
    r"|(?:列入|纳入)(?:[^,]{0,6})白名单|整改成效明显$"
)
# Told to be done by others, but not whether it was: 已要求各校停止 says neither.
_TOLD = re.compile(r"已经?(?:要求|督促|责令|责成|通知|提醒|函告|约谈)(?!.*(?:到位|完成|完毕|办结|结束|了$))")
_SHARE = re.compile(r"(?<!\d)(\d++(?:\.\d++)?)%")
_LESS_OFTEN = re.compile("压减|减少|降低|下降|缩减|精简|削减|减幅|压缩")
_WHOLE = 100
# A page of text is no 完成情况 that one could judge by its words; and patterns look on from each sign of a text.
_LONGEST = 1000
_TICKED, _UNTICKED = "☑☒✓✔√■●◉", "□☐○◯"
_TICKS = re.compile(f"([{_TICKED}{_UNTICKED}])")
_DONE_WORDS = frozenset({*_TICKED, "是", "完", "y", "yes", "done", "ok", "完成", "办结", "已"})
_OPEN_WORDS = frozenset({"否", "×", "x", "n", "no", "未", "没有"})


@lru_cache(maxsize=4096)
def completion(text: str) -> Completion:
    """Return what the 完成情况 ``text`` says; an empty one says neither.

    >>> [completion(text).value for text in ("已完成", "已下发整改通知", "加强管理", "■已完成 □未完成")]
    ['done', 'open', 'unclear', 'done']
    """
    if len(text) > _LONGEST:
        return Completion.UNCLEAR
    folded = key(_picked(text)).strip(".!。,;、()")
    if folded in _DONE_WORDS:
        return Completion.DONE
    if folded in _OPEN_WORDS:
        return Completion.OPEN
    states = [_state(_UPKEEP.sub("", clause)) for clause in _CLAUSES.split(folded)]
    if Completion.OPEN in states:
        return Completion.OPEN
    # What was begun is not done, unless a later clause says that it is: 已启动整改，现已完成.
    said = [state for state in states if state is not Completion.UNCLEAR]
    if not said:
        return Completion.UNCLEAR
    return Completion.DONE if said[-1] is Completion.DONE else Completion.OPEN


def _picked(text: str) -> str:
    """Return what is ticked of several choices in ``text``; without empty boxes there is no choice."""
    if not any(sign in text for sign in _UNTICKED):
        return text.strip(_TICKED) or text
    pieces = _TICKS.split(text)
    signs, before, behind = pieces[1::2], pieces[:-1:2], pieces[2::2]
    choices = behind if behind[-1].strip() else before
    return "".join(choice for sign, choice in zip(signs, choices, strict=True) if sign in _TICKED)


def _state(clause: str) -> Completion | None:
    """Return what one clause says; None where something was begun that has its end elsewhere."""
    shares = [] if _LESS_OFTEN.search(clause) else [float(share) for share in _SHARE.findall(clause)]
    if any(share < _WHOLE for share in shares) or _is_open(clause):
        return Completion.OPEN
    if _BEGUN.search(clause):
        return None
    if shares or (_DONE.search(clause) and not _TOLD.search(clause)):
        return Completion.DONE
    return Completion.UNCLEAR


def _is_open(clause: str) -> bool:
    if re.search(_NOTHING_TO_DO, clause):
        return False
    meant = _INTENT.search(clause) or ("已" not in clause and _BY_A_DAY.search(clause))
    return bool(_OPEN.search(clause) or meant)

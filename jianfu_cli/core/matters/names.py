"""What the name of a matter says: what it is about, what it asks of a school, and what tells it from its like.

This is the one place that knows how such names are worded; ``matching`` compares, ``overlap`` groups.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.budget import LONGEST_NAME

# What is left of a name must still name something.
_SHORTEST = 2
_NUMBER = r"(?:(?<!\d)\d++|(?<![一二三四五六七八九十])[一二三四五六七八九十]++)"

# A day that gave its number to a campaign: “12·4”国家宪法日.
_DATE = re.compile(r"(?<!\d)\d{1,2}[·.]\d{1,2}(?!\d)")
_MARKS = re.compile(r"[()\"'“”‘’·,，.。、:：;；!！?？\-_/|\s]")
# Words that come and go when the same name is typed anew.
_FILLERS = re.compile(
    r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(?:年度|学年度?|年)?|(?<=季)学期|(?:进|入)(?:校园|学校|课堂)|中小学校?"
    r"|全民|全[县区市](?!级)|关于|开展|组织|参加|参与|要求|系列|专项|专题|主题|活动|行动|工作|事项|任务|问题|情况|的|等"
)
# Names that differ in one of these are different matters, however alike: 春季检查 and 秋季检查, 小学 and 初中.
_TELLING = re.compile(
    rf"[春夏秋冬]季?|[上下]半年|[上下]学期|[寒暑]假|期[中末]|第?{_NUMBER}[季期批学月周轮场年]|\d+|[不非未无]"
    r"|[国省市县区乡镇校]级|校[内外]|[公民]办|幼儿园|小学|初中|高中|中职|家长|校长"
)
# These tell matters apart only where both names say something of the kind: 全国 and 全省, 线上 and 线下, 教师 and 学生.
_SCOPE = re.compile(
    rf"(?P<level>全[国省])|(?P<session>第{_NUMBER}[届次])|(?P<way>线[上下])"
    r"|(?P<teachers>教师(?!节))|(?P<pupils>(?<![小中])学生|青少年|儿童(?!节))"
)
# What 附件3 says of its own act, not of the matter: 取消月报, 关于月报的整改; but 规范化, 规范汉字 are of the matter.
_OWN_ACT = re.compile(
    "^(?:取消|停止|停办|停用|暂停|叫停|撤销|废止|清理|清退|精简|压减|不再|规范(?!化|字|汉字|语言|文字))+"
    "|(?:整改(?:措施|方案|清单|台账|落实|到位|完成)?|取消|停止|清理|清退)+$"
)
_SYNONYMS = {"预防": "防", "防范": "防", "防治": "防", "防控": "防", "诈骗": "诈", "节约用水": "节水"}
# What is asked of schools; each line is one demand in the words people use for it.
_DEMANDS = """
宣传 宣教 宣讲
检查 督查 抽查
督导
考核 评估
评比 评选
比赛 竞赛 大赛 挑战赛 展示 展演 展播
征文
演讲
手抄报
视频
班会
志愿服务 志愿活动
承诺书
责任书
答题 问答
投票
打卡
学习
培训
讲座
演练
统计
采集
调查 问卷 测评
调研
普查
监测
填报 上报 报送 报表 台账
日报
周报
月报
创建 建设
整治 治理
排查 摸排
核查 核对
巡查 巡逻
值班 值守 执勤 值勤
征缴 缴费 催缴
推广 安装
"""
_DEMAND = {word: line.split()[0] for line in _DEMANDS.split("\n") for word in line.split()}
_DEMANDED = re.compile("|".join(sorted(_DEMAND, key=len, reverse=True)))
_SYNONYM = re.compile("|".join(_SYNONYMS))
# What asks for nothing is publicity: 防溺水, 防溺水宣传, 防溺水安全教育 and 防溺水宣传教育 are one.
PUBLICITY = "宣传"
_SAYS_LITTLE = re.compile(
    "(?:宣传|宣教|宣讲|普及|科普|安全|知识|(?<=宣传)教育|教育(?=宣传|$))+(?:[周月](?!报))?|校园|学校|(?<!分)类$"
    f"|{_DEMANDED.pattern}"
)


class MatterName(NamedTuple):
    """A matter as a row names it: what it is called, the body that asks it of schools, the unit that reports it."""

    name: str
    body: str
    unit: str


class Wording(NamedTuple):
    """A matter's name, taken apart. Equal wordings mean one matter."""

    subject: str
    demand: str  # the last one said, which is the head of the name
    telling: tuple[str, ...]
    scope: tuple[str, str, str, str]  # level, session, way, audience; empty where not said


@lru_cache(maxsize=65536)
def matter_key(name: str) -> str:
    """Return what is left of a matter's name without marks, years and filler words; never empty for a name."""
    folded = key(name[:LONGEST_NAME]).replace("中小学生", "学生")
    unmarked = _MARKS.sub("", _DATE.sub("", folded)) or _MARKS.sub("", folded)
    return _FILLERS.sub("", unmarked) or unmarked


@lru_cache(maxsize=65536)
def wording(name: str) -> Wording:
    """Return what ``name`` says. Names with equal keys have equal wordings."""
    short = _without(matter_key(name), _OWN_ACT)
    said = {match.lastgroup: match.group() for match in _SCOPE.finditer(short)}
    audience = "".join(who for who in ("teachers", "pupils") if who in said)
    telling = sorted(_TELLING.findall(_SCOPE.sub("", short)))
    kept = _SYNONYM.sub(lambda word: _SYNONYMS[word.group()], _without(short, _SCOPE))
    demands = _DEMANDED.findall(kept)
    return Wording(
        subject=_without(kept, _SAYS_LITTLE, _DEMANDED),
        demand=_DEMAND[demands[-1]] if demands else PUBLICITY,
        telling=tuple(telling),
        scope=(said.get("level", ""), said.get("session", ""), said.get("way", ""), audience),
    )


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    """Return ``text`` without what the first of ``patterns`` finds that leaves enough to go by."""
    lefts = (pattern.sub("", text) for pattern in patterns)
    return next((left for left in lefts if len(left) >= _SHORTEST), text)

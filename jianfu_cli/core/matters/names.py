"""What the name of a matter says: what it is about, what it asks of a school, and what tells it from its like.

This is the one place that knows how such names are worded; ``matching`` compares, ``overlap`` groups. Which words of a
subject mean the same is the campaign's to say (``same_words``).
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.matters.budget import LONGEST_NAME
from jianfu_cli.core.matters.demands import DEMANDED, demand_of

# What is left of a name must still name something.
_SHORTEST = 2
_NUMBER = r"(?:(?<!\d)\d++|(?<![一二三四五六七八九十])[一二三四五六七八九十]++)"

# A day that gave its number to a campaign: “12·4”国家宪法日.
_DATE = pattern_of(r"(?<!\d)\d{1,2}[·.]\d{1,2}(?!\d)")
_MARKS = pattern_of(r"[()\"'“”‘’·,，.。、:：;；!！?？\-_/|\s]")
# What a name says in brackets of its parts: 传统文化进校园（书法、戏曲、非遗）.
_PARTS = pattern_of(r"\([^()、,;]*+[、,;][^()]*+\)")
# How a thing that comes to the school is done there: 戏曲进校园演出, “法治进校园”巡讲.
_SHOWN_THERE = pattern_of(r"(?<=进校园)[\"'”]?(?:演出|展演|展播|巡展|巡演|巡讲|讲课|授课)")
# Words that come and go when the same name is typed anew.
_FILLERS = pattern_of(
    r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?(?:年度|学年度?|年)?|(?<=季)学期|(?:走?进|入)(?:校园|学校|课堂|百校)|中小学校?"
    r"|全民|全[县区市](?!级)|关于|开展|组织|参加|参与|要求|系列|专项|专题|主题|相关|活动|行动|工作|事项|任务|问题|情况|的|等"
)
_YEAR = pattern_of(r"(?<!\d)(?:19|20)\d{2}(?=年|学年|-|$)")
# Names that differ in one of these are different matters, however alike: 春季检查 and 秋季检查, 小学 and 初中.
_TELLING = pattern_of(
    rf"[春夏秋冬]季?|[上下]半年|[上下]学期|[寒暑]假|期[中末]|第?{_NUMBER}[季期批学月周轮场年]|\d+|[不非未无]"
    r"|[国省市县区乡镇校]级|校[内外]|[公民]办|幼儿园|小学|初中|高中|中职|家长|校长"
)
# These tell matters apart only where both names say something of the kind: 全国 and 全省, 线上 and 线下, 教师 and 学生.
_SCOPE = pattern_of(
    rf"(?P<level>全[国省])|(?P<session>第{_NUMBER}[届次])|(?P<way>线[上下])"
    r"|(?P<teachers>(?:在职)?教师(?!节))|(?P<pupils>(?<![小中])学生|青少年|儿童(?!节))"
)
# What 附件3 says of its own act, not of the matter: 取消月报, 关于月报的整改; but 规范化, 规范汉字 are of the matter.
_OWN_ACT = pattern_of(
    "^(?:取消|停止|停办|停用|暂停|叫停|撤销|废止|清理|清退|精简|压减|不再|规范(?!化|字|汉字|语言|文字))+"
    "|(?:整改(?:措施|方案|清单|台账|落实|到位|完成)?|取消|停止|清理|清退)+$"
)
# Other words for one thing, whatever the campaign is about.
_SYNONYMS = {
    "防": "预防 防范 防治 防控",
    "诈": "诈骗",
    "节水": "节约用水",
    "献血": "无偿献血",
    "疫情": "疫情防控",
    "积分": "学习积分 答题积分",
    "征文": "征文比赛 征文大赛 征文评选",
    "演讲": "演讲比赛 演讲大赛",
    "路口执勤": "路口交通执勤 到路口执勤 交通路口执勤 路口值勤 路口交通值勤 交通路口值勤 路口值守 交通执勤 交通值勤",
    "采样": "样品采集 采集样品 样本采集",
    "缴费": "缴费征收",
    "法治": "法制",
    "科普": "科学普及",
    "暑假": "暑期",
    "交通": "道路交通",
    "收": "代为收取 代收取 代为代收 收取 代收",
    "催缴": "代催缴 代为催缴",
    "清扫": "打扫 大扫除",
    "日报": "每日报告 日报表",
    "周报": "周报表",
    "月报": "月报表",
    "统计": "统计表 摸底统计 统计上报",
    "问卷": "问卷收集",
    "六一": "六一儿童节",
    "五四": "五四青年节",
    "周边": "及周边",
    "教辅": "教辅资料 教辅材料",
    "报刊": "报刊杂志 报刊书籍 报纸杂志",
    "治理": "综合治理",
    "整治": "综合整治",
    "值守": "值班值守",
    "评选": "评选表彰 推荐评选",
    "公众号": "微信公众号",
    "群": "微信群 qq群 钉钉群",
}
_SYNONYM = {word: canonical for canonical, words in _SYNONYMS.items() for word in words.split()}
_SYNONYMOUS = pattern_of("|".join(sorted(_SYNONYM, key=len, reverse=True)))
# What says how the thing is done to schools, not what it is.
_MANNER = pattern_of(
    "摊派|强制|随意|长期|频繁|安排|(?:乡镇|镇|乡)政府(?=.{2})|国家(?!安全|版图|通用|公祭)|中华(?!民族|人民)|优秀(?=传统)"
    "|群众(?=满意|知晓|安全感)|(?<=入户)走访(?=.)|校门口(?=护学)|(?<=表彰)大会|联合(?=检查|督查|抽查|执法)|食堂(?=食品)|校园日|(?<=问卷)收集|签订|每日(?=.{0,60}打卡)|(?<=[\u4e00-\u9fff]{2})(?:帮忙|帮助)$"
)
# Words beside the subject: a name may have them or not. 安全 and 科普 are a subject themselves where they stand alone.
_BESIDE = "宣传|宣教|宣讲|普及|知识|常识|警示|实践|体验课|政策|公益|资源|事迹|(?<=宣传)教育|教育(?=宣传|实践|警示|$)"
_NOUN = "[\u4e00-\u9fff\ue000-\uf8ff]{2}"
_PUBLICITY = (
    rf"(?:{_BESIDE})+(?:[周月](?!报))?|(?<=[\ue000-\uf8ff])[周月](?!报)|校园|学校|(?<!分)类$"
    rf"|(?<={_NOUN})文化(?=(?:{_BESIDE})*$)"
)
_SAYS_LITTLE = pattern_of(f"(?:{_BESIDE}|科普|安全)+(?:[周月](?!报))?|{_PUBLICITY}|{DEMANDED.pattern}")
_LITTLE_AT_LEAST = pattern_of(f"{_PUBLICITY}|{DEMANDED.pattern}")
# About a word that means one thing: 远离溺水, 谨防溺水, 溺水防范 and 防溺水 are about 溺水.
_WARDING = "(?:珍爱生命|预防|防范|防止|防治|谨防|严防|远离|拒绝|抵制|防|反){0,4}"
_WARDED = "(?:预防|防范|防治|防控)?"
# Of the characters that no name has.
_FIRST_SIGN, _LONGEST_SIGN = 0xE000, 4


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
    folded = _SHOWN_THERE.sub("", key(name[:LONGEST_NAME]).replace("中小学生", "学生"))
    folded = _PARTS.sub("", folded) or folded
    unmarked = _MARKS.sub("", _DATE.sub("", folded)) or _MARKS.sub("", folded)
    return _FILLERS.sub("", unmarked) or unmarked


def without_marks(name: str) -> str:
    """Return the key of ``name`` without quotes, brackets and stops, with which one name is typed anew or not."""
    folded = key(name)
    return folded if folded.isalnum() else _MARKS.sub("", folded) or folded


def without_parts(name: str) -> str:
    """Return ``name`` without what it says in brackets of its parts."""
    return _PARTS.sub("", name[:LONGEST_NAME].replace("（", "(").replace("）", ")")) or name


@lru_cache(maxsize=65536)
def years_of(name: str) -> frozenset[str]:
    """Return the years that ``name`` says it is of; most say none."""
    return frozenset(_YEAR.findall(key(name[:LONGEST_NAME])))


def of_other_years(one: str, other: str) -> bool:
    """Say whether both names say their year, and not the same: 2023年 and 2024年 are two matters."""
    ours, theirs = years_of(one), years_of(other)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


class Words:
    """How names are worded where some words mean one thing (``same_words``, groups of words).

    A word of a group stands for the whole group, as characters that no name has, about as many as it has itself: it is
    meant or it is not, and never mistyped.
    """

    def __init__(self, same_words: Iterable[Iterable[str]]) -> None:
        self._signs: dict[str, str] = {}
        for nth, group in enumerate(same_words):
            words = [matter_key(word) for word in group]
            first = _FIRST_SIGN + _LONGEST_SIGN * nth
            sign = "".join(map(chr, range(first, first + min(_LONGEST_SIGN, *map(len, words), _LONGEST_SIGN))))
            self._signs = dict.fromkeys(words, sign) | self._signs
        longest_first = sorted(self._signs, key=len, reverse=True)
        self._meant = (
            re.compile(f"{_WARDING}({'|'.join(map(re.escape, longest_first))}){_WARDED}") if longest_first else None
        )
        self.wording = lru_cache(maxsize=65536)(self._wording)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(same_words: tuple[tuple[str, ...], ...]) -> "Words":
        """Return the words of a campaign; the same for the same groups, so that what was read stays read."""
        return Words(same_words)

    def plainly(self, text: str) -> str:
        """Return ``text`` (one clause of it) as names are compared, with words of one meaning made one."""
        return _SYNONYMOUS.sub(lambda word: _SYNONYM[word.group()], self._by_meaning(matter_key(text)))

    def _wording(self, name: str) -> Wording:
        """Return what ``name`` says. Names with equal keys have equal wordings."""
        short = _without(matter_key(name), _OWN_ACT)
        said = {match.lastgroup: match.group() for match in _SCOPE.finditer(short)}
        audience = "".join(who for who in ("teachers", "pupils") if who in said)
        plain = _without(_without(short, _SCOPE), _MANNER)
        kept = _SYNONYMOUS.sub(lambda word: _SYNONYM[word.group()], self._by_meaning(plain))
        telling = sorted(_TELLING.findall(kept))
        return Wording(
            subject=_without(kept, _SAYS_LITTLE, _LITTLE_AT_LEAST, DEMANDED),
            demand=demand_of(kept),
            telling=tuple(telling),
            scope=(said.get("level", ""), said.get("session", ""), said.get("way", ""), audience),
        )

    def _by_meaning(self, text: str) -> str:
        return self._meant.sub(lambda found: self._signs[found[1]], text) if self._meant else text


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    """Return ``text`` without what the first of ``patterns`` finds that leaves enough to go by."""
    lefts = (pattern.sub("", text) for pattern in patterns)
    return next((left for left in lefts if len(left) >= _SHORTEST), text)

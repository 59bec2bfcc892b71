"""开展学校: the schools that a cell names, one by one or as a group: 各中小学, 全市小学, 红旗区各初中."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

_LONGEST, _LONGEST_GROUP = 2000, 60


class SchoolStage(StrEnum):
    """For which ages a school is."""

    KINDERGARTEN = "幼儿园"
    PRIMARY = "小学"
    JUNIOR = "初中"
    SENIOR = "高中"
    VOCATIONAL = "中职"
    SPECIAL = "特殊教育学校"


_MIDDLE = frozenset({SchoolStage.JUNIOR, SchoolStage.SENIOR})
_COMPULSORY = frozenset({SchoolStage.PRIMARY, SchoolStage.JUNIOR})
_SCHOOLS = _COMPULSORY | _MIDDLE
# The longest word first: 中小学 is no 小学.
_STAGES = {
    "普通高中": {SchoolStage.SENIOR}, "中等职业学校": {SchoolStage.VOCATIONAL}, "职业学校": {SchoolStage.VOCATIONAL},
    "义务教育": _COMPULSORY, "九年一贯制": _COMPULSORY, "特殊教育": {SchoolStage.SPECIAL}, "大中小学": _SCHOOLS,
    "中小学": _SCHOOLS, "中小幼": _SCHOOLS | {SchoolStage.KINDERGARTEN}, "幼儿园": {SchoolStage.KINDERGARTEN},
    "小学": {SchoolStage.PRIMARY},
    "初级中学": {SchoolStage.JUNIOR}, "高级中学": {SchoolStage.SENIOR}, "初中": {SchoolStage.JUNIOR},
    "高中": {SchoolStage.SENIOR}, "中学": _MIDDLE, "中职": {SchoolStage.VOCATIONAL}, "中专": {SchoolStage.VOCATIONAL},
    "职专": {SchoolStage.VOCATIONAL}, "技校": {SchoolStage.VOCATIONAL},
}  # fmt: skip
_STAGE_WORD = "|".join(_STAGES)
_STAGE = pattern_of(_STAGE_WORD)
_AREA = r"(?:全[国省市县区域]|[本我][市县区]|(?<![\u4e00-\u9fff])[市县区](?=各)|市区|县域|辖区|区域)"
_PART = (
    "城区|城市|农村|乡镇|乡村|民办|公办|直属|市直|县直|区直|有关|相关|部分|试点|重点|示范|寄宿制|薄弱|完全|若干|个别"
    "|偏远|街道"
)
_SELECTED = pattern_of(_PART)
_GROUP = pattern_of(
    rf"(?P<of>.{{0,20}}?)(?P<dress>(?:{_AREA}|范围|内|下辖|所辖|的|所有|全体|全部|各级各类|各类|各级|各|每所|每个|在校|{_PART}|\d++所|[一二三四五六七八九十百]++所)*+)"
    rf"(?P<stages>(?:(?:{_STAGE_WORD})(?:学校|校)?(?:[、和及与/()]|以及|阶段|学段)*)*)(?P<schools>(?:各级各类)?学校|校园|校)?(?:\(.*\))?"
)
_GRADES = pattern_of(
    r"(?:\(?(?:[\d一二三四五六七八九]{1,9}(?:[-~至到、][\d一二三四五六七八九]{1,9}){0,8}年级|[初高][一二三]|高年级|低年级|中年级|高年段|低年段)[^()、]*\)?)|(?:的)?(?:学生|师生|教师|教职工|家长){1,8}(?:及家长)?$"
)
_PUPILS = pattern_of("(?<=小学|中学|初中|高中)生")
_MARKS = pattern_of(r"[、,，;；\n\t。|]+")
_AND = pattern_of(r"(?<=[学校园中])(?:和|及|以及|与|\s+)(?=.{3})")
_AND_OTHERS = pattern_of(
    r"等(?:(?:\d+|[一二两三四五六七八九十百]+)(?:所|个|家)?)?(?:有关|相关|试点)?(?:中小学校?|小学|初中|高中|中学|学校|校园?|幼儿园)?$"
)
_NOBODY = pattern_of(r"[-—/\\.]*|无|略|待定|另行通知|自愿|自愿报名|不限|视情况.*")
_NUMBERING = pattern_of(r"^(?:\d+[.．、)]|\(\d+\))")


class SchoolGroup(NamedTuple):
    """Schools not named one by one: of the ``area`` that is named ("" where none is), of ``stages``.

    ``some``: only such as the words choose (农村, 试点, 有关), and nobody knows which.
    """

    words: str
    area: str
    stages: frozenset[SchoolStage]
    some: bool
    city_wide: bool


class Schools(NamedTuple):
    """What a cell says: schools by name, groups; ``open``: and others that it does not name (等5所学校)."""

    names: tuple[str, ...]
    groups: tuple[SchoolGroup, ...]
    open: bool


@lru_cache(maxsize=8192)
def read_schools(text: str) -> Schools:
    """Return the schools that ``text`` names.

    >>> found = read_schools("市第一小学、全市初中")
    >>> found.names, [group.words for group in found.groups]
    (('市第一小学',), ['全市初中'])
    """
    names: list[str] = []
    groups: list[SchoolGroup] = []
    opened = False
    areas: list[str] = []
    for written in _parts(text[:_LONGEST]):
        part = _AND_OTHERS.sub("", written)
        opened = opened or part != written
        group = _group(part)
        if group:
            groups += [group._replace(area=area) for area in areas] if areas and not group.area else []
            groups += [group._replace(area=area) for area in areas] if areas and group.area else []
            groups.append(group)
            areas = []
        elif _is_area(part):
            areas.append(part)
        elif part and not _NOBODY.fullmatch(part):
            names.append(part)
    groups += [SchoolGroup(area, area, _SCHOOLS, some=False, city_wide=False) for area in areas]
    return Schools(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(groups)), opened)


def _parts(text: str) -> list[str]:
    folded = [
        key(_GRADES.sub("", _PUPILS.sub("", piece)))
        for part in _MARKS.split(_outside(text))
        for piece in _AND.split(part)
    ]
    return [_NUMBERING.sub("", part) for part in folded if part]


def _outside(text: str) -> str:
    """``text`` with the marks between brackets kept from parting it: 各学校（含幼儿园、中职）."""
    return re.sub(r"[（(]([^（）()]*)[）)]", lambda found: f"({_MARKS.sub('/', found[1])})", text)


def _is_area(part: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,8}(?:[市县区]|示范区|开发区)", part))


def _group(part: str) -> SchoolGroup | None:
    found = _GROUP.fullmatch(part) if len(part) <= _LONGEST_GROUP else None
    if not found or not (found["stages"] or found["schools"]):
        return None
    of, dress = found["of"], found["dress"]
    if of and not (_is_area(of) or (dress and re.fullmatch(r"[\u4e00-\u9fff]{2,8}", of) and not _STAGE.search(of))):
        return None
    if of and not dress and not found["stages"]:
        return None  # 红旗区学校 may be one
    if not of and not dress and found["schools"] == "校" and not found["stages"]:
        return None
    stages = frozenset(stage for word in _STAGE.findall(part) for stage in _STAGES[word])
    wide = re.search("全[国省市]", dress) is not None
    return SchoolGroup(part, of, stages or _SCHOOLS, bool(_SELECTED.search(dress)), wide)


@lru_cache(maxsize=8192)
def stages_of(name: str) -> frozenset[SchoolStage]:
    """Return the stages of the school called ``name``, as far as its name says; none where it does not."""
    folded = key(name)
    if "一贯" in folded or "九年" in folded:
        return _COMPULSORY | ({SchoolStage.SENIOR} if "十二" in folded else set())
    said = {stage for word in _STAGE.findall(folded) for stage in _STAGES[word]}
    if said:
        return frozenset(said)
    if re.search("完小|教学点|[一二三四五六七八九十]小$|实小$", folded):
        return frozenset({SchoolStage.PRIMARY})
    if re.search("特教|培智|聋哑|盲校", folded):
        return frozenset({SchoolStage.SPECIAL})
    if re.search("职教|职高|职业|技工|卫校", folded):
        return frozenset({SchoolStage.VOCATIONAL})
    if re.search("[一二三四五六七八九十\\d]高$|高$", folded):
        return frozenset({SchoolStage.SENIOR})
    if re.search("[一二三四五六七八九十\\d]中$|附中$|实中$", folded):
        return _MIDDLE
    return frozenset()

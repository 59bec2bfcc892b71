"""An attachment drafted from a form that an office uses already: what its headings and cells let one guess."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from jianfu_cli.core.language.contacts import has_phone
from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import MEASURE, read_number, read_percent
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.roles import ColumnRole, FormRole, types_for

_ANY_YEAR = 2024
_MOST_CHOICES, _LEAST_EACH = 8, 2
_IN_BRACKETS = pattern_of(r"[（(]([^（）()]{1,30})[）)]")
_WORDS = pattern_of(r"(\d{2,4})\s*字")
_UNIT = pattern_of(rf"(?:单位[:：])?\s*({MEASURE})")
_PER_CENT = frozenset({"%", "％", "百分比", "百分数"})
_CODES: tuple[tuple[str, str, str, str], ...] = (
    (r"身份证", "[0-9]{17}[0-9Xx]", "18 位身份证号", "身份证号码，要保密就写 secret: true"),
    (r"统一社会信用代码", "[0-9A-Z]{18}", "18 位数字或大写字母", "统一社会信用代码"),
)
_BY_HEADING: tuple[tuple[str, ColumnType, str], ...] = (
    (r"序号|^编号$|项次", ColumnType.SEQUENCE, "列名是序号"),
    (r"^是否|是否", ColumnType.YES_NO, "列名里有“是否”"),
    (r"率(?![先领队])|占比|比例|百分比", ColumnType.PERCENT, "列名像百分比"),
    (r"邮箱|邮件", ColumnType.EMAIL, "列名是邮箱"),
    (r"电话|手机|热线", ColumnType.PHONE, "列名是电话"),
    (r"文号|发文字号", ColumnType.DOCUMENT_NUMBER, "列名是文号"),
    (r"时限|期限|截止", ColumnType.DEADLINE, "列名是时限"),
    (r"日期", ColumnType.DATE, "列名是日期"),
    (
        r"人数|人次|数量|个数|次数|处数|件数|台数|班数|校数|金额|面积|总数|经费|单价|合计$|小计$",
        ColumnType.NUMBER,
        "列名像数量",
    ),
    (r"开展时间|活动时间", ColumnType.FREE_TIME, "列名是时间，写法不限"),
    (
        r"(?:责任|牵头|实施|主办|承办|整改|检查|所在|发文|主管|管理|管养|负责|处置)(?:单位|部门|科室)|单位名称|学校名称",
        ColumnType.BODY,
        "列名是单位",
    ),
)
_ROLES: tuple[tuple[str, ColumnRole], ...] = (
    (r"备注|^说明$", ColumnRole.REMARK),
    (r"时限|期限", ColumnRole.DEADLINE),
    (
        r"完成情况|整改情况|进展|(?:整改|处置|治理|办理|落实)(?:结果|进度|状态)|是否(?:已)?(?:完成|整改)|销号",
        ColumnRole.PROGRESS,
    ),
    (r"措施", ColumnRole.MEASURES),
    (r"依据", ColumnRole.GROUNDS),
    (r"文号", ColumnRole.DOCUMENT_NUMBER),
    (r"(?:责任|牵头|实施|整改|主管|管理|管养|负责|处置)(?:单位|部门|科室)", ColumnRole.BODY),
    (
        r"事项(?!类|数)|(?:病害|缺陷|故障|风险|任务|案件|漏洞|短板|矛盾|纠纷)名称|(?:问题|隐患)(?:名称|描述|表现|内容|情况|事项|简述|概述|所在)?$|活动名称|公文标题|文件名称|^名称$|项目名称",
        ColumnRole.MATTER,
    ),
    (r"开展时间|活动时间", ColumnRole.HELD),
    (r"负责人|联系人", ColumnRole.PERSON),
)
_FORM_ROLES: tuple[tuple[str, FormRole], ...] = (
    (r"整改", FormRole.RECTIFICATIONS),
    (r"白名单", FormRole.WHITELIST),
    (r"线索", FormRole.CLUES),
    (r"文件目录|文件清单", FormRole.DOCUMENTS),
    (r"联系|通讯录|信息统计", FormRole.CONTACTS),
    (r"问题|隐患|排查|摸排|台账", FormRole.PROBLEMS),
)


class DraftColumn(NamedTuple):
    """One column as guessed: ``more`` are its other keys and values, ``why`` says in Chinese what the guess goes by."""

    heading: str
    type: ColumnType
    role: ColumnRole | None
    required: bool
    more: Mapping[str, object]
    why: str


class DraftForm(NamedTuple):
    """A form as guessed: header fields are ``(key, type, label)``."""

    title: str
    role: FormRole | None
    header: tuple[tuple[str, str, str], ...]
    columns: tuple[DraftColumn, ...]
    notes: tuple[str, ...]


class DraftForms(NamedTuple):
    """The forms of one workbook, and the names of its sheets that hold none."""

    forms: tuple[DraftForm, ...]
    without: tuple[str, ...]


def form_role(title: str, columns: Sequence[DraftColumn]) -> FormRole | None:
    """Return what a form of this title and these columns is for, None where nothing tells."""
    roles = {column.role for column in columns}
    if {ColumnRole.DEADLINE, ColumnRole.PROGRESS} <= roles and ColumnRole.MEASURES in roles:
        return FormRole.RECTIFICATIONS
    return next((role for pattern, role in _FORM_ROLES if re.search(pattern, title)), None)


def draft_column(heading: str, texts: Sequence[str], taken: Collection[ColumnRole]) -> DraftColumn:
    """Guess a column from its ``heading`` and the ``texts`` that stand under it; no role twice."""
    filled = [text for text in texts if text]
    kind, why, more = _type(heading, filled)
    asked = next((role for pattern, role in _ROLES if re.search(pattern, heading)), None)
    role = asked if asked and asked not in taken and kind in types_for(asked) else None
    required = role is not ColumnRole.REMARK and kind is not ColumnType.SEQUENCE
    if kind is ColumnType.SEQUENCE:
        role = None
    return DraftColumn(heading, kind, role, required, more, why)


def _type(heading: str, texts: Sequence[str]) -> tuple[ColumnType, str, dict[str, object]]:
    aside = _IN_BRACKETS.search(heading)
    inner = aside[1].strip() if aside else ""
    more: dict[str, object] = {"unit": unit[1]} if (unit := _UNIT.fullmatch(inner)) else {}
    told = _by_brackets(heading, inner, texts)
    if told:
        return told
    named = next(((kind, why) for pattern, kind, why in _BY_HEADING if re.search(pattern, heading)), None)
    if named and named[0] is ColumnType.SEQUENCE and all(text.isdecimal() for text in texts):
        return (*named, {})
    by_content = _by_content(heading, texts)
    if by_content:
        return by_content[0], by_content[1], more if by_content[0] is ColumnType.NUMBER else by_content[2]
    if more:
        return ColumnType.NUMBER, "列名里有计量单位", more
    # What people wrote there contradicts what the heading promises.
    if named and not (texts and named[0] in _PROVABLE):
        return (*named, {})
    words = _WORDS.search(heading)
    why = _MAY_BE_CATEGORY if _LIKE_CATEGORY.search(heading) else "没有别的迹象，按文字"
    return ColumnType.TEXT, why, {"max_words": int(words[1])} if words else {}


def _by_brackets(heading: str, inner: str, texts: Sequence[str]) -> tuple[ColumnType, str, dict[str, object]] | None:
    """Guess from a heading that says itself what may stand there: a known code, what to choose from, per cent."""
    code = next((code for code in _CODES if re.search(code[0], heading)), None)
    if code:
        return ColumnType.CODE, code[3], {"pattern": code[1], "pattern_says": code[2]}
    options = [part.strip() for part in re.split("[/／、]", inner) if part.strip()]
    if set(options) == {"是", "否"} or (texts and set(texts) <= {"是", "否"}):
        return ColumnType.YES_NO, "只填是、否", {}
    if len(options) > 1 and "/" in inner.replace("／", "/"):
        return ColumnType.CHOICE, "列名里列出了可选值", {"choices": options}
    return (ColumnType.PERCENT, "列名里有百分号", {}) if inner in _PER_CENT else None


_LIKE_CATEGORY = pattern_of(r"类[别型]$|分类$")
_MAY_BE_CATEGORY = "按文字；要按它分类统计，改成 category，类别写进 campaign.yaml 的 categories"
_PROVABLE = frozenset(
    {
        *(ColumnType.SEQUENCE, ColumnType.NUMBER, ColumnType.PERCENT),
        *(ColumnType.DATE, ColumnType.PHONE, ColumnType.YES_NO),
    }
)


# 许可证编号 WH20260001 is neither a number nor a telephone.
_OF_THINGS = pattern_of("编码|编号|证号|代码|批号|型号|卡号|许可证")
_LATIN = pattern_of("[A-Za-z]")


def _by_content(heading: str, texts: Sequence[str]) -> tuple[ColumnType, str, dict[str, object]] | None:
    if not texts:
        return None
    if all((share := read_percent(text)) and share[1] for text in texts):
        return ColumnType.PERCENT, "填的都是百分比", {}
    names_things = _OF_THINGS.search(heading)
    if all(read_number(text) is not None for text in texts) and not (names_things or re.search("电话|手机", heading)):
        return ColumnType.NUMBER, "填的都是数字", {}
    if all(has_phone(text) and not _LATIN.search(text) for text in texts) and not names_things:
        return ColumnType.PHONE, "填的都是电话号码", {}
    if all(read_date(text, _ANY_YEAR) for text in texts):
        kind = ColumnType.DEADLINE if re.search("时限|期限|截止", heading) else ColumnType.DATE
        return kind, "填的都是日期", {}
    distinct = list(dict.fromkeys(texts))
    few = 1 < len(distinct) <= _MOST_CHOICES and len(texts) >= _LEAST_EACH * len(distinct)
    if few and max(map(len, distinct)) <= 20:  # noqa: PLR2004 -- what one chooses from is short
        return ColumnType.CHOICE, "填的就这几种", {"choices": distinct}
    return None

"""JF85x: applications to enter schools, as ``jianfu review`` judges them; what needs a list runs where one is."""

from collections.abc import Iterator
from functools import lru_cache

from jianfu_cli.core.approvals.alone import forbidden, no_grounds, short_notice, wrong_level
from jianfu_cli.core.approvals.application import Application, applications_on, area_asking, handed_in, listed_on
from jianfu_cli.core.approvals.judging import JudgedTogether, judge
from jianfu_cli.core.approvals.reason import (
    FORBIDDEN,
    NO_GROUNDS,
    NOT_LISTED,
    OVER_CAP,
    SAME_WEEKS,
    SCHOOL_LOAD,
    SHORT_NOTICE,
    TOO_OFTEN,
    WRONG_LEVEL,
    Reason,
)
from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.model.finding import Fault, Severity, Uncompared
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.rules.rule import Context, campaign_rule, row_rule
from jianfu_cli.rules.subjects import RowCells

_APPROVAL = "通知三（二）：建立审批报备制度"
_A_MONTH = "通知四（二）：开展前1个月报审"
_MERGED = "通知四（二）：教育行政部门根据工作实际进行整合优化"
_TEXTS = ("matter", "body", "level", "grounds", "frequency", "schools")


@campaign_rule(NOT_LISTED, "not-on-list", Severity.WARNING, "通知三（二）：未列入白名单的事项一律不得进入中小学校园")
def not_on_list(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """申请的事项，清单（白名单）上没有对应的一项。

    为什么：未列入白名单的事项一律不得进入中小学校园；确需开展的，先按程序申请增列。
    不对：申请“汽车文化进校园”，清单上没有这一项。
    对：申请“防溺水宣传教育”，清单上有“预防溺水宣传进校园”。
    怎么改：清单上有、名称不同的，照清单写；没有的，申请增列，或者不开展。
    """
    yield from _judged(NOT_LISTED, units, context)


@row_rule(NO_GROUNDS, "no-grounds", Severity.WARNING, _APPROVAL, reads=("grounds",), of=FormRole.APPLICATIONS)
def without_grounds(row: RowCells, context: Context) -> Iterator[Fault]:
    """开展依据没有写明法律法规、文件的名称或文号。

    为什么：没有依据的活动，审核时无从判断该不该进校园。
    不对：“工作需要”“上级有关文件要求”。
    对：“《中华人民共和国消防法》”“新教领秘〔2024〕2号”。
    怎么改：写明法律法规、文件的名称或文号，附上原件。
    """
    for one in _application(row, context, "grounds") if row.text("grounds") else ():  # JF201 says of an empty one
        yield from map(_fault, no_grounds(one))


@row_rule(SHORT_NOTICE, "short-notice", Severity.ERROR, _A_MONTH, reads=("held",), of=FormRole.APPLICATIONS)
def handed_in_late(row: RowCells, context: Context) -> Iterator[Fault]:
    """交来的日子离开展的日子不到一个月；看不出来的只作提醒。

    为什么：各部门应在开展进校园事务前1个月将工作方案报同级教育行政部门审核。
    不对：9月1日交来，“9月10日至12日”开展。
    对：9月1日交来，“10月8日”开展。“9月”“每学期一次”看不出哪一天开始的，请写明，不算不足一个月。
    怎么改：调整开展时间后重新报审；没有写明日期的写明。
    """
    for one in _application(row, context, "held"):
        yield from map(_fault, short_notice(one, context.campaign))


@campaign_rule(TOO_OFTEN, "too-often", Severity.WARNING, "通知二：社会事务频繁进校园")
def asked_too_often(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """同一事项一年里申请的次数，超过清单写的或专项行动允许的。

    为什么：单看一次不算多，一年里报了又报，就成了经常性负担。
    不对：清单上是“每学期1次”，申请“每月1次”；或者先后报来3次。
    对：清单上是“每学期1次”，申请“1次”。
    怎么改：按清单减少次数，或者合并开展。
    """
    yield from _judged(TOO_OFTEN, units, context)


@campaign_rule(OVER_CAP, "over-cap", Severity.ERROR, "专项行动设定的总量上限")
def additions_over_cap(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """申请的事项不在清单上，增列以后全年的总量超过上限（本级的，或者各级合计，按专项行动的设定）。

    为什么：增列要审批，而且不得突破全年计划总量。
    不对：清单已有10项，上限10项，又申请清单以外的一项。
    对：申请清单上有的；或者清单只有8项。
    怎么改：与已有事项合并，或者调减以后再申请。
    """
    yield from _judged(OVER_CAP, units, context)


@campaign_rule(SCHOOL_LOAD, "school-load", Severity.WARNING, "通知二：社会事务频繁进校园")
def schools_loaded(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """一所学校一个学期（或一年）里的事项，超过专项行动允许的。

    为什么：各部门的活动单看不多，落到一所学校就多了。“各中小学”“全市小学”按学校名册展开到每一所。
    不对：上限6项，同一学期已有6项到某校，又申请第7项。
    对：改到下一学期，或者换一所学校。
    怎么改：减少开展学校，改到下一学期，或者与其他事项合并。
    """
    yield from _judged(SCHOOL_LOAD, units, context)


@campaign_rule(SAME_WEEKS, "same-weeks", Severity.WARNING, _MERGED)
def in_the_same_weeks(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """几项申请（或清单上的其他事项）在同一周到同样的学校。

    为什么：教育行政部门要对各部门的方案整合优化，能合并的合并。
    不对：两个部门都在9月10日这一周到市第一小学。
    对：错开一周，或者合成一次活动。
    怎么改：合并开展，或者错开时间。
    """
    yield from _judged(SAME_WEEKS, units, context)


@row_rule(
    WRONG_LEVEL,
    "wrong-level",
    Severity.WARNING,
    "通知四（二）：报同级教育行政部门审核",
    reads=("level", "schools", "body"),
    of=FormRole.APPLICATIONS,
)
def asked_of_wrong_level(row: RowCells, context: Context) -> Iterator[Fault]:
    """面向全市的活动报县级审核，或者县（市、区）自己的活动报市级审核。

    为什么：工作方案报同级教育行政部门审核，市直有关部门报市教育局。
    不对：开展学校“全市中小学”，层级“县级”；红旗区司法局只到本区学校，层级“市级”。
    对：市直部门报市级；县（市、区）单位在本地开展的报县级。
    怎么改：改报应当审核的一级。
    """
    for one in _application(row, context, "level", "schools", "body"):
        yield from map(_fault, wrong_level(one, context.campaign))


@row_rule(FORBIDDEN, "forbidden-matter", Severity.ERROR, _APPROVAL, reads=("matter",), of=FormRole.APPLICATIONS)
def forbidden_matter(row: RowCells, context: Context) -> Iterator[Fault]:
    """申请的是专项行动列明不得进校园的事项（approval 的 forbidden）。

    为什么：法律和规定明令禁止的，不属于审核时斟酌的范围。
    不对：“商业广告进校园”。
    对：“防范保险推销宣传”：讲的是怎样防范。
    怎么改：不得开展。
    """
    for one in _application(row, context, "matter"):
        yield from map(_fault, forbidden(one, context.campaign))


def _application(row: RowCells, context: Context, *roles: str) -> Iterator[Application]:
    """Yield the row as an application as far as ``roles`` say it, where the campaign has them approved."""
    form = row.form
    if context.campaign.approval:
        texts = dict.fromkeys(_TEXTS, "") | {role: row.text(role) for role in roles if role in _TEXTS}
        unit = form.owner.unit or context.campaign.roster.find(texts["body"]) or texts["body"]
        received_on, received_from = handed_in(form, context.as_of)
        area = area_asking(unit, texts["body"], context.campaign)
        held = row["held"] if "held" in roles else ""
        yield Application(unit, texts, held, received_on, received_from, area)


def _fault(reason: Reason) -> Fault:
    return Fault(reason.message, reason.hint, value=reason.value or None, severity=reason.severity)


class _Sent:
    """What all units sent, known by itself: five rules ask for one judgement."""

    def __init__(self, units: tuple[UnitReturn, ...], context: Context) -> None:
        self.units, self.context = units, context

    def __hash__(self) -> int:
        return hash((id(self.units), id(self.context)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sent) and self.units is other.units and self.context is other.context


def _judged(code: str, units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    judgement = _judgement(_Sent(units, context))
    if judgement is None:
        return
    for one in judgement.every:
        place = one.application
        for reason in one.reasons:
            if reason.code == code:
                column = place.form.column(reason.role) if place.form else None
                yield _fault(reason)._replace(row=place.row, column=column, path=place.path, form=place.form)
    yield from (Uncompared(why) for lacking, why in judgement.not_run if lacking == code)


@lru_cache(maxsize=1)
def _judgement(sent: _Sent) -> JudgedTogether | None:
    """Return what all applications come to, against the lists among what was sent; None where there are none."""
    units, campaign, as_of = sent.units, sent.context.campaign, sent.context.as_of
    applications = [
        one
        for unit in units
        for path, form in unit.counted(FormRole.APPLICATIONS)
        for one in applications_on(form, path, campaign, as_of)
    ]
    if campaign.approval is None or not applications:
        return None
    lists = [entry for unit in units for entry in unit.counted(FormRole.WHITELIST)]
    listed = [item for path, form in lists for item in listed_on(form, path, campaign, as_of)]
    return judge(applications, listed if lists else None, campaign)

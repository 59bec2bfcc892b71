"""What an application says of itself: its grounds, its notice, its level, and whether a law forbids it."""

from collections.abc import Iterator
from datetime import date

from jianfu_cli.core.approvals.application import Application
from jianfu_cli.core.approvals.levels import CITY, COUNTY
from jianfu_cli.core.approvals.reason import FORBIDDEN, NO_GROUNDS, SHORT_NOTICE, WRONG_LEVEL, Reason
from jianfu_cli.core.language.dates import add_months, days_between
from jianfu_cli.core.language.grounds import names_grounds
from jianfu_cli.core.language.occasions import Occasion
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.matters.matching import REWORDED, likeness
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form_parts import RECEIVED_LABELS

# A time so long past is a mistyped year.
_SLIP_DAYS = 183
# 前后, 左右 may be so many days before.
_ABOUT_DAYS = 7


def reasons_alone(application: Application, campaign: Campaign) -> Iterator[Reason]:
    """Yield what speaks against ``application``, whatever else is applied for."""
    yield from forbidden(application, campaign)
    yield from no_grounds(application)
    yield from short_notice(application, campaign)
    yield from wrong_level(application, campaign)


def forbidden(application: Application, campaign: Campaign) -> Iterator[Reason]:
    """JF859: the campaign forbids it by name."""
    words = Words.of(campaign.same_words)
    for entry in campaign.approval.forbidden if campaign.approval else ():
        if likeness(application.matter, entry.matter, words) >= REWORDED:
            message = f"{quoted(application.matter)}属于明令不得进校园的事项（{entry.basis}）"
            yield Reason(FORBIDDEN, "matter", message, "不得开展。", application.matter, refuses=True)
            return


def no_grounds(application: Application) -> Iterator[Reason]:
    """JF852: 开展依据 names nothing that can be looked up."""
    grounds = application.texts["grounds"]
    if not names_grounds(grounds):
        message = f"开展依据{quoted(grounds) if grounds else ''}没有写明法律法规、文件的名称或文号"
        yield Reason(NO_GROUNDS, "grounds", message, "写明依据的法律法规、文件的名称或文号，附上原件。", grounds)


def days_before(application: Application) -> int | None:
    """Return the days from handing ``application`` in to the first on which it may begin; None: nobody knows."""
    begins = application.timing.begins
    return days_between(application.received_on, begins.first) if begins and _names_a_day(begins) else None


def _names_a_day(begins: Occasion) -> bool:
    return begins.exact or begins.begins_by.replace(day=1) == begins.first.replace(day=1)


def short_notice(application: Application, campaign: Campaign) -> Iterator[Reason]:
    """JF853: handed in less than the month before it begins; what is not certain is asked, never refused."""
    months = campaign.limits.notice_months
    earliest = add_months(application.received_on, months)
    begins, text = application.timing.begins, application.timing.text
    if not text:
        return
    if begins is None or not (_names_a_day(begins) or begins.first >= earliest):
        message = f"开展时间{quoted(text)}没有写明哪一天开始，看不出是否提前 {months} 个月报审"
        yield _asked(message, "写明开始和结束的日期。", text)
        return
    nearly = application.timing.vague and begins.exact and days_between(earliest, begins.first) < _ABOUT_DAYS
    if begins.first >= earliest and not nearly:
        return
    received = f"{RECEIVED_LABELS[application.received_from]} {application.received_on}"
    when = f"{begins.first} 开展" if begins.exact else f"{quoted(begins.words)}开展"
    if begins.begins_by >= earliest:
        message = f"{quoted(begins.words)}开展，{received}，看不出是否提前 {months} 个月报审"
        yield _asked(message, f"写明开始的日期；{earliest} 以后开展才来得及审核。", text)
    elif (
        not begins.stated
        or application.timing.vague
        or days_between(begins.first, application.received_on) > _SLIP_DAYS
    ):
        yield _asked(
            f"{when}，{received}，请核对开展时间的年份和日期", f"写明年份；{earliest} 以后开展才来得及审核。", text
        )
    elif not application.certain:
        message = f"{when}，离收到不足 {months} 个月；收到的日子只有文件时间可查（{application.received_on}），请核对"
        yield _asked(message, "核对收到的日期。", text)
    else:
        yield Reason(
            SHORT_NOTICE,
            "held",
            _too_short(when, received, begins, application, earliest, months),
            f"{earliest} 以后开展才来得及审核，请调整开展时间后重新报审。",
            text,
            refuses=True,
        )


def _too_short(
    when: str, received: str, begins: Occasion, application: Application, earliest: date, months: int
) -> str:
    days = days_between(application.received_on, begins.begins_by)
    ahead = f"提前{'不到' if not begins.exact else ''} {days} 天" if days > 0 else "已经开始才报"
    return f"{when}，{received}，{ahead}，不足 {months} 个月（应在 {earliest} 以后开展）"


def _asked(message: str, hint: str, text: str) -> Reason:
    return Reason(SHORT_NOTICE, "held", message, hint, text, severity=Severity.WARNING)


def wrong_level(application: Application, campaign: Campaign) -> Iterator[Reason]:
    """JF858: what the city's bodies ask, or asks all its schools, is the city's; a county's own the county's."""
    roster, level, text = campaign.roster, application.level, application.texts["level"]
    # A county-level city calls itself 市 too: 全市, 市级 may be its own.
    own_city = application.area.endswith("市")
    wide = any(group.city_wide for group in application.schools.groups) and not own_city
    elsewhere = (
        sorted(place for place in _counties_asked(application, campaign) if place != application.area)
        if application.area
        else []
    )
    asked_of_county = level == COUNTY or (level is None and roster.has_area(application.unit))
    if asked_of_county and (wide or elsewhere):
        asked = quoted(application.texts["schools"]) if wide else f"{'、'.join(elsewhere)}的学校"
        message = f"开展学校是{asked}，层级却是{text or f'县级（由{application.unit}报）'}"
        yield Reason(WRONG_LEVEL, "level", message, "涉及全市或几个县区学校的，报市级教育行政部门审核。", text)
    elif level == COUNTY and not application.area and _is_the_citys(application, campaign):
        message = f"申请单位{quoted(application.body)}是市级单位，层级却是{text}"
        yield Reason(WRONG_LEVEL, "level", message, "市直有关部门报市教育局审核。", text)
    elif level == CITY and application.area and not (own_city or wide or elsewhere):
        message = f"只涉及{application.area}的学校，层级却是{text}"
        yield Reason(
            WRONG_LEVEL, "level", message, f"县（市、区）单位在本地开展的，报{application.area}教育行政部门审核。", text
        )


def _counties_asked(application: Application, campaign: Campaign) -> set[str]:
    roster = campaign.roster
    named = {roster.area_of(name) for name in application.schools.names} | {
        roster.find(group.area) for group in application.schools.groups if group.area
    }
    return {county for county in named if county and roster.has_area(county)}


def _is_the_citys(application: Application, campaign: Campaign) -> bool:
    roster, city = campaign.roster, campaign.roster.city
    known = roster.find(application.body) or application.unit
    named = application.body.startswith(("市", f"{city}市")) if city else application.body.startswith("市")
    return (known in roster.kind_of and not roster.has_area(known) and not roster.are_schools(known)) or named

"""进校园日历: what comes to which school in which week, as a page and as a calendar file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from jianfu_cli.core.approvals.application import Application
from jianfu_cli.core.approvals.ledger import number_of
from jianfu_cli.core.approvals.reason import Suggestion
from jianfu_cli.core.approvals.review import Review, Reviewed
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.occasions import Occasion
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.shown import shown
from jianfu_cli.reports.icalendar import calendar, escaped
from jianfu_cli.reports.json_text import unicode_text
from jianfu_cli.reports.templating import render_page

TITLE = "进校园日历"
_DECIDED, _PROPOSED = "已审批", "建议"
_CSS = {Suggestion.AGREE: "in", Suggestion.AMEND: "slow", Suggestion.MERGE: "slow", Suggestion.REFUSE: "out"}


@dataclass(frozen=True, slots=True)
class _Visit:
    """One time at which something comes to schools."""

    when: Occasion
    one: Reviewed

    @property
    def week(self) -> date:
        """The Monday of the week in which it begins."""
        return self.when.first - timedelta(self.when.first.weekday())

    @property
    def days(self) -> str:
        """Its days, ``10月8日—10月10日``."""
        first, last = (f"{day.month}月{day.day}日" for day in (self.when.first, self.when.last))
        return first if first == last else f"{first}—{last}"


def as_page(review: Review) -> str:
    """Return the page: week by week, what names no week, and the load of schools by term; no network, no script."""
    visits, without = _visits(review), [one for one in _coming(review) if not _exact(one)]
    most, per_term = _most(review)
    page = render_page(
        "school_calendar.html",
        ("base.css", "school_calendar.css"),
        title=TITLE,
        campaign=review.campaign.title,
        as_of=in_chinese(review.as_of),
        keys=[
            (suggestion.value, count, _CSS[suggestion] if count else "") for suggestion, count in review.counts.items()
        ],
        decided=review.decided,
        terms=_terms(review),
        loads=list(_loads(review, most if per_term else None)),
        most=most if per_term else None,
        weeks=[
            (_week(monday), [_row(visit) for visit in those])
            for monday, those in groupby(visits, key=lambda one: one.week)
        ],
        without=[(one.application.timing.text, *_said(one)) for one in without],
        notes=list(_notes(review)),
    )
    return unicode_text(page)


def as_calendar(review: Review) -> str:
    """Return whole-day events; what nobody has decided yet is tentative. The same review gives the same bytes."""
    visits = _visits(review)
    return calendar(TITLE, (line for nth, visit in enumerate(visits, start=1) for line in _event(visit, nth, review)))


def _coming(review: Review) -> list[Reviewed]:
    return [one for one in review.every if one.suggestion is not Suggestion.REFUSE]


def _exact(one: Reviewed) -> list[Occasion]:
    return [] if one.application.timing.vague else [when for when in one.application.timing.occasions if when.exact]


def _visits(review: Review) -> list[_Visit]:
    every = [_Visit(when, one) for one in _coming(review) for when in _exact(one)]
    return sorted(
        every,
        key=lambda visit: (visit.when.first, visit.when.last, visit.one.application.path, visit.one.application.row),
    )


def _most(review: Review) -> tuple[int | None, bool]:
    rules = review.campaign.approval
    return (rules.school_items, rules.school_items_per == "term") if rules else (None, False)


def _terms(review: Review) -> list[str]:
    return sorted({term for terms in review.load.by_school.values() for term in terms}, key=_order_of_terms(review))


def _order_of_terms(review: Review) -> Callable[[str], tuple[str, str]]:
    rules = review.campaign.approval
    begins = {term.name: term.begins for term in rules.terms} if rules else {}

    def order(term: str) -> tuple[str, str]:
        year, _, name = term.partition("年")
        return year, begins.get(name, "99")

    return order


def _loads(review: Review, most: int | None) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Yield each school, and for each term its number and whether it is over the most."""
    load, terms = review.load, _terms(review)
    for school, by_term in load.by_school.items():
        counts = [load.number(school, term) if term in by_term else 0 for term in terms]
        yield school, [(str(count) if count else "", most is not None and count > most) for count in counts]


def _week(monday: date) -> str:
    sunday = monday + timedelta(6)
    return f"{monday.year}年{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"


def _row(visit: _Visit) -> tuple[str, ...]:
    return visit.days, *_said(visit.one)


def _said(one: Reviewed) -> tuple[str, ...]:
    """What the tables say of an application: 活动, 单位, 学校, 次数, what is suggested or decided, its class."""
    asked, standing = one.application, _DECIDED if one.decided else _PROPOSED
    texts = (asked.matter, asked.body, asked.texts["schools"], asked.texts["frequency"])
    return *map(public_text, texts), f"{standing}{one.suggestion}", _CSS[one.suggestion]


def _notes(review: Review) -> Iterator[str]:
    if not review.lists:
        yield "没有给出清单（白名单），没有核对是否在清单上、是否超过总量"
    if review.later:
        yield f"{review.as_of} 以后收到的 {len(review.later)} 份没有计入"
    rules = review.campaign.approval
    if rules and rules.school_items:
        per = "学期" if rules.school_items_per == "term" else "年度"
        counted = "次" if rules.school_counts == "times" else "项"
        yield f"一所学校每{per}最多 {rules.school_items} {counted}；审批不同意、退回补正、并入其他事项的不计"


def _event(visit: _Visit, place: int, review: Review) -> list[str]:
    asked = visit.one.application
    standing = f"{_DECIDED if visit.one.decided else _PROPOSED}{visit.one.suggestion}"
    about = [f"开展学校：{asked.texts['schools']}", f"次数：{asked.texts['frequency']}", standing]
    return [
        "BEGIN:VEVENT",
        f"UID:{review.campaign.id}.{number_of(asked)}.{visit.when.first:%Y%m%d}.{_twin(asked, place)}@jianfu",
        f"DTSTAMP:{review.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{visit.when.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{visit.when.last + timedelta(1):%Y%m%d}",
        f"SUMMARY:{escaped(shown(public_text(f'{asked.matter}（{asked.body}）')))}",
        f"LOCATION:{escaped(public_text(asked.texts['schools']))}",
        f"DESCRIPTION:{escaped(public_text(chr(10).join(about)))}",
        f"STATUS:{'CONFIRMED' if visit.one.decided and visit.one.suggestion is Suggestion.AGREE else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _twin(asked: Application, nth: int) -> str:
    return f"{asked.row}-{nth}"

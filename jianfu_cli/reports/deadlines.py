"""``deadlines``: the schedule for people, and as a calendar file (RFC 5545) for Outlook and telephones."""

from datetime import date, timedelta
from itertools import groupby

from jianfu_cli.core.filings.schedule import Deadline, schedule
from jianfu_cli.core.language.workdays import far_from
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.reports.icalendar import calendar, escaped

_WEEKDAYS = "一二三四五六日"
_ALARM_DAYS = 3


def as_text(campaign: Campaign, as_of: date) -> str:
    """Return the schedule with days and working days left as of ``as_of``."""
    lines = [f"{campaign.title}：期限（按 {as_of} 星期{_WEEKDAYS[as_of.weekday()]}）"]
    for day, deadlines in groupby(schedule(campaign), key=lambda one: one.day):
        lines += ["", f"{day} 星期{_WEEKDAYS[day.weekday()]}  {far_from(day, as_of)}"]
        for one in deadlines:
            lines.append(f"  {one.who}{one.what}" + (f"（{one.basis}）" if not one.who and one.basis else ""))
            lines += [f"    {paper}" for paper in one.papers]
    clues = campaign.by_role(FormRole.CLUES)
    if clues:
        lines += ["", f"{clues.rows_called}：自收到之日起 {campaign.limits.clue_days} 天内核查办结。"]
    if campaign.approval:
        lines += ["", f"进校园事务：开展前 {campaign.limits.notice_months} 个月报审。"]
    if any(one.who for one in schedule(campaign)):
        lines += ["", "截止当日报送的视为按时。"]
    return "\n".join(lines) + "\n"


def as_calendar(campaign: Campaign) -> str:
    """Return the schedule as an iCalendar of whole-day events, each with an alarm three days before.

    The same campaign gives the same bytes: stamps are of the notice's day, and UIDs outlast a change of dates.
    """
    events = (line for deadline in schedule(campaign) for line in _event(campaign, deadline))
    return calendar(f"{campaign.title}期限", events)


def _event(campaign: Campaign, deadline: Deadline) -> list[str]:
    summary = escaped(f"{deadline.who}{deadline.what}")
    about = [
        campaign.title,
        *deadline.papers,
        f"依据：{deadline.basis}" if deadline.basis else "",
        campaign.contact.line,
    ]
    description = escaped("\n".join(line for line in about if line))
    return [
        "BEGIN:VEVENT",
        f"UID:{campaign.id}.{deadline.name}@jianfu",
        f"DTSTAMP:{campaign.notice_date:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline.day + timedelta(1):%Y%m%d}",
        f"SUMMARY:{summary}",
        f"DESCRIPTION:{description}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{_ALARM_DAYS}D",
        f"DESCRIPTION:{escaped(f'还有 {_ALARM_DAYS} 天：')}{summary}",
        "END:VALARM",
        "END:VEVENT",
    ]

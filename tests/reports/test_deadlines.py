import re
from datetime import date, timedelta

from made.forms import shipped

from jianfu_cli.core.language.terminal import width
from jianfu_cli.core.model.provisions import Contact
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reports.deadlines import as_calendar, as_text


def test_text_says_what_is_due_and_how_far_it_is():
    text = as_text(shipped(), date(2024, 6, 7)).splitlines()
    lines = [
        "进一步减轻中小学教师负担专项整治：期限（按 2024-06-07 星期五）",
        "2024-06-05 星期三  已过 2 天（2 个工作日）",
        "2024-06-07 星期五  就是今天",
        "2024-06-14 星期五  还有 7 天（4 个工作日）",
        "  市直部门报送附件2、3",
        "    专项整治问题整改清单（附件3）",
        "  集中攻坚阶段结束（通知三（二））",
    ]
    assert [line for line in lines if line not in text] == []
    assert max(map(width, text)) <= 80


def test_a_year_whose_holidays_are_not_known_is_said():
    text = as_text(shipped(), date(2031, 6, 7)).splitlines()
    [last] = [line for line in text if line.startswith("2024-12-31")]
    assert re.fullmatch(r"2024-12-31 星期二  已过 2349 天（约 \d{4} 个工作日，放假安排未收录）", last)
    assert max(map(width, text)) <= 80


def events(calendar):
    """Read a calendar as a program does: lines unfolded, texts unescaped."""
    found, event = [], None
    for line in calendar.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
            found.append(event)
        elif event is not None:
            event.setdefault(name, re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], value))
    return found


def test_lines_are_as_rfc_5545_wants_them():
    calendar = as_calendar(shipped())
    assert calendar.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert calendar.endswith("END:VCALENDAR\r\n")
    lines = calendar.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not any("\n" in line or "\r" in line for line in lines)
    assert sum(line.startswith(" ") for line in lines) > 5


def test_both_kinds_of_units_find_their_dates():
    found = events(as_calendar(shipped()))
    assert [(event["DTSTART;VALUE=DATE"], event["SUMMARY"]) for event in found if "报送" in event["SUMMARY"]] == [
        ("20240605", "县（市、区）报送附件1"),
        ("20240605", "市直部门报送附件1"),
        ("20240614", "市直部门报送附件2、3"),
        ("20240704", "县（市、区）报送附件2—7"),
    ]
    assert "社会事务进校园白名单（附件7）\n依据：新教领秘〔2024〕2号" in found[5]["DESCRIPTION"]


def test_events_last_the_day_and_ring_three_days_before():
    calendar = as_calendar(shipped())
    assert events(calendar)[0]["DTEND;VALUE=DATE"] == "20240606"
    assert calendar.count("TRIGGER:-P3D\r\n") == calendar.count("BEGIN:VEVENT") == calendar.count("END:VALARM") == 8


def test_the_same_campaign_gives_the_same_bytes_and_a_moved_date_keeps_its_uid():
    campaign = shipped()
    assert as_calendar(campaign) == as_calendar(campaign)
    moved = tuple(
        one.model_copy(update={"due": {kind: day + timedelta(7) for kind, day in one.due.items()}})
        for one in campaign.duties
    )
    fields = {name: getattr(campaign, name) for name in type(campaign).model_fields}
    later = as_calendar(type(campaign).model_construct(**(fields | {"duties": moved})))
    uids = [{event["UID"] for event in events(calendar)} for calendar in (as_calendar(campaign), later)]
    assert uids[0] == uids[1]
    assert len(uids[0]) == 8
    assert "20240711" in later


def test_texts_are_escaped():
    campaign = shipped().model_copy(update={"title": "甲;乙,丙\\丁", "contact": Contact(office="科室", phone="1,2")})
    calendar = as_calendar(campaign)
    assert "X-WR-CALNAME:甲\\;乙\\,丙\\\\丁期限\r\n" in calendar
    assert events(calendar)[0]["DESCRIPTION"].startswith("甲;乙,丙\\丁\n")
    assert events(calendar)[0]["DESCRIPTION"].endswith("科室，电话 1,2")


def test_where_nobody_files_by_a_day_nothing_is_said_of_filing_in_time():
    assert "截止当日" in as_text(shipped(), date(2024, 6, 7))
    text = as_text(load_campaign("access-review"), date(2024, 9, 2))
    assert "开展前 1 个月报审" in text
    assert "截止当日" not in text

from datetime import date, datetime

import pytest
from made.forms import campaign_with, findings, form, source
from made.one_unit import checked, not_run, table


def found(checked_form, code, **options):
    return findings(checked_form, only=(code,), **options)


@pytest.mark.parametrize(
    ("attachment", "unit", "received", "days"),
    [
        ("a1", "红旗区", "2024-06-05", None),
        ("a1", "红旗区", "2024-06-07", 2),
        ("a2", "红旗区", "2024-07-04", None),
        ("a2", "红旗区", "2024-07-05", 1),
        ("a2", "市公安局", "2024-06-14", None),
        ("a2", "市公安局", "2024-07-04", 20),
        ("a6", "市公安局", "2024-07-09", None),  # need not file it
        ("a7", "市本级", "2024-07-09", None),
        ("a2", "某不在册单位", "2024-07-09", None),
    ],
)
def test_jf501_late_after_the_due_date_of_its_kind(attachment, unit, received, days):
    late = checked(table(attachment, {}, unit=unit, received=received), only=("JF501",))
    assert [(f.severity, f.message.partition("：")[0]) for f in late] == (
        [("warning", f"迟报 {days} 天")] if days else []
    )


@pytest.mark.parametrize(
    ("received_from", "basis"), [("folder", "收件日期"), ("form", "填报时间"), ("file", "文件时间")]
)
def test_jf501_says_by_what_it_judged(received_from, basis):
    filed = table("a1", {}, received="2024-06-07", received_from=received_from)
    [finding] = checked(filed, only=("JF501",))
    assert finding.message == f"迟报 2 天：应于 2024-06-05 前（含当日）报，{basis}是 2024-06-07"
    assert (finding.value, finding.cell) == ("2024-06-07", None)


def test_jf501_a_part_without_a_date_came_with_the_one_that_has_it():
    """A second sheet of the same return has no header of its own; the file was copied since."""
    parts = [
        form("a2", unit="红旗区", rows=[{"matter": "防溺水宣传"}], reported="2024-06-12"),
        form(
            "a2",
            unit="红旗区",
            rows=[{"matter": "禁毒宣传"}],
            sheet="续表",
            received="2024-09-01",
            received_from="file",
        ),
    ]
    for several in (parts, parts[::-1]):
        assert checked(source("红旗区/附件2.xlsx", *several, inbox_unit="红旗区"), only=("JF501",)) == []


def test_jf501_is_not_judged_by_a_date_to_come_nor_of_an_untouched_blank():
    mistyped = form("a1", unit="红旗区", rows=[{}], reported="2024-12-06", received_from="form")
    assert [f.code for f in findings(mistyped, only=("JF5",))] == ["JF502"]
    assert checked(table("a1", reported=None, received="2024-06-07"), only=("JF501",)) == []


@pytest.mark.parametrize(
    ("reported", "code", "severity"),
    [
        ("2024-07-10", None, None),
        ("2024-06-04", None, None),
        ("2024-07-11", "JF502", "error"),
        ("2024-06-03", "JF503", "warning"),
        ("2023-06-12", "JF503", "warning"),
    ],
)
def test_jf502_jf503_the_report_date_lies_between_the_notice_and_today(reported, code, severity):
    filed = form("a2", rows=[{}], reported=reported, header={"unit": "红旗区", "reported_on": reported})
    found_codes = findings(filed, only=("JF502", "JF503"))
    assert [(f.code, f.severity, f.cell, f.column, f.value) for f in found_codes] == (
        [(code, severity, "B3", "填报时间", reported)] if code else []
    )


def test_jf502_in_a_document_has_no_cell():
    report = form(
        "a4", sheet=None, sections={"工作情况": "好"}, reported="2024-08-01", header={"reported_on": "2024-08-01"}
    )
    [finding] = found(report, "JF502")
    assert (finding.cell, finding.row, finding.column) == (None, None, "填报时间")


def rectified(deadline, progress):
    return form("a3", rows=[{"deadline": deadline, "progress": progress}])


@pytest.mark.parametrize(
    ("deadline", "progress"),
    [
        ("2024-06-20", "正在推进"),
        ("2024年6月20日", "未完成"),
        (datetime.fromisoformat("2024-07-09"), "部分完成"),
        ("2024年6月", "推进中"),
        ("6月20日前", "80%"),
    ],
)
def test_jf504_overdue(deadline, progress):
    [finding] = found(rectified(deadline, progress), "JF504")
    assert (finding.severity, finding.cell, finding.column) == ("error", "G5", "整改时限")
    assert finding.message.endswith(f"已过（按 2024-07-10 计），完成情况是“{progress}”")


@pytest.mark.parametrize(
    ("deadline", "progress"),
    [
        ("2024-06-20", "已完成"),
        ("2024-07-10", "正在推进"),
        ("2024年7月", "正在推进"),
        ("2024年", "正在推进"),
        ("2024-06-20", ""),  # JF201
        ("2024-06-20", "示例"),  # JF214
        ("立行立改", "正在推进"),
        ("", "正在推进"),
    ],
)
def test_jf504_not_overdue(deadline, progress):
    assert found(rectified(deadline, progress), "JF504") == ()


@pytest.mark.parametrize(
    ("deadline", "severity", "message"),
    [
        ("2024-06-25", "warning", "整改时限 2024-06-25 晚于规定的整改阶段（2024-06-24）"),
        ("2024年7月", "warning", "整改时限 2024-07-31 晚于规定的整改阶段（2024-06-24）"),
        ("6月底前", "warning", "整改时限 2024-06-30 晚于规定的整改阶段（2024-06-24）"),
        ("年底前", "warning", "整改时限 2024-12-31 晚于规定的整改阶段（2024-06-24）"),
        ("2024-12-31", "warning", "整改时限 2024-12-31 晚于规定的整改阶段（2024-06-24）"),
        ("2025-01-01", "error", "整改时限 2025-01-01 晚于专项行动结束（2024-12-31）"),
        ("2025年", "error", "整改时限 2025-12-31 晚于专项行动结束（2024-12-31）"),
    ],
)
def test_jf505_too_late(deadline, severity, message):
    [finding] = found(rectified(deadline, "正在推进"), "JF505")
    assert (finding.severity, finding.message, finding.cell, finding.value) == (severity, message, "G5", deadline)


@pytest.mark.parametrize("deadline", ["2024-06-24", "2024-06-20", "2024年6月", "2024年", "长期坚持", "待定", ""])
def test_jf505_in_time_or_nobody_knows(deadline):
    assert found(rectified(deadline, "正在推进"), "JF505") == ()


@pytest.mark.parametrize(
    ("held", "begins"),
    [
        ("2024年6月28日", "2024-06-28"),
        ("6月28日—7月20日", "2024-06-28"),
        ("2024-07-19", "2024-07-19"),
        ("2024-07-20", None),
        ("2024年3月5日", None),
        ("9—10月", None),
        ("每年1-2次", None),
        ("全年", None),
    ],
)
def test_jf506_less_than_a_month_after_filing(held, begins):
    filed = form("a7", rows=[{"held": held}], reported="2024-06-20")
    expected = [("warning", "E5", f"{begins} 开展，离填报时间 2024-06-20 不到 1 个月")] if begins else []
    assert [(f.severity, f.cell, f.message) for f in found(filed, "JF506")] == expected


@pytest.mark.parametrize(
    ("reported", "held", "begins"),
    [
        ("2024-07-01", "2024年7月", "2024年7月"),
        ("2024-07-01", "7月", "7月"),
        ("2024-07-04", "7月", "7月"),  # most of it is left
        ("2024-07-01", "7月15—20日", "2024-07-15"),
        ("2024-07-01", "七月十五日至二十日", "2024-07-15"),
        ("2024-06-28", "7月中旬", "7月中旬"),
        ("2024-06-28", "2024年7月上旬", "2024年7月上旬"),
        ("2024-07-01", "7.20", "2024-07-20"),
        ("2024-07-01", "2024.7.15-7.20", "2024-07-15"),
        ("2024-07-01", "7月15日—9月30日", "2024-07-15"),
        ("2024-06-28", "2024年7月（视力筛查）", None),  # 7月28日 and later days are in time
        ("2024-07-01", "7—8月", None),
        ("2024-07-01", "7月下旬至8月上旬", None),
        ("2024-07-01", "8月", None),
        ("2024-06-28", "6月", None),  # most likely over
        ("2024-07-01", "每年7月", None),  # the next may be meant
        ("2024-07-01", "暑假", None),
        ("2024-07-01", "2024年", None),
        ("2024-07-01", "2024—2025学年", None),
        ("2024-07-01", "13月", None),  # that is JF220
        ("2024-07-01", "3月、7月", None),
    ],
)
def test_jf506_months_and_parts_of_them(reported, held, begins):
    filed = form("a7", rows=[{"held": held}], reported=reported)
    expected = [f"{begins} 开展，离填报时间 {reported} 不到 1 个月"] if begins else []
    assert [f.message for f in found(filed, "JF506")] == expected


def test_jf506_is_of_the_whitelist_and_needs_a_report_date():
    row = {"held": "2024年6月28日"}
    assert found(form("a2", rows=[row], reported="2024-06-20"), "JF506") == ()
    assert found(form("a7", rows=[row]), "JF506") == ()
    [finding] = found(form("a7", rows=[row], reported="2024-06-20"), "JF506")
    assert finding.hint == "2024-07-20 以后开展才来得及审核。"


def test_todays_date_is_an_argument():
    filed = rectified("2024-06-20", "正在推进")
    assert found(filed, "JF504", as_of=date(2024, 6, 20)) == ()
    assert len(found(filed, "JF504", as_of=date(2024, 6, 21))) == 1


def whitelist(reported, *, attachment="a7", unit="市本级"):
    header = {"unit": unit, "reported_on": reported} if reported else {}
    return table(attachment, {"matter": "冰雪运动"}, unit=unit, reported=reported, header=header)


def next_year(start="2025-02-17", published=None):
    days = {"spring_term_start": start, "published_on": published}
    return campaign_with(**{name: date.fromisoformat(day) if day else None for name, day in days.items()})


@pytest.mark.parametrize(
    ("reported", "published", "days", "cell", "what"),
    [
        ("2025-02-16", None, None, None, None),
        ("2025-02-17", None, 1, "B3", "填报时间"),  # 开学前: the first day of term is too late
        ("2025-01-20", "2025-02-10", None, None, None),
        (None, None, None, None, None),
        ("2025-02-18", None, 2, "B3", "填报时间"),
        ("2025-03-05", "2025-02-10", 17, "B3", "填报时间"),
        ("2025-01-20", "2025-03-05", 17, None, "公布日期"),
        (None, "2025-03-05", 17, None, "公布日期"),
    ],
)
def test_jf507_the_whitelist_is_late_for_the_spring_term(reported, published, days, cell, what):
    found_late = checked(
        whitelist(reported), only=("JF507",), campaign=next_year(published=published), as_of="2025-04-01"
    )
    assert [(f.severity, f.path, f.attachment, f.cell) for f in found_late] == (
        [("warning", "市本级/a7.xlsx", "a7", cell)] if days else []
    )
    for finding in found_late:
        assert finding.message.startswith(f"白名单{what} ")
        assert finding.message.endswith(f"没有在春季学期开学（2025-02-17）以前，迟 {days} 天")


@pytest.mark.parametrize("unit", ["红旗区", "获嘉县", "市公安局"])
def test_jf507_is_of_the_hosts_own_list_a_unit_cannot_change_the_day(unit):
    late = whitelist("2025-03-05", unit=unit)
    campaign = next_year(published="2025-03-05")
    assert checked(late, only=("JF507",), campaign=campaign, as_of="2025-04-01") == []
    assert not_run(late, only=("JF507",), campaign=next_year(None), as_of="2025-04-01") == []


def test_jf507_not_before_2025_and_of_no_other_form():
    assert checked(whitelist("2024-07-01"), only=("JF507",), campaign=next_year("2024-02-26")) == []
    other = whitelist("2025-03-05", attachment="a2")
    assert checked(other, only=("JF507",), campaign=next_year(), as_of="2025-04-01") == []


@pytest.mark.parametrize(
    ("reported", "campaign", "skipped"),
    [
        ("2025-03-05", next_year(None), True),
        ("2025-03-05", next_year(), False),
        ("2024-07-01", next_year(None), False),  # not asked of anyone yet
        ("2024-07-01", next_year(None, "2025-01-10"), True),
    ],
)
def test_jf507_has_not_run_where_the_campaign_does_not_say_when_the_term_begins(reported, campaign, skipped):
    why = "专项行动文件没有写 spring_term_start（春季学期开学日期）"
    said = not_run(whitelist(reported), only=("JF507",), campaign=campaign, as_of="2025-04-01")
    assert said == ([("JF507", "市本级", why)] if skipped else [])


@pytest.mark.parametrize("said", ["已完成", "已整改到位", "教师已返校"])
@pytest.mark.parametrize(
    ("deadline", "meant"),
    [
        ("2025-06-10", "2024-06-10"),
        ("2025年6月20日", "2024-06-20"),
        ("2025.12.31", "2024-12-31"),
        ("2025-07-01", "2024-07-01"),
    ],
)
def test_jf509_what_is_done_was_not_due_next_year(deadline, meant, said):
    [finding] = found(rectified(deadline, said), "JF509")
    assert (finding.severity, finding.cell, finding.suggestion) == ("warning", "G5", meant)
    assert finding.message.endswith(f"是不是 {meant}？")
    assert found(rectified(deadline, said), "JF505") == ()


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2024-06-20", "已完成"),
        ("2024-12-31", "已完成"),
        ("2025-03-01", "已完成"),
        ("2025-06-10", "正在推进"),
        ("2027-06-10", "已完成"),
        ("", "已完成"),
    ],
)
def test_jf509_stays_silent(deadline, said):
    assert found(rectified(deadline, said), "JF509") == ()


def test_jf505_asks_whether_the_year_is_a_slip():
    [finding] = found(rectified("2025-06-10", "正在推进"), "JF505")
    assert (finding.severity, finding.suggestion) == ("error", "2024-06-10")
    assert finding.hint.startswith("是不是 2024-06-10？")
    [other] = found(rectified("2025-03-01", "正在推进"), "JF505")  # 2024-03-01 is before the notice
    assert other.suggestion is None

# ruff: noqa: DTZ001 -- the times of a workbook have no zone

import time
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.language.dates import (
    Precision,
    add_months,
    dates_within,
    days_between,
    file_day,
    in_chinese,
    read_date,
)
from jianfu_cli.core.language.values import Shown

YEAR = 2024
CAMPAIGN_DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2024-06-05",
        "2024年6月5日",
        "2024年06月05日",
        "2024年6月5号",
        "2024年6月5",
        "2024.6.5",
        "2024.06.05",
        "2024。6。5",
        "2024/6/5",
        "2024-6-5",
        "2024—06—05",
        "2024、6、5",
        "2024- 06- 05",
        "2024 年 6 月 5 日",
        "2024年_6_月_5_日",
        "２０２４年６月５日",
        "２０２４－０６－０５",
        "24.6.5",
        "24年6月5日",
        "20240605",
        "202465",
        "6月5日",
        "6.5",
        "6/5",
        "今年6月5日",
        "二〇二四年六月五日",
        "二○二四年六月五日",
        "二零二四年六月五日",
        "二O二四年6月五日",
        "六月五日",
        "45448",
        "45448.0",
        45448,
        45448.0,
        45448.7,
        20240605,
        20240605.0,
        6.5,
        "2024-06-05 08:30:00",
        "2024/06/05 17：31",
        "2024-06-05T00:00:00",
        "2024年6月5日 上午 8:30",
        "2024年6月5日（星期三）",
        "2024年6月5日 周三",
        "2024年6月5日。",
        "2024年6月5日、",
        "即日起至二〇二四年六月五日（星期三）以前完成整改",
        "2024-06-05 08:30:00.000",
        "2024年6月5日前",
        "2024年6月5日之前",
        "2024年6月5日前完成",
        "至6月5日",
        "到2024年6月5日止",
        "不晚于2024年6月5日",
        "最迟6月5日",
        "拟于6月5日前完成",
        "6月5日24时",
        "2024年6月5日24:00前",
        "2024年6月5日下午5点前",
        "6月5日十八时前完成",
        "6月5日下班前",
        "6月5日下午",
        "已于2024年6月5日完成",
        "截止到2024年6月5日",
        "即日起至6月5日",
        "\u200b2024-06-05\ufeff",
        datetime(2024, 6, 5, 9, 30),
        date(2024, 6, 5),
    ],
)
def test_the_fifth_of_june(written):
    read = read_date(written, YEAR)
    assert read is not None
    assert (read.day, read.precision) == (date(2024, 6, 5), Precision.DAY)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二三年十二月二十五日", date(2023, 12, 25)),
        ("十月十日", date(2024, 10, 10)),
        ("二〇二四年二月廿九日", date(2024, 2, 29)),
        ("一月卅一日", date(2024, 1, 31)),
        ("2024327", date(2024, 3, 27)),
        ("99.12.31", date(1999, 12, 31)),
        ("70.6.5", date(1970, 6, 5)),
        ("69.6.5", date(2069, 6, 5)),
        ("1900.6.5", date(1900, 6, 5)),
        ("2200.6.5", date(2200, 6, 5)),
        (30000, date(1982, 2, 18)),
        (69999, date(2091, 8, 24)),
        (6.25, date(2024, 6, 25)),
    ],
)
def test_other_days(written, day):
    read = read_date(written, YEAR)
    assert read is not None
    assert read.day == day


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2024年6月", date(2024, 6, 30), Precision.MONTH),
        ("2024年6月份", date(2024, 6, 30), Precision.MONTH),
        ("2024年6月初", date(2024, 6, 30), Precision.MONTH),
        ("6月末", date(2024, 6, 30), Precision.MONTH),
        ("2024年6月底前", date(2024, 6, 30), Precision.MONTH),
        ("2024.6", date(2024, 6, 30), Precision.MONTH),
        ("2024-02", date(2024, 2, 29), Precision.MONTH),
        ("202406", date(2024, 6, 30), Precision.MONTH),
        (2024.6, date(2024, 6, 30), Precision.MONTH),
        ("6月底", date(2024, 6, 30), Precision.MONTH),
        ("六月", date(2024, 6, 30), Precision.MONTH),
        ("6月上旬", date(2024, 6, 10), Precision.MONTH),
        ("6月中旬", date(2024, 6, 20), Precision.MONTH),
        ("6月下旬", date(2024, 6, 30), Precision.MONTH),
        ("6月中下旬", date(2024, 6, 30), Precision.MONTH),
        ("6月上中旬", date(2024, 6, 20), Precision.MONTH),
        ("即日起至2025年12月底", date(2025, 12, 31), Precision.MONTH),
        ("2024年", date(2024, 12, 31), Precision.YEAR),
        ("2024", date(2024, 12, 31), Precision.YEAR),
        (2024, date(2024, 12, 31), Precision.YEAR),
        ("2024年底", date(2024, 12, 31), Precision.YEAR),
        ("2024年年底前", date(2024, 12, 31), Precision.YEAR),
        ("年底前", date(2024, 12, 31), Precision.YEAR),
        ("今年年底", date(2024, 12, 31), Precision.YEAR),
    ],
)
def test_a_month_or_a_year_alone(written, day, precision):
    read = read_date(written, YEAR)
    assert read is not None
    assert (read.day, read.precision, read.normal) == (day, precision, False)


FIFTH = date(2023, 6, 5)


@pytest.mark.parametrize(
    ("shown", "day", "precision"),
    [
        (Shown("2023年6月", FIFTH, "ym"), date(2023, 6, 30), Precision.MONTH),
        (Shown("6月", FIFTH, "m"), date(2023, 6, 30), Precision.MONTH),  # of the year kept with it
        (Shown("Jun-23", FIFTH, "ym"), date(2023, 6, 30), Precision.MONTH),
        (Shown("06/23", FIFTH, "ym"), date(2023, 6, 30), Precision.MONTH),  # no 23rd of June
        (Shown("6月上旬", FIFTH, "m"), date(2023, 6, 10), Precision.MONTH),
        (Shown("2023年", FIFTH, "y"), date(2023, 12, 31), Precision.YEAR),
        (Shown("23", FIFTH, "y"), date(2023, 12, 31), Precision.YEAR),
        (Shown("6月5日", FIFTH, "md"), FIFTH, Precision.DAY),
        (Shown("星期一", FIFTH, "d"), FIFTH, Precision.DAY),
        (Shown("2023-06-05 09:30", datetime(2023, 6, 5, 9, 30), "ymd"), FIFTH, Precision.DAY),
        (Shown("2024年", 2024.0), date(2024, 12, 31), Precision.YEAR),  # a number with a word
        (Shown("2024-06-21", 20240621.0), date(2024, 6, 21), Precision.DAY),
    ],
)
def test_a_cell_is_the_day_it_keeps_and_as_exact_as_it_shows(shown, day, precision):
    read = read_date(shown, YEAR)
    assert read is not None
    assert (read.day, read.precision) == (day, precision)


@pytest.mark.parametrize("shown", [Shown("100%", 1.0), Shown("第3批", 3.0), Shown("7:30", datetime(1900, 1, 1, 7, 30).time()), Shown("36:00", timedelta(hours=36))])  # fmt: skip
def test_what_is_shown_of_other_numbers_is_no_date(shown):
    assert read_date(shown, YEAR) is None


@pytest.mark.parametrize(
    "written",
    [
        None,
        True,
        "",
        "无",
        "立行立改",
        "长期坚持",
        "自公布之日起7日内",
        "100天",
        "3",
        3,
        0,
        -5,
        60,
        1e300,
        float("nan"),
        float("inf"),
        "2024年__月__日",
        "2024 年 月 日",
        "年 月 日",
        "2024年3月3日-3月9日",
        "2024年6月、7月",
        "9-10月",
        "2024年6月31日",
        "2023-02-29",
        "2024年13月1日",
        "2024.13",
        "2024年0月5日",
        "0024年6月5日",
        "13月",
        "2024111",  # 1 November or 11 January
        "20240631",
        "十十月",
        "二十十日",
        6.1,  # typed 6.1 or 6.10
        2024.1,  # January or October
        "0373-12345",
        "13000000000",
        29999,
        70000,
        "2201年6月5日",
        "1899年6月5日",
        timedelta(days=1),
        "2024年6月5日" * 9,
    ],
)
def test_no_date(written):
    assert read_date(written, YEAR) is None


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("2024-06-05", True),
        (" 2024-06-05 ", True),
        (date(2024, 6, 5), True),
        (datetime(2024, 6, 5), True),
        ("2024-6-5", False),
        ("２０２４-０６-０５", False),
        ("2024-06-05 00:00:00", False),
        ("2024年6月5日", False),
        (45448, False),
    ],
)
def test_only_a_date_cell_and_iso_are_normal(written, normal):
    read = read_date(written, YEAR)
    assert read is not None
    assert read.normal is normal


@given(CAMPAIGN_DAYS)
def test_every_day_is_read_in_all_written_forms(day):
    serial = (day - date(1899, 12, 30)).days
    spaced = f"{day.year} 年 {day.month:02} 月 {day.day:02} 日"
    dotted, slashed = f"{day.year}.{day.month}.{day.day}", f"{day:%Y/%m/%d} 08:00"
    for written in (day.isoformat(), in_chinese(day), spaced, dotted, slashed, f"{day:%Y%m%d}", serial, str(serial)):
        read = read_date(written, YEAR)
        assert read is not None, written
        assert (read.day, read.precision) == (day, Precision.DAY), written


@given(
    st.text(st.sampled_from("〇一二三四五六七八九十廿卅0123456789年月日号.-/前底 _O上中旬今本")),
    st.integers(2000, 2100),
)
def test_no_text_breaks_the_reader(text, year):
    read = read_date(text, year)
    assert read is None or 1900 <= read.day.year <= 2200


@given(st.one_of(st.integers(), st.floats()))
def test_no_number_breaks_the_reader(number):
    read = read_date(number, YEAR)
    assert read is None or 1900 <= read.day.year <= 2200


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年6月5日至6月10日", [date(2024, 6, 5), date(2024, 6, 10)]),
        ("2023年3月3日-3月9日", [date(2023, 3, 3), date(2023, 3, 9)]),
        ("2024.6.5-2024.6.10", [date(2024, 6, 5), date(2024, 6, 10)]),
        ("每年 3 月 5 日前后", [date(2024, 3, 5)]),
        ("每年1-2次", []),
        ("9-10月", []),
        ("2024年4—5月", []),
        ("13月5日、2月30日", []),
        ("0373-12345-12", []),
    ],
)
def test_dates_within(text, days):
    assert list(dates_within(text, YEAR)) == days


@pytest.mark.parametrize("hostile", ["一" * 30_000, "1月" * 15_000, "2024年" * 10_000, " " * 30_000 + "x"])
def test_a_page_of_text_is_no_labour(hostile):
    began = time.perf_counter()
    assert read_date(hostile, YEAR) is None
    assert dates_within(hostile, YEAR) == ()
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 12, 5), 1, date(2025, 1, 5)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 6, 5), 6, date(2024, 12, 5)),
    ],
)
def test_add_months(day, months, later):
    assert add_months(day, months) == later


def test_days_between():
    assert days_between(date(2024, 6, 5), date(2024, 6, 7)) == 2
    assert days_between(date(2024, 6, 7), date(2024, 6, 5)) == -2


@pytest.mark.parametrize(
    ("modified", "day"),
    [
        (1_717_500_000, date(2024, 6, 4)),
        (1e12, date.max),
        (1e300, date.max),
        (float("inf"), date.max),
        (-1e11, date.min),
        (-1e300, date.min),
    ],
)
def test_a_files_own_time_always_has_a_day(modified, day):
    assert file_day(modified) == day

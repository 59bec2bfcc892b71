"""What cells show of their numbers, as Excel and LibreOffice show it: by format code, and read from workbooks of all makes."""

import csv
import math
import time as clock
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu_cli.core.language.values import Shown, text_of
from jianfu_cli.reading.formats.number_formats import BUILT_IN, CellFormats, number_format

JULY = 45474  # 2024-07-01, a Monday
NOON = JULY + 0.5
ACCOUNTS = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
PHONES = "[<=9999999]###-####;(000) ###-####"
GRADES = '[>=90]"优";[>=60]"合格";"不合格"'
SIGNS = '"增"0;"减"0;"持平"'

# Format code, value, what is shown: LibreOffice shows the same.
NUMBERS = [
    ("0%", 1, "100%"),
    ("0%", 0.5, "50%"),
    ("0%", 0.126, "13%"),
    ("0.0%", 0.125, "12.5%"),
    ("0.00%", 0.333, "33.30%"),
    ("0%", -0.05, "-5%"),
    ("0.00", 3.14159, "3.14"),
    ("0.00", 1.005, "1.01"),
    ("0.0", 0.25, "0.3"),
    ("0", 2.5, "3"),
    ("0", -2.5, "-3"),
    ("0.00", 7, "7.00"),
    ("#.##", 0.5, ".5"),
    ("0.0##", 2, "2.0"),
    ("#", 0, ""),
    ("#,##0", 1234567, "1,234,567"),
    ("#,##0", 999, "999"),
    ("#,##0.00", 1234.5, "1,234.50"),
    ("#,##0.00", -1234.5, "-1,234.50"),
    ("0,000", 5, "0,005"),
    ("#,##0,", 1234567, "1,235"),
    ("0.0,,", 1234567, "1.2"),
    ("00000", 123, "00123"),
    ("00000", -123, "-00123"),
    ('_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)', -1234.5, "(1,234.5)"),
    ('_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)', 0, "-"),
    ('_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 1235, "1,235"),
    ('_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', -1234.5, "-1,234.50"),
    ('_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', -1234.5, "¥-1,234.50"),
    ('_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 0, "¥-"),
    ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', -1234.5, "$(1,234.50)"),
    ("_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-", -1234.5, "-1,234.50 €"),
    ('#,##0;(#,##0);"零"', -1235, "(1,235)"),
    ('#,##0;(#,##0);"零"', 0, "零"),
    ("(0.0%);[Red](0.0%)", 0.4, "(40.0%)"),
    ("0000-0000000", 3733050001, "0373-3050001"),
    ("000-0000-0000", 13800000000, "138-0000-0000"),
    (PHONES, 3050001, "305-0001"),
    (PHONES, 3733050001, "(373) 305-0001"),
    ('0000"-"00"-"00', 20240621, "2024-06-21"),
    ('"第"0"批"', 3, "第3批"),
    ('0"项"', 2, "2项"),
    ('"约"0"次"', 12, "约12次"),
    ('0.0"万元"', 12.34, "12.3万元"),
    ('#,##0"人次"', 1200, "1,200人次"),
    ("0\\项", 2, "2项"),
    ('General"人"', 5, "5人"),
    ('General"人"', 2.5, "2.5人"),
    ('0\\.0,"万元"', 123456, "12.3万元"),
    ('0\\.00,"万"', 1234567, "12.35万"),
    ("[Red]0.0", 1.5, "1.5"),
    ("[Color 10]0.0", 1.5, "1.5"),
    ("0.00;[Red]-0.00", -1.5, "-1.50"),
    ("0.00;(0.00)", -1.5, "(1.50)"),
    (SIGNS, 3, "增3"),
    (SIGNS, -3, "减3"),
    (SIGNS, 0, "持平"),
    ("0;-0;;@", 0, ""),
    ("0.0;-0.0;;@", 2, "2.0"),
    (";;;", 5, ""),
    ('[=1]"已完成";[=0]"未完成";General', 1, "已完成"),
    ('[=1]"已完成";[=0]"未完成";General', 0, "未完成"),
    ('[=1]"已完成";[=0]"未完成";General', 2, "2"),
    (GRADES, 95, "优"),
    (GRADES, 60, "合格"),
    (GRADES, 59.5, "不合格"),
    ('[=1]"√";[=0]"×";', 1, "√"),
    ("# ?/?", 1.5, "1 1/2"),
    ("# ?/?", 0.25, "1/4"),
    ("# ??/??", 3.14159, "3 14/99"),
    ("?/?", 1.5, "3/2"),
    ("# ?/8", 0.5, "4/8"),
    ("# ?/?", 3, "3"),
    ("0.00E+00", 12345.6, "1.23E+04"),
    ("0.00E+00", 0.00012, "1.20E-04"),
    ("##0.0E+0", 12345.6, "12.3E+3"),
    (ACCOUNTS, 1234.5, "1,234.50"),
    (ACCOUNTS, -1234.5, "-1,234.50"),
    (ACCOUNTS, 0, "-"),
    ('"¥"#,##0.00', 1234.5, "¥1,234.50"),
    ("[$¥-804]#,##0", 1234, "¥1,234"),
    ("[DBNum1][$-804]General", 123, "一百二十三"),
    ("[DBNum1][$-804]General", 10203, "一万〇二百〇三"),
    ("[DBNum2][$-804]General", 123, "壹佰贰拾叁"),
    ("[DBNum2][$-804]General", 1005, "壹仟零伍"),
]

MOMENTS = [
    ('yyyy"年"m"月"', JULY, "2024年7月"),
    ('yyyy"年"m"月";@', JULY, "2024年7月"),
    ('[$-804]yyyy"年"m"月";@', JULY, "2024年7月"),
    ('yyyy"年"mm"月"', JULY, "2024年07月"),
    ("yyyy\\年m\\月", JULY, "2024年7月"),
    ("yyyy.m", JULY, "2024.7"),
    ("yyyy-mm", JULY, "2024-07"),
    ("yyyymm", JULY, "202407"),
    ('yyyy"年"', JULY, "2024年"),
    ("yyyy", JULY, "2024"),
    ('m"月"', JULY, "7月"),
    ('m"月"d"日"', JULY, "7月1日"),
    ("m/d", JULY, "7/1"),
    ("mm-dd", JULY, "07-01"),
    ('d"日"', JULY, "1日"),
    ("mmm-yy", JULY, "Jul-24"),
    ("d-mmm", JULY, "1-Jul"),
    ("mmmm", JULY, "July"),
    ("mmmmm", JULY, "J"),
    ("[$-804]mmm", JULY, "7月"),
    ("[$-804]mmmm", JULY, "七月"),
    ("[$-804]aaaa", JULY, "星期一"),
    ("[$-804]dddd", JULY, "星期一"),
    ("ddd", JULY, "Mon"),
    ("dddd", JULY, "Monday"),
    ("h:mm", 0.3125, "7:30"),
    ("hh:mm:ss", NOON, "12:00:00"),
    ("h:mm AM/PM", 0.75, "6:00 PM"),
    ("[$-804]h:mm AM/PM", 0.75, "6:00 下午"),
    ('h"时"mm"分"', 0.3125, "7时30分"),
    ("mm:ss", 0.01, "14:24"),
    ("mm:ss.0", 0.0100058, "14:24.5"),
    ("[h]:mm", 1.5, "36:00"),
    ("[h]:mm:ss", 1.50001, "36:00:01"),
    ("[mm]:ss", 0.05, "72:00"),
    ('[DBNum1][$-804]m"月"', 45646, "十二月"),
    ('[DBNum1][$-804]yyyy"年"m"月"', JULY, "二〇二四年七月"),
]  # fmt: skip

# As Excel in Chinese shows them; LibreOffice does not, or not in another language.
CHINESE_EXCEL = [
    ("0.##%", 0.5, "50.%"),
    ("[DBNum1][$-804]0", 2024, "二〇二四"),
    ("[DBNum1]", 12, "一十二"),
    ("[DBNum1]0", 123, "一二三"),
    ("[DBNum3]0", 123, "１２３"),
    ("[$-804]ddd", JULY, "周一"),
    ('0!.0,"万元"', 123456, "12.3万元"),
    ("aaaa", JULY, "星期一"),
    ("aaa", JULY, "一"),
    ('上午/下午h"时"mm"分"', JULY + 0.75, "下午6时00分"),
    ("G/通用格式", 5, "5"),
    ('G/通用格式"人"', 5, "5人"),
    ('e"年"m"月"', JULY, "2024年7月"),
    (57, JULY, "2024年7月"),
    (58, JULY, "7月1日"),
    (27, JULY, "2024年7月"),
    (28, JULY, "7月1日"),
    (32, 0.3125, "7时30分"),
    (55, 0.75, "下午6时00分"),
    (20, 0.3125, "7:30"),
    (9, 1, "100%"),
    (10, 0.1223, "12.23%"),
    (43, 1234.5, "1,234.50"),
]


def shown(code, value):
    found = number_format(BUILT_IN[code] if isinstance(code, int) else code)
    return text_of(found.shown(float(value)) if found else float(value))


@pytest.mark.parametrize(("code", "value", "text"), NUMBERS + MOMENTS + CHINESE_EXCEL)
def test_what_a_cell_shows(code, value, text):
    assert shown(code, value) == text


@pytest.mark.office
def test_libreoffice_shows_the_same(tmp_path, office_convert):
    book = openpyxl.Workbook()
    for row, (code, value, _) in enumerate(NUMBERS + MOMENTS, start=1):
        cell = book.active.cell(row, 1, value)
        cell.number_format = code
        book.active.cell(row, 2, "|")
    book.save(tmp_path / "shown.xlsx")
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
    with office_convert(tmp_path / "shown.xlsx", as_shown, tmp_path).open(encoding="utf-8") as lines:
        texts = [row[0].strip() for row in csv.reader(lines)]
    assert [(*case[:2], text) for case, text in zip(NUMBERS + MOMENTS, texts, strict=True)] == NUMBERS + MOMENTS


DAY, ALSO_TIME = date(2024, 7, 1), datetime(2024, 7, 1, 14, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("code", "value", "found"),
    [
        ("0%", 1, Shown("100%", 1.0)),
        ('yyyy"年"m"月"', JULY, Shown("2024年7月", DAY, "ym")),
        ('yyyy"年"', JULY, Shown("2024年", DAY, "y")),
        ('m"月"d"日"', JULY, Shown("7月1日", DAY, "md")),
        ("aaaa", JULY, Shown("星期一", DAY, "d")),
        ("yyyy/m/d", JULY, DAY),
        ("yyyy/m/d", NOON, DAY),  # nobody sees the noon
        ("d-mmm-yy", JULY, DAY),
        ("yyyy/m/d h:mm", JULY + 14.5 / 24, Shown("2024-07-01 14:30", ALSO_TIME, "ymd")),
        ('yyyy"年"m"月"d"日" h"时"', JULY + 14.5 / 24, Shown("2024-07-01 14:30", ALSO_TIME, "ymd")),
        ("yyyy/m/d h:mm:ss", JULY, DAY),
        ("h:mm", 0.3125, Shown("7:30", time(7, 30))),
        ("[h]:mm", 1.5, Shown("36:00", timedelta(hours=36))),
        ("#,##0", 12, 12.0),
        ("0", 13800000000, 13800000000.0),
        ("0.00E+00", 13800000000, 13800000000.0),  # every digit is there
        ("0", 4.10711199001011e17, 4.10711199001011e17),  # and here three are lost: they show as zeros
        ("yyyy/m/d", -1, Shown("-1", -1.0)),  # Excel shows ####
        ("yyyy/m/d", 0, Shown("0", 0.0)),
        ("yyyy/m/d", 1e9, Shown("1000000000", 1e9)),
        ("0", math.inf, math.inf),
        ('[=1]"已完成";[=0]"未完成"', 2, 2.0),
    ],
)
def test_what_is_kept_of_a_cell(code, value, found):
    kept = number_format(code).shown(float(value))
    assert (kept, type(kept)) == (found, type(found))


def test_days_counted_from_1904():
    assert number_format('yyyy"年"m"月"').shown(JULY - 1462.0, from_1904=True).text == "2024年7月"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('@"（盖章）"', "甲（盖章）"),
        ('0;-0;0;"县"@', "县甲"),
        (";;;", ""),
        ('0"项"', "甲"),
        ("@", "甲"),
    ],
)
def test_texts_have_a_section_of_their_own(code, text):
    found = number_format(code)
    assert (found.worded("甲") if found else "甲") == text
    assert bool(found and found.rewords) == (text != "甲")


@pytest.mark.parametrize("code", ["General", "general", "@", "", "0" * 256, '"' * 300])
def test_codes_that_show_no_more_than_the_value(code):
    found = number_format(code)
    assert found is None or found.shown(1.5) == 1.5


def test_styles_that_show_no_more_are_not_looked_up():
    formats = CellFormats.of([0, 14, 31, 164, 165, 9, 1], {164: "yyyy\\-mm\\-dd;@", 165: "General"})
    assert (set(formats.telling), set(formats.whole)) == ({5}, {1, 2, 3, 6})


SIGNS_OF_CODES = st.sampled_from(
    [*'0#?.,%/@;"\\!_*[]-+ EeyYmdhsaAgG年月日', "General", "AM/PM", "[h]", "[DBNum1]", "[>1]", "[$-804]", "00", "E+"]
)


@settings(max_examples=400)
@given(st.lists(SIGNS_OF_CODES, max_size=40).map("".join), st.floats(allow_nan=False) | st.integers(-9, 99999))
def test_no_code_is_too_odd(code, value):
    found = number_format(code)
    text = text_of(found.shown(float(value)) if found else float(value))
    assert len(text) < 5000
    assert found is None or isinstance(found.worded("甲"), str)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False, allow_infinity=False))
def test_two_places_are_rounded_as_people_do(value):
    rounded = value.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    assert Decimal(shown("0.00", float(value))) == rounded


@pytest.mark.parametrize(
    "code", ["?" * 127 + "/" + "?" * 127, "0." + "0" * 253, "#," * 127, "[h" * 127, "0" * 255, "0E+" + "0" * 250]
)
def test_the_longest_codes_take_no_time(code):
    began = clock.monotonic()
    for value in (1.7976931348623157e308, 5e-324, 1 / 3):
        text_of(number_format(code).shown(value))
    assert clock.monotonic() - began < 5

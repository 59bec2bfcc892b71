"""Values are read as the sheet shows them, from workbooks of all makes; and what the rules then say."""

import struct
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from made.binary_workbook import INLINE, REAL, book, cell, row, sheet, wide
from made.forms import shipped

from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

READER = Reader.of(shipped())
CHECKER = Checker(RULES, Context(shipped(), date(2024, 7, 5)))
TOP = [["附件"], ["填报单位（盖章）：红旗区"], ["填报时间：2024年6月24日"], ["填报人员及电话：甲一 0373-2000001"]]
FIRST = len(TOP) + 2
JULY, JUNE_21, SEPTEMBER_5 = 45474, 45464, 45540

# Attachment, column, format code, what is kept, what is shown: one row each.
CELLS = [
    ("a3", "progress", "0%", 1, "100%"),
    ("a3", "progress", "0%", 0.5, "50%"),
    ("a3", "progress", "0.0%", 0.805, "80.5%"),
    ("a3", "progress", '0"%"', 95, "95%"),
    ("a3", "progress", '[=1]"已完成";[=0]"未完成"', 1, "已完成"),
    ("a3", "progress", '[=1]"已完成";[=0]"未完成"', 0, "未完成"),
    ("a3", "measures", '0"项"', 2, "2项"),
    ("a3", "measures", '"清理工作群"0"个"', 12, "清理工作群12个"),
    ("a3", "remark", '"第"0"批"', 3, "第3批"),
    ("a3", "remark", '"约"0"次"', 12, "约12次"),
    ("a3", "remark", '0.0"万元"', 12.34, "12.3万元"),
    ("a3", "remark", "000000", 1234, "001234"),
    ("a3", "remark", "#,##0.00", 1234.5, "1,234.50"),
    ("a3", "remark", "# ?/?", 0.5, "1/2"),
    ("a3", "deadline", 'yyyy"年"m"月"', 45444, "2024年6月"),
    ("a3", "deadline", 'm"月"d"日"', JUNE_21, "2024-06-21"),
    ("a3", "deadline", "m/d", JUNE_21, "2024-06-21"),
    ("a3", "deadline", "yyyy/m/d", JUNE_21, "2024-06-21"),
    ("a3", "deadline", 'yyyy"年"', JUNE_21, "2024年"),
    ("a7", "held", 'yyyy"年"m"月"', JULY, "2024年7月"),
    ("a7", "held", 'm"月"d"日"', SEPTEMBER_5, "9月5日"),
    ("a7", "held", "m/d", SEPTEMBER_5, "9/5"),
    ("a7", "held", 'm"月"', SEPTEMBER_5, "9月"),
    ("a7", "held", 'yyyy"年"', JULY, "2024年"),
    ("a7", "held", "yyyy/m/d", SEPTEMBER_5, "2024-09-05"),
    ("a7", "held", "h:mm", 0.3125, "7:30"),
    ("a7", "held", "yyyy-mm-dd hh:mm", SEPTEMBER_5 + 0.375, "2024-09-05 09:00"),
    ("a1", "inspection_phone", "0000-0000000", 3733050001, "0373-3050001"),
    ("a1", "inspection_phone", "00000000000", 3733050001, "03733050001"),
    ("a1", "inspection_phone", "#,##0", 3733050001, "3733050001"),
    ("a1", "inspection_phone", "0.00E+00", 13800000000, "13800000000"),
    ("a1", "inspection_phone", "00000", 1234, "01234"),
]


def phone_column():
    return next(column.key for column in shipped().attachment("a1").columns if column.type == "phone")


def cases(attachment):
    return [case for case in CELLS if case[0] == attachment]


def key_of(name):
    return phone_column() if name.endswith("phone") else name


def rows_of(attachment):
    """The sheet: its rows as lists of ``(value, format code)``."""
    columns = [column.key for column in shipped().attachment(attachment).columns]
    yield from ([(text, "General")] for (text,) in TOP)
    yield [(column.full_heading.replace("\n", ""), "General") for column in shipped().attachment(attachment).columns]
    for number, (_, name, code, value, _) in enumerate(cases(attachment), start=1):
        other = [(f"{key}{number}", "General") for key in columns]
        other[0] = (number, "General")
        other[columns.index(key_of(name))] = (value, code)
        yield other


def as_xlsx(attachment):
    workbook = openpyxl.Workbook()
    for number, values in enumerate(rows_of(attachment), start=1):
        for place, (value, code) in enumerate(values, start=1):
            workbook.active.cell(number, place, value).number_format = code
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def as_xlsb(attachment):
    rows = list(rows_of(attachment))
    codes = sorted({code for values in rows for _, code in values if code != "General"})
    styles = {"General": 0} | {code: place for place, code in enumerate(codes, start=1)}
    written = b"".join(
        row(number, b"".join(valued(place, value, styles[code]) for place, (value, code) in enumerate(values, start=1)))
        for number, values in enumerate(rows, start=1)
    )
    return book({"附件": sheet(written)}, formats=codes)


def valued(place, value, style):
    if isinstance(value, str):
        return cell(INLINE, place, wide(value), style)
    return cell(REAL, place, struct.pack("<d", value), style)


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (file,) = read_source(Source(name, tmp_path / name), READER, GuardLimits())
    return file


def check(file, attachment):
    (form,) = file.forms
    columns = {key: form.texts(key) for key in {key_of(name) for _, name, *_ in cases(attachment)}}
    read_as = [columns[key_of(name)][nth] for nth, (_, name, *_) in enumerate(cases(attachment))]
    assert read_as == [text for *_, text in cases(attachment)]


@pytest.mark.parametrize("attachment", ["a1", "a3", "a7"])
@pytest.mark.parametrize(("name", "write"), [("附件.xlsx", as_xlsx), ("附件.xlsb", as_xlsb)])
def test_cells_are_read_as_shown(tmp_path, attachment, name, write):
    check(read(tmp_path, name, write(attachment)), attachment)


@pytest.mark.office
@pytest.mark.parametrize("to", ["xls", "ods"])
@pytest.mark.parametrize("attachment", ["a1", "a3", "a7"])
def test_cells_are_read_as_shown_from_what_libreoffice_saves(tmp_path, office_convert, attachment, to):
    (tmp_path / "附件.xlsx").write_bytes(as_xlsx(attachment))
    data = office_convert(tmp_path / "附件.xlsx", to, tmp_path).read_bytes()
    check(read(tmp_path, f"附件.{to}", data), attachment)


def test_a_day_shown_without_its_day_is_a_month_or_a_year(tmp_path):
    (form,) = read(tmp_path, "附件3.xlsx", as_xlsx("a3")).forms
    written = [read_date(value, 2020) for value in form.values("deadline")][-5:]
    month, *days, year = written
    assert (month.day, month.precision) == (date(2024, 6, 30), Precision.MONTH)
    assert {(one.day, one.precision, one.normal) for one in days} == {(date(2024, 6, 21), Precision.DAY, True)}
    assert (year.day, year.precision) == (date(2024, 12, 31), Precision.YEAR)


def codes(file, prefix):
    return [(finding.code, finding.cell) for finding in CHECKER.check_file(file) if finding.code.startswith(prefix)]


def one(attachment, tmp_path, **cells):
    """Read a form of one row whose ``cells`` are ``(value, format code)`` by column key."""
    workbook = openpyxl.Workbook()
    for values in (
        *TOP,
        [column.full_heading.replace("\n", "") for column in shipped().attachment(attachment).columns],
    ):
        workbook.active.append(values)
    for place, column in enumerate(shipped().attachment(attachment).columns, start=1):
        value, code = cells.get(column.key, (column.example or "有", "General"))
        workbook.active.cell(FIRST, place, value).number_format = code
    workbook.save(tmp_path / f"{attachment}.xlsx")
    return read(tmp_path, f"{attachment}.xlsx", (tmp_path / f"{attachment}.xlsx").read_bytes())


@pytest.mark.parametrize(
    ("progress", "code", "found"),
    [
        (1, "0%", []),
        (0.5, "0%", ["JF504"]),
        (1, "0.00%", []),
        (1, '[=1]"已完成";"未完成"', []),
        (0, '[=1]"已完成";"未完成"', ["JF504"]),
        (3, '"已完成"0"项"', []),
    ],
)
def test_jf504_knows_a_share_and_words_around_a_number(tmp_path, progress, code, found):
    file = one("a3", tmp_path, deadline=("2024-06-20", "General"), progress=(progress, code))
    assert [code for code, _ in codes(file, "JF504")] == found


@pytest.mark.parametrize(
    ("deadline", "code", "found"),
    [
        (45444, 'yyyy"年"m"月"', ["JF207", "JF504"]),  # June is over by 5 July
        (JULY, 'yyyy"年"m"月"', ["JF207"]),
        (JULY, 'yyyy"年"m"月"d"日"', ["JF504"]),
        (JULY, 'm"月"d"日"', ["JF504"]),
        (JUNE_21, 'yyyy"年"', ["JF207"]),
    ],
)
def test_jf207_jf504_a_month_lasts_until_its_last_day(tmp_path, deadline, code, found):
    file = one("a3", tmp_path, deadline=(deadline, code), progress=("正在推进", "General"))
    assert sorted({code for code, _ in codes(file, "JF")} & {"JF207", "JF208", "JF504"}) == found


@pytest.mark.parametrize(
    ("held", "code", "found"),
    [
        (JULY, 'yyyy"年"m"月"', []),
        (JULY, "yyyy/m/d", ["JF506"]),
        (JULY, 'm"月"d"日"', ["JF506"]),
        (JULY, "m-d", ["JF506"]),
        (SEPTEMBER_5, "m/d", []),
    ],
)
def test_jf506_no_day_is_invented(tmp_path, held, code, found):
    assert [code for code, _ in codes(one("a7", tmp_path, held=(held, code)), "JF506")] == found


@pytest.mark.parametrize(
    ("number", "code"),
    [(3733050001, "0000-0000000"), (3733050001, "00000000000"), (13800000000, "0.00E+00"), (13800000000, "#,##0")],
)
def test_jf209_jf210_a_telephone_number_shown_whole_is_one(tmp_path, number, code):
    assert codes(one("a1", tmp_path, **{phone_column(): (number, code)}), "JF209") == []
    assert codes(one("a1", tmp_path, **{phone_column(): (number, code)}), "JF210") == []


@pytest.mark.parametrize("code", ['"第"0"项"', "00", '0"."', "0.00", "[DBNum1]0"])
def test_jf301_a_dressed_number_is_one(tmp_path, code):
    assert codes(one("a3", tmp_path, seq=(1, code)), "JF301") == []


def test_a_number_that_shows_nothing_is_nothing(tmp_path):
    (form,) = one("a3", tmp_path, remark=(0, "0;-0;;@")).forms
    assert form.values("remark") == ("",)


def test_a_text_is_shown_with_the_words_of_its_format(tmp_path):
    (form,) = one("a3", tmp_path, matter=("护河巡查", '@"进校园"')).forms
    assert form.texts("matter") == ["护河巡查进校园"]


def test_a_total_shown_with_its_unit(tmp_path):
    workbook = openpyxl.load_workbook(BytesIO(as_xlsx("a7")))
    workbook.active.cell(2, 5, "本级社会事务进校园总量为")
    workbook.active.cell(2, 6, len(cases("a7"))).number_format = '0"项"'
    workbook.save(tmp_path / "附件7.xlsx")
    file = read(tmp_path, "附件7.xlsx", (tmp_path / "附件7.xlsx").read_bytes())
    assert file.forms[0].header.text("declared_total") == str(len(cases("a7")))
    assert codes(file, "JF303") == []

"""The same forms in every layout and every format: the same rows, from the same cells."""

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from made.binary_workbook import binary
from made.packages import package, strict, with_openpyxl, with_xlsxwriter
from makers.filled import Filled
from makers.layouts import LAYOUTS, Shape
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from jianfu_cli.core.language.values import cell_name, text_of
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.workbook import read_workbook
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
LONG = "组织学生观看防溺水宣传片，签订《承诺书》，要求教师“每日一提醒”，并在工作群里打卡、接龙、拍照上传；由班主任逐户走访。"
KEYS = {
    "a1": "organisation lead_office person office_phone mobile wechat hotline complaints_email",
    "a2": "category matter body held venue scope content manner disposition remark",
    "a3": "category matter body grounds measures deadline progress remark",
    "a6": "region body matter document_number issued_on",
    "a7": "matter body grounds held venue scope content manner acceptance remark",
}


def rows(attachment, *values):
    """Rows of ``attachment`` from values in the order of ``KEYS``."""
    keys = KEYS[attachment].split()
    return tuple({key: value for key, value in zip(keys, row, strict=True) if value != ""} for row in values)


ROWS = {
    "a1": rows(
        "a1",
        ("红旗区教育体育局", "人事股", "甲一", "0373-0000001", "13000000001", "", "12345", "jianfu001@example.cn"),
        ("红旗区教育体育局", "基础教育股", "乙二", "0373-0000002", 13000000002, "jf_2", "0373-0000003", "a-b@example.cn"),
    ),
    "a2": rows(
        "a2",
        ("社会事务进校园", "防溺水宣传", "县水利局、县公安局", "2024年4—5月", "全县", "中小学师生", LONG, "讲座", "清理", ""),
        ("社会事务进校园", "“小手拉大手”创城", "县文明办", "全年", "城区", "小学", "打卡\n拍照\n接龙", "实践", "优化", "县里要求"),
        ("报表填写、调研统计", "学生<视力>统计 & 上报", "县卫健委", "3月-12月", "学校", "班主任", "线上填表，每月1次", "填报", "保留", ""),
        ("其他", "+普法宣传", "县司法局", "5月", "校园", "师生", "讲座, 答题; 征文", "讲座", "清理", ""),
    ),
    "a3": rows(
        "a3",
        ("其他", "普法宣传", "县司法局", "新教领秘〔2024〕2号", "取消打卡接龙。", date(2024, 6, 20), "已完成", ""),
        ("文件和会议", "多头发文", "县教体局", "新教领秘〔2024〕2号", "精简文件，合并会议。", "2024年6月底前", "正在推进", "无"),
    ),
    "a6": rows(
        "a6",
        ("红旗区", "区教育体育局", "关于减轻中小学教师负担的通知", "红教〔2023〕12号", date(2023, 5, 16)),
        ("红旗区", "区委编办、区教育体育局", "关于规范抽调借用教师的通知", "", "2022.3.1"),
    ),
    "a7": rows(
        "a7",
        ("法治进校园", "区司法局", "红司〔2024〕1号", "9—10月", "有关学校", "初中", "每校一场讲座", "讲座", "不验收", ""),
        ("消防演练", "区消防大队", "消防法", "每学年一次", "各校", "全体师生", "疏散演练", "演练", "现场查看", "1次"),
    ),
}  # fmt: skip
SHEETS = {
    "a2-A": ("A", "a2", Shape()),
    "a2-B": ("B", "a2", Shape()),
    "a2-C": ("C", "a2", Shape()),
    "a2-D": ("D", "a2", Shape()),
    "a2-F": ("F", "a2", Shape(merged="category")),
    "a1-A": ("A", "a1", Shape()),
    "a3-B": ("B", "a3", Shape()),
    "a6-D": ("D", "a6", Shape()),
    "a7-C": ("C", "a7", Shape()),
}
WRITTEN = {
    "openpyxl": ("xlsx", with_openpyxl),
    "XlsxWriter": ("xlsx", with_xlsxwriter),
    "Strict": ("xlsx", lambda sheets: strict(with_openpyxl(sheets))),
    "binary": ("xlsb", binary),
}
CSV = "csv:Text - txt - csv (StarCalc):"
CONVERTED = {
    "xls": ("xls", "xls", "xls", []),
    "xls named et": ("xls", "et", "xls", []),
    "xls named xlsx": ("xls", "xlsx", "xls", ["JF005"]),
    "ods": ("ods", "ods", "ods", []),
    "xlsx re-saved": ("xlsx", "xlsx", "xlsx", []),
    "csv in GB18030": (f"{CSV}44,34,85", "csv", "csv", []),
    "csv in UTF-8": (f"{CSV}44,34,76", "csv", "csv", []),
    "csv named xls": (f"{CSV}44,34,85", "xls", "csv", ["JF005"]),
    "tabs in UTF-16": (f"{CSV}9,34,65535", "tsv", "csv", []),
    "html": ("html", "html", "html", []),
    "html named xls": ("html", "xls", "html", ["JF005"]),
}


def made(layout):
    name, attachment, shape = SHEETS[layout]
    total = len(ROWS[attachment]) if attachment == "a7" else None
    return LAYOUTS[name](
        Filled(attachment, "红旗区", "2024-06-12", "甲一 0373-0000001", ROWS[attachment], total=total), shape
    )


def as_shown(value):
    """A text format holds what the sheet shows; the maker shows dates as 2024/6/20."""
    return f"{value.year}/{value.month}/{value.day}" if isinstance(value, date) else text_of(value)


def expected(layout, show, *, merges=True, origin=(1, 1)):
    """Each value of a row by its cell; where merges are lost, only their first cell keeps the value."""
    sheet = made(layout)
    _, attachment, shape = SHEETS[layout]
    filled = ROWS[attachment]
    found = {}
    for number, row in enumerate(filled, start=1):
        for column in CAMPAIGN.attachment(attachment).columns[1:]:
            repeats = column.key == shape.merged and number > 1 and row[column.key] == filled[number - 2][column.key]
            letters, place = coordinate_from_string(sheet.at[number, column.key])
            cell = cell_name(place - origin[0] + 1, column_index_from_string(letters) - origin[1] + 1)
            found[cell] = "" if repeats and not merges else show(row.get(column.key))
    return found


def read(path):
    (file,) = read_source(Source(path.name, path), READER, GuardLimits())
    assert file.outcome is Outcome.READ, file.problems
    (form,) = file.forms
    return file, form


def corner(layout):
    """The first row and column that hold anything: a page begins there, whatever is empty before."""
    cells = made(layout).cells
    return min(row for row, _ in cells), min(column for _, column in cells)


def check(path, layout, kind, codes, *, show=text_of):
    file, form = read(path)
    assert (file.type, [problem.code for problem in file.problems]) == (kind, codes)
    assert (form.attachment, form.owner.unit, form.header.reported_on) == (
        SHEETS[layout][1],
        "红旗区",
        date(2024, 6, 12),
    )
    if form.attachment != "a1":
        assert form.header.text("reporter") == "甲一 0373-0000001"
    assert (form.place.sheet is None) is (kind in {"csv", "html"})
    cells = {
        cell_name(row.number, column.number): text_of(value)
        for row in form.body.rows
        for column, value in zip(form.body.columns, row.values, strict=True)
        if column.key != "seq"
    }
    origin = corner(layout) if kind == "html" else (1, 1)
    assert cells == expected(layout, show, merges=kind != "csv", origin=origin)
    assert form.place.header_row == made(layout).headings[0] - origin[0] + 1


@pytest.mark.parametrize("layout", SHEETS)
@pytest.mark.parametrize("writer", WRITTEN)
def test_as_written(writer, layout, tmp_path):
    end, write = WRITTEN[writer]
    path = tmp_path / f"来件.{end}"
    path.write_bytes(write([made(layout)]))
    check(path, layout, end, [])


def test_strict_workbooks_write_dates_as_text():
    """Excel saves dates of a Strict workbook by ISO 8601, t="d" (ISO/IEC 29500-1, 18.18.11)."""
    book = openpyxl.Workbook(iso_dates=True)
    book.active["A1"] = date(2024, 6, 12)
    target = io.BytesIO()
    book.save(target)
    (grid,) = read_workbook(strict(target.getvalue()))
    assert text_of(grid.value(1, 1)) == "2024-06-12"


PAGE = "<html><table><tr><td>{}<td>{}<td>{}<tr><td>1<td>2<td>3</table>"
FORM = ["序号", "问题类别", "事项名称", "牵头实施单位", "开展时间", "开展地点", "实施范围", "意见建议"]
DATA = ["1", "其他", "普法宣传", "县司法局", "5月", "校园", "师生", "清理"]
RAW = "\n".join(",".join(row) for row in (FORM, DATA))


@pytest.mark.parametrize(
    ("name", "data", "outcome", "codes"),
    [
        pytest.param("来件.txt", RAW.replace(",", "\t"), "read", [], id="text cut by tabs"),
        pytest.param("附件2.et", RAW, "read", ["JF005"], id="csv under the name of a WPS workbook"),
        pytest.param("附件2.csv", "姓名,年龄,班级\n甲,9,3\n", "refused", ["JF006"], id="csv of something else"),
        pytest.param("名单.csv", "姓名,年龄,班级\n甲,9,3\n", "skipped", ["JF006"], id="csv of no name"),
        pytest.param("附件2.csv", RAW.replace("普法", '"普法'), "refused", ["JF001"], id="open quote"),
        pytest.param("附件2.xls", PAGE, "refused", ["JF006"], id="page of something else"),
        pytest.param("通知.html", PAGE, "skipped", [], id="page that is an enclosure"),
        pytest.param("说明.txt", "请于5日前报附件1,附件2,附件3。", "skipped", [], id="note"),
        pytest.param("附件2.xls", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "refused", ["JF001"], id="xml 2003 cut off"),
        pytest.param("附件2.xls", "\x09\x04\x06\x00", "refused", ["JF006"], id="Excel 4"),
        pytest.param("附件2.xls", "服务器内部错误", "refused", ["JF001"], id="words under a workbook's name"),
        pytest.param("盖章件.ofd", package({"OFD.xml": "<a/>"}), "skipped", [], id="ofd"),
        pytest.param("附件2.ofd", package({"Doc_0/Document.xml": "<a/>", "OFD.xml": "<a/>"}), "skipped", [], id="ofd of a form"),
        pytest.param("附件2.xlsx", package({"OFD.xml": "<a/>"}), "skipped", [], id="ofd under another name"),
    ],
)  # fmt: skip
def test_what_becomes_of_other_texts(name, data, outcome, codes, tmp_path):
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (file,) = read_source(Source(name, tmp_path / name, "红旗区"), READER, GuardLimits())
    assert (file.outcome, [problem.code for problem in file.problems]) == (outcome, codes)


@pytest.fixture(scope="module")
def saved(office_convert, tmp_path_factory):
    """``saved(filter)``: the folder in which LibreOffice has saved all sheets by that filter."""
    source = tmp_path_factory.mktemp("written")
    paths = [source / f"{layout}.xlsx" for layout in SHEETS]
    for path in paths:
        path.write_bytes(with_openpyxl([made(path.stem)]))
    done: dict[str, Path] = {}

    def folder(by):
        if by not in done:
            done[by] = tmp_path_factory.mktemp("saved")
            first, *others = paths
            office_convert(first, by, done[by], *others)
        return done[by]

    return folder


@pytest.mark.office
@pytest.mark.parametrize("layout", SHEETS)
@pytest.mark.parametrize("form", CONVERTED)
def test_as_saved_by_an_office(form, layout, saved, tmp_path):
    by, end, kind, codes = CONVERTED[form]
    path = tmp_path / f"来件.{end}"
    shutil.copy(saved(by) / f"{layout}.{by.partition(':')[0]}", path)
    check(path, layout, kind, codes, show=as_shown if kind in {"csv", "html"} else text_of)

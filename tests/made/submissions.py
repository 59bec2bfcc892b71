"""A submission as people make it, with all that libraries lose on the way: for what is written into copies of it."""

import base64
import io
import warnings
import zipfile
from datetime import date

import xlsxwriter
from openpyxl import load_workbook

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker
from made.forms import shipped

AS_OF = date(2024, 6, 14)
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
GOOD = {
    "category": "社会事务进校园",
    "body": "县教体局",
    "held": "2024年4月",
    "venue": "全县中小学",
    "scope": "七年级师生",
    "content": "组织学生观看宣传片。",
    "manner": "线上答题",
    "disposition": "保留",
}
_X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>参考!$A$1:$A$2</xm:f></x14:formula1>'
    "<xm:sqref>J4:J20</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
_CELL_IMAGES = (
    '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"><etc:cellImage/></etc:cellImages>'
)


def submission(*rows, attachment="a2", filled=(), **more):
    """Write a form with a title, a header block, headings in row 3 and ``rows`` (changes to a good row) from row 4.

    ``filled`` are cells with a fill of their own; ``more`` are cells by address, over what stands there.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("附件")
        form = shipped().attachment(attachment)
        sheet.write(0, 0, form.title)
        for place, text in enumerate(("填报单位：红旗区", "填报时间：2024-06-12", "填报人员及电话：张某 0373-1234567")):
            sheet.write(1, place * 3, text)
        grey = book.add_format({"bg_color": "#D9EAD3", "bold": True})
        for place, column in enumerate(form.columns):
            sheet.write(2, place, column.heading)
            sheet.set_column(place, place, column.width)
        for number, row in enumerate(rows, start=1):
            values = {"seq": number, "matter": f"防溺水宣传进校园（{number}）", **GOOD, **row}
            for place, column in enumerate(form.columns):
                sheet.write(2 + number, place, values.get(column.key, ""))
        for place, value in more.items():
            sheet.write(place, value)
        for place in filled:
            sheet.write(place, "", grey)
    return target.getvalue()


def rich_submission(*rows):
    """A form with everything that a load and a save would lose, or that a new first sheet could put out of order."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet, lookup = book.add_worksheet("附件2"), book.add_worksheet("参考")
        form = shipped().attachment("a2")
        bold, tinted = book.add_format({"bold": True}), book.add_format({"bg_color": "#D9EAD3", "italic": True})
        for place, text in enumerate(("填报单位：红旗区", "填报时间：2024-06-12", "填报人员及电话：张某 0373-1234567")):
            sheet.write(1, place * 3, text)
        for place, column in enumerate(form.columns):
            sheet.write(2, place, column.heading, tinted)
            sheet.set_column(place, place, column.width)
        for number, row in enumerate(rows, start=1):
            values = {"seq": number, "matter": f"防溺水宣传进校园（{number}）", **GOOD, **row}
            for place, column in enumerate(form.columns):
                sheet.write(2 + number, place, values.get(column.key, ""), tinted if column.key == "category" else bold)
        lookup.write_column(0, 0, ["清理", "保留"])
        sheet.write_comment("B4", "请领导核对", {"author": "填表人"})
        sheet.write_comment("K4", "与本表无关", {"author": "填表人"})
        sheet.insert_image("N2", "章.png", {"image_data": io.BytesIO(PICTURE)})
        sheet.data_validation("B4:B20", {"validate": "list", "source": ["社会事务进校园", "文件和会议"]})
        sheet.conditional_format("A4:K20", {"type": "blanks", "format": book.add_format({"bg_color": "#FFFFCC"})})
        sheet.write_formula("L4", '=_xlfn.DISPIMG("ID_1",1)', None, "")
        sheet.repeat_rows(2)
        lookup.print_area("A1:B5")
        lookup.activate()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=参考!$A$1:$A$2"})
        lookup.insert_chart("D2", chart)
        book.define_name("隐藏名称", "=参考!$A$1")
        book.set_custom_property("KSOProductBuildVer", "2052-12.1.0")
    parts = parts_of(target.getvalue())
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"</worksheet>", f"{_X14}</worksheet>".encode()
    )
    parts["xl/cellimages.xml"] = _CELL_IMAGES.encode()
    relation = (
        b'<Relationship Id="rId99" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>'
    )
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation + b"</Relationships>")
    types = "[Content_Types].xml"
    override = (
        b'<Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/>'
    )
    parts[types] = parts[types].replace(b"</Types>", override + b"</Types>")
    return packed(parts)


def parts_of(data):
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    """Zip ``parts`` in their order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(data, name, change):
    """Return the package with one part passed through ``change``."""
    parts = parts_of(data)
    parts[name] = change(parts[name])
    return packed(parts)


def book_of(data):
    with warnings.catch_warnings():
        # openpyxl says which extensions it does not read.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(io.BytesIO(data))


def read_and_check(data, folder, name="附件.xlsx"):
    """Read and check ``data`` as a file called ``name``; return the file and what was found in it."""
    path = folder / name
    path.write_bytes(data)
    (file,) = read_source(Source(name, path), Reader.of(shipped()), GuardLimits())
    assert file.outcome is Outcome.READ, file.problems
    rules = choose_rules(RULES, shipped().rules)
    return file, Checker(rules, Context(shipped(), AS_OF)).check_file(file)

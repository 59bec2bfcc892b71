"""XML spreadsheets of 2003, and OpenDocument ones in one XML text: read as the workbooks they are."""

from datetime import datetime

import pytest
from made.forms import findings, shipped
from made.printed import PRINTED

from jianfu_cli.core.language.values import ErrorValue, text_of
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.flat_document import read_sheets as read_flat
from jianfu_cli.reading.formats.xml_spreadsheet import read_sheets
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source

BOOK = """<?xml version="1.0"{declared}?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"><Font ss:FontName="宋体"/><NumberFormat/></Style>
  <Style ss:ID="share"><NumberFormat ss:Format="0%"/></Style><Style ss:ID="named"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="month"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>
  <Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>
  <Style ss:ID="child" ss:Parent="share"><Font ss:FontName="宋体" ss:StrikeThrough="1"/></Style>
  <Style ss:ID="signs"><Font ss:FontName="Wingdings 2"/></Style>
 </Styles>
 {sheets}
</Workbook>"""


def sheet(rows, name="附件2", options=""):
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'


def book(*sheets, declared=""):
    return BOOK.format(sheets="".join(sheets), declared=declared)


def cell(kind, text, more="", **attributes):
    more += "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def grid(rows, **more):
    (one,) = read_sheets(book(sheet(rows, **more)).encode(), None, GuardLimits())
    return one


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (cell("String", "甲"), "甲"),
        (cell("String", "甲&#10;乙"), "甲\n乙"),
        ('<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>甲</B>乙</ss:Data></Cell>', "甲乙"),
        (cell("Number", "2"), "2"),
        (cell("Number", "1", 'ss:StyleID="share"'), "100%"),
        (cell("Number", "0.5", 'ss:StyleID="named"'), "50.00%"),
        (cell("Number", "0.5", 'ss:StyleID="child"'), "50%"),
        (cell("DateTime", "2024-06-01T00:00:00.000", 'ss:StyleID="month"'), "2024年6月"),
        (cell("DateTime", "2024-06-20T00:00:00.000", 'ss:StyleID="day"'), "2024-06-20"),
        (cell("DateTime", "2024-06-20T00:00:00.000"), text_of(datetime.fromisoformat("2024-06-20"))),
        (cell("Boolean", "1"), text_of(True)),
        (cell("String", "R", 'ss:StyleID="signs"'), "☑"),
        (cell("String", "甲") + "<Comment><ss:Data>批注</ss:Data></Comment>", "甲"),
    ],
)  # fmt: skip
def test_a_cell_is_what_it_shows(written, shown):
    assert text_of(grid(f"<Row>{written}</Row>").value(1, 1)) == shown


def test_places_spans_and_what_is_hidden():
    rows = (
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="6" ss:Width="0"/>'
        f'<Row ss:Index="3">{cell("String", "甲", MergeAcross=1, MergeDown=1)}{cell("String", "丙")}</Row>'
        f'<Row ss:Hidden="1">{cell("String", "丁", Index=5)}</Row><Row ss:Span="2"/>'
        f'<Row ss:Height="0">{cell("String", "戊", StyleID="child")}{cell("String", "己", StyleID="child")}</Row>'
    )
    one = grid(rows)
    assert one.rows == [[], [], ["甲", "", "丙"], ["", "", "", "", "丁"], [], [], [], ["戊", "己"]]
    assert one.merges == (Merge(3, 1, 4, 2),)
    assert (one.facts.hidden_rows, one.facts.hidden_columns, one.facts.struck_rows) == ({4, 8}, {2, 3, 6}, {8})


@pytest.mark.parametrize("rows", ['<Row ss:Index="0"><Cell ss:Index="0"/>{}</Row>', '{0}<Row ss:Index="x">{0}</Row>'])
def test_a_cell_without_a_place_or_a_row_spoils_nothing(rows):
    assert [text for row in grid(rows.format(cell("String", "甲"))).rows for text in row if text] == ["甲"]


def test_formulas_and_errors_are_told_of():
    formula = 'ss:Formula="=SUM(R[-1]C)"'
    one = grid(f"<Row>{cell('Number', '3', formula)}<Cell {formula}/>{cell('Error', '#REF!')}</Row>")
    assert (one.facts.formulas, one.facts.broken_cells[1, 3]) == ({(1, 1)}, ErrorValue("#REF!"))
    assert (1, 2) in one.facts.broken_cells


def test_sheets_keep_their_names_and_hidden_ones_are_known():
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    text = book(sheet("", "甲"), sheet("", "乙", hidden), declared=' encoding="gb2312"')
    assert [(one.name, one.hidden) for one in read_sheets(text.encode("gb18030"), None, GuardLimits())] == [
        ("甲", False),
        ("乙", True),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (book(sheet("<Row>")), "JF001"),
        (book(), "JF001"),
        (book(sheet("")).replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook'), "JF003"),
        (book(sheet(f'<Row ss:Index="1048576">{cell("String", "甲", Index=16384)}</Row>' * 60)), "JF003"),
        (book(sheet(f"<Row>{cell('String', '甲', MergeAcross=9999, MergeDown=9999)}</Row>")), "JF003"),
    ],
)
def test_what_is_damaged_or_unsafe_is_refused(text, code):
    with pytest.raises(RefusedError) as refusal:
        read_sheets(text.encode(), None, GuardLimits(area=1_000_000))
    assert refusal.value.code == code


FORM = (
    ["专项整治问题摸排清单"],
    ["填报单位：红旗区    填报时间：2024年6月5日    填报人员及电话：某甲 0373-0000001"],
    list(PRINTED["a2"]),
    ["1", "社会事务进校园", "护河", "县水利局", "5月", "学校", "全县", "讲座", "讲座", "清理", ""],
)


@pytest.mark.parametrize("name", ["附件2.xml", "附件2.xls", "附件2.xlsx"])
def test_a_form_is_read_under_whatever_name(name, tmp_path):
    rows = "".join("<Row>" + "".join(cell("String", text) for text in line) + "</Row>" for line in FORM)
    (tmp_path / name).write_text(book(sheet(rows)), encoding="utf-8")
    (file,) = read_source(Source(name, tmp_path / name, "红旗区"), Reader.of(shipped()), GuardLimits())
    assert [(form.attachment, form.texts("matter")) for form in file.forms] == [("a2", ["护河"])]
    assert {finding.code for finding in findings(file)} & {"JF005", "JF006"} == (
        {"JF005"} if name.endswith("xlsx") else set()
    )


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>
 <table:table table:name="附件2"><table:table-row><table:table-cell office:value-type="percentage" office:value="1">
 <text:p>100%</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document>"""


def test_a_flat_document_is_read_as_an_ods():
    (one,) = read_flat(FLAT.encode(), None, GuardLimits())
    assert (one.name, text_of(one.value(1, 1))) == ("附件2", "100%")


def test_a_flat_document_with_a_doctype_is_refused():
    with pytest.raises(RefusedError) as refusal:
        read_flat(FLAT.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1).encode(), None, GuardLimits())
    assert refusal.value.code == "JF003"

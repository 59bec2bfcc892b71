"""Boxes to tick that are drawn over cells: read with their captions, whichever program drew them."""

import io
import struct
import zipfile

import pytest
from made.forms import findings, shipped
from made.printed import PRINTED
from openpyxl import Workbook

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.old_drawings import DRAWING, OBJECT, TEXT, OldDrawings
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
HEADINGS = list(PRINTED["a2"])
ROW = ["1", "社会事务进校园", "护河宣传", "县水利局", "5月", "全县", "中小学", "讲座一次", "讲座", "", ""]
LINES = [["专项整治问题摸排清单"], ["填报单位：获嘉县"], HEADINGS, ROW, ["2", *ROW[1:]]]
CHOICES = ["清理", "保留", "优化"]


def read(data, name, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    (file,) = read_source(Source(name, path), READER, GuardLimits())
    return file


def box(row, left, caption, *, ticked, said=True, bottom="20", kind="Checkbox"):
    checked = "<x:Checked>1</x:Checked>" if ticked and said else ""
    return (
        f'<v:shape type="#_x0000_t201"><v:textbox><div><font>{caption}</font></div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>9, {left}, {row}, 3, 9, {left + 25}, {row}, {bottom}</x:Anchor>'
        f"{checked}</x:ClientData></v:shape>"
    )


def workbook(shapes, properties=()):
    """A workbook on whose sheet the older drawing holds ``shapes``; ``properties`` of its controls, as LibreOffice has."""
    book = Workbook()
    for line in LINES:
        book.active.append([value or None for value in line])
    plain, target = io.BytesIO(), io.BytesIO()
    book.save(plain)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = [f'<Relationship Id="v" Type="{office}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>'] + [
        f'<Relationship Id="c{number}" Type="{office}/ctrlProp" Target="../ctrlProps/ctrlProp{number}.xml"/>'
        for number in range(len(properties), 0, -1)
    ]
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/drawings/vmlDrawing1.vml", f"<xml>{''.join(shapes)}</xml>")
        for number, is_ticked in enumerate(properties, start=1):
            new.writestr(
                f"xl/ctrlProps/ctrlProp{number}.xml",
                f'<formControlPr objectType="CheckBox"{" checked=" + chr(34) + "Checked" + chr(34) if is_ticked else ""}/>',
            )
        new.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(relations)}</Relationships>",
        )
    return target.getvalue()


def boxes(picked, **how):
    return [
        box(row, 30 * nth, caption, ticked=caption == one, **how)
        for row, one in enumerate(picked, start=3)
        for nth, caption in enumerate(CHOICES)
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: workbook(boxes(["清理", "优化"])), id="in the drawing"),
        pytest.param(lambda: workbook(boxes(["清理", "优化"], kind="Radio")), id="buttons"),
        pytest.param(
            lambda: workbook(boxes(["清理", "优化"], said=False), [True, False, False, False, False, True]),
            id="in the properties",
        ),
    ],
)
def test_boxes_over_a_cell_say_what_they_pick(data, tmp_path):
    file = read(data(), "附件2.xlsx", tmp_path)
    (form,) = file.forms
    assert [str(value) for value in form.texts("disposition")] == ["☑清理 □保留 □优化", "□清理 □保留 ☑优化"]
    said = [(finding.code, finding.message) for finding in findings(file) if finding.column == "意见建议"]
    assert [code for code, _ in said] == ["JF203", "JF203"]
    assert [part for _, message in said for part in ("按“清理”", "按“优化”") if part in message] == [
        "按“清理”",
        "按“优化”",
    ]
    assert not [finding for finding in findings(file) if finding.code == "JF011"]


def test_what_is_drawn_and_is_no_box_to_tick_is_still_said(tmp_path):
    file = read(workbook([box(3, 0, "清理", ticked=False, kind="Drop")]), "附件2.xlsx", tmp_path)
    assert [(finding.severity, finding.row) for finding in findings(file) if finding.code == "JF011"] == [("error", 4)]


def test_the_caption_that_a_program_gives_is_none(tmp_path):
    file = read(workbook([box(3, 0, "复选框 1", ticked=True)]), "附件2.xlsx", tmp_path)
    assert [str(value) for value in file.forms[0].texts("disposition")] == ["☑", ""]


def test_boxes_of_an_old_workbook_have_state_and_caption():
    """Each kind of record as LibreOffice and Excel write it: the state under 0x0A or 0x12, the caption behind the text."""
    edges = struct.pack("<HHI", 0, 0xF010, 18) + struct.pack("<9H", 0, 9, 0, 3, 0, 9, 200, 3, 100)
    common = struct.pack("<HHHH", 0x15, 18, 11, 1) + bytes(14)
    of_excel = struct.pack("<HH", 0x0A, 12) + bytes(12) + struct.pack("<HH", 0x12, 8) + b"\1" + bytes(7)
    of_office = struct.pack("<HH", 0x0A, 12) + b"\1" + bytes(11)
    text = struct.pack("<5HH", 0, 0, 0, 0, 0, 2) + bytes(6)
    caption = struct.pack("<HHB", 0x3C, 5, 1) + "清理".encode("utf-16-le")
    for state, ticked in ((of_excel, True), (of_office, True), (struct.pack("<HH", 0x0A, 12) + bytes(12), False)):
        drawings = OldDrawings()
        drawings.take(DRAWING, edges, 0, len(edges))
        drawings.take(OBJECT, common + state, 0, len(common + state))
        drawings.take(TEXT, text + caption, 0, len(text))
        [thing] = drawings.found
        assert (thing.cells, thing.text, thing.ticked) == ("J4", "清理", ticked)


def test_boxes_of_an_ods_have_state_and_caption(tmp_path):
    spaces = {
        "office": "office",
        "table": "table",
        "text": "text",
        "draw": "drawing",
        "form": "form",
        "svg": "svg-compatible",
    }
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"' for name, uri in spaces.items())
    controls = "".join(
        f'<form:checkbox form:id="c{nth}" form:label="{choice}"{" form:current-state=" + chr(34) + "checked" + chr(34) if nth == 2 else ""}/>'
        for nth, choice in enumerate(CHOICES)
    )
    drawn = "".join(
        f'<draw:control table:end-cell-address="附件2.J4" svg:width="0.7cm" svg:height="0.3cm" draw:control="c{nth}"/>'
        for nth in range(3)
    )

    def cell(text, within=""):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            if text
            else (f"<table:table-cell>{within}</table:table-cell>")
        )

    rows = "".join(
        f"<table:table-row>{''.join(cell(text, drawn if (nth, place) == (3, 9) else '') for place, text in enumerate(line))}"
        "</table:table-row>"
        for nth, line in enumerate(LINES[:4])
    )
    content = (
        f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="附件2">'
        f"<office:forms><form:form>{controls}</form:form></office:forms>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    file = read(target.getvalue(), "附件2.ods", tmp_path)
    assert [str(value) for value in file.forms[0].texts("disposition")] == ["□清理 □保留 ☑优化"]

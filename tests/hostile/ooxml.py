"""Workbooks from their very XML, so that every lie can be told in it."""

import io
import struct
import warnings
import zipfile
import zlib
from xml.sax.saxutils import escape

from made.forms import shipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = [column.full_heading.replace("\n", "") for column in shipped().attachment("a2").columns]
ROW = ["1", "其他", "普法宣传", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", "无"]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def row(number, values):
    cells = "".join(cell(f"{LETTERS[place]}{number}", value) for place, value in enumerate(values) if value)
    return f'<row r="{number}">{cells}</row>'


def form(rows=2, **changed):
    """The rows of 附件2: the headings and as many rows, the first of which has ``changed`` values by column key."""
    keys = [column.key for column in shipped().attachment("a2").columns]
    first = [changed.get(key, value) for key, value in zip(keys, ROW, strict=True)]
    more = [row(number, [str(number - 1), ROW[1], f"事项{number}", *ROW[3:]]) for number in range(3, rows + 2)]
    return row(1, HEADINGS) + row(2, first) + "".join(more)


def sheet(rows, before="", after=""):
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts(content, names=("Sheet1",), **more):
    """The parts of a workbook of one worksheet and as many copies of it as there are ``names``; ``more`` by path."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in zip(numbers, names, strict=True))
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{LINKS}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in numbers
    )
    texts = f'<Relationship Id="rIdT" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    styles = f'<Relationship Id="rIdS" Type="{LINKS}/styles" Target="styles.xml"/>'
    links += texts * ("xl/sharedStrings.xml" in more) + styles * ("xl/styles.xml" in more)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"xl/worksheets/sheet{number}.xml": content for number in numbers},
        **more,
    }


def zipped(members, flags=0):
    """Zip ``(name, content)`` pairs or a mapping; one name may come twice."""
    target = io.BytesIO()
    pairs = members.items() if isinstance(members, dict) else members
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # one name twice
        for name, content in pairs:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
            archive.writestr(info, data)
    return target.getvalue() if not flags else flagged(target.getvalue(), flags)


def workbook(content, names=("Sheet1",), **more):
    return zipped(parts(content, names, **more))


def flagged(data, flags):
    """Set general purpose flags in every header of a zip."""
    made = bytearray(data)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := made.find(signature, start)) >= 0:
            made[start + place] |= flags
            start += 4
    return bytes(made)


def resized(data, name, size, crc=None):
    """Let a zip say of one member that it has ``size`` bytes (and the ``crc`` of those)."""
    made = bytearray(data)
    for signature, crc_at, size_at, name_at in ((b"PK\x03\x04", 14, 22, 30), (b"PK\x01\x02", 16, 24, 46)):
        start = 0
        while (start := made.find(signature, start)) >= 0:
            if made[start + name_at : start + name_at + len(name)] == name.encode():
                struct.pack_into("<I", made, start + size_at, size)
                if crc is not None:
                    struct.pack_into("<I", made, start + crc_at, crc)
            start += 4
    return bytes(made)


def crc(data):
    return zlib.crc32(data)


def ods(tables):
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def ods_row(values, attributes=""):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in values
    )
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def ods_table(rows, name="Sheet1"):
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_form(more=""):
    return ods_table(ods_row(HEADINGS) + ods_row(ROW) + more)

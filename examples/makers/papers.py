"""What lies beside the workbooks: reports and cases in Word, stamped scans, enclosures."""

import io
import struct
import zlib
from functools import cache
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from makers.filled import DATA, Unit
from makers.layouts import CAMPAIGN
from makers.sheet import NOTE, repacked

_KEPT_STYLES = {"Normal", "Heading1", "Heading2", "Heading3", "DefaultParagraphFont", "TableNormal", "NoList"}
_WIDTH, _HEIGHT = 420, 594  # A4 at about 50 dpi: small, and red enough


def outline(unit: Unit, attachment: str, texts: dict[str, str], *, styled: bool, without: tuple[str, ...] = ()) -> bytes:
    """Write 附件4 or 附件5 with the notice's headings: as heading styles, or typed as plain paragraphs."""
    schema = CAMPAIGN.attachment(attachment)
    document = Document()
    document.add_paragraph(schema.label)
    title = f"{unit.name}减轻中小学教师负担{schema.title.removesuffix('提纲')}"
    document.add_paragraph(title, style="Heading 1" if styled else None)
    for level, number, section in schema.numbered_sections():
        if section.heading in without:
            continue
        heading = f"{number}{section.heading}"
        document.add_paragraph(heading, style=f"Heading {min(level, 3)}" if styled else None)
        if text := texts.get(section.heading, ""):
            document.add_paragraph(text.replace("~", unit.name))
    return _saved(document)


def report_texts(unit: Unit, figures: dict[str, int]) -> dict[str, str]:
    """Return the text of each section of 附件4 with the figures of the unit's own tables."""
    chosen = {heading: texts[unit.number % len(texts)] for heading, texts in DATA["report"].items()}
    return {heading: text.format(**figures) for heading, text in chosen.items()}


def case_texts(unit: Unit) -> dict[str, str]:
    """Return the text of each section of 附件5."""
    cases: list[dict[str, str]] = DATA["cases"]
    return cases[unit.number % len(cases)]


def enclosure(issuer: str, title: str, number: str) -> bytes:
    """Write one of the documents that 附件6 lists."""
    document = Document()
    for text in (f"{issuer}文件", number, title, "各学校：", "现将有关要求通知如下，请遵照执行。"):
        document.add_paragraph(text)
    return _saved(document)


def _saved(document: Any) -> bytes:
    """Save without the template's picture and unused styles: they would be nine tenths of the file."""
    document.core_properties.author, document.core_properties.comments = "演示", NOTE
    package = document.part.package
    for owner in (package, document.part):
        for rel_id, rel in list(owner.rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in {"thumbnail", "stylesWithEffects", "customXml", "numbering"}:
                del owner.rels[rel_id]
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:latentStyles") or (
            style.tag == qn("w:style") and style.get(qn("w:styleId")) not in _KEPT_STYLES
        ):
            styles.remove(style)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


@cache
def _page(seal: int) -> bytes:
    """Return the RGB rows of a scanned page: grey lines of a table and a red ring of a seal."""
    centre_x, centre_y = 290 + 9 * (seal % 7), 430 + 8 * (seal % 5)
    white, grey, red = b"\xfc\xfc\xfa", b"\x70\x70\x74", b"\xd2\x28\x2c"
    rows = bytearray()
    for y in range(_HEIGHT):
        ruled = 90 < y < 380 and y % 24 == 0
        row = bytearray((white * 40 + grey * (_WIDTH - 80) + white * 40) if ruled else white * _WIDTH)
        if 90 < y < 380 and not ruled and 6 < y % 24 < 18:
            for x in range(48, 360, 62):
                row[3 * x : 3 * (x + 30)] = grey * 30 if (x + y // 24) % 3 else white * 30
        for x in range(centre_x - 50, centre_x + 51):
            distance = (x - centre_x) ** 2 + (y - centre_y) ** 2
            star = abs(x - centre_x) + abs(y - centre_y) < 14
            if 42**2 < distance < 47**2 or star:
                row[3 * x : 3 * x + 3] = red
        rows += row
    return bytes(rows)


def scan_png(seal: int, owner: str) -> bytes:
    """Return a scanned page as PNG; ``owner`` makes it this unit's own file."""
    lines = b"".join(b"\0" + _page(seal)[3 * _WIDTH * y : 3 * _WIDTH * (y + 1)] for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    note = b"Comment\0\0\0\0\0" + owner.encode()
    chunks = ((b"IHDR", header), (b"iTXt", note), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def scan_pdf(seal: int, owner: str) -> bytes:
    """Return a scanned page as PDF: one picture covering an A4 page, no text."""
    picture = zlib.compress(_page(seal), 9)
    drawing = b"q 595 0 0 842 0 0 cm /I Do Q"
    title = b"<FEFF" + owner.encode("utf-16-be").hex().upper().encode() + b">"
    size = b"/Width %d /Height %d" % (_WIDTH, _HEIGHT)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image " + size + b" /ColorSpace /DeviceRGB /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
        b"<< /Title " + title + b" >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info 6 0 R >>" % (len(objects) + 1)
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        trailer,
        len(body),
    )

"""Makers of Word files that are not written by the product: body XML as Word, WPS or a web system would leave it."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{type}" Target="{target}"/></Relationships>'
)
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def word(*body: str, styles: str = "", strict: bool = False) -> bytes:
    """Pack body XML (namespaces w, mc, wps, v) into a docx."""
    document = f"<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        main = _RELATIONS.format(type=f"{_RELATION}/officeDocument", target="word/document.xml")
        package.writestr("_rels/.rels", main)
        package.writestr("word/document.xml", document.replace(W, _STRICT) if strict else document)
        if styles:
            package.writestr(
                "word/_rels/document.xml.rels", _RELATIONS.format(type=f"{_RELATION}/styles", target="styles.xml")
            )
            package.writestr("word/styles.xml", f"<w:styles {_NAMES}>{styles}</w:styles>")
    return target.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs; plain text becomes a run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{runs}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """Return a cell of paragraphs; plain text becomes a paragraph."""
    inside = "".join(one if one.startswith("<") else p(*([one] if one else [])) for one in content)
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{inside or '<w:p/>'}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row of cells; plain text becomes a cell."""
    inside = "".join(one if one.startswith("<w:") else tc(one) for one in cells)
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{inside}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'

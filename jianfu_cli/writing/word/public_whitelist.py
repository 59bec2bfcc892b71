"""白名单公布稿.docx: the municipal and county whitelist by level, laid out by GB/T 9704-2012."""

from datetime import date
from io import BytesIO

from docx import Document

from jianfu_cli.core.rollup.publication import PublicWhitelist
from jianfu_cli.writing.packing import midnight, settle
from jianfu_cli.writing.word.parts import add_page_number, drop_thumbnail, set_page
from jianfu_cli.writing.word.styles import set_styles
from jianfu_cli.writing.word.tables import add_table

_NUMBER = "序号"
# 序号, and other headings of four characters, on one line.
_NUMBER_WIDTH, _LEAST_WIDTH = 9.0, 15.0


def whitelist_document(whitelist: PublicWhitelist, issuer: str, day: date) -> bytes:
    """Return the whitelist as docx, the same bytes for the same arguments; one table a level, on A4 landscape."""
    document = Document()
    set_page(document, landscape=True)
    set_styles(document)
    document.add_paragraph(whitelist.title, "Title")
    document.add_paragraph(f"{whitelist.area}共{whitelist.total}项。{whitelist.rule}")
    widths = (_NUMBER_WIDTH, *(max(width, _LEAST_WIDTH) for width in whitelist.widths))
    for level in whitelist.levels:
        document.add_paragraph(f"{level.name}（{len(level.rows)}项）", "Heading 1")
        rows = [(str(nth), *cells) for nth, cells in enumerate(level.rows, start=1)]
        add_table(document, (_NUMBER, *whitelist.headings), rows, widths)
    add_page_number(document)
    drop_thumbnail(document)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = whitelist.title, issuer, issuer
    properties.comments, properties.keywords = "", ""
    properties.created = properties.modified = midnight(day)
    properties.revision = 1
    buffer = BytesIO()
    document.save(buffer)
    return settle(buffer.getvalue(), day)

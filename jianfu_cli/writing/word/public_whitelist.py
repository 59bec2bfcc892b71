"""白名单公布稿.docx: the municipal and county whitelist by level, laid out by GB/T 9704-2012."""

from datetime import date

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.numbered import in_chinese_numerals
from jianfu_cli.core.rollup.publication import PublicWhitelist
from jianfu_cli.writing.word.official import OfficialDocument

_NUMBER = "序号"
# 序号, and other headings of four characters, on one line.
_NUMBER_WIDTH, _LEAST_WIDTH = 9.0, 15.0


def whitelist_document(whitelist: PublicWhitelist, issuer: str, day: date, *, complaints: bool) -> bytes:
    """Return the whitelist as docx, the same bytes for the same arguments; one table a level, on A4 landscape.

    ``complaints``: it ends with where to complain, which is published too.
    """
    document = OfficialDocument(landscape=True)
    document.title(whitelist.title)
    document.paragraph(f"{whitelist.area}共{whitelist.total}项。{whitelist.rule}")
    widths = (_NUMBER_WIDTH, *(max(width, _LEAST_WIDTH) for width in whitelist.widths))
    for place, level in enumerate(whitelist.levels, start=1):
        document.heading(f"{in_chinese_numerals(place)}、{level.name}（{len(level.rows)}项）")
        rows = [(str(nth), *cells) for nth, cells in enumerate(level.rows, start=1)]
        document.table((_NUMBER, *whitelist.headings), rows, widths)
    if complaints:
        document.paragraph("对清单外的事项进校园、清单执行中加重教师负担的情况，可以通过公布的投诉举报热线、邮箱反映。")
    document.sign(issuer, in_chinese(day))
    return document.finished(whitelist.title, issuer, day)

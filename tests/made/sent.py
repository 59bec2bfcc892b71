"""Workbooks and scans as units send them (all made up), for tests that run commands."""

from io import BytesIO

from docx import Document
from openpyxl import Workbook

from made.forms import shipped

SCAN = b"%PDF-1.4\n% a stamped page\n%%EOF\n"


def workbook(attachment, unit, day, rows=1, **changes):
    """Return a clean form as bytes: headings as the notice has them, ``rows`` rows of examples; none is a nil return.

    ``changes`` are cells of every row by column key.
    """
    form = shipped().attachment(attachment)
    book = Workbook()
    sheet = book.active
    sheet.append([form.title])
    header = {"unit": unit, "reported_on": day, "reporter": "张某某 0373-0000000", "declared_total": f"{rows}项"}
    sheet.append([f"{field.label}：{header[field.key]}" for field in form.header])
    sheet.append([column.full_heading for column in form.columns])
    for number in range(1, rows + 1):
        values = {"seq": number, **{one.key: _value(one, number) for one in form.columns[1:]}, **changes}
        sheet.append([values[column.key] for column in form.columns])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


_VALUES = {
    "matter": "语音打卡第{number}项", "organisation": "某单位教育科{number}", "category": "其他", "body": "某局", "held": "每年1次",
    "venue": "全县中小学", "scope": "全体师生", "content": "组织线上答题。", "manner": "答题", "disposition": "保留",
    "grounds": "某文件", "measures": "停止开展。", "deadline": "2024-06-20", "progress": "已完成", "person": "李某某",
    "office_phone": "0373-0000000", "mobile": "13800000000", "hotline": "0373-0000001", "complaints_email": "a@example.com",
    "lead_office": "教育科", "acceptance": "不验收", "region": "某县", "document_number": "某教〔2023〕{number}号",
    "issued_on": "2023-05-16",
}  # fmt: skip


def _value(column, number):
    return _VALUES.get(column.key, "").format(number=number) or None


def report(attachment, unit, text="这里写正文。"):
    """Return an outline filled in, as bytes: every heading as the notice numbers it, ``text`` under each."""
    document = Document()
    document.add_paragraph(f"{unit}专项整治材料")
    for level, number, section in shipped().attachment(attachment).numbered_sections():
        document.add_heading(f"{number}{section.heading}", level)
        document.add_paragraph(text)
    target = BytesIO()
    document.save(target)
    return target.getvalue()

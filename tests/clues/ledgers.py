"""Ledgers of clues as offices keep them: workbooks that our own code did not write."""

import csv
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    *("编号", "来源", "收到日期", "反映内容", "问题类别", "涉及学校或单位", "牵头核查单位", "交办日期", "核查结果"),
    *("处理情况", "办结日期", "是否通报", "备注", "反映人", "联系方式"),
)
HUNDRED = Path(__file__).with_name("hundred.tsv")


def write_ledger(path, rows, *, headings=HEADINGS, unit="市教育局", title="问题线索台账", day="2024-07-31"):
    """``rows`` are dicts by heading; what is not said is empty."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([f"填报单位（盖章）：{unit}", f"填报时间：{day}"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading, "") for heading in headings])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def clue(number, content, school, *, received="2024-08-01", category="社会事务进校园", **more):
    return {
        "编号": number,
        "来源": "热线",
        "收到日期": received,
        "反映内容": content,
        "问题类别": category,
        "涉及学校或单位": school,
        "核查结果": "待核查",
        **more,
    }


def hundred():
    """A hundred clues as callers word them, each with the unit and the matter that a person says it means (— none)."""
    with HUNDRED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))

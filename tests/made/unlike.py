"""A campaign that shares no key, heading or label with the shipped one, and workbooks of its form made by openpyxl."""

from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.reading.campaigns import load_campaign

FOLDER = Path(__file__).parents[1] / "unlike_campaign"
ROW = ("纸质档案", "一九八三年卷宗", "综合科", "移交", "2026-04-01", "0373-1234567", "shili@example.cn")


@cache
def unlike() -> Campaign:
    return load_campaign(str(FOLDER))


def unlike_workbook(*rows, unit="东山县", without=()):
    """The form filled in: ``rows`` as its columns stand, from the title in A1 to the first of them in row 4."""
    columns = unlike().attachment("a9").columns
    kept = [place for place, column in enumerate(columns) if column.key not in without]
    book = Workbook()
    sheet = book.active
    sheet.append(["档案清点登记表"])
    sheet.append([
        f"报送机构（公章）：{unit}", None, "报送日期：2026-04-02", None, "经手人及手机：张某某 0373-1234567", None,
        f"本表登记件数为{len(rows)}件",
    ])  # fmt: skip
    for cells in ([column.heading for column in columns], *rows):
        sheet.append([cells[place] for place in kept])
    target = BytesIO()
    book.save(target)
    return target.getvalue()

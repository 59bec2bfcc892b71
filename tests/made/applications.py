"""Applications to enter schools as people fill them in: values for the core, workbooks for the commands."""

from datetime import date
from functools import cache

from openpyxl import load_workbook

from jianfu_cli.core.approvals.application import TEXTS, Application, Listed, area_asking
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.provisions import Approval
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.reading.campaigns import load_campaign

COLUMNS = (
    "活动名称", "申请单位", "层级", "开展依据", "开展时间", "次数", "开展学校", "面向对象", "主要内容", "开展形式", "验收方式", "联系人及电话",
)  # fmt: skip
_KEYS = dict(zip(COLUMNS, ("matter", "body", "level", "grounds", "held", "frequency", "schools"), strict=False))
GOOD = {
    "活动名称": "消防安全宣传进校园",
    "申请单位": "市消防救援支队",
    "层级": "市级",
    "开展依据": "《中华人民共和国消防法》",
    "开展时间": "2024年10月15日",
    "次数": "1次",
    "开展学校": "市第一小学",
    "面向对象": "四年级学生",
    "主要内容": "每校一场消防讲座。",
    "开展形式": "讲座",
    "验收方式": "不验收",
    "联系人及电话": "某科 0373-0000000",
}
LISTED = {
    "活动名称": "消防安全宣传",
    "实施单位": "市消防救援支队",
    "开展依据": "《中华人民共和国消防法》",
    "开展时间": "每学期1次",
    "开展地点": "有关学校",
    "实施范围": "全市中小学",
    "活动主要内容（100字以内）": "消防讲座。",
    "开展形式": "讲座",
    "验收方式": "不验收",
}


@cache
def access_review():
    return load_campaign("access-review")


def campaign_with(schools=(), **approval):
    """The campaign of applications with other settings, and with a roster of ``schools``: names, or where each lies."""
    lying = schools if isinstance(schools, dict) else dict.fromkeys(schools, "")
    campaign = access_review()
    limits = {name: approval.pop(name) for name in ("whitelist_cap", "notice_months") if name in approval}
    fields = {name: getattr(campaign, name) for name in Campaign.model_fields}
    changed = {
        "approval": Approval.model_validate(campaign.approval.model_dump() | approval),
        "limits": campaign.limits.model_copy(update=limits),
        "units": {**campaign.units, "school": tuple(Unit(name=name, within=place) for name, place in lying.items())},
    }
    return Campaign.model_construct(**(fields | changed))


def asked(unit="市消防救援支队", on="2024-09-01", received_from="form", row=5, path="申请.xlsx", **changes):
    """One application, good but for ``changes`` by heading."""
    texts = {_KEYS[heading]: str(value) for heading, value in (GOOD | changes).items() if heading in _KEYS}
    held = (GOOD | changes)["开展时间"]
    texts = dict.fromkeys(TEXTS, "") | {role: text for role, text in texts.items() if role in TEXTS}
    area = area_asking(unit, texts["body"], access_review())
    return Application(unit, texts, held, date.fromisoformat(on), received_from, area, path, row)


def item(
    matter="消防安全宣传", body="市消防救援支队", unit="市本级", held="每学期1次", row=5, level=None, scope="全市中小学"
):
    """One item of a whitelist."""
    texts = dict.fromkeys((*TEXTS, "venue"), "") | {"matter": matter, "body": body, "scope": scope}
    area = area_asking(unit, unit, access_review())
    return Listed(matter, body, area, unit, texts, held, level, 2024, "清单.xlsx", row)


def filled(blank, target, unit, day, rows, base=GOOD):
    """Fill ``rows`` (changes to ``base`` by heading) into the blank at ``blank``, as a person does in Excel."""
    book = load_workbook(blank)
    sheet = book.worksheets[0]
    for cell in (cell for line in sheet.iter_rows(max_row=6) for cell in line):
        written = str(cell.value or "")
        for label, value in (("填报单位", unit), ("填报时间", day), ("填报人员及电话", "张某 0373-0000000")):
            if written.startswith(label):
                cell.value = f"{label}：{value}"
    heading = next(line for line in sheet.iter_rows(max_row=12) if any(cell.value == "活动名称" for cell in line))
    places = {str(cell.value).partition("\n")[0]: cell.column for cell in heading if cell.value}
    for number, row in enumerate(rows, start=heading[0].row + 1):
        for name, value in (base | row).items():
            sheet.cell(number, places[name]).value = value
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return heading[0].row + 1

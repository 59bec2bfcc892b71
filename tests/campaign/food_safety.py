"""A food-safety campaign of ten units made by YAML alone, and what its units send: nothing of it is in the first one."""

import re
from datetime import date

from openpyxl import Workbook

SCHOOLS = ("第一小学", "第二小学", "实验中学", "外国语学校", "特教学校")
TOWNSHIPS = ("城关镇", "李庄镇", "王村乡", "河口乡", "山前乡")

CAMPAIGN = f"""
id: shian-2026
title: 学校食品安全整治
issuer: 某县教育局
document_number: 某教〔2026〕9号
notice_date: 2026-03-01
ends_on: 2026-12-31
kinds:
  - {{id: school, label: 直属学校}}
  - {{id: township, label: 乡镇}}
confirmed: true
subject: [食品安全]
categories:
  - {{number: 一, name: 冷藏储存, variants: [冷藏]}}
  - {{number: 二, name: 留样, variants: [食品留样]}}
  - {{number: 三, name: 证照}}
attachments:
  - {{form: a1, due: {{school: 2026-04-10, township: 2026-04-15}}}}
  - {{form: a2, due: {{school: 2026-05-10, township: 2026-05-15}}}}
stages:
  - {{name: 集中整改, by: 2026-06-30, basis: 某教〔2026〕9号三, rectification: true}}
basis: {{JF202: 某教〔2026〕9号附件1}}
units:
  school: [{", ".join(f"{{name: {name}}}" for name in SCHOOLS)}]
  township: [{", ".join(f"{{name: {name}}}" for name in TOWNSHIPS)}]
"""

_HEADER = """
header:
  - {key: unit, label: 填报单位（盖章）, type: unit}
  - {key: reported_on, label: 填报时间, type: date}
  - {key: reporter, label: 填报人员及电话, type: contact}
columns:"""

LEDGER = f"""
id: a1
number: 1
version: "1"
kind: table
role: problems
title: 食堂隐患台账
counted_as: 隐患{_HEADER}
  - {{key: no, heading: 序号, type: sequence, required: false}}
  - {{key: kind_of_fault, heading: 隐患类别, type: category}}
  - {{key: fault, heading: 隐患名称, type: text, role: matter, max_words: 12}}
  - {{key: answerable, heading: 责任单位, type: body, role: body}}
  - {{key: meals, heading: 就餐人数, type: number, min: 0, max: 5000, decimals: 0, unit: 人, total: true}}
  - {{key: rate, heading: 抽检合格率, type: percent, min: 0, max: 100}}
  - {{key: licence, heading: 许可证编号, type: code, pattern: "JY[0-9]{{14}}", pattern_says: JY 加 14 位数字}}
  - {{key: closed, heading: 是否停业, type: yes-no}}
  - {{key: grade, heading: 量化等级, type: choice, choices: [好, 中, 差]}}
  - {{key: informant, heading: 举报人, type: text, required: false, secret: true}}
"""

RECTIFICATIONS = f"""
id: a2
number: 2
version: "1"
kind: table
role: rectifications
title: 食堂隐患整改清单{_HEADER}
  - {{key: no, heading: 序号, type: sequence, required: false}}
  - {{key: what, heading: 隐患名称, type: text, role: matter}}
  - {{key: how, heading: 整改措施, type: text, role: measures}}
  - {{key: due, heading: 整改时限, type: deadline, example: "2026-04-30"}}
  - {{key: state, heading: 整改结果, type: text, role: progress}}
"""

LEDGER_HEADINGS = (
    "序号", "隐患类别", "隐患名称", "责任单位", "就餐人数", "抽检合格率", "许可证编号", "是否停业", "量化等级", "举报人",
)  # fmt: skip
RECTIFICATION_HEADINGS = ("序号", "隐患名称", "整改措施", "整改时限", "整改结果")
CODE = "JY12345678901234"


def without_hashes(text):
    """``text`` without hashes of files: any year may stand in one."""
    return re.sub("[0-9A-Fa-f]{64}", "", text)


def write_campaign(folder):
    folder.mkdir()
    for name, text in (("campaign", CAMPAIGN), ("a1", LEDGER), ("a2", RECTIFICATIONS)):
        (folder / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    return folder


def write_form(path, title, unit, day, headings, rows):
    book = Workbook()
    sheet = book.active
    for line in (
        [title],
        [f"填报单位：{unit}", "", f"填报时间：{day}", "", "填报人员及电话：张某某 0373-0000000"],
        headings,
        *rows,
    ):
        sheet.append(list(line))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def fault(
    number, name, category="冷藏储存", body="后勤处", meals=800, rate="95%", code=CODE, closed="否", grade="好", told=""
):
    return (number, category, name, body, meals, rate, code, closed, grade, told)


def write_inbox(inbox):
    """What came by 12 May: three schools and a township; of one all is right, of the others something is wrong."""
    first = [
        fault(1, "冷柜温度过高", meals="1,300", told="王某某13900000000"),
        fault(2, "留样不足48小时", "食品留样", rate="100％"),
    ]
    second = [
        fault(1, "许可证过期", "证照", meals="约800人", rate=0.95, code="JY123"),
        fault(2, "冷柜未除霜", meals=-5, rate="120%", closed="停业", grade="优"),
        fault(3, "这一条隐患的名称写得实在太长了不止十二个字", "采购", meals="１３００"),
    ]
    write_form(
        inbox / "第一小学" / "2026-04-09" / "附件1.xlsx",
        "食堂隐患台账",
        "第一小学",
        "2026-04-09",
        LEDGER_HEADINGS,
        first,
    )
    write_form(
        inbox / "第二小学" / "2026-04-12" / "附件1.xlsx",
        "食堂隐患台账",
        "第二小学",
        "2026-04-12",
        LEDGER_HEADINGS,
        second,
    )
    write_form(
        inbox / "第一小学" / "2026-05-08" / "附件2.xlsx", "食堂隐患整改清单", "第一小学", "2026-05-08", RECTIFICATION_HEADINGS,
        [
            (1, "冷柜温度过高", "更换温控", date(2026, 4, 10), "正在推进"),
            (2, "留样不足48小时", "增配留样柜", date(2026, 4, 20), "已完成"),
        ],
    )  # fmt: skip
    write_form(
        inbox / "城关镇" / "2026-04-14" / "附件1.xlsx", "食堂隐患台账", "城关镇", "2026-04-14", LEDGER_HEADINGS,
        [fault(1, "冷柜温度过高", meals=200)],
    )  # fmt: skip
    write_form(
        inbox / "城关镇" / "2026-05-14" / "附件2.xlsx", "食堂隐患整改清单", "城关镇", "2026-05-14", RECTIFICATION_HEADINGS,
        [(1, "冷柜温度过高", "维修", date(2026, 6, 1), "正在推进")],
    )  # fmt: skip
    return inbox

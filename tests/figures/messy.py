"""Another campaign of other keys, headings, kinds and columns, and a messy inbox of it: both made here by hand.

Supplements, corrections, a zip, a Word table, a GBK CSV, a nil return, a broken file, what came after the day, a unit
that is in no roster, numbers that cannot be summed, classes that nobody knows, rows that do not say whether they are done.
"""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO

from docx import Document
from openpyxl import Workbook

from figures.reading import Looks, Survey

CAMPAIGN = """
id: danganku
title: 示例市档案库房清点
issuer: 示例市档案局
city: 示例
notice_date: 2026-03-02
ends_on: 2026-12-31
kinds:
  - {id: depot, label: 设库单位}
  - {id: bureau, label: 直属馆}
confirmed: [depot]
categories:
  - {number: 一, name: 纸质档案, variants: [纸质]}
  - {number: 二, name: 电子档案, variants: [电子]}
  - {number: 三, name: 实物档案}
attachments:
  - {form: g4, due: {depot: 2026-04-10, bureau: 2026-04-20}}
  - {form: m5, due: {depot: 2026-04-10}}
  - {form: w6, due: {depot: 2026-04-11}}
units:
  depot: [{name: 东山库}, {name: 西河库}, {name: 南原库}, {name: 北岭库}, {name: 中川库}]
  bureau: [{name: 甲馆}, {name: 乙馆}]
"""
_HEADER = """
kind: table
version: "1"
header:
  - {key: unit, label: 报送机构（公章）, type: unit}
  - {key: reported_on, label: 报送日期, type: date}
  - {key: reporter, label: 经手人及手机, type: contact}
columns:
  - {key: num, heading: 编号, type: sequence, required: false}"""
FORMS_YAML = {
    "g4": f"""
id: g4
number: 4
role: problems
title: 库房隐患排查台账{_HEADER}
  - {{key: sort, heading: 档案种类, type: category}}
  - {{key: trouble, heading: 隐患名目, type: text, role: matter}}
  - {{key: keeper, heading: 保管科室, type: body, role: body}}
  - {{key: span, heading: 发现时段, type: free-time}}
  - {{key: books, heading: 涉及册数, type: number, min: 0, max: 900, decimals: 0, unit: 册, total: true}}
  - {{key: fate, heading: 处置打算, type: choice, choices: [{{name: 移交, meaning: keep}}, {{name: 销毁, meaning: abolish}}, {{name: 封存, meaning: improve}}]}}
  - {{key: extra, heading: 附言, type: text, required: false}}
""",
    "m5": f"""
id: m5
number: 5
role: rectifications
title: 库房隐患销号单{_HEADER}
  - {{key: trouble, heading: 隐患名目, type: text, role: matter}}
  - {{key: keeper, heading: 保管科室, type: body, role: body}}
  - {{key: how, heading: 处置办法, type: text, role: measures}}
  - {{key: until, heading: 办结日, type: deadline}}
  - {{key: said, heading: 办到哪一步, type: text, role: progress}}
""",
    "w6": f"""
id: w6
number: 6
role: whitelist
title: 准予入库名录{_HEADER}
  - {{key: trouble, heading: 入库事由, type: text, role: matter}}
  - {{key: keeper, heading: 保管科室, type: body, role: body}}
  - {{key: rule, heading: 准入条文, type: text, role: grounds}}
""",
}
HEADINGS = {
    "附件4": ["编号", "档案种类", "隐患名目", "保管科室", "发现时段", "涉及册数", "处置打算", "附言"],
    "附件5": ["编号", "隐患名目", "保管科室", "处置办法", "办结日", "办到哪一步"],
    "附件6": ["编号", "入库事由", "保管科室", "准入条文"],
}
TITLES = {"附件4": "库房隐患排查台账", "附件5": "库房隐患销号单", "附件6": "准予入库名录"}


def problem(sort, trouble, books, fate="封存", keeper="保管科"):
    return [sort, trouble, keeper, "2026年3月", books, fate, None]


def mended(trouble, until, said, keeper="保管科"):
    return [trouble, keeper, "换锁并登记", until, said]


EAST = [problem("纸质档案", "库门门锁损坏", 120), problem("电子", "备份硬盘读不出", "1,300"), problem("（一）", "窗户渗水", 40, "销毁"),
        problem("实物档案", "印章散放", "约80", "移交"), problem("胶片", "温度计失灵", 7), problem("纸质", "消防通道堆物", "30册", "待定")]  # fmt: skip
WEST = [
    problem("纸质档案", "库门门锁损坏", 60),
    problem("电子档案", "备份硬盘读不出", 900),
    problem("电子档案", "账号多人共用", 0, "移交"),
]
SOUTH = [
    problem("纸质档案", "“库门”门锁损坏", 5, keeper="后勤科"),
    problem("实物档案", "印章散放", 12),
    problem("纸质档案", "虫蛀", 33, "销毁"),
]


def sheet(label, unit, day, rows, *, title=True):
    """A filled form as a person lays it out: a title, the header in a row, headings, rows."""
    book = Workbook()
    page = book.active
    lines = [[TITLES[label]]] if title else []
    lines.append([f"报送机构（公章）：{unit}", None, f"报送日期：{day}", None, "经手人及手机：丁四 0373-0000001"])
    for line in (*lines, HEADINGS[label], *([nth, *row] for nth, row in enumerate(rows, start=1))):
        page.append(line)
    return _saved(book)


def nil(label, unit, day):
    book = Workbook()
    for line in ([TITLES[label]], [f"报送机构（公章）：{unit}", None, f"报送日期：{day}"], HEADINGS[label], ["无"]):
        book.active.append(line)
    return _saved(book)


def in_word(label, unit, day, rows):
    document = Document()
    document.add_paragraph(TITLES[label])
    document.add_paragraph(f"报送机构（公章）：{unit}　报送日期：{day}　经手人及手机：丁四 0373-0000001")
    table = document.add_table(rows=0, cols=len(HEADINGS[label]))
    for line in (HEADINGS[label], *([nth, *row] for nth, row in enumerate(rows, start=1))):
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = "" if text is None else str(text)
    return _saved(document)


def in_csv(label, unit, day, rows):
    text = StringIO()
    writer = csv.writer(text)
    writer.writerows(
        [
            [TITLES[label]],
            [f"报送机构（公章）：{unit}", f"报送日期：{day}", "经手人及手机：丁四 0373-0000001"],
            HEADINGS[label],
        ]
    )
    writer.writerows([nth, *row] for nth, row in enumerate(rows, start=1))
    return text.getvalue().encode("gbk")


def _saved(made):
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _zipped(**files):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.xlsx", content)
    return target.getvalue()


def files():
    """``path → content`` of the inbox."""
    lists = [["档案修复", "修复科", "示档〔2026〕3号"], ["温湿度巡查", "保管科", "示档〔2026〕5号第四条"]]
    return {
        "东山库/2026-04-08/附件4.xlsx": sheet("附件4", "东山库", "2026-04-08", EAST),
        "东山库/2026-04-09/附件4（补充2项）.xlsx": sheet("附件4", "东山库", "2026-04-09", [problem("纸质档案", "虫蛀", 3), problem("电子档案", "账号多人共用", 0)]),
        "东山库/2026-04-09/材料.zip": _zipped(
            附件5=sheet("附件5", "东山库", "2026-04-09", [
                mended("库门门锁损坏", date(2026, 4, 5), "已完成"), mended("窗户渗水", "2026-04-01", "正在联系厂家"),
                mended("备份硬盘读不出", "2026年6月30日", "尚未开始"), mended("温度计失灵", "2026-04-20", "见附件"),
            ]),
            附件6=sheet("附件6", "东山库", "2026-04-09", lists),
        ),
        "西河库/2026-04-12/附件4.xlsx": sheet("附件4", "西河库", "2026-04-12", WEST),
        "西河库/附件5.docx": in_word("附件5", "西河库", "2026-04-09", [mended("库门门锁损坏", "2026-04-02", "已整改到位"), mended("备份硬盘读不出", "2026-04-12", "未完成")]),
        "西河库/2026-04-10/附件6.csv": in_csv("附件6", "西河库", "2026-04-10", lists[:1]),
        "南原库/2026-04-07/附件4.xlsx": sheet("附件4", "南原库", "2026-04-07", SOUTH[:2]),
        "南原库/2026-04-09/附件4（更正）.xlsx": sheet("附件4", "南原库", "2026-04-09", SOUTH),
        "南原库/2026-04-10/附件5.xlsx": nil("附件5", "南原库", "2026-04-10"),
        "南原库/2026-04-13/附件6.xlsx": sheet("附件6", "南原库", "2026-04-13", lists),
        "北岭库/Thumbs.db": b"thumbs",
        "中川库/2026-04-10/附件4.xlsx": sheet("附件4", "中川库", "2026-04-10", EAST[:2])[:900],
        "甲馆/2026-04-09/附件4.xlsx": sheet("附件4", "甲馆", "2026-04-09", [problem("实物档案", "印章散放", 2), problem("实物档案", "奖牌未登记", 11)], title=False),
        "待认领/2026-04-09/附件4.xlsx": sheet("附件4", "市外单位", "2026-04-09", [problem("电子档案", "备份硬盘读不出", 8)]),
    }  # fmt: skip


def looks(form, role, telling, title, **columns):
    return Looks(form, role, frozenset({telling}), {key: {heading} for key, heading in columns.items()}, title)


def made(folder):
    """Write campaign and inbox into ``folder``; return what a person knows who counts them."""
    own = folder / "danganku"
    own.mkdir()
    (own / "campaign.yaml").write_text(CAMPAIGN, encoding="utf-8")
    for name, text in FORMS_YAML.items():
        (own / f"{name}.yaml").write_text(text, encoding="utf-8")
    for path, content in files().items():
        target = folder / "收件箱" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Survey(
        inbox=folder / "收件箱",
        as_of=date(2026, 4, 12),
        notice_date=date(2026, 3, 2),
        campaign=own / "campaign.yaml",
        forms={
            "附件4": looks("g4", "problems", "处置打算", TITLES["附件4"], name="隐患名目", category="档案种类", choice="处置打算", body="保管科室", **{"sum:books:0:900": "涉及册数"}),
            "附件5": looks("m5", "rectifications", "办到哪一步", TITLES["附件5"], name="隐患名目", deadline="办结日", progress="办到哪一步", body="保管科室"),
            "附件6": looks("w6", "whitelist", "准入条文", TITLES["附件6"], name="入库事由", body="保管科室"),
        },
        folders={},
        unit_label="报送机构（公章）",
        day_label="报送日期",
        categories={"纸质档案": "纸质档案", "纸质": "纸质档案", "一": "纸质档案", "电子档案": "电子档案", "电子": "电子档案", "二": "电子档案", "实物档案": "实物档案", "三": "实物档案"},
        choices=("移交", "销毁", "封存"),
        mended=frozenset({"销毁", "封存"}),
        names={"depot": "设库单位", "bureau": "直属馆"},
        areas=None,
        problems_called="问题",
        whitelist_called="准予入库名录",
        asked_called="保管科室",
        sum_headings={"books": "涉及册数"},
    )  # fmt: skip

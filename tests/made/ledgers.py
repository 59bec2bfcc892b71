"""A small ledger (all made up) for the tests of what ``status`` and ``remind`` print."""

from datetime import date

from jianfu_cli.core.filings.ledger import keep_ledger
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import Outcome
from made.forms import form, shipped, source

ROW = {"matter": "宣传活动进校园"}
UNITS = ("红旗区", "卫滨区", "市公安局")


def filed(unit, received, *attachments, name=None, nil=False):
    path = f"{unit}/{received}/{name or '、'.join(attachments)}.xlsx"
    day = date.fromisoformat(received)
    forms = [form(one, unit=unit, rows=[] if nil else [ROW], nil=nil, received=received) for one in attachments]
    return source(path, *forms, inbox_unit=unit, folder_date=day)


def scan(unit, received, name):
    return source(f"{unit}/{received}/{name}", inbox_unit=unit, folder_date=date.fromisoformat(received))


def error(file, unit, attachment=None, cell="G8", **rest):
    values = {
        "message": "整改时限已过，完成情况是“正在\n推进”", "hint": "改为“已完成”。", "basis": "", "sheet": "Sheet1", "row": 8,
        "column": "整改时限", "value": None, "suggestion": None, "fixable": False,
    }  # fmt: skip
    return Finding(
        code="JF504", name="x", severity=Severity.ERROR, path=file.path, cell=cell, attachment=attachment, unit=unit,
        **(values | rest),
    )  # fmt: skip


def small_ledger(as_of="2024-06-20", campaign=None, units=UNITS):
    """红旗区 filed 附件1 late and 附件3 with a fault; 市公安局 filed all, nil, 附件2 twice; 卫滨区 nothing but a damaged file."""
    a3 = filed("红旗区", "2024-06-19", "a3", name="附件3")
    damaged = source(
        "卫滨区/2024-06-05/附件1.xlsx", outcome=Outcome.REFUSED, inbox_unit="卫滨区", folder_date=date(2024, 6, 5)
    )
    files = (
        filed("红旗区", "2024-06-07", "a1", name="附件1"),
        scan("红旗区", "2024-06-07", "附件1扫描件.pdf"),
        a3,
        scan("红旗区", "2024-06-19", "<b>相关文件</b>.docx"),
        filed("市公安局", "2024-06-05", "a1"),
        filed("市公安局", "2024-06-13", "a2", "a3", nil=True),
        filed("市公安局", "2024-06-12", "a2"),
        *(scan("市公安局", day, "扫描件.pdf") for day in ("2024-06-05", "2024-06-13")),
        filed("市公安局", "2024-06-25", "a2"),
        damaged,
        source("待认领/2024-06-05/=附件2.xlsx", form("a2", rows=[ROW], received="2024-06-05")),
    )
    findings = [
        error(a3, "红旗区", "a3"),
        error(
            damaged, "卫滨区", None, None, message="文件已损坏", hint="请重新发送。", sheet=None, row=None, column=None
        ),
    ]
    return keep_ledger(files, findings, campaign or shipped(), date.fromisoformat(as_of), units)

"""A small report of ``validate``, and single findings."""

from datetime import date

from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import Outcome, Problem
from jianfu_cli.core.model.report import Report
from made.forms import findings, form, source


def small_report():
    row = {"seq": 1, "matter": "防溺水宣传进校园", "body": "县教体局"}
    rows = [row | {"category": "值班"}, row | {"seq": 2, "category": "二"}]
    read = source("红旗区/附件2.xlsx", form("a2", unit="红旗区", sheet="摸排", rows=rows))
    refused = source(
        "卫滨区/附件3.xlsx",
        outcome=Outcome.REFUSED,
        problems=(Problem("JF002", "文件设有打开密码", "去掉密码后再报送。"),),
    )
    found = (*findings(refused), *findings(read, only=("JF202", "JF203", "JF302")))
    return Report("xinxiang-2024", date(2024, 7, 10), (refused, read, source("红旗区/附件2.pdf")), found)


def report_of(*found, files=()):
    return Report("xinxiang-2024", date(2024, 7, 10), files, found)


def finding(message="说明", **changes):
    values = {
        "code": "JF202", "name": "x", "severity": "error", "hint": "改法。", "basis": "依据", "path": "附件2.xlsx", "sheet": "Sheet1",
        "cell": "B9", "row": 9, "column": "问题类别", "attachment": "a2", "unit": "红旗区", "value": "值", "suggestion": None,
        "fixable": False,
    }  # fmt: skip
    return Finding(message=message, **(values | changes))

"""Makers of what the reader yields, and a small campaign's returns (all made up), for the tests of ``merge``."""

from datetime import date

from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import Form, Outcome, Problem, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.model import RollUp
from made.forms import form, source
from made.forms import shipped as campaign

AS_OF = date(2024, 7, 5)


def make_form(
    attachment, unit, rows=(), *, extra=(), received=date(2024, 6, 1), sheet="Sheet1", leave_out=(), nil=False
) -> Form:
    """Make a form; a row is a dict by column key, or by heading for the ``extra`` columns (pairs heading, match)."""
    schema = campaign().attachment(attachment)
    columns = [column for column in schema.columns if column.key not in leave_out]
    found = [FoundColumn.of(nth, one.heading, one.key, Match.EXACT, schema) for nth, one in enumerate(columns, start=1)]
    found += [FoundColumn(len(found) + nth, heading, None, Match.EXTRA) for nth, heading in enumerate(extra, start=1)]
    return form(
        attachment, unit=unit, rows=rows, columns=tuple(found), sheet=sheet, nil=nil, reported=received,
        received_from="form",
    )  # fmt: skip


def make_file(path, *forms, sha=None, unit=None, outcome=Outcome.READ, kind="xlsx", problems=()) -> SourceFile:
    given = {"type": kind, "outcome": outcome, "problems": problems, "inbox_unit": unit, "enclosure": False}
    return source(path, *forms, sha=sha or f"sha-{path}", folder_date=None, **given)


def make_finding(code, severity="error", *, path=None, row=None, cell=None, sheet="Sheet1", unit=None, **more):
    values = {
        "name": "x", "message": "说明", "hint": "改法", "basis": "依据", "column": None, "attachment": None,
        "value": None, "suggestion": None, "fixable": False,
    }  # fmt: skip
    return Finding(
        code=code, severity=Severity(severity), path=path, sheet=sheet if row else None, cell=cell, row=row, unit=unit,
        **(values | more),
    )  # fmt: skip


def problem(matter, category="社会事务进校园", disposition="清理", body="某局", **more):
    return {"matter": matter, "category": category, "disposition": disposition, "body": body, **more}


def mended(matter, progress="已完成", deadline="2024-06-20", body="某局"):
    return {"matter": matter, "category": "社会事务进校园", "body": body, "progress": progress, "deadline": deadline}


def small_files():
    """Two counties and a department: a version replaced, a copy, a refused file, a scan, a nil return."""
    older = make_form("a2", "红旗区", [problem("语音打卡")], received=date(2024, 6, 20))
    newer = make_form(
        "a2", "红旗区",
        [
            problem("语音打卡", "其他"),
            problem("碘盐食用率统计", "四", body="卫健部门"),
            problem("冰雪运动", disposition="保留", 涉及学校数=12),
            problem("上街执勤", "城市创优评先和街道社区事务", "优化"),
        ],
        extra=["涉及学校数"], received=date(2024, 7, 3),
    )  # fmt: skip
    a3 = make_form(
        "a3", "红旗区", [mended("语音打卡"), mended("上街执勤", "正在推进"), mended("点赞投票", "推进中", "2024-12-01")],
        received=date(2024, 7, 3),
    )  # fmt: skip
    a7 = make_form("a7", "红旗区", [{"matter": "冰雪运动", "body": "另一局"}], received=date(2024, 7, 3))
    other = make_form("a2", "卫滨区", [problem("碘盐食用率 统计", "四", body="另一局")], received=date(2024, 7, 5))
    return (
        make_file("红旗区/2024-06-20/附件2.xlsx", older, unit="红旗区"),
        make_file("红旗区/2024-07-03/附件2.xlsx", newer, unit="红旗区"),
        make_file("红旗区/2024-07-03/附件3和7.xlsx", a3, a7, unit="红旗区"),
        make_file("红旗区/2024-07-03/附件2盖章.pdf", unit="红旗区", outcome=Outcome.SKIPPED, kind="pdf"),
        make_file("卫滨区/附件2.xlsx", other, unit="卫滨区"),
        make_file("卫滨区/附件2副本.xlsx", other, sha="sha-卫滨区/附件2.xlsx", unit="卫滨区"),
        make_file(
            "卫滨区/附件3.xlsx", unit="卫滨区", outcome=Outcome.REFUSED, problems=(Problem("JF001", "文件损坏"),)
        ),
        make_file(
            "市公安局/附件2.xlsx", make_form("a2", "市公安局", nil=True, received=date(2024, 6, 10)), unit="市公安局"
        ),
    )


def small_findings():
    newer = "红旗区/2024-07-03/附件2.xlsx"
    return (
        make_finding(
            "JF203",
            "info",
            path=newer,
            row=6,
            cell="B6",
            unit="红旗区",
            attachment="a2",
            suggestion="报表填写、调研统计",
            fixable=True,
        ),
        make_finding(
            "JF206", path=newer, row=8, cell="H8", unit="红旗区", attachment="a2", message="活动主要内容超过100字"
        ),
        make_finding("JF001", path="卫滨区/附件3.xlsx", unit="卫滨区", message="文件已损坏，打不开"),
        make_finding("JF602", "warning", unit="卫滨区"),
        make_finding("JF601", unit="牧野区"),
    )


def small_roll_up(**options) -> RollUp:
    return roll_up(small_files(), small_findings(), campaign(), AS_OF, **({"whole_roster": True} | options))

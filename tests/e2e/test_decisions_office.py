"""Decisions made by a person in an office program, saved there, are obeyed."""

import io
import json
import subprocess
import sys

import pytest
from made.sent import SCAN, workbook
from openpyxl import Workbook, load_workbook

from jianfu_cli.core.model.decision import Issue

pytestmark = pytest.mark.office


def unsure_rectifications():
    book, target = Workbook(), io.BytesIO()
    book.active.append(["序号", "事项名称", "牵头实施单位", "整改措施", "整改时限", "完成情况"])
    book.active.append([1, "家访上传", "教体局", "取消", "2024-06-20", "已完成"])
    book.save(target)
    return target.getvalue()


AS_OF = ("--as-of", "2024-06-30")


def jianfu(*arguments):
    command = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_decided_in_libreoffice(type_in, tmp_path):
    inbox, file = tmp_path / "收件箱", tmp_path / "收件箱" / "处理决定.xlsx"
    folder = inbox / "红旗区" / "2024-06-12"
    folder.mkdir(parents=True)
    (folder / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=3))
    (folder / "附件2（再）.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=2))
    (folder / "附件3.xlsx").write_bytes(workbook("a3", "红旗区", "2024-06-12", progress="加强管理"))
    (folder / "盖章.pdf").write_bytes(SCAN)
    others = {
        "卫滨区/2024-06-11/台账.xlsx": unsure_rectifications(),
        "卫辉市/2024-06-12/附件2.xlsx": workbook("a2", "卫辉市", "2024-06-12", rows=2),
        "待认领/2024-06-12/来件.xlsx": workbook("a2", "不知哪个中心", "2024-06-12"),
    }
    for path, content in others.items():
        (inbox / path).parent.mkdir(parents=True)
        (inbox / path).write_bytes(content)
    assert jianfu("decide", inbox, *AS_OF).returncode == 0
    asked = enumerate(load_workbook(file)["待定"].iter_rows(min_row=3, values_only=True), start=3)
    rows = {(row[1], "/".join(row[4].split("/")[::2])): number for number, row in asked}
    decided = {
        ("是不是报表", "卫滨区/台账.xlsx"): "不是报表",
        ("补充还是代替", "红旗区/附件2.xlsx"): "以此为准",
        ("是谁报的", "待认领/来件.xlsx"): "凤泉区",
        ("是哪一件的扫描件", "红旗区/盖章.pdf"): "附件3",
        ("是否完成", "红旗区/附件3.xlsx"): "已完成",
        ("提醒", "待认领/来件.xlsx"): "已核实",
        ("不采用这份", "卫辉市/附件2.xlsx"): "不采用",
    }
    assert {issue for issue, _ in decided} == {issue.value for issue in Issue}
    steps = [["type", f"J{rows[asked]}", said] for asked, said in decided.items()]
    steps += [
        ["type", f"{column}{rows[asked]}", text]
        for asked in decided
        for column, text in (("L", "李某"), ("M", "2024-06-20"))
    ]
    type_in(file, [*steps, ["insert_rows", 3, 2], ["save", str(tmp_path / "存.xlsx"), "xlsx"]])
    (tmp_path / "存.xlsx").replace(file)

    merged = jianfu("merge", inbox, *AS_OF, "-o", tmp_path / "汇总")
    assert merged.returncode in {0, 1}, merged.stderr
    totals = json.loads((tmp_path / "汇总" / "merge.json").read_text(encoding="utf-8"))
    assert totals["by_attachment"]["a2"] == {"read": 8, "merged": 3 + 1, "unused": 2 + 2}
    assert totals["by_attachment"]["a3"] == {"read": 2, "merged": 1, "unused": 1}
    assert totals["figures"]["by_progress"]["done"] == 1
    assert totals["figures"]["by_unit"]["凤泉区"]["problems"] == 1
    assert {(one["decision"], one["by"], one["on"]) for one in totals["decisions"]} == {
        (said, "李某", "2024-06-20") for said in decided.values()
    }
    ledger = json.loads(jianfu("status", inbox, *AS_OF, "-f", "json").stdout)
    (unit,) = (one for one in ledger["units"] if one["unit"] == "红旗区")
    assert {one["attachment"] for one in unit["attachments"] if one["scan"]} == {"a3"}
    assert jianfu("decide", inbox, *AS_OF).returncode == 0
    kept = [row[9] for row in load_workbook(file)["待定"].iter_rows(min_row=3, values_only=True) if row[9]]
    assert sorted(kept) == sorted(decided.values())

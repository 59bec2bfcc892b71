"""Blank → filled by a person → validate finds nothing → merge has every row and value."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

FILLED = {
    "a1": [
        ["红旗区教育体育局", "人事股", "甲一", "0373-2000001", "13000000001", "", "12345、0373-2000002", "jubao@example.cn"],
    ],
    "a2": [
        ["社会事务进校园", "“防溺水”宣传进校园", "区水利局、区应急管理局", "2024年4—5月", "全区中小学", "四至九年级学生",
         "=1+1不是公式；每班观看一次宣传片。", "主题班会", "优化", ""],
        ["报表填写、调研统计", "教师信息重复采集", "区教育体育局", "每年1-2次", "线上", "全体教师", "同一数据向三个股室各报一次。", "线上填报", "清理", "已停止"],
    ],
    "a3": [
        ["社会事务进校园", "“防溺水”宣传进校园", "区水利局、区应急管理局", "新教领秘〔2024〕2号", "合并为每学期一次。", "2024-06-20", "已完成", ""],
        ["报表填写、调研统计", "教师信息重复采集", "区教育体育局", "新教领秘〔2024〕2号", "一次采集，共享使用。", "2024-06-10", "已完成", "无"],
    ],
    "a6": [["红旗区", "红旗区教育体育局", "关于进一步减轻中小学教师负担的通知", "红教〔2023〕12号", "2023-05-16"]],
    "a7": [
        ["“防溺水”宣传进校园", "区水利局", "红教〔2023〕12号", "9—10月", "各中小学", "中小学生", "每校一次主题班会。", "主题班会", "不验收", ""],
    ],
}  # fmt: skip
HEADER = {
    "填报时间": "填报时间：2024年6月5日",
    "填报人员及电话": "填报人员及电话：甲一 0373-2000001",
    "本级社会事务进校园总量": "本级社会事务进校园总量为1项",
}


def jianfu(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jianfu_cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def fill(blank: Path, rows: list[list[str]]) -> None:
    """Type as a person would: after the labels of the header block, and into the first rows under the headings."""
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    for cells in sheet.iter_rows():
        for cell in cells:
            for label, text in HEADER.items():
                if isinstance(cell.value, str) and cell.value.startswith(label):
                    cell.value = text
    first = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "序号") + 1
    for number, row in enumerate(rows):
        for column, text in enumerate(row, start=2):
            if text:
                sheet.cell(first + number, column, text).data_type = "s"
    book.save(blank)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    done = jianfu("new-template", "1", "2", "3", "6", "7", "-u", "红旗区", "-o", tmp_path / "收件箱")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "收件箱/红旗区").iterdir():
        fill(path, FILLED[f"a{path.name[2]}"])
    add_papers(tmp_path / "收件箱/红旗区")
    return tmp_path / "收件箱"


def add_papers(folder: Path) -> None:
    """The stamped scan of all forms, and the document that 附件6 lists."""
    (folder / "盖章扫描件.pdf").write_bytes(b"%PDF-1.4")
    (folder / "关于进一步减轻中小学教师负担的通知.pdf").write_bytes(b"%PDF-1.4")


def as_written(value: object) -> str:
    """A day, which the roll-up keeps as one, as it was typed."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value or "")


def check_and_merge(inbox: Path, output: Path) -> None:
    done = jianfu("validate", inbox, "--as-of", "2024-06-30", "-f", "json")
    report = json.loads(done.stdout)
    assert [(f["code"], f["cell"], f["message"]) for f in report["findings"]] == []
    assert (done.returncode, report["counts"]["rows"]) == (0, sum(map(len, FILLED.values())))
    assert jianfu("merge", inbox, "-o", output, "--as-of", "2024-06-30", "--strict").returncode in {0, 1}
    book = openpyxl.load_workbook(output / "汇总.xlsx")
    for attachment, rows in FILLED.items():
        sheet = book[f"附件{attachment[1]}"]
        merged = [[as_written(cell.value) for cell in row[2 : 2 + len(rows[0])]] for row in sheet.iter_rows(min_row=3)]
        assert merged == rows
        assert {cell.data_type for row in sheet.iter_rows(min_row=3) for cell in row[2:]} <= {"s", "n", "d"}
    totals = json.loads((output / "merge.json").read_text(encoding="utf-8"))["rows"]
    assert totals == {"read": 7, "merged": 7, "unused": 0}


def test_filled_in_excel(inbox: Path, tmp_path: Path) -> None:
    check_and_merge(inbox, tmp_path / "汇总")


@pytest.mark.office
@pytest.mark.parametrize("extension", ["xlsx", "xls", "ods"])
def test_filled_and_saved_by_libreoffice(inbox: Path, tmp_path: Path, office_convert, extension: str) -> None:
    folder = tmp_path / "另存" / "红旗区"
    folder.mkdir(parents=True)
    for path in (inbox / "红旗区").glob("*.xlsx"):
        office_convert(path, extension, folder)
    add_papers(folder)
    check_and_merge(folder.parent, tmp_path / "汇总")

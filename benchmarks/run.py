"""Times ``jianfu validate`` against the bare reading of the same workbooks, paired, and prints the ratios.

``python benchmarks/run.py [WORKBOOKS] [ROUNDS]``; 200 workbooks of 50 rows and 3 rounds unless told.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from jianfu_cli.core.attachment import Attachment
from jianfu_cli.reading.campaigns import load_campaign

ROWS = 50
BARE = (
    "import sys, pathlib, python_calamine as c\n"
    "for p in pathlib.Path(sys.argv[1]).rglob('*.xlsx'):\n"
    "    w = c.CalamineWorkbook.from_filelike(p.open('rb'))\n"
    "    [w.get_sheet_by_name(n).to_python() for n in w.sheet_names]\n"
)


def make_workbook(path: Path, form: Attachment, unit: str) -> None:
    """Write one filled 附件2 of ``ROWS`` rows, all of them without fault."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(form.label)
        sheet.write_string(0, 0, form.label)
        sheet.write_string(1, 0, form.title)
        for column, text in enumerate(
            [f"填报单位（盖章）：{unit}", "填报时间：2024-06-12", "填报人员及电话：甲一 0373-0000000"]
        ):
            sheet.write_string(2, 3 * column, text)
        for column, said in enumerate(form.columns):
            sheet.write_string(3, column, said.heading)
        for row in range(ROWS):
            sheet.write_number(4 + row, 0, row + 1)
            for column, said in enumerate(form.columns[1:], 1):
                text = said.example if said.key != "matter" else f"第{row + 1}项宣传活动进校园"
                sheet.write_string(4 + row, column, text)


def seconds(command: list[str]) -> float:
    """Run ``command`` to its end and return how long it took; exit code 1 (findings) is fine."""
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode in (0, 1), command
    return time.perf_counter() - begin


def main() -> None:
    """Make the workbooks, time both, print the ratio of each round and the median."""
    count, rounds = (int(value) for value in [*sys.argv[1:], *["200", "3"][len(sys.argv) - 1 :]])
    campaign = load_campaign()
    counties = [name for name, kind in campaign.roster.kind_of.items() if kind == "county"]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            unit = counties[number % len(counties)]
            make_workbook(Path(folder) / unit / f"附件2_{number}.xlsx", campaign.form("a2"), unit)
        bare = [sys.executable, "-c", BARE, folder]
        check = [sys.executable, "-m", "jianfu_cli", "validate", folder, "--as-of", "2024-06-14", "-f", "json"]
        ratios = []
        for turn in range(rounds):
            floor, whole = seconds(bare), seconds(check)
            ratios.append(whole / floor)
            print(f"{turn + 1}: calamine {floor:.2f} s, jianfu validate {whole:.2f} s, {ratios[-1]:.2f}x")
    print(f"median {statistics.median(ratios):.2f}x ({count} workbooks, {ROWS} rows each)")


if __name__ == "__main__":
    main()

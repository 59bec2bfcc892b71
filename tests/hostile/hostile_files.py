"""All hostile files, and three good ones to lie beside them. ``python hostile_files.py FOLDER`` lays them out to be looked at."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

from ooxml import form, row, sheet, workbook  # noqa: E402
from others import OTHERS, deep, named_bytes  # noqa: E402
from packages import PACKAGES  # noqa: E402
from sheets import SHEETS  # noqa: E402

CASES = (*PACKAGES, *SHEETS, *OTHERS)
HOSTILE = "敌意"
GOOD_UNITS = ("红旗区", "卫滨区", "凤泉区")
GOOD_ROWS = 3


def lay_out(folder):
    """Write everything below ``folder``: the hostile files in one folder, a good form in each of three units'."""
    for case in CASES:
        case.write(folder / HOSTILE)
    for unit in GOOD_UNITS:
        (folder / unit).mkdir()
        (folder / unit / "附件2.xlsx").write_bytes(good(unit))
    (folder / "小文件").mkdir()
    for number in range(2000):
        (folder / "小文件" / f"{number}.txt").write_bytes(b"x")
    deep(folder / "深处")
    named_bytes(folder / "小文件" / "名字不是文字-\udcff\udcfe.xlsx")


def good(unit):
    head = f"填报单位（盖章）：{unit} 填报时间：2024年6月12日 填报人员及电话：甲一 0373-2000001"
    moved = form(GOOD_ROWS)
    for number in range(GOOD_ROWS + 1, 0, -1):
        moved = moved.replace(f'{number}"', f'{number + 1}"')
    return workbook(sheet(row(1, [head]) + moved))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True)
    lay_out(target)

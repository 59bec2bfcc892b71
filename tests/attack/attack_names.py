"""An inbox whose files, sheets, units and cells are named by somebody who means harm."""

from openpyxl import Workbook

from jianfu_cli.reading.campaigns import load_campaign

FORGED = "√ 红旗区/2024-06-01/附件7.xlsx：附件7（3 行）"
HOSTILE = "\x1b]0;x\x07\u202e"


def hostile_inbox(folder):
    form = load_campaign().attachment("a2")
    unit = folder / "红旗区"
    unit.mkdir(parents=True)
    for nth in range(2):
        book = Workbook()
        sheet = book.active
        sheet.title = f"表\u202e{nth}"
        sheet.append([form.title])
        sheet.append([f"填报单位（盖章）：红旗区\u202e\n{FORGED}"])
        sheet.append(["填报时间：2024-06-12    填报人员及电话：张某乙 0373-1234567"])
        sheet.append([column.heading for column in form.columns] + [f"自加\u202e\n{FORGED}"])
        cells = {
            "matter": f"打卡{nth}\u202e\n{FORGED}",
            "category": f"其它\u202e\n{FORGED}",
            "body": f"某局\u202e{nth}",
        }
        sheet.append([1, *(cells.get(column.key, "") for column in form.columns[1:]), "x"])
        name = f"附件2_{HOSTILE}\n{FORGED.replace('/', '')}_{nth}.xlsx"
        book.save(unit / name)
    (unit / f"坏{HOSTILE}\n{FORGED.replace('/', '')}.xlsx").write_bytes(b"no workbook")
    return folder

"""What a secret column holds leaves no trace, however the file is laid out and whatever becomes of its rows."""

import json
import re
import zipfile

import pytest
from typer.testing import CliRunner

from campaign.food_safety import LEDGER_HEADINGS, fault, write_campaign, write_form
from jianfu_cli.cli.app import app

TOLD = "王某某举报"
SECRET = re.compile("王某某|举报电话是")
AS_OF = ("--as-of", "2026-05-20")


def run(folder, *arguments):
    done = CliRunner().invoke(app, ["--campaign", str(folder / "shian"), *map(str, arguments)])
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout + done.stderr


def ledger(folder, day, headings, rows, name="附件1.xlsx"):
    path = folder / "收件箱" / "第一小学" / day / name
    write_form(path, "食堂隐患台账", "第一小学", day, headings, rows)
    return path


def leaks(folder):
    found = []
    for path in sorted((folder / "输出").rglob("*")):
        if path.suffix in {".xlsx", ".docx"}:
            with zipfile.ZipFile(path) as package:
                found += [
                    part for part in package.namelist() if SECRET.search(package.read(part).decode("utf-8", "replace"))
                ]
        elif path.is_file() and SECRET.search(path.read_text(encoding="utf-8-sig")):
            found.append(path.name)
    return found


@pytest.mark.parametrize(
    ("headings", "more"),
    [
        (LEDGER_HEADINGS, ()),
        ((*LEDGER_HEADINGS, "举报人"), (TOLD,)),  # twice
        ((*LEDGER_HEADINGS[:-1], "举报人（姓名）", "举报人"), (TOLD,)),
        ((*LEDGER_HEADINGS[:-1], "举 报 人"), ()),
    ],
)
def test_no_command_tells(tmp_path, headings, more):
    write_campaign(tmp_path / "shian")
    row = fault(1, "冷柜温度过高", category="", meals="很多", told=TOLD)
    old = ledger(
        tmp_path, "2026-04-01", headings, [(*row, *more), ("合计", "", "", "", "", "", "", "", "", TOLD, *more)]
    )
    new = ledger(tmp_path, "2026-04-09", headings, [(*fault(1, "冷柜温度过高", told="举报电话是\u200b12345"), *more)])
    inbox, out = tmp_path / "收件箱", tmp_path / "输出"
    for form in ("text", "json", "csv", "html"):
        run(tmp_path, "validate", inbox, *AS_OF, "-f", form, "-o", out / f"检查.{form}")
    run(tmp_path, "merge", inbox, *AS_OF, "-o", out / "汇总", "--strict")
    run(tmp_path, "remind", inbox, *AS_OF, "-o", out / "催报")
    (out / "比对.json").write_text(run(tmp_path, "diff", old, new, "-f", "json"), encoding="utf-8")
    assert leaks(tmp_path) == []
    totals = json.loads((out / "汇总" / "merge.json").read_text(encoding="utf-8"))
    assert totals["rows"]["read"] == totals["rows"]["merged"] + totals["rows"]["unused"] == 2


def test_a_fault_in_it_is_named_and_not_quoted(tmp_path):
    write_campaign(tmp_path / "shian")
    ledger(tmp_path, "2026-04-09", LEDGER_HEADINGS, [fault(1, "冷柜温度过高", told="举报电话是\u200b12345")])
    said = json.loads(run(tmp_path, "validate", tmp_path / "收件箱", *AS_OF, "-f", "json"))
    [finding] = [one for one in said["findings"] if one["code"] == "JF215"]
    assert (finding["cell"], finding["column"], finding["value"], finding["suggestion"]) == ("J4", "举报人", None, None)
    assert finding["message"] == "单元格里有看不见的字符（本列保密，不列出内容）"


def test_every_problem_goes_on_where_nobody_says_what_becomes_of_it(tmp_path):
    write_campaign(tmp_path / "shian")
    path = ledger(
        tmp_path, "2026-04-09", LEDGER_HEADINGS, [fault(1, "冷柜温度过高", told=TOLD), fault(2, "留样不足", "留样")]
    )
    said = run(tmp_path, "new-template", "2", "-u", "第一小学", "--from", path, "-o", tmp_path / "输出")
    assert "没有带入" not in said
    with zipfile.ZipFile(next((tmp_path / "输出").rglob("附件2*.xlsx"))) as package:
        text = "".join(package.read(part).decode("utf-8", "replace") for part in package.namelist())
    assert ("冷柜温度过高" in text, "留样不足" in text, TOLD in text) == (True, True, False)

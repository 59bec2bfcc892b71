"""Each kind of decision, made once in 处理决定.xlsx, and what it changes in each command: a table, nothing else changes."""

import io
import json
import shutil

import pytest
from docx import Document
from made.sent import SCAN, workbook
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.core.model.decision import CHOICES, Issue

DAY = "2024-06-30"
BOOK = "处理决定.xlsx"
CODES = {"JF010", "JF111", "JF201", "JF504", "JF508", "JF608"}


def unsure_rectifications():
    """A list of two rectifications such as other tables look like too: nothing says that it is 附件3."""
    book = Workbook()
    book.active.append(["序号", "事项名称", "牵头实施单位", "整改措施", "整改时限", "完成情况"])
    book.active.append([1, "家访上传", "教体局", "取消", "2024-06-20", "已完成"])
    book.active.append([2, "信息报送", "", "取消", "2024-06-20", "尚未完成"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


SENT = {
    "红旗区/2024-06-10/附件2.xlsx": workbook("a2", "红旗区", "2024-06-10", rows=3, disposition="清理"),
    "红旗区/2024-06-12/附件2（补充1项）.xlsx": workbook("a2", "红旗区", "2024-06-12", matter="另一件事"),
    "红旗区/2024-06-10/附件3.xlsx": workbook("a3", "红旗区", "2024-06-10", rows=3, progress="加强管理"),
    "红旗区/2024-06-10/盖章.pdf": SCAN,
    "卫滨区/2024-06-11/台账.xlsx": unsure_rectifications(),
    "卫辉市/2024-06-12/附件2.xlsx": workbook("a2", "卫辉市", "2024-06-12", rows=2, venue=""),
    "待认领/2024-06-12/来件.xlsx": workbook("a2", "不知哪个中心", "2024-06-12"),
}


def jianfu(*arguments):
    """Run the command in this process; return what it printed."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """An inbox in which something of every kind is asked, as ``decide`` leaves it."""
    inbox = tmp_path_factory.mktemp("asked") / "收件箱"
    for path, content in SENT.items():
        (inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (inbox / path).write_bytes(content)
    jianfu("decide", inbox, "--as-of", DAY, "-j", 1)
    return inbox


def decided(asked, tmp_path, issue, file, said):
    """Return a copy of the inbox in which ``said`` is written beside what is asked of the file of that name."""
    inbox = tmp_path / "收件箱"
    for path, content in SENT.items():
        (inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (inbox / path).write_bytes(content)
    book = load_workbook(asked / BOOK)
    rows = [
        row for row in book["待定"].iter_rows(min_row=3) if row[1].value == issue and str(row[4].value).endswith(file)
    ]
    assert rows, f"nothing is asked of {issue}"
    for row in rows:
        row[9].value, row[11].value, row[12].value = said, "李某", "2024-06-20"
    book.save(inbox / BOOK)
    return inbox


@pytest.fixture(scope="module")
def undecided(asked, tmp_path_factory):
    """What the commands say before anything is decided."""
    told, obeyed = stands(asked, tmp_path_factory.mktemp("undecided"))
    assert not any(obeyed.values())
    return told


def stands(inbox, tmp_path):
    """Return what every command says of ``inbox``: name → value, and the decisions that each says it obeyed."""
    on = ("--as-of", DAY, "-j", 1)
    told, obeyed = {}, {}
    report = json.loads(jianfu("validate", inbox, *on, "-f", "json"))
    for one in report["findings"]:
        if not one["answered"] and one["code"] in CODES:
            key = f"validate {one['code']} {one['severity']}"
            told[key] = told.get(key, 0) + 1
    told["validate answered"] = report["counts"].get("answered", 0)
    obeyed["validate"] = report["decisions"]
    jianfu("merge", inbox, *on, "-o", tmp_path / "汇总")
    merged = json.loads((tmp_path / "汇总" / "merge.json").read_text(encoding="utf-8"))
    told |= {f"merge {name}": merged["by_attachment"][name]["merged"] for name in ("a2", "a3")}
    told |= {f"figures {name}": n for name, n in merged["figures"]["by_progress"].items()}
    told["figures 凤泉区"] = merged["figures"]["by_unit"].get("凤泉区", {}).get("problems")
    obeyed["merge"] = merged["decisions"]
    ledger = json.loads(jianfu("status", inbox, *on, "-f", "json"))
    for unit in ledger["units"]:
        for one in unit["attachments"]:
            state = one["state"] + (f" {one['errors']}" if one["errors"] else "") + (" 扫描件" if one["scan"] else "")
            if unit["unit"] in {"红旗区", "卫滨区", "卫辉市", "凤泉区"} and one["attachment"] in {"a2", "a3"}:
                told[f"status {unit['unit']} {one['attachment']}"] = state
    told["status unplaced"] = len(ledger["unplaced"])
    obeyed["status"] = ledger["decisions"]
    letters = json.loads(jianfu("remind", inbox, *on, "-f", "json", "-o", tmp_path / "催报"))
    told |= {
        f"remind {one['unit']} {mend['attachment']}": mend["errors"] for one in letters["units"] for mend in one["mend"]
    }
    obeyed["remind"] = letters["decisions"]
    days = json.loads(jianfu("progress", inbox, *on, "-f", "json"))
    told |= {f"progress {name}": n for name, n in days["dates"][-1].items() if name != "as_of"}
    obeyed["progress"] = days["decisions"]
    jianfu("new-template", "--from", inbox, "-o", tmp_path / "空白表", 3, 4)
    for unit in ("红旗区", "卫滨区", "凤泉区", "卫辉市"):
        told |= {f"new-template {unit}": text for text in carried(tmp_path / "空白表" / unit)}
    copy = tmp_path / "又一次" / "来件.xlsx"
    copy.parent.mkdir()
    copy.write_bytes(SENT["待认领/2024-06-12/来件.xlsx"])
    again = tmp_path / "再收"
    shutil.copytree(inbox, again)
    shutil.rmtree(again / "待认领")
    received = json.loads(jianfu("receive", copy, "--inbox", again, "--on", DAY, "-f", "json"))
    told["receive"] = received["files"][0]["filed"].partition("/")[0]
    return told, obeyed


def carried(folder):
    for path in folder.glob("附件4*.docx"):
        for paragraph in Document(path).paragraphs:
            if "列入整改清单" in paragraph.text:
                yield paragraph.text[paragraph.text.index("列入整改清单") :]


# What each decision changes: what a command said before → what it says now. All else stays, in all commands.
TABLE = [
    ("是不是报表", "台账.xlsx", "采用", {
        "validate JF010 warning": (1, None),
        "validate answered": (0, 1),
        "validate JF201 warning": (1, None),  # of what surely is a form, errors are errors
        "validate JF201 error": (2, 3),
        "validate JF504 warning": (1, None),
        "validate JF504 error": (None, 1),
        "status 卫滨区 a3": ("on-time", "on-time 5"),
        "remind 卫滨区 a3": (None, 5),
    }),
    ("是不是报表", "台账.xlsx", "不是报表", {
        "validate JF010 warning": (1, None),
        "validate JF201 warning": (1, None),
        "validate JF504 warning": (1, None),
        "merge a3": (5, 3),
        "figures done": (1, 0),
        "figures overdue": (1, 0),
        "status 卫滨区 a3": ("on-time", "not-due"),
        "progress rectifications": (5, 3),
        "progress done": (1, 0),
        "progress overdue": (1, 0),
        "new-template 卫滨区": ("列入整改清单2项，已整改完成1项。", None),
    }),
    ("补充还是代替", "补充1项）.xlsx", "补充", {"validate JF608 warning": (1, None)}),
    ("补充还是代替", "补充1项）.xlsx", "代替", {
        "validate JF608 warning": (1, None), "merge a2": (7, 4), "progress problems": (7, 4),
    }),
    ("补充还是代替", "补充1项）.xlsx", "以此为准", {
        "validate JF608 warning": (1, None), "merge a2": (7, 4), "progress problems": (7, 4),
    }),
    ("是谁报的", "来件.xlsx", "凤泉区", {
        "validate JF111 error": (1, None),
        "validate answered": (0, 1),
        "figures 凤泉区": (0, 1),
        "status 凤泉区 a2": ("not-due", "on-time"),
        "status unplaced": (1, 0),
        "receive": ("待认领", "凤泉区"),
    }),
    ("是哪一件的扫描件", "盖章.pdf", "附件3", {"status 红旗区 a2": ("on-time 扫描件", "on-time")}),
    ("是否完成", "附件3.xlsx", "已完成", {
        "validate JF508 warning": (3, None),
        "validate answered": (0, 3),
        "figures done": (1, 4),
        "figures unclear": (3, 0),
        "progress done": (1, 4),
        "progress unclear": (3, 0),
        "new-template 红旗区": ("列入整改清单3项，已整改完成0项。", "列入整改清单3项，已整改完成3项。"),
    }),
    ("是否完成", "附件3.xlsx", "未完成", {
        "validate JF508 warning": (3, None),
        "validate answered": (0, 3),
        "validate JF504 error": (None, 3),  # 整改时限 is past
        "figures overdue": (1, 4),
        "figures unclear": (3, 0),
        "status 红旗区 a3": ("on-time 扫描件", "on-time 3 扫描件"),
        "remind 红旗区 a3": (None, 3),
        "progress overdue": (1, 4),
        "progress unclear": (3, 0),
    }),
    ("提醒", "附件2.xlsx", "已核实", {"validate answered": (0, 2)}),
    ("不采用这份", "卫辉市/2024-06-12/附件2.xlsx", "不采用", {
        "validate JF201 error": (2, None),
        "merge a2": (7, 5),
        "status 卫辉市 a2": ("on-time 2", "not-due"),
        "remind 卫辉市 a2": (2, None),
        "progress problems": (7, 5),
    }),
]  # fmt: skip


@pytest.mark.parametrize(
    ("issue", "file", "said", "changes"), TABLE, ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_each_decision_changes_in_each_command(asked, undecided, tmp_path, issue, file, said, changes):
    inbox = decided(asked, tmp_path, issue, file, said)
    after, obeyed = stands(inbox, tmp_path)
    names = undecided.keys() | after.keys()
    changed = {name: (undecided.get(name), after.get(name)) for name in names if undecided.get(name) != after.get(name)}
    assert changed == changes
    for command, those in obeyed.items():
        # A warning is nothing to those who ask for errors alone.
        assert bool(those) is (issue != "提醒" or command not in {"status", "remind"}), command
        assert all((one["issue"], one["decision"], one["by"]) == (issue, said, "李某") for one in those)


def test_every_kind_of_decision_is_in_the_table():
    every = {(issue, said) for issue, those in CHOICES.items() for said in those}
    assert {(issue, said) for issue, _, said, _ in TABLE} >= every
    assert {issue for issue, *_ in TABLE} == set(Issue)


def test_every_output_says_that_something_stands_by_decision(asked, tmp_path):
    inbox, said = decided(asked, tmp_path, "是否完成", "附件3.xlsx", "已完成"), "照处理决定.xlsx办理 3 件"
    on = ("--as-of", DAY, "-j", 1)
    for command, formats in (("validate", "text html"), ("status", "text html"), ("progress", "text html")):
        for form in formats.split():
            assert said in jianfu(command, inbox, *on, "-f", form), (command, form)
    assert said in jianfu("merge", inbox, *on, "-o", tmp_path / "汇总")
    for name in ("摘要.md", "摘要.html"):
        assert said in (tmp_path / "汇总" / name).read_text(encoding="utf-8")
    assert load_workbook(tmp_path / "汇总" / "汇总.xlsx")["处理决定"].max_row == 2 + 3
    assert said in jianfu("remind", inbox, *on, "-o", tmp_path / "催报")
    jianfu("progress", inbox, *on, "-f", "xlsx", "-o", tmp_path / "调度表.xlsx")
    assert said in load_workbook(tmp_path / "调度表.xlsx")["逐项"]["A1"].value
    sent = inbox / "红旗区/2024-06-10/附件3.xlsx"
    assert said in jianfu("diff", sent, sent)
    assert len(json.loads(jianfu("diff", sent, sent, "-f", "json"))["decisions"]) == 3
    jianfu("diff", sent, sent, "-f", "xlsx", "-o", tmp_path / "对照.xlsx")
    assert said in load_workbook(tmp_path / "对照.xlsx")["改动"]["A1"].value


@pytest.mark.parametrize(
    "path",
    [
        "红旗区", "红旗区/2024-06-10", "红旗区/2024-06-10/附件3.xlsx", "红旗区/2024-06-10/科室/附件3.xlsx",
        "待认领/2024-06-10/红旗区附件3.xlsx",
    ],
)  # fmt: skip
def test_of_whatever_lies_in_the_inbox(asked, tmp_path, path):
    inbox = decided(asked, tmp_path, "是否完成", "附件3.xlsx", "已完成")
    place = inbox / path
    if not place.exists():
        place.parent.mkdir(parents=True)
        place.write_bytes(SENT["红旗区/2024-06-10/附件3.xlsx"])
    report = json.loads(jianfu("validate", place, "--as-of", DAY, "-f", "json", "-j", 1))
    assert len(report["decisions"]) == 3


def test_what_a_unit_calls_its_decisions_is_none(asked, tmp_path):
    """It lies in the unit's folder, or below: whoever sends it decides nothing."""
    decided(asked, tmp_path, "是否完成", "附件3.xlsx", "已完成")
    box = tmp_path / "另一个收件箱"
    place = box / "红旗区" / "科室" / "附件3.xlsx"
    place.parent.mkdir(parents=True)
    place.write_bytes(SENT["红旗区/2024-06-10/附件3.xlsx"])
    for folder in (place.parent, place.parent.parent):
        (folder / BOOK).write_bytes((tmp_path / "收件箱" / BOOK).read_bytes())
    for path in (box, box / "红旗区"):
        assert json.loads(jianfu("validate", path, "--as-of", DAY, "-f", "json", "-j", 1))["decisions"] == []

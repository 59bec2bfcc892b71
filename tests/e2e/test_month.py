"""A month of a small campaign played through by commands: what comes is received on its day, and the folder says all."""

import io
import json
import zipfile

import pytest
from made.sent import SCAN, report, workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.resources import folder

UNITS = """
units:
  county: [{name: 红旗区}, {name: 卫滨区}]
  department: [{name: 市公安局}, {name: 市妇联}]
"""


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def outlines(unit):
    return {f"附件4{unit}.docx": report("a4", unit), f"附件5{unit}.docx": report("a5", unit)}


def tables(unit, day, *attachments, **more):
    return {f"附件{one[1]}.xlsx": workbook(one, unit, day, rows=2, **more) for one in attachments}


# What comes in by mail: the day, the unit the clerk names (None: the files say it themselves), the files.
MAIL = [
    ("2024-06-04", "红旗区", tables("红旗区", "2024-06-04", "a1") | {"附件1扫描件.pdf": SCAN}),
    ("2024-06-05", "市公安局", tables("市公安局", "2024-06-05", "a1") | {"盖章.pdf": SCAN}),
    ("2024-06-07", None, tables("卫滨区教育体育局", "2024-06-05", "a1")),
    (
        "2024-06-12",
        "市公安局",
        tables("市公安局", "2024-06-12", "a2", category="食堂") | tables("市公安局", "2024-06-12", "a3") | {"章.pdf": SCAN + b"2"},
    ),
    ("2024-06-13", None, tables("市公安局", "2024-06-13", "a2")),
    ("2024-06-13", None, tables("市公安局", "2024-06-13", "a2")),  # the same mail twice
    (
        "2024-06-13",
        None,
        {
            "市妇联.zip": zipped(
                **tables("市妇联", "2024-06-13", "a1"),
                **{f"附件{n}.xlsx": workbook(f"a{n}", "市妇联", "2024-06-13", rows=0) for n in (2, 3)},
                **{"扫描件.pdf": SCAN},
            )
        },
    ),
    (
        "2024-07-02",
        "红旗区",
        tables("红旗区", "2024-07-01", "a2", "a3", "a6", "a7") | outlines("红旗区") | {"盖章扫描件.pdf": SCAN + b"3"},
    ),
    ("2024-07-04", "卫滨区", tables("卫滨区", "2024-07-04", "a2", "a3") | {"盖章.pdf": SCAN + b"4"}),
    (
        "2024-07-06",
        "卫滨区",
        tables("卫滨区", "2024-07-06", "a6", "a7") | tables("卫滨区", "2024-07-06", "a2", held="每年2次")
        | outlines("卫滨区") | {"盖章.pdf": SCAN + b"5"},
    ),
    ("2024-07-08", None, {"卫滨区附件1盖章.pdf": SCAN + b"6"}),
]  # fmt: skip

# By hand: √ on time, 迟N late by N days, × missing, · not due, 零 nil, 错N N errors, 缺 without its scan; and who is asked.
STATUS = {
    "2024-06-03": ("· · · · · · ·", "· · · · · · ·", "· · ·", "· · ·"),
    "2024-06-04": ("√ · · · · · ·", "· · · · · · ·", "· · ·", "· · ·"),
    "2024-06-05": ("√ · · · · · ·", "· · · · · · ·", "√ · ·", "· · ·"),
    "2024-06-06": ("√ · · · · · ·", "× · · · · · ·", "√ · ·", "× · ·"),
    "2024-06-07": ("√ · · · · · ·", "迟2缺 · · · · · ·", "√ · ·", "× · ·"),
    "2024-06-12": ("√ · · · · · ·", "迟2缺 · · · · · ·", "√ √错2 √", "× · ·"),
    "2024-06-13": ("√ · · · · · ·", "迟2缺 · · · · · ·", "√ √ √", "迟8 √零 √零"),
    "2024-06-17": ("√ · · · · · ·", "迟2缺 · · · · · ·", "√ √ √", "迟8 √零 √零"),
    "2024-07-02": ("√ √ √ √ √ √ √", "迟2缺 · · · · · ·", "√ √ √", "迟8 √零 √零"),
    "2024-07-04": ("√ √ √ √ √ √ √", "迟2缺 √ √ · · · ·", "√ √ √", "迟8 √零 √零"),
    "2024-07-05": ("√ √ √ √ √ √ √", "迟2缺 √ √ × × × ×", "√ √ √", "迟8 √零 √零"),
    "2024-07-06": ("√ √ √ √ √ √ √", "迟2缺 √ √ 迟2 迟2 迟2 迟2", "√ √ √", "迟8 √零 √零"),
    "2024-07-08": ("√ √ √ √ √ √ √", "迟2 √ √ 迟2 迟2 迟2 迟2", "√ √ √", "迟8 √零 √零"),
}
REMINDED = {
    "2024-05-30": [],
    "2024-06-03": ["卫滨区", "市公安局", "市妇联", "红旗区"],  # 附件1 is due on Wednesday
    "2024-06-04": ["卫滨区", "市公安局", "市妇联"],
    "2024-06-06": ["卫滨区", "市妇联"],
    "2024-06-07": ["卫滨区", "市妇联"],  # 卫滨区 owes the scan
    "2024-06-11": ["卫滨区", "市公安局", "市妇联"],  # three working days to 14 June
    "2024-06-12": ["卫滨区", "市公安局", "市妇联"],  # 市公安局 has something to mend
    "2024-06-13": ["卫滨区"],
    "2024-06-28": ["卫滨区"],
    "2024-07-01": ["卫滨区", "红旗区"],  # three working days to 4 July
    "2024-07-02": ["卫滨区"],
    "2024-07-06": ["卫滨区"],
    "2024-07-08": [],
}


@pytest.fixture(scope="module")
def jianfu(tmp_path_factory):
    """``jianfu("status", …)`` with the small campaign; returns what it printed, and the exit code beside it."""
    place = tmp_path_factory.mktemp("month")
    shipped = (folder("schemas") / "campaigns" / "xinxiang-2024.yaml").read_text(encoding="utf-8")
    (place / "campaign.yaml").write_text(shipped.partition("\nunits:")[0] + UNITS, encoding="utf-8")

    def run(*arguments):
        done = CliRunner().invoke(app, ["--campaign", str(place / "campaign.yaml"), *map(str, arguments)])
        assert isinstance(done.exception, SystemExit | None), done.exception
        assert done.exit_code in {0, 1}, done.stderr
        return done

    run.place = place
    return run


@pytest.fixture(scope="module")
def inbox(jianfu):
    """The inbox at the end of the month."""
    for number, (day, unit, files) in enumerate(MAIL):
        mail = jianfu.place / f"mail-{number}"
        mail.mkdir()
        for name, content in files.items():
            (mail / name).write_bytes(content)
        named = ["-u", unit] if unit else []
        assert jianfu("receive", mail, "--inbox", jianfu.place / "inbox", "--on", day, *named).exit_code == 0
    return jianfu.place / "inbox"


def marks(unit):
    return " ".join(map(_mark, unit["attachments"]))


def _mark(entry):
    state = {"on-time": "√", "late": f"迟{entry['days_late']}", "missing": "×", "not-due": "·"}[entry["state"]]
    errors = f"错{entry['errors']}" if entry["errors"] else ""
    return (
        state + ("零" if entry["nil"] else "") + errors + ("缺" if entry["received_on"] and not entry["scan"] else "")
    )


@pytest.mark.parametrize("day", STATUS)
def test_status_of_each_day_is_as_written_by_hand(jianfu, inbox, day):
    done = jianfu("status", inbox, "--as-of", day, "-f", "json")
    content = json.loads(done.stdout)
    assert [unit["unit"] for unit in content["units"]] == ["红旗区", "卫滨区", "市公安局", "市妇联"]
    assert tuple(map(marks, content["units"])) == STATUS[day]
    assert done.exit_code == (1 if any("×" in line or "迟" in line for line in STATUS[day]) else 0)
    assert content["unplaced"] == []


def test_resubmissions_are_listed_and_the_same_mail_twice_is_filed_once(jianfu, inbox):
    content = json.loads(jianfu("status", inbox, "--as-of", "2024-07-08", "-f", "json").stdout)
    a2 = {unit["unit"]: unit["attachments"][1]["versions"] for unit in content["units"]}
    assert [(one["received_on"], one["counts"]) for one in a2["市公安局"]] == [
        ("2024-06-13", True), ("2024-06-12", False),
    ]  # fmt: skip
    assert [(one["received_on"], one["counts"]) for one in a2["卫滨区"]] == [
        ("2024-07-06", True),
        ("2024-07-04", False),
    ]
    assert not list(inbox.rglob("* (2).*"))


@pytest.mark.parametrize("day", REMINDED)
def test_reminders_go_to_the_right_units(jianfu, inbox, day, tmp_path):
    done = jianfu("remind", inbox, "--as-of", day, "-o", tmp_path / "催报")
    assert done.exit_code == 0
    assert "contact 里没有写科室、电话、邮箱" in done.stderr
    written = sorted(path.stem for path in (tmp_path / "催报").iterdir())
    assert written == sorted([*REMINDED[day], "群发清单"])


def test_what_is_asked_of_a_unit_with_a_fault(jianfu, inbox, tmp_path):
    jianfu("remind", inbox, "--as-of", "2024-06-12", "-o", tmp_path)
    text = (tmp_path / "市公安局.txt").read_text(encoding="utf-8")
    assert "专项整治问题摸排清单（附件2），2024年6月12日收到（附件2.xlsx），2 处：" in text
    assert "（1）Sheet B4：" in text
    assert "符合要求：附件1（2024年6月5日收到）、附件3（2024年6月12日收到）。" in text


@pytest.mark.parametrize(("day", "merged"), [("2024-06-04", 0), ("2024-07-08", 4)])
def test_merge_counts_what_had_come_by_the_day_and_loses_nothing(jianfu, inbox, tmp_path, day, merged):
    jianfu("merge", inbox, "-o", tmp_path / "out", "--as-of", day)
    totals = json.loads((tmp_path / "out" / "merge.json").read_text(encoding="utf-8"))
    assert totals["rows"]["read"] == totals["rows"]["merged"] + totals["rows"]["unused"]
    assert totals["by_attachment"]["a7"]["merged"] == merged

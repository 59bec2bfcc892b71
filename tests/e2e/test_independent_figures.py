"""The summary's figures, counted anew from the example's files by hand: openpyxl and nothing of the product."""

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
import yaml
from openpyxl import load_workbook
from output_figures import PROGRESS, READERS, some

ROOT = Path(__file__).resolve().parents[2]
INBOX = ROOT / "examples" / "inbox"
AS_OF = date(2024, 7, 5)

# What tells a table apart: a heading only it has, and the headings of the columns that are counted.
TELLING = {
    "附件1": {"投诉举报热线", "举报电话"},
    "附件2": {"意见建议", "处理意见"},
    "附件3": {"整改措施", "整改举措"},
    "附件6": {"公文文号", "文号"},
    "附件7": {"验收方式"},
}
NAMES = {"单位名称", "单位", "事项名称", "活动名称", "公文标题", "文件名称"}
COLUMNS = {
    "category": {"问题类别"}, "disposition": {"意见建议", "处理意见"}, "deadline": {"整改时限", "整改期限"},
    "progress": {"完成情况", "整改情况"},
}  # fmt: skip
CATEGORIES = [
    "监督检查评比考核", "社会事务进校园", "文件和会议", "报表填写、调研统计", "抽调借用中小学教师", "校园值班值守",
    "城市创优评先和街道社区事务", "其他",
]  # fmt: skip
NUMBERS = dict(zip("一二三四五六七八", CATEGORIES, strict=True))
FOLDERS = {"平原新区": "平原示范区", "新乡高新区": "高新区", "市卫生健康委": "市卫健委", "待认领": "（未注明单位）"}


def bare(value):
    """A heading without blanks and its second line: 意见建议 for 意见建议⏎清理/保留/优化."""
    text = re.sub(r"\s+", "", str(value or ""))
    return re.sub(r"(清理/保留/优化|（.*字以内）)$", "", text)


def workbooks():
    """Every workbook of the inbox, packed or not, with its path below the inbox."""
    for path in sorted(INBOX.rglob("*")):
        if path.is_file() and is_zipfile(path) and not path.name.startswith("~$"):
            with ZipFile(path) as archive:
                names = archive.namelist()
                if "xl/workbook.xml" in names:
                    yield path.relative_to(INBOX), path.read_bytes()
                elif path.suffix == ".zip":
                    for name in names:
                        if name.endswith(".xlsx"):
                            yield path.relative_to(INBOX), archive.read(name)


def cells_of(sheet):
    """The cells of a sheet, what is merged repeated in each of its rows."""
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, merged.max_row + 1):
            grid[row - 1][merged.min_col - 1] = grid[merged.min_row - 1][merged.min_col - 1]
    return grid


def tables(sheet):
    """``(attachment, rows)`` of each table: a row is a dict of the counted columns and ``name``."""
    grid = cells_of(sheet)
    for at, row in enumerate(grid):
        headings = [bare(cell) for cell in row]
        attachment = next((name for name, telling in TELLING.items() if telling & set(headings)), None)
        named = next((nth for nth, heading in enumerate(headings) if heading in NAMES), None)
        if attachment and named is not None:
            places = {
                key: nth for key, known in COLUMNS.items() for nth, heading in enumerate(headings) if heading in known
            }
            rows = [
                {"name": cells[named], **{key: cells[nth] for key, nth in places.items()}}
                for cells in grid[at + 1 :]
                if cells[named]
                and bare(cells[named]) != headings[named]
                and sum(cell is not None for cell in cells) > 2
            ]
            yield attachment, rows
            return


def reported(sheet):
    """The day after 填报时间, wherever it stands; day one where none can be read."""
    cells = [str(cell) for row in cells_of(sheet)[:5] for cell in row if cell is not None]
    found = re.search(r"填报时间\D*(\d{4})\D(\d{1,2})\D(\d{1,2})", " ".join(cells))
    return date(*map(int, found.groups())) if found else date.min


def unit_of(path, sheet):
    folder = path.parts[0]
    if folder != "待认领":
        return FOLDERS.get(folder, folder)
    written = re.search(
        r"填报单位（盖章）：?\s*(\S*)", " ".join(str(cell) for row in cells_of(sheet)[:4] for cell in row if cell)
    )
    named = written.group(1).split("填报")[0] if written else ""
    return named if named.startswith("市") else "（未注明单位）"


@pytest.fixture(scope="module")
def counted():
    """``(attachment, unit) → rows`` of the version that counts, the number of all rows read, what is replaced."""
    versions = defaultdict(list)
    for path, content in workbooks():
        try:
            book = load_workbook(BytesIO(content), data_only=True)
        except (KeyError, ValueError, OSError):
            continue
        for sheet in book.worksheets:
            for attachment, rows in tables(sheet):
                dated = next(
                    (date.fromisoformat(part) for part in path.parts if re.fullmatch(r"\d{4}-\d\d-\d\d", part)), None
                )
                day = reported(sheet)
                versions[attachment, unit_of(path, sheet)].append((dated or day, day, str(path), rows))
    latest = {owner: max(those, key=lambda version: version[:3]) for owner, those in versions.items()}
    replaced = {
        (attachment, unit, version[2])
        for (attachment, unit), those in versions.items()
        for version in those
        if version is not latest[attachment, unit]
    }
    rows = {owner: version[3] for owner, version in latest.items()}
    return rows, sum(len(version[3]) for those in versions.values() for version in those), replaced


def jianfu(*arguments):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "jianfu_cli", *arguments, "--as-of", AS_OF.isoformat()],
        env=environment, capture_output=True, check=False, timeout=240,
    )  # fmt: skip


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """The folder in which the command leaves its outputs."""
    out = tmp_path_factory.mktemp("merged")
    jianfu("merge", INBOX, "-o", out)
    return out


@pytest.fixture(scope="module")
def summary(merged):
    """The tables of 摘要.md, as the command writes it: ``first heading → {label: texts}``."""
    found = defaultdict(dict)
    heading = table = None
    for line in (merged / "摘要.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("|") else []
        if not cells:
            heading = None
        elif heading is None:
            heading = cells
            # Of two tables that begin with the same heading the second goes by its second heading too.
            table = "、".join(cells[:2]) if cells[0] in found else cells[0]
        elif not set(cells[0]) <= set("-: |"):
            found[table].setdefault(cells[0], dict(zip(heading[1:], cells[1:], strict=True)))
    return found


def rows_of(counted, attachment):
    return [(unit, row) for (name, unit), rows in counted[0].items() if name == attachment for row in rows]


def category(text):
    number = re.fullmatch(r"[（(]?([一二三四五六七八])[）)]?", bare(text))
    return NUMBERS[number.group(1)] if number else text if text in CATEGORIES else "未填或不明"


def disposition(text):
    return text if text in {"清理", "保留", "优化"} else "未填或不明"


def standing(row):
    if "已" in str(row["progress"]):
        return "已完成"
    written = row["deadline"]
    numbers = re.findall(r"\d+", str(written))
    due = (
        written.date() if isinstance(written, datetime) else date(*map(int, numbers[:3])) if len(numbers) >= 3 else None
    )
    return "逾期未完成" if due and due < AS_OF else "未到期"


def figures(summary, heading):
    return {label: int(next(iter(values.values()))) for label, values in summary[heading].items()}


def test_every_row_of_the_inbox_is_read(counted, summary):
    assert int(summary["附件"]["合计"]["读取行数"]) == counted[1]


@pytest.mark.parametrize("attachment", TELLING)
def test_rows_merged_of_each_attachment(counted, summary, attachment):
    (row,) = [row for label, row in summary["附件"].items() if label.startswith(attachment)]
    assert int(row["采用行数"]) == len(rows_of(counted, attachment))


def test_problems_by_category(counted, summary):
    expected = Counter(category(row["category"]) for _, row in rows_of(counted, "附件2"))
    assert figures(summary, "问题类别") == expected


def test_problems_by_disposition(counted, summary):
    assert figures(summary, "意见建议") == Counter(
        disposition(row["disposition"]) for _, row in rows_of(counted, "附件2")
    )


def test_rectifications_by_standing(counted, summary):
    shown = {state: count for state, count in figures(summary, "整改进度").items() if count}
    assert shown == Counter(standing(row) for _, row in rows_of(counted, "附件3"))


@pytest.mark.parametrize(("column", "attachment"), [("摸排问题", "附件2"), ("整改事项", "附件3"), ("白名单", "附件7")])
def test_rows_of_each_unit(counted, summary, column, attachment):
    expected = Counter(unit for unit, _ in rows_of(counted, attachment))
    units = {unit: int(row[column]) for unit, row in summary["填报单位"].items() if unit != "合计"}
    assert {unit: count for unit, count in units.items() if count} == expected


def test_done_and_overdue_of_each_unit(counted, summary):
    expected = Counter((unit, standing(row)) for unit, row in rows_of(counted, "附件3"))
    for (unit, state), count in expected.items():
        assert (unit, state, int(summary["填报单位"][unit][state])) == (unit, state, count)


def test_errors_of_each_unit_are_those_of_the_versions_that_count(counted, summary):
    found = json.loads(jianfu("validate", INBOX, "-f", "json").stdout)["findings"]
    expected = Counter()
    for one in found:
        form = f"附件{(one['attachment'] or '')[1:]}", one["unit"], one["path"]
        if one["severity"] == "error" and one["path"] and form not in counted[2]:
            folder = one["path"].split("/")[0]
            expected[one["unit"] or FOLDERS.get(folder, folder)] += 1
    units = {unit: int(row["错误"]) for unit, row in summary["填报单位"].items() if unit != "合计"}
    assert {unit: count for unit, count in units.items() if count} == expected
    assert int(summary["填报单位"]["合计"]["错误"]) == expected.total()


@pytest.fixture(scope="module")
def said(merged):
    """What each output says, in one shape."""
    return {name: read(merged) for name, read in READERS.items()}


@pytest.fixture(scope="module")
def recounted(counted):
    """The same figures counted from the inbox, of what can be counted without the product."""
    problems, rectified, kept = (rows_of(counted, name) for name in ("附件2", "附件3", "附件7"))
    progress = Counter(standing(row) for _, row in rectified)
    return {
        "problems": len(problems),
        "by_category": Counter(category(row["category"]) for _, row in problems),
        "by_disposition": Counter(disposition(row["disposition"]) for _, row in problems),
        "rectifications": len(rectified),
        "by_progress": progress,
        "done_share": f"{100 * progress['已完成'] / len(rectified):.1f}%",
        "whitelist": len(kept),
        "units_due": len(owing()),
        "by_unit": {
            unit: by_unit(unit, problems, rectified, kept)
            for unit in {unit for unit, _ in (*problems, *rectified, *kept)}
        },
    }


def owing():
    """The units that the roster of the campaign names and that owe something."""
    campaign = yaml.safe_load((ROOT / "schemas" / "campaigns" / "xinxiang-2024.yaml").read_text(encoding="utf-8"))
    kinds = {kind for duty in campaign["attachments"] for kind in duty.get("due", {})}
    return [unit for kind in kinds for unit in campaign["units"][kind]]


def by_unit(unit, problems, rectified, kept):
    choices = Counter(disposition(row["disposition"]) for owner, row in problems if owner == unit)
    states = Counter(standing(row) for owner, row in rectified if owner == unit)
    wholes = {
        "摸排问题": choices.total(),
        "整改事项": states.total(),
        "白名单": sum(owner == unit for owner, _ in kept),
    }
    return some({**choices, **states, **wholes})


@pytest.mark.parametrize("output", READERS)
def test_every_output_says_what_the_inbox_holds(said, recounted, output):
    found = said[output]
    assert {name: found[name] for name in recounted if name in found} == {
        name: value for name, value in recounted.items() if name in found
    }
    assert {"by_category", "by_disposition", "by_progress", "by_unit", "whitelist", "units_due"} <= found.keys()


@pytest.mark.parametrize("output", READERS)
def test_all_outputs_say_the_same(said, output):
    others = said["摘要.md"]
    found = said[output]
    assert {name: found[name] for name in found if name in others} == {
        name: others[name] for name in found if name in others
    }


@pytest.mark.parametrize("output", [name for name in READERS if name != "merge.json"])
def test_filings_and_control_totals_add_up_in_every_output(said, output):
    found = said[output]
    assert {sum(counts) for name, counts in found["filings"].items() if name in {"附件1", "附件2", "附件3"}} == {
        found["units_due"]
    }
    assert sum(counts[2] for counts in found["filings"].values()) == found["missing"]
    total = found["rows"]["合计"]
    assert total == tuple(map(sum, zip(*(one for name, one in found["rows"].items() if name != "合计"), strict=True)))
    assert total[0] == total[1] + total[2]


def test_the_chart_of_progress_knows_each_state():
    assert set(PROGRESS.values()) == {"已完成", "未到期", "逾期未完成", "看不出是否完成"}

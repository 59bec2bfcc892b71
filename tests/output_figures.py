"""What each output of ``merge`` says, read by other means than it was written, in one shape.

``{"problems", "by_category", "by_disposition", "rectifications", "by_progress", "whitelist", "units_filed",
"units_due", "missing", "done_share", "rows": {attachment: (read, merged, unused)}, "filings": {attachment: (on time,
late, missing, not due)}, "by_unit": {unit: {heading: n}}}``; a figure that an output does not say is left out. Classes
and units of which there is nothing are left out everywhere.
"""

import json
import re
from html.parser import HTMLParser
from itertools import takewhile

from docx import Document
from openpyxl import load_workbook

PROGRESS = {"done": "已完成", "open": "未到期", "overdue": "逾期未完成", "unclear": "看不出是否完成"}


def some(counts):
    return {name: int(count) for name, count in counts.items() if int(count)}


def from_json(folder):
    figures = json.loads((folder / "merge.json").read_text(encoding="utf-8"))
    said = figures["figures"]
    labels = {name: f"附件{name[1:]}" for name in figures["by_attachment"]}
    rows = {labels[name]: (one["read"], one["merged"], one["unused"]) for name, one in figures["by_attachment"].items()}
    done, whole = said["by_progress"]["done"], said["rectifications"]
    return {
        "problems": said["problems"],
        "by_category": some(said["by_category"]),
        "by_disposition": some(said["by_disposition"]),
        "rectifications": whole,
        "by_progress": some({PROGRESS[name]: count for name, count in said["by_progress"].items()}),
        "done_share": f"{min(100 * done / whole, 99.9 if done < whole else 100):.1f}%",
        "whitelist": said["whitelist"],
        "units_filed": said["units_filed"],
        "units_due": said["units_due"],
        "missing": said["missing"],
        "rows": {**rows, "合计": tuple(figures["rows"].values())},
        "by_unit": without_empty({unit: of_unit(one) for unit, one in said["by_unit"].items()}),
    }


def of_unit(one):
    progress = {PROGRESS[name]: count for name, count in one["by_progress"].items()}
    parts = {"摸排问题": one["problems"], "整改事项": one["rectifications"], "白名单": one["whitelist"]}
    return some({**one["by_disposition"], **progress, **parts})


def without_empty(units):
    return {unit: counts for unit, counts in units.items() if counts}


class Tables(HTMLParser):
    """The tables of a page as ``(headings, rows)``, descriptions of its charts by id, its text."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.charts, self.texts, self._in = [], {}, [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._in.append("cell")
        elif tag == "desc":
            self._in.append(named["id"])
            self.charts[named["id"]] = ""

    def handle_endtag(self, tag):
        if tag in {"td", "th", "desc"}:
            self._in.pop()

    def handle_data(self, data):
        self.texts.append(data)
        if self._in and self._in[-1] == "cell":
            self.tables[-1][-1][-1] += data.strip()
        elif self._in:
            self.charts[self._in[-1]] += data


def from_html(folder):
    page = Tables((folder / "摘要.html").read_text(encoding="utf-8"))
    parts = {name: page.charts[f"{name}-desc"] for name in ("categories", "dispositions", "standings", "filings")}
    return {
        **of_answers("".join(page.texts)),
        **of_tables(page.tables),
        "by_category": some(dict(re.findall(r"([^；]+) (\d+) 项", parts["categories"]))),
        "by_disposition": some(dict(re.findall(r"(\w+) (\d+)", parts["dispositions"].partition("：")[2]))),
        "by_progress": some(dict(re.findall(r"(\w+) (\d+)", parts["standings"].partition("：")[2]))),
        "filings": {
            label: tuple(map(int, re.findall(r" (\d+)(?:，|；|$)", counts)))
            for label, counts in re.findall(r"(附件\d) [^：]+：([^；]+)", parts["filings"])
        },
    }


def from_markdown(folder):
    text = (folder / "摘要.md").read_text(encoding="utf-8")
    tables, inside = [], False
    for line in text.splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not inside:
            tables.append([])
        inside = True
        if not set("".join(cells)) <= set("-: |"):
            tables[-1].append(cells)
    by_heading = {rows[0][0]: {row[0]: row[1] for row in rows[1:]} for rows in tables}
    return {
        **of_answers(text.replace("\\", "")),
        **of_tables(tables),
        "by_category": some(by_heading["问题类别"]),
        "by_disposition": some(by_heading["意见建议"]),
        "by_progress": some(by_heading["整改进度"]),
        "filings": {
            row[0].split()[0]: tuple(map(int, row[1:5]))
            for rows in tables
            if rows[0][0] == "附件（单位数）"
            for row in rows[1:]
        },
    }


def from_word(folder):
    document = Document(folder / "摘要.docx")
    text = "".join(one.text for one in document.paragraphs)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    categories = re.search(r"按类别分：(.+?)。", text).group(1)
    choices = re.search(r"按意见建议分：(.+?)。", text).group(1)
    progress = re.search(r"列入整改清单\d+项：(.+?)，完成率", text).group(1)
    return {
        **of_answers(text),
        **of_tables(tables),
        "by_category": some(dict(re.findall(r"([^；]+?)(\d+)项", categories))),
        "by_disposition": some(dict(re.findall(r"([^、]+?)(\d+)项", choices))),
        "by_progress": some(dict(re.findall(r"([^、]+?)(\d+)项", progress))),
        "filings": {
            row[0].split()[0]: tuple(map(int, row[1:5]))
            for rows in tables
            if rows[0][:2] == ["附件", "按时（个）"]
            for row in rows[1:]
        },
    }


def of_answers(text):
    """The figures in the sentences that come first."""
    due, filed = re.search(r"应报单位(\d+)个，已报(\d+)个", text).groups()
    whole, share = re.search(r"整改事项(\d+)项，已完成\d+项，完成率([\d.]+%)", text).groups()
    return {
        "units_due": int(due),
        "units_filed": int(filed),
        "missing": int(re.search(r"到期未报共(\d+)件", text).group(1)),
        "problems": int(re.search(r"摸排问题(\d+)项，最多的是", text).group(1)),
        "rectifications": int(whole),
        "done_share": share,
    }


def of_tables(tables):
    """The tables by unit and of control totals, which all pages have."""
    units = next(rows for rows in tables if rows[0][1:2] == ["摸排问题"])
    counts = {row[0]: some(dict(zip(units[0][1:], row[1:], strict=True))) for row in units[1:]}
    tallies = next(rows for rows in tables if rows[0][:2] == ["附件", "读取行数"])
    return {
        "whitelist": counts["合计"]["白名单"],
        "by_unit": without_empty({unit: without_faults(of) for unit, of in counts.items() if unit != "合计"}),
        "errors": {unit: of["错误"] for unit, of in counts.items() if "错误" in of},
        "rows": {row[0].split()[0]: tuple(map(int, row[1:])) for row in tallies[1:]},
    }


def without_faults(counts):
    return {name: count for name, count in counts.items() if name not in {"错误", "提醒"}}


def from_workbook(folder):
    book = load_workbook(folder / "汇总.xlsx")
    grid = [[cell.value for cell in row] for row in book["总览"].iter_rows()]
    text = "".join(str(cell) for row in grid[:12] for cell in row if cell)
    standing = [cell.value for cell in book["附件3"][2]].index("办理进度")
    states = [row[standing] for row in book["附件3"].iter_rows(min_row=3, values_only=True)]
    units = blocks_of(grid, "各单位摸排整改情况")
    headings = [str(one).replace("\n", "") for one in units.pop("填报单位")]
    counts = {unit: some(dict(zip(headings, numbers, strict=True))) for unit, numbers in units.items()}
    return {
        **of_answers(text),
        "by_category": some({name: one for name, (one,) in below(grid, "问题类别（附件2）").items()}),
        "by_disposition": some({name: one for name, (one,) in below(grid, "意见建议（附件2）").items()}),
        "by_progress": {state: states.count(state) for state in set(states)},
        "whitelist": book["附件7"].max_row - 2,
        "filings": {name: tuple(numbers[:4]) for name, numbers in below(grid, "各附件报送情况（单位数）").items()},
        "rows": {name: tuple(numbers) for name, numbers in below(grid, "核对数（各附件行数）", total=True).items()},
        "by_unit": without_empty({unit: without_faults(of) for unit, of in counts.items() if unit != "合计"}),
        "errors": {unit: of["错误"] for unit, of in counts.items() if "错误" in of},
    }


def blocks_of(grid, title):
    """The rows of the table under ``title`` by their label, the headings too, on all pages that it takes.

    Beyond the first column a label takes two.
    """
    found = {}
    for nth, row in enumerate(grid):
        for column, cell in enumerate(row):
            if str(cell or "").partition("、")[2].removesuffix("（续）") != title:
                continue
            first = column + (2 if column else 1)
            width = len(list(takewhile(lambda one: one is not None, grid[nth + 1][first:])))
            lines = takewhile(lambda cells: cells[column] is not None, grid[nth + 1 :])  # noqa: B023 -- used at once
            found |= {cells[column]: cells[first : first + width] for cells in lines}
    return found


def below(grid, title, *, total=False):
    """The numbers of the table under ``title``, without its headings and, unless asked for, its total."""
    rows = list(blocks_of(grid, title).items())[1:]
    # A note may follow without a gap.
    return {name: values for name, values in rows if None not in values and (total or name != "合计")}


READERS = {
    "merge.json": from_json,
    "摘要.html": from_html,
    "摘要.md": from_markdown,
    "摘要.docx": from_word,
    "汇总.xlsx": from_workbook,
}

"""Which table a printed table is, by its headings; each of its cells with a digit beside what the count gives for it."""

import re

from figures.expected import LISTED

# ``(table, headings that tell it)``; the first that fits. What begins with ^ is the first heading.
_TOLD = [
    ("pages", {"应于（含当日）前报送"}), ("rows", {"序号", "来源"}), ("tiles", {"指标"}), ("missing", {"单位数", "单位", "类别"}),
    ("late", {"迟报天数"}), ("corrected", {"第一次收到"}), ("weeks", {"完成率", "全部"}), ("unit filings", {"应报附件"}),
    ("filings", {"按时", "附件"}), ("progress", {"^整改进度"}), ("progress", {"^办理进度"}), ("overdue", {"见汇总.xlsx"}),
    ("units", {"错误", "提醒", "整改事项"}), ("common", {"单位数", "行数"}), ("overlaps", {"填报单位", "布置单位"}), ("refused", {"^有文件无法读取的单位"}),
    ("areas", {"^方面"}), ("unit tallies", {"文件", "表"}), ("tallies", {"读取"}), ("ranking", {"名次"}),
    ("choices", {"项数", "^意见建议"}), ("choices", {"项数", "^处置打算"}), ("categories", {"项数"}), ("heat", {"合计"}),
]  # fmt: skip
# Tables that need not list all: what is printed must be counted, what is counted need not be printed.
_PARTIAL = {"common", "refused", "tiles", "pages", "rows", "ranking", "unit filings"}
_LABELS = {"late": 2, "corrected": 2, "missing": 2}


def heading(text):
    """A heading without its measure: 读取 for 读取行数, 按时 for 按时（个）."""
    plain = re.sub(r"\s|（(?!含).*?）", "", text)
    return plain.removesuffix("行数") or plain


def table_of(rows):
    """Return which table it is, None for one that is not known."""
    named = [heading(cell) for cell in rows[0]]
    for name, told in _TOLD:
        if all(named[0] == one[1:] if one.startswith("^") else one in named for one in told):
            return name
    return None


def compared(rows, known):
    """``(wrong, left)`` of one table: cells that say otherwise than ``known``, cells and rows without a counterpart."""
    name = table_of(rows)
    if name == "tiles":
        return [], []
    if name is None or (name not in known and re.search(r"\d", "".join(cell for row in rows[1:] for cell in row))):
        return [], [f"{rows[0]}: no such table is counted"]
    expected, named = known.get(name, {}), [heading(cell) for cell in rows[0]]
    wrong, left, labels = [], [], []
    for row in rows[1:]:
        label = _label(name, row, named)
        labels.append(label)
        for column, said in zip(named[_first(name, named) :], row[_first(name, named) :], strict=True):
            counted = expected.get(label, {}).get(column)
            if counted is None and re.search(r"\d", said):
                left.append((name, label, column, said))
            elif counted is not None and str(counted) != re.sub(r"份（.*", "份", said.replace("·", "0")):
                wrong.append((name, label, column, said, counted))
    if name not in _PARTIAL:
        left += [(name, "no row of", one) for one in expected if one not in labels and one != "合计"]
    elif name == "common" and len(labels) != len(expected) and len(labels) != LISTED:
        left.append((name, "rows", len(labels)))
    return wrong, left


def _first(name, named):
    return 1 if name == "ranking" else 2 if name in {"late", "missing"} and named[0] != "名次" else 1


def _label(name, row, named):
    if name == "ranking":
        return row[1]
    if name in _LABELS:
        return tuple(cell.split(" ")[0] for cell in row[: _LABELS[name]])
    if name == "weeks":
        month, day = re.findall(r"\d+", row[0])[-2:]
        return f"{int(month)}月{int(day)}日"
    if named[0] == "附件":
        return row[0].split(" ")[0]
    return row[0]

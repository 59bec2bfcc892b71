"""The rows that stand behind the figures: on the pages of units, on the sheets of the workbook, in the drafts.

Each function returns what is said otherwise than counted, an empty list where all agrees.
"""

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from openpyxl import load_workbook

from figures.cells import compared, heading, table_of
from figures.counting import LATE, MISSING, STATES
from figures.expected import chinese, tables
from figures.plain import as_date
from figures.printed import from_word


def of_pages(count, pages):
    """Each unit's page: its head, its tiles, what it filed, each row with the place it was read from."""
    wrong = (
        []
        if set(pages) == {*count.senders, *count.units_due}
        else [("units", set(pages) ^ {*count.senders, *count.units_due})]
    )
    for unit, page in pages.items():
        known = _tiles_of(count, unit)
        for text in page.texts:
            name, _, number = text.partition("=")
            if number and known.get(heading(name)) != number:
                wrong.append((unit, text, known.get(name)))
            elif (
                not number
                and re.search(r"\d", re.sub(r"附件\d+", "", text))
                and not text.endswith(_states_said(count, unit))
            ):
                wrong.append((unit, text, _states_said(count, unit)))
        for rows in page.tables:
            told = table_of(rows)
            counted = list(_filed(count, unit) if told == "pages" else _rows(count, unit, rows[0]))
            said = [tuple(row[1:4]) if told == "pages" else _said_row(count, rows[0], row) for row in rows[1:]]
            if sorted(map(str, said)) != sorted(map(str, counted)):
                wrong.append(
                    (
                        unit,
                        rows[0],
                        Counter(map(str, said)) - Counter(map(str, counted)),
                        Counter(map(str, counted)) - Counter(map(str, said)),
                    )
                )
    return wrong


def _tiles_of(count, unit):
    known = tables(count)["units"]
    return {name: str(n) for name, n in known.get(unit, dict.fromkeys(known["合计"], 0)).items()}


def _states_said(count, unit):
    states = count.states(unit=unit)
    return "，".join(f"{name}{states[name]}" for name in ("按时", LATE, MISSING, "未到期") if states[name])


def _filed(count, unit):
    """``(due, state, first day)`` of each attachment the unit owes; a day that is not known is not printed."""
    for (one, label), (state, day, days) in count.filings.items():
        if one == unit:
            late = f"迟报{days}天" if state == LATE else state
            came = chinese(day) if day else "收到日期不明" if (label, one) in count.by_owner else ""
            yield chinese(count.owed[one, label]), late, came
    for (label, one), versions in count.by_owner.items():
        if one == unit and (one, label) not in count.owed:
            yield "不须报送", "已报", chinese(versions[0].day)


def _said_row(count, headings, row):
    named = dict(zip(headings, row, strict=True))
    names = {one for looks in count.survey.forms.values() for one in looks.columns.get("name", ())}
    name = next(named[one] for one in headings if one in names)
    due = next((named[one] for one in headings if one in count.headings("deadline")), "")
    return row[0], name, due, named.get("办理进度", ""), row[-1]


def _rows(count, unit, headings):
    """``(number, name, deadline, state, source)`` of the unit's rows of the form with these headings."""
    role = "rectifications" if "办理进度" in headings else "whitelist" if len(headings) == 4 else "problems"
    every = sorted(_with_source(count, role), key=lambda one: count.place(one[0]))
    for nth, (owner, row, source) in enumerate(every, start=1):
        if owner == unit:
            due = as_date(row.get("deadline"))
            state = count.state(row) if role == "rectifications" else ""
            yield (
                str(nth),
                row["name"].replace("\u200b", ""),
                (due.isoformat() if due else str(row.get("deadline") or "")),
                state,
                source,
            )


def _with_source(count, role):
    label = next((label for label, looks in count.survey.forms.items() if looks.role == role), None)
    for (name, unit), forms in count.counting.items():
        for form in forms if name == label else ():
            sheet = f"〔{form.sheet}〕" if form.sheet else " "
            for row in form.rows:
                yield unit, row, f"{form.path}{sheet}第{row['row']}行"


def of_sheets(count, path):
    """The sheets behind the first one."""
    book = load_workbook(path)
    sheets = {
        sheet.title: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in book.worksheets[1:]
    }
    wrong = []
    for label, looks in count.survey.forms.items():
        if not looks.outline:
            counted = Counter(
                (unit, form.path, form.sheet, row["row"])
                for (name, unit), forms in count.counting.items()
                if name == label
                for form in forms
                for row in form.rows
            )
            said = Counter(
                (row["填报单位"], row["来源文件"], row["来源工作表"], row["来源行"]) for row in _dicts(sheets[label])
            )
            wrong += [(label, counted - said, said - counted)] if counted != said else []
    wrong += _filing_sheet(count, _dicts(sheets["报送情况"]))
    wrong += _other_sheets(count, sheets)
    return wrong


def _dicts(rows):
    headings = [str(one) for one in rows[0]]
    return [dict(zip(headings, row, strict=True)) for row in rows[1:]]


def _filing_sheet(count, rows):
    for row in rows:
        for label in count.survey.forms:
            state, _, days = count.filings.get((row["填报单位"], label), ("—", None, 0))
            said = row.get(label)
            more = said == "已报" and count.by_owner.get((label, row["填报单位"]))
            if said != (f"{state}{days}天" if state == LATE else state) and not more:
                yield row["填报单位"], label, said, state


def _other_sheets(count, sheets):
    """What was found, what was not used, the sources, the cross-check, the overlaps."""
    alone = Counter(one["severity"] for one in count.alone)
    found = Counter(one["severity"] for one in count.found if one["code"] != "JF601") + alone
    levels = Counter(row["级别"] for row in _dicts(sheets["校验结果"]) if row["代码"] != "JF601")
    unused = Counter(
        (row["填报单位"], row["来源文件"], row["来源行"]) for row in _dicts(sheets["未采用"]) if row["来源行"]
    )
    idle = Counter(
        (form.unit, form.path, row["row"]) for form in (*count.superseded, *count.later) for row in form.rows
    )
    sources = {row["文件"]: row["行数"] for row in _dicts(sheets["来源"])}
    read = {file.path: sum(len(form.rows) for form in file.forms) for file in count.files}
    compared = {
        "校验结果": ({"错误": levels["错误"], "提醒": levels["提醒"]}, {"错误": found["error"], "提醒": found["warning"]}),
        "未采用": (unused, idle),
        "来源": (sources, read),
        "交叉核对": _cross_check(count, _dicts(sheets["交叉核对"])) if "交叉核对" in sheets else ((), ()),
        "重复交叉": (len({row["组号"] for row in _dicts(sheets.get("重复交叉", [["组号"]]))}), len(count.overlaps())),
    }  # fmt: skip
    return [(name, said, counted) for name, (said, counted) in compared.items() if said != counted]


def _cross_check(count, rows):
    """How many rows of each form it has, by unit, and their states."""
    forms = {looks.role: label for label, looks in count.survey.forms.items()}
    said = Counter()
    for row in rows:
        for role in ("problems", "rectifications"):
            said[row["填报单位"], role] += row[forms[role]] == "有"
        said[row["填报单位"], row["办理进度"]] += row["办理进度"] in STATES
    counted = Counter(
        (unit, "problems") for unit, row in count.rows("problems") if row["choice"] in count.survey.mended
    )
    counted += Counter((unit, "rectifications") for unit, _ in count.rows("rectifications"))
    counted += Counter((unit, count.state(row)) for unit, row in count.rows("rectifications"))
    return +said, counted


def of_draft(count, path, known):
    """Tables of a draft beside the count; those it does not have are lists of rows."""
    wrong = []
    for rows in from_word(path).tables:
        if table_of(rows) and heading(rows[0][0]) != "序号":
            said, left = compared(rows, known)
            wrong += said + left
    return wrong


def of_inspection(count, path):
    """For each unit how many rows say done, and that so many of them were picked."""
    wrong, unit = [], ""
    for text in (one.text for one in Document(path).paragraphs):
        named = re.match(r"单位：(\S+?)　", text)
        unit = named.group(1) if named else unit
        said = re.match(r"报已完成(\d+)项(?:，抽查(\d+)项)?", text)
        done = count.figures({unit})["by_progress"]["已完成"]
        if said and (int(said.group(1)) != done or (said.group(2) and int(said.group(2)) != min(done, 8))):
            wrong.append((unit, text, done))
    return wrong


def of_announcement(count, path):
    """Numbers of the public list: each hotline and mailbox that stands in a form, once a unit."""
    (table,) = Document(path).tables
    said = {cell.text for row in table.rows[1:] for cell in row.cells[2:]} - {"", "—"}
    contacts = [row for _, row in count.rows("contacts")]
    given = {str(row[key]) for row in contacts for key in ("hotline", "mail")}
    return [("not in any form", one) for one in said if not set(re.split(r"[\s、；]", one)) <= given]


def of_casebook(count, path):
    """A case for each unit that sent one: how many, whose, its sentences those that the unit wrote, its measures too."""
    written = {form.unit: _written(count.survey.inbox, form.path) for form in _cases(count)}
    document = Document(path)
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    texts = [one.text for one in document.paragraphs]
    cover = texts.index(f"共{len(rows)}个案例。【此处可写编者的话】")
    begun = [nth for nth, text in enumerate(texts) if text in written and nth > cover]
    wrong = [("cases", len(rows), len(written))] if len(rows) != len(written) else []
    wrong += [
        ("order", row[1], unit) for row, unit in zip(rows, count.in_order(written), strict=False) if row[1] != unit
    ]
    wrong += [
        ("measure", unit, said)
        for _, unit, _, measures in rows
        for said in measures.split("；")
        if not said or said not in "".join(written.get(unit, ()))
    ]
    for start, end in zip(begun, [*begun[1:], len(texts) + 1], strict=True):
        own = written[texts[start]]
        body = texts[start + 1 : end - 1]
        wrong += [("no sentence of the unit's", texts[start], said) for said in body if said not in own]
        wrong += [] if len(body) > 4 else [("short", texts[start], len(body))]
    return wrong + ([] if len(begun) == len(rows) else [("begun", len(begun), len(rows))])


def _cases(count):
    (label,) = (label for label, looks in count.survey.forms.items() if looks.role == "case")
    return [one for one in count.forms_in if one.attachment == label and one not in count.superseded]


def _written(inbox, path):
    """The paragraphs of a document, one in a zip too."""
    outer, *members = path.split("!/")
    content = (inbox / outer).read_bytes()
    for member in members:
        content = ZipFile(BytesIO(content)).read(member)
    return [one.text.strip() for one in Document(BytesIO(content)).paragraphs]

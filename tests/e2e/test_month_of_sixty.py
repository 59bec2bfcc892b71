"""A month of the whole roster, played by a script, against a ledger kept in plain Python that knows nothing of the product.

Sixty units mail first returns, corrections, supplements, halves from two offices, parts in a zip, blanks, the same mail
twice and forms with a mistyped year; the clerk decides what nobody can tell. Every few days it is asked how things
stand; when all is over, it is asked again for each of those days.
"""

import io
import json
import random
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from made.sent import workbook
from openpyxl import load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.core.filings.ledger import keep_ledger
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reports import merge_json
from jianfu_cli.reports import status as status_json
from jianfu_cli.workflows.inspect import InspectOptions, inspect

FIRST, LAST = date(2024, 6, 3), date(2024, 7, 12)
DECIDED_ON = (date(2024, 6, 24), date(2024, 7, 5))
ASKED_ON = [
    date(2024, 6, 5),
    date(2024, 6, 14),
    date(2024, 6, 15),
    date(2024, 6, 24),
    date(2024, 7, 4),
    date(2024, 7, 5),
    LAST,
]
DUE = {
    "county": {"a1": date(2024, 6, 5), "a2": date(2024, 7, 4), "a3": date(2024, 7, 4)},
    "department": {"a1": date(2024, 6, 5), "a2": date(2024, 6, 14), "a3": date(2024, 6, 14)},
}  # fmt: skip
# Things of which no two sound alike.
MATTERS = (
    "防溺水每日打卡", "禁毒知识竞答", "垃圾分类台账", "创城路口执勤", "医保缴费催收", "疫苗接种统计", "普法公众号投票", "消防器材月检表",
    "扶贫入户走访", "反诈软件下载", "文明校园创建评比", "食堂明厨亮灶检查", "校车司机备案表", "档案室达标验收", "无偿献血动员", "森林防火巡逻",
    "党报征订摊派", "图书馆评估定级", "河长制征文", "人口普查抽调", "旅游节演出排练", "粮食节约签名", "语言文字测查", "控烟督导周报",
    "拥军慰问材料", "农民工子女摸底", "网络舆情值班", "燃气安全排查", "气象科普展板", "非遗传承展演",
)  # fmt: skip
SAYS = {"已完成": "done", "已取消": "done", "正在推进": "open", "未完成": "open", "加强管理": "unclear"}


# --- the ledger: no line of the product below ---


@dataclass
class Sent:
    """One file with its rows: matter → (what its 完成情况 says, 整改时限)."""

    day: date
    name: str
    rows: dict
    does: str  # first, replaces, adds
    set_aside_on: date | None = None


@dataclass
class Book:
    """What one unit sent of one attachment, as it came."""

    sent: list = field(default_factory=list)

    def in_by(self, day, known):
        return [one for one in self.sent if one.day <= day and not (one.set_aside_on and one.set_aside_on <= known)]

    def counting(self, day, known):
        """What counts on ``day``, by what had been decided when ``known``."""
        counting = []
        for one in self.in_by(day, known):
            counting = [*counting, one] if one.does == "adds" and counting else [one]
        return counting

    def rows(self, day, known):
        return [row for one in self.counting(day, known) for row in one.rows.items()]

    def stands(self, day, due, known):
        came = self.in_by(day, known)
        if not came:
            return ("missing" if day > due else "not-due"), None, None, 0
        first = min(one.day for one in came)
        latest = max(one.day for one in self.counting(day, known))
        late = max(0, (first - due).days)
        return ("late" if late else "on-time"), first, (latest if latest > first else None), late


class Ledger:
    def __init__(self):
        self.books, self.done_by_decision = {}, {}  # (unit, matter) → the day on which it was decided

    def of(self, unit, attachment):
        return self.books.setdefault((unit, attachment), Book())

    def progress(self, day, known, unit=None):
        counts = dict.fromkeys(("done", "open", "overdue", "unclear"), 0)
        for (whose, attachment), book in self.books.items():
            if attachment != "a3" or unit not in {None, whose}:
                continue
            for matter, (said, deadline) in book.rows(day, known):
                state = SAYS[said]
                if state == "unclear" and self.done_by_decision.get((whose, matter), date.max) <= known:
                    state = "done"
                counts["overdue" if state == "open" and deadline < day else state] += 1
        return counts

    def problems(self, day, known):
        return sum(len(book.rows(day, known)) for (_, form), book in self.books.items() if form == "a2")


# --- the script ---


def content(attachment, unit, sent, chance):
    """The file as a unit makes it: its rows, and now and then a year that nobody meant."""
    year = chance.choice(["2024"] * 6 + ["2023", "2042"])
    raw = workbook(attachment, unit, f"{year}-{sent.day:%m-%d}", rows=len(sent.rows))
    book = load_workbook(io.BytesIO(raw))
    sheet = book.active
    headings = [str(cell.value).partition("（")[0] for cell in sheet[3]]
    for line, (matter, (said, deadline)) in enumerate(sent.rows.items(), start=4):
        for heading, value in (("事项名称", matter), ("完成情况", said), ("整改时限", deadline.isoformat())):
            if heading in headings:
                sheet.cell(line, headings.index(heading) + 1, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def some_rows(matters, chance):
    return {
        matter: (chance.choice([*SAYS]), chance.choice([date(2024, 6, 10), date(2024, 6, 20), date(2024, 7, 8)]))
        for matter in matters
    }


WRONG = "补充错件"


def story(unit, kind, chance, ledger):
    """Yield ``(day, name of the file, content)`` of all that ``unit`` sends, and keep the ledger."""
    for attachment, due in DUE[kind].items():
        day = max(FIRST, due + timedelta(days=chance.randint(-6, 4)))
        if chance.random() < 0.12:
            continue  # never sends it
        if attachment == "a1":
            ledger.of(unit, "a1").sent.append(Sent(day, "", {}, "first"))
            yield day, f"附件1-{unit}.xlsx", workbook("a1", unit, day.isoformat())
        else:
            way = chance.choice(["plain", "correction", "supplement", "halves", "zip", "twice", "blank", "wrong"])
            sent = versions(way, f"附件{attachment[1]}-{unit}", day, chance)
            ledger.of(unit, attachment).sent += sent
            yield from mailed(way, attachment, unit, sent, chance)


def versions(way, name, day, chance):
    """Return what a unit sends of one attachment in that ``way``, the first on ``day``."""
    matters, later = chance.sample(MATTERS, 9), day + timedelta(days=chance.randint(1, 6))
    first = Sent(day, f"{name}.xlsx", some_rows(matters[:4], chance), "first")
    rows = some_rows(matters[:3] if way == "correction" else matters[4:7], chance)
    match way:
        case "correction":
            return [first, Sent(later, f"{name}（更正）.xlsx", rows, "replaces")]
        case "supplement":
            return [first, Sent(later, f"{name}（补充3项）.xlsx", rows, "adds")]
        case "wrong":
            aside = next((one for one in DECIDED_ON if one >= later), None)
            return [first, Sent(later, f"{name}（{WRONG}）.xlsx", rows, "adds", aside)]
        case "halves":
            first.name = f"{name}（德育股）.xlsx"
            return [first, Sent(day, f"{name}（安全股）.xlsx", rows, "adds")]
        case "zip":
            return [first, Sent(day, "", rows, "adds")]
    return [first]


def mailed(way, attachment, unit, sent, chance):
    """Yield the files in which ``sent`` goes out."""
    files = [content(attachment, unit, one, chance) for one in sent]
    day = sent[0].day
    if way == "zip":
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for part, file in enumerate(files, start=1):
                archive.writestr(f"附件{attachment[1]}-{part}.xlsx", file)
        yield day, f"{unit}附件{attachment[1]}.zip", target.getvalue()
        return
    yield from ((one.day, one.name, file) for one, file in zip(sent, files, strict=True))
    if way == "twice":
        yield day + timedelta(days=2), f"再发-{sent[0].name}", files[0]
    if way == "blank":
        blank = untouched(workbook(attachment, unit, "", rows=0))
        yield max(FIRST, day - timedelta(days=1)), f"附件{attachment[1]}-{unit}-空.xlsx", blank


def untouched(raw):
    book = load_workbook(io.BytesIO(raw))
    for cell in book.active[2]:
        cell.value = cell.value and f"{cell.value.partition('：')[0]}："
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


CAMPAIGN = load_campaign()


def jianfu(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout


def decide(inbox, ledger, day):
    """On a day of decisions the clerk settles every unclear matter that is asked, and sets the wrong files aside."""
    jianfu("decide", inbox, "--as-of", day, "-j", 1)
    book = load_workbook(inbox / "处理决定.xlsx")
    for row in book["待定"].iter_rows(min_row=3):
        _, issue, _, _, file, *_ = (cell.value for cell in row)
        if issue == "是否完成":
            row[9].value = "已完成"
        elif issue == "不采用这份" and WRONG in file:
            row[9].value = "不采用"
    book.save(inbox / "处理决定.xlsx")
    before = day - timedelta(days=1)
    for (unit, attachment), owned in ledger.books.items():
        unclear = [matter for matter, (said, _) in owned.rows(day, before) if SAYS[said] == "unclear"]
        for matter in unclear if attachment == "a3" else ():
            ledger.done_by_decision.setdefault((unit, matter), day)


def agrees(inbox, ledger, day, known):
    """Check all figures of ``day`` against the ledger, with what had been decided when ``known``.

    The inbox is read once for ``status`` and ``merge``, as both read it the same way.
    """
    inspection = inspect([inbox], CAMPAIGN, day, InspectOptions(jobs=1, whole_roster=True))
    read = inspection.files, inspection.findings, CAMPAIGN, day
    kept = keep_ledger(*read, CAMPAIGN.roster.names, inspection.decisions)
    status = json.loads(status_json.as_json(kept))
    for unit in status["units"]:
        for one in unit["attachments"]:
            if unit["kind"] in DUE and one["attachment"] in DUE[unit["kind"]]:
                due = DUE[unit["kind"]][one["attachment"]]
                said = one["state"], one["received_on"], one["corrected_on"], one["days_late"] or 0
                state, first, corrected, late = ledger.of(unit["unit"], one["attachment"]).stands(day, due, known)
                iso = [value and value.isoformat() for value in (first, corrected)]
                assert said == (state, *iso, late), (day, unit["unit"], one)
    rolled = roll_up(*read, whole_roster=True, decisions=inspection.decisions)
    merged = json.loads(merge_json.render(rolled))
    assert merged["rows"]["read"] == merged["rows"]["merged"] + merged["rows"]["unused"]
    assert merged["figures"]["problems"] == ledger.problems(day, known), day
    assert merged["figures"]["by_progress"] == ledger.progress(day, known), day
    for unit, figures in merged["figures"]["by_unit"].items():
        assert figures["by_progress"] == ledger.progress(day, known, unit), (day, unit)
    return status["counts"], merged["figures"]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The month day by day; what was said of each of the days on the day itself."""
    place, ledger, chance = tmp_path_factory.mktemp("month"), Ledger(), random.Random(20240603)
    inbox, mails = place / "收件箱", {}
    for unit in CAMPAIGN.roster.names:
        kind = CAMPAIGN.roster.kind_of[unit]
        for day, name, file in story(unit, kind, chance, ledger) if kind in DUE else ():
            mails.setdefault(day, []).append((name, file))
    said = {}
    day = FIRST
    while day <= LAST:
        mail = place / day.isoformat()
        mail.mkdir()
        for nth, (name, file) in enumerate(mails.get(day, ())):
            (mail / f"{nth:02}").mkdir()
            (mail / f"{nth:02}" / name).write_bytes(file)
        if mails.get(day):
            jianfu("receive", mail, "--inbox", inbox, "--on", day, "-j", 1)
        if day in DECIDED_ON:
            decide(inbox, ledger, day)
        if day in ASKED_ON:
            said[day] = agrees(inbox, ledger, day, day)
        day += timedelta(days=1)
    return inbox, ledger, said


def test_each_day_is_as_the_ledger_has_it_on_the_day(played):
    _, ledger, said = played
    assert list(said) == ASKED_ON
    assert len(ledger.books) > 100


@pytest.mark.parametrize("day", ASKED_ON)
def test_each_day_is_the_same_when_all_is_over(played, day):
    inbox, ledger, said = played
    again = agrees(inbox, ledger, day, LAST)
    if day >= max(DECIDED_ON):  # what was decided holds for all days, those before too
        assert again == said[day]


def test_progress_is_the_ledger_day_by_day(played):
    inbox, ledger, _ = played
    days = json.loads(jianfu("progress", inbox, "--every", "day", "--from", FIRST, "--to", LAST, "-f", "json", "-j", 1))
    assert len(days["dates"]) == (LAST - FIRST).days + 1
    for step in days["dates"]:
        day = date.fromisoformat(step["as_of"])
        counts = ledger.progress(day, LAST)
        assert step == {
            "as_of": day.isoformat(), "problems": ledger.problems(day, LAST), "rectifications": sum(counts.values()), **counts,
        }, day  # fmt: skip

"""``status`` for people: units by attachments on a terminal, then what the table cannot show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from jianfu_cli.core.filings.ledger import Entry, Ledger, LevelStanding
from jianfu_cli.core.filings.returns import STATE_LABELS, Filing, State
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import PLACES, width, wrap, wrap_names
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.bundle import BundleFacts
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.reports.host import host_owes
from jianfu_cli.reports.status import clues_said
from jianfu_cli.reports.status_order import KindBlock, entry_of, kind_blocks, missing_of, what_is_missing
from jianfu_cli.reports.text import settled_lines

_SIGNS = {State.ON_TIME: "√", State.MISSING: "×", State.NOT_DUE: "·"}
_LEGEND = "√ 按时  迟N 迟报N天  × 到期未报  · 未到期  零 零报告  错N 有N处错误  空白 不必报"
# More names than this make a list nobody reads.
_MOST_LISTED = 20
_MOST_NAMED = 5
# A name of eight characters, indented.
_LEAST_NAME = 18


def as_text(ledger: Ledger, *, wide_signs: bool = False, places: int = PLACES) -> str:
    """Return the ledger as a table and lists; of one attachment alone in more detail; ``places`` wide.

    ``wide_signs``: the terminal draws √ × · as wide as a Chinese character (GBK consoles do).
    """
    forms = tuple(form for form in ledger.campaign.attachments if any(entry_of(one, form) for one in ledger.accounts))
    lines = [*wrap(f"{ledger.campaign.title}：报送情况（按 {ledger.as_of}）", places), ""]
    rows = _detail(ledger, forms[0], places) if len(forms) == 1 else _matrix(ledger, forms, places)
    lines += _aligned(list(rows), places, wide_signs=wide_signs)
    lines += ["", *(_legend(places) if len(forms) > 1 else [])]
    lines.append("，".join(f"{STATE_LABELS[state]} {count} 件" for state, count in ledger.counts.items()) + "。")
    lines += [f"未报的：{missing}。" for missing in [what_is_missing(ledger)] if missing]
    owed = host_owes(ledger.campaign, ledger.as_of, ledger.own_missing)
    lines += [line for said in owed for line in wrap(f"{said}。", places)]
    lines += [f"{kind.label}：{UNCONFIRMED}。" for kind in ledger.campaign.unconfirmed]
    lines += [line for said in clues_said(ledger) for line in wrap(said, places)]
    lines += settled_lines(0, ledger.decisions)
    for heading, items in (*_levels(ledger, places), *_lists(ledger, places)):
        lines += ["", heading, *items]
    return "\n".join(lines) + "\n"


def _legend(places: int) -> list[str]:
    return [_LEGEND] if places >= PLACES else wrap(_LEGEND, places)


def _levels(ledger: Ledger, places: int) -> Iterator[tuple[str, list[str]]]:
    """Where lower units stand by the unit around them, and which bundles came from below."""
    if ledger.levels:
        yield "下级单位：", [f"  {line}" for one in ledger.levels for line in wrap(_level(one), places - 2)]
    if ledger.bundles:
        yield "收到的上报包：", [f"  {line}" for one in ledger.bundles for line in wrap(_bundle(one), places - 2)]


def _level(one: LevelStanding) -> str:
    counts = "，".join(f"{label} {one.counts[state]} 件" for state, label in STATE_LABELS.items() if one.counts[state])
    return f"{shown(one.outer)}：{one.units} 个，报来 {one.heard} 个；{counts}"


def _bundle(facts: BundleFacts) -> str:
    named = [shown(one.unit) for one in facts.units]
    units = "、".join(named[:_MOST_NAMED]) + (f"等 {len(named)} 个单位" if len(named) > _MOST_NAMED else "")
    read = facts.totals.total[0]
    return f"{shown(facts.totals.path)}：{units}，{read} 行，截至 {facts.totals.as_of}"


def _matrix(ledger: Ledger, forms: tuple[Attachment, ...], places: int) -> Iterator[list[str]]:
    yield ["", *(form.label for form in forms), "未报"]
    for block in kind_blocks(ledger):
        yield [block.kind.label]
        yield from ([line] for line in _silent(block, block.silence, places))
        for account in block.heard:
            entries = (entry_of(account, form) for form in forms)
            signs = (_sign(entry) if entry else "" for entry in entries)
            yield [f"  {shown(account.unit)}", *signs, str(missing_of(account) or "")]
        totals = [block.on_time(form) for form in forms]
        if any(totals):
            every = sum(map(missing_of, (*block.silent, *block.heard)))
            yield ["  按时/应报", *totals, str(every or "")]


def _silent(block: KindBlock, what: str, places: int) -> Iterator[str]:
    """The units that sent nothing, in one line that goes on below itself."""
    if block.silent:
        names = "、".join(shown(account.unit) for account in block.silent)
        first, *others = wrap_names(f"{len(block.silent)} 个单位{what}：{names}", places - 4)
        yield f"  {first}"
        yield from (f"    {other}" for other in others)


def _sign(entry: Entry) -> str:
    filing = entry.filing
    state = f"迟{filing.days_late}" if filing.state is State.LATE else _SIGNS[filing.state]
    return state + ("零" if filing.nil else "") + (f"错{len(entry.errors)}" if entry.errors else "")


def _detail(ledger: Ledger, form: Attachment, places: int) -> Iterator[list[str]]:
    yield [form.owed]
    yield ["", "情况", "收到", "行数", "错误", "扫描件"]
    for block in kind_blocks(ledger):
        due = ledger.campaign.due(form.id, block.kind.id)
        yield [f"{block.kind.label}（{due} 前报，含当日）" if due else f"{block.kind.label}（不必报）"]
        yield from ([line] for line in _silent(block, "没有报", places))
        for account in block.heard:
            entry = entry_of(account, form)
            if entry:
                yield [f"  {shown(account.unit)}", *_facts(entry, ledger.as_of)]


def _facts(entry: Entry, as_of: date) -> list[str]:
    filing = entry.filing
    came_on = filing.first.came_on(as_of) if filing.first else None
    state = f"迟 {filing.days_late} 天" if filing.state is State.LATE else STATE_LABELS[filing.state]
    scan = "有" if filing.scan else "缺" if entry.lacks_scan else ""
    if filing.received_on is None:
        return [state, "", "", "", scan]
    rows = "零报告" if filing.nil else str(filing.rows)
    return [state, came_on.isoformat() if came_on else "不明", rows, str(len(entry.errors) or "无"), scan]


def _aligned(rows: list[list[str]], room: int, *, wide_signs: bool) -> list[str]:
    """Lay out ``rows`` in columns; a row of one text is a heading and has no column.

    A name that would push the columns out of ``room`` stands on lines of its own, its row below.
    """

    def places(text: str) -> int:
        return width(text) + (sum(text.count(sign) for sign in _SIGNS.values()) if wide_signs else 0)

    table = [row for row in rows if len(row) > 1]
    rest = [max(places(row[column]) for row in table) for column in range(1, len(table[0]) if table else 0)]
    most = max(_LEAST_NAME, room - sum(rest) - 2 * len(rest) - 2)
    widest = [max((places(row[0]) for row in table if places(row[0]) <= most), default=_LEAST_NAME), *rest]
    gap = 2 if sum(widest) + 2 * len(widest) <= room else 1
    lines: list[str] = []
    for name, *cells in rows:
        if not cells:
            lines.append(name)
            continue
        if places(name) > most:
            lines += [f"  {line}" for line in wrap(name, room - 2)]
        shown_name = "" if places(name) > most else name
        texts = zip((shown_name, *cells), widest, strict=True)
        lines.append("".join(text + " " * (most_wide - places(text) + gap) for text, most_wide in texts).rstrip())
    return lines


def _lists(ledger: Ledger, places: int) -> Iterator[tuple[str, list[str]]]:
    """What lacks its scan, what came too late to count, what cannot be read, what lies beside, what is nobody's."""
    entries = [(account.unit, entry) for account in ledger.accounts for entry in account.entries]
    filings = [entry.filing for _, entry in entries]
    lists = (
        (
            "今天到期、还没有报的：",
            [f"{labels}：{'、'.join(units)}" for labels, units in ledger.due_today],
        ),
        (
            "报后更正、补充的（按时、迟报以第一次收到为准）：",
            [_corrected(ledger, one) for one in filings if one.corrected_on],
        ),
        ("缺加盖公章的扫描件：", _scanless(ledger, entries)),
        (
            f"{ledger.as_of} 以后收到的，列出不计：",
            [one.file.path for filing in filings for one in filing.versions if one.too_late],
        ),
        (
            "已被后报版本替代：",
            [one.file.path for filing in filings for one in filing.versions if one.replaced_by],
        ),
        (
            "收到日期只有文件时间可依（复制会改变它），一律计入：",
            [one.file.path for filing in filings for one in filing.counted if one.day_unknown],
        ),
        (
            "照处理决定不采用的：",
            [one.file.path for filing in filings for one in filing.versions if one.set_aside],
        ),
        ("无法读取的文件：", [f"{one.path}：{one.message}" for account in ledger.accounts for one in account.refused]),
        ("填报单位待确认的文件：", list(ledger.unplaced)),
        (
            "附带的文件（不是表，也不是扫描件）：",
            [f"{one.unit}：{'、'.join(_names(one.enclosures))}" for one in ledger.accounts if one.enclosures],
        ),
    )
    for heading, items in lists:
        those = list(dict.fromkeys(items))
        if those:
            more = [f"  ……共 {len(those)} 条，全部见 -f json"] if len(those) > _MOST_LISTED else []
            yield heading, [*_wrapped(those[:_MOST_LISTED], places), *more]


def _names(paths: Iterable[str]) -> list[str]:
    return [path.rpartition("/")[2] for path in paths]


def _corrected(ledger: Ledger, filing: Filing) -> str:
    label = ledger.campaign.attachment(filing.attachment).label
    return f"{filing.unit} {label}：{filing.received_on} 收到，{filing.corrected_on} {filing.correction}"


def _scanless(ledger: Ledger, entries: Iterable[tuple[str, Entry]]) -> list[str]:
    lacking: dict[str, list[Attachment]] = defaultdict(list)
    for unit, entry in entries:
        if entry.lacks_scan:
            lacking[unit].append(ledger.campaign.attachment(entry.filing.attachment))
    return [f"{unit} {labels_of(forms)}" for unit, forms in lacking.items()]


def _wrapped(items: Iterable[str], places: int) -> Iterator[str]:
    for item in items:
        first, *others = wrap(shown(item), places - 4)
        yield f"  {first}"
        yield from (f"    {other}" for other in others)

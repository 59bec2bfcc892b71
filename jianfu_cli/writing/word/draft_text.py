"""The figures of a roll-up in the sentences of a 总结报告, under the headings whose outline asks for them.

Only what the tables say stands here as fact; where a report needs prose, the clerk writes it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.matters.common import COMMON_TO, CommonMatter, asked_by
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.outline import Section, SectionFigures
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.answers import Topic, answers
from jianfu_cli.core.rollup.figure_model import FAULT_HEADINGS, STANDING_LABELS, RectificationStatus
from jianfu_cli.core.rollup.lacking import lacking_alike
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import complaint_channels

Paragraphs = tuple[str, ...]

_MOST_COMMON = 5
_MOST_UNITS = 20
"""More units than a city has counties are not all named in a paragraph."""
# A heading of an annex breaks into two or three lines.
_HEADING_LINE = 5
_NO_ROWS = "—"


class Annex(NamedTuple):
    """A table behind the report: its title, headings, rows, widths as shares; ``total``: its last row is one."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    total: bool = False


def place_to_fill(section: Section) -> str:
    """Return the mark that stands where prose is wanted: ``【此处补充：…】``."""
    return f"【此处补充：{(section.guidance or section.heading).rstrip('。')}】"


def figures_for(roll_up: RollUp, sections: Iterable[Section]) -> dict[str, Paragraphs]:
    """Return ``heading → paragraphs``; what none of ``sections`` asks for stands under the first one that has text."""
    leaves = [section for section in sections if not section.sections]
    asked = {section.figures: section.heading for section in leaves if section.figures}
    found: dict[str, list[str]] = {}
    for figures, write in _WRITERS.items():
        place = asked.get(figures) or leaves[0].heading
        found.setdefault(place, []).extend(write(roll_up))
    return {heading: tuple(paragraphs) for heading, paragraphs in found.items()}


def _overall(roll_up: RollUp) -> Iterator[str]:
    """The answers first, as every summary has them; then what came in."""
    said = {one.topic: one.said for one in answers(roll_up)}
    for topics in ((Topic.FILING, Topic.DONE, Topic.OVERDUE), (Topic.CATEGORIES, Topic.COMMON)):
        text = "".join(said.get(topic, "") for topic in topics)
        if text:
            yield text
    figures = roll_up.figures
    heard = Counter({one.unit: one.kind for one in roll_up.filings if one.due and one.counting}.values())
    owing = {one.kind for one in roll_up.filings if one.due}
    by_kind = "、".join(f"{kind.label}{heard[kind.id]}个" for kind in roll_up.campaign.kinds if kind.id in owing)
    yield (
        f"应报送材料的单位{figures.units_expected}个，已报送{figures.units_heard}个"
        f"{f'，其中{by_kind}' if by_kind else ''}。"
        f"截至{in_chinese(roll_up.as_of)}，收到文件{len(roll_up.submissions)}份，"
        f"其中各类表格和报告{figures.forms}份；到期未报的附件{roll_up.missing}件。"
    )
    corrected = sum(one.corrected_on is not None for one in roll_up.filings)
    if corrected:
        yield f"报送以后又更正、补充的{corrected}件，不计迟报。"


def _problems(roll_up: RollUp) -> Iterator[str]:
    figures, total, called = roll_up.figures, roll_up.figures.total, roll_up.figures.rows_called
    if FormRole.PROBLEMS in called:
        parts = [f"共{called[FormRole.PROBLEMS]}{total.problems}项。"]
        if total.problems and figures.categories:
            parts.append(f"按类别分：{_items(figures.by_category, '；')}。")
        if total.problems and figures.dispositions:
            parts.append(f"按{figures.disposition_called}分：{_items(figures.by_disposition)}。")
        yield "".join(parts)
    if FormRole.RECTIFICATIONS in called:
        standings = ((STANDING_LABELS[state], total.standings[state]) for state in RectificationStatus)
        share = f"，完成率{total.done_share}" if total.rectifications else ""
        how_far = f"：{_items(standings)}{share}" if total.rectifications else ""
        yield f"列入{figures.mending}清单{total.rectifications}项{how_far}。{_overdue(roll_up)}"
    wanted = [one for one in roll_up.reconciled if one.wanted]
    answered = sum(one.rectification is not None for one in wanted)
    undecided = sum(one.rectification is None and one.undecided for one in wanted)
    if wanted:
        rest = f"，{undecided}项没有比完" if undecided else ""
        yield (
            f"需{figures.mending}的问题{len(wanted)}项，其中{answered}项已列入{figures.mending}清单，"
            f"{len(wanted) - answered - undecided}项未列入{rest}。"
        )
    yield from _common(roll_up)
    for one, number in zip(figures.totals, total.totals, strict=True):
        yield f"{one.called}合计{plain(number)}{one.column.unit}。"


def _common(roll_up: RollUp) -> Iterator[str]:
    """共性问题: what many units report is settled once, where it is asked."""
    found = roll_up.in_common
    if found.common:
        named = "；".join(
            f"{public_text(one.matter)}（{len(one.units)}个单位{_asked_by(one, roll_up)}）"
            for one in found.common[:_MOST_COMMON]
        )
        yield (
            f"合并同类后共{len(found.every)}件，{COMMON_TO}个以上单位都有的共性问题{len(found.common)}件，"
            f"占{found.rows}行。较普遍的有：{named}。"
        )


def _asked_by(one: CommonMatter, roll_up: RollUp) -> str:
    return f"，由{public_text(asked_by(one))}布置" if roll_up.campaign.texts.asked_of else ""


def _overdue(roll_up: RollUp) -> str:
    counts = ((public_text(one.unit), one.standings[RectificationStatus.OVERDUE]) for one in roll_up.figures.units)
    units = [(unit, count) for unit, count in counts if count]
    return f"逾期未完成的为：{_by_unit(units)}。" if units else ""


def _by_unit(counted: Sequence[tuple[str, int]]) -> str:
    """Each unit with its number; of many those with most, the others stand in the annex."""
    if len(counted) <= _MOST_UNITS:
        return _items(counted)
    largest = sorted(counted, key=lambda one: -one[1])[:_MOST_UNITS]
    return f"{_items(largest)}等{len(counted)}个单位（见附表）"


def _whitelist(roll_up: RollUp) -> Iterator[str]:
    figures, form = roll_up.figures, roll_up.campaign.by_role(FormRole.WHITELIST)
    if form:
        listed = [(public_text(one.unit), one.whitelist) for one in figures.units if one.whitelist]
        named = f"，其中{_by_unit(listed)}" if listed else ""
        levels = roll_up.campaign.texts.whitelist_levels
        yield f"{levels}{form.named_in_text}共{figures.total.whitelist}项{named}。"
        yield from (f"{one.unit}自己的{form.named_in_text}还没有。" for one in roll_up.own_missing if one.form is form)
    if roll_up.compares_asking:
        asked_of = roll_up.campaign.texts.asked_of
        asked = f"要求{asked_of}办理" if asked_of else ""
        yield f"经比对，不同单位或部门{asked}的相同或相近事项{len(roll_up.overlaps)}组。"


def _channels(roll_up: RollUp) -> Iterator[str]:
    channels, documents = complaint_channels(roll_up), roll_up.table(FormRole.DOCUMENTS)
    parts = []
    if channels:
        hotlines = {number for one in channels.channels for number in one.hotlines}
        emails = {address for one in channels.channels for address in one.emails}
        parts.append(f"已设立投诉举报热线{len(hotlines)}个、投诉举报邮箱{len(emails)}个")
    if documents:
        parts.append(f"梳理{documents.attachment.named_in_text}{len(documents.rows)}件")
    if parts:
        yield f"{'，'.join(parts)}。"


def _left(roll_up: RollUp) -> Iterator[str]:
    total = roll_up.figures.total
    mended = roll_up.figures.rows_called.get(FormRole.RECTIFICATIONS, "")
    errors = sum(finding.severity is Severity.ERROR for finding in roll_up.faults)
    left = [
        ("到期未报的附件", roll_up.missing, "件"),
        ("报来材料中须改正的错误", errors, "处"),
        (f"逾期未完成的{mended}", total.standings[RectificationStatus.OVERDUE], "项"),
        ("不同单位或部门的相同、相近事项", len(roll_up.overlaps), "组"),
    ]
    named = "、".join(f"{what}{count}{unit}" for what, count, unit in left if count)
    if named:
        yield f"对{named}，逐一核实、督促到位。"
    yield from (f"须由人定的：{one.said}" for one in answers(roll_up) if one.topic is Topic.DECIDE and one.asks)


_WRITERS: dict[SectionFigures, Callable[[RollUp], Iterator[str]]] = {
    "overall": _overall,
    "problems": _problems,
    "whitelist": _whitelist,
    "channels": _channels,
    "left": _left,
}


def _items(counted: Iterable[tuple[str, int]], between: str = "、") -> str:
    return between.join(f"{name}{count}项" for name, count in counted if count) or "0项"


def annexes(roll_up: RollUp) -> Iterator[Annex]:
    """Yield the tables behind the report in the order of 摘要: who owes what, what came of each form, each unit."""
    figures = roll_up.figures
    owing = [
        (one.kind, one.attachments, str(len(one.units)), public_text("、".join(one.units)))
        for one in lacking_alike(roll_up)
    ]
    if owing:
        yield Annex("到期未报情况", ("类别", "缺报附件", "单位数", "单位"), owing, (2.4, 2.0, 1.1, 8.1))
    yield _forms(roll_up)
    everyone = (*figures.units, figures.total)
    units = [(public_text(one.unit), *map(str, (*figures.counts(one), *one.faults))) for one in everyone]
    headings = ("单位", *figures.unit_headings, *FAULT_HEADINGS)
    widths = (3.6, *(max(1.0, len(heading) / _HEADING_LINE) for heading in headings[1:]))
    yield Annex(f"各单位{figures.mending_called}情况", headings, units, widths, total=True)


def _forms(roll_up: RollUp) -> Annex:
    """How many units stand where with each form, and what was read of it; a document has no rows."""
    filed = {one.attachment.id: one for one in roll_up.figures.filings}
    tallied = {table.attachment.id: roll_up.tally_by_attachment[table.attachment.id] for table in roll_up.tables}
    none = Counter[State]()
    rows: list[tuple[str, ...]] = []
    for form in roll_up.campaign.attachments:
        if form.id in filed or form.id in tallied:
            one, rows_of = filed.get(form.id), tallied.get(form.id)
            states, nil = (one.states, one.nil) if one else (none, 0)
            read = (rows_of.read, rows_of.merged, rows_of.unused) if rows_of else (_NO_ROWS,) * 3
            rows.append((form.filed, *map(str, (*(states[state] for state in State), nil, *read))))
    total = (sum(one.states[state] for one in filed.values()) for state in State)
    nils, tally = sum(one.nil for one in filed.values()), roll_up.tally
    rows.append(("合计", *map(str, (*total, nils, tally.read, tally.merged, tally.unused))))
    headings = ("附件", *STATE_LABELS.values(), "零报告", "读取", "采用", "未采用")
    widths = (8, *[1.2] * (len(headings) - 1))
    return Annex("各附件报送（单位数）和汇总核对（行数）", headings, rows, widths, total=True)

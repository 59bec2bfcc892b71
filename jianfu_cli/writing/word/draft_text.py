"""The figures of a roll-up in the sentences of a 总结报告, by the headings of 附件4's outline.

Only what the tables say stands here as fact; where a report needs prose, the clerk writes it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.attachment import DOCUMENTS, Attachment, Section
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.roster import Kind
from jianfu_cli.core.rollup.model import STANDING_LABELS, RectificationStatus, RollUp
from jianfu_cli.core.rollup.publication import complaint_channels

Paragraphs = tuple[str, ...]


def place_to_fill(section: Section, *, has_figures: bool) -> str:
    """Return the mark that stands where prose is wanted: ``【此处补充：…】``."""
    known = "（以上已有的数字不必再写）" if has_figures else ""
    return f"【此处补充：{(section.guidance or section.heading).rstrip('。')}{known}】"


def figures_for(roll_up: RollUp, sections: Iterable[Section]) -> dict[str, Paragraphs]:
    """Return ``heading → paragraphs``; what none of ``sections`` asks for stands under the first one that has text."""
    leaves = [section.heading for section in sections if not section.sections]
    found: dict[str, list[str]] = {}
    for heading, write in _WRITERS.items():
        place = heading if heading in leaves or not leaves else leaves[0]
        found.setdefault(place, []).extend(write(roll_up))
    return {heading: tuple(paragraphs) for heading, paragraphs in found.items()}


def _whole(roll_up: RollUp) -> Iterator[str]:
    figures = roll_up.figures
    heard = list({one.unit: one.kind for one in roll_up.filings if one.due and one.versions}.values())
    yield (
        f"截至{in_chinese(roll_up.as_of)}，应报送材料的单位{figures.units_expected}个，已报送{figures.units_heard}个"
        f"（县（市、区）{heard.count(Kind.COUNTY)}个、市直部门{heard.count(Kind.DEPARTMENT)}个），"
        f"收到文件{len(roll_up.files)}份，其中各类表格和报告{figures.forms}件；到期未报的附件{roll_up.missing}件。"
    )
    filed = (_filed(one.attachment, one.states) for one in figures.filings)
    if figures.filings:
        yield f"分附件看，{'；'.join(filed)}。"


def _filed(attachment: Attachment, states: dict[State, int]) -> str:
    counts = "、".join(f"{STATE_LABELS[state]}{count}个" for state, count in states.items() if count)
    return f"{attachment.label}应报单位{sum(states.values())}个，{counts}"


def _problems(roll_up: RollUp) -> Iterator[str]:
    figures, total = roll_up.figures, roll_up.figures.total
    yield f"共摸排问题{total.problems}项。" + (
        f"按类别分：{_items(figures.categories)}。"
        f"按意见建议分：{_items(zip(figures.dispositions, total.dispositions, strict=True))}。"
        if total.problems
        else ""
    )
    standings = ((STANDING_LABELS[state], total.standings[state]) for state in RectificationStatus)
    share = f"，完成率{total.done_share}" if total.rectifications else ""
    yield f"列入整改清单{total.rectifications}项：{_items(standings)}{share}。{_overdue(roll_up)}"
    wanted = [one for one in roll_up.reconciled if one.wanted]
    answered = sum(one.rectification is not None for one in wanted)
    undecided = sum(one.rectification is None and one.undecided for one in wanted)
    if wanted:
        rest = f"，{undecided}项没有比完" if undecided else ""
        yield (
            f"需整改的问题{len(wanted)}项，其中{answered}项已列入整改清单，"
            f"{len(wanted) - answered - undecided}项没有找到对应的整改事项{rest}。"
        )


def _overdue(roll_up: RollUp) -> str:
    units = [(one.unit, one.standings[RectificationStatus.OVERDUE]) for one in roll_up.figures.units]
    named = _items((public_text(unit), count) for unit, count in units)
    return f"逾期未完成的为：{named}。" if any(count for _, count in units) else ""


def _whitelist(roll_up: RollUp) -> Iterator[str]:
    figures = roll_up.figures
    listed = [(public_text(one.unit), one.whitelist) for one in figures.units if one.whitelist]
    named = f"，其中{_items(listed)}" if listed else ""
    yield f"市县两级社会事务进校园白名单共{figures.total.whitelist}项{named}。"
    yield f"经比对，不同单位或部门要求学校办理的相同或相近事项{len(roll_up.overlaps)}组。"


def _mechanisms(roll_up: RollUp) -> Iterator[str]:
    channels = complaint_channels(roll_up).channels
    hotlines = {number for one in channels for number in one.hotlines}
    emails = {address for one in channels for address in one.emails}
    documents = roll_up.table(DOCUMENTS)
    yield (
        f"已设立投诉举报热线{len(hotlines)}个、投诉举报邮箱{len(emails)}个"
        f"，梳理中小学教师减负工作相关文件{len(documents.rows) if documents else 0}件。"
    )


def _next(roll_up: RollUp) -> Iterator[str]:
    total = roll_up.figures.total
    errors = sum(finding.severity is Severity.ERROR for finding in roll_up.faults)
    left = [
        ("到期未报的附件", roll_up.missing, "件"),
        ("报来材料中须改正的差错", errors, "处"),
        ("逾期未完成的整改事项", total.standings[RectificationStatus.OVERDUE], "项"),
        ("不同单位或部门的相同、相近事项", len(roll_up.overlaps), "组"),
    ]
    named = "、".join(f"{what}{count}{unit}" for what, count, unit in left if count)
    if named:
        yield f"对{named}，逐一核实、督促到位。"


_WRITERS: dict[str, Callable[[RollUp], Iterator[str]]] = {
    "整体情况": _whole,
    "问题排查整改情况": _problems,
    "建立审批报备制度情况": _whitelist,
    "建立长效监管机制情况": _mechanisms,
    "下一步工作考虑": _next,
}


def _items(counted: Iterable[tuple[str, int]]) -> str:
    return "、".join(f"{name}{count}项" for name, count in counted if count) or "0项"


def unit_table(roll_up: RollUp) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return headings and rows of the annex: problems, rectification and whitelist of each unit, and the total."""
    figures = roll_up.figures
    rows = [(public_text(one.unit), *map(str, one.counts)) for one in (*figures.units, figures.total)]
    return ("单位", *figures.unit_headings), rows

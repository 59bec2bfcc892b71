"""What a template of 摘要 is told (docs/templates.md): answers first, then who and what, then control totals."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.answers import Topic, answers
from jianfu_cli.core.rollup.figure_model import FAULT_HEADINGS, STANDING_LABELS, UNCLEAR, Figures, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp, Tally
from jianfu_cli.reports import summary_details as details
from jianfu_cli.reports.host import host_owes
from jianfu_cli.reports.summary_rows import (
    AnswerRow,
    CommonRow,
    ConflictRow,
    CorrectedRow,
    Counted,
    DayRow,
    FamilyRow,
    FilingRow,
    HeatRow,
    KeyRow,
    LateRow,
    MissingRow,
    OverdueRow,
    OverlapRow,
    PieceRow,
    RefusedRow,
    SectionRow,
    TallyRow,
    UnitPage,
    UnitRow,
    UnitTallyRow,
)
from jianfu_cli.reports.summary_units import anchors_of, rows_anchor, unit_pages
from jianfu_cli.reports.text import settled_lines

_LEADS = {
    Topic.FILING: "h-missing",
    Topic.DONE: "h-progress",
    Topic.OVERDUE: "h-overdue",
    Topic.CATEGORIES: "h-heat",
    Topic.COMMON: "h-common",
    Topic.DECIDE: "h-decide",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a roll-up in the order and words of the summary, ready for a template."""

    title: str
    basis: str
    as_of: str
    whole_roster: bool
    sections: tuple[SectionRow, ...]
    answers: tuple[AnswerRow, ...]
    keys: tuple[KeyRow, ...]
    counted: frozenset[str]
    missing: tuple[MissingRow, ...]
    missing_count: int
    host_owes: tuple[str, ...]
    unconfirmed: str
    late: tuple[LateRow, ...]
    corrected: tuple[CorrectedRow, ...]
    filing_states: tuple[str, ...]
    filings: tuple[FilingRow, ...]
    progress_heading: str
    standings_called: str
    standings: tuple[Counted, ...]
    progress_note: str
    overdue_headings: tuple[str, ...]
    overdue: tuple[OverdueRow, ...]
    days: tuple[DayRow, ...]
    problems_called: str
    category_called: str
    categories: tuple[Counted, ...]
    heat_headings: tuple[str, ...]
    heat: tuple[HeatRow, ...]
    disposition_called: str
    dispositions: tuple[Counted, ...]
    unit_headings: tuple[str, ...]
    units: tuple[UnitRow, ...]
    matters: int
    common: int
    common_rows: int
    common_matters: tuple[CommonRow, ...]
    asked_of: str
    overlaps: int
    overlapping: tuple[OverlapRow, ...]
    conflicts: tuple[ConflictRow, ...]
    refused: tuple[RefusedRow, ...]
    settled: tuple[str, ...]
    paragraphs: tuple[str, ...]
    severities: tuple[str, ...]
    families: tuple[FamilyRow, ...]
    tallies: tuple[TallyRow, ...]
    unit_tallies: tuple[UnitTallyRow, ...]
    left_out: int
    superseded: int
    pages: tuple[UnitPage, ...]


def summary(roll_up: RollUp) -> Summary:
    """Put the figures of ``roll_up`` into the words and the order of the summary."""
    figures, campaign = roll_up.figures, roll_up.campaign
    anchors = anchors_of(roll_up)
    return Summary(
        title=campaign.title,
        basis=campaign.document_number,
        as_of=in_chinese(roll_up.as_of),
        whole_roster=roll_up.whole_roster,
        sections=tuple(_sections(roll_up)),
        answers=tuple(_answers(roll_up, anchors)),
        keys=tuple(_keys(roll_up)),
        counted=frozenset(role.value for role in figures.rows_called)
        | ({"overlaps"} if roll_up.compares_asking else set()),
        missing=details.missing(roll_up, anchors),
        missing_count=roll_up.missing,
        host_owes=host_owes(campaign, roll_up.as_of, roll_up.own_missing),
        unconfirmed=details.unconfirmed(roll_up),
        late=details.late(roll_up),
        corrected=details.corrected(roll_up),
        filing_states=tuple(STATE_LABELS.values()),
        filings=tuple(_filings(figures)),
        progress_heading=_progress_heading(figures),
        standings_called=f"{figures.mending}进度",
        standings=tuple(_standings(figures)),
        progress_note=details.progress_note(roll_up),
        overdue_headings=details.overdue_headings(roll_up),
        overdue=details.overdue(roll_up, anchors),
        days=details.days(roll_up),
        problems_called=figures.rows_called.get(FormRole.PROBLEMS, ""),
        category_called=figures.category_called,
        categories=tuple(_largest_first(figures)),
        heat_headings=figures.categories,
        heat=details.heat(roll_up, anchors),
        disposition_called=figures.disposition_called,
        dispositions=tuple(Counted(*one) for one in figures.by_disposition),
        unit_headings=(*figures.unit_headings, *FAULT_HEADINGS),
        units=tuple(_units(roll_up, anchors)),
        matters=len(roll_up.in_common.every),
        common=len(roll_up.in_common.common),
        common_rows=roll_up.in_common.rows,
        common_matters=details.common(roll_up),
        asked_of=f"向{campaign.texts.asked_of}" if campaign.texts.asked_of else "",
        overlaps=len(roll_up.overlaps),
        overlapping=details.overlapping(roll_up),
        conflicts=details.conflicts(roll_up),
        refused=details.refused(roll_up),
        settled=tuple(settled_lines(len(roll_up.settled_findings), roll_up.decisions, verbose=True)),
        paragraphs=tuple(_paragraphs(roll_up)),
        severities=tuple(SEVERITY_LABELS.values()),
        families=details.families(roll_up),
        tallies=details.tallies(roll_up),
        unit_tallies=details.unit_tallies(roll_up),
        left_out=roll_up.rows_left_out,
        superseded=roll_up.superseded,
        pages=unit_pages(roll_up, anchors),
    )


def _sections(roll_up: RollUp) -> Iterator[SectionRow]:
    """The sections in order, of what the campaign has: who and what, then what is to be done, then control totals."""
    figures = roll_up.figures
    titles = {
        "h-missing": "谁还没有报",
        "h-progress": _progress_heading(figures) if figures.filings or figures.mending_called else "",
        "h-heat": f"{figures.rows_called.get(FormRole.PROBLEMS, '')}分布" if figures.categories else "",
        "h-units": "分单位情况",
        "h-common": "共性问题" if roll_up.in_common.every else "",
        "h-overlaps": "不同单位重复布置的事项" if roll_up.compares_asking else "",
        "h-decide": "须由人定的事",
        "h-findings": "材料里的错误和提醒",
        "h-tallies": "汇总核对",
    }
    there = [(anchor, title) for anchor, title in titles.items() if title]
    for number, (anchor, title) in zip("一二三四五六七八九", there, strict=False):
        yield SectionRow(anchor, number, title)


def _progress_heading(figures: Figures) -> str:
    return f"{figures.mending_called}和报送进度" if figures.mending_called else "报送进度"


def _answers(roll_up: RollUp, anchors: Mapping[str, str]) -> Iterator[AnswerRow]:
    for one in answers(roll_up):
        pieces = tuple(PieceRow(piece.text, anchors.get(piece.unit, "")) for piece in one.pieces if piece.text)
        yield AnswerRow(one.label, one.said, pieces, _LEADS[one.topic], one.urgent)


def _keys(roll_up: RollUp) -> Iterator[KeyRow]:
    figures, total, called = roll_up.figures, roll_up.figures.total, roll_up.figures.rows_called
    faults = Counter(finding.severity for finding in roll_up.faults)
    missing, errors = roll_up.missing, faults[Severity.ERROR]
    yield KeyRow("已报单位", str(figures.units_heard), f"应报 {figures.units_expected} 个", "h-missing", urgent=False)
    yield KeyRow("到期未报", str(missing), "件", "h-missing", urgent=missing > 0)
    if FormRole.RECTIFICATIONS in called:
        done, overdue = total.standings[RectificationStatus.DONE], total.standings[RectificationStatus.OVERDUE]
        of_all = f"{done} / {total.rectifications} 项"
        yield KeyRow(f"{figures.mending}完成率", total.done_share or "—", of_all, "h-progress", urgent=False)
        label = STANDING_LABELS[RectificationStatus.OVERDUE]
        yield KeyRow(label, str(overdue), "项", "h-overdue", urgent=overdue > 0)
    if FormRole.PROBLEMS in called:
        yield KeyRow(called[FormRole.PROBLEMS], str(total.problems), "项", "h-heat", urgent=False)
    if FormRole.WHITELIST in called:
        label = f"{called[FormRole.WHITELIST]}事项"
        yield KeyRow(label, str(total.whitelist), "项", "h-units", urgent=False)
    yield KeyRow(
        "须改正的错误", str(errors), f"另有提醒 {faults[Severity.WARNING]} 处", "h-findings", urgent=errors > 0
    )


def _filings(figures: Figures) -> Iterator[FilingRow]:
    for one in figures.filings:
        counts = tuple(one.states[state] for state in State)
        yield FilingRow(f"{one.attachment.label} {one.attachment.title}", counts, one.nil)


def _largest_first(figures: Figures) -> Iterator[Counted]:
    """The categories by how many problems they have; what is of none comes last."""
    for name, count in sorted(figures.by_category, key=lambda one: (one[0] == UNCLEAR, -one[1])):
        yield Counted(name, count)


def _standings(figures: Figures) -> Iterator[Counted]:
    if FormRole.RECTIFICATIONS in figures.rows_called:
        for state in RectificationStatus:
            yield Counted(STANDING_LABELS[state], figures.total.standings[state])


def _units(roll_up: RollUp, anchors: Mapping[str, str]) -> Iterator[UnitRow]:
    figures = roll_up.figures
    for one in (*figures.units, figures.total):
        page, values = anchors.get(one.unit, ""), (*figures.counts(one), *one.faults)
        leads = tuple(rows_anchor(page, form) if form else page for form in _drawn_from(roll_up))
        yield UnitRow(public_text(one.unit), values, page, leads)


def _drawn_from(roll_up: RollUp) -> Iterator[str]:
    """The attachment that each figure under ``unit_headings`` is counted from; "" of what is found on all of them."""
    figures, parts = roll_up.figures, (FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.WHITELIST)
    more = (len(figures.dispositions), len(RectificationStatus), 0)
    for role, further in zip(parts, more, strict=True):
        if role in figures.rows_called:
            yield from [roll_up.campaign.id_by_role[role]] * (1 + further)
    yield from (total.attachment.id for total in figures.totals)
    yield from ("" for _ in FAULT_HEADINGS)


def _paragraphs(roll_up: RollUp) -> Iterator[str]:
    """The control totals in sentences: what came in, and what the forms say."""
    figures, tally = roll_up.figures, roll_up.tally
    read = sum(file.outcome is Outcome.READ for file in roll_up.submissions)
    yield (
        f"截至{in_chinese(roll_up.as_of)}，收到文件{len(roll_up.submissions)}份，其中读取{read}份，"
        f"识别出表{figures.forms}张，共{tally.read}行，{_used(tally)}。"
    )
    said = "；".join(_it_says(roll_up))
    if said:
        yield f"{said}。"


def _it_says(roll_up: RollUp) -> Iterator[str]:
    """What the forms say, of those that the campaign has."""
    figures, total = roll_up.figures, roll_up.figures.total
    called = figures.rows_called
    if FormRole.PROBLEMS in called:
        disposed = "、".join(f"{name}{value}项" for name, value in figures.by_disposition if value)
        yield f"{called[FormRole.PROBLEMS]}{total.problems}项{f'，其中{disposed}' if disposed else ''}"
    if FormRole.RECTIFICATIONS in called:
        standings = "、".join(f"{STANDING_LABELS[state]}{total.standings[state]}项" for state in RectificationStatus)
        yield f"{called[FormRole.RECTIFICATIONS]}{total.rectifications}项，{standings}"
    listed = roll_up.campaign.by_role(FormRole.WHITELIST)
    if listed:
        yield f"{listed.named_in_text}{total.whitelist}项"
    for one, number in zip(figures.totals, total.totals, strict=True):
        yield f"{one.called}合计{plain(number)}{one.column.unit}"
    if roll_up.compares_asking:
        yield f"不同单位重复布置的事项{len(roll_up.overlaps)}组"


def _used(tally: Tally) -> str:
    if not tally.unused:
        return "全部采用"
    return f"汇总采用{tally.merged}行，未采用{tally.unused}行（逐行注明原因）"

"""What a template of 摘要 is told (docs/templates.md): answers first, then who and what, then control totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.model.finding import SEVERITY_LABELS
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.figure_model import FAULT_HEADINGS, STANDING_LABELS, UNCLEAR, Figures, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp, Tally
from jianfu_cli.core.rollup.overlap import headings_in_common
from jianfu_cli.reports import summary_details as details
from jianfu_cli.reports.host import host_owes
from jianfu_cli.reports.summary_head import answers_of, keys_of, progress_heading, sections_of
from jianfu_cli.reports.summary_rows import (
    AnswerRow,
    CommonRow,
    ConflictRow,
    ContentsRow,
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
    RefusedRow,
    TallyRow,
    UnitPage,
    UnitRow,
    UnitTallyRow,
)
from jianfu_cli.reports.summary_units import anchors_of, rows_anchor, unit_pages
from jianfu_cli.reports.text import settled_lines


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a roll-up in the order and words of the summary, ready for a template."""

    title: str
    basis: str
    as_of: str
    whole_roster: bool
    sections: tuple[ContentsRow, ...]
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
    overdue_left: int
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
    common_headings: tuple[str, ...]
    common_matters: tuple[CommonRow, ...]
    asked_of: str
    overlaps: int
    overlapping: tuple[OverlapRow, ...]
    conflicts: tuple[ConflictRow, ...]
    pages: tuple[UnitPage, ...]
    refused: tuple[RefusedRow, ...] = ()
    settled: tuple[str, ...] = ()
    off_roster: str = ""
    paragraphs: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    families: tuple[FamilyRow, ...] = ()
    tallies: tuple[TallyRow, ...] = ()
    unit_tallies: tuple[UnitTallyRow, ...] = ()
    left_out: int = 0
    superseded: int = 0


def summary(roll_up: RollUp) -> Summary:
    """Put the figures of ``roll_up`` into the words and the order of the summary."""
    figures, campaign = roll_up.figures, roll_up.campaign
    anchors = anchors_of(roll_up)
    overdue = details.overdue(roll_up, anchors)
    view = Summary(
        title=campaign.title,
        basis=campaign.document_number,
        as_of=in_chinese(roll_up.as_of),
        whole_roster=roll_up.whole_roster,
        sections=tuple(sections_of(roll_up)),
        answers=tuple(answers_of(roll_up, anchors)),
        keys=tuple(keys_of(roll_up)),
        counted=_counted(roll_up),
        missing=details.missing(roll_up, anchors),
        missing_count=roll_up.missing,
        host_owes=host_owes(campaign, roll_up.as_of, roll_up.own_missing),
        unconfirmed=details.unconfirmed(roll_up),
        late=details.late(roll_up),
        corrected=details.corrected(roll_up),
        filing_states=tuple(STATE_LABELS.values()),
        filings=tuple(_filings(figures)),
        progress_heading=progress_heading(figures),
        standings_called=f"{figures.mending}进度",
        standings=tuple(_standings(figures)),
        progress_note=details.progress_note(roll_up),
        overdue_headings=details.overdue_headings(roll_up),
        overdue=overdue[: details.MOST_OVERDUE],
        overdue_left=max(0, len(overdue) - details.MOST_OVERDUE),
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
        common_headings=headings_in_common(campaign),
        common_matters=details.common(roll_up),
        asked_of=f"向{campaign.texts.asked_of}" if campaign.texts.asked_of else "",
        overlaps=len(roll_up.overlaps),
        overlapping=details.overlapping(roll_up),
        conflicts=details.conflicts(roll_up),
        pages=unit_pages(roll_up, anchors),
    )
    return _with_control_totals(view, roll_up)


def _with_control_totals(view: Summary, roll_up: RollUp) -> Summary:
    """Add what stands last: what was found wrong or could not be read, and that nothing was lost."""
    return replace(
        view,
        refused=details.refused(roll_up),
        off_roster=details.off_roster(roll_up),
        settled=tuple(settled_lines(len(roll_up.settled_findings), roll_up.decisions, verbose=True)),
        paragraphs=tuple(_paragraphs(roll_up)),
        severities=tuple(SEVERITY_LABELS.values()),
        families=details.families(roll_up),
        tallies=details.tallies(roll_up),
        unit_tallies=details.unit_tallies(roll_up),
        left_out=roll_up.rows_left_out,
        superseded=roll_up.superseded,
    )


def _counted(roll_up: RollUp) -> frozenset[str]:
    """Of which forms the summary has figures, and whether matters are compared."""
    overlaps = {"overlaps"} if roll_up.compares_asking else set()
    return frozenset(role.value for role in roll_up.figures.rows_called) | overlaps


def _filings(figures: Figures) -> Iterator[FilingRow]:
    for one in figures.filings:
        counts = tuple(one.states[state] for state in State)
        yield FilingRow(one.attachment.filed, counts, one.nil)


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
    subtotals = ((f"{one.figures.unit}小计（下级 {one.units} 个）", one.figures) for one in figures.levels)
    named = (*((one.unit, one) for one in figures.units), *subtotals, (figures.total.unit, figures.total))
    for called, unit in named:
        page, values = anchors.get(called, ""), (*figures.counts(unit), *unit.faults)
        leads = tuple(rows_anchor(page, form) if form else page for form in _drawn_from(roll_up))
        yield UnitRow(public_text(called), values, page, leads)


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
        f"截至{in_chinese(roll_up.as_of)}，收到文件{len(roll_up.submissions)}份{details.not_sent(roll_up)}，"
        f"其中读取{read}份，"
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

"""摘要.html and 摘要.md: what a clerk lays on the director's desk; figures only, no names or numbers of people.

``Summary`` is what a template is told; docs/templates.md lists it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jianfu_cli.core.filings.returns import STATE_LABELS, Filing, State
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.language.quantities import plain
from jianfu_cli.core.matters.common import CommonMatter, asked_by
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Severity
from jianfu_cli.core.model.form import Outcome, SourceFile
from jianfu_cli.core.model.kinds import UNCONFIRMED
from jianfu_cli.core.model.naming import labels_of
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.rule_page import RULE_FAMILIES
from jianfu_cli.core.rollup.figure_model import (
    FAULT_HEADINGS,
    STANDING_LABELS,
    Figures,
    Number,
    RectificationStatus,
    UnitFigures,
)
from jianfu_cli.core.rollup.model import NO_UNIT, Overlap, RollUp, Tally, UnitTally
from jianfu_cli.core.rollup.overlap import headings_in_common
from jianfu_cli.reports.host import host_owes
from jianfu_cli.reports.summary_charts import charts, legends
from jianfu_cli.reports.templating import render_marked, render_page
from jianfu_cli.reports.text import settled_lines

_MOST_OVERLAPS = 20


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a roll-up in the order and words of the summary, ready for a template."""

    title: str
    basis: str
    as_of: str
    whole_roster: bool
    paragraphs: tuple[str, ...]
    keys: tuple[tuple[str, str, str], ...]
    progress_heading: str
    standings_called: str
    asked_of: str
    counted: frozenset[str]
    category_called: str
    categories: tuple[tuple[str, int], ...]
    disposition_called: str
    dispositions: tuple[tuple[str, int], ...]
    standings: tuple[tuple[str, int], ...]
    filing_states: tuple[str, ...]
    filings: tuple[tuple[str, tuple[int, ...], int], ...]
    unit_headings: tuple[str, ...]
    units: tuple[tuple[str, tuple[Number, ...]], ...]
    progress_note: str
    missing: tuple[tuple[str, str, str], ...]
    host_owes: tuple[str, ...]
    late: tuple[tuple[str, str, str, int], ...]
    severities: tuple[str, ...]
    families: tuple[tuple[str, tuple[int, ...]], ...]
    tallies: tuple[tuple[str, int, int, int], ...]
    unit_tallies: tuple[tuple[str, tuple[int, ...]], ...]
    unconfirmed: str
    corrected: tuple[tuple[str, str, str, str], ...]
    left_out: int
    superseded: int
    conflicts: tuple[tuple[str, str, str], ...]
    refused: tuple[tuple[str, str], ...]
    overlaps: int
    overlapping: tuple[tuple[str, str, str], ...]
    matters: int
    common: int
    common_rows: int
    common_headings: tuple[str, ...]
    common_matters: tuple[tuple[str, int, int, str], ...]


def render_html(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the summary as one HTML file: no network, style and script pinned by their hashes.

    Templates in the folder ``own`` replace ours (UsageError where one cannot be used), here and in Markdown.
    """
    view = summary(roll_up)
    return render_page(
        "summary.html",
        ("base.css", "summary.css"),
        script="summary.js",
        own=own,
        s=view,
        charts=charts(view, roll_up.figures),
        legends=legends(roll_up),
    )


def render_markdown(roll_up: RollUp, own: Path | None = None) -> str:
    """Return the summary as Markdown; every value is escaped, so none becomes markup or breaks a table."""
    return render_marked("summary.md", own=own, s=summary(roll_up))


def summary(roll_up: RollUp) -> Summary:
    """Put the figures of ``roll_up`` into the words and the order of the summary."""
    figures = roll_up.figures
    campaign = roll_up.campaign
    types: dict[str | None, str] = {file.path: _type(file) for file in roll_up.files}
    return Summary(
        title=campaign.title,
        basis=campaign.document_number,
        as_of=in_chinese(roll_up.as_of),
        whole_roster=roll_up.whole_roster,
        paragraphs=_paragraphs(roll_up),
        keys=_keys(roll_up),
        progress_heading=f"{figures.mending_called}和报送进度" if figures.mending_called else "报送进度",
        standings_called=f"{figures.mending}进度",
        asked_of=f"向{campaign.texts.asked_of}" if campaign.texts.asked_of else "",
        counted=frozenset(role.value for role in figures.rows_called)
        | ({"overlaps"} if roll_up.compares_asking else set()),
        category_called=figures.category_called,
        categories=figures.by_category,
        disposition_called=figures.disposition_called,
        dispositions=figures.by_disposition,
        standings=_standings(figures),
        filing_states=tuple(STATE_LABELS.values()),
        filings=tuple(
            (one.attachment.headed, tuple(one.states[state] for state in State), one.nil) for one in figures.filings
        ),
        unit_headings=(*figures.unit_headings, *FAULT_HEADINGS),
        units=tuple((public_text(called), (*figures.counts(unit), *unit.faults)) for called, unit in _units(figures)),
        progress_note=_progress_note(roll_up),
        missing=_missing(roll_up),
        host_owes=host_owes(campaign, roll_up.as_of, roll_up.own_missing),
        late=tuple(
            (
                public_text(one.unit),
                campaign.attachment(one.attachment).label,
                in_chinese(one.received_on),
                one.days_late,
            )
            for one in roll_up.filings
            if one.state is State.LATE and one.received_on
        ),
        severities=tuple(SEVERITY_LABELS.values()),
        families=_families(roll_up),
        tallies=_tallies(roll_up),
        unit_tallies=_unit_tallies(roll_up),
        unconfirmed=_unconfirmed(roll_up),
        corrected=tuple(
            (
                public_text(one.unit),
                campaign.attachment(one.attachment).label,
                in_chinese(one.received_on),
                f"{in_chinese(one.corrected_on)}{one.correction}",
            )
            for one in roll_up.filings
            if one.corrected_on and one.received_on
        ),
        left_out=roll_up.rows_left_out,
        superseded=roll_up.superseded,
        conflicts=tuple(
            (
                public_text(one.unit or ""),
                campaign.attachment(one.attachment or "").label,
                f"1 份（{types.get(one.path, '')}）",
            )
            for one in roll_up.conflicts
        ),
        refused=_refused(roll_up),
        overlaps=len(roll_up.overlaps),
        overlapping=tuple(_overlap(roll_up, overlap) for overlap in roll_up.overlaps[:_MOST_OVERLAPS]),
        matters=len(roll_up.in_common.every),
        common=len(roll_up.in_common.common),
        common_rows=roll_up.in_common.rows,
        common_headings=headings_in_common(campaign),
        common_matters=tuple(map(_common, roll_up.in_common.common[:_MOST_OVERLAPS])),
    )


def _units(figures: Figures) -> Iterator[tuple[str, UnitFigures]]:
    """Each unit, then those with others in them together with these, then all."""
    yield from ((unit.unit, unit) for unit in figures.units)
    yield from ((f"{one.figures.unit}小计（下级 {one.units} 个）", one.figures) for one in figures.levels)
    yield figures.total.unit, figures.total


def _unconfirmed(roll_up: RollUp) -> str:
    """Which units nobody has checked, where they are judged; "" where all are checked."""
    labels = "、".join(kind.label for kind in roll_up.campaign.unconfirmed) if roll_up.whole_roster else ""
    return f"{labels}：{UNCONFIRMED}" if labels else ""


def _paragraphs(roll_up: RollUp) -> tuple[str, ...]:
    """The summary in a few sentences, as a report would say it, and what stands by answer and decision."""
    figures, tally = roll_up.figures, roll_up.tally
    read = sum(file.outcome is Outcome.READ for file in roll_up.submissions)
    came_in = (
        f"截至{in_chinese(roll_up.as_of)}，应报单位{figures.units_expected}个，已有{figures.units_heard}个报来材料。"
        f"收到文件{len(roll_up.submissions)}份，其中读取{read}份，识别出表{figures.forms}张，"
        f"共{tally.read}行，{_used(tally)}。"
    )
    it_says = "；".join(_it_says(roll_up))
    settled = "".join(settled_lines(len(roll_up.settled_findings), roll_up.decisions, verbose=True))
    return tuple(text for text in (came_in, f"{it_says}。" if it_says else "", settled) if text)


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
        yield f"不同单位之间重名的事项{len(roll_up.overlaps)}组"


def _standings(figures: Figures) -> tuple[tuple[str, int], ...]:
    if FormRole.RECTIFICATIONS not in figures.rows_called:
        return ()
    return tuple((STANDING_LABELS[state], figures.total.standings[state]) for state in RectificationStatus)


def _progress_note(roll_up: RollUp) -> str:
    form = roll_up.campaign.by_role(FormRole.RECTIFICATIONS)
    if form is None:
        return ""
    roles = ColumnRole.DEADLINE, ColumnRole.PROGRESS
    columns = [form.column_by_role[role].heading for role in roles if role in form.column_by_role]
    return f"{form.act_called}进度按{form.label}的{'和'.join(columns)}判断。"


def _used(tally: Tally) -> str:
    if not tally.unused:
        return "全部采用"
    return f"汇总采用{tally.merged}行，未采用{tally.unused}行（逐行注明原因）"


def _refused(roll_up: RollUp) -> tuple[tuple[str, str], ...]:
    """``(unit, how many files of which types)``: a file's name may be a person's, and stays in the office."""
    types: dict[str, list[str]] = defaultdict(list)
    for file in roll_up.files:
        if file.outcome is Outcome.REFUSED:
            types[public_text(file.inbox_unit or NO_UNIT)].append(_type(file))
    return tuple((unit, f"{len(each)} 份（{'、'.join(dict.fromkeys(each))}）") for unit, each in types.items())


def _type(file: SourceFile) -> str:
    return "格式不明" if file.type == "unknown" else file.type


def _overlap(roll_up: RollUp, overlap: Overlap) -> tuple[str, str, str]:
    """Return the matter, the units that reported it, and the bodies that ask it of schools, each once."""
    tables = {table.attachment.id: table for table in roll_up.tables}
    units = dict.fromkeys(row.unit for _, row in overlap.rows)
    bodies = dict.fromkeys(
        tables[attachment].text(row, ColumnRole.BODY) or row.unit for attachment, row in overlap.rows
    )
    return public_text(overlap.matter), public_text("、".join(units)), public_text("、".join(bodies))


def _common(one: CommonMatter) -> tuple[str, int, int, str]:
    """Return a common matter, in how many units and rows it stands, and who asks it."""
    return public_text(one.matter), len(one.units), one.rows, public_text(asked_by(one))


def _keys(roll_up: RollUp) -> tuple[tuple[str, str, str], ...]:
    figures, total = roll_up.figures, roll_up.figures.total
    faults, called = Counter(finding.severity for finding in roll_up.faults), figures.rows_called
    keys = [
        ("已报单位", str(figures.units_heard), f"应报 {figures.units_expected} 个"),
        ("到期未报", str(roll_up.missing), "件附件"),
    ]
    if FormRole.PROBLEMS in called:
        keys.append((called[FormRole.PROBLEMS], str(total.problems), "项"))
    if FormRole.RECTIFICATIONS in called:
        done, overdue = total.standings[RectificationStatus.DONE], total.standings[RectificationStatus.OVERDUE]
        keys.append((f"{figures.mending}完成率", total.done_share or "—", f"{done} / {total.rectifications} 项"))
        keys.append((STANDING_LABELS[RectificationStatus.OVERDUE], str(overdue), "项"))
    if FormRole.WHITELIST in called:
        keys.append((f"{called[FormRole.WHITELIST]}事项", str(total.whitelist), "项"))
    keys.append(("须改正的错误", str(faults[Severity.ERROR]), f"另有提醒 {faults[Severity.WARNING]} 处"))
    return tuple(keys)


def _missing(roll_up: RollUp) -> tuple[tuple[str, str, str], ...]:
    """``(kind, attachments, units)`` of what is due and not in: units that lack the same stand together."""
    lacking: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for attachments in _by_unit([one for one in roll_up.filings if one.state is State.MISSING]):
        labels = labels_of(roll_up.campaign.attachment(one.attachment) for one in attachments)
        lacking[attachments[0].kind, labels].append(attachments[0].unit)
    return tuple(
        (roll_up.campaign.kind_by_id[kind].label if kind else "", labels, public_text("、".join(units)))
        for (kind, labels), units in lacking.items()
    )


def _by_unit(filings: Sequence[Filing]) -> list[list[Filing]]:
    units: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        units[filing.unit].append(filing)
    return list(units.values())


def _families(roll_up: RollUp) -> tuple[tuple[str, tuple[int, ...]], ...]:
    counts = Counter((finding.code[2:3], finding.severity) for finding in roll_up.faults)
    rows = (
        (name, tuple(counts[digit, severity] for severity in SEVERITY_LABELS)) for digit, name in RULE_FAMILIES.items()
    )
    return tuple((name, values) for name, values in rows if any(values))


def _tallies(roll_up: RollUp) -> tuple[tuple[str, int, int, int], ...]:
    rows = [(table.attachment.headed, roll_up.tally_by_attachment[table.attachment.id]) for table in roll_up.tables]
    return tuple((name, one.read, one.merged, one.unused) for name, one in [*rows, ("合计", roll_up.tally)])


def _unit_tallies(roll_up: RollUp) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """``(unit, (files, forms, read, merged, unused))``, the total last."""
    whole = UnitTally("合计", len(roll_up.files), roll_up.figures.forms, roll_up.tally, {})
    return tuple(
        (public_text(one.unit), (one.files, one.forms, one.rows.read, one.rows.merged, one.rows.unused))
        for one in (*roll_up.tally_by_unit, whole)
    )

"""The report of ``validate`` as one web page: grouped by file as in text, to be filtered, printed and passed on."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.report import Report
from jianfu_cli.core.model.rule_page import RulePage
from jianfu_cli.reports.templating import render_page
from jianfu_cli.reports.text import settled_lines

_NO_UNIT = "未注明单位"
_LISTED, _SEVERAL = 10, 2


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one file: ``sheets`` are pairs of a sheet's name, or None, and its findings."""

    path: str
    counts: str
    sheets: tuple[tuple[str | None, tuple[Finding, ...]], ...]


class Most(NamedTuple):
    """Units by their errors and warnings; rules by code, what they find, level, how often, of how many units.

    ``other_units`` and ``other_codes`` are how many more there are.
    """

    units: tuple[tuple[str, int, int], ...]
    codes: tuple[tuple[str, str, str, int, int], ...]
    other_units: int
    other_codes: int


def as_html(report: Report) -> str:
    """Return the report as one HTML file: no network; a script only hides what is listed, on demand.

    Infos are counted, and listed only where they are asked for.
    """
    units = sorted(Counter(finding.unit or "" for finding in report.listed).items())
    codes = sorted(Counter(finding.code for finding in report.listed).items())
    rules = _rules(report)
    return render_page(
        "report.html",
        ("base.css", "report.css"),
        script="report.js",
        r=report,
        as_of=in_chinese(report.as_of),
        keys=tuple(_keys(report)),
        levels=tuple(_levels(report)),
        labels=SEVERITY_LABELS,
        units=[(unit or _NO_UNIT, count) for unit, count in units],
        unit_index={unit or None: place for place, (unit, _) in enumerate(units)},
        codes=[(code, _finds(rules.get(code)), count) for code, count in codes],
        groups=tuple(_groups(report)),
        most=_most(report, rules),
        infos=report.count(Severity.INFO) if not report.with_infos else 0,
        reference=reference,
        settled=tuple(settled_lines(report.settled, report.decisions, verbose=True)),
        rules=tuple(rules.values()),
        explained=rules.keys(),
    )


def _most(report: Report, rules: Mapping[str, RulePage]) -> Most | None:
    """Which units and rules have most, errors before warnings for units; None where one unit stands alone."""
    found = [one for one in report.listed if not one.settled and one.severity is not Severity.INFO]
    counts = Counter((one.unit or _NO_UNIT, one.severity) for one in found)
    units = [
        (unit, counts[unit, Severity.ERROR], counts[unit, Severity.WARNING])
        for unit in dict.fromkeys(one.unit or _NO_UNIT for one in found)
    ]
    if len(units) < _SEVERAL:
        return None
    often = Counter((one.code, one.severity) for one in found)
    of = Counter(alike for alike, _ in {((one.code, one.severity), one.unit) for one in found})
    codes = [
        (alike[0], _finds(rules.get(alike[0])), SEVERITY_LABELS[alike[1]], count, of[alike])
        for alike, count in sorted(often.items(), key=lambda each: (-each[1], each[0]))
    ]
    units.sort(key=lambda row: (-row[1], -row[2]))
    left = max(0, len(units) - _LISTED), max(0, len(codes) - _LISTED)
    return Most(tuple(units[:_LISTED]), tuple(codes[:_LISTED]), *left)


def _finds(page: RulePage | None) -> str:
    return page.finds.rstrip("。") if page else ""


def reference(finding: Finding) -> str:
    """Return the cell's address as the name box of a spreadsheet takes it: ``'附件2'!B9``."""
    quoted = (finding.sheet or "").replace("'", "''")
    return (f"'{quoted}'!" if quoted else "") + (finding.cell or "")


def _rules(report: Report) -> dict[str, RulePage]:
    """The pages of the rules that the report speaks of, by code."""
    spoken_of = {finding.code for finding in report.listed} | {one.code for one in report.not_run}
    return {page.code: page for page in report.rules if page.code in spoken_of}


def _keys(report: Report) -> Iterator[tuple[str, int, str, str]]:
    """The figures on top: label, value, what it counts, and how it is coloured."""
    for severity, label in SEVERITY_LABELS.items():
        count = report.count(severity)
        yield label, count, "处", severity.value if count else ""
    outcomes = Counter(file.outcome for file in report.files)
    refused = outcomes[Outcome.REFUSED]
    yield (
        "读取文件",
        outcomes[Outcome.READ],
        f"共 {len(report.files)} 个{f'，无法读取 {refused}' if refused else ''}",
        "",
    )
    yield "识别出表", report.forms, "张", ""
    yield "数据", report.rows, "行", ""


def _levels(report: Report) -> Iterator[tuple[str, str, int, bool]]:
    """The levels to choose from, and whether they are shown at first: infos only where there is nothing else."""
    counts = {severity: report.count(severity) for severity in Severity}
    only_infos = counts[Severity.INFO] == len(report.findings)
    for severity, label in SEVERITY_LABELS.items():
        if severity is Severity.INFO and not report.with_infos:
            continue
        yield severity.value, label, counts[severity], only_infos or severity is not Severity.INFO


def _groups(report: Report) -> Iterator[Group]:
    counts = Counter((finding.path, finding.severity) for finding in report.findings if not finding.settled)
    for path, of_file in groupby(report.listed, key=attrgetter("path")):
        own_findings = tuple(of_file)
        said = "　".join(
            f"{label} {counts[path, severity]}" for severity, label in SEVERITY_LABELS.items() if counts[path, severity]
        )
        sheets = tuple((sheet, tuple(of_sheet)) for sheet, of_sheet in groupby(own_findings, key=attrgetter("sheet")))
        yield Group(path or "报送情况", said, sheets)

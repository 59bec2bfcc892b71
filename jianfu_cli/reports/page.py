"""The report of ``validate`` as one web page: grouped by file as in text, to be filtered, printed and passed on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.report import Report
from jianfu_cli.core.model.rule_page import RulePage
from jianfu_cli.reports.templating import render_page
from jianfu_cli.reports.text import settled_lines

_NO_UNIT = "未注明单位"


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one file: ``sheets`` are pairs of a sheet's name, or None, and its findings."""

    path: str
    counts: str
    sheets: tuple[tuple[str | None, tuple[Finding, ...]], ...]


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
        codes=[(code, rules[code].finds.rstrip("。") if code in rules else "", count) for code, count in codes],
        groups=tuple(_groups(report)),
        infos=report.count(Severity.INFO) if not report.with_infos else 0,
        reference=reference,
        settled=tuple(settled_lines(report.settled, report.decisions, verbose=True)),
        rules=tuple(rules.values()),
        explained=rules.keys(),
    )


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

"""The report of ``validate`` for people: grouped by file, what is wrong and how to mend it."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import PLACES, pad, wrap
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding, Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.form_parts import EVIDENCE_LABELS
from jianfu_cli.core.model.report import NotMade, Repair, Report

_INDENT = 21
_CODE = 7
_MOST_UNITS = 6
_NAMED = 20  # paths in a line; where nothing can be written there are as many as files
_SIGNS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "·"}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "2"}


def as_text(report: Report, *, verbose: bool = False, colour: bool = False, places: int = PLACES) -> str:
    """Return the report as plain text: infos and what was answered only where ``verbose``.

    ANSI colours only where ``colour``; lines fill ``places``.
    """
    listed = [
        finding for finding in report.findings if verbose or not (finding.settled or finding.severity is Severity.INFO)
    ]
    lines: list[str] = []
    for path, findings in groupby(listed, key=lambda finding: finding.path):
        if lines:
            lines.append("")
        lines.append(_style(shown(path or "报送情况"), "1", colour))
        lines.extend(_findings(findings, colour, places))
    if lines:
        lines.append("")
    lines.extend(_changes(report.fixed or (), colour, places))
    lines.extend(_not_counted(report, places))
    lines.extend(_recognised(report, colour) if verbose else ())
    lines.extend(_totals(report, verbose, colour, places))
    lines.extend(line for said in not_made_lines(report.not_made) for line in wrap(said, places))
    return "\n".join(lines) + "\n"


def settled_lines(settled: int, decisions: Collection[Decision], *, verbose: bool = False) -> Iterator[str]:
    """Say what was answered, and what stands by decision; nothing where nothing does."""
    if settled:
        yield f"另有 {settled} 处已有说明或决定，不计在内{'' if verbose else '（用 -v 查看）'}。"
    if decisions:
        yield obeyed(decisions)


def not_made_lines(copies: Iterable[NotMade]) -> Iterator[str]:
    """Say which copies could not be made: one line a reason."""
    by_reason: dict[str, list[str]] = {}
    for copy in copies:
        by_reason.setdefault(copy.why, []).append(copy.path)
    for why, paths in by_reason.items():
        more = f" 等 {len(paths)} 份" if len(paths) > _NAMED else ""
        yield shown(f"没有做成：{'、'.join(paths[:_NAMED])}{more}（{why}）")


def _findings(findings: Iterable[Finding], colour: bool, places: int) -> Iterator[str]:
    for sheet, those in groupby(findings, key=lambda finding: finding.sheet):
        if sheet:
            yield f"  工作表“{shown(sheet)}”"
        for finding in those:
            yield from _finding(finding, colour, places)


def _finding(finding: Finding, colour: bool, places: int) -> Iterator[str]:
    head = f"{_SIGNS[finding.severity]} {SEVERITY_LABELS[finding.severity]} {pad(finding.spot, 7)} "
    lines = wrap(shown(f"{finding.column_tag}{finding.message}"), places - _INDENT - _CODE)
    yield f"    {_style(head, _COLOURS[finding.severity], colour)}{lines[0]}  {_style(finding.code, '2', colour)}"
    indent = " " * _INDENT
    yield from (indent + line for line in lines[1:])
    if finding.answered:
        yield from (indent + line for line in wrap(shown(finding.answered.said), places - _INDENT))
    if finding.hint and not finding.settled:
        hint = wrap(shown(f"→ {finding.hint}"), places - _INDENT)
        yield from (indent + line for line in hint)


def _changes(changes: Iterable[Repair], colour: bool, places: int) -> Iterator[str]:
    """What was changed in the copies, file by file."""
    for path, those in groupby(changes, key=lambda change: change.path):
        yield _style(f"已在副本里改好：{shown(path)}", "1", colour)
        for change in those:
            what = f"{change.sheet}!{change.cell} {change.column}：{change.old or '（空）'} → {change.new}"
            lines = wrap(shown(what), places - _CODE - 4)
            yield f"    {lines[0]}  {_style('、'.join(change.codes), '2', colour)}"
            yield from (f"      {line}" for line in lines[1:])
        yield ""


def _recognised(report: Report, colour: bool) -> Iterator[str]:
    """By what each form was recognised."""
    for file in report.files:
        if file.forms:
            yield _style(f"怎样认出来的：{shown(file.path)}", "1", colour)
        for form in file.forms:
            evidence = "、".join(EVIDENCE_LABELS[one] for one in form.recognition.evidence) or "标题"
            doubt = "" if form.recognition.sure else "，不能肯定（JF010）"
            sheet = f"（{shown(form.place.sheet)}）" if form.place.sheet else ""
            yield f"    {report.labels.get(form.attachment, form.attachment)}{sheet}：凭{evidence}{doubt}"
        if file.forms:
            yield ""


def _totals(report: Report, verbose: bool, colour: bool, places: int) -> Iterator[str]:
    read = sum(file.outcome is Outcome.READ for file in report.files)
    refused = sum(file.outcome is Outcome.REFUSED for file in report.files)
    skipped = len(report.files) - read - refused
    parts = [f"读取 {read} 个文件"]
    parts += [f"{refused} 个无法读取"] if refused else []
    parts += [f"{skipped} 个不是报表（扫描件、佐证材料等）"] if skipped else []
    read_said = f"{'，'.join(parts)}；共 {report.forms} 张表、{report.rows} 行数据。按 {report.as_of} 判断期限。"
    yield from wrap(read_said, places)
    errors, warnings, infos = (report.count(severity) for severity in Severity)
    more = "" if verbose or not infos else "（用 -v 查看）"
    counts = f"错误 {errors} 处，提醒 {warnings} 处，提示 {infos} 处{more}。"
    yield _style(counts, _COLOURS[Severity.ERROR] if errors else "32", colour)
    yield from settled_lines(report.settled, report.decisions, verbose=verbose)
    if errors:
        yield from wrap("“错误”须由填报单位改正；“提醒”请人工核对；“提示”不必处理。", places)
    elif not report.forms:
        yield "没有读到一张表，所以什么也没有查；请看看要查的文件是不是在这里。"
    elif not warnings:
        yield "没有发现要改的地方。"


def _not_counted(report: Report, places: int) -> Iterator[str]:
    """What was not read, not judged or not compared, and why."""
    outside = [shown(file.path) for file in report.files if file.outcome is Outcome.SKIPPED and file.enclosure]
    yield from _named("没有作为报表读（扫描件、佐证材料等）：", outside)
    yield from _named(f"{report.as_of} 以后收到，没有计入：", map(shown, report.later))
    if report.left_out:
        yield f"不采用的旧表、以后收到的表里还有 {report.left_out} 处，不必改，没有列出。"
    reasons = ("\n    ".join(wrap(shown(reason), places - 4)) for reason in _why_not_run(report))
    yield from _named("没有查或者没有查全的规则：", reasons)


def _why_not_run(report: Report) -> Iterator[str]:
    """Which rules did not run and why, the units together of which the same is to be said."""
    codes: dict[tuple[str, str], dict[str, None]] = {}
    for skipped in report.not_run:
        codes.setdefault((skipped.unit, skipped.why), {})[skipped.code] = None
    units: dict[tuple[str, str], list[str]] = {}
    for (unit, why), those in codes.items():
        units.setdefault((why, "、".join(those)), []).append(unit)
    for (why, rules), of in units.items():
        more = f"等 {len(of)} 个单位" if len(of) > _MOST_UNITS else ""
        named = "、".join(filter(None, of[:_MOST_UNITS]))
        yield f"{named}{more}{'：' if named else ''}{why}（{rules}）"


def _named(heading: str, items: Iterable[str]) -> Iterator[str]:
    every = list(items)
    if every:
        yield heading
        yield from (f"  {item}" for item in every[:_NAMED])
    if len(every) > _NAMED:
        yield f"  ……共 {len(every)} 条，全部见 -f json"


def _style(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text

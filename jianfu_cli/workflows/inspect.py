"""Paths to files and findings: what validate and merge share, one straight line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from jianfu_cli.core.filings.receipt import known_on
from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import Outcome, Problem, SourceFile
from jianfu_cli.core.model.report import NotMade, NotRun, Repair, Report
from jianfu_cli.reading.files import Files
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits, WorkLimits, limits_from
from jianfu_cli.reading.pool import Outcomes, run_in_steps
from jianfu_cli.reading.sources import Source, collect
from jianfu_cli.reading.worker import Budget, Step, WorkerFailure
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.pages import pages_for
from jianfu_cli.rules.registry import rules_for
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker
from jianfu_cli.workflows.decisions import obedience_over
from jianfu_cli.workflows.incremental import IncrementalUnitChecks
from jianfu_cli.workflows.progress_bar import with_progress

Checked = tuple[SourceFile, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectOptions:
    """How to inspect: ``jobs`` processes (None: one a processor), the rules to ``select`` and ``ignore`` by code.

    Completeness is judged for the units that have a folder, or with ``whole_roster`` for all units of an inbox. With
    ``errors_alone`` the rules that never find an error are not asked.
    """

    jobs: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    whole_roster: bool = False
    errors_alone: bool = False


DEFAULTS = InspectOptions()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What lies in the paths and what is wrong with it.

    ``until``: what came in after that day does not count, None where files are judged whatever their day.
    ``units`` are those with a folder there; ``sources`` and ``limits`` are where the files lie, and how they were read.
    ``decisions`` are those of 处理决定.xlsx whose subject lies there: they were obeyed.
    """

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    units: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    sources: tuple[Source, ...]
    limits: GuardLimits
    until: date | None = None
    decisions: tuple[Decision, ...] = ()

    @property
    def inbox(self) -> bool:
        """Whether the paths hold folders named after units."""
        return bool(self.units)

    def report(
        self,
        campaign: Campaign,
        as_of: date,
        fixed: tuple[Repair, ...] | None = None,
        not_made: tuple[NotMade, ...] = (),
    ) -> Report:
        """Return what ``validate`` reports; ``fixed`` is what was changed in copies, None where none were made."""
        rules = pages_for(rules_for(campaign), campaign)
        labels = {form.id: form.label for form in campaign.attachments}
        # Of an inbox only what counts is to be mended, as ``merge`` has it.
        unused = Superseded.among(self.files, self.until) if self.inbox else Superseded(frozenset(), frozenset())
        findings = unused.without(self.findings)
        return Report(
            campaign.id,
            as_of,
            self.files,
            findings,
            self.not_run,
            rules,
            fixed,
            campaign.title,
            not_made=not_made,
            labels=labels,
            left_out=len(self.findings) - len(findings),
            later=tuple(sorted(unused.later)),
            decisions=self.decisions,
        )


def inspect(paths: Iterable[Path], campaign: Campaign, as_of: date, options: InspectOptions = DEFAULTS) -> Inspection:
    """Read and check everything below ``paths``; the same result whatever the order of paths and number of jobs.

    Raises:
        UsageError: a path is not there, or there is nothing to read.
        UnknownRuleError: a code that no rule has is to be selected or ignored.
    """
    given = tuple(paths)
    campaign, obedience = obedience_over(given, campaign)
    collection = collect(given, campaign.roster)
    limits, time_limits = limits_from()
    work = ReadAndCheck(campaign, as_of, options, limits)
    checker = chosen_checker(campaign, as_of, options)
    owing = campaign.roster.names if options.whole_roster and collection.units else collection.units
    folders = (source.inbox_unit for source in collection.sources)
    until = as_of if collection.units or options.whole_roster else None
    unit_checks = IncrementalUnitChecks(checker, Returns(campaign, as_of, owing, until), folders)
    files: list[SourceFile] = []
    findings: list[Finding] = []
    running = run_in_steps(work, collection.sources, options.jobs, time_limits, partial(_budget, limits=time_limits))
    results = with_progress(running, len(collection.sources))
    for source, outcomes in zip(collection.sources, results, strict=True):
        checked = obedience.apply(_settled(outcomes, checker), checker.check_file)
        for file, found in checked:
            files.append(file)
            findings.extend(found)
        unit_checks.add_file(source.inbox_unit, (file for file, _ in checked))
    units = tuple(unit_checks.all_checked())
    findings += (finding for unit in units for finding in unit.findings)
    across, stopped = checker.check_campaign(tuple(unit.sent for unit in units))
    findings += across
    not_run = (*(skipped for unit in units for skipped in unit.not_run), *stopped)
    answered = obedience.answer(in_order(files, findings), tuple(files))
    return Inspection(
        tuple(files), answered, collection.units, not_run, collection.sources, limits, until, obedience.used
    )


def in_order(files: Iterable[SourceFile], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` by file (those of none first), sheet, row and column; those of one place stay as they come.

    Sheets stand as the file has them; before them what is about the whole file, or a sheet without a form.
    """
    sheets = {(file.path, form.sheet): place for file in files for place, form in enumerate(file.forms, start=1)}

    def place(finding: Finding) -> tuple[str, int, tuple[int, int]]:
        path = finding.path or ""
        return path, sheets.get((path, finding.sheet), 0), finding.order

    return tuple(sorted(findings, key=place))


def chosen_checker(campaign: Campaign, as_of: date, options: InspectOptions = DEFAULTS) -> Checker:
    """Return a checker of the rules that ``campaign`` and ``options`` choose.

    Raises:
        UnknownRuleError: a code that no rule has.
    """
    rules = choose_rules(rules_for(campaign), campaign.rules, options.select, options.ignore)
    asked = tuple(rule for rule in rules if rule.may_be_error) if options.errors_alone else rules
    return Checker(asked, Context(campaign, as_of))


@dataclass(frozen=True)
class ReadAndCheck:
    """What a worker does with one file: it is sent the codes by which rules are chosen, and looks those up itself.

    A decorated function cannot be pickled, and a spawned process has the same rules.
    """

    campaign: Campaign
    as_of: date
    options: InspectOptions
    limits: GuardLimits

    def __call__(self, source: Source) -> Step[Source, Checked]:
        """Return the file that ``source`` is, what the rules about files find in it, and what it led to."""
        return _read_and_check(source, self._files, self._checker, self.as_of)

    @cached_property
    def _checker(self) -> Checker:
        return chosen_checker(self.campaign, self.as_of, self.options)

    @cached_property
    def _files(self) -> Files:
        return Files(Reader.of(self.campaign), self.limits)


def read_files(
    sources: Sequence[Source], campaign: Campaign, jobs: int | None = None, *, takes_roll_ups: bool = False
) -> Iterator[tuple[Source, tuple[SourceFile, ...]]]:
    """Yield each of ``sources`` with what was read of it (an archive: each of its members), in order, unchecked.

    ``takes_roll_ups``: the tables of a roll-up are read too.
    """
    guard, time_limits = limits_from()
    checker = Checker((), Context(campaign, date.min))
    files = Files(Reader.of(campaign), guard, takes_roll_ups=takes_roll_ups)
    work = partial(_read_and_check, files=files, checker=checker)
    running = run_in_steps(work, sources, jobs, time_limits, partial(_budget, limits=time_limits))
    for source, outcomes in zip(sources, with_progress(running, len(sources)), strict=True):
        yield source, tuple(file for file, _ in _settled(outcomes, checker))


def _read_and_check(source: Source, files: Files, checker: Checker, as_of: date = date.max) -> Step[Source, Checked]:
    read = files.read(source)
    file = known_on(read.file, as_of)
    return Step((file, checker.check_file(file)), read.next, read.later)


def _budget(source: Source, limits: WorkLimits) -> Budget:
    seconds = limits.seal_seconds if source.for_seal else limits.seconds_for(source.size)
    return Budget(seconds, limits.memory_for(source.size), source.size)


def _settled(outcomes: Outcomes[Source, Checked], checker: Checker) -> tuple[Checked, ...]:
    """Return what came of one file and of all within it, in the order of reading; a scan's last word is of its seal."""
    settled: dict[tuple[str, ...], Checked] = {}
    for source, result in outcomes:
        if not isinstance(result, WorkerFailure):
            settled[result[0].place] = result
        elif not source.for_seal:  # of a scan only its seal stays unknown
            file = _lost(source, result)
            settled[file.place] = file, checker.check_file(file)
    return tuple(settled.values())


def _lost(source: Source, death: WorkerFailure) -> SourceFile:
    problem = Problem("JF001", f"{death.why}，文件可能已损坏", "用 Excel 或 WPS 打开后另存为 xlsx 再报送。")
    refused = SourceFile(source.path, "", "unknown", Outcome.REFUSED, problems=(problem,), inbox_unit=source.inbox_unit)
    return replace(refused, within=source.within)

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
from jianfu_cli.workflows.arrived import Arrived, Checked
from jianfu_cli.workflows.decisions import obedience_over
from jianfu_cli.workflows.incremental import IncrementalUnitChecks
from jianfu_cli.workflows.progress_bar import with_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectOptions:
    """How to inspect: ``jobs`` processes (None: one a processor), the rules to ``select`` and ``ignore`` by code.

    Completeness is judged for the units that have a folder, or with ``whole_roster`` for all units of an inbox. With
    ``errors_alone`` the rules that never find an error are not asked. ``says_faults``: a decision that cannot be obeyed
    is said; ``decide`` says so itself of the workbook that it writes.
    """

    jobs: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    whole_roster: bool = False
    errors_alone: bool = False
    says_faults: bool = True


DEFAULTS = InspectOptions()


@dataclass(frozen=True, slots=True)
class Inspection:
    """What lies in the paths and what is wrong with it.

    ``until``: what came in after that day does not count, None where files are judged whatever their day.
    ``units`` are those with a folder there; ``sources`` and ``limits`` are where the files lie, and how they were read.
    ``decisions`` are those of 处理决定.xlsx whose subject lies there: they were obeyed; ``in_effect`` are the 编号 of
    those that are not about values of replaced versions alone. ``bundles`` brought some of ``files``; ``as_read`` are
    these files before any decision, with what was found in each of them alone.
    """

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    units: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    sources: tuple[Source, ...]
    limits: GuardLimits
    until: date | None = None
    decisions: tuple[Decision, ...] = ()
    in_effect: frozenset[str] = frozenset()
    bundles: tuple[SourceFile, ...] = ()
    as_read: tuple[Checked, ...] = ()

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
        unused = (
            Superseded.among(self.files, campaign.same_words, self.until)
            if self.inbox
            else Superseded(frozenset(), frozenset())
        )
        findings = unused.without(self.findings)
        return Report(
            campaign.id,
            as_of,
            (*self.bundles, *self.files),
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
    campaign, obedience = obedience_over(given, campaign, says_faults=options.says_faults)
    collection = collect(given, campaign)
    limits, time_limits = limits_from()
    work = ReadAndCheck(campaign, as_of, options, limits)
    checker = chosen_checker(campaign, as_of, options)
    owing = campaign.roster.names if options.whole_roster and collection.units else collection.units
    folders = (source.inbox_unit for source in collection.sources)
    until = as_of if collection.units or options.whole_roster else None
    unit_checks = IncrementalUnitChecks(checker, Returns(campaign, as_of, owing, until), folders)
    running = run_in_steps(work, collection.sources, options.jobs, time_limits, partial(_budget, limits=time_limits))
    results = with_progress(running, len(collection.sources))
    arrived = Arrived(obedience, checker)
    for source, outcomes in zip(collection.sources, results, strict=True):
        read = arrived.take(_settled(outcomes, checker))
        unit_checks.add_file(source.inbox_unit, read)
    unit_checks.add_more(arrived.take_bundles())
    folders_below = arrived.folders
    if folders_below:
        until = as_of
        everybody = options.whole_roster and not collection.units
        unit_checks.owe(campaign.roster.names if everybody else folders_below, until)
    units = tuple(unit_checks.all_checked())
    findings = [*arrived.findings, *(finding for unit in units for finding in unit.findings)]
    across, stopped = checker.check_campaign(tuple(unit.sent for unit in units))
    findings += across
    not_run = (*(skipped for unit in units for skipped in unit.not_run), *stopped)
    files = tuple(arrived.files)
    answered = obedience.answer(in_order(files, findings), files)
    return Inspection(
        files,
        answered,
        tuple(sorted({*collection.units, *folders_below}, key=campaign.roster.order)),
        not_run,
        collection.sources,
        limits,
        until,
        obedience.used,
        obedience.used_beside(Superseded.among(files, campaign.same_words, until)) if obedience.used else frozenset(),
        tuple(arrived.bundles),
        tuple(arrived.as_read),
    )


def in_order(files: Iterable[SourceFile], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` by file (those of none first), sheet, row and column; those of one place stay as they come.

    Sheets stand as the file has them; before them what is about the whole file, or a sheet without a form.
    """
    sheets = {(file.path, form.place.sheet): place for file in files for place, form in enumerate(file.forms, start=1)}

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

    def __call__(self, source: Source) -> Step[Source, tuple[Checked, ...]]:
        """Return the file that ``source`` is, what the rules about files find in it, and what it led to."""
        return _read_and_check(source, self._files, self._checker, self.as_of)

    @cached_property
    def _checker(self) -> Checker:
        return chosen_checker(self.campaign, self.as_of, self.options)

    @cached_property
    def _files(self) -> Files:
        return Files(Reader.of(self.campaign), self.limits)


def read_files(
    sources: Sequence[Source],
    campaign: Campaign,
    jobs: int | None = None,
    *,
    takes_roll_ups: bool = False,
    takes_letters: bool = False,
) -> Iterator[tuple[Source, tuple[SourceFile, ...]]]:
    """Yield each of ``sources`` with what was read of it (an archive: each of its members), in order, unchecked.

    ``takes_roll_ups``: the tables of a roll-up are read too; ``takes_letters``: what documents say of themselves is.
    """
    guard, time_limits = limits_from()
    checker = Checker((), Context(campaign, date.min))
    files = Files(Reader.of(campaign, takes_roll_ups=takes_roll_ups, takes_letters=takes_letters), guard)
    work = partial(_read_and_check, files=files, checker=checker)
    running = run_in_steps(work, sources, jobs, time_limits, partial(_budget, limits=time_limits))
    for source, outcomes in zip(sources, with_progress(running, len(sources)), strict=True):
        yield source, tuple(file for file, _ in _settled(outcomes, checker))


def _read_and_check(
    source: Source, files: Files, checker: Checker, as_of: date = date.max
) -> Step[Source, tuple[Checked, ...]]:
    """Read one file and check it; of a bundle also the files within, which came when it came."""
    read = files.read(source)
    came_on = read.file.came_on
    inside = (replace(one, folder_date=came_on) for one in read.inside) if came_on and came_on > as_of else read.inside
    known = [known_on(one, as_of) for one in (read.file, *inside)]
    return Step(tuple((file, checker.check_file(file)) for file in known), read.next, read.later)


def _budget(source: Source, limits: WorkLimits) -> Budget:
    seconds = limits.seal_seconds if source.for_seal else limits.seconds_for(source.size)
    return Budget(seconds, limits.memory_for(source.size), source.size)


def _settled(outcomes: Outcomes[Source, tuple[Checked, ...]], checker: Checker) -> tuple[Checked, ...]:
    """Return what came of one file and of all within it, in the order of reading; a scan's last word is of its seal."""
    settled: dict[tuple[str, ...], Checked] = {}
    for source, result in outcomes:
        if not isinstance(result, WorkerFailure):
            settled |= {checked[0].place: checked for checked in result}
        elif not source.for_seal:  # of a scan only its seal stays unknown
            file = _lost(source, result)
            settled[file.place] = file, checker.check_file(file)
    return tuple(settled.values())


def _lost(source: Source, death: WorkerFailure) -> SourceFile:
    problem = Problem("JF001", f"{death.why}，文件可能已损坏", "用 Excel 或 WPS 打开后另存为 xlsx 再报送。")
    refused = SourceFile(source.path, "", "unknown", Outcome.REFUSED, problems=(problem,), inbox_unit=source.inbox_unit)
    return replace(refused, within=source.within, called="读不完的文件")

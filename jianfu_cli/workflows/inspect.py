"""Paths to files and findings: what validate and merge share, one straight line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path

from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import Outcome, Problem, SourceFile
from jianfu_cli.core.model.report import NotRun, Repair, Report
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits, limits_from
from jianfu_cli.reading.pool import WorkerFailure, run_in_workers
from jianfu_cli.reading.sources import Source, collect
from jianfu_cli.rules.in_turn import UnitsInTurn
from jianfu_cli.rules.pages import pages
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker, choose_rules
from jianfu_cli.workflows.progress_bar import with_progress

Checked = tuple[tuple[SourceFile, tuple[Finding, ...]], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What lies in the paths and what is wrong with it.

    ``units`` are those with a folder there; ``sources`` and ``limits`` are where the files lie, and how they were read.
    """

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    units: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    sources: tuple[Source, ...]
    limits: GuardLimits

    @property
    def inbox(self) -> bool:
        """Whether the paths hold folders named after units."""
        return bool(self.units)

    def report(self, campaign: Campaign, as_of: date, fixed: tuple[Repair, ...] | None = None) -> Report:
        """Return what ``validate`` reports; ``fixed`` is what was changed in copies, None where none were made."""
        rules = pages(RULES, campaign.rules)
        labels = {form.id: form.label for form in campaign.attachments}
        return Report(campaign.id, as_of, self.files, self.findings, self.not_run, rules, fixed, campaign.title, labels)


def inspect(
    paths: Iterable[Path],
    campaign: Campaign,
    as_of: date,
    jobs: int | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    whole_roster: bool = False,
    errors_alone: bool = False,
) -> Inspection:
    """Read and check everything below ``paths``; the same result whatever the order of paths and number of jobs.

    Completeness is judged for the units that have a folder, or for the whole roster of an inbox. With
    ``errors_alone`` the rules that never find an error are not asked.

    Raises:
        UsageError: a path is not there, or there is nothing to read.
    """
    collection = collect(paths, campaign.roster)
    rules = choose_rules(RULES, campaign.rules, select, ignore)
    asked = tuple(rule for rule in rules if rule.may_be_error) if errors_alone else rules
    checker = Checker(asked, Context(campaign, as_of))
    guard, time_limits = limits_from()
    work = partial(_read_and_check, reader=Reader.of(campaign), checker=checker, limits=guard)
    units = campaign.roster.names if whole_roster and collection.units else collection.units
    in_turn = UnitsInTurn(
        checker, Returns(campaign, as_of, units), (source.inbox_unit for source in collection.sources)
    )
    files: list[SourceFile] = []
    findings: list[Finding] = []
    running = run_in_workers(work, collection.sources, jobs, time_limits, size_of=attrgetter("size"))
    results = with_progress(running, len(collection.sources))
    for source, result in zip(collection.sources, results, strict=True):
        checked = _died(source, result, checker) if isinstance(result, WorkerFailure) else result
        for file, found in checked:
            files.append(file)
            findings.extend(found)
        in_turn.take(source.inbox_unit, (file for file, _ in checked))
    checked_units = tuple(in_turn.all_checked())
    findings += (finding for unit in checked_units for finding in unit.findings)
    findings += checker.check_campaign(tuple(unit.sent for unit in checked_units))
    not_run = tuple(one for unit in checked_units for one in unit.not_run)
    sheets = {(file.path, form.sheet): nth for file in files for nth, form in enumerate(file.forms, start=1)}
    findings.sort(key=lambda one: (one.path or "", sheets.get((one.path or "", one.sheet), 0), one.order))
    return Inspection(tuple(files), tuple(findings), collection.units, not_run, collection.sources, guard)


def read_files(
    sources: Sequence[Source], campaign: Campaign, jobs: int | None = None
) -> Iterator[tuple[Source, tuple[SourceFile, ...]]]:
    """Yield each of ``sources`` with what was read of it (an archive: each of its members), in order, unchecked."""
    guard, time_limits = limits_from()
    work = partial(read_source, reader=Reader.of(campaign), limits=guard)
    results = with_progress(run_in_workers(work, sources, jobs, time_limits, size_of=attrgetter("size")), len(sources))
    for source, result in zip(sources, results, strict=True):
        yield source, (_lost(source, result),) if isinstance(result, WorkerFailure) else result


def _read_and_check(source: Source, reader: Reader, checker: Checker, limits: GuardLimits) -> Checked:
    """What a worker does with one file."""
    return tuple((file, checker.check_file(file)) for file in read_source(source, reader, limits))


def _died(source: Source, death: WorkerFailure, checker: Checker) -> Checked:
    file = _lost(source, death)
    return ((file, checker.check_file(file)),)


def _lost(source: Source, death: WorkerFailure) -> SourceFile:
    problem = Problem("JF001", f"{death.why}，文件可能已损坏", "用 Excel 或 WPS 打开后另存为 xlsx 再报送。")
    return SourceFile(source.path, "", "unknown", Outcome.REFUSED, problems=(problem,), inbox_unit=source.inbox_unit)

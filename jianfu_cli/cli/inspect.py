"""Paths to files and findings: what validate and merge share, one straight line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.finding import Finding
from jianfu_cli.core.form import Outcome, Problem, SourceFile
from jianfu_cli.core.returns import filings
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.forms import Reader
from jianfu_cli.reading.guard import GuardLimits
from jianfu_cli.reading.pool import Died, WorkLimits, run_in_workers
from jianfu_cli.reading.sources import Source, collect
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker, choose_rules

Checked = tuple[tuple[SourceFile, tuple[Finding, ...]], ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What lies in the paths and what is wrong with it; ``units`` are those with a folder there."""

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    units: tuple[str, ...]

    @property
    def inbox(self) -> bool:
        """Whether the paths hold folders named after units."""
        return bool(self.units)


def inspect(
    paths: Iterable[Path],
    campaign: Campaign,
    as_of: date,
    jobs: int | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    whole_roster: bool = False,
) -> Inspection:
    """Read and check everything below ``paths``; the same result whatever the order of paths and number of jobs.

    Completeness is judged for the units that have a folder, or for the whole roster of an inbox.

    Raises:
        UsageError: a path is not there, or there is nothing to read.
    """
    collection = collect(paths, campaign.roster)
    rules = choose_rules(RULES, campaign.rules, select, ignore)
    checker = Checker(rules, Context(campaign, as_of))
    work = partial(_read_and_check, reader=Reader.of(campaign), checker=checker, limits=GuardLimits())
    files: list[SourceFile] = []
    findings: list[Finding] = []
    results = run_in_workers(work, collection.sources, jobs, WorkLimits())
    for source, result in zip(collection.sources, results, strict=True):
        checked = _died(source, result, checker) if isinstance(result, Died) else result
        for file, found in checked:
            files.append(file)
            findings.extend(found)
    units = campaign.roster.names if whole_roster and collection.units else collection.units
    findings.extend(_check_units(tuple(files), campaign, as_of, checker, units))
    findings.sort(key=lambda finding: finding.path or "")
    return Inspection(tuple(files), tuple(findings), collection.units)


def _read_and_check(source: Source, reader: Reader, checker: Checker, limits: GuardLimits) -> Checked:
    """What a worker does with one file."""
    return tuple((file, checker.check_file(file)) for file in read_source(source, reader, limits))


def _died(source: Source, death: Died, checker: Checker) -> Checked:
    problem = Problem("JF001", f"{death.why}，文件可能已损坏", "用 Excel 或 WPS 打开后另存为 xlsx 再报送。")
    file = SourceFile(source.path, "", "unknown", Outcome.REFUSED, problems=(problem,), inbox_unit=source.inbox_unit)
    return ((file, checker.check_file(file)),)


def _check_units(
    files: tuple[SourceFile, ...], campaign: Campaign, as_of: date, checker: Checker, judged: Iterable[str]
) -> Iterable[Finding]:
    """Versions are judged for every unit that filed, missing attachments only for ``judged`` units."""
    due_units = set(judged)
    filed = {form.unit for file in files for form in file.forms if form.unit}
    units = sorted(due_units | filed, key=campaign.roster.order)
    for unit, owned in groupby(filings(files, campaign, as_of, units), key=attrgetter("unit")):
        yield from checker.check_unit(tuple(filing for filing in owned if unit in due_units or filing.versions))

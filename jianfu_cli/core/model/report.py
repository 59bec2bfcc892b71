"""What ``validate`` found, for every format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.rule_page import RulePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One repair in the copy of a submission: where, what stood there, what stands there now, by which rules."""

    path: str
    sheet: str
    cell: str
    column: str
    old: str
    new: str
    codes: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class NotMade:
    """A copy that was asked for and could not be made: of what (a path, or a list by name), and why, in Chinese."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that lacked what it compares with, or stopped at its budget; ``unit`` is "" where it is about them all."""

    code: str
    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one call of ``validate``; findings stand in order of file, sheet and row.

    ``rules`` are the pages of the rules, for reports that explain the codes; ``fixed`` is what was changed in the
    copies of ``--fix-to``, None where none were asked for; ``title`` is the campaign's, for people to read, ``labels``
    what each attachment is called (``a2`` → 附件2); ``not_made`` are copies of ``--fix-to`` and ``--return-to`` that
    could not be made. ``left_out``: how many findings are about what does not count in an inbox, ``later`` the paths
    of what came in after ``as_of`` there. ``with_infos``: infos are listed too (``-v``).
    """

    campaign: str
    as_of: date
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...] = ()
    rules: tuple[RulePage, ...] = ()
    fixed: tuple[Repair, ...] | None = None
    title: str = ""
    not_made: tuple[NotMade, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0
    later: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    with_infos: bool = False

    @property
    def listed(self) -> tuple[Finding, ...]:
        """The findings that a report for people lists: infos are counted, and listed only where they are asked for."""
        if self.with_infos:
            return self.findings
        return tuple(finding for finding in self.findings if finding.severity is not Severity.INFO)

    def count(self, severity: Severity) -> int:
        """Return how many findings of ``severity`` there are to deal with."""
        return sum(finding.severity is severity and not finding.settled for finding in self.findings)

    @property
    def settled(self) -> int:
        """How many findings were answered, so that nothing need be done."""
        return sum(finding.settled for finding in self.findings)

    @property
    def forms(self) -> int:
        """How many forms were found."""
        return sum(len(file.forms) for file in self.files)

    @property
    def rows(self) -> int:
        """How many rows of data were read."""
        return sum(file.row_count for file in self.files)

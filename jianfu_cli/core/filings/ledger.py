"""The folder as a ledger: what each unit has filed by a day, what is wrong with it, and what nobody can place."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, Self

from jianfu_cli.core.filings.clue_terms import KnownClue, known_clues
from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.returns import Filing, State, filings
from jianfu_cli.core.filings.scans import scans, without_listed
from jianfu_cli.core.filings.schedule import OwnForm, Publication, own_missing, publication
from jianfu_cli.core.language.workdays import workdays_after
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.bundle import BundleFacts
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.form import LITTER, Outcome, SourceFile, filed_forms
from jianfu_cli.core.model.naming import labels_of

# So many working days before it is due a return is asked for.
SOON = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit's return of one attachment with the findings at error level on the version that counts, in order.

    ``blank``: a form came that nobody had filled in (JF009); ``unsure`` are the paths of forms that may be returns and
    count for none (JF011).
    """

    filing: Filing
    errors: tuple[Finding, ...] = ()
    blank: bool = False
    unsure: tuple[str, ...] = ()

    @property
    def lacks_scan(self) -> bool:
        """Whether the form is in and its stamped scan is not (notice, 四（六）)."""
        return self.filing.due is not None and self.filing.counting is not None and not self.filing.scan


@dataclass(frozen=True, slots=True)
class Account:
    """All of one unit: its returns by attachment, files of which nothing could be read, other documents' paths.

    ``refused`` are the findings that say why, one or more a file; ``sent_as`` its name as the unit knows it, by path.
    ``unexplained`` are those of the other documents that are in no list of documents of the unit's (附件6).
    """

    unit: str
    kind: str
    entries: tuple[Entry, ...]
    refused: tuple[Finding, ...]
    enclosures: tuple[str, ...]
    sent_as: Mapping[str, str] = field(default_factory=dict)
    unexplained: tuple[str, ...] = ()

    @property
    def sent_nothing(self) -> bool:
        """Whether nothing at all has come from it."""
        return not (self.refused or self.enclosures or any(e.filing.versions or e.filing.scans for e in self.entries))


class LevelStanding(NamedTuple):
    """Of the ``units`` that lie in ``outer``: how many have been ``heard``, and how many returns stand where."""

    outer: str
    units: int
    heard: int
    counts: Counter[State]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the campaign stands on ``as_of``: a unit an account.

    ``unplaced`` are the paths of nobody's files, ``decisions`` what a person decided and was obeyed; ``own_missing``
    is what the host, where it is judged, should have of its own and has not. ``clues`` are those of the ledgers that
    lie there, None where none does. ``bundles`` came in from below.
    """

    campaign: Campaign
    as_of: date
    accounts: tuple[Account, ...]
    unplaced: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    own_missing: tuple[OwnForm, ...] = ()
    clues: tuple[KnownClue, ...] | None = None
    bundles: tuple[BundleFacts, ...] = ()

    @property
    def counts(self) -> dict[State, int]:
        """How many returns stand where."""
        counted = Counter(entry.filing.state for account in self.accounts for entry in account.entries)
        return {state: counted[state] for state in State}

    @property
    def publication(self) -> Publication | None:
        """By when the whitelist must be public, and since when it is."""
        return publication(self.campaign)

    @property
    def in_order(self) -> bool:
        """Whether nothing due is missing or late."""
        return not self.counts[State.MISSING] and not self.counts[State.LATE]

    def only(self, attachments: Collection[str]) -> Self:
        """Return the ledger of these ``attachments`` alone (``a2`` …)."""
        accounts = (
            replace(one, entries=tuple(entry for entry in one.entries if entry.filing.attachment in attachments))
            for one in self.accounts
        )
        missing = tuple(one for one in self.own_missing if one.form.id in attachments)
        return replace(self, accounts=tuple(accounts), own_missing=missing)

    @property
    def levels(self) -> tuple[LevelStanding, ...]:
        """Where the units stand that lie in others, together by the unit around them; () where none does."""
        roster = self.campaign.roster
        inside: dict[str, list[Account]] = defaultdict(list)
        for account in self.accounts:
            for outer in roster.around(account.unit):
                inside[outer].append(account)
        return tuple(
            LevelStanding(
                outer,
                len(inside[outer]),
                sum(any(entry.filing.counting for entry in account.entries) for account in inside[outer]),
                Counter(entry.filing.state for account in inside[outer] for entry in account.entries),
            )
            for outer in sorted(inside, key=roster.order)
        )

    @property
    def due_today(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """``(what attachments are called together, units)`` of what is due on ``as_of`` itself and not in."""
        asked: dict[str, list[str]] = defaultdict(list)
        for filing in (entry.filing for account in self.accounts for entry in account.entries):
            if filing.due == self.as_of and filing.counting is None:
                asked[filing.attachment].append(filing.unit)
        together: dict[tuple[str, ...], list[Attachment]] = defaultdict(list)
        for form in self.campaign.attachments:
            if asked[form.id]:
                together[tuple(asked[form.id])].append(form)
        return tuple((labels_of(forms), units) for units, forms in together.items())

    def is_near(self, filing: Filing) -> bool:
        """Whether a return is due within three working days, or was due before."""
        return filing.due is not None and workdays_after(self.as_of, filing.due).count <= SOON


def keep_ledger(
    files: tuple[SourceFile, ...],
    findings: Iterable[Finding],
    campaign: Campaign,
    as_of: date,
    units: Iterable[str],
    decisions: Iterable[Decision] = (),
) -> Ledger:
    """Enter ``files`` for each of ``units`` (of the roster); what came in after ``as_of`` counts for nothing."""
    judged = tuple(units)
    at_fault = [finding for finding in findings if finding.severity is Severity.ERROR and not finding.settled]
    errors: dict[tuple[str | None, ...], list[Finding]] = defaultdict(list)
    for finding in at_fault:
        errors[finding.path, finding.unit, finding.attachment].append(finding)
    refused = _refused(files, at_fault, as_of)
    enclosures = _enclosures(tuple(file for file in files if came_by(file, as_of)), campaign)
    unexplained = without_listed(files, enclosures)
    sent_as = {file.path: file.sent_as for file in files if file.inbox_unit}
    filed = filings(files, campaign, as_of, judged, until=as_of)
    entries = _entries(filed, files, errors, as_of)
    kinds = campaign.roster.kind_of
    accounts = tuple(
        Account(
            unit,
            kinds[unit],
            tuple(entries[unit]),
            tuple(refused[unit]),
            tuple(enclosures[unit]),
            sent_as,
            unexplained.get(unit, ()),
        )
        for unit in judged
        if entries[unit] or refused[unit] or enclosures[unit]
    )
    missing = own_missing(campaign, judged, filed)
    clues = known_clues(filed, campaign, as_of)
    return Ledger(campaign, as_of, accounts, unplaced(files, campaign), tuple(decisions), missing, clues)


def _entries(
    filed: Iterable[Filing],
    files: tuple[SourceFile, ...],
    errors: dict[tuple[str | None, ...], list[Finding]],
    as_of: date,
) -> dict[str, list[Entry]]:
    """Return by unit what it has filed, with the errors of the version that counts."""
    blanks = {
        (form.owner.unit, form.attachment)
        for file in files
        for form in file.forms
        if form.untouched and came_by(file, as_of)
    }
    unsure = _unsure(files, as_of)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for filing in filed:
        what = filing.unit, filing.attachment
        places = ((version.file.path, *what) for version in filing.counted)
        at_fault = tuple(finding for place in places for finding in errors.get(place, ()))
        entries[filing.unit].append(Entry(filing, at_fault, blank=what in blanks, unsure=tuple(unsure[what])))
    return entries


def _unsure(files: tuple[SourceFile, ...], as_of: date) -> dict[tuple[str, str], list[str]]:
    """Return the paths of the forms whose rows nobody could read, by unit and attachment."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files:
        for form in file.forms:
            paths = found[form.owner.unit, form.attachment]
            if form.is_unread and (form.owner.received_on or as_of) <= as_of and file.path not in paths:
                paths.append(file.path)
    return found


def _refused(files: tuple[SourceFile, ...], errors: list[Finding], as_of: date) -> dict[str, list[Finding]]:
    said: dict[str | None, list[Finding]] = defaultdict(list)
    for finding in errors:
        said[finding.path].append(finding)
    refused: dict[str, list[Finding]] = defaultdict(list)
    for file in files:
        if file.outcome is Outcome.REFUSED and file.inbox_unit and came_by(file, as_of):
            refused[file.inbox_unit] += said[file.path]
    return refused


def _enclosures(files: tuple[SourceFile, ...], campaign: Campaign) -> dict[str, list[str]]:
    """Every unit's files that hold no form and are no scan of one: the documents that 附件6 lists."""
    known = {file.path for those in scans(files, campaign).values() for file in those} | _opened(files)
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.enclosure and file.inbox_unit and file.path not in known:
            found[file.inbox_unit].append(file.path)
    return found


def unplaced(files: tuple[SourceFile, ...], campaign: Campaign) -> tuple[str, ...]:
    """Return the paths of files of no unit.

    Not those whose very bytes lie in a unit's folder (claimed since), nor opened archives.
    """
    known = campaign.roster.kind_of
    placed = {file.path for file in files if file.inbox_unit in known}
    placed |= {file.path for file, form in filed_forms(files) if form.owner.unit in known}
    claimed = {file.sha256 for file in files if file.path in placed and file.sha256}
    opened = _opened(files)
    return tuple(
        file.path
        for file in files
        if file.type != LITTER and file.path not in placed and file.sha256 not in claimed and file.path not in opened
    )


def _opened(files: tuple[SourceFile, ...]) -> frozenset[str]:
    """The paths of the containers that somebody's files came in."""
    return frozenset(path for file in files if file.type != LITTER for path in file.containers)

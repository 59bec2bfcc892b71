"""Who has filed what: versions of a return, which one counts, on time or not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter

from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.language.dates import days_between
from jianfu_cli.core.matters.rows import MatterRow, matters_on
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import LITTER, Form, Outcome, SourceFile, filed_forms
from jianfu_cli.core.model.naming import named_ids
from jianfu_cli.core.model.roster import Kind


@dataclass(frozen=True, slots=True)
class Version:
    """All forms of one attachment and unit in one file; ``forms`` are parts of one return.

    ``replaced_by`` is the path of the file that counts instead, ``why`` says why in Chinese; ``too_late``: it came
    in after the day up to which returns are counted.
    """

    file: SourceFile
    forms: tuple[Form, ...]
    replaced_by: str | None = None
    why: str = ""
    too_late: bool = False

    @property
    def counts(self) -> bool:
        """Whether this is the version that is merged."""
        return self.replaced_by is None and not self.too_late

    @property
    def received_on(self) -> date:
        """When it came in (of several forms in the file, the latest)."""
        return max(form.received_on or date.min for form in self.forms)


def versions(files: tuple[SourceFile, ...], until: date | None = None) -> dict[tuple[str, str], tuple[Version, ...]]:
    """Return ``(unit, attachment) → versions``, the one that counts first, the rest newest first.

    Later received, then later 填报时间, then later file time, then path; equal bytes count once
    (contract.md). Forms without a unit are nobody's versions of each other: each counts. What came in after
    ``until`` stands last and counts for nothing.
    """
    found: dict[tuple[str, str], dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    by_path = {file.path: file for file in files}
    for file, form in filed_forms(files):
        found[form.unit, form.attachment][file.path].append(form)
    return {
        owner: _counted([Version(by_path[path], tuple(forms)) for path, forms in parts.items()], owner[0], until)
        for owner, parts in found.items()
    }


def _counted(candidates: list[Version], unit: str, until: date | None) -> tuple[Version, ...]:
    ordered = sorted(candidates, key=_rank, reverse=True)
    in_time = [version for version in ordered if until is None or version.received_on <= until]
    too_late = ordered[: len(ordered) - len(in_time)]
    why = f"{until} 以后才收到，不计"
    return (*_ranked(in_time, bool(unit)), *(replace(version, too_late=True, why=why) for version in too_late))


def _ranked(ordered: list[Version], known: bool) -> tuple[Version, ...]:
    first = ordered[0].file if ordered else None
    seen: dict[str, SourceFile] = {}
    ranked = []
    for version in ordered:
        file = version.file
        twin = seen.setdefault(file.sha256, file)
        if twin is not file:
            ranked.append(replace(version, replaced_by=twin.path, why=f"与 {twin.path} 内容完全相同，只计一次"))
        elif known and first and file is not first:
            ranked.append(replace(version, replaced_by=first.path, why=f"以更新的 {first.path} 为准"))
        else:
            ranked.append(version)
    return tuple(ranked)


def _rank(version: Version) -> tuple[date, date, float, str]:
    reported = max(form.reported_on or date.min for form in version.forms)
    return version.received_on, reported, version.file.modified, version.file.path


class State(StrEnum):
    """Where a return stands (contract.md, status)."""

    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not-due"


STATE_LABELS = {State.ON_TIME: "按时", State.LATE: "迟报", State.MISSING: "未报", State.NOT_DUE: "未到期"}


@dataclass(frozen=True, slots=True)
class Filing:
    """One unit's return of one attachment as of a day; ``due`` is None where it need not be filed."""

    unit: str
    kind: Kind | None
    attachment: str
    due: date | None
    state: State
    received_on: date | None = None
    days_late: int = 0
    nil: bool = False
    rows: int = 0
    scans: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def scan(self) -> bool:
        """Whether a stamped scan lies there."""
        return bool(self.scans)

    @property
    def counting(self) -> Version | None:
        """The version that counts, None where nothing is in."""
        return next((version for version in self.versions if version.counts), None)


def filings(
    files: tuple[SourceFile, ...],
    campaign: Campaign,
    as_of: date,
    units: Iterable[str],
    *,
    until: date | None = None,
) -> tuple[Filing, ...]:
    """Return what each of ``units`` has filed, must still file or files too late, in order of roster and attachment.

    With ``until``, what came in after that day is listed among the versions and counts for nothing (contract.md).
    """
    found = versions(files, until)
    scanned = scans(_in_by(files, until), campaign)
    result = []
    for unit in units:
        kind = campaign.roster.kind_of.get(unit)
        for attachment in campaign.attachments:
            due = campaign.due(attachment.id, kind) if kind else None
            owned = found.get((unit, attachment.id), ())
            if due or owned:
                paths = tuple(file.path for file in scanned.get((unit, attachment.id), ()))
                filing = Filing(unit, kind, attachment.id, due, State.NOT_DUE, scans=paths, versions=owned)
                result.append(_judged(filing, as_of))
    return tuple(result)


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """All that one unit has sent; ``enclosures`` are the paths of its other files that are no litter.

    ``unsealed`` are those of them, scans mostly, on which no red seal was seen.
    ``refused`` are the attachments that files named after them should have held, could they be read, and those of
    forms whose rows could not.
    ``judged``: its whole folder is there, or the whole roster is judged, so that what is not there is missing.
    """

    unit: str
    filings: tuple[Filing, ...]
    enclosures: tuple[str, ...]
    judged: bool
    unsealed: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    _matters: dict[str, tuple[MatterRow, ...]] = field(default_factory=dict, repr=False, compare=False)

    def filing(self, attachment: str) -> Filing | None:
        """Return the unit's filing of ``attachment``, None where it neither sent nor owes one."""
        return next((filing for filing in self.filings if filing.attachment == attachment), None)

    def counting(self, attachment: str) -> Version | None:
        """Return the version of ``attachment`` that counts, None where nothing is in."""
        filing = self.filing(attachment)
        return filing.counting if filing else None

    def matters(self, attachment: str) -> tuple[MatterRow, ...]:
        """Return the named rows of the version of ``attachment`` that counts; many rules ask, and they are kept."""
        if attachment not in self._matters:
            counting = self.counting(attachment)
            forms = counting.forms if counting else ()
            path = counting.file.path if counting else ""
            self._matters[attachment] = tuple(matter for form in forms for matter in matters_on(form, path))
        return self._matters[attachment]


class Returns:
    """What units have sent, entered file by file, in any order; of the units ``owing`` also what they have not sent."""

    def __init__(self, campaign: Campaign, as_of: date, owing: Iterable[str] = ()) -> None:
        self._campaign, self._as_of, self._owing = campaign, as_of, frozenset(owing)
        self._filed: set[str] = set()
        self._files: dict[str, list[SourceFile]] = defaultdict(list)

    def enter(self, file: SourceFile) -> frozenset[str]:
        """Enter ``file`` for the units in whose folder it lies or whose forms it holds, and return them."""
        own: dict[str, list[Form]] = defaultdict(list)
        for form in file.forms:
            own[form.unit].append(form)
        own.pop("", None)
        self._filed |= own.keys()
        if file.inbox_unit:
            own.setdefault(file.inbox_unit, [])
        for unit, forms in own.items():
            # One workbook may hold a whole city: each unit has its own part of it, or all would be asked of each.
            whole = unit == file.inbox_unit or len(forms) == len(file.forms)
            self._files[unit].append(file if whole else replace(file, forms=tuple(forms)))
        return frozenset(own)

    @property
    def units(self) -> list[str]:
        """Whoever owes or has sent a form, if only a blank one, in order of the roster."""
        return sorted(self._owing | self._filed, key=self._campaign.roster.order)

    def of(self, unit: str) -> UnitReturn:
        """Return what ``unit`` has sent so far."""
        files = tuple(sorted(self._files.get(unit, ()), key=attrgetter("path")))
        beside = [file for file in files if file.inbox_unit == unit]
        refused = [file.path.rpartition("/")[2] for file in beside if file.outcome is Outcome.REFUSED]
        enclosed = [
            file for file in beside if file.outcome is not Outcome.REFUSED and not file.forms and file.type != LITTER
        ]
        named = {name for file_name in refused for name in named_ids(file_name, self._campaign.attachments)}
        unread = {form.attachment for file in files for form in file.forms if form.is_unread}
        return UnitReturn(
            unit,
            filings(files, self._campaign, self._as_of, [unit]),
            tuple(file.path for file in enclosed),
            unit in self._owing,
            tuple(file.path for file in enclosed if file.seal is False),
            frozenset(named | unread),
        )


def _in_by(files: tuple[SourceFile, ...], until: date | None) -> tuple[SourceFile, ...]:
    """The files that no date folder says came in after ``until``."""
    return tuple(file for file in files if until is None or file.folder_date is None or file.folder_date <= until)


def _judged(filing: Filing, as_of: date) -> Filing:
    counting = filing.counting
    if counting is None:
        return replace(filing, state=State.MISSING) if filing.due and as_of > filing.due else filing
    late = max(0, days_between(filing.due, counting.received_on)) if filing.due else 0
    return replace(
        filing,
        state=State.LATE if late else State.ON_TIME,
        received_on=counting.received_on,
        days_late=late,
        nil=all(form.nil for form in counting.forms),
        rows=sum(len(form.rows) for form in counting.forms),
    )

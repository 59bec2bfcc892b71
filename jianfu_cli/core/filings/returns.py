"""Who has filed what: versions of a return, which one counts, on time or not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import TypeAlias

from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.language.dates import days_between
from jianfu_cli.core.matters.rows import MatterRow, matters_on
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import LITTER, Form, Outcome, SourceFile, Verdict
from jianfu_cli.core.model.naming import named_ids
from jianfu_cli.core.model.roles import FormRole


@dataclass(frozen=True, slots=True)
class Version:
    """All forms of one attachment and unit in one file, decided over alike; ``forms`` are parts of one return.

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
        return self.replaced_by is None and not self.too_late and not self.set_aside

    @property
    def verdict(self) -> Verdict | None:
        """What a person decided of it."""
        return self.forms[0].verdict

    @property
    def set_aside(self) -> bool:
        """Whether a person said that it is not to be used."""
        return self.forms[0].set_aside

    @property
    def received_on(self) -> date:
        """When it came in (of several forms in the file, the latest)."""
        return max(form.received_on or date.min for form in self.forms)


def versions(files: tuple[SourceFile, ...], until: date | None = None) -> dict[tuple[str, str], tuple[Version, ...]]:
    """Return ``(unit, attachment) → versions``, the one that counts first, the rest newest first.

    Later received, then later 填报时间, then later file time, then path; equal bytes count once
    (contract.md). A person's word goes before all that. Forms without a unit are nobody's versions of each other: each
    counts. What came in after ``until`` stands last and counts for nothing, and so does what was set aside.
    """
    found: dict[tuple[str, str], dict[_Part, list[Form]]] = defaultdict(lambda: defaultdict(list))
    by_path = {file.path: file for file in files}
    for file in files:
        for form in file.forms:
            if not form.untouched:
                found[form.unit, form.attachment][file.path, form.verdict].append(form)
    return {
        owner: _counted([Version(by_path[path], tuple(forms)) for (path, _), forms in parts.items()], owner[0], until)
        for owner, parts in found.items()
    }


# Of a file what was decided over alike.
_Part: TypeAlias = tuple[str, Verdict | None]


def _counted(candidates: list[Version], unit: str, until: date | None) -> tuple[Version, ...]:
    ordered = sorted(candidates, key=_rank, reverse=True)
    asked = [version for version in ordered if not version.set_aside]
    in_time = [version for version in asked if until is None or version.received_on <= until]
    too_late = [version for version in asked if until is not None and version.received_on > until]
    why = f"{until} 以后才收到，不计"
    return (
        *_ranked(in_time, bool(unit)),
        *(replace(version, too_late=True, why=why) for version in too_late),
        *(replace(version, why=f"按处理决定：{version.verdict}") for version in ordered if version.set_aside),
    )


def _ranked(ordered: list[Version], known: bool) -> tuple[Version, ...]:
    base = next((version for version in ordered if version.verdict is not Verdict.SUPPLEMENTS), None)
    first = base.file if base else None
    seen: dict[str, SourceFile] = {}
    ranked = []
    for version in ordered:
        file = version.file
        twin = seen.setdefault(file.sha256, file)
        if twin is not file:
            ranked.append(replace(version, replaced_by=twin.path, why=f"与 {twin.path} 内容完全相同，只计一次"))
        elif known and base and first and file is not first and not _adds_to(version, base):
            ranked.append(replace(version, replaced_by=first.path, why=_why_replaced(base)))
        else:
            ranked.append(version)
    return tuple(ranked)


def _adds_to(version: Version, base: Version) -> bool:
    """Whether a person said that ``version`` supplements, and ``base`` is not the whole that came after it."""
    return version.verdict is Verdict.SUPPLEMENTS and version.received_on >= base.received_on


def _why_replaced(base: Version) -> str:
    decided = base.verdict in {Verdict.REPLACES, Verdict.PREVAILS}
    return f"按处理决定以 {base.file.path} 为准" if decided else f"以更新的 {base.file.path} 为准"


def _rank(version: Version) -> tuple[bool, date, bool, date, float, str]:
    reported = max(form.reported_on or date.min for form in version.forms)
    prevails, replaces = version.verdict is Verdict.PREVAILS, version.verdict is Verdict.REPLACES
    return prevails, version.received_on, replaces, reported, version.file.modified, version.file.path


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
    kind: str | None
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
    ``refused`` are the attachments that files named after them should have held, could they be read.
    ``judged``: its whole folder is there, or the whole roster is judged, so that what is not there is missing.
    ``roles`` are the attachments of the campaign that play one: rules ask for what a form is.
    """

    unit: str
    filings: tuple[Filing, ...]
    enclosures: tuple[str, ...]
    judged: bool
    unsealed: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    roles: Mapping[FormRole, str] = field(default_factory=dict)
    _matters: dict[FormRole, tuple[MatterRow, ...]] = field(default_factory=dict, repr=False, compare=False)

    def filing(self, role: FormRole) -> Filing | None:
        """Return the unit's filing of the attachment that plays ``role``, None where it neither sent nor owes one."""
        attachment = self.roles.get(role)
        return next((filing for filing in self.filings if filing.attachment == attachment), None)

    def counting(self, role: FormRole) -> Version | None:
        """Return the version that counts of the attachment that plays ``role``, None where nothing is in."""
        filing = self.filing(role)
        return filing.counting if filing else None

    def matters(self, role: FormRole) -> tuple[MatterRow, ...]:
        """Return the named rows of the version that counts; many rules ask, and they are kept."""
        if role not in self._matters:
            counting = self.counting(role)
            forms = counting.forms if counting else ()
            path = counting.file.path if counting else ""
            self._matters[role] = tuple(matter for form in forms for matter in matters_on(form, path))
        return self._matters[role]


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
        return UnitReturn(
            unit,
            filings(files, self._campaign, self._as_of, [unit]),
            tuple(file.path for file in enclosed),
            unit in self._owing,
            tuple(file.path for file in enclosed if file.seal is False),
            frozenset(name for file_name in refused for name in named_ids(file_name, self._campaign.attachments)),
            self._campaign.id_by_role,
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

"""Who has filed what, and whether on time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.filings.versions import Version, age, versions
from jianfu_cli.core.language.dates import days_between
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.rows import MatterRow, matters_on
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import LITTER, Form, Outcome, SourceFile
from jianfu_cli.core.model.naming import named_ids
from jianfu_cli.core.model.roles import FormRole


class State(StrEnum):
    """Where a return stands (contract.md, status)."""

    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not-due"


STATE_LABELS = {State.ON_TIME: "按时", State.LATE: "迟报", State.MISSING: "未报", State.NOT_DUE: "未到期"}


@dataclass(frozen=True, slots=True)
class Filing:
    """One unit's return of one attachment as of a day; ``due`` is None where it need not be filed.

    It was ``received_on`` the day on which its first version came, which makes it late or not; ``corrected_on`` is
    when the last version that counts came, None where that is the first.
    """

    unit: str
    kind: str | None
    attachment: str
    due: date | None
    state: State
    received_on: date | None = None
    corrected_on: date | None = None
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
        """The version that counts (of one with parts, the first), None where nothing is in."""
        return next((version for version in self.versions if version.counts), None)

    @property
    def first(self) -> Version | None:
        """The version that came first, whether or not it counts: by it a return is late or not.

        Where a sure one is in, no unsure one is a return; what a person set aside is none.
        """
        sure = self.counting.sure if self.counting else None
        asked = (one for one in self.versions if not (one.too_late or one.set_aside) and one.sure is sure)
        return min(asked, key=age, default=None)

    @property
    def counted(self) -> tuple[Version, ...]:
        """The version that counts and its parts."""
        return tuple(version for version in self.versions if version.counts)

    @property
    def correction(self) -> str:
        """What came after the first version is called: 更正, or 补充 where it only adds; "" where the first counts."""
        if self.corrected_on is None:
            return ""
        return "补充" if self.first is self.counting else "更正"

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that count, of all parts."""
        return tuple(form for version in self.counted for form in version.forms)


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
    found = versions(files, campaign.same_words, until)
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
    ``roles`` are the attachments of the campaign that play one: rules ask for what a form is. ``bodies`` are those of
    its roster.
    """

    unit: str
    filings: tuple[Filing, ...]
    enclosures: tuple[str, ...]
    judged: bool
    bodies: Bodies = field(repr=False, compare=False)
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

    def counted(self, role: FormRole) -> tuple[tuple[str, Form], ...]:
        """Return ``(path, form)`` of all that counts of the attachment that plays ``role``."""
        filing = self.filing(role)
        return tuple((one.file.path, form) for one in (filing.counted if filing else ()) for form in one.forms)

    def matters(self, role: FormRole) -> tuple[MatterRow, ...]:
        """Return the named rows of what counts; many rules ask, and they are kept."""
        if role not in self._matters:
            counted = self.counted(role)
            self._matters[role] = tuple(
                matter for path, form in counted for matter in matters_on(form, path, self.bodies)
            )
        return self._matters[role]


class Returns:
    """What units have sent, entered file by file, in any order; of the units ``owing`` also what they have not sent.

    What came in after ``until`` counts for nothing.
    """

    def __init__(self, campaign: Campaign, as_of: date, owing: Iterable[str] = (), until: date | None = None) -> None:
        self._campaign, self._as_of, self._owing, self._until = campaign, as_of, frozenset(owing), until
        self._filed: set[str] = set()
        self._files: dict[str, list[SourceFile]] = defaultdict(list)

    def owe(self, units: Iterable[str], until: date | None) -> None:
        """Say of more ``units`` that they owe, and up to which day returns count: nothing has been asked so far."""
        self._owing |= frozenset(units)
        self._until = until

    def enter(self, file: SourceFile) -> frozenset[str]:
        """Enter ``file`` for the units in whose folder it lies or whose forms it holds, and return them."""
        own: dict[str, list[Form]] = defaultdict(list)
        for form in file.forms:
            own[form.owner.unit].append(form)
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
        files = tuple(sorted(self._files.get(unit, ()), key=attrgetter("below", "path")))
        beside = [file for file in files if file.inbox_unit == unit and came_by(file, self._until)]
        refused = [file.path.rpartition("/")[2] for file in beside if file.outcome is Outcome.REFUSED]
        enclosed = [
            file for file in beside if file.outcome is not Outcome.REFUSED and not file.forms and file.type != LITTER
        ]
        named = {name for file_name in refused for name in named_ids(file_name, self._campaign.attachments)}
        unread = {form.attachment for file in files for form in file.forms if form.is_unread}
        return UnitReturn(
            unit,
            filings(files, self._campaign, self._as_of, [unit], until=self._until),
            tuple(file.path for file in enclosed),
            unit in self._owing,
            Bodies.of(self._campaign.roster),
            tuple(file.path for file in enclosed if file.seal is False),
            frozenset(named | unread),
            self._campaign.id_by_role,
        )


def _in_by(files: tuple[SourceFile, ...], until: date | None) -> tuple[SourceFile, ...]:
    return tuple(file for file in files if came_by(file, until))


def _judged(filing: Filing, as_of: date) -> Filing:
    first = filing.first
    if first is None:
        return replace(filing, state=State.MISSING) if filing.due and as_of > filing.due else filing
    latest = max(filing.counted, key=age)
    corrected = latest.received_on > first.received_on and latest.file.sha256 != first.file.sha256
    late = _days_late(first, filing.due, as_of) if filing.due else 0
    return replace(
        filing,
        state=State.LATE if late else State.ON_TIME,
        received_on=first.received_on,
        corrected_on=latest.received_on if corrected else None,
        days_late=late,
        nil=all(form.body.nil for form in filing.forms),
        rows=sum(len(form.body.rows) - len(form.body.twice) for form in filing.forms),
    )


def _days_late(first: Version, due: date, as_of: date) -> int:
    came_on = first.came_on(as_of)
    return max(0, days_between(due, came_on)) if came_on else 0

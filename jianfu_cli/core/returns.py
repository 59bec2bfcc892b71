"""Who has filed what: versions of a return, which one counts, on time or not."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from jianfu_cli.core.attachment import CHINESE_NUMBERS, Attachment
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.dates import days_between
from jianfu_cli.core.form import Form, Outcome, SourceFile, filed_forms
from jianfu_cli.core.matters import Matter, matters_on
from jianfu_cli.core.roster import Kind
from jianfu_cli.core.text import clean, key

LITTER = "litter"
# An ofd (GB/T 33190) is what offices stamp electronically: as good a paper as a scan.
SCAN_TYPES = frozenset({"pdf", "ofd", "picture"})
# 附件2 2024年…: blanks are kept, else the year's digits would join the number.
_NUMBERED = re.compile(r"附\s*件\s*[(_-]?\s*(\d{1,2}|[一二三四五六七八九十])")
# No title and no file name is longer.
_LONGEST_NAME = 255
# A shorter title or 文号 within a file's name may be chance.
_SHORTEST_TITLE = 4


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
        for attachment in campaign.forms:
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
    """

    unit: str
    filings: tuple[Filing, ...]
    enclosures: tuple[str, ...]
    judged: bool
    unsealed: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    _matters: dict[str, tuple[Matter, ...]] = field(default_factory=dict, repr=False, compare=False)

    def filing(self, attachment: str) -> Filing | None:
        """Return the unit's filing of ``attachment``, None where it neither sent nor owes one."""
        return next((filing for filing in self.filings if filing.attachment == attachment), None)

    def counting(self, attachment: str) -> Version | None:
        """Return the version of ``attachment`` that counts, None where nothing is in."""
        filing = self.filing(attachment)
        return filing.counting if filing else None

    def matters(self, attachment: str) -> tuple[Matter, ...]:
        """Return the named rows of the version of ``attachment`` that counts; many rules ask, and they are kept."""
        if attachment not in self._matters:
            counting = self.counting(attachment)
            forms = counting.forms if counting else ()
            path = counting.file.path if counting else ""
            self._matters[attachment] = tuple(matter for form in forms for matter in matters_on(form, path))
        return self._matters[attachment]


def unit_returns(
    files: tuple[SourceFile, ...], campaign: Campaign, as_of: date, judged: Iterable[str]
) -> Iterator[UnitReturn]:
    """Yield what each unit sent, of ``judged`` units also what they owe, in order of the roster."""
    owing = set(judged)
    filed = {form.unit for file in files for form in file.forms if form.unit}
    beside: dict[str, list[str]] = defaultdict(list)
    unsealed: dict[str, list[str]] = defaultdict(list)
    refused: dict[str, set[str]] = defaultdict(set)
    for file in files:
        if file.inbox_unit and file.outcome is Outcome.REFUSED:
            refused[file.inbox_unit].update(_named(file.path.rpartition("/")[2], campaign.forms))
        elif file.inbox_unit and not file.forms and file.type != LITTER:
            beside[file.inbox_unit].append(file.path)
            if file.seal is False:
                unsealed[file.inbox_unit].append(file.path)
    units = sorted(owing | filed, key=campaign.roster.order)
    for unit, owned in groupby(filings(files, campaign, as_of, units), key=attrgetter("unit")):
        yield UnitReturn(
            unit, tuple(owned), tuple(beside[unit]), unit in owing, tuple(unsealed[unit]), frozenset(refused[unit])
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


def scans(files: tuple[SourceFile, ...], campaign: Campaign) -> Mapping[tuple[str, str], tuple[SourceFile, ...]]:
    """Return ``(unit, attachment) → scans``: by 附件N or title in the file's name, else every form of its folder.

    A file named after a document that the unit lists (附件6) is that document, no scan of a form.
    """
    found: dict[tuple[str, str], list[SourceFile]] = defaultdict(list)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    listed: dict[str, set[str]] = defaultdict(set)
    for file, form in filed_forms(files):
        unit = file.inbox_unit or form.unit
        beside[unit, _folder(file)].add(form.attachment)
        listed[unit].update(_documents(form))
    for file in files:
        name = file.path.rpartition("/")[2]
        unit = file.inbox_unit or ""
        if file.type not in SCAN_TYPES or not unit or _is_listed(name, listed[unit]):
            continue
        for attachment in _named(name, campaign.forms) or sorted(beside[unit, _folder(file)]):
            found[unit, attachment].append(file)
    return {owner: tuple(those) for owner, those in found.items()}


def _documents(form: Form) -> Iterator[str]:
    """The keys of the titles and 文号 of the documents that ``form`` lists, where it lists any."""
    if form.column("document_number"):
        for row in form.rows:
            yield from (key(form.text(row, column)) for column in ("matter", "document_number"))


def _is_listed(name: str, documents: set[str]) -> bool:
    folded = key(name)
    return not _NUMBERED.search(folded) and any(len(each) > _SHORTEST_TITLE and each in folded for each in documents)


def _folder(file: SourceFile) -> str:
    return file.path.rpartition("/")[0]


def named_attachment(name: str, forms: Iterable[Attachment]) -> Attachment | None:
    """Return the attachment whose 附件N or title a file or sheet name bears, or None."""
    forms = tuple(forms)
    named = _named(name, forms)
    return next((form for form in forms if form.id in named[:1]), None)


@lru_cache(maxsize=4096)
def _named(name: str, forms: tuple[Attachment, ...]) -> tuple[str, ...]:
    """The ids of the attachments that ``name`` names by number, else of the one whose title it bears."""
    name = unicodedata.normalize("NFKC", clean(name[:_LONGEST_NAME]))
    id_by_number = {str(form.number): form.id for form in forms}
    numbers = (CHINESE_NUMBERS.get(number, number.lstrip("0")) for number in _NUMBERED.findall(name))
    numbered = tuple(dict.fromkeys(id_by_number[number] for number in numbers if number in id_by_number))
    if numbered:
        return numbered
    folded = key(name)
    titled = [(len(title), form.id) for form in forms for title in form.titles if key(title) in folded]
    return (max(titled, key=lambda pair: pair[0])[1],) if titled else ()

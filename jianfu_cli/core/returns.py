"""Who has filed what: versions of a return, which one counts, on time or not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianfu_cli.core.attachment import Attachment
from jianfu_cli.core.campaign import Campaign
from jianfu_cli.core.dates import days_between
from jianfu_cli.core.form import Form, SourceFile, filed_forms
from jianfu_cli.core.roster import Kind
from jianfu_cli.core.text import key

SCAN_TYPES = frozenset({"pdf", "picture"})
_NUMBERED = re.compile(r"附件(\d{1,2}|[一二三四五六七八九十])")
_CHINESE = {digit: str(number) for number, digit in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Version:
    """All forms of one attachment and unit in one file; ``forms`` are parts of one return.

    ``replaced_by`` is the path of the file that counts instead, ``why`` says why in Chinese.
    """

    file: SourceFile
    forms: tuple[Form, ...]
    replaced_by: str | None = None
    why: str = ""

    @property
    def counts(self) -> bool:
        """Whether this is the version that is merged."""
        return self.replaced_by is None

    @property
    def received_on(self) -> date:
        """When it came in (of several forms in the file, the latest)."""
        return max(form.received_on or date.min for form in self.forms)


def versions(files: tuple[SourceFile, ...]) -> dict[tuple[str, str], tuple[Version, ...]]:
    """Return ``(unit, attachment) → versions``, the one that counts first, the rest newest first.

    Later received, then later 填报时间, then later file time, then path; equal bytes count once
    (contract.md). Forms without a unit are nobody's versions of each other: each counts.
    """
    found: dict[tuple[str, str], dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    by_path = {file.path: file for file in files}
    for file, form in filed_forms(files):
        found[form.unit, form.attachment][file.path].append(form)
    return {
        owner: _ranked([Version(by_path[path], tuple(forms)) for path, forms in parts.items()], known=bool(owner[0]))
        for owner, parts in found.items()
    }


def _ranked(candidates: list[Version], known: bool) -> tuple[Version, ...]:
    ordered = sorted(candidates, key=_rank, reverse=True)
    first = ordered[0]
    ranked = [first]
    for version in ordered[1:]:
        twin = next((one for one in ranked if one.file.sha256 == version.file.sha256), None)
        if twin:
            why = f"与 {twin.file.path} 内容完全相同，只计一次"
            ranked.append(Version(version.file, version.forms, twin.file.path, why))
        elif known:
            ranked.append(Version(version.file, version.forms, first.file.path, f"以更新的 {first.file.path} 为准"))
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
    scan: bool = False
    versions: tuple[Version, ...] = ()


def filings(
    files: tuple[SourceFile, ...], campaign: Campaign, as_of: date, units: Iterable[str]
) -> tuple[Filing, ...]:
    """Return what each of ``units`` has filed, must still file or files too late, in order of roster and attachment."""
    found = versions(files)
    scanned = scans(files, campaign)
    result = []
    for unit in units:
        kind = campaign.roster.kind_of.get(unit)
        for attachment in campaign.forms:
            due = campaign.due(attachment.id, kind) if kind else None
            owned = found.get((unit, attachment.id), ())
            if due or owned:
                scan = (unit, attachment.id) in scanned
                result.append(_filing(unit, kind, attachment.id, due, owned, as_of, scan))
    return tuple(result)


def _filing(
    unit: str,
    kind: Kind | None,
    attachment: str,
    due: date | None,
    owned: tuple[Version, ...],
    as_of: date,
    scan: bool,
) -> Filing:
    if not owned:
        state = State.MISSING if due and as_of > due else State.NOT_DUE
        return Filing(unit, kind, attachment, due, state, scan=scan)
    counting = owned[0]
    received = counting.received_on
    late = max(0, days_between(due, received)) if due else 0
    return Filing(
        unit,
        kind,
        attachment,
        due,
        State.LATE if late else State.ON_TIME,
        received,
        late,
        nil=all(form.nil for form in counting.forms),
        rows=sum(len(form.rows) for form in counting.forms),
        scan=scan,
        versions=owned,
    )


def scans(files: tuple[SourceFile, ...], campaign: Campaign) -> Mapping[tuple[str, str], tuple[SourceFile, ...]]:
    """Return ``(unit, attachment) → scans``: by 附件N or title in the file's name, else every form of its folder."""
    found: dict[tuple[str, str], list[SourceFile]] = defaultdict(list)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, form in filed_forms(files):
        beside[file.inbox_unit or form.unit, _folder(file)].add(form.attachment)
    for file in files:
        if file.type in SCAN_TYPES and file.inbox_unit:
            named = named_attachment(file.path.rsplit("/", 1)[-1], campaign.forms)
            covered = {named.id} if named else beside[file.inbox_unit, _folder(file)]
            for attachment in covered:
                found[file.inbox_unit, attachment].append(file)
    return {owner: tuple(those) for owner, those in found.items()}


def _folder(file: SourceFile) -> str:
    return file.path.rpartition("/")[0]


def named_attachment(name: str, forms: Iterable[Attachment]) -> Attachment | None:
    """Return the attachment whose 附件N or title a file or sheet name bears, or None."""
    forms = tuple(forms)
    folded = key(name)
    numbered = _NUMBERED.search(folded)
    if numbered:
        number = _CHINESE.get(numbered.group(1), numbered.group(1).lstrip("0"))
        return next((form for form in forms if str(form.number) == number), None)
    titled = [(len(title), form) for form in forms for title in form.titles if key(title) in folded]
    return max(titled, key=lambda pair: pair[0])[1] if titled else None

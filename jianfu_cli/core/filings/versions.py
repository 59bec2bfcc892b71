"""Versions of a return: which one counts, what adds to it, what it replaced. The one place where that is decided."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.supplements import Comparison, Relation, compare
from jianfu_cli.core.model.form import Form, SourceFile, filed_forms


class Use(StrEnum):
    """What a version is used for; ``COUNTS`` and ``PART`` are merged."""

    COUNTS = "counts"
    PART = "part"
    SUPERSEDED = "superseded"
    LATER = "later"


LATER_REASON = "--as-of 以后收到"
"""Why rows of what came in after the day of the roll-up are not merged (contract.md)."""


@dataclass(frozen=True, slots=True)
class Version:
    """All forms of one attachment and unit in one file, the sure ones or the unsure; ``forms`` are parts of one return.

    ``replaced_by`` is the path of the file that counts instead, ``why`` says why in Chinese. ``compared`` says what it
    is to that which counted when it came, None for the first.
    """

    file: SourceFile
    forms: tuple[Form, ...]
    use: Use = Use.COUNTS
    replaced_by: str | None = None
    why: str = ""
    compared: Comparison | None = None

    @property
    def counts(self) -> bool:
        """Whether it is merged."""
        return self.use in {Use.COUNTS, Use.PART}

    @property
    def too_late(self) -> bool:
        """Whether it came in after the day up to which returns are counted."""
        return self.use is Use.LATER

    @property
    def sure(self) -> bool:
        """Whether it is surely this attachment (contract.md, sure form)."""
        return all(form.sure for form in self.forms)

    @property
    def received_on(self) -> date:
        """When it came in (of several forms in the file, the latest)."""
        return max(form.received_on or date.min for form in self.forms)

    @property
    def day_unknown(self) -> bool:
        """Whether only the file's own time says when it came in: the day it was written or copied."""
        return all(form.received_from == "file" for form in self.forms)


def versions(files: tuple[SourceFile, ...], until: date | None = None) -> dict[tuple[str, str], tuple[Version, ...]]:
    """Return ``(unit, attachment) → versions``: the one that counts, its later parts, the replaced ones newest first.

    Later received, then later 填报时间, then later file time, then path; equal bytes count once; a later one replaces
    what came before, or adds to it (``supplements``; contract.md). What is not surely this attachment counts only where
    nothing surer is there. Forms without a unit are nobody's versions of each
    other: each counts. What came in after ``until`` stands last and counts for nothing.
    """
    found: dict[tuple[str, str], dict[tuple[str, bool], list[Form]]] = defaultdict(lambda: defaultdict(list))
    by_path = {file.path: file for file in files}
    for file, form in filed_forms(files):
        found[form.unit, form.attachment][file.path, form.sure].append(form)
    return {
        owner: _counted([Version(by_path[path], tuple(forms)) for (path, _), forms in parts.items()], owner[0], until)
        for owner, parts in found.items()
    }


def _counted(candidates: list[Version], unit: str, until: date | None) -> tuple[Version, ...]:
    ordered = sorted(candidates, key=age, reverse=True)
    in_time = [version for version in ordered if came_by(version.file, until)]
    later = [version for version in ordered if not came_by(version.file, until)]
    different, twins = _without_twins(in_time)
    sure, unsure = [one for one in different if one.sure], [one for one in different if not one.sure]
    used = _used((sure or unsure)[::-1]) if unit else sure or unsure
    if sure:
        why = f"不能肯定是这个附件，以 {used[0].file.path} 为准"
        unsure = [replace(one, use=Use.SUPERSEDED, replaced_by=used[0].file.path, why=why) for one in unsure]
        used = [*used, *unsure]
    return (*used, *twins, *(replace(version, use=Use.LATER, why=LATER_REASON) for version in later))


def _without_twins(ordered: list[Version]) -> tuple[list[Version], list[Version]]:
    """Part the newest of those of equal bytes from the others."""
    seen: dict[tuple[str, bool], SourceFile] = {}
    different, twins = [], []
    for version in ordered:
        twin = seen.setdefault((version.file.sha256, version.sure), version.file)
        if twin is version.file:
            different.append(version)
        else:
            why = f"与 {twin.path} 内容完全相同，只计一次"
            twins.append(replace(version, use=Use.SUPERSEDED, replaced_by=twin.path, why=why))
    return different, twins


def _used(oldest_first: list[Version]) -> list[Version]:
    """Go through the versions as they came: each adds to what counts, or replaces it."""
    counting: list[Version] = []
    replaced: list[Version] = []
    for version in oldest_first:
        if not counting:
            counting = [version]
            continue
        before = [(earlier.file, form) for earlier in counting for form in earlier.forms]
        compared = compare(version.file, version.forms, before)
        if compared.relation is Relation.ADDS:
            counting.append(replace(version, use=Use.PART, compared=compared))
        else:
            replaced = [*reversed(counting), *replaced]
            counting = [replace(version, compared=compared)]
    by = counting[0].file.path if counting else None
    why = f"以更新的 {by} 为准"
    return [*counting, *(replace(one, use=Use.SUPERSEDED, replaced_by=by, why=why) for one in replaced)]


def age(version: Version) -> tuple[date, date, float, str]:
    """Return by what versions stand one after the other, the newest last."""
    reported = max(form.reported_on or date.min for form in version.forms)
    return version.received_on, reported, version.file.modified, version.file.path

"""Versions of a return: which one counts, what adds to it, what it replaced. The one place where that is decided."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.supplements import Comparison, VersionRelation, compare, renews
from jianfu_cli.core.language.version_words import is_void
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.form_parts import Owner, ReceivedFrom, Verdict
from jianfu_cli.core.model.same_words import SameWords


class Use(StrEnum):
    """What a version is used for; ``COUNTS`` and ``PART`` are merged."""

    COUNTS = "counts"
    PART = "part"
    SUPERSEDED = "superseded"
    LATER = "later"
    SET_ASIDE = "set-aside"


DAY_UNKNOWN = "收到日期不明"
"""What is said where only a file's own time tells the day, and that is after the day asked for."""

LATER_REASON = "--as-of 以后收到"
"""Why rows of what came in after the day of the roll-up are not merged (contract.md)."""


@dataclass(frozen=True, slots=True)
class Version:
    """All forms of one attachment and unit in one file, alike sure and decided over; ``forms`` are parts of one return.

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
        return all(form.recognition.sure for form in self.forms)

    @property
    def void(self) -> bool:
        """Whether its name, or that of a folder around it, says that it is not to be used."""
        return any(map(is_void, (self.file.sent_as, *self.file.outer.split("/")[:-1])))

    @property
    def verdict(self) -> Verdict | None:
        """What a person decided of it."""
        return self.forms[0].ruling.verdict

    @property
    def set_aside(self) -> bool:
        """Whether a person said that it is not to be used."""
        return self.use is Use.SET_ASIDE

    @property
    def _came(self) -> Owner:
        """By which of its forms one knows when it came in: the latest, of those that say more than the file's time."""
        owners = (form.owner for form in self.forms)
        return max(owners, key=lambda one: (one.received_from != "file", one.received_on or date.min))

    @property
    def received_on(self) -> date:
        """When it came in."""
        return self._came.received_on or date.min

    @property
    def received_from(self) -> ReceivedFrom:
        """By what that is known."""
        return self._came.received_from

    @property
    def day_unknown(self) -> bool:
        """Whether only the file's own time says when it came in: the day it was written or copied."""
        return self.received_from == "file"

    def came_on(self, as_of: date) -> date | None:
        """When it came in; None where only a file's own time says so that is after ``as_of``: it was copied then."""
        return None if self.day_unknown and self.received_on > as_of else self.received_on


def versions(
    files: tuple[SourceFile, ...], same_words: SameWords, until: date | None = None
) -> dict[tuple[str, str], tuple[Version, ...]]:
    """Return ``(unit, attachment) → versions``: the one that counts, its later parts, the replaced ones newest first.

    Later received, then later 填报时间, then later file time, then path; equal bytes count once; a later one replaces
    what came before, or adds to it (``supplements``; contract.md). What is not surely this attachment counts only where
    nothing surer is there. A person's word goes before all that. Forms without a unit are nobody's versions of each
    other: each counts; so does each of those that are gathered. ``same_words`` are the words of one meaning in the
    campaign. What came in after ``until``, and what a person set aside, stands last and counts for nothing.
    """
    found: dict[tuple[str, str], dict[_Part, list[Form]]] = defaultdict(lambda: defaultdict(list))
    by_path = {file.path: file for file in files}
    for file in files:
        for form in file.forms:
            if not (form.untouched or form.is_unread):
                found[form.owner.unit, form.attachment][file.path, form.recognition.sure, form.ruling.verdict].append(
                    form
                )
    words = Words.of(same_words)
    return {
        owner: _counted(
            [Version(by_path[path], tuple(forms)) for (path, *_), forms in parts.items()], words, owner[0], until
        )
        for owner, parts in found.items()
    }


# Of a file what is as sure, and was decided over alike.
_Part: TypeAlias = tuple[str, bool, Verdict | None]


def _counted(candidates: list[Version], words: Words, unit: str, until: date | None) -> tuple[Version, ...]:
    ordered = sorted(candidates, key=age, reverse=True)
    set_aside = [version for version in ordered if version.forms[0].set_aside]
    in_time = [version for version in ordered if came_by(version.file, until) and version not in set_aside]
    later = [version for version in ordered if not came_by(version.file, until) and version not in set_aside]
    different, twins = _without_twins(in_time)
    sure, unsure = [one for one in different if one.sure], [one for one in different if not one.sure]
    oldest_first = sorted(sure or unsure, key=lambda one: (one.verdict is not None or not one.void, age(one)))
    used = _told_apart(oldest_first, unit, words)
    if sure:
        why = f"不能肯定是这个附件，以 {used[0].file.path} 为准"
        unsure = [replace(one, use=Use.SUPERSEDED, replaced_by=used[0].file.path, why=why) for one in unsure]
        used = [*used, *unsure]
    return (
        *used,
        *twins,
        *(replace(version, use=Use.LATER, why=LATER_REASON) for version in later),
        *(replace(version, use=Use.SET_ASIDE, why=f"按处理决定：{version.verdict}") for version in set_aside),
    )


def _told_apart(oldest_first: list[Version], unit: str, words: Words) -> list[Version]:
    """Return what counts of them, and what that replaced: of nobody's forms, and of such as are gathered, all count."""
    if unit and oldest_first and oldest_first[0].forms[0].recognition.gathered:
        return [replace(one, use=Use.PART if nth else Use.COUNTS) for nth, one in enumerate(oldest_first)]
    return _used(oldest_first, words) if unit else oldest_first[::-1]


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


def _used(oldest_first: list[Version], words: Words) -> list[Version]:
    """Go through the versions as they came: each adds to what counts, or replaces it.

    What prevails by a person's word is replaced by nothing; what supplements by it is replaced by none of its own day.
    """
    counting: list[Version] = []
    replaced: list[Version] = []
    for version in oldest_first:
        if not counting:
            counting = [version]
            continue
        before = [(earlier.file, form) for earlier in counting for form in earlier.forms]
        void = not version.void and all(earlier.void and earlier.verdict is None for earlier in counting)
        compared = compare(version.file, version.forms, before, words, void=void)
        if _adds(version, compared):
            renewed = [one for one in counting if _is_renewed(one, version)]
            replaced = [*(replace(one, replaced_by=version.file.path) for one in reversed(renewed)), *replaced]
            counting = [one for one in counting if one not in renewed]
            counting.append(replace(version, use=Use.PART if counting else Use.COUNTS, compared=compared))
        elif version.verdict is not Verdict.PREVAILS and any(one.verdict is Verdict.PREVAILS for one in counting):
            replaced = [version, *replaced]
        else:
            kept = [one for one in counting if _stays_beside(one, version)]
            replaced = [*(one for one in reversed(counting) if one not in kept), *replaced]
            counting = [replace(version, compared=compared), *(replace(one, use=Use.PART) for one in kept)]
    by = counting[0].file.path if counting else None
    decided = counting and counting[0].verdict in {Verdict.REPLACES, Verdict.PREVAILS}
    why = "按处理决定以 {} 为准" if decided else "以更新的 {} 为准"
    return [*counting, *(_superseded(one, one.replaced_by or by, why) for one in replaced)]


def _superseded(version: Version, by: str | None, why: str) -> Version:
    return replace(version, use=Use.SUPERSEDED, replaced_by=by, why=why.format(by))


def _adds(version: Version, compared: Comparison) -> bool:
    """Whether ``version`` adds to what counts: by a person's word, else by what it is to that."""
    if version.verdict in {Verdict.REPLACES, Verdict.PREVAILS}:
        return False
    return version.verdict is Verdict.SUPPLEMENTS or compared.relation is VersionRelation.ADDS


def _is_renewed(earlier: Version, version: Version) -> bool:
    """Whether what adds holds all of ``earlier``, unless a person said that both count."""
    decided = version.verdict is Verdict.SUPPLEMENTS or earlier.verdict is Verdict.PREVAILS
    return not decided and renews(version.forms, earlier.forms)


def _stays_beside(earlier: Version, version: Version) -> bool:
    """Whether what a person called a supplement came on the very day of ``version``, so that no order is known."""
    same_day = earlier.received_on == version.received_on
    return earlier.verdict is Verdict.SUPPLEMENTS and version.verdict is not Verdict.PREVAILS and same_day


def age(version: Version) -> tuple[date, bool, date, float, str, str]:
    """Return by what versions stand one after the other, the newest last; of one day what replaces by decision."""
    reported = max(form.header.reported_on or date.min for form in version.forms)
    replaces = version.verdict in {Verdict.REPLACES, Verdict.PREVAILS}
    return version.received_on, replaces, reported, version.file.modified, version.file.below, version.file.path

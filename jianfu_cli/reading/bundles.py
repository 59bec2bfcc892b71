"""Bundles to what was read at the level below; a bundle that is not wholly as it was made gives nothing."""

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from jianfu_cli.core.language.folder_names import not_a_name
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.bundle import (
    DECISIONS,
    FILES,
    FILINGS,
    FINDINGS,
    MANIFEST_DIGEST,
    BundleFacts,
    LevelTotals,
    UnitWithin,
)
from jianfu_cli.core.model.bundle_manifest import DecisionsPart, FilingsPart, ListedFile, Manifest, TallyRecord
from jianfu_cli.core.model.bundle_reading import UnfitError, decision, source_file
from jianfu_cli.core.model.bundle_records import (
    FileRecord,
    FilesPart,
    FindingsPart,
)
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import WITHIN, Form, SourceFile
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.reading.formats.bundle import OpenBundle, altered
from jianfu_cli.reading.formats.kinds import KINDS
from jianfu_cli.reading.layout.forms import received
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.packed_rows import PackedRows
from jianfu_cli.reading.sources import Source

_KNOWN_KINDS = frozenset(kind.name for kind in KINDS)
_DRIVE = pattern_of(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """What a bundle says of itself, and its files."""

    facts: BundleFacts
    files: tuple[SourceFile, ...]


def read_bundle(data: bytes, sha256: str, source: Source, campaign: Campaign, limits: GuardLimits) -> ReadBundle:
    """Return what lies in the bundle ``source``, of which ``data`` are the bytes.

    Raises:
        RefusedError: JF013 it was altered, or is of another campaign; JF001 to JF003 as any archive.
    """
    opened = OpenBundle(data, limits)
    manifest = opened.manifest
    if manifest.campaign != campaign.id:
        raise altered(f"是另一个专项行动（{manifest.campaign[:40]}）的", "请核对是不是发错了；或者用 --campaign 指明。")
    _check_totals(manifest)
    try:
        files = tuple(_files(opened, source, campaign, limits))
    except UnfitError as error:
        raise altered(f"的内容前后矛盾（{error}）") from error
    decided = opened.part(DECISIONS, DecisionsPart).decisions
    opened.part(FINDINGS, FindingsPart)
    opened.part(FILINGS, FilingsPart)
    return ReadBundle(
        BundleFacts(
            name=manifest.name,
            totals=LevelTotals(source.path, sha256, manifest.as_of, _counted(manifest.by_attachment)),
            public=manifest.public,
            folders=manifest.folders,
            units=tuple(UnitWithin(one.unit, one.within) for one in manifest.units),
            lower=tuple(
                LevelTotals(f"{source.path}{WITHIN}{one.path}", one.sha256, one.as_of, _counted(one.by_attachment))
                for one in manifest.bundles
            ),
            decisions=tuple(map(decision, decided)),
            listing=frozenset((one.path, one.sha256) for one in manifest.files),
        ),
        files,
    )


def is_bundle_file(file: Path) -> bool:
    """Say whether ``file`` is a bundle, sound or not, as a first look has it."""
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.rpartition("/")[2] == MANIFEST_DIGEST for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _counted(tallies: dict[str, TallyRecord]) -> dict[str, tuple[int, int, int]]:
    return {name: (one.read, one.merged, one.unused) for name, one in tallies.items()}


def _check_totals(manifest: Manifest) -> None:
    tallies = (manifest.rows, *manifest.by_attachment.values())
    of_levels = (tally for level in manifest.bundles for tally in level.by_attachment.values())
    if any(one.read != one.merged + one.unused for one in (*tallies, *of_levels)):
        raise altered("的核对数不相等")
    parts = list(manifest.by_attachment.values())
    whole = TallyRecord(
        read=sum(one.read for one in parts),
        merged=sum(one.merged for one in parts),
        unused=sum(one.unused for one in parts),
    )
    if whole != manifest.rows or manifest.rows.read != sum(one.rows for one in manifest.files):
        raise altered("的核对数与各文件的行数不符")
    paths = [one.path for one in manifest.files]
    if len(set(paths)) < len(paths):
        raise altered("里有文件列了两次")
    for path in (*paths, *(level.path for level in manifest.bundles)):
        if not _is_plain(path):
            raise altered("里有指向包外、不能用的文件名")
    for unit in manifest.folders:
        if not_a_name(unit):
            raise altered("里有不能用的单位名称")


def _is_plain(path: str) -> bool:
    """Whether a path leads down, by names that can be seen for what they are."""
    steps = [name for outer in path.split(WITHIN) for name in outer.split("/")]
    hidden = any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in path)
    return not (hidden or "\\" in path or _DRIVE.match(path) or any(step in {"", ".", ".."} for step in steps))


def _files(opened: OpenBundle, source: Source, campaign: Campaign, limits: GuardLimits) -> Iterator[SourceFile]:
    manifest = opened.manifest
    listed = Counter(one.part for one in manifest.files)
    if not all(name.startswith(f"{FILES}/") for name in listed):
        raise altered("的清单把文件列在别处")
    waiting = iter(manifest.files)
    bundles = {level.path for level in manifest.bundles}
    left = limits.area
    read: Counter[str] = Counter({name: -one.read for name, one in manifest.by_attachment.items()})
    for name in opened.all_parts():
        if not name.startswith(f"{FILES}/"):
            continue
        for record in opened.part(name, FilesPart).files:
            _check_listed(record, name, next(waiting, None), bundles)
            left -= sum(len(form.rows.numbers) * len(form.columns) for form in record.forms)
            for form in record.forms:
                read[form.attachment] += len(form.rows.numbers)
            if left < 0:
                raise altered("里的格子多得反常")
            yield _owned(source_file(record, source.path, campaign), source, campaign)
    if next(waiting, None):
        raise altered("里缺少清单列出的文件")
    if any(read.values()):
        raise altered("的核对数与各附件的行数不符")


def _check_listed(record: FileRecord, part: str, listed: ListedFile | None, bundles: set[str]) -> None:
    path = WITHIN.join((record.path, *record.within))
    rows = sum(len(form.rows.numbers) for form in record.forms)
    if listed is None or (listed.path, listed.sha256, listed.part, listed.rows) != (path, record.sha256, part, rows):
        raise altered("里的文件与清单不符")
    if record.type not in _KNOWN_KINDS:
        raise altered("里有认不出的文件类型")
    if record.bundle and not (record.bundle in bundles and record.path.startswith(record.bundle + WITHIN)):
        raise altered("里的文件说不清出自哪个下级上报包")
    if record.inbox_unit is not None and not_a_name(record.inbox_unit):
        raise altered("里有不能用的单位名称")


def _owned(file: SourceFile, source: Source, campaign: Campaign) -> SourceFile:
    """Return ``file`` with the unit and the day that it has at this level.

    A bundle in a unit's folder brings what is the unit's own, or a lower unit's; what it says is another's is the
    folder's, as with any form that lies there (JF112).
    """
    folder, roster = source.inbox_unit, campaign.roster
    unit = file.inbox_unit or folder
    if folder and unit and not _may_send(folder, unit, roster):
        unit = folder
    file = replace(file, inbox_unit=unit)
    forms = (_form(form, file, folder, campaign) for form in file.forms)
    return replace(file, forms=tuple(forms))


def _form(form: Form, file: SourceFile, folder: str | None, campaign: Campaign) -> Form:
    roster = campaign.roster
    on, by = received(file, form.header.reported_on, campaign.notice_date)
    owner = form.owner
    if folder and not owner.unit:
        owner = replace(owner, unit=folder)
    elif folder and not _may_send(folder, owner.unit, roster):
        said = tuple(one for one in owner.unit_sources if one[0] != "folder") or (("form", owner.unit),)
        owner = replace(owner, unit=folder, unit_sources=(("folder", folder), *said))
    owner = replace(owner, kind=roster.kind_of.get(owner.unit), received_on=on, received_from=by)
    return replace(form, owner=owner, body=replace(form.body, rows=PackedRows.of_rows(form.body.rows)))


def _may_send(folder: str, unit: str, roster: Roster) -> bool:
    """Whether the unit of a folder may send what is ``unit``'s: its own, a lower unit's, or one nobody here knows."""
    return unit == folder or unit not in roster.kind_of or folder in roster.around(unit)

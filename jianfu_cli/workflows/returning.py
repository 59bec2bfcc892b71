"""``validate --fix-to`` and ``--return-to``: which copies are made, where they are put, and which could not be made."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from jianfu_cli.core.filings.inquiry import Inquiry
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, SEVERITY_LABELS, Finding
from jianfu_cli.core.model.form import LITTER, Outcome, SourceFile
from jianfu_cli.core.model.mark import RETURN_SHEET
from jianfu_cli.core.model.report import NotMade, Repair
from jianfu_cli.errors import JianfuError, UsageError, reason
from jianfu_cli.reading.formats.kinds import CONTAINER_EXTENSIONS, WORKBOOK_EXTENSIONS, extension, kind_of
from jianfu_cli.reading.originals import Originals
from jianfu_cli.reading.sources import own_unit
from jianfu_cli.workflows.inspect import Inspection
from jianfu_cli.writing.copies.repaired import repair_workbook
from jianfu_cli.writing.copies.returned import ReturnedFile, list_findings, mark_workbook, needs_return
from jianfu_cli.writing.fit_names import Places, split_name
from jianfu_cli.writing.package.parts import NotEditableError
from jianfu_cli.writing.whole import for_notepad, write_all

MISSING_LIST = "缺报清单.txt"

_Made = TypeVar("_Made")
_CONTAINER = pattern_of(rf"(?i)(?<=.)\.(?:{'|'.join(sorted(CONTAINER_EXTENSIONS))})$")


@dataclass(frozen=True, slots=True)
class RepairedCopies:
    """The copies of ``--fix-to`` or ``--fix-all-to`` below ``folder``.

    ``changes`` are what was changed in ``copies`` files; ``by_hand`` are the paths of files that have something to
    repair but cannot be edited. ``unchanged`` files lie beside them as they were.
    """

    folder: Path
    changes: tuple[Repair, ...] = ()
    copies: int = 0
    unchanged: int = 0
    by_hand: tuple[str, ...] = ()
    failed: tuple[NotMade, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedCopies:
    """What ``--return-to`` put below ``folder``, counted.

    ``marked`` workbooks, ``listed`` findings of files that cannot be marked, lists of what units are ``lacking``;
    ``spared`` files have faults, but a later version stands in for them.
    """

    folder: Path
    marked: int = 0
    listed: int = 0
    lacking: int = 0
    spared: int = 0
    failed: tuple[NotMade, ...] = ()


@dataclass(frozen=True)
class Copying:
    """One call's submissions; each copy is made by itself, and what cannot be made becomes a ``NotMade``.

    ``home`` is the unit whose own folder is checked: its copies go below its name, as those of a whole inbox do.
    """

    inspection: Inspection
    campaign: Campaign
    originals: Originals
    inquiry: Inquiry
    as_of: date
    home: str

    def places(self, folder: Path) -> Places:
        """Return the places below ``folder``; no submission is one."""
        return Places(folder, self.originals.files.values())

    def parts(self, file: SourceFile) -> list[str]:
        """Return the parts of the path at which copies of ``file`` are put."""
        return [self.home, *parts_of(file)] if self.home else parts_of(file)

    def workbook_parts(self, file: SourceFile) -> list[str]:
        """Return these for a workbook that we write: it ends as one, whatever its sender called it (附件2.hta)."""
        *folders, name = self.parts(file)
        ending = "" if extension(name) in WORKBOOK_EXTENSIONS else f".{file.type}"
        return [*folders, f"{name}{ending}"]

    def bytes_of(self, file: SourceFile) -> bytes:
        """Return the bytes that were checked.

        Raises:
            UsageError: the file is gone, or is not what it was: its findings would stand at other cells.
        """
        data = self.originals.read(file)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise UsageError("检查之后被改动了，请重新检查")
        return data

    def is_of_the_set(self, file: SourceFile) -> bool:
        """Say whether ``file`` is to be sent: no litter, nor an archive whose members are written one by one."""
        return file.type != LITTER and file.path not in self._opened

    @cached_property
    def _opened(self) -> frozenset[str]:
        return frozenset(path for file in self.inspection.files for path in file.containers)

    def files_with_findings(self) -> Iterator[tuple[SourceFile, tuple[Finding, ...]]]:
        """Yield each file in which something was found, with what its unit can mend."""
        found: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in self.inspection.findings:
            if not finding.for_host:
                found[finding.path].append(finding)
        for file in self.inspection.files:
            if file.path in found:
                yield file, tuple(found[file.path])


def parts_of(file: SourceFile) -> list[str]:
    """Return the parts of the path at which copies of ``file`` are put; a container is a folder, without its ``.zip``.

    What the parts are called is for ``Places`` to make fit.
    """
    *archives, last = file.place
    whole = "/".join([*(_CONTAINER.sub("", archive) for archive in archives), last])
    return [part for part in whole.split("/") if part] or ["_"]


def copies_of(inspection: Inspection, paths: Sequence[Path], campaign: Campaign, as_of: date) -> Copying:
    """Prepare to make copies of what ``inspection`` found below ``paths``."""
    originals = Originals(inspection.sources, inspection.limits)
    home = own_unit(paths[0], campaign.roster) if len(paths) == 1 and paths[0].is_dir() else None
    return Copying(inspection, campaign, originals, Inquiry(inspection.files, campaign), as_of, home or "")


def refuse_folders(return_to: Path | None, fix_to: Path | None, paths: Iterable[Path]) -> None:
    """Refuse folders for copies that are files, one and the same, or the folder of a file to be checked.

    Raises:
        UsageError: the copies would overwrite each other, or lie among the submissions.
    """
    folders = [folder for folder in (return_to, fix_to) if folder]
    for folder in folders:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} 是一个文件；副本要放进文件夹")
        if any(path.is_file() and path.parent.samefile(folder) for path in paths if folder.exists()):
            raise UsageError(f"{folder} 里有要检查的文件，副本会和上报材料混在一起，请放到别的文件夹")
    if return_to and fix_to and return_to.resolve() == fix_to.resolve():
        raise UsageError("--fix-to 和 --return-to 要用不同的文件夹")


def repair_copies(work: Copying, folder: Path, *, whole_set: bool = False) -> RepairedCopies:
    """Write a repaired copy of each workbook with fixable findings; of the ``whole_set`` all others as they are."""
    places = work.places(folder)
    changes: list[Repair] = []
    failed: list[NotMade] = []
    by_hand: list[str] = []
    copies = unchanged = 0
    found = {file.path: findings for file, findings in work.files_with_findings()}
    for file in work.inspection.files:
        fixable = any(finding.fixable for finding in found.get(file.path, ()))
        made = _attempt(file.path, partial(_repair, work, file, found[file.path], places)) if fixable else ()
        if isinstance(made, NotMade):
            failed.append(made)
        elif made:
            changes.extend(made)
            copies += 1
        elif fixable:
            by_hand.append(file.path)
        if not made and whole_set and work.is_of_the_set(file):
            left = _attempt(file.path, partial(_copy, work, file, places))
            unchanged += left is None
            failed += [left] if left else []
    return RepairedCopies(folder, tuple(changes), copies, unchanged, tuple(by_hand), tuple(failed))


def _copy(work: Copying, file: SourceFile, places: Places) -> None:
    write_all({places.of(work.parts(file)): work.bytes_of(file)})


def give_back(work: Copying, folder: Path) -> ReturnedCopies:
    """Write a marked copy, or a list, of each file with errors or warnings, and a list of what a unit lacks.

    What a later version has replaced is not sent back.
    """
    places = work.places(folder)
    superseded = Superseded.among(work.inspection.files, work.campaign.same_words, work.inspection.until)
    made: list[bool | NotMade] = []
    spared = 0
    for file, every in work.files_with_findings():
        # Of two versions of one day only the unit can say which one counts: what was found stands.
        findings = every if any(one.code == CONFLICTING_VERSIONS for one in every) else superseded.without(every)
        spared += needs_return(every) and not needs_return(findings)
        if needs_return(findings):
            returned = ReturnedFile(file, findings, work.as_of, work.inquiry.number)
            made.append(_attempt(file.path, partial(_return, work, returned, places)))
    lists = [
        _attempt(f"{unit}的{MISSING_LIST}", partial(_write_missing_list, places, unit, findings, work.as_of))
        for unit, findings in _lacking(work.inspection.findings).items()
    ]
    failed = tuple(one for one in (*made, *lists) if isinstance(one, NotMade))
    return ReturnedCopies(folder, made.count(True), made.count(False), lists.count(None), spared, failed)


def _attempt(path: str, make: Callable[[], _Made]) -> _Made | NotMade:
    """Make one copy; whatever stops it stops no other."""
    try:
        return make()
    except JianfuError as error:
        return NotMade(path, str(error))
    except OSError as error:
        return NotMade(path, reason(error))
    except Exception as error:  # noqa: BLE001 -- a fault of ours must cost one copy, and say what it was
        return NotMade(path, f"程序出了意外（{type(error).__name__}：{error}）")


def _repair(work: Copying, file: SourceFile, findings: tuple[Finding, ...], places: Places) -> tuple[Repair, ...]:
    if not kind_of(file.type).editable or file.outcome is not Outcome.READ:
        return ()
    try:
        content, changes = repair_workbook(work.bytes_of(file), file, findings)
    except NotEditableError:
        return ()
    if changes:
        write_all({places.of(work.workbook_parts(file)): content})
    return changes


def _return(work: Copying, returned: ReturnedFile, places: Places) -> bool:
    """Write the file marked, or else a list of its findings; say whether it is marked."""
    parts = work.parts(returned.file)
    content = _marked(work, returned)
    if content is not None:
        write_all({places.of(work.workbook_parts(returned.file)): content})
        return True
    stem, _ = split_name(parts[-1])
    listing = list_findings(returned, _why_listed(returned.file))
    write_all({places.of([*parts[:-1], stem], f"_{RETURN_SHEET}.xlsx"): listing})
    return False


def _marked(work: Copying, returned: ReturnedFile) -> bytes | None:
    if not kind_of(returned.file.type).editable or returned.file.outcome is not Outcome.READ:
        return None
    try:
        return mark_workbook(work.bytes_of(returned.file), returned)
    except NotEditableError:
        return None


def _why_listed(file: SourceFile) -> str:
    if file.outcome is Outcome.REFUSED:
        return "这个文件读不了，没有能标注的原表"
    return "这个文件的格式不便直接标注"


def _lacking(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return, by unit, findings that belong to no file: what it has not sent."""
    lacking: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.path is None and finding.unit and not finding.settled:
            lacking[finding.unit].append(finding)
    return {unit: those for unit, those in lacking.items() if needs_return(those)}


def _write_missing_list(places: Places, unit: str, findings: Iterable[Finding], as_of: date) -> None:
    text = "\n".join(_missing_list(unit, findings, as_of)) + "\n"
    write_all({places.of([unit, MISSING_LIST]): for_notepad(text)})


def _missing_list(unit: str, findings: Iterable[Finding], as_of: date) -> Iterator[str]:
    yield f"{unit} 缺报清单（按 {as_of.isoformat()} 判断期限）"
    yield ""
    for number, finding in enumerate(findings, start=1):
        yield f"{number}. {SEVERITY_LABELS[finding.severity]} {finding.code}：{finding.message}"
        if finding.hint:
            yield f"   怎么改：{finding.hint}"

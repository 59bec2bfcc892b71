"""``validate --fix-to`` and ``--return-to``: which copies are made, and where they are put."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.model.finding import SEVERITY_LABELS, Finding
from jianfu_cli.core.model.form import WITHIN, Outcome, SourceFile
from jianfu_cli.core.model.mark import RETURN_SHEET
from jianfu_cli.core.model.report import Repair
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.rollup.model import CONFLICTING
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.originals import Originals
from jianfu_cli.reading.sources import own_unit
from jianfu_cli.workflows.inspect import Inspection
from jianfu_cli.writing.copies.repaired import repair_workbook
from jianfu_cli.writing.copies.returned import ReturnedFile, list_findings, mark_workbook, needs_return
from jianfu_cli.writing.package.parts import NotEditableError
from jianfu_cli.writing.whole import for_notepad, write_whole

MISSING_LIST = "缺报清单.txt"

# What several units' forms say together is the city's to settle; no unit can mend it in its own form.
_ACROSS_UNITS = "JF8"
# Characters that Windows has in no name; a member of an archive may bear them.
_NOT_IN_NAMES = re.compile(r'[<>:"\\|?*\x00-\x1f]')


@dataclass
class Copies:
    """Makes the copies of one call of ``validate``; ``said`` is what a person should hear of them.

    ``home`` is the unit whose own folder is checked: its copies go below its name, as those of a whole inbox do.
    """

    inspection: Inspection
    originals: Originals
    as_of: date
    home: str = ""
    said: list[str] = field(default_factory=list)

    def fix(self, folder: Path) -> tuple[Repair, ...]:
        """Write a repaired copy of each workbook with fixable findings; return what was changed."""
        changes: list[Repair] = []
        places = _Places(folder, self.originals)
        copies, left = 0, []
        for file, findings in self._files_with_findings():
            if not any(finding.fixable for finding in findings):
                continue
            content, made = self._repaired(file, findings)
            if made:
                write_whole(places.of(self._at_home(file.path)), content)
                changes.extend(made)
                copies += 1
            else:
                left.append(file.path)
        if copies:
            self.said.append(f"已改好 {len(changes)} 处，副本 {copies} 个，在 {folder}（每处改动见“修改记录”表）。")
        else:
            self.said.append("没有能自动改的地方，没有生成副本。")
        if left:
            self.said.append(f"另有 {len(left)} 个文件的格式或公式不便自动改，请人工修改：{'、'.join(left)}")
        return tuple(changes)

    def give_back(self, folder: Path) -> None:
        """Write a marked copy, or a list, of each file with errors or warnings, and a list of what a unit lacks.

        What a later version has replaced is not sent back.
        """
        places = _Places(folder, self.originals)
        superseded = Superseded.among(self.inspection.files)
        marked = listed = spared = 0
        for file, every in self._files_with_findings():
            # Of two versions of one day only the unit can say which one counts: what was found stands.
            findings = every if any(one.code == CONFLICTING for one in every) else superseded.without(every)
            spared += needs_return(every) and not needs_return(findings)
            if not needs_return(findings):
                continue
            returned = ReturnedFile(file, findings, self.as_of)
            content = self._marked(returned)
            if content is None:
                place = places.of(self._at_home(_list_path(file.path)))
                write_whole(place, list_findings(returned, _why_listed(file)))
                listed += 1
            else:
                write_whole(places.of(self._at_home(file.path)), content)
                marked += 1
        lacking = self._write_missing_lists(places)
        counts = ((marked, "标注好的原表"), (listed, "单列的退回意见"), (lacking, "缺报清单"))
        shown = "，".join(f"{what} {count} 份" for count, what in counts if count)
        self.said.append(f"退改材料在 {folder}：{shown}。" if shown else "没有要退改的，没有生成退改材料。")
        if spared:
            self.said.append(f"另有 {spared} 个文件有差错，但已经有后报的代替，不必退改。")

    def _at_home(self, path: str) -> str:
        return f"{self.home}/{path}" if self.home else path

    def _repaired(self, file: SourceFile, findings: tuple[Finding, ...]) -> tuple[bytes, tuple[Repair, ...]]:
        if not kind_of(file.type).editable or file.outcome is not Outcome.READ:
            return b"", ()
        try:
            return repair_workbook(self.originals.read(file), file, findings)
        except NotEditableError:
            return b"", ()

    def _marked(self, returned: ReturnedFile) -> bytes | None:
        if not kind_of(returned.file.type).editable or returned.file.outcome is not Outcome.READ:
            return None
        try:
            return mark_workbook(self.originals.read(returned.file), returned)
        except NotEditableError:
            return None

    def _files_with_findings(self) -> Iterator[tuple[SourceFile, tuple[Finding, ...]]]:
        found: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in self.inspection.findings:
            if not finding.code.startswith(_ACROSS_UNITS):
                found[finding.path].append(finding)
        for file in self.inspection.files:
            if file.path in found:
                yield file, tuple(found[file.path])

    def _write_missing_lists(self, places: "_Places") -> int:
        """Findings about a unit that belong to no file: what it has not sent."""
        lacking: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.inspection.findings:
            if finding.path is None and finding.unit:
                lacking[finding.unit].append(finding)
        lacking = {unit: those for unit, those in lacking.items() if needs_return(those)}
        for unit, those in lacking.items():
            text = "\n".join(_missing_list(unit, those, self.as_of)) + "\n"
            folder = _NOT_IN_NAMES.sub("_", unit).replace("/", "_")
            write_whole(places.of(f"{folder}/{MISSING_LIST}"), for_notepad(text))
        return len(lacking)


def copies_of(inspection: Inspection, paths: Sequence[Path], roster: Roster, as_of: date) -> Copies:
    """Prepare to make copies of what ``inspection`` found below ``paths``."""
    originals = Originals(inspection.sources, inspection.limits)
    home = own_unit(paths[0], roster) if len(paths) == 1 and paths[0].is_dir() else None
    return Copies(inspection, originals, as_of, home or "")


def refuse_same_folder(return_to: Path | None, fix_to: Path | None) -> None:
    """Refuse to put two kinds of copies into one folder.

    Raises:
        UsageError: they would overwrite each other.
    """
    if return_to and fix_to and return_to.resolve() == fix_to.resolve():
        raise UsageError("--fix-to 和 --return-to 要用不同的文件夹")


class _Places:
    """Where copies go: below a folder as below the inputs, no two at one place, never onto an input."""

    def __init__(self, folder: Path, originals: Originals) -> None:
        self._folder = folder
        self._inputs = {file.resolve() for file in originals.files.values()}
        self._taken: set[str] = set()

    def of(self, path: str) -> Path:
        """Return the place of the copy of the file that reports call ``path``."""
        within_archive = WITHIN in path
        parts = [part for part in re.sub(r"(?i)\.zip(?=!/)", "", path).replace(WITHIN, "/").split("/") if part]
        # Only now is each part what it will be on disk: a member named "..!" has become "..".
        parts = [f"{part}_" if set(part) == {"."} else part for part in parts]
        if within_archive:
            parts = [_NOT_IN_NAMES.sub("_", part) for part in parts]
        target = self._folder.joinpath(*parts)
        if self._folder.resolve() not in target.resolve().parents:
            raise UsageError(f"副本会落到 {self._folder} 之外，没有写：{path}")
        number = 1
        while str(target).casefold() in self._taken:
            number += 1
            target = self._folder.joinpath(*parts[:-1], f"{Path(parts[-1]).stem} ({number}){Path(parts[-1]).suffix}")
        if target.resolve() in self._inputs:
            raise UsageError(f"副本会盖掉上报材料 {target}，请放到别的文件夹")
        self._taken.add(str(target).casefold())
        return target


def _list_path(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{Path(name).stem}_{RETURN_SHEET}.xlsx"


def _why_listed(file: SourceFile) -> str:
    if file.outcome is Outcome.REFUSED:
        return "这个文件读不了，没有能标注的原表"
    return "这个文件的格式不便直接标注"


def _missing_list(unit: str, findings: Iterable[Finding], as_of: date) -> Iterator[str]:
    yield f"{unit} 缺报清单（按 {as_of.isoformat()} 判断期限）"
    yield ""
    for number, finding in enumerate(findings, start=1):
        yield f"{number}. {SEVERITY_LABELS[finding.severity]} {finding.code}：{finding.message}"
        if finding.hint:
            yield f"   怎么改：{finding.hint}"

"""What has been read so far: files as the decisions have them, and bundles, each counted once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from jianfu_cli.core.filings.bundles import replaced_by
from jianfu_cli.core.filings.obeying import Obedience
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import WITHIN, Problem, SourceFile
from jianfu_cli.rules.runner import Checker

Checked: TypeAlias = tuple[SourceFile, tuple[Finding, ...]]
"""A file, and what was found in it alone."""


class _Brought(NamedTuple):
    """A bundle, and what it brought."""

    bundle: SourceFile
    inside: tuple[Checked, ...]


@dataclass(slots=True)
class Arrived:
    """Takes what was read, source by source; of bundles one may stand in the place of another, so they come last.

    ``as_read`` are the files before any decision.
    """

    obedience: Obedience
    checker: Checker
    files: list[SourceFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    bundles: list[SourceFile] = field(default_factory=list)
    as_read: list[Checked] = field(default_factory=list)
    _waiting: list[_Brought] = field(default_factory=list)

    def take(self, read: tuple[Checked, ...]) -> Iterable[SourceFile]:
        """Take what was read of one source; return its files as decided, without what bundles brought."""
        bundles = {file.path: (file, found) for file, found in read if file.facts}
        if not bundles:
            return self._enter(read)
        brought: dict[str, list[Checked]] = {path: [] for path in bundles}
        own: list[Checked] = []
        for checked in read:
            path = _outmost(checked[0].bundle, brought)
            if checked[0].path not in bundles:
                (brought[path] if path else own).append(checked)
        self._waiting += (_Brought(bundle, tuple(brought[path])) for path, (bundle, _) in bundles.items())
        return self._enter(tuple(own))

    def take_bundles(self) -> Iterator[SourceFile]:
        """Take what bundles brought, but for those that others replace; yield their files as decided."""
        by_path = {one.bundle.path: one.bundle for one in self._waiting}
        replacing = replaced_by(tuple(by_path.values()))
        for bundle, inside in self._waiting:
            file = _said(bundle, by_path, replacing)
            self.bundles.append(file)
            self.findings += self.checker.check_file(file)
            if bundle.path not in replacing:
                self.obedience.learn(bundle)
                yield from self._enter(inside)
        self._waiting.clear()

    @property
    def folders(self) -> frozenset[str]:
        """The units that had a folder at a lower level."""
        return frozenset(unit for bundle in self.bundles if bundle.facts for unit in bundle.facts.folders)

    def _enter(self, read: tuple[Checked, ...]) -> tuple[SourceFile, ...]:
        self.as_read += read
        checked = self.obedience.apply(read, self.checker.check_file)
        for file, found in checked:
            self.files.append(file)
            self.findings.extend(found)
        return tuple(file for file, _ in checked)


def _outmost(bundle: str, known: Mapping[str, object]) -> str:
    return next((path for path in known if bundle == path or bundle.startswith(path + WITHIN)), "") if bundle else ""


def _said(bundle: SourceFile, bundles: Mapping[str, SourceFile], replacing: Mapping[str, str]) -> SourceFile:
    """Return ``bundle`` with what is said of it: it is replaced, or bears another name than when it was made."""
    facts = bundle.facts
    assert facts
    problems = [*bundle.problems]
    successor = replacing.get(bundle.path)
    if successor:
        same = bundles[successor].sha256 == bundle.sha256
        said = f"与 {successor} 内容完全相同，只计一次" if same else f"里的文件 {successor} 里都有，只计后一个"
        problems.append(Problem("JF013", f"上报包{said}", "不必改；请核对是不是重复报送。"))
    name = bundle.path.rpartition("/")[2]
    if name != facts.name:
        detail = f"上报包的文件名与生成时的“{facts.name}”不同，已按内容采用"
        problems.append(Problem("JF013", detail, "请核对是不是这个单位的；以后请不要改名。"))
    return replace(bundle, problems=tuple(problems), facts=None if successor else facts)

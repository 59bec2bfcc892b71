"""What a later version has replaced: nobody need mend it any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from jianfu_cli.core.filings.returns import versions
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import SourceFile


@dataclass(frozen=True, slots=True)
class Superseded:
    """Forms that do not count, as ``(path, unit, attachment)``, and the paths of files of which no form counts."""

    forms: frozenset[tuple[str, str, str]]
    files: frozenset[str]

    @classmethod
    def among(cls, files: tuple[SourceFile, ...]) -> Self:
        """Find what of ``files`` has been replaced by others of them."""
        counting: set[tuple[str, str, str]] = set()
        replaced: set[tuple[str, str, str]] = set()
        for (unit, attachment), owned in versions(files).items():
            for version in owned:
                (counting if version.counts else replaced).add((version.file.path, unit, attachment))
        used = {path for path, _, _ in counting}
        return cls(frozenset(replaced - counting), frozenset(path for path, _, _ in replaced if path not in used))

    def covers(self, finding: Finding) -> bool:
        """Say whether ``finding`` is about what has been replaced, so that nothing need be done about it."""
        # What is drawn from more than a file is drawn from what counts, or tells which version does.
        if finding.drawn_from != "file" or finding.path is None:
            return False
        place = finding.path, finding.unit or "", finding.attachment or ""
        return finding.path in self.files or place in self.forms

    def without(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return those of ``findings`` that are about what counts, or about a unit as a whole."""
        return tuple(finding for finding in findings if not self.covers(finding))

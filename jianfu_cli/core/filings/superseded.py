"""What a later version has replaced, or came in too late to count: nobody need mend it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from jianfu_cli.core.filings.receipt import came_by
from jianfu_cli.core.filings.versions import versions
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.same_words import SameWords


@dataclass(frozen=True, slots=True)
class Superseded:
    """Forms that do not count, as ``(path, unit, attachment)``, and the paths of files of which nothing counts.

    ``later`` are the paths of those of them that came in after the day of judging.
    """

    forms: frozenset[tuple[str, str, str]]
    files: frozenset[str]
    later: frozenset[str] = frozenset()

    @classmethod
    def among(cls, files: tuple[SourceFile, ...], same_words: SameWords, until: date | None = None) -> Self:
        """Find what of ``files`` has been replaced by others of them, or came in after ``until``."""
        counting: set[tuple[str, str, str]] = set()
        replaced: set[tuple[str, str, str]] = set()
        for (unit, attachment), owned in versions(files, same_words, until).items():
            for version in owned:
                (counting if version.counts else replaced).add((version.file.path, unit, attachment))
        used = {path for path, _, _ in counting}
        later = frozenset(file.path for file in files if not came_by(file, until))
        without_use = {path for path, _, _ in replaced if path not in used}
        # Of a file in which one form is unsure the sure ones count.
        return cls(frozenset(replaced - counting), later | without_use, later)

    def covers(self, finding: Finding) -> bool:
        """Say whether ``finding`` is about what does not count, so that nothing need be done about it."""
        # What is drawn from more than a file is drawn from what counts, or tells which version does.
        if finding.drawn_from != "file" or finding.path is None:
            return False
        place = finding.path, finding.unit or "", finding.attachment or ""
        return finding.path in self.files or place in self.forms

    def without(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return those of ``findings`` that are about what counts, or about a unit as a whole."""
        return tuple(finding for finding in findings if not self.covers(finding))

"""Units judged in turn: each as soon as all of its folder is read, while the folders of others still are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianfu_cli.core.finding import Finding
from jianfu_cli.core.form import SourceFile
from jianfu_cli.core.report import NotRun
from jianfu_cli.core.returns import Returns, UnitReturn
from jianfu_cli.rules.runner import Checker


class Judged(NamedTuple):
    """What one unit has sent, what the unit rules find in it, and which of them could not run."""

    unit: UnitReturn
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]


class UnitsInTurn:
    """Judges what ``returns`` gathers; ``folders`` names for each file to come the unit in whose folder it lies."""

    def __init__(self, checker: Checker, returns: Returns, folders: Iterable[str | None]) -> None:
        self._checker, self._returns = checker, returns
        self._to_come = Counter(folders)
        self._judged: dict[str, Judged] = {}

    def take(self, folder: str | None, files: Iterable[SourceFile]) -> None:
        """Enter what was read of one file in ``folder``; whoever has been judged without it is judged anew."""
        for file in files:
            for unit in self._returns.enter(file):
                self._judged.pop(unit, None)
        self._to_come[folder] -= 1
        if folder and not self._to_come[folder]:
            self._judged[folder] = self._judge(folder)

    def all_judged(self) -> Iterator[Judged]:
        """Yield every unit's judgement, in order of the roster, when all files are in."""
        for unit in self._returns.units:
            yield self._judged.get(unit) or self._judge(unit)

    def _judge(self, name: str) -> Judged:
        unit = self._returns.of(name)
        return Judged(unit, tuple(self._checker.check_unit(unit)), tuple(self._checker.not_run(unit)))

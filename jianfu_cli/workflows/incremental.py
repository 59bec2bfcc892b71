"""Units checked while files still come in: each as soon as all of its folder is read, while others' folders are not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from jianfu_cli.core.filings.returns import Returns, UnitReturn
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.report import NotRun
from jianfu_cli.rules.runner import Checker


class CheckedUnit(NamedTuple):
    """What one unit has sent, what the unit rules find in it, and which of them could not run."""

    sent: UnitReturn
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]


class IncrementalUnitChecks:
    """Checks what is entered into ``returns``; ``folders`` has for each file to come the unit in whose folder it lies.

    None stands for a file in no unit's folder. ``add_file`` is called once for each of them, in any order.
    """

    def __init__(self, checker: Checker, returns: Returns, folders: Iterable[str | None]) -> None:
        self._checker, self._returns = checker, returns
        self._to_come = Counter(folders)
        self._checked: dict[str, CheckedUnit] = {}

    def add_file(self, folder: str | None, read: Iterable[SourceFile]) -> None:
        """Enter what was read of one file in ``folder``, an archive's members with it.

        A unit that was checked without it will be checked anew: its forms may lie elsewhere, too.
        """
        self.add_more(read)
        self._to_come[folder] -= 1
        if folder and not self._to_come[folder]:
            self._checked[folder] = self._check(folder)

    def add_more(self, files: Iterable[SourceFile]) -> None:
        """Enter files that nobody waits for: bundles brought them."""
        for file in files:
            for unit in self._returns.enter(file):
                self._checked.pop(unit, None)

    def owe(self, units: Iterable[str], until: date | None) -> None:
        """Say of more ``units`` that they owe, before anything is asked: their folders came in bundles."""
        self._returns.owe(units, until)
        self._checked.clear()

    def all_checked(self) -> Iterator[CheckedUnit]:
        """Yield every unit of ``returns``, in order of the roster, when all files have been added."""
        for unit in self._returns.units:
            yield self._checked.get(unit) or self._check(unit)

    def _check(self, unit: str) -> CheckedUnit:
        sent = self._returns.of(unit)
        return CheckedUnit(sent, *self._checker.check_unit(sent))

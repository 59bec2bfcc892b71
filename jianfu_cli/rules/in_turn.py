"""Units checked in turn: each as soon as all of its folder is read, while the folders of others still are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianfu_cli.core.filings.returns import Returns, UnitReturn
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.report import NotRun
from jianfu_cli.rules.runner import Checker


class CheckedUnit(NamedTuple):
    """What one unit has sent, what the unit rules find in it, and which of them could not run or not to the end."""

    sent: UnitReturn
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]


class UnitsInTurn:
    """Checks what is entered into ``returns``; ``folders`` has for each file to come the unit in whose folder it lies.

    None stands for a file in no unit's folder. ``take`` is called once for each of them, in any order.
    """

    def __init__(self, checker: Checker, returns: Returns, folders: Iterable[str | None]) -> None:
        self._checker, self._returns = checker, returns
        self._to_come = Counter(folders)
        self._checked: dict[str, CheckedUnit] = {}

    def take(self, folder: str | None, files: Iterable[SourceFile]) -> None:
        """Enter what was read of one file in ``folder``, an archive's members with it.

        A unit that was checked without it will be checked anew: its forms may lie elsewhere, too.
        """
        for file in files:
            for unit in self._returns.enter(file):
                self._checked.pop(unit, None)
        self._to_come[folder] -= 1
        if folder and not self._to_come[folder]:
            self._checked[folder] = self._check(folder)

    def all_checked(self) -> Iterator[CheckedUnit]:
        """Yield every unit of ``returns``, in order of the roster, when all files have been taken."""
        for unit in self._returns.units:
            yield self._checked.get(unit) or self._check(unit)

    def _check(self, unit: str) -> CheckedUnit:
        sent = self._returns.of(unit)
        found = tuple(self._checker.check_unit(sent))
        findings = tuple(one for one in found if isinstance(one, Finding))
        stopped = tuple(one for one in found if isinstance(one, NotRun))
        return CheckedUnit(sent, findings, (*self._checker.not_run(sent), *stopped))

"""Control totals level by level: what each bundle said of its rows, and what became of them here."""

from collections import Counter
from collections.abc import Iterable

from jianfu_cli.core.model.bundle import LevelTotals
from jianfu_cli.core.model.form import WITHIN, SourceFile
from jianfu_cli.core.rollup.model import LevelTie, MergedTable, Tally, UnusedRow


def levels(
    bundles: Iterable[SourceFile],
    files: Iterable[SourceFile],
    tables: Iterable[MergedTable],
    unused: Iterable[UnusedRow],
) -> tuple[LevelTie, ...]:
    """Return the bundles, and those within them, in order of their paths, each before what it was made of.

    One whose files another holds too brought nothing, and stands with no rows read here.
    """
    facts = [bundle.facts for bundle in bundles if bundle.facts]
    said = sorted((one for each in facts for one in (each.totals, *each.lower)), key=lambda one: one.path)
    if not said:
        return ()
    around = _Around(one.path for one in said)
    of_file = {file.path: around.of(file.bundle) for file in files if file.bundle}
    read: Counter[tuple[str, str]] = Counter()
    merged: Counter[tuple[str, str]] = Counter()
    apart: Counter[tuple[str, str]] = Counter()
    for file in files:
        for form in file.forms:
            read.update({(level, form.attachment): len(form.body.rows) for level in of_file.get(file.path, ())})
    for table in tables:
        for path, count in Counter(row.path for row in table.rows).items():
            merged.update({(level, table.attachment.id): count for level in of_file.get(path, ())})
    for row in unused:
        apart.update((level, _kind_of_reason(row)) for level in of_file.get(row.path, ()))
    names = [table.attachment.id for table in tables]
    reasons: dict[str, dict[str, int]] = {}
    for (path, why), count in apart.items():
        reasons.setdefault(path, {})[why] = count
    return tuple(_tie(one, names, read, merged, reasons.get(one.path, {})) for one in said)


def _tie(
    said: LevelTotals,
    names: Iterable[str],
    read: Counter[tuple[str, str]],
    merged: Counter[tuple[str, str]],
    apart: dict[str, int],
) -> LevelTie:
    here = {}
    for name in dict.fromkeys((*names, *said.rows)):
        rows, used = read[said.path, name], merged[said.path, name]
        here[name] = Tally(rows, used, rows - used)
    return LevelTie(said, here, said.path.count(WITHIN), dict(sorted(apart.items())))


class _Around:
    """Finds the bundles around a file."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._known = frozenset(paths)

    def of(self, bundle: str) -> tuple[str, ...]:
        """Return ``bundle`` and those around it."""
        steps = bundle.split(WITHIN)
        ways = (WITHIN.join(steps[: depth + 1]) for depth in range(len(steps)))
        return tuple(way for way in ways if way in self._known)


def units_around(bundles: Iterable[SourceFile], files: Iterable[SourceFile]) -> dict[str, str]:
    """Return for each unit of which a bundle brought something the unit in whose folder that bundle lies, if any."""
    folders = {bundle.path: bundle.inbox_unit for bundle in bundles if bundle.inbox_unit}
    around: dict[str, str] = {}
    for file in files if folders else ():
        steps = file.bundle.split(WITHIN)
        ways = (WITHIN.join(steps[: depth + 1]) for depth in range(len(steps)))
        folder = next((folders[way] for way in ways if way in folders), None)
        for unit in {file.inbox_unit or "", *(form.owner.unit for form in file.forms)} if folder else ():
            if unit and unit != folder:
                around.setdefault(unit, folder or "")
    return around


def _kind_of_reason(row: UnusedRow) -> str:
    """The reason why a row was not merged, without what names another file."""
    if "内容完全相同" in row.reason:
        return "相同文件只计一次"
    if "为准" in row.reason:
        return "已被后报的代替"
    return row.reason if len(row.reason) <= _LONGEST else "其他"


_LONGEST = 24

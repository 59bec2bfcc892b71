"""How often what jianfu reads of a cell is what LibreOffice shows: ``python benchmarks/shown_text.py FOLDER``.

Every workbook under FOLDER is laid out by LibreOffice (soffice) as text, sheet by sheet, and compared cell by cell.
Workbooks with pivot tables are left out: LibreOffice lays those out anew. Formulas (it computes them anew), dates
(compared by day, month, year and what of them is shown) and errors are counted apart.
"""

import argparse
import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from jianfu_cli.core.language.values import Scalar, Shown, text_of
from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.formats.sniff import sniff
from jianfu_cli.reading.formats.stored_text import stored_moment
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.package import check_package, zip_archive
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_READ = frozenset({"xlsx", "xls", "xlsb", "ods", "et"})
# All sheets, as shown, in UTF-8.
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
_BATCH, _BATCH_SECONDS, _SECONDS = 25, 90, 20
_LOCALE = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">'
    '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{0}</value></prop></item></oor:items>'
)
_BLANKS = re.compile(r"\s+")
_MOST_SHOWN = 40


def main() -> None:
    """Compare, and print the counts, and with ``-v`` the cells that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=Path, help="where what LibreOffice shows is kept, and found the next time")
    parser.add_argument("--locale", default="en-US", help="whose formats LibreOffice shows: zh-CN has no brackets")
    parser.add_argument("-v", action="store_true", help="print the cells that differ")
    chosen = parser.parse_args()
    workbooks = sorted(path for path in chosen.folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    texts = chosen.texts or Path(tempfile.mkdtemp())
    _lay_out(workbooks, texts, chosen.locale)
    found = Agreement()
    for path in workbooks:
        found.take(path, texts)
    found.say(verbose=chosen.v)


def _lay_out(workbooks: list[Path], target: Path, locale: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    done = target / "done"
    already = set(done.read_text().split("\n")) if done.exists() else set()
    wanted = [path for path in workbooks if path.stem not in already]
    for first in range(0, len(wanted), _BATCH):
        batch = wanted[first : first + _BATCH]
        if not _converted(batch, target, locale, _BATCH_SECONDS):
            for path in batch:  # one of them hangs
                _converted([path], target, locale, _SECONDS)
        with done.open("a") as lines:
            lines.writelines(f"{path.stem}\n" for path in batch)
        print(f"{first + len(batch)}/{len(wanted)}", file=sys.stderr)


def _converted(batch: list[Path], target: Path, locale: str, seconds: int) -> bool:
    with tempfile.TemporaryDirectory() as profile:
        (Path(profile) / "user").mkdir()
        (Path(profile) / "user" / "registrymodifications.xcu").write_text(_LOCALE.format(locale))
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", _AS_SHOWN]
        running = subprocess.Popen(
            [*command, "--outdir", str(target), *map(str, batch)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            return False
    return running.returncode == 0  # else one of them has ended it


@dataclass
class Agreement:
    """Cells compared, by kind and by whether they agree; what differs, for those who want to see it."""

    cells: Counter[tuple[str, bool]] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    differing: list[str] = field(default_factory=list)

    def take(self, path: Path, texts: Path) -> None:
        """Compare one workbook."""
        try:
            grids = _read(path.read_bytes(), path.name)
        except RefusedError as refusal:
            self.files[f"refused {refusal.code}"] += 1
            return
        if grids is None:
            self.files["left out"] += 1
            return
        compared = False
        for grid in grids:
            shown = texts / f"{path.stem}-{grid.name}.csv"
            if shown.is_file():
                compared = True
                self._compare(grid, shown, path)
        self.files["compared" if compared else "not laid out"] += 1

    def _compare(self, grid: Grid, shown: Path, path: Path) -> None:
        csv.field_size_limit(1 << 30)
        with shown.open(encoding="utf-8", newline="") as lines:
            # LibreOffice lays a sheet out up to its farthest comment: gigabytes of nothing.
            rows = [row[: len(grid.rows[0])] for row in islice(csv.reader(lines), len(grid.rows))]
        for place, value in _cells(grid):
            row, column = place
            text = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
            kind = _kind(grid, place, value, text)
            agrees = _same_day(value, text) if kind == "dates" else _bare(text_of(value)) == _bare(text)
            if value in (None, "") and not _bare(text):
                continue
            self.cells[kind, agrees] += 1
            if not agrees:
                self.differing.append(f"{kind}\t{path.name}\t{grid.name}\t{place}\t{value!r}\t{text!r}")

    def say(self, *, verbose: bool) -> None:
        """Print the counts."""
        print(", ".join(f"{count} files {what}" for what, count in sorted(self.files.items())))
        apart = {"dates", "formulas", "errors"}
        kinds = {kind for kind, _ in self.cells}
        for name, those in [*((kind, {kind}) for kind in sorted(kinds)), ("values", kinds - apart)]:
            right, wrong = (sum(self.cells[kind, agrees] for kind in those) for agrees in (True, False))
            print(f"{name:13} {right + wrong:9,} cells, {wrong:6,} differ, {right / max(1, right + wrong):8.3%} agree")
        if verbose:
            print("\n".join(self.differing))


def _read(data: bytes, name: str) -> tuple[Grid, ...] | None:
    limits, archive = GuardLimits(), zip_archive(data)
    kind = sniff(data, name, archive)
    if kind not in _READ or (archive and any("pivot" in member.lower() for member in archive.namelist())):
        return None
    package = check_package(data, limits, kind_of(kind).keeps, archive) if archive else None
    return kind_of(kind).sheet_reader.read_sheets(data, package, limits)


def _cells(grid: Grid) -> Iterator[tuple[tuple[int, int], Scalar]]:
    for row, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            yield (row, column), value


def _kind(grid: Grid, place: tuple[int, int], value: Scalar, text: str) -> str:
    if place in grid.facts.broken_cells or text.startswith(("#", "Err:")):
        return "errors"
    if place in grid.facts.formulas:
        return "formulas"
    kept = value.value if isinstance(value, Shown) else value
    if isinstance(kept, date | time | timedelta):
        return "dates"
    return _sort(text) if isinstance(kept, float) and not isinstance(kept, bool) else "text"


def _sort(text: str) -> str:
    """What sort of number format shows a number so."""
    sorts = {
        "per cent": r".*%",
        "grouped": r"-?\d{1,3}(?:,\d{3})+(?:\.\d*)?",
        "plain": r"-?\d*\.?\d*",
        "science": r".*\dE[+-]\d+",
    }
    return next((sort for sort, pattern in sorts.items() if re.fullmatch(pattern, text)), "worded")


def _same_day(value: Scalar, text: str) -> bool:
    kept = value.value if isinstance(value, Shown) else value
    if not isinstance(kept, date):
        return _bare(text_of(value)) == _bare(text)
    moment = kept if isinstance(kept, datetime) else datetime(kept.year, kept.month, kept.day)  # noqa: DTZ001
    seen = stored_moment(text, moment)
    parts = value.parts if isinstance(value, Shown) else "ymd"
    return (seen.parts if isinstance(seen, Shown) else "ymd" if isinstance(seen, date) else "") == parts


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


if __name__ == "__main__":
    main()

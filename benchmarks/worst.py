"""Shows how the cost of the worst that one sender can send grows: four times as much must not cost much more than that.

``python benchmarks/worst.py``: for each kind the processor's seconds at one size and at four times that, and how much
more each piece costs at the larger. n log n is about 1.2; what is quadratic is 4.
"""

import random
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typer
import xlsxwriter
from campaign import AS_OF, TRADE, form_rows, write_form

from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.names import MatterName, Words
from jianfu_cli.core.matters.overlap import alike_names, overlapping
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import collect
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import rules_for
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

TIMES = 4
_MOST = 1.6
_LONG_CELLS = ("不", "每", "1", "（", "上传", "教师，", "第1项、", "已完成，", "每月1次，", "《", " ", "138 ")


class Worst:
    """Makes what is worst in ``folder``, and has it read and checked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._campaign: Campaign = load_campaign()
        self._day = date.fromisoformat(AS_OF)
        context = Context(self._campaign, self._day)
        self._checker = Checker(choose_rules(rules_for(self._campaign), self._campaign.rules), context)
        self._reader = Reader.of(self._campaign)

    def names(self, count: int) -> float:
        """Titles that one draws from the 22 words of the trade."""
        chance = random.Random(count)
        return self._overlaps(["".join(chance.choices(TRADE, k=chance.randrange(3, 7))) for _ in range(count)])

    def near_names(self, count: int) -> float:
        """Titles that are all nearly equal."""
        return self._overlaps(_near(count, seed=count))

    def many_rows(self, count: int) -> float:
        """Rows of one form, all of one name and body."""
        return self._time_reading(self._written("a2", ["防溺水宣传"] * count))

    def near_rows(self, count: int) -> float:
        """Rows of one form and body, whose names are all nearly equal."""
        return self._time_reading(self._written("a2", _near(count, seed=count)))

    def near_answers(self, count: int) -> float:
        """Problems and rectifications of one body, all named nearly equal: which answers which?"""
        returns = Returns(self._campaign, self._day, ["卫辉市"])
        for form, seed in (("a2", 1), ("a3", 2)):
            for file in self._files(self._written(form, _near(count, seed))):
                returns.enter(file)
        unit = returns.of("卫辉市")
        begin = time.process_time()
        self._checker.check_unit(unit)
        return time.process_time() - begin

    def long_cells(self, characters: int) -> float:
        """Cells of one sign again and again, in every column that takes a text."""
        form = self._campaign.attachment("a3")
        row = next(iter(form_rows(form, "卫辉市", 0, 1)))
        rows = [
            row | dict.fromkeys(("matter", "body", "measures", "progress"), (sign * characters)[:characters])
            for sign in _LONG_CELLS
        ]
        path = self._path("附件.xlsx")
        write_form(path, form, "卫辉市", rows)
        return self._time_reading(path)

    def merges(self, count: int) -> float:
        """Merged cells, one under the other."""
        form, path = self._campaign.attachment("a2"), self._path("附件.xlsx")
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, [column.full_heading for column in form.columns])
            for number in range(count):
                sheet.merge_range(2 * number + 1, 1, 2 * number + 2, 4, f"防溺水{number}")
        return self._time_reading(path)

    def members(self, count: int) -> float:
        """Small members of an archive."""

        path = self._path("来件.zip")
        with zipfile.ZipFile(path, "w") as archive:
            for number in range(count):
                archive.writestr(f"卫辉市/{number}.csv", "序号,事项名称,牵头实施单位\n1,防溺水,县公安局\n")
        return self._time_reading(path)

    def _overlaps(self, names: list[str]) -> float:
        words, bodies = Words.of(self._campaign.same_words), Bodies.of(self._campaign.roster)
        named = [MatterName(name, f"县{place % 40}局", "卫辉市") for place, name in enumerate(names)]
        begin = time.process_time()
        overlapping(named, alike_names(names, words), bodies)
        return time.process_time() - begin

    def _path(self, name: str) -> Path:
        path = self._folder / "收件" / name
        path.parent.mkdir(exist_ok=True)
        return path

    def _written(self, form: str, names: list[str]) -> Path:
        """A form whose rows bear these names, all of one body."""
        attachment, path = self._campaign.attachment(form), self._path(f"{form}.xlsx")
        rows = zip(form_rows(attachment, "卫辉市", 0, len(names)), names, strict=True)
        write_form(path, attachment, "卫辉市", [row | {"matter": name, "body": "县公安局"} for row, name in rows])
        return path

    def _files(self, path: Path) -> tuple[SourceFile, ...]:
        (source,) = collect([path], self._campaign).sources
        return tuple(read_source(source, self._reader, GuardLimits()))

    def _time_reading(self, path: Path) -> float:
        begin = time.process_time()
        for file in self._files(path):
            self._checker.check_file(file)
        return time.process_time() - begin


def _near(count: int, seed: int) -> list[str]:
    """Names that are all nearly equal."""
    chance = random.Random(seed)
    return [f"防溺水{''.join(chance.choices(TRADE, k=3))}告知书签订" for _ in range(count)]


def main() -> None:
    """Measure each kind, and say which grow more than they may."""
    with tempfile.TemporaryDirectory() as folder:
        worst = Worst(Path(folder))
        kinds: list[tuple[str, Callable[[int], float], int]] = [
            ("名称由22个词拼成，个", worst.names, 15_000),
            ("名称都相近，个", worst.near_names, 15_000),
            ("一张表里各行同名，行", worst.many_rows, 2_000),
            ("一张表里各行名称相近，行", worst.near_rows, 2_000),
            ("问题、整改的名称都相近，各几行", worst.near_answers, 1_000),
            ("一格里同一个字，字", worst.long_cells, 8_000),
            ("合并单元格，处", worst.merges, 1_000),
            ("压缩包里的小文件，个", worst.members, 100),
        ]
        print("| 最坏的情形 | 多少 | 秒 | 四倍时 | 每份多花 | |\n|---|---|---|---|---|---|")
        for what, measure, size in kinds:
            measure(size // TIMES)  # patterns compiled, names folded
            one, four = measure(size), measure(size * TIMES)
            grown = four / one / TIMES
            kept = "达到" if grown <= _MOST else "**未达到**"
            print(f"| {what} | {size} | {one:.2f} | {four:.2f} | {grown:.2f}× | {kept} |", flush=True)


if __name__ == "__main__":
    typer.run(main)

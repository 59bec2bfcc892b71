"""Shows where the time goes, from the bytes of workbooks to the report, step by step.

``python benchmarks/stages.py [--keep FOLDER]``: microseconds a file of 1,000 workbooks of 50 rows, and milliseconds of
one of 100,000. All in one process: what the pipe and the waiting cost is not in it, and what one step has folded or
read is known to the next. The parts of reading are each done again by themselves.
"""

import gc
import pickle
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import typer
from campaign import AS_OF, Campaigns
from peers import read_by_calamine

from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.model.report import Report
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats.parts import keeps, read_sheets
from jianfu_cli.reading.guard.package import check_package
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import collect
from jianfu_cli.reports.findings import as_json
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import rules_for
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

FILES, ROWS_OF_ONE = 1000, 100_000
_START = "import jianfu_cli.workflows.inspect; from jianfu_cli.reading.campaigns import load_campaign; load_campaign()"
_STARTS = 5
_Result = TypeVar("_Result")


class Clock:
    """Adds up what each step takes."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def time(self, step: str, work: Callable[..., _Result], *given: object) -> _Result:
        """Return what ``work`` makes of what it is ``given``, and count its nanoseconds for ``step``."""
        begin = time.perf_counter_ns()
        result = work(*given)
        self.spent[step] += time.perf_counter_ns() - begin
        return result


def stages(case: Path, clock: Clock) -> None:
    """Read, check and report the inbox of ``case``, the parts of reading also each by itself."""
    campaign, limits = load_campaign(str(case / "专项行动")), GuardLimits()
    context = Context(campaign, date.fromisoformat(AS_OF))
    reader, checker = Reader.of(campaign), Checker(choose_rules(rules_for(campaign), campaign.rules), context)
    collection = clock.time("主进程：收集文件", collect, [case / "收件"], campaign)
    answers = []
    for source in collection.sources:
        data = source.file.read_bytes()
        (file,) = clock.time("工作进程：读一份", read_source, source, reader, limits)
        package = clock.time("　其中防护（解压、看每个部件）", check_package, data, limits, keeps)
        grids = clock.time("　其中读格子（calamine）", read_sheets, data, package, limits)
        clock.time("　（对照：calamine 只读）", read_by_calamine, BytesIO(data))
        clock.time("　其中找表、表头、各行", reader.forms, grids, source)
        found = clock.time("工作进程：规则", checker.check_file, file)
        answers.append(clock.time("工作进程：打包", pickle.dumps, (file, found)))
    sent = clock.time("主进程：拆包", lambda: list(map(pickle.loads, answers)))
    files = tuple(file for file, _ in sent)
    entered = Returns(campaign, context.as_of, collection.units)
    clock.time("主进程：各单位的版本", lambda: list(map(entered.enter, files)))
    returns = clock.time("主进程：各单位的版本", lambda: tuple(map(entered.of, entered.units)))
    findings = [finding for _, found in sent for finding in found]
    findings += clock.time("主进程：跨表核对", lambda: [one for unit in returns for one in checker.check_unit(unit)[0]])
    findings += clock.time("主进程：多头重复", lambda: checker.check_campaign(returns)[0])
    clock.time("主进程：写报告", as_json, Report(campaign.id, context.as_of, files, tuple(findings)))


def _starting() -> float:
    """Milliseconds to load the program and the shipped campaign, the median of some starts."""
    taken = []
    for _ in range(_STARTS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", _START], check=True)
        taken.append((time.perf_counter() - begin) * 1000)
    return sorted(taken)[_STARTS // 2]


def main(*, keep: Path | None = None) -> None:
    """Print the steps as a Markdown table; ``--keep`` a folder whose data are used again."""
    gc.set_threshold(100_000)  # as jianfu does
    many, one = Clock(), Clock()
    with tempfile.TemporaryDirectory() as temporary:
        campaigns = Campaigns(keep or Path(temporary))
        stages(campaigns.workbooks(FILES), many)
        stages(campaigns.rows(ROWS_OF_ONE), one)
    print(f"| 步骤 | {FILES} 份 × 50 行：每份微秒 | 1 份 × {ROWS_OF_ONE} 行：毫秒 |\n|---|---|---|")
    for step in many.spent:
        print(f"| {step} | {many.spent[step] / FILES / 1e3:.0f} | {one.spent[step] / 1e6:.0f} |")
    print(f"\n起动（载入程序、规则和专项行动）{_starting():.0f} 毫秒，每次一回。")


if __name__ == "__main__":
    typer.run(main)

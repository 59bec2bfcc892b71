"""Measures jianfu beside what it is compared with, and writes ``results.md`` and ``growth.svg``.

``python benchmarks/run.py [--quick]``, after ``pip install -e ".[bench]"``. All of it takes about half an hour and 3 GB
under the temporary folder; ``--quick`` stops at 1,000 workbooks and 100,000 rows.
"""

import compileall
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import typer
from campaign import AS_OF, ROWS, Campaigns
from measure import MIB, Runs, in_turn, python, ratios
from plot import growth_plot

import jianfu_cli

HERE = Path(__file__).parent
PEERS = HERE / "peers.py"
JIANFU = str(Path(sysconfig.get_path("scripts")) / "jianfu")
VERSIONS = ("typer", "pydantic", "python-calamine", "XlsxWriter", "openpyxl", "rapidfuzz", "frictionless")

_ONCE = "只跑一轮"
_MERGE_TO_VALIDATE = 75 / 32


@dataclass(frozen=True)
class Line:
    """One line of the results: a ratio (or MiB) of several rounds, and the bound it is to keep."""

    what: str
    against: str
    figures: Sequence[float]
    bound: float
    unit: str = "×"
    at_least: bool = False
    note: str = ""

    @property
    def median(self) -> float:
        """The middle figure."""
        return sorted(self.figures)[len(self.figures) // 2]

    @property
    def kept(self) -> bool:
        """Whether the median keeps the bound."""
        return self.median >= self.bound if self.at_least else self.median <= self.bound

    def __str__(self) -> str:
        """The line as a row of a Markdown table."""
        sign = "≥" if self.at_least else "≤"
        low, middle, high = min(self.figures), self.median, max(self.figures)
        digits = 0 if self.unit == " MiB" else 2
        span = f"{middle:.{digits}f}{self.unit}（{low:.{digits}f}–{high:.{digits}f}）"
        kept = "达到" if self.kept else "**未达到**"
        return f"| {self.what} | {self.against} | {span} | {sign} {self.bound:g}{self.unit} | {kept} | {self.note} |"


def validate(case: Path) -> list[str]:
    """Return the command that checks the inbox of ``case``, its report thrown away."""
    return [
        JIANFU,
        "--campaign",
        str(case / "专项行动"),
        "validate",
        str(case / "收件"),
        "--as-of",
        AS_OF,
        "-f",
        "json",
    ]


def merge(case: Path) -> list[str]:
    """Return the command that rolls the inbox of ``case`` up."""
    target = case / "汇总"
    return [
        JIANFU,
        "--campaign",
        str(case / "专项行动"),
        "merge",
        str(case / "收件"),
        "--as-of",
        AS_OF,
        "-o",
        str(target),
    ]


def reading(case: Path) -> list[str]:
    """Return the command that only reads the inbox of ``case`` by calamine."""
    return python(PEERS, "calamine", case / "收件")


def many(campaigns: Campaigns, rounds: int) -> list[Line]:
    """Checking and rolling up 3,000 workbooks of 50 rows."""
    case = campaigns.workbooks(3000)
    cells = case / "格子.jsonl"
    subprocess.run(merge(case), stdout=subprocess.DEVNULL, check=False)
    subprocess.run(python(PEERS, "cells", case / "汇总" / "汇总.xlsx", cells), check=True)
    runs = in_turn(
        {
            "calamine": reading(case),
            "validate": validate(case),
            "merge": merge(case),
            "XlsxWriter": python(PEERS, "xlsxwriter", case / "对照.xlsx", cells),
        },
        rounds,
    )
    spare = [
        (merged - checked) / written
        for merged, checked, written in zip(
            runs["merge"].seconds, runs["validate"].seconds, runs["XlsxWriter"].seconds, strict=True
        )
    ]
    size = f"3000 份 × {ROWS} 行"
    return [
        Line(f"validate，{size}", "calamine 只读", ratios(runs["validate"], runs["calamine"]), 2.3),
        Line(f"merge，{size}，减去 validate", "XlsxWriter 写同样的格子", spare, 0.4),
        Line(f"merge，{size}，内存最多", "", [runs["merge"].peak / MIB], 600, " MiB", note=_ONCE),
        Line(f"validate，{size}，内存最多", "", [runs["validate"].peak / MIB], 600, " MiB", note=_ONCE),
    ]


def large(campaigns: Campaigns, rounds: int) -> list[Line]:
    """Checking one workbook of 100,000 rows."""
    case = campaigns.rows(100_000)
    runs = in_turn({"calamine": reading(case), "validate": validate(case)}, rounds)
    return [Line("validate，1 份 × 100000 行", "calamine 只读", ratios(runs["validate"], runs["calamine"]), 2.6)]


def peers(campaigns: Campaigns, rounds: int) -> list[Line]:
    """Checking 200 workbooks beside frictionless with a schema of the same columns, and reading them by openpyxl."""
    case = campaigns.workbooks(200)
    package = campaigns.frictionless_package(200)
    frictionless = str(Path(JIANFU).with_name("frictionless"))
    runs = in_turn(
        {
            "validate": validate(case),
            "frictionless": [frictionless, "validate", str(package), "--trusted", "--json"],
            "openpyxl": python(PEERS, "openpyxl", case / "收件"),
            "calamine": reading(case),
        },
        rounds,
        watch=False,
    )
    faster = ratios(runs["frictionless"], runs["validate"])
    return [
        Line(f"frictionless validate，200 份 × {ROWS} 行", "validate", faster, 9, at_least=True),
        Line(
            "openpyxl 只读，同上（仅供参考）", "validate", ratios(runs["openpyxl"], runs["validate"]), 1, at_least=True
        ),
    ]


def starting(campaigns: Campaigns, rounds: int) -> list[Line]:
    """What one call costs beside ``import typer``."""
    case = campaigns.workbooks(200)
    one = next((case / "收件").rglob("*.xlsx"))
    runs = in_turn(
        {
            "import typer": [sys.executable, "-c", "import typer"],
            "--version": [JIANFU, "--version"],
            "--help": [JIANFU, "--help"],
            "补全": ["env", "_JIANFU_COMPLETE=complete_bash", "COMP_WORDS=jianfu v", "COMP_CWORD=1", JIANFU],
            "validate": [JIANFU, "validate", str(one), "--as-of", AS_OF],
        },
        rounds * 5,
        watch=False,
    )
    bounds = {"--version": 1.3, "补全": 1.3, "--help": 2.5, "validate": 4}
    said = {
        "--version": "jianfu --version",
        "--help": "jianfu --help",
        "补全": "按 Tab 补全",
        "validate": "validate，1 份小表",
    }
    floor = runs["import typer"]
    return [Line(said[name], "import typer", ratios(runs[name], floor), bound) for name, bound in bounds.items()]


def keeping_track(campaigns: Campaigns, rounds: int) -> list[Line]:
    """Who has filed what, of 5,000 files."""
    case = campaigns.workbooks(5000)
    status = [
        JIANFU,
        "--campaign",
        str(case / "专项行动"),
        "status",
        str(case / "收件"),
        "--as-of",
        AS_OF,
        "-f",
        "json",
    ]
    runs = in_turn({"calamine": reading(case), "status": status}, rounds)
    return [Line(f"status，5000 份 × {ROWS} 行", "calamine 只读", ratios(runs["status"], runs["calamine"]), 2.2)]


def alike(campaigns: Campaigns, rounds: int) -> list[Line]:
    """Checking 1,200 workbooks whose matters are named by 22 words of the trade."""
    case = campaigns.alike(1200)
    runs = in_turn({"calamine": reading(case), "validate": validate(case)}, rounds, watch=False)
    what = f"validate，1200 份 × {ROWS} 行，名称由22个词拼成"
    return [Line(what, "calamine 只读", ratios(runs["validate"], runs["calamine"]), 4)]


def titles(campaigns: Campaigns) -> list[Line]:
    """Finding 重复交叉 among half a million names of matters."""
    names = campaigns.names(500_000)
    runs = in_turn({"重复交叉": python(PEERS, "overlap", names)}, 1)["重复交叉"]
    note = f"{runs.seconds[0]:.0f} 秒，{_ONCE}"
    return [Line("重复交叉，500000 个事项名称，内存最多", "", [runs.peak / MIB], 2048, " MiB", note=note)]


Growth = dict[tuple[str, str], dict[int, Runs]]


def growing(campaigns: Campaigns, quick: bool) -> Iterator[tuple[Growth, list[str]]]:
    """Yield how time and memory grow, by command and what is counted (份, 行) → size, and a table of it."""
    workbooks = [200, 1000] if quick else [200, 1000, 5000, 20_000]
    rows = [1000, 10_000, 100_000] if quick else [1000, 10_000, 100_000, 1_000_000]
    grown: Growth = {}
    table = ["| 多少 | calamine 只读 | validate | 内存 | merge | 内存 |", "|---|---|---|---|---|---|"]
    for unit, sizes, make in (("份", workbooks, campaigns.workbooks), ("行", rows, campaigns.rows)):
        for size in sizes:
            case = make(size)
            runs = in_turn({"calamine": reading(case), "validate": validate(case), "merge": merge(case)}, 1)
            for name in ("validate", "merge"):
                grown.setdefault((name, unit), {})[size] = runs[name]
            shown = (f"{one.seconds[0]:.1f} 秒 | {one.peak / MIB:.0f} MiB" for one in (runs["validate"], runs["merge"]))
            table.append(f"| {size} {unit} | {runs['calamine'].seconds[0]:.1f} 秒 | {' | '.join(shown)} |")
            shutil.rmtree(case / "汇总", ignore_errors=True)
            yield grown, table


def largest(grown: Growth) -> Iterator[Line]:
    """Yield, of the largest case of each kind, what it holds, and its time for each piece beside the next smaller's."""
    for (name, unit), runs in grown.items():
        if len(runs) == 1:
            continue
        smaller, most = sorted(runs)[-2:]
        what = f"{name}，{most} {unit}"
        each = [runs[size].seconds[0] / size for size in (most, smaller)]
        yield Line(f"{what}，内存最多", "", [runs[most].peak / MIB], 2048, " MiB", note=_ONCE)
        yield Line(f"{what}，平均每{unit}", f"{smaller} {unit}时", [each[0] / each[1]], 1.3, note=_ONCE)
    most = max(grown["merge", "份"])
    times = grown["merge", "份"][most].seconds[0] / grown["validate", "份"][most].seconds[0]
    yield Line(f"merge，{most} 份", "validate", [times], _MERGE_TO_VALIDATE, note=_ONCE)


def machine() -> list[str]:
    """Say on what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    packages = "、".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in VERSIONS)])
    return [
        f"- {os.cpu_count()} 个处理器，{memory:.0f} GiB 内存，{platform.system()} {platform.machine()}",
        f"- {packages}",
    ]


# A form of a million rows with its texts in the cells is over the limit that suits all others.
os.environ["JIANFU_LIMIT_INFLATED_BYTES"] = "1G"


def main(*, quick: bool = False, rounds: int = 3, keep: Path | None = None) -> None:
    """Run everything, and write each part's results at once; ``--keep`` a folder whose data are used again."""
    with tempfile.TemporaryDirectory() as temporary:
        campaigns = Campaigns(keep or Path(temporary))
        # As pip does when it installs a package; in a checkout it depends on who has run it before.
        compileall.compile_dir(jianfu_cli.__path__[0], quiet=1)
        lines: list[Line] = []
        measured: list[Callable[[Campaigns, int], list[Line]]] = [starting, peers, large, many, alike, keeping_track]
        for part in measured:
            print(part.__doc__, file=sys.stderr)
            lines += part(campaigns, rounds)
            write_results(lines, rounds)
        lines += titles(campaigns)
        spent = _printed("stages.py", "--keep", campaigns.folder)
        spent += ["", *_printed("worst.py")]
        write_results(lines, rounds, spent)
        for grown, table in growing(campaigns, quick):
            named = {f"{name}（{unit}）": runs for (name, unit), runs in grown.items()}
            (HERE / "growth.svg").write_text(growth_plot(named), encoding="utf-8")
            # A small case takes as long to start as to run: how the time grows is told by the large ones.
            write_results([*lines, *(() if quick else largest(grown))], rounds, spent, table)
    print(json.dumps({line.what: round(line.median, 2) for line in lines}, ensure_ascii=False, indent=1))


def _printed(script: str, *given: str | Path) -> list[str]:
    """Run a script of ours and return the lines that it prints."""
    ran = subprocess.run(python(HERE / script, *given), check=True, capture_output=True, text=True)
    return ran.stdout.splitlines()


def write_results(lines: Sequence[Line], rounds: int, spent: Sequence[str] = (), grown: Sequence[str] = ()) -> None:
    """Write ``results.md``: the lines against their bounds; where the time is spent and the growth, where known yet."""
    text = [
        "# 测量结果",
        "",
        f"由 `python benchmarks/run.py` 写成。同一轮里轮流运行（A B A B），{rounds} 轮，取倍数的中位数（最小–最大）。",
        "机器的快慢时时在变，只有同一轮里的倍数可比。",
        "",
        *machine(),
        "",
        "| 测什么 | 比什么 | 结果 | 目标 | | 说明 |",
        "|---|---|---|---|---|---|",
        *map(str, lines),
        "",
    ]
    if spent:
        text += [
            "## 时间花在哪里",
            "",
            "在一个进程里逐步量（`python benchmarks/stages.py`），不含管道和等待。",
            "",
            *spent,
            "",
        ]
    if grown:
        text += ["## 随份数和行数怎样增长", "", *grown, "", "![时间和内存的增长](growth.svg)", ""]
    (HERE / "results.md").write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)

"""What lies behind a door of a pack: what was dropped or is asked for, the command, and where its results are."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from jianfu_cli.cli.app import end, guarded, run
from jianfu_cli.cli.streams import prepare_streams, start_in_a_fit_locale
from jianfu_cli.core.language.command_line import dropped_names, typed_names
from jianfu_cli.core.model.doors import DOORS, Door
from jianfu_cli.errors import UsageError

LINE = "JIANFU_LINE"
"""Holds the command line of the ``cmd`` that runs the door's file; empty where arguments were typed."""

_ALL_UNITS = "全部"
# What is opened at the end, the first that is there; else the folder.
_OPENED = {
    "validate": "查表结果.html",
    "merge": "摘要.html",
    "status": "报送进度.html",
    "remind": "群发清单.txt",
}
Answer = Callable[[str], str]


def enter(command: str, pack: str) -> NoReturn:
    """Go through the door of ``command``, of the pack in the folder ``pack``, and end the process."""
    start_in_a_fit_locale()
    prepare_streams()
    door = next(door for door in DOORS if door.command == command)
    arguments = sys.argv[1:]
    end(guarded(lambda: _go(door, Path(pack), arguments)))


def _go(door: Door, pack: Path, arguments: Sequence[str]) -> int:
    from jianfu_cli.reading.campaigns import DEFAULT_CAMPAIGN, load_campaign
    from jianfu_cli.workflows.results import make_results, remove_if_empty, temporary_within

    os.environ.pop("JIANFU_STAY", None)
    line = os.environ.pop(LINE, "")
    names = dropped_names(line, f"{door.name}.bat") if line else tuple(arguments)
    units: tuple[str, ...] = ()
    if not names and door.command == "new-template":
        units = typed_names(_ask(door).replace("、", " ").replace("，", " "))
    elif not names:
        names = _typed(_ask(door))
    paths = [Path(os.path.abspath(name)) for name in names]  # noqa: PTH100 -- .. is taken as written, links stay
    _refuse_missing(door, paths)
    campaign = load_campaign(os.environ.get("JIANFU_CAMPAIGN") or DEFAULT_CAMPAIGN)
    result = make_results(paths, door.result, pack, campaign.roster)
    print(f"{door.name}：正在做，请稍候……", flush=True)
    with temporary_within(result):
        code = _run(_call(door, paths, units, result))
    made = any(result.iterdir())
    remove_if_empty(result)
    if made:
        print(f"\n结果在：{result}", flush=True)
        _open(result / _OPENED.get(door.command, ""))
    return code


def _ask(door: Door) -> str:
    what = "" if door.command == "new-template" else "把"
    drag = "" if door.command == "new-template" else "拖到这个窗口里，按回车"
    print(f"{door.name}：{what}{door.takes}{drag}：", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _typed(answer: str) -> tuple[str, ...]:
    """Read names from an answer: one that is there as it stands, else several, quoted as the system's windows do."""
    if answer and Path(answer).exists():
        return (answer,)
    if os.name == "nt":
        return typed_names(answer)
    try:
        return tuple(shlex.split(answer))
    except ValueError:
        return (answer,)


def _refuse_missing(door: Door, paths: Sequence[Path]) -> None:
    if not paths and door.command != "new-template":
        raise UsageError(f"没有写{door.takes}")
    missing = next((path for path in paths if not path.exists()), None)
    if missing:
        raise UsageError(f"找不到 {missing}")
    inbox = door.command in {"status", "remind"}
    if inbox and (len(paths) > 1 or not paths[0].is_dir()):
        raise UsageError(f"{door.name}要拖一个文件夹：各单位文件夹所在的收件箱")


def _call(door: Door, paths: Sequence[Path], units: Sequence[str], result: Path) -> list[str]:
    """Return the command line that a person would have typed."""
    given = [str(path) for path in paths]
    opened = str(result / _OPENED.get(door.command, ""))
    match door.command:
        case "validate":
            return ["validate", *given, "-f", "html", "-o", opened, "--return-to", str(result / "退改件")]
        case "status":
            return ["status", *given, "-f", "html", "-o", opened]
        case "new-template":
            whom = ["--all-units"] if _ALL_UNITS in units else [part for unit in units for part in ("-u", unit)]
            sources = [part for path in given for part in ("--from", path)]
            return ["new-template", *sources, *whom, "-o", str(result)]
        case _:
            return [door.command, *given, "-o", str(result)]


def _run(call: list[str]) -> int:
    sys.argv = ["jianfu", *call]
    return run()


def _open(result: Path) -> None:
    """Show a result as a double click would; where nothing can show it, its place has been said."""
    shown = result if result.exists() else result.parent
    try:
        if sys.platform == "win32":
            os.startfile(shown)  # noqa: S606 -- made by us
        elif shutil.which("xdg-open") and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            subprocess.Popen(  # noqa: S603 -- made by us
                ["xdg-open", str(shown)],  # noqa: S607 -- the desktop's own
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    except OSError:
        print("没有能打开结果的程序，请自己打开上面的文件夹。", file=sys.stderr)

"""Takes the three pictures of a pack's 说明.html, of real windows in which the real programs run.

Run from anywhere on a Linux with Xvfb, openbox, pcmanfm, xterm, xdotool, ImageMagick, Chromium and Noto's Chinese
fonts: ``python docs/pack_pictures.py``. They go to ``templates/pack/``, so that packing itself needs none of this.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

from jianfu_cli.core.model.doors import DOORS
from jianfu_cli.writing.portable.platforms import PLATFORMS, PlatformName
from jianfu_cli.writing.portable.scripts import scripts

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "templates" / "pack"
NEEDED = ("Xvfb", "openbox", "pcmanfm", "xterm", "xdotool", "import", "chromium")
DISPLAY, SCREEN = ":97", (900, 430)
COLOURS = 48  # enough for windows and text, and a third of the bytes
RED = "#a61b1b"
FROM, BEND, TO = (240, 112), (520, 30), (806, 96)  # from the folder that is dropped, over its window, onto 查表
UNIT = "卫滨区"


def main() -> int:
    """Take the pictures anew; return 1 where a program for it is not installed."""
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    if lacking:
        print(f"not installed: {', '.join(lacking)}", file=sys.stderr)
        return 1
    folder = Path(tempfile.gettempdir()) / "演示"  # it is to be read in the pictures
    folder.mkdir()
    try:
        desk, tool = _stage(folder)
        with _screen(folder) as environment:
            _drop(desk, tool, environment)
            _run(desk, tool, environment)
        _result(next(desk.glob(f"{UNIT}_*")) / "查表结果.html", folder)
    finally:
        shutil.rmtree(folder)
    return 0


def _stage(folder: Path) -> tuple[Path, Path]:
    """Lay out a desk with what a unit has sent, and the tool beside it."""
    desk, tool = folder / "桌面", folder / "减负填报工具"
    shutil.copytree(ROOT / "examples" / "inbox" / UNIT, desk / UNIT)
    for name, content in scripts(DOORS, PLATFORMS[PlatformName.WIN_AMD64], [(3, 11)], None).items():
        (tool / name).parent.mkdir(parents=True, exist_ok=True)
        (tool / name).write_bytes(content)
    (tool / "说明.html").touch()
    return desk, tool


@contextlib.contextmanager
def _screen(home: Path) -> Iterator[dict[str, str]]:
    """A screen of its own, on which windows have frames; nothing is written to the person's own settings."""
    places = {"HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    words = {"LANG": _locale(), "LC_COLLATE": "C.UTF-8"}  # the arrow knows where 查表 lies
    environment = {**os.environ, "DISPLAY": DISPLAY, **places, **words}
    started = [_start(["Xvfb", DISPLAY, "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24"], environment)]
    time.sleep(2)
    started.append(_start(["openbox"], environment))
    time.sleep(1)
    try:
        yield environment
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _locale() -> str:
    """Let the windows speak Chinese, where the system has been given the locale (``localedef -i zh_CN -f UTF-8``)."""
    known = _call(["locale", "-a"], dict(os.environ)).split()
    return "zh_CN.UTF-8" if "zh_CN.utf8" in known else "C.UTF-8"


def _start(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603


def _call(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False).stdout  # noqa: S603


def _place(process: "subprocess.Popen[bytes]", title: str, box: tuple[int, int, int, int], env: dict[str, str]) -> None:
    """Wait for the window called ``title`` and put it into ``box``: x, y, width, height."""
    for _ in range(60):
        found = _call(["xdotool", "search", "--onlyvisible", "--name", title], env).split()
        if found:
            break
        time.sleep(0.25)
    assert process.poll() is None, f"{title} has ended"
    assert found, f"no window {title}"
    x, y, width, height = map(str, box)
    _call(["xdotool", "windowsize", found[-1], width, height], env)
    _call(["xdotool", "windowmove", found[-1], x, y], env)
    time.sleep(1.5)


def _photograph(name: str, box: tuple[int, int, int, int], environment: dict[str, str]) -> Path:
    """Take what is in ``box`` (x, y, width, height) of the screen."""
    target = TARGET / name
    x, y, width, height = box
    _call(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "+repage", str(target)], environment)
    return target


def _shrink(picture: Path, *, arrow: bool = False) -> None:
    with Image.open(picture) as image:
        drawn = image.convert("RGB")
    if arrow:
        (x, y), (before_x, before_y) = TO, BEND
        pen = ImageDraw.Draw(drawn)
        curve = [_between(step / 40) for step in range(41)]
        pen.line(curve, fill=RED, width=6, joint="curve")
        side = ((y - before_y) * 0.08, -(x - before_x) * 0.08)
        back = (x - (x - before_x) * 0.09, y - (y - before_y) * 0.09)
        pen.polygon(
            [(x + 8, y + 3), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])], fill=RED
        )
    drawn.quantize(COLOURS).save(picture, optimize=True)


def _between(part: float) -> tuple[float, float]:
    """A point of the arrow's curve (quadratic Bézier)."""
    x, y = ((1 - part) ** 2 * FROM[axis] + 2 * part * (1 - part) * BEND[axis] + part**2 * TO[axis] for axis in (0, 1))
    return x, y


def _drop(desk: Path, tool: Path, environment: dict[str, str]) -> None:
    """Two folders side by side, and an arrow from what is dropped to where."""
    first = _start(["pcmanfm", "--no-desktop", "-n", str(desk)], environment)
    _place(first, desk.name, (0, 0, 330, 400), environment)
    _call(["pcmanfm", "-n", str(tool)], environment)
    _place(first, tool.name, (345, 0, 545, 400), environment)
    picture = _photograph("drop.png", (0, 0, 892, 424), environment)
    first.terminate()
    first.wait()
    _shrink(picture, arrow=True)


def _run(desk: Path, tool: Path, environment: dict[str, str]) -> None:
    """The window of the door while it says where the results are."""
    code = f"from jianfu_cli.cli.doors import enter; enter('validate', {str(tool)!r})"
    door = f'PYTHONPATH={ROOT} {sys.executable} -c "{code}" {desk / UNIT}; echo; printf 按回车键关闭。; read -r _'
    window = ["xterm", "-T", "查表", "-fa", "DejaVu Sans Mono", "-fd", "Noto Sans Mono CJK SC", "-fs", "12"]
    window += ["-bg", "black", "-fg", "white", "-e", door]
    process = _start(window, environment)
    _place(process, "查表", (0, 0, 880, 230), environment)
    for _ in range(60):
        if list(desk.glob(f"{UNIT}_*/查表结果.html")):
            break
        time.sleep(0.5)
    time.sleep(2)
    picture = _photograph("run.png", (0, 0, 882, 252), environment)
    process.terminate()
    process.wait()
    _shrink(picture)


def _result(page: Path, folder: Path) -> None:
    """The page that opens, as a browser shows it."""
    target = TARGET / "result.png"
    browser = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder / 'browser'}"]
    _call([*browser, "--window-size=1100,900", f"--screenshot={target}", page.as_uri()], dict(os.environ))
    _shrink(target)


if __name__ == "__main__":
    sys.exit(main())

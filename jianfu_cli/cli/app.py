"""The command ``jianfu``: its subcommands, and the one place where it ends."""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from jianfu_cli import __version__
from jianfu_cli.cli import chinese
from jianfu_cli.cli.commands import Jianfu
from jianfu_cli.cli.options import CampaignOption
from jianfu_cli.cli.streams import prepare_streams, start_in_a_fit_locale
from jianfu_cli.core.language.shown import shown
from jianfu_cli.errors import CampaignError, JianfuError, UsageError, reason

_INTERRUPTED = 130  # what shells say of a command that Ctrl-C has ended
TRACEBACK = "JIANFU_TRACEBACK"
"""Where set, an unexpected end shows where it happened: for those who mend the program."""

app = typer.Typer(
    name="jianfu",
    cls=Jianfu,
    help="减负填报工具：发空白表、查填报错、汇总成册。全程不联网，不改动任何上报文件。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


_FIRST_YEAR = 1980
"""The first that a zip archive can write, and so an office file too."""


def _check_clock() -> None:
    """See that the computer's clock has been set.

    Raises:
        UsageError: it stands where no office file can be dated.
    """
    year = time.localtime().tm_year
    if year < _FIRST_YEAR:
        raise UsageError(f"这台电脑的日期是 {year} 年，请先校正日期再执行")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jianfu {__version__}")
        raise typer.Exit


@app.callback()
def root(
    campaign: CampaignOption = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    """减负填报工具：发空白表、查填报错、汇总成册。全程不联网，不改动任何上报文件。"""


def main() -> NoReturn:
    """Run the command line and end the process with the contract's exit codes."""
    start_in_a_fit_locale()
    _end_like_ctrl_c()
    end(run())


def end(code: int) -> NoReturn:
    """End the process with ``code`` once all is said."""
    with suppress(JianfuError):
        sys.stdout.flush()
    _end_workers()
    # All is written: to take apart what was read takes as long as to check fifty files.
    os._exit(code)


def _end_like_ctrl_c() -> None:
    """Let an end asked for by the system clear up as Ctrl-C does; only an end by force cannot (``leftovers``)."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        # Who starts a command with nohup wants it to go on when the terminal is closed.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _end_workers() -> None:
    """End the workers that an interruption may have left at work."""
    if "multiprocessing" in sys.modules:
        from multiprocessing import active_children

        for worker in active_children():
            worker.kill()


def run() -> int:
    """Run the command line; return its exit code, which is 1 for findings and for nothing else."""
    # pydantic would look through every installed package for plugins of its own, at each start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What is read has no cycles: to look for them as often as by default costs a tenth of the time.
    gc.set_threshold(100_000)
    prepare_streams()
    return guarded(_call)


def _call() -> int | None:
    _check_clock()
    code: int | None = app(standalone_mode=False)
    return code


def guarded(work: Callable[[], int | None]) -> int:
    """Return the exit code of ``work``; whatever ends it is said in one Chinese sentence, and is 2."""
    try:
        code = work()
        # What cannot be written must be known here: once the interpreter ends nobody says it in Chinese.
        sys.stdout.flush()
    except CampaignError as error:
        typer.echo(f"错误：{error}", err=True)
    except JianfuError as error:
        typer.echo(f"错误：{shown(str(error))}", err=True)
    except typer.Abort:
        typer.echo("已中止。", err=True)
    except typer.TyperException as error:
        typer.echo(chinese.explain(error), err=True)
    except KeyboardInterrupt:
        typer.echo("已中止。", err=True)
    except (OSError, MemoryError) as error:
        why = reason(error) if isinstance(error, OSError) else "内存不够"
        typer.echo(f"错误：做不下去：{why}{_where(error)}。{_how_to_trace()}", err=True)
    except Exception as error:  # noqa: BLE001 -- a fault of ours must not pass for findings, nor speak in English
        typer.echo(f"错误：程序出了意外（{type(error).__name__}：{shown(str(error))}）。{_how_to_trace()}", err=True)
    else:
        if code == _INTERRUPTED:
            typer.echo("已中止。", err=True)
        return code or 0
    return 2


def _where(error: OSError | MemoryError) -> str:
    name = error.filename if isinstance(error, OSError) else None
    return f"（{os.fsdecode(name)}）" if isinstance(name, (str, bytes)) else ""


def _how_to_trace() -> str:
    if not os.environ.get(TRACEBACK):
        return f"设环境变量 {TRACEBACK}=1 再执行一次，可以看到出错的位置。"
    import traceback

    return f"\n{traceback.format_exc().rstrip()}"

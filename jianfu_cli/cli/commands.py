"""The subcommands by name, each imported only when it is called or listed."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from jianfu_cli.cli.chinese import ChineseGroup, Command
from jianfu_cli.cli.typer_private import AnyCommand, Context

# As --help lists them, by what one does when. Each is the function of its name in the module of its name, with _ for -.
GROUPS = {
    "发表": ("new-template",),
    "收表和查表": ("receive", "validate", "decide"),
    "汇总": ("merge", "draft", "diff"),
    "进度和催办": ("status", "remind", "progress", "deadlines"),
    "七月以后": ("review", "clues"),
    "其他": ("rule", "schema", "init", "pack", "demo"),
}
NAMES = tuple(name for names in GROUPS.values() for name in names)


class Subcommands(Mapping[str, AnyCommand]):
    """What ``jianfu`` can do, name → command."""

    def __getitem__(self, name: str) -> AnyCommand:
        if name not in NAMES:
            raise KeyError(name)
        return _load(name)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


class Jianfu(ChineseGroup):
    """The command ``jianfu``, which imports no subcommand before it is named."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # Only read from: nobody adds a command at run time.
        self.commands = Subcommands()  # type: ignore[assignment]

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 -- Typer's signature
        """Return the names without importing what they name."""
        return list(NAMES)

    def grouped(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names as --help lists them: by what one does when."""
        return GROUPS


@lru_cache
def _load(name: str) -> AnyCommand:
    called = name.replace("-", "_")
    function = getattr(import_module(f"jianfu_cli.cli.{called}"), called)
    alone = typer.Typer(add_completion=False, pretty_exceptions_short=False, rich_markup_mode=None)
    alone.command(name, cls=Command)(function)
    return get_command(alone)

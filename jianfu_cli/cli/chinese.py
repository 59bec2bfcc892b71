"""Typer's own words in Chinese: help pages, usage lines and what it says of a wrong call.

Typer carries its English within itself, without a catalogue to translate, so the command classes here print their own
pages, and :func:`explain` says in Chinese what a usage error found.
"""

import re
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jianfu_cli.cli.typer_private import (
    AnyCommand,
    BadOptionUsage,
    BadParameter,
    Context,
    HelpFormatter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    Parameter,
    UsageError,
    install_completion,
    read_when_given,
    shell_name,
)
from jianfu_cli.core.language.text import clean
from jianfu_cli.errors import UsageError as WrongCall

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# What pydantic, which reads the values for Typer, finds wrong with one: its type of error, and what to say.
_FAULTS = {
    "int_parsing": "“{input}”不是整数",
    "int_parsing_size": "“{input}”太大",
    "int_from_float": "“{input}”不是整数",
    "float_parsing": "“{input}”不是数字",
    "bool_parsing": "“{input}”不是 true 或 false",
    "greater_than_equal": "{input} 太小，至少为 {ge}",
    "less_than_equal": "{input} 太大，最多为 {le}",
}
# What Typer says in a sentence alone, without a field that would tell it.
_SENTENCES = [
    (r"Missing command\.", "没有写要执行哪个命令"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "多出了参数：{0}"),
    (r"\w+ '(.*)' is not readable\.", "“{0}”读不了：没有权限"),
]


class BadValue(BadParameter):
    """A value that one of our own readers refuses; its message is in Chinese already."""


class NoSuchCommandError(UsageError):
    """The call names a command that is not there."""

    def __init__(self, name: str, known: Iterable[str], context: Context) -> None:
        super().__init__(name, context)
        self.name, self.possibilities = name, get_close_matches(name, known)


class _Chinese(AnyCommand):
    """What is Chinese of any command: its help page, its usage line; and its errors know which command they befell."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help page."""
        from jianfu_cli.cli.help_page import help_page
        from jianfu_cli.cli.output import terminal_places

        assert isinstance(self, TyperCommand | TyperGroup)
        formatter.write(help_page(self, ctx, terminal_places()))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line."""
        from jianfu_cli.cli.help_page import usage

        assert isinstance(self, TyperCommand | TyperGroup)
        formatter.write(usage(self, ctx))

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the call; what is wrong with it is said of this command."""
        for param in self.get_params(ctx):
            read_when_given(param)
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(_Chinese, TyperCommand):
    """A subcommand whose help is in Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """The command ``jianfu`` itself, whose help is in Chinese."""

    @abstractmethod
    def grouped(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of the subcommands, title of a group → its names."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, with Typer's installer of completion speaking Chinese."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "install_completion":
                param.callback = _install_completion
        return params

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command that the call names.

        Raises:
            NoSuchCommandError: there is none of that name.
        """
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise NoSuchCommandError(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


def _install_completion(context: Context, _param: Parameter, wanted: bool | str) -> None:
    if not wanted or context.resilient_parsing:
        return
    # The shell's name, of an enumeration in some versions; or that an option without one was given.
    shell = shell_name() if wanted is True else str(getattr(wanted, "value", wanted))
    if shell not in _SHELLS:
        raise WrongCall(f"只能给 {'、'.join(_SHELLS)} 装补全，没有认出现在用的是其中哪一种")
    shell, path = install_completion(shell=shell)
    typer.echo(f"已为 {shell} 装好补全（{path}），重新打开命令行后生效。")
    raise typer.Exit


def explain(error: typer.TyperException) -> str:
    """Return what Typer found wrong with the call, in Chinese, with the usage line and where to read more."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    lines = [f"错误：{_what(error)}"]
    if isinstance(error, UsageError) and error.ctx is not None:
        lines += [error.ctx.get_usage(), f"查看说明：{error.ctx.command_path} --help"]
    return "\n".join(lines)


def _what(error: typer.TyperException) -> str:
    match error:
        case MissingParameter():
            return f"缺少必填{_name(error.param)}"
        case BadParameter():
            return f"{_name(error.param)}：{_fault(error)}"
        case NoSuchOption():
            return f"没有选项 {clean(error.option_name)}{_perhaps(error.possibilities)}"
        case NoSuchCommandError():
            return f"没有命令 {clean(error.name)}{_perhaps(error.possibilities)}"
        case BadOptionUsage():
            return f"选项 {error.option_name} 后面{'不' if _is_flag(error) else '要'}写内容"
    return translate(error.message)


def _perhaps(possibilities: Iterable[str] | None) -> str:
    return f"，是不是：{'、'.join(possibilities)}" if possibilities else ""


def _is_flag(error: BadOptionUsage) -> bool:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(error.option_name in param.opts and getattr(param, "is_flag", False) for param in params)


def _name(param: Any) -> str:
    if param is None:
        return "参数"
    names = "、".join(param.opts)
    return f"选项 {names}" if param.param_type_name == "option" else f"参数“{param.metavar or param.name}”"


def _fault(error: BadParameter) -> str:
    if isinstance(error, BadValue):
        return error.message
    from pydantic import ValidationError

    if not isinstance(error.__cause__, ValidationError):
        return translate(error.message)
    fault = error.__cause__.errors()[0]
    value = clean(str(fault["input"]))
    choices = error.param.type_descriptor.choices if error.param else None
    if choices:
        return f"“{value}”不在可选值里；可选：{'、'.join(str(getattr(choice, 'value', choice)) for choice in choices)}"
    return _FAULTS.get(fault["type"], "“{input}”不合要求").format(input=value, **fault.get("ctx", {}))


def translate(sentence: str) -> str:
    """Return in Chinese what Typer says in ``sentence``; one not known is quoted, lest the person learn nothing."""
    for pattern, chinese in _SENTENCES:
        found = re.fullmatch(pattern, sentence, re.DOTALL)
        if found:
            return chinese.format(*found.groups())
    return f"命令写得不对（{sentence}）"

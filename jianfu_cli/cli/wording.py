"""Typer's own words in Chinese: help pages, usage lines and what it says of a wrong call.

Typer carries its English within itself, without a catalogue to translate, so the command classes here print their own
pages, and :func:`explain` says in Chinese what a usage error found.
"""

import re
from typing import Any

import typer
from typer._click import exceptions
from typer._click.core import Context, Parameter
from typer._click.formatting import HelpFormatter
from typer._completion_shared import _get_shell_name, install
from typer.core import TyperCommand, TyperGroup

from jianfu_cli.errors import UsageError

_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
# Typer's sentences about a wrong call, and the same in Chinese; quotes in them are Python's.
_SENTENCES = [
    (r"No such option: (.+)", "没有选项 {0}"),
    (r"No such command '(.+?)'\.?(?: Did you mean (.+)\?)?", "没有命令 {0}"),
    (r"Missing command\.", "没有写要执行哪个命令"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "多出了参数：{0}"),
    (r"Option '(.+)' requires an argument\.", "选项 {0} 后面要写内容"),
    (r"Option '(.+)' requires (\d+) arguments\.", "选项 {0} 后面要写 {1} 项内容"),
    (r"Option '(.+)' does not take a value\.", "选项 {0} 后面不写内容"),
    (r"'(.*)' is not a valid (?:integer|int)(?: range)?\.", "“{0}”不是整数"),
    (r"'(.*)' is not a valid float(?: range)?\.", "“{0}”不是数字"),
    (r"'(.*)' is not a valid boolean.*", "“{0}”不是 true 或 false"),
    (r"(.+) is not in the range x>=(.+)\.", "{0} 太小，至少为 {1}"),
    (r"(.+) is not in the range x<=(.+)\.", "{0} 太大，最多为 {1}"),
    (r"(.+) is not in the range (.+)<=x<=(.+)\.", "{0} 不在 {1} 到 {2} 之间"),
    (r"'(.*)' is not one of (.+)\.", "“{0}”不在可选值里；可选：{1}"),
    (r"\w+ '(.*)' does not exist\.", "“{0}”不存在"),
    (r"\w+ '(.*)' is a directory\.", "“{0}”是文件夹，这里要写文件"),
    (r"\w+ '(.*)' is a file\.", "“{0}”是文件，这里要写文件夹"),
    (r"\w+ '(.*)' is not readable\.", "“{0}”读不了：没有权限"),
    (r"\w+ '(.*)' is not writable\.", "“{0}”写不了"),
]


class Command(TyperCommand):
    """A subcommand whose help is in Chinese."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help page."""
        from jianfu_cli.cli.help_page import help_page, terminal_places

        formatter.write(help_page(self, ctx, terminal_places()))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line."""
        from jianfu_cli.cli.help_page import usage

        formatter.write(usage(self, ctx))


class Group(TyperGroup):
    """The command ``jianfu`` itself, whose help is in Chinese."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help page."""
        from jianfu_cli.cli.help_page import help_page, terminal_places

        formatter.write(help_page(self, ctx, terminal_places()))

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the usage line."""
        from jianfu_cli.cli.help_page import usage

        formatter.write(usage(self, ctx))

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, with Typer's installer of completion speaking Chinese."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "install_completion":
                param.callback = _install_completion
        return params


def _install_completion(context: Context, _param: Parameter, wanted: bool | str) -> None:
    if not wanted or context.resilient_parsing:
        return
    shell = wanted if isinstance(wanted, str) else _get_shell_name()
    if shell not in _SHELLS:
        raise UsageError(f"只能给 {'、'.join(_SHELLS)} 装补全，没有认出现在用的是其中哪一种")
    _, path = install(shell=shell)
    typer.echo(f"已为 {shell} 装好补全（{path}），重新打开命令行后生效。")
    raise typer.Exit


def explain(error: typer.TyperException) -> str:
    """Return what Typer found wrong with the call, in Chinese, with the usage line and where to read more.

    A sentence not known here is passed on as it is: better English than silence.
    """
    if isinstance(error, exceptions.NoArgsIsHelpError):
        return error.message
    lines = [f"错误：{_what(error)}"]
    if isinstance(error, exceptions.UsageError) and error.ctx is not None:
        lines += [error.ctx.get_usage(), f"查看说明：{error.ctx.command_path} --help"]
    return "\n".join(lines)


def _what(error: typer.TyperException) -> str:
    if isinstance(error, exceptions.MissingParameter):
        return f"还缺{_name(error.param)}"
    if isinstance(error, exceptions.BadParameter):
        return f"{_name(error.param)}：{translate(error.message)}"
    near = list(getattr(error, "possibilities", None) or _suggested(error.message))
    return translate(error.message) + (f"，是不是：{'、'.join(near)}" if near else "")


def _name(param: Any) -> str:
    if param is None:
        return "参数"
    names = "、".join(param.opts)
    return f"选项 {names}" if param.param_type_name == "option" else f"参数“{param.metavar or param.name}”"


def _suggested(message: str) -> list[str]:
    _, _, suggestion = message.partition("Did you mean ")
    return re.findall(r"'([^']+)'", suggestion)


def translate(sentence: str) -> str:
    """Return Typer's ``sentence`` about a wrong call in Chinese, or as it is where it is not one of Typer's."""
    for pattern, chinese in _SENTENCES:
        found = re.fullmatch(pattern, sentence, re.DOTALL)
        if found:
            return chinese.format(*(re.sub("['\"]", "", part or "") for part in found.groups()))
    return sentence

"""The help page of a command, in Chinese, for terminals of any encoding: no boxes, no colours."""

from collections.abc import Iterator
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from jianfu_cli.cli.chinese import ChineseGroup
from jianfu_cli.cli.typer_private import Context
from jianfu_cli.core.language.terminal import two_columns, wrap

# Parameters that Typer makes itself.
_MADE_BY_TYPER = {
    "help": "显示这页说明。",
    "install_completion": "给当前的命令行装上按 Tab 键补全。",
    "show_completion": "显示补全脚本，供自己安装。",
}
# What an option without a metavar of its own takes.
_TYPES = {
    "str": "文字",
    "int": "整数",
    "int range": "整数",
    "float": "小数",
    "path": "路径",
    "file": "文件",
    "dir": "文件夹",
}


def help_page(command: TyperCommand | TyperGroup, context: Context, places: int) -> str:
    """Return the help of ``command``: usage, what it does, arguments, options and subcommands."""
    shown = [param for param in command.get_params(context) if not getattr(param, "hidden", False)]
    arguments = [(_bare_metavar(p), _explain(p)) for p in shown if isinstance(p, TyperArgument)]
    options = [(_option_names(p, context), _explain(p)) for p in shown if isinstance(p, TyperOption)]
    parts = [usage(command, context) + "\n", "\n".join(wrap(command.help or "", places)) + "\n"]
    for title, rows in (("参数", arguments), ("选项", options), *_subcommands(command, context)):
        if rows:
            parts.append(f"{title}：\n{two_columns(rows, places)}")
    if isinstance(command, TyperGroup):
        parts.append(f"某个命令怎么用：{context.command_path} 命令 --help\n")
    return "\n".join(parts)


def usage(command: TyperCommand | TyperGroup, context: Context) -> str:
    """Return the usage line: ``用法：jianfu validate [选项] 路径…``."""
    pieces = [
        _bare_metavar(param) if param.required else f"[{_bare_metavar(param)}]"
        for param in command.get_params(context)
        if isinstance(param, TyperArgument) and not param.hidden
    ]
    more = ["命令 …"] if isinstance(command, TyperGroup) else []
    return " ".join(["用法：" + context.command_path, "[选项]", *pieces, *more])


def _subcommands(command: TyperCommand | TyperGroup, context: Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield groups of subcommands: a title, and each one's name and the line of it that most people need."""
    if not isinstance(command, ChineseGroup):
        return
    widest = max(len(name) for name in command.list_commands(context))
    for title, names in command.grouped().items():
        found = ((name, command.get_command(context, name)) for name in names)
        # Filled up, so that the lines of all groups begin below each other.
        yield title, [(name.ljust(widest), (sub.help or "").partition("\n")[0]) for name, sub in found if sub]


def _bare_metavar(param: Any) -> str:
    return str(param.metavar or param.name)


def _option_names(option: TyperOption, context: Context) -> str:
    names = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len))
    if option.is_flag or option.count:
        return names
    kind = option.display_type(context).strip("<>")
    return f"{names} {option.metavar or _TYPES.get(kind, kind)}"


def _explain(param: Any) -> str:
    """Return the help of ``param``, then what else there is to know: required, default, environment variable."""
    more = []
    if param.required and isinstance(param, TyperOption):
        more.append("必填")
    if param.show_default and param.default not in (None, False, ()) and not callable(param.default):
        more.append(f"默认 {getattr(param.default, 'value', param.default)}")
    if param.envvar:
        more.append(f"环境变量 {param.envvar}")
    text = _MADE_BY_TYPER.get(param.name) or param.help or ""
    return f"{text}（{'；'.join(more)}）" if more else text

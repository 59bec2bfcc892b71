"""All that is used of Typer's inner parts, in one place: the next minor version may well name them otherwise.

Typer documents no way to print a help page in another language, nor to tell what is wrong with a call. Which versions
pyproject.toml allows is decided here, by ``tests/cli/test_typer_private.py``.
"""

from dataclasses import dataclass
from typing import Any

from typer._click.core import Command as AnyCommand
from typer._click.core import Context, Parameter, ParameterSource
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer._coercion import RuntimeParam, build_runtime_param
from typer._completion_shared import _get_shell_name as shell_name
from typer._completion_shared import install as install_completion
from typer.core import TyperArgument, TyperOption

__all__ = [
    "AnyCommand",
    "BadOptionUsage",
    "BadParameter",
    "Context",
    "HelpFormatter",
    "MissingParameter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "Parameter",
    "ParameterSource",
    "UsageError",
    "install_completion",
    "read_when_given",
    "shell_name",
]


@dataclass(frozen=True)
class _WhenGiven(RuntimeParam):
    """Reads the value of a parameter, by Typer's own way where it is not of its type already."""

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        as_it_is = self.parameter_info.parser is None and isinstance(self.annotation, type)
        if as_it_is and isinstance(value, self.annotation):
            return value
        return build_runtime_param(param.type_descriptor).coerce(value, param, ctx)


def read_when_given(param: Parameter) -> None:
    """Let ``param`` load pydantic only for a value that must be read.

    Typer loads it for each parameter of each call, of ``--help`` and of completion too: several times what they take.
    """
    if isinstance(param, TyperArgument | TyperOption):
        known = param.type_descriptor
        param._runtime_param = _WhenGiven(known.parameter_info, known.annotation)  # noqa: SLF001 -- nobody else may set it

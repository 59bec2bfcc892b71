"""Each inner name of Typer that is used, and that it still does what it is used for: a new version is tried here."""

import ast
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from jianfu_cli.cli import typer_private
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
    ParameterSource,
    UsageError,
    read_when_given,
)

ROOT = Path(__file__).resolve().parents[2]


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def paint(
    thing: Annotated[str, typer.Argument()],
    times: Annotated[int | None, typer.Option("--times", "-t", min=1, max=9)] = None,
    colour: Annotated[Colour, typer.Option("--colour")] = Colour.RED,
    by: Annotated[date | None, typer.Option("--by", parser=date.fromisoformat)] = None,
    gently: Annotated[bool, typer.Option("--gently")] = False,
):
    """Paint."""


@pytest.fixture
def command():
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command("paint")(paint)
    return get_command(alone)


def error_of(command, *call):
    with pytest.raises(UsageError) as found:
        command.main(list(call), standalone_mode=False)
    return found.value


def test_all_inner_names_are_asked_for_in_one_file():
    inner = {
        path.relative_to(ROOT).as_posix()
        for folder in ("jianfu_cli", "docs", "benchmarks", "tests")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("typer._")
    }
    assert inner == {"jianfu_cli/cli/typer_private.py"}


def test_commands_and_groups_are_one_class(command):
    assert isinstance(command, AnyCommand)
    assert issubclass(TyperGroup, AnyCommand)
    assert issubclass(TyperCommand, AnyCommand)


def test_a_context_knows_its_command_path_and_where_values_come_from(command):
    outer = Context(command, info_name="jianfu")
    context = command.make_context("paint", ["wall", "-t", "2"])
    assert isinstance(context, Context)
    assert Context(command, info_name="paint", parent=outer).find_root() is outer
    assert context.get_parameter_source("times") is ParameterSource.COMMANDLINE
    assert context.get_parameter_source("colour") is ParameterSource.DEFAULT
    assert context.resilient_parsing is False


def test_a_formatter_takes_text(command):
    formatter = command.make_context("paint", ["wall"]).make_formatter()
    assert isinstance(formatter, HelpFormatter)
    formatter.write("一页")
    assert formatter.getvalue() == "一页"


def test_a_parameter_says_what_help_needs(command):
    context = command.make_context("paint", ["wall"])
    thing, times, colour, _, gently = command.params
    assert all(isinstance(param, Parameter) for param in command.params)
    assert (thing.required, thing.param_type_name, times.param_type_name) == (True, "argument", "option")
    assert (times.opts, gently.is_flag, times.is_flag) == (["--times", "-t"], True, False)
    assert [times.display_type(context), colour.display_type(context)] == ["<int range>", "<red|blue>"]
    assert colour.type_descriptor.choices == tuple(Colour)


def test_a_missing_parameter_says_which(command):
    error = error_of(command)
    assert isinstance(error, MissingParameter)
    assert error.param.name == "thing"
    assert error.ctx.command is command


@pytest.mark.parametrize(
    ("call", "fault", "limit"),
    [
        (["-t", "零"], "int_parsing", {}),
        (["-t", "0"], "greater_than_equal", {"ge": 1}),
        (["-t", "10"], "less_than_equal", {"le": 9}),
        (["--colour", "green"], "value_error", {}),
        (["--by", "尽快"], "value_error", {}),
    ],
)
def test_a_bad_value_says_of_which_parameter_and_pydantic_why(command, call, fault, limit):
    error = error_of(command, "wall", *call)
    assert isinstance(error, BadParameter)
    assert call[0] in error.param.opts
    [found] = error.__cause__.errors()
    assert (found["type"], found["input"]) == (fault, call[1])
    assert limit.items() <= found.get("ctx", {}).items()


def test_a_parsers_own_complaint_comes_through_whole():
    def refuse(text):
        raise BadParameter(f"{text}不行")

    def call(by: Annotated[date | None, typer.Option("--by", parser=refuse)] = None): ...

    alone = typer.Typer(add_completion=False)
    alone.command()(call)
    error = error_of(get_command(alone), "--by", "尽快")
    assert (error.message, error.param.name, error.__cause__) == ("尽快不行", "by", None)


def test_an_unknown_option_says_its_name_and_what_is_near(command):
    error = error_of(command, "wall", "--tims", "3")
    assert isinstance(error, NoSuchOption)
    assert (error.option_name, list(error.possibilities)) == ("--tims", ["--times"])


@pytest.mark.parametrize(("call", "name"), [(["-t"], "-t"), (["--times"], "--times"), (["--gently=1"], "--gently")])
def test_an_option_used_wrongly_says_its_name(command, call, name):
    error = error_of(command, "wall", *call)
    assert isinstance(error, BadOptionUsage)
    assert error.option_name == name


def test_no_arguments_at_all_bring_the_help():
    app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
    app.callback()(lambda: None)
    error = error_of(get_command(app))
    assert isinstance(error, NoArgsIsHelpError)
    assert "Usage" in error.message


def test_the_shell_is_found_or_not_and_its_completion_installed(command, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typer_private.shell_name() is None or typer_private.shell_name().islower()
    shell, path = typer_private.install_completion(shell="bash", prog_name="jianfu")
    assert (shell, path.is_relative_to(tmp_path), path.is_file()) == ("bash", True, True)


@pytest.mark.parametrize("call", [[], ["-t", "3"], ["--colour", "blue", "--by", "2024-06-05"], ["--gently"]])
def test_what_is_read_when_given_is_read_as_always(command, call):
    always = command.make_context("paint", ["wall", *call]).params
    for param in command.params:
        read_when_given(param)
    assert command.make_context("paint", ["wall", *call]).params == always


def test_a_value_given_is_held_to_its_limits_all_the_same(command):
    for param in command.params:
        read_when_given(param)
    assert isinstance(error_of(command, "wall", "-t", "0"), BadParameter)


def test_every_name_is_tried_here():
    text = Path(__file__).read_text(encoding="utf-8")
    assert [
        name for name in typer_private.__all__ if text.count(name) < 2 and f"typer_private.{name}" not in text
    ] == []

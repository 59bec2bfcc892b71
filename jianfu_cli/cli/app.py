"""The command ``jianfu``: its subcommands, and the one place where it ends."""

import sys
from typing import Annotated

import typer

from jianfu_cli import __version__
from jianfu_cli.cli import wording
from jianfu_cli.cli.deadlines import deadlines
from jianfu_cli.cli.demo import demo
from jianfu_cli.cli.diff import diff
from jianfu_cli.cli.init import init
from jianfu_cli.cli.merge import merge
from jianfu_cli.cli.new_template import new_template
from jianfu_cli.cli.options import CampaignOption
from jianfu_cli.cli.receive import receive
from jianfu_cli.cli.remind import remind
from jianfu_cli.cli.rule import rule
from jianfu_cli.cli.schema import schema
from jianfu_cli.cli.status import status
from jianfu_cli.cli.validate import validate
from jianfu_cli.errors import JianfuError

app = typer.Typer(
    name="jianfu",
    cls=wording.Group,
    help="减负填报工具：发空白表、查填报错、汇总成册。全程不联网，不改动任何上报文件。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


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


app.command("new-template", cls=wording.Command)(new_template)
app.command("receive", cls=wording.Command)(receive)
app.command("validate", cls=wording.Command)(validate)
app.command("status", cls=wording.Command)(status)
app.command("remind", cls=wording.Command)(remind)
app.command("merge", cls=wording.Command)(merge)
app.command("diff", cls=wording.Command)(diff)
app.command("deadlines", cls=wording.Command)(deadlines)
app.command("rule", cls=wording.Command)(rule)
app.command("schema", cls=wording.Command)(schema)
app.command("init", cls=wording.Command)(init)
app.command("demo", cls=wording.Command)(demo)


def main() -> None:
    """Run the command line and end the process with the contract's exit codes."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot print every character of a submission: show ? rather than die.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(app(standalone_mode=False))
    except JianfuError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(2)
    except typer.Abort:
        typer.echo("已中止。", err=True)
        sys.exit(1)
    except typer.TyperException as error:
        typer.echo(wording.explain(error), err=True)
        sys.exit(error.exit_code)

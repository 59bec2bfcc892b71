"""``jianfu schema``: what an attachment asks for, for people and for programs."""

from typing import Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, attachment_of, campaign_of
from jianfu_cli.cli.output import print_result
from jianfu_cli.reports.schema import SchemaFormat, render


def schema(
    context: typer.Context,
    attachment: Annotated[
        str | None, typer.Argument(metavar="附件", help="2、a2 或 附件2；不写就是全部附件。", show_default=False)
    ] = None,
    form: Annotated[
        SchemaFormat,
        typer.Option("--format", "-f", help="给人看用 text；给程序用 json、json-schema、table-schema（只限表格）。"),
    ] = SchemaFormat.TEXT,
    campaign: CampaignOption = None,
) -> None:
    """看附件要填什么：谁在什么时候以前报、每一列怎么填、可选哪些值。"""
    chosen = campaign_of(context, campaign)
    attachments = (attachment_of(chosen, attachment),) if attachment else chosen.attachments
    print_result(render(form, chosen, attachments), for_programs=form is not SchemaFormat.TEXT)

"""``jianfu schema``: what an attachment asks for, for people and for programs."""

from typing import Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, attachment_of, campaign_of
from jianfu_cli.cli.output import print_result
from jianfu_cli.reports.formats import SchemaFormat


def schema(
    context: typer.Context,
    attachment: Annotated[
        str | None, typer.Argument(metavar="附件", help="2、a2 或 附件2；不写就是全部附件。", show_default=False)
    ] = None,
    form: Annotated[
        SchemaFormat,
        typer.Option("--format", "-f", help=SchemaFormat.help()),
    ] = SchemaFormat.TEXT,
    campaign: CampaignOption = None,
) -> None:
    """看附件要填什么：谁在什么时候以前报、每一列怎么填、可选哪些值。"""
    chosen = campaign_of(context, campaign)
    attachments = (attachment_of(chosen, attachment),) if attachment else chosen.attachments
    print_result(form.renderer(chosen, attachments), for_programs=not form.for_people)

"""``jianfu schema``: what an attachment asks for, for people and for programs."""

from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, attachment_of, campaign_of
from jianfu_cli.cli.output import print_result, result_places, say
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import SchemaFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.campaign import Campaign


def schema(
    context: typer.Context,
    attachment: Annotated[
        str | None,
        typer.Argument(metavar="附件", help="2、a2 或 附件2，或者表名；不写就是要报的全部附件。", show_default=False),
    ] = None,
    form: Annotated[
        SchemaFormat,
        typer.Option("--format", "-f", help=SchemaFormat.help()),
    ] = SchemaFormat.TEXT,
    check: Annotated[
        bool, typer.Option("--check", help="看这个专项行动用得上哪些规则、数字、文稿，缺什么（text 或 json）。")
    ] = False,
    campaign: CampaignOption = None,
) -> None:
    """看附件要填什么：谁在什么时候以前报、每一列怎么填、可选哪些值。"""
    chosen = campaign_of(context, campaign)
    if check:
        _check(chosen, form)
        return
    attachments = (attachment_of(chosen, attachment),) if attachment else chosen.owed or chosen.attachments
    if form is SchemaFormat.TEXT:
        print_result(form.renderer(chosen, attachments, places=result_places()), for_programs=False)
    else:
        print_result(form.renderer(chosen, attachments), for_programs=True)
    others = [one for one in chosen.attachments if one not in attachments]
    if others and not attachment and form.for_people:
        typer.echo()
        say(f"另有不必报的：{'、'.join(f'{one.title}（{one.id}）' for one in others)}")


def _check(campaign: "Campaign", form: SchemaFormat) -> None:
    from jianfu_cli.reports.campaign_check import CheckedItem, as_json, as_text
    from jianfu_cli.rules.feeds import documents_fed, figures_fed, rules_fed
    from jianfu_cli.rules.registry import rules_for

    if form not in {SchemaFormat.TEXT, SchemaFormat.JSON}:
        raise UsageError("--check 的结果只有 text 和 json 两种格式")
    rules = rules_fed(campaign, rules_for(campaign))
    fed = {"rules": rules, "figures": figures_fed(campaign), "documents": documents_fed(campaign)}
    checked = {part: [CheckedItem(one.name, one.lacks) for one in items] for part, items in fed.items()}
    if form is SchemaFormat.TEXT:
        print_result(as_text(campaign, checked, places=result_places()), for_programs=False)
    else:
        print_result(as_json(campaign, checked), for_programs=True)

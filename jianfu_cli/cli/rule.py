"""``jianfu rule``: all rules, or one: what it finds, why, a bad and a good example, how to mend."""

from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, campaign_of
from jianfu_cli.cli.output import print_result, result_places
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.formats import RuleFormat

if TYPE_CHECKING:
    from jianfu_cli.core.model.rule_page import RulePage

_LOOKALIKES = str.maketrans("oil", "011")
_MOST_BEGUN = 9


def rule(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(metavar="代码", help="如 JF202 或 unknown-category；不写就列出全部规则。", show_default=False),
    ] = None,
    form: Annotated[RuleFormat, typer.Option("--format", "-f", help=RuleFormat.help())] = RuleFormat.TEXT,
    campaign: CampaignOption = None,
) -> None:
    """看检查规则：查什么、依据通知哪一条、错例和正例、怎么改。"""
    from jianfu_cli.rules.pages import pages_for
    from jianfu_cli.rules.registry import rules_for

    chosen = campaign_of(context, campaign)
    every = pages_for(rules_for(chosen), chosen)
    shown = every if code is None else _find(code, every)
    wide = {"places": result_places()} if form.for_people else {}
    print_result(form.renderer(shown, **wide), for_programs=not form.for_people)


def _find(wanted: str, every: tuple["RulePage", ...]) -> "RulePage":
    """Return the rule of that code or name, upper or lower case, full-width or not.

    Raises:
        UsageError: there is none; the nearest are named.
    """
    from difflib import get_close_matches

    from jianfu_cli.core.language.text import key

    found = {key(name): page for page in every for name in (page.code, page.name)}
    page = found.get(key(wanted))
    if page is not None:
        return page
    typed = key(wanted)
    # JF2O2, JFl01: letters that look like digits.
    meant = [name for name in (typed[:2] + typed[2:].translate(_LOOKALIKES),) if name in found]
    begun = [name for name in found if typed and name.startswith(typed)][:_MOST_BEGUN]  # JF20, unknown-
    near = {found[name].code: found[name] for name in (*meant, *(begun or get_close_matches(typed, found, cutoff=0.5)))}
    said = "、".join(f"{one.code}（{one.name}）" for one in near.values())
    raise UsageError(f"没有“{wanted}”这条规则" + (f"，是不是：{said}" if said else "") + "；全部规则：jianfu rule")

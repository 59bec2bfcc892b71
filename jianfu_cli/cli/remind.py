"""``jianfu remind``: one ready-to-send text a unit, and a list for a group chat."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from jianfu_cli.cli.options import (
    AsOfOption,
    CampaignOption,
    DoneFormatOption,
    JobsOption,
    OutputFolderOption,
    as_of_or_today,
    campaign_of,
)
from jianfu_cli.cli.output import print_result, say
from jianfu_cli.reports.formats import DoneFormat

GROUP_LIST = "群发清单.txt"


def remind(
    context: typer.Context,
    inbox: Annotated[Path, typer.Argument(metavar="收件箱", help="各单位文件夹所在的文件夹。")],
    output: OutputFolderOption,
    docx: Annotated[bool, typer.Option("--docx", help="另给每个单位写一份 Word 催报函，文号、印章留空。")] = False,
    as_of: AsOfOption = None,
    form: DoneFormatOption = DoneFormat.TEXT,
    jobs: JobsOption = None,
    campaign: CampaignOption = None,
) -> None:
    """写催报、退改通知：每个要补报、改正的单位一份，另有一份群发清单.txt。"""
    from jianfu_cli.cli.outputs import refuse_inputs, say_what_contact_lacks
    from jianfu_cli.core.model.decision_book import obeyed
    from jianfu_cli.reports.reminders import as_text, group_list, reminders, unnamed
    from jianfu_cli.reports.reminders_json import as_json
    from jianfu_cli.workflows.ledger import read_ledger
    from jianfu_cli.workflows.letters import as_document
    from jianfu_cli.writing.fit_names import below
    from jianfu_cli.writing.whole import Content, for_notepad, write_all

    refuse_inputs([output], [inbox])
    chosen = campaign_of(context, campaign)
    ledger = read_ledger(inbox, chosen, as_of_or_today(as_of), jobs)
    letters = reminders(ledger)
    places = _places(output, chosen.roster.names)
    texts = {places[letter.unit]: as_text(letter, ledger) for letter in letters}
    texts[below(output, output / GROUP_LIST)] = group_list(letters, ledger)
    written: dict[Path, Content] = {place: for_notepad(text) for place, text in texts.items()}
    if docx:
        written |= {places[one.unit].with_suffix(".docx"): as_document(one, ledger) for one in letters}
    write_all(written)
    if form is DoneFormat.JSON:
        names = {letter.unit: places[letter.unit].name for letter in letters}
        print_result(as_json(letters, ledger, names, GROUP_LIST), for_programs=True)
    else:
        typer.echo(
            f"已给 {len(letters)} 个单位写出提醒，连同{GROUP_LIST} 放在 {output}。"
            if letters
            else f"没有要提醒的单位，见 {output / GROUP_LIST}。"
        )
        if ledger.decisions:
            typer.echo(obeyed(ledger.decisions))
    say_what_contact_lacks(chosen)
    if kinds := unnamed(ledger):
        say(
            f"注意：{'、'.join(kinds)}的名册未经确认，没有报来材料的在{GROUP_LIST}里不点名；"
            "核对名册后在专项行动文件里写 confirmed",
            err=True,
        )
    every = [place.with_suffix(kind) for place in places.values() for kind in (".txt", ".docx")]
    former = [place.name for place in every if place not in written and place.exists()]
    if former:
        say(f"注意：{output} 里还有以前写的、这次不必再发的：{'、'.join(former)}", err=True)


def _places(output: Path, units: Iterable[str]) -> dict[str, Path]:
    """Return where each unit's text goes, whatever the unit is called."""
    from jianfu_cli.writing.fit_names import Places

    places = Places(output)
    places.of([GROUP_LIST])
    return {unit: places.of([unit], ".txt") for unit in units}

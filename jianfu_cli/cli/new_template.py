"""``jianfu new-template``: blank forms, for anyone or for named units."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_cli.cli.options import CampaignOption, OutputFolderOption, attachment_of, campaign_of, unit_of
from jianfu_cli.cli.output import say
from jianfu_cli.errors import UsageError

if TYPE_CHECKING:
    from jianfu_cli.core.filings.carrying import Carried
    from jianfu_cli.core.model.attachment import Attachment
    from jianfu_cli.core.model.campaign import Campaign
    from jianfu_cli.writing.blanks.packs import BlankSet


def new_template(
    context: typer.Context,
    attachments: Annotated[
        list[str] | None, typer.Argument(metavar="附件…", help="如 2、a2、附件2；不写就是该报的全部。")
    ] = None,
    *,
    units: Annotated[
        list[str] | None, typer.Option("--unit", "-u", metavar="单位", help="给哪个单位，可写多次；预先填好单位名称。")
    ] = None,
    all_units: Annotated[bool, typer.Option("--all-units", help="给名册里的每个单位。")] = False,
    sources: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="文件", help="从已填的表、要附的文件带入，可写多次；不写单位就用表里的单位。"),
    ] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, max=50_000, metavar="行数", help="表格预备多少行。")] = 20,
    protect: Annotated[
        bool,
        typer.Option("--protect", help="锁定表名、列名和备注（不设密码，可取消），只能改要填的格子。"),
    ] = False,
    zipped: Annotated[bool, typer.Option("--zip", help="每个单位打成一个 zip 压缩包。")] = False,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            metavar="工作簿",
            help="下级单位（如学校）的名册：单位名称一列，可以再有类别、所在单位、别名；给其中每个单位各做一套，"
            "-u 写它们所在的单位。",
        ),
    ] = None,
    output: OutputFolderOption = Path("空白表"),
    campaign: CampaignOption = None,
) -> None:
    """生成空白表：表格为 xlsx，报告提纲为 docx。

    用 --from 带入填过的内容：问题清单里要整改的到整改清单、要保留的进校园事项到白名单，数字到总结报告，填报人到各表；
    要附上的文件（Word），标题、文号、单位、时间到文件目录。
    """
    from jianfu_cli.cli.outputs import say_what_contact_lacks
    from jianfu_cli.workflows.progress_bar import with_progress
    from jianfu_cli.writing.blanks.maker import BlankMaker
    from jianfu_cli.writing.blanks.packs import keep_filled, write_blanks

    chosen = campaign_of(context, campaign)
    named = {attachment_of(chosen, name).id for name in attachments or []}
    wanted = tuple(form for form in chosen.attachments if form.id in named)
    recipients = chosen.roster.names if all_units else _distinct(unit_of(chosen, name) for name in units or [])
    if roster:
        chosen, recipients = _lower(roster, chosen, recipients)
    sets = _carrying(sources, recipients, wanted, chosen) if sources else _sets(recipients, wanted, chosen)
    _note_skipped(chosen, sets, wanted)
    sets = [blanks for blanks in sets if blanks.forms]
    if not sets:
        why = "所选单位都不需要报送所选附件，或者都已经填过" if sources else "所选单位都不需要报送所选附件"
        raise UsageError(f"没有写出空白表：{why}")
    for blanks in sets:
        keep_filled(blanks.paths(output, zipped=zipped), chosen)
    _note_borrowed(chosen, sets)
    press = BlankMaker(chosen, rows, protect)
    written = {
        blanks: write_blanks(chosen, blanks, output, press=press, zipped=zipped)
        for blanks in with_progress(sets, len(sets), "正在写空白表")
    }
    _list_written(written, output, briefly=all_units)
    if recipients:
        say_what_contact_lacks(chosen)


def _lower(roster: Path, campaign: "Campaign", named: tuple[str, ...]) -> "tuple[Campaign, tuple[str, ...]]":
    """Put the units of the workbook ``roster`` into the campaign, in the one unit ``named``; return their names, too.

    Raises:
        UsageError: two units are named, it is not said in which one a lower unit lies, or none lies in that named.
        CampaignError: the workbook is not as it should be.
    """
    from jianfu_cli.core.model.lower_units import nested_kind, with_units
    from jianfu_cli.reading.roster import read_roster

    if len(named) > 1:
        raise UsageError("--roster 里的单位只能在一个单位里，-u 写一个；在几个单位里的，在名册里加一列“所在单位”")
    outer = named[0] if named else ""
    found = read_roster(roster, campaign.kinds, open_ended=True, only_kind=nested_kind(campaign, outer))
    try:
        chosen = with_units(campaign, found, outer)
    except ValueError as error:
        raise UsageError(f"{roster}：{error}；请在名册里加一列“所在单位”，或者用 -u 写明") from error
    names = tuple(unit.name for those in found.values() for unit in those)
    return chosen, _those_within(outer, names, chosen, roster) if outer else names


def _those_within(outer: str, names: tuple[str, ...], campaign: "Campaign", roster: Path) -> tuple[str, ...]:
    """Return those of ``names`` that lie in ``outer``; of others that the workbook has a word is said.

    Raises:
        UsageError: none does.
    """
    within = tuple(name for name in names if outer in campaign.roster.around(name))
    if not within:
        raise UsageError(f"{roster}：没有一个单位在{outer}里，请核对“所在单位”一列，或者改 -u")
    if others := len(names) - len(within):
        say(f"注意：{roster} 里有 {others} 个单位不在{outer}里，没有给它们做", err=True)
    return within


def _sets(recipients: tuple[str, ...], wanted: "tuple[Attachment, ...]", campaign: "Campaign") -> "list[BlankSet]":
    from jianfu_cli.writing.blanks.packs import BlankSet, forms_for

    return [BlankSet(unit, forms_for(campaign, unit, wanted)) for unit in recipients or [""]]


def _carrying(
    sources: list[Path], recipients: tuple[str, ...], wanted: "tuple[Attachment, ...]", campaign: "Campaign"
) -> "list[BlankSet]":
    """The blanks with what their units have typed before; forms already filled are made again only where named."""
    from dataclasses import replace

    from jianfu_cli.core.filings.carrying import carry, unclear_rows
    from jianfu_cli.core.model.roles import FormRole
    from jianfu_cli.workflows.carry import before

    known_before, listed = before(sources, campaign), campaign.by_role(FormRole.PROBLEMS)
    problems = listed.label if listed else ""
    known = tuple(unit for unit in campaign.roster.names if unit in known_before.units)
    sets = []
    for blanks in _sets(recipients or known, wanted, campaign):
        owned, letters = known_before.typed_by(blanks.unit), known_before.letters_of(blanks.unit)
        if not owned and not letters:
            say(f"注意：--from 的文件里没有{blanks.unit or '认得单位'}的表，没有带入", err=True)
        forms = tuple(form for form in blanks.forms if wanted or form.id not in owned)
        carried = {form.id: carry(owned, form, campaign, unit=blanks.unit, letters=letters) for form in forms}
        for form in forms:
            _note_attached(blanks.unit, form, carried[form.id])
            _note_unclear(blanks.unit, problems, form, unclear_rows(owned, form, campaign))
        sets.append(replace(blanks, forms=forms, carried=carried))
    return sets


def _note_attached(unit: str, form: "Attachment", carried: "Carried") -> None:
    """Say how many documents are listed, for a person must see whether all of them belong there."""
    from jianfu_cli.core.filings.carrying import ATTACHED

    if carried.attached:
        say(
            f"{unit}{form.label}：由{ATTACHED}带入 {carried.attached} 份的标题、文号、单位、时间，请核对，不该列的删去",
            err=True,
        )


def _note_unclear(unit: str, problems: str, form: "Attachment", rows: tuple[tuple[int, str, str], ...]) -> None:
    """Say which rows were not carried into ``form`` because they do not say clearly what is to become of them."""
    from jianfu_cli.core.language.quoting import in_marks
    from jianfu_cli.core.language.shown import shown

    if rows:
        say(f"注意：{unit}{problems} 的 {len(rows)} 行没有带入{form.label}，请改明确后再带，或自己填：", err=True)
    for number, matter, why in rows:
        say(shown(f"  第{number}行{in_marks(matter)}：{why}"), err=True)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _note_skipped(campaign: "Campaign", sets: "list[BlankSet]", wanted: "tuple[Attachment, ...]") -> None:
    """Say which of the attachments named are not made, and for whom: one line an attachment and kind of unit."""
    skipped = defaultdict(list)
    for blanks in sets:
        for form in wanted:
            if form not in blanks.forms:
                skipped[form.label, campaign.kind_by_id[campaign.roster.kind_of[blanks.unit]].label].append(blanks.unit)
    for (label, kind), names in skipped.items():
        whom = names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 个单位"
        say(f"注意：{kind}不需要报送{label}，已跳过（{whom}）", err=True)


def _note_borrowed(campaign: "Campaign", sets: "list[BlankSet]") -> None:
    """Say which blanks are not the campaign's own: an office that has lost a file must not send out another's form."""
    made = {form.id: form.label for blanks in sets for form in blanks.forms if form.id in campaign.borrowed}
    for own, label in made.items():
        say(f"注意：campaign.yaml 旁边没有 {own}.yaml，{label}用的是自带的表样", err=True)


def _list_written(written: "dict[BlankSet, tuple[Path, ...]]", folder: Path, *, briefly: bool) -> None:
    if briefly:
        count = sum(len(blanks.forms) for blanks in written)
        typer.echo(f"已给 {len(written)} 个单位写出 {count} 个空白表，放在 {folder}：")
        for blanks in written:
            typer.echo(f"  {blanks.unit}：{len(blanks.forms)} 个")
        return
    paths = [path for those in written.values() for path in those]
    typer.echo(f"已写出 {len(paths)} 个文件：")
    for path in paths:
        typer.echo(f"  {path}")

"""``clues``: a ledger of clues beside the roll-up of what the units reported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from jianfu_cli.core.language.values import texts_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.clue_model import ClueReport
from jianfu_cli.core.rollup.clues import came_in, clue_report
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.model import NO_UNIT, MergedRow, MergedTable, RollUp, own_columns
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.rolled_up import read_roll_up
from jianfu_cli.workflows.inspect import InspectOptions, inspect

ROLL_UP = "汇总.xlsx"


def read_clues(
    paths: Iterable[Path], against: Path | None, campaign: Campaign, as_of: date, jobs: int | None = None
) -> ClueReport:
    """Read the clues that lie in ``paths``, and compare them with ``against``: a roll-up, its folder, or an inbox.

    Without ``against`` they are compared with whatever else lies in ``paths``.

    Raises:
        UsageError: the campaign has no form of clues, none lies there, or ``against`` cannot be used.
    """
    form = campaign.by_role(FormRole.CLUES)
    if form is None:
        raise UsageError("本次专项行动没有问题线索台账这一件（role: clues）")
    rolled = _rolled_up(tuple(paths), campaign, as_of, jobs)
    ledger = rolled.table(FormRole.CLUES) or _blank(rolled, form)
    if ledger is None:
        raise UsageError(f"没有找到{form.title}：空白表用 jianfu new-template {form.id} 生成")
    tables, came = _compared(against, campaign, as_of, jobs) if against else (rolled.tables, came_in(rolled))
    report = clue_report(ledger, tables, campaign, as_of, came)
    errors = sum(one.attachment == form.id and one.severity is Severity.ERROR for one in rolled.faults)
    refused = tuple((one.path, one.reason) for one in rolled.refused)
    return replace(report, errors=errors, refused=refused, decisions=rolled.decisions)


def _blank(rolled: RollUp, form: Attachment) -> MergedTable | None:
    """Return a ledger without rows where one is there in which nobody has entered anything, else None."""
    there = (each for file in rolled.files for each in file.forms if each.attachment == form.id)
    return MergedTable(form, own_columns(form), (), ()) if any(each.untouched for each in there) else None


def _rolled_up(paths: tuple[Path, ...], campaign: Campaign, as_of: date, jobs: int | None) -> RollUp:
    found = inspect(paths, campaign, as_of, InspectOptions(jobs=jobs))
    return roll_up(found.files, found.findings, campaign, as_of, decisions=found.decisions)


def _compared(
    against: Path, campaign: Campaign, as_of: date, jobs: int | None
) -> tuple[Sequence[MergedTable], Mapping[str, date]]:
    """Return the tables of a roll-up, or those that an inbox comes to."""
    within = against / ROLL_UP if against.is_dir() else against
    found = read_roll_up(within, campaign, limits_from()[0]) if within.is_file() else None
    if found:
        return [_table(campaign.attachment(form.attachment), form) for form in found.tables], found.came
    rolled = _rolled_up((against,), campaign, as_of, jobs)
    return rolled.tables, came_in(rolled)


def _table(attachment: Attachment, form: Form) -> MergedTable:
    """The merged table that a sheet of 汇总.xlsx was written from."""
    columns = own_columns(attachment)
    places = {column.heading: place for place, column in reversed([*enumerate(form.body.columns)])}
    own = [form.texts(attachment.asked_by(column.key)) for column in columns]

    def texts(heading: str) -> Sequence[str]:
        place = places.get(heading)
        return [""] * len(form.body.rows) if place is None else texts_of(form.body.rows.column(place))

    beside = map(texts, ("填报单位", "来源文件", "来源工作表", "来源行"))
    rows = (
        MergedRow(unit or NO_UNIT, cells, (), (), path, sheet or None, int(number) if number.isdigit() else 0)
        for cells, unit, path, sheet, number in zip(zip(*own, strict=True), *beside, strict=True)
    )
    return MergedTable(attachment, columns, (), tuple(rows))

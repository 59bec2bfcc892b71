"""报送情况: units × attachments."""

from collections.abc import Sequence

from jianfu_cli.core.filings.returns import STATE_LABELS, Filing, State
from jianfu_cli.core.model.rolled_up import STANDINGS_TITLE
from jianfu_cli.core.rollup.lacking import labels
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.lists import SEQ, unit_column
from jianfu_cli.writing.rollup.look import AMBER
from jianfu_cli.writing.rollup.sheets import RollUpBook

NAME = "报送情况"
_STATE_STYLES = {State.ON_TIME: "good", State.LATE: "warn", State.MISSING: "bad", State.NOT_DUE: "faint"}


def write_filings(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 报送情况: how each unit stands with each attachment, in words and colours."""
    forms = roll_up.attachments
    by_unit: dict[str, dict[str, Filing]] = {}
    for filing in roll_up.filings:
        by_unit.setdefault(filing.unit, {})[filing.attachment] = filing
    headings = (
        SEQ,
        unit_column(roll_up),
        ColumnHeading("类别", 15),
        *(ColumnHeading(form.label, 11) for form in forms),
        ColumnHeading("零报告", 14),
        ColumnHeading("有扫描件", 16),
        ColumnHeading("已报缺扫描件", 16),
        ColumnHeading("更正、补充", 22),
    )
    rows = [(nth, unit, *_row(roll_up, filed)) for nth, (unit, filed) in enumerate(by_unit.items(), start=1)]
    scope = "名册全部单位" if roll_up.whole_roster else "仅列有材料的单位"
    title = (
        f"{STANDINGS_TITLE} {roll_up.as_of.isoformat()}，{scope}）\n"
        "按时、迟报以第一次收到的日期计，以后更正、补充的不算迟报；“—”为不须报送"
    )
    book.table(NAME, title, headings, rows, frozen=2, tab=AMBER)


def _row(roll_up: RollUp, filed: dict[str, Filing]) -> Sequence[Cell]:
    campaign = roll_up.campaign
    scanned = {form.id for form in campaign.owed}
    sent = [one for one in filed.values() if one.counting]
    kind = next((one.kind for one in filed.values()), None)
    return (
        campaign.kind_by_id[kind].label if kind else "不在名册",
        *(_state(filed.get(form.id)) for form in roll_up.attachments),
        labels(roll_up, (one.attachment for one in sent if one.nil)),
        labels(roll_up, (one.attachment for one in filed.values() if one.scan)),
        labels(roll_up, (one.attachment for one in sent if not one.scan and one.attachment in scanned)),
        "、".join(
            f"{campaign.attachment(one.attachment).label} {one.corrected_on}{one.correction}"
            for one in sent
            if one.corrected_on
        ),
    )


def _state(filing: Filing | None) -> Cell:
    if filing is None:
        return "—", "faint"
    if filing.due is None:
        return "已报", "good"
    days = f"{filing.days_late}天" if filing.state is State.LATE else ""
    return STATE_LABELS[filing.state] + days, _STATE_STYLES[filing.state]

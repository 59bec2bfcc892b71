"""The charts of 总览, each over the table that it draws from."""

from collections.abc import Mapping
from enum import Enum, auto

from jianfu_cli.core.filings.returns import STATE_LABELS
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.rollup.charts import PALETTE, STANDING_COLOURS, STATE_COLOURS, Gallery, Placed, Series


class OverviewTable(Enum):
    """The tables of the sheet, by which charts find their numbers."""

    TALLIES = auto()
    CATEGORIES = auto()
    STANDINGS = auto()
    FILINGS = auto()
    WHITELIST = auto()
    UNITS = auto()
    FILED = auto()


def draw(gallery: Gallery, roll_up: RollUp, placed: Mapping[OverviewTable, Placed], at: list[int]) -> None:
    """Draw the charts in bands from the rows ``at`` on; what the campaign lacks leaves its place to the others."""
    figures = roll_up.figures
    states = [Series(label, nth, STATE_COLOURS[state]) for nth, (state, label) in enumerate(STATE_LABELS.items())]
    left, shares = 0.0, {OverviewTable.CATEGORIES: 0.38, OverviewTable.STANDINGS: 0.27, OverviewTable.FILINGS: 0.35}
    for name, share in shares.items():
        if name in placed:
            width = 1 - left if name == OverviewTable.FILINGS else share
            place = (at[0], left, width)
            if name == OverviewTable.CATEGORIES:
                gallery.bars(f"{figures.category_called}（项）", placed[name], place)
            elif name == OverviewTable.STANDINGS:
                gallery.ring(f"{figures.mending}进度（项）", placed[name], tuple(STANDING_COLOURS.values()), place)
            else:
                gallery.columns("各附件报送情况（单位数）", placed[name], states, place)
            left += width
    rows = iter(at[1:])
    choices = figures.dispositions
    if choices:
        chosen = [Series(name, 1 + nth, PALETTE[nth % len(PALETTE)]) for nth, name in enumerate(choices)]
        gallery.columns(
            f"各单位{figures.disposition_called}（项）", placed[OverviewTable.UNITS], chosen, (next(rows), 0, 1)
        )
    gallery.columns("各单位报送情况（附件数）", placed[OverviewTable.FILED], states, (next(rows), 0, 1))
    listed = roll_up.campaign.by_role(FormRole.WHITELIST)
    if listed:
        title = f"{listed.named_in_text}（项）"
        gallery.columns(title, placed[OverviewTable.WHITELIST], [Series("项数", 0, PALETTE[0])], (next(rows), 0, 1))

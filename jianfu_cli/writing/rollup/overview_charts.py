"""The charts of 总览, each over the table that it draws from."""

from collections.abc import Container, Mapping
from enum import Enum, auto

from jianfu_cli.core.filings.returns import STATE_LABELS
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.rollup.charts import DAY_LOOKS, STATE_LOOKS, Gallery, Placed, Series, Spot

UPPER_ROWS = 19
"""How many rows of cells the charts take that stand beside one another on the first page."""
_TALL_ROWS = 26
_MOST_UNITS = 30


class Panel(Enum):
    """The tables of the sheet, by which charts find their numbers."""

    LACKING = auto()
    CATEGORIES = auto()
    STANDINGS = auto()
    DISPOSITIONS = auto()
    FILINGS = auto()
    DAYS = auto()
    HEAT = auto()
    UNITS = auto()
    FILED = auto()
    LEVELS = auto()
    COMMON = auto()
    TALLIES = auto()
    UNIT_TALLIES = auto()


def draw(gallery: Gallery, roll_up: RollUp, placed: Mapping[Panel, Placed], rows: tuple[int, int]) -> None:
    """Draw the charts from the rows of the upper and lower ones on; what the campaign lacks leaves others its place."""
    figures, (at, below) = roll_up.figures, rows
    left, shares = 0.0, {Panel.CATEGORIES: 0.36, Panel.STANDINGS: 0.28, Panel.FILINGS: 0.36}
    titles = {
        Panel.CATEGORIES: f"{figures.category_called}（项）",
        Panel.STANDINGS: f"{figures.mending}进度（项）",
    }
    states = [Series(STATE_LABELS[state], nth, STATE_LOOKS[state]) for nth, state in enumerate(STATE_LABELS)]
    for name, share in shares.items():
        if name not in placed:
            continue
        spot = Spot(at, UPPER_ROWS, left, 1 - left if name is Panel.FILINGS else share)
        if name is Panel.FILINGS:
            gallery.stacks("各附件报送情况（单位数）", placed[name], states, spot)
        else:
            gallery.bars(titles[name], placed[name], spot)
        left += share
    spots = _lower_spots(placed, below)
    if Panel.HEAT in placed:
        called = figures.rows_called[FormRole.PROBLEMS]
        gallery.bars(f"各单位{called}（项）", placed[Panel.HEAT].first(_MOST_UNITS), spots[Panel.HEAT])
    if Panel.DISPOSITIONS in placed:
        title = f"{figures.disposition_called}（项）"
        gallery.bars(title, placed[Panel.DISPOSITIONS], spots[Panel.DISPOSITIONS])
    if Panel.DAYS in placed:
        series = [Series(name, nth, look) for nth, (name, look) in enumerate(DAY_LOOKS.items())]
        gallery.lines(f"逐周{figures.mending}进度（项）", placed[Panel.DAYS], series, spots[Panel.DAYS])


def lower_rows(there: Container[Panel]) -> int:
    """How many rows of cells the lower charts take of a campaign that has these tables; the one of units is tall."""
    if Panel.HEAT in there:
        return _TALL_ROWS
    return _TALL_ROWS // 2 if Panel.DISPOSITIONS in there or Panel.DAYS in there else 0


def _lower_spots(there: Container[Panel], row: int) -> dict[Panel, Spot]:
    """Beside the tall one the two others stand one below the other; without it side by side, or one over the width."""
    beside, half = [name for name in (Panel.DISPOSITIONS, Panel.DAYS) if name in there], _TALL_ROWS // 2
    if Panel.HEAT in there:
        spots = {name: Spot(row + nth * half, half, 0.5, 0.5) for nth, name in enumerate(beside)}
        return {Panel.HEAT: Spot(row, _TALL_ROWS, 0, 0.5 if beside else 1), **spots}
    return {name: Spot(row, half, nth / len(beside), 1 / len(beside)) for nth, name in enumerate(beside)}

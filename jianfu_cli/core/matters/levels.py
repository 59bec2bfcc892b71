"""At which level the matters of a list were set (省、市、县三级合并公布)."""

from jianfu_cli.core.language.levels import is_level_heading, level_of
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.form import Form


def rows_of_lowest_level(form: Form) -> int | None:
    """Return how many rows are of the lowest level listed; None where the rows are not told apart by level."""
    place = next((at for at, column in enumerate(form.body.columns) if is_level_heading(column.heading)), None)
    if place is None:
        return None
    levels = [level for value in form.body.rows.column(place) if (level := level_of(text_of(value))) is not None]
    return levels.count(max(levels)) if len(set(levels)) > 1 else None

"""The rows of a form as the matters they name, for what is said across forms and units."""

from collections.abc import Iterator
from functools import partial
from itertools import starmap
from operator import attrgetter
from typing import NamedTuple

from jianfu_cli.core.language.levels import is_level_heading, level_of
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.names import MatterName
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole


class MatterRow(NamedTuple):
    """One row of a return, and where it stands: the sheet's number of the row, and its texts by their columns.

    ``asked_by`` is equal for all spellings of the body (``Bodies.identity``); ``together`` are the bodies that ask it
    under one merged name, or the one that does.
    A tuple: a campaign has a million of them.
    """

    path: str
    form: Form
    row: int
    matter: str
    body: str
    category: str
    disposition: str
    asked_by: str
    together: str

    @property
    def named(self) -> MatterName:
        """The matter as it is compared with those of others."""
        return MatterName(self.matter, self.together, self.form.owner.unit)

    def fault(self, column: str, message: str, hint: str, severity: Severity | None = None) -> Fault:
        """Say something of this row's cell in ``column``, one of those that a matter has."""
        return Fault(
            message,
            hint,
            value=getattr(self, column) or None,
            severity=severity,
            row=self.row,
            column=self.form.column(column),
            path=self.path,
            form=self.form,
        )


def matters_on(form: Form, path: str, bodies: Bodies | None = None) -> Iterator[MatterRow]:
    """Return the rows of ``form``, of the file ``path``, that name a matter and count.

    Without ``bodies`` each is asked by whom it names, as written.
    """
    columns = [form.texts(key) for key in ("matter", "body", "category", "disposition")]
    asked_by = [bodies.identity(body, form.owner.unit) for body in columns[1]] if bodies else columns[1]
    joint = bodies_together(form)
    told_apart = zip(form.body.rows.numbers, columns[1], strict=True)
    together = [joint.get(row, body) for row, body in told_apart] if joint else columns[1]
    told = zip(form.body.rows.numbers, *columns, asked_by, together, strict=True)
    rows = starmap(partial(MatterRow, path, form), told)
    named = filter(attrgetter("matter"), rows)
    return (matter for matter in named if matter.row not in form.body.twice) if form.body.twice else named


def bodies_together(form: Form) -> dict[int, str]:
    """Return, by row, the bodies that ask a matter whose one merged name goes over several rows: they ask it together.

    Rows with a name of their own are not among them.
    """
    name = form.column(ColumnRole.MATTER)
    if name is None or not form.body.merged_cells:
        return {}
    bodies = dict(zip(form.body.rows.numbers, form.texts(ColumnRole.BODY), strict=True))
    joint: dict[int, str] = {}
    for rows in form.body.merged_rows(name):
        named = dict.fromkeys(bodies[row] for row in rows if bodies.get(row))
        joint |= dict.fromkeys(rows, "、".join(named))
    return joint


def rows_of_lowest_level(form: Form) -> int | None:
    """Return how many rows are of the lowest level listed; None where the rows are not told apart by level."""
    place = next((at for at, column in enumerate(form.body.columns) if is_level_heading(column.heading)), None)
    if place is None:
        return None
    levels = [level for value in form.body.rows.column(place) if (level := level_of(text_of(value))) is not None]
    return levels.count(max(levels)) if len(set(levels)) > 1 else None

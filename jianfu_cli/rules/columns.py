"""What cell and row rules say of a form's columns, worked out once for each different value that stands there."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula, text_of, texts_of
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import Fault
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rows import Rows, blank_keys, from_typed_key, typed_keys
from jianfu_cli.rules.rule import AnyRule, CellRule, Context, RowRule
from jianfu_cli.rules.subjects import Cell, RowCells

Said: TypeAlias = tuple[AnyRule, Fault]
# Values of one column of which it is known what is said: they must not hold a whole campaign.
_MOST_VALUES = 8192
_LONGEST = 64


class ColumnRules:
    """The cell rules for one column of an attachment, and what they have said of its values so far."""

    def __init__(self, column: Column, rules: Iterable[CellRule], context: Context) -> None:
        suited = [
            rule
            for rule in rules
            if (not rule.types or column.type in rule.types) and rule.role in {None, column.own_role}
        ]
        self._filled = [rule for rule in suited if rule.empty != "only"]
        self._empty = [rule for rule in suited if rule.empty != "never"]
        self._column, self._context = column, context
        self._fine: set[Any] = set()
        self._faulty: dict[Any, tuple[Said, ...]] = {}

    def faults(self, rows: Rows, place: int, found: FoundColumn) -> Iterator[Said]:
        """Yield each fault of the values in column ``place`` of ``rows``, which stands at ``found``."""
        values = typed_keys(rows.column(place))
        faulty = self._faulty_among(set(values) - self._fine)
        if faulty:
            for number, value in zip(rows.numbers, values, strict=True):
                for rule, fault in faulty.get(value, ()):
                    said = fault.value or text_of(from_typed_key(value)) or None
                    yield rule, fault._replace(row=number, column=found, value=said)

    def _faulty_among(self, values: set[Any]) -> dict[Any, tuple[Said, ...]]:
        known = values & self._faulty.keys()
        faulty = {value: self._faulty[value] for value in known}
        unknown = values - known
        if not unknown:
            return faulty
        found = self._judged(unknown if self._filled else blank_keys(unknown))
        self._remember(unknown - found.keys(), found)
        return faulty | found

    def _remember(self, fine: set[Any], faulty: dict[Any, tuple[Said, ...]]) -> None:
        """Keep what was found out of the shorter texts; longer ones rarely come again, nor do those of a long list."""
        if len(fine) + len(faulty) > _MOST_VALUES:
            return
        self._fine.update(value for value in fine if value.__class__ is not str or len(value) <= _LONGEST)
        self._faulty.update(
            (value, said) for value, said in faulty.items() if len(text_of(from_typed_key(value))) <= _LONGEST
        )
        for known in (self._fine, self._faulty):
            if len(known) > _MOST_VALUES:
                known.clear()

    def _judged(self, keys: Iterable[Any]) -> dict[Any, tuple[Said, ...]]:
        """Return what the rules say of each of these values; those of which they say nothing are left out."""
        keys = tuple(keys)
        blank = blank_keys(keys)
        values = tuple(map(from_typed_key, keys))
        faulty: dict[Any, tuple[Said, ...]] = {}
        for told, value, text in zip(keys, values, texts_of(values), strict=True):
            if isinstance(value, ErrorValue | UnvaluedFormula):
                continue  # JF213 has said it
            rules = self._empty if told in blank else self._filled
            cell = Cell(value, "" if told in blank else text, self._column)
            said = [(rule, fault) for rule in rules for fault in rule.check(cell, self._context)]
            if said:
                faulty[told] = tuple(said)
        return faulty


def row_faults(form: Form, rules: Iterable[RowRule], context: Context) -> Iterator[Said]:
    """Yield each fault that row rules find in ``form``: they are asked once for rows that say the same."""
    role = context.attachment(form.attachment).role
    for rule in rules:
        column = form.column(rule.reads[0]) if rule.of in {None, role} else None
        firsts = typed_keys(form.values(rule.reads[0])) if column else ()
        wanted = {one for one in set(firsts) if not rule.only_where or rule.only_where(from_typed_key(one), context)}
        if not wanted:
            continue
        columns = zip(*(typed_keys(form.values(key)) for key in rule.reads), strict=True)
        decided = form.ruling.done if ColumnRole.PROGRESS in rule.reads else {}
        rows = list(zip(columns, map(decided.get, form.body.rows.numbers), strict=True))
        asked = {row for row in rows if row[0][0] in wanted}
        said = {row: found for row in asked if (found := tuple(rule.check(_row_cells(form, rule, *row), context)))}
        if said:
            for number, row in zip(form.body.rows.numbers, rows, strict=True):
                for fault in said.get(row, ()):
                    yield rule, fault._replace(row=number, column=fault.column or column)


def _row_cells(form: Form, rule: RowRule, values: Iterable[Any], completed: bool | None) -> RowCells:
    return RowCells(form, dict(zip(rule.reads, map(from_typed_key, values), strict=True)), completed)

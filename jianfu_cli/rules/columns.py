"""What cell and row rules say of a form's columns, worked out once for each different value that stands there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jianfu_cli.core.attachment import Column
from jianfu_cli.core.finding import Fault
from jianfu_cli.core.form import Form, FoundColumn
from jianfu_cli.core.rows import Rows, as_read, told_apart
from jianfu_cli.core.values import ErrorValue, Scalar, UnvaluedFormula, is_empty, text_of
from jianfu_cli.rules.rule import Context, Rule, Texts

Said = tuple[Rule, Fault]
# Values of one column of which it is known what is said: they must not hold a whole campaign.
_MOST_VALUES = 8192
[_NOTHING] = told_apart([None])


class ColumnRules:
    """The cell rules for one column of an attachment, and what they have said of its values so far."""

    def __init__(self, column: Column, rules: Iterable[Rule], context: Context) -> None:
        suited = [rule for rule in rules if not rule.types or column.type in rule.types]
        self._filled = [rule for rule in suited if rule.empty != "only"]
        self._empty = [rule for rule in suited if rule.empty != "never"]
        self._column, self._context = column, context
        self._fine: set[Any] = set()
        self._faulty: dict[Any, tuple[Said, ...]] = {}

    def faults(self, rows: Rows, place: int, found: FoundColumn) -> Iterator[Said]:
        """Yield each fault of the values in column ``place`` of ``rows``, which stands at ``found``."""
        values = told_apart(rows.column(place))
        doubtful = set(values) - self._fine
        unknown = doubtful.difference(self._faulty)
        if unknown:
            self._work_out(unknown)
        faulty = {value: self._faulty[value] for value in doubtful if value in self._faulty}
        if faulty:
            for number, value in zip(rows.numbers, values, strict=True):
                for rule, fault in faulty.get(value, ()):
                    yield rule, fault._replace(row=number, column=found, value=text_of(as_read(value)) or None)
        for known in (self._fine, self._faulty):
            if len(known) > _MOST_VALUES:
                known.clear()

    def _work_out(self, unknown: set[Any]) -> None:
        # Most columns show no sign of most faults: none of their texts need be asked.
        written = [one for one in unknown if one.__class__ is str]
        texts = Texts(" ".join(written), max(map(len, written), default=0))
        filled = [rule for rule in self._filled if not rule.sign or rule.sign(texts, self._column, self._context)]
        if not filled:
            # Only of what is empty can anything be said; a text that begins with a letter or a digit is not.
            may_be_empty = {one for one in written if not one[:1].isalnum()} | ({_NOTHING} & unknown)
            self._fine |= unknown - may_be_empty
            unknown = may_be_empty
        for one in unknown:
            said = tuple(self._say(as_read(one), filled))
            if said:
                self._faulty[one] = said
            else:
                self._fine.add(one)

    def _say(self, value: Scalar, filled: Sequence[Rule]) -> Iterator[Said]:
        if isinstance(value, ErrorValue | UnvaluedFormula):
            return  # JF213 has said it
        text = "" if is_empty(value) else text_of(value)
        for rule in filled if text else self._empty:
            for fault in rule.check(value, text, self._column, self._context):
                yield rule, fault


def row_faults(form: Form, rules: Iterable[Rule], context: Context) -> Iterator[Said]:
    """Yield each fault that row rules find in ``form``: they are asked once for rows that say the same."""
    for rule in rules:
        column = form.column(rule.reads[0])
        if column is None:
            continue
        rows = list(zip(*(told_apart(form.values(key)) for key in rule.reads), strict=True))
        said = {values: tuple(rule.check(*map(as_read, values), form, context)) for values in set(rows)}
        if any(said.values()):
            for number, values in zip(form.rows.numbers, rows, strict=True):
                for fault in said[values]:
                    yield rule, fault._replace(row=number, column=fault.column or column)

"""What cell and row rules say of a form's columns, worked out once for each different value that stands there."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jianfu_cli.core.language.values import ErrorValue, Scalar, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.finding import Fault
from jianfu_cli.core.model.form import Form, FoundColumn
from jianfu_cli.core.model.rows import Rows, blank_keys, from_typed_key, typed_keys
from jianfu_cli.rules.rule import Context, Rule, Texts

Said = tuple[Rule, Fault]
# Values of one column of which it is known what is said: they must not hold a whole campaign.
_MOST_VALUES = 8192
_LONGEST = 64


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
        values = typed_keys(rows.column(place))
        faulty = self._faulty_among(set(values) - self._fine)
        if faulty:
            for number, value in zip(rows.numbers, values, strict=True):
                for rule, fault in faulty.get(value, ()):
                    yield rule, fault._replace(row=number, column=found, value=text_of(from_typed_key(value)) or None)

    def _faulty_among(self, values: set[Any]) -> dict[Any, tuple[Said, ...]]:
        known = values & self._faulty.keys()
        faulty = {value: self._faulty[value] for value in known}
        unknown = values - known
        if not unknown:
            return faulty
        # Most columns show no sign of most faults: none of their texts need be asked.
        written = [value if value.__class__ is str else text_of(from_typed_key(value)) for value in unknown]
        texts = Texts(" ".join(written), max(map(len, written)))
        filled = [rule for rule in self._filled if not rule.sign or rule.sign(texts, self._column, self._context)]
        asked = unknown if filled else blank_keys(unknown)
        found = {value: said for value in asked if (said := tuple(self._say(from_typed_key(value), filled)))}
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
        firsts = typed_keys(form.values(rule.reads[0])) if column else ()
        wanted = {one for one in set(firsts) if not rule.where or rule.where(from_typed_key(one), context)}
        if not wanted:
            continue
        rows = list(zip(*(typed_keys(form.values(key)) for key in rule.reads), strict=True))
        asked = {values for values in rows if values[0] in wanted}
        said = {
            values: found
            for values in asked
            if (found := tuple(rule.check(*map(from_typed_key, values), form, context)))
        }
        if said:
            for number, values in zip(form.rows.numbers, rows, strict=True):
                for fault in said.get(values, ()):
                    yield rule, fault._replace(row=number, column=fault.column or column)

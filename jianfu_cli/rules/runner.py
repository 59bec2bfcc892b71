"""Runs the rules it is handed over files and units, and gives each fault its code and place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jianfu_cli.core.attachment import Column
from jianfu_cli.core.finding import Fault, Finding, Severity, address
from jianfu_cli.core.form import Form, FoundColumn, SourceFile
from jianfu_cli.core.returns import Filing
from jianfu_cli.core.values import ErrorValue, Scalar, UnvaluedFormula, text_of
from jianfu_cli.rules.rule import Context, Rule, Scope

_Faults = tuple[tuple[Rule, Fault], ...]


def choose_rules(
    rules: Iterable[Rule], severities: Mapping[str, str], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules to run: severities as the campaign sets them, chosen by code or prefix (``JF2``)."""
    wanted, unwanted = tuple(select), tuple(ignore)
    return tuple(
        replace(rule, severity=Severity(severities[rule.code])) if rule.code in severities else rule
        for rule in rules
        if severities.get(rule.code) != "off"
        and (not wanted or rule.code.startswith(wanted))
        and not (unwanted and rule.code.startswith(unwanted))
    )


@dataclass(frozen=True)
class Checker:
    """Rules and context, ready to check file after file.

    What a cell rule says depends on the text and its column alone, so it is worked out once a text.
    """

    rules: tuple[Rule, ...]
    context: Context
    _said: dict[tuple[str, str], dict[tuple[type, Scalar], _Faults]] = field(default_factory=dict, repr=False)

    def check_file(self, file: SourceFile) -> tuple[Finding, ...]:
        """Return what the file, form, row and cell rules find in ``file``, in order of the file."""
        found = [
            self._placed(rule, fault, file, None)
            for rule in self._of(Scope.FILE)
            for fault in rule.check(file, self.context)
        ]
        for form in file.forms:
            found.extend(self._check_form(file, form))
        return tuple(found)

    def check_unit(self, filings: tuple[Filing, ...]) -> Iterator[Finding]:
        """Yield what the unit rules find in all that one unit has filed or should have."""
        for rule in self._of(Scope.UNIT):
            for fault in rule.check(filings, self.context):
                yield _finding(rule, fault, path=fault.path, sheet=fault.sheet, form=None, column=fault.column_name)

    def _of(self, scope: Scope) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.scope is scope)

    def _check_form(self, file: SourceFile, form: Form) -> list[Finding]:
        faults = [(rule, fault) for rule in self._of(Scope.FORM) for fault in rule.check(form, self.context)]
        row_rules = self._of(Scope.ROW)
        faults += [
            (rule, fault) for row in form.rows for rule in row_rules for fault in rule.check(row, form, self.context)
        ]
        found = [self._placed(rule, fault, file, form) for rule, fault in faults]
        found.extend(self._check_cells(file, form))
        return sorted(found, key=lambda finding: (finding.order, finding.code))

    def _check_cells(self, file: SourceFile, form: Form) -> Iterator[Finding]:
        for place, found in enumerate(form.columns):
            if found.key is None:
                continue
            column = self.context.attachment(form.attachment).column_by_key[found.key]
            said = self._said.setdefault((form.attachment, found.key), {})
            for row in form.rows:
                value = row.values[place]
                seen = (value.__class__, value)
                faults = said.get(seen)
                if faults is None:
                    faults = said[seen] = self._check_value(value, column)
                for rule, fault in faults:
                    placed = replace(fault, row=row.number, column=found, value=text_of(value) or None)
                    yield self._placed(rule, placed, file, form)

    def _check_value(self, value: Scalar, column: Column) -> _Faults:
        if isinstance(value, ErrorValue | UnvaluedFormula):
            return ()  # JF213 has said it
        text = text_of(value)
        return tuple(
            (rule, fault)
            for rule in self._of(Scope.CELL)
            if (text or rule.empty) and (not rule.types or column.type in rule.types)
            for fault in rule.check(value, text, column, self.context)
        )

    def _placed(self, rule: Rule, fault: Fault, file: SourceFile, form: Form | None) -> Finding:
        sheet = fault.sheet or (form.sheet if form else None)
        column = fault.column_name or self._heading(form, fault.column)
        return _finding(rule, fault, path=file.path, sheet=sheet, form=form, column=column)

    def _heading(self, form: Form | None, column: FoundColumn | None) -> str | None:
        """The column's name as the form's schema has it; as written where the schema has none."""
        if form is None or column is None:
            return None
        schema = self.context.attachment(form.attachment).column_by_key.get(column.key or "")
        return schema.heading if schema else "".join(column.heading.split())


def _finding(
    rule: Rule, fault: Fault, *, path: str | None, sheet: str | None, form: Form | None, column: str | None
) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=fault.severity or rule.severity,
        message=fault.message,
        hint=fault.hint,
        basis=rule.basis,
        path=path,
        sheet=sheet,
        cell=fault.cell or address(fault.row, fault.column),
        row=fault.row,
        column=column,
        attachment=fault.attachment or (form.attachment if form else None),
        unit=fault.unit or (form.unit if form else None) or None,
        value=fault.value,
        suggestion=fault.suggestion,
        fixable=fault.fixable,
        order=(fault.row or 0, fault.column.index if fault.column else 0),
    )

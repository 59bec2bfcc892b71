"""Runs the rules it is handed over files and units, and gives each fault its code and place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.model.finding import Fault, Finding, Severity, address
from jianfu_cli.core.model.form import Form, FoundColumn, SourceFile
from jianfu_cli.core.model.report import NotRun
from jianfu_cli.errors import UsageError
from jianfu_cli.rules.columns import ColumnRules, Said, row_faults
from jianfu_cli.rules.rule import Context, Rule, Scope


def choose_rules(
    rules: Iterable[Rule], severities: Mapping[str, str], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules to run: severities as the campaign sets them, chosen by code or prefix (``JF2``).

    Raises:
        UsageError: a code or prefix that no rule has: a slip of the pen must not pass for a clean bill.
    """
    rules, wanted, unwanted = tuple(rules), tuple(select), tuple(ignore)
    for code in (*wanted, *unwanted):
        if not any(rule.code.startswith(code) for rule in rules):
            raise UsageError(f"没有“{code}”这条规则；用 jianfu rule 看全部规则，可写前缀，如 JF2")
    return tuple(
        replace(rule, severity=Severity(severities[rule.code]), settled=True) if rule.code in severities else rule
        for rule in rules
        if severities.get(rule.code) != "off"
        and (not wanted or rule.code.startswith(wanted))
        and not (unwanted and rule.code.startswith(unwanted))
    )


@dataclass(frozen=True)
class Checker:
    """Rules and context, ready to check file after file."""

    rules: tuple[Rule, ...]
    context: Context
    _scoped: dict[Scope, tuple[Rule, ...]] = field(init=False, repr=False)
    _columns: dict[tuple[str, str], ColumnRules] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the rules by what they are handed, those of cells by the columns they look at."""
        scoped = {scope: tuple(rule for rule in self.rules if rule.scope is scope) for scope in Scope}
        columns = {
            (attachment.id, column.key): ColumnRules(column, scoped[Scope.CELL], self.context)
            for attachment in self.context.campaign.attachments
            for column in attachment.columns
        }
        # Only rules whose forms the campaign has: a whitelist alone has nothing to compare it with.
        known = {form.id for form in self.context.campaign.attachments}
        scoped[Scope.UNIT] = tuple(rule for rule in scoped[Scope.UNIT] if known.issuperset(rule.compares))
        object.__setattr__(self, "_scoped", scoped)
        object.__setattr__(self, "_columns", columns)

    def check_file(self, file: SourceFile) -> tuple[Finding, ...]:
        """Return what the file, form, row and cell rules find in ``file``, in order of the file."""
        found = [
            self._placed(rule, fault, file.path, fault.form)
            for rule in self._scoped[Scope.FILE]
            for fault in rule.check(file, self.context)
        ]
        found.sort(key=lambda finding: finding.order)
        for form in file.forms:
            found.extend(self._check_form(file, form))
        return tuple(found)

    def check_unit(self, unit: UnitReturn) -> Iterator[Finding]:
        """Yield what the unit rules find in all that one unit has filed or should have."""
        for rule in self._scoped[Scope.UNIT]:
            if self._why_not(rule, unit):
                continue
            for fault in rule.check(unit, self.context):
                yield self._placed(rule, fault, fault.path, fault.form)

    def check_campaign(self, units: tuple[UnitReturn, ...]) -> Iterator[Finding]:
        """Yield what the campaign rules find over all units."""
        for rule in self._scoped[Scope.CAMPAIGN]:
            for fault in rule.check(units, self.context):
                yield self._placed(rule, fault, fault.path, fault.form)

    def not_run(self, unit: UnitReturn) -> Iterator[NotRun]:
        """Yield the rules that lack what they compare, where one of their forms is there (a nil return is there)."""
        for rule in self._scoped[Scope.UNIT]:
            why = self._why_not(rule, unit)
            if why and any(unit.counting(name) for name in rule.compares):
                yield NotRun(rule.code, unit.unit, why)

    def _why_not(self, rule: Rule, unit: UnitReturn) -> str:
        """Say in Chinese why a unit rule cannot run; "" where it can."""
        lacking = [name for name in rule.compares if unit.counting(name) is None]
        if lacking:
            return f"{'、'.join(self.context.attachment(name).label for name in lacking)} 未在本次检查范围"
        return rule.lacks(unit, self.context) if rule.lacks else ""

    def _check_form(self, file: SourceFile, form: Form) -> list[Finding]:
        faults = [(rule, fault) for rule in self._scoped[Scope.FORM] for fault in rule.check(form, self.context)]
        faults += self._header_faults(form)
        if form.part:
            faults = [(rule, fault) for rule, fault in faults if (fault.row or 0) > (form.header_row or 0)]
        faults += row_faults(form, self._scoped[Scope.ROW], self.context)
        faults += self._cell_faults(form)
        found = [self._placed(rule, fault, file.path, form) for rule, fault in faults]
        if not form.sure:
            found = [_at_most_warned(finding) for finding in found]
        return sorted(found, key=lambda finding: (finding.order, finding.code))

    def _header_faults(self, form: Form) -> Iterator[Said]:
        """Faults of what is written in the header block; in a document it has no cell."""
        if form.untouched:
            return
        rules = [rule for rule in self._scoped[Scope.CELL] if rule.header]
        schema = self.context.attachment(form.attachment)
        for key, found in form.header.items():
            field = schema.header_field(key)
            place = (found.row, found.cell) if form.sheet is not None else (None, None)
            for rule in rules:
                for fault in rule.check(found.value, found.text, None, self.context):
                    # 填报单位（盖章） is called 填报单位.
                    label = field.label.partition("（")[0] if field else None
                    yield rule, fault._replace(value=found.text, row=place[0], cell=place[1], column_name=label)

    def _cell_faults(self, form: Form) -> Iterator[Said]:
        for place, column in enumerate(form.columns):
            if column.key:
                yield from self._columns[form.attachment, column.key].faults(form.rows, place, column)

    def _placed(self, rule: Rule, fault: Fault, path: str | None, form: Form | None) -> Finding:
        sheet = fault.sheet or (form.sheet if form else None)
        column = fault.column_name or self._heading(form, fault.column)
        return _finding(rule, fault, path=path, sheet=sheet, form=form, column=column)

    def _heading(self, form: Form | None, column: FoundColumn | None) -> str | None:
        """The column's name as the form's schema has it; as written where the schema has none."""
        if form is None or column is None:
            return None
        schema = self.context.attachment(form.attachment).column_by_key.get(column.key or "")
        return schema.heading if schema else "".join(column.heading.split())


def _finding(
    rule: Rule, fault: Fault, *, path: str | None, sheet: str | None, form: Form | None, column: str | None
) -> Finding:
    # A Word table has rows but no addresses; what stands above it has no row either.
    addressed = form is None or form.addressed
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(rule, fault),
        message=fault.message,
        hint=fault.hint,
        basis=rule.basis,
        path=path,
        sheet=sheet,
        cell=(fault.cell or address(fault.row, fault.column)) if addressed else None,
        row=fault.row if addressed or (fault.row or 0) > 0 else None,
        column=column,
        attachment=fault.attachment or (form.attachment if form else None),
        unit=fault.unit or (form.unit if form else None) or None,
        value=fault.value,
        suggestion=fault.suggestion,
        fixable=fault.fixable,
        order=(fault.row or 0, fault.column.number if fault.column else 0),
    )


def _at_most_warned(finding: Finding) -> Finding:
    """Of what may be no form at all nothing is surely wrong (JF010)."""
    return finding._replace(severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def _severity(rule: Rule, fault: Fault) -> Severity:
    """A fault may be milder or graver than its rule; where the campaign set the rule's severity, never graver."""
    own = fault.severity or rule.severity
    ranks = tuple(Severity)
    return max(own, rule.severity, key=ranks.index) if rule.settled else own

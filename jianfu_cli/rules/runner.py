"""Runs the rules it is handed over files and units, and gives each fault its code and place."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.withheld import WITHHELD
from jianfu_cli.core.model.bundle import WithheldCells
from jianfu_cli.core.model.finding import Fault, Finding, Severity, Uncompared, address, is_at
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn
from jianfu_cli.core.model.report import NotRun
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.columns import ColumnRules, Said, row_faults
from jianfu_cli.rules.rule import (
    AnyRule,
    CampaignRule,
    CellRule,
    Context,
    FileRule,
    FormRule,
    HeaderRule,
    RowRule,
    UnitRule,
)
from jianfu_cli.rules.subjects import HeaderEntry
from jianfu_cli.rules.watch import WatchedRows, WatchRule, WatchTexts

_Rule = TypeVar("_Rule", bound=AnyRule)
_FROM_GRAVE_TO_MILD = tuple(Severity)


class Checker:
    """Rules and context, ready to check file after file."""

    def __init__(self, rules: Iterable[AnyRule], context: Context) -> None:
        self._context = context
        rules = tuple(rules)
        attachments = context.campaign.attachments
        self._file_rules = _of_class(FileRule, rules)
        self._form_rules = _of_class(FormRule, rules)
        self._header_rules = _of_class(HeaderRule, rules)
        self._row_rules = _of_class(RowRule, rules)
        self._watch_rules = _of_class(WatchRule, rules)
        self._watched = WatchTexts(rule.entry for rule in self._watch_rules)
        cell_rules = _of_class(CellRule, rules)
        self._in_header = tuple((rule, rule.in_header) for rule in cell_rules if rule.in_header)
        self._columns = {
            (attachment.id, column.key): ColumnRules(column, cell_rules, context)
            for attachment in attachments
            for column in attachment.columns
        }
        # Only rules whose forms the campaign has: a whitelist alone has nothing to compare it with.
        known = context.campaign.id_by_role.keys()
        self._unit_rules = tuple(
            rule for rule in _of_class(UnitRule, rules) if known >= set(rule.compares) and self._has_columns(rule)
        )
        self._campaign_rules = _of_class(CampaignRule, rules)

    def _has_columns(self, rule: UnitRule) -> bool:
        first = self._context.campaign.by_role(rule.compares[0]) if rule.compares else None
        return first is None or set(rule.reads) <= first.column_by_role.keys()

    def check_file(self, file: SourceFile) -> tuple[Finding, ...]:
        """Return what the rules about files, forms, header blocks, rows and cells find, in order of the file."""
        found = [
            self._placed(rule, fault, file.path, fault.form)
            for rule in self._file_rules
            for fault in rule.check(file, self._context)
        ]
        found.sort(key=lambda finding: finding.order)
        for form in file.forms:
            found.extend(self._check_form(file, form))
        return _as_found_below(found, file.withheld) if file.withheld else tuple(found)

    def check_unit(self, unit: UnitReturn) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
        """Return what the unit rules find in all that one unit has filed or should have, and which could not run.

        Those are worth a word where one of the forms that they compare is there (a nil return is there).
        """
        findings: list[Finding] = []
        not_run: list[NotRun] = []
        for rule in self._unit_rules:
            why_not = self._why_not(rule, unit)
            if not why_not:
                self._judge(rule, rule.check(unit, self._context), unit.unit, findings, not_run)
            elif any(unit.counting(attachment) for attachment in rule.compares):
                not_run.append(NotRun(rule.code, unit.unit, why_not))
        return tuple(findings), tuple(not_run)

    def check_campaign(self, units: tuple[UnitReturn, ...]) -> tuple[tuple[Finding, ...], tuple[NotRun, ...]]:
        """Return what the campaign rules find over all units, and which of them stopped at their budget."""
        findings: list[Finding] = []
        not_run: list[NotRun] = []
        for rule in self._campaign_rules:
            self._judge(rule, rule.check(units, self._context), "", findings, not_run)
        return tuple(findings), tuple(not_run)

    def _judge(
        self,
        rule: UnitRule | CampaignRule,
        said: Iterable[Fault | Uncompared],
        unit: str,
        findings: list[Finding],
        not_run: list[NotRun],
    ) -> None:
        """Add what ``rule`` said to ``findings``, and where it stopped at its budget to ``not_run``."""
        for fault in said:
            if isinstance(fault, Uncompared):
                not_run.append(NotRun(rule.code, unit, fault.why))
            else:
                findings.append(self._placed(rule, fault, fault.path, fault.form))

    def _why_not(self, rule: UnitRule, unit: UnitReturn) -> str:
        """Say in Chinese why a unit rule cannot run; "" where it can."""
        lacking = [role for role in rule.compares if unit.counting(role) is None]
        if lacking:
            return f"{'、'.join(map(self._context.label, lacking))} 未在本次检查范围"
        unnamed = next(filter(None, (self._missing(rule, role, unit) for role in rule.compares)), "")
        return unnamed or (rule.cannot_run(unit, self._context) if rule.cannot_run else "")

    def _missing(self, rule: UnitRule, role: FormRole, unit: UnitReturn) -> str:
        """Say which column that ``rule`` compares by is in no form of ``role`` with rows; JF101 has asked for it."""
        filled = [form for _, form in unit.counted(role) if form.body.rows]
        if not filled or len(rule.compares) == 1:
            return ""
        columns = self._context.attachment(filled[0].attachment).column_by_role
        for column in (ColumnRole.MATTER, *(rule.reads if role == rule.compares[0] else ())):
            if column in columns and all(form.position(column) is None for form in filled):
                return f"{self._context.label(role)} 没有“{columns[column].heading}”一列"
        return ""

    def _check_form(self, file: SourceFile, form: Form) -> list[Finding]:
        faults: list[Said] = [(rule, fault) for rule in self._form_rules for fault in rule.check(form, self._context)]
        faults += self._header_faults(form)
        if form.place.part:
            faults = [(rule, fault) for rule, fault in faults if (fault.row or 0) > (form.place.header_row or 0)]
        faults += row_faults(form, self._row_rules, self._context)
        watched = WatchedRows(form, self._context.attachment(form.attachment), self._watched)
        faults += [(rule, fault) for rule in self._watch_rules for fault in rule.check(watched, self._context)]
        faults += self._cell_faults(form)
        found = [self._placed(rule, fault, file.path, form) for rule, fault in faults]
        if not form.recognition.sure:
            found = [_at_most_warned(finding) for finding in found]
        return sorted(found, key=lambda finding: (finding.order, finding.code))

    def _header_faults(self, form: Form) -> Iterator[Said]:
        if form.place.continues:  # the form before it has the header block
            return
        for rule in self._header_rules:
            entry = HeaderEntry.of(form, rule.field, self._context.campaign)
            for fault in rule.check(entry, self._context):
                yield rule, fault
        for key, found in form.header.fields.items() if self._in_header and not form.untouched else ():
            entry = HeaderEntry.of(form, key, self._context.campaign)
            for cell_rule, check in self._in_header:
                for fault in check(found.text):
                    yield cell_rule, entry.fault(fault.message, fault.hint)

    def _cell_faults(self, form: Form) -> Iterator[Said]:
        for place, column in enumerate(form.body.columns):
            if column.key:
                yield from self._columns[form.attachment, column.key].faults(form.body.rows, place, column)

    def _placed(self, rule: AnyRule, fault: Fault, path: str | None, form: Form | None) -> Finding:
        fault = self._without_secrets(rule, fault, form)
        sheet = fault.sheet or (form.place.sheet if form else None)
        column = fault.column_name or self._heading(form, fault.column)
        return _finding(rule, fault, basis=self._context.basis(rule), path=path, sheet=sheet, form=form, column=column)

    def _without_secrets(self, rule: AnyRule, fault: Fault, form: Form | None) -> Fault:
        """What is said of a secret column says no more than which rule it breaks: any word may tell of the value."""
        secrets = self._context.attachment(form.attachment).secrets if form else frozenset()
        if not secrets:
            return fault
        if fault.column and fault.column.key in secrets:
            finds = rule.page.strip().splitlines()[0].rstrip("。")
            return fault._replace(message=f"{finds}（本列保密，不列出内容）", **_NOTHING_TOLD)
        if WITHHELD in (fault.suggestion or ""):
            return fault._replace(suggestion=None, fixable=False)
        return fault

    def _heading(self, form: Form | None, column: FoundColumn | None) -> str | None:
        """The column's name as the form's schema has it; as written where the schema has none."""
        if form is None or column is None:
            return None
        schema = self._context.attachment(form.attachment).column_by_key.get(column.key or "")
        return schema.heading if schema else "".join(column.heading.split())


def _of_class(kind: type[_Rule], rules: Iterable[AnyRule]) -> tuple[_Rule, ...]:
    return tuple(rule for rule in rules if isinstance(rule, kind))


_NOTHING_TOLD: dict[str, Any] = {"hint": "", "value": None, "suggestion": None, "fixable": False}


def _finding(
    rule: AnyRule,
    fault: Fault,
    *,
    basis: str,
    path: str | None,
    sheet: str | None,
    form: Form | None,
    column: str | None,
) -> Finding:
    # A Word table has rows but no addresses; what stands above it has no row either.
    addressed = form is None or form.place.addressed
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(rule, fault),
        message=fault.message,
        hint=fault.hint,
        basis=basis,
        path=path,
        sheet=sheet,
        cell=(fault.cell or address(fault.row, fault.column)) if addressed else None,
        row=fault.row if addressed or (fault.row or 0) > 0 else None,
        column=column,
        attachment=fault.attachment or (form.attachment if form else None),
        unit=fault.unit or (form.owner.unit if form else None) or None,
        value=fault.value,
        suggestion=fault.suggestion,
        fixable=fault.fixable,
        order=(fault.row or 0, fault.column.number if fault.column else 0),
        drawn_from=rule.drawn_from,
        for_host=fault.for_host,
    )


def _as_found_below(found: list[Finding], withheld: WithheldCells) -> tuple[Finding, ...]:
    """Of what a bundle does not pass on that stands which the level below found."""
    seen = [finding for finding in found if not is_at(finding, withheld.places)]
    return tuple(sorted((*seen, *withheld.findings), key=lambda finding: finding.order))


def _at_most_warned(finding: Finding) -> Finding:
    """Of what may be no form at all nothing is surely wrong (JF010)."""
    return finding._replace(severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def _severity(rule: AnyRule, fault: Fault) -> Severity:
    """A fault may be milder than its rule, or as grave as the rule's gravest."""
    return max(fault.severity or rule.severity, rule.gravest, key=_FROM_GRAVE_TO_MILD.index)

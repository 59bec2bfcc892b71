"""Decisions put into effect: what was read, as a person says that it is. Nothing else need know of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jianfu_cli.core.filings.decisions import (
    Decisions,
    attachments_named,
    completion_number,
    form_number,
    scan_number,
    sender_number,
    use_number,
    version_number,
)
from jianfu_cli.core.filings.inquiry import Inquiry
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import DONE, Decision, Issue
from jianfu_cli.core.model.finding import Answer, Finding
from jianfu_cli.core.model.form import Form, SourceFile, Verdict
from jianfu_cli.core.model.roles import ColumnRole

Checked = tuple[SourceFile, tuple[Finding, ...]]


class Obedience:
    """Applies ``decisions`` to what is read, and keeps which of them were ``used``."""

    def __init__(self, decisions: Decisions, campaign: Campaign) -> None:
        self._decisions, self._campaign = decisions, campaign
        self._numbers: set[str] = set()
        self._asks_completion = decisions.has(Issue.COMPLETION)

    @property
    def used(self) -> tuple[Decision, ...]:
        """The decisions whose subject was met, in the order in which they stand in the workbook."""
        return tuple(one for number, one in self._decisions.by_number.items() if number in self._numbers)

    def apply(self, together: tuple[Checked, ...]) -> tuple[Checked, ...]:
        """Return one file as read, an archive with all in it, as the decisions have it; with what was found there."""
        if not self._decisions.by_number:
            return together
        by_path = {file.path: file for file, _ in together}
        return tuple(self._applied(file, findings, self._sender(file, by_path)) for file, findings in together)

    def files(self, together: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """Return one file as read, an archive with all in it, as the decisions have it."""
        return tuple(file for file, _ in self.apply(tuple((file, ()) for file in together)))

    def answer(self, findings: Iterable[Finding], files: tuple[SourceFile, ...]) -> tuple[Finding, ...]:
        """Return ``findings`` with what a person said of them: whoever decides, else the unit beside its own form."""
        found = tuple(findings)
        said = _explanations(files)
        if not (said or self._decisions.by_number):
            return found
        inquiry = Inquiry(files, self._campaign)
        return tuple(self._answered(finding, inquiry, said) for finding in found)

    def _answered(self, finding: Finding, inquiry: Inquiry, said: Mapping[tuple[str, str], Answer]) -> Finding:
        numbers = inquiry.numbers(finding)
        decision = next(filter(None, map(self._decision, numbers)), None)
        answer = decision.answer if decision else said.get((numbers[0], finding.unit or ""))
        return finding._replace(answered=answer) if answer else finding

    def _decision(self, number: str) -> Decision | None:
        found = self._decisions.get(number)
        if found:
            self._numbers.add(number)
        return found

    def _sender(self, file: SourceFile, by_path: Mapping[str, SourceFile]) -> str | None:
        """The unit whose a file is said to be, or else the archive in which it came."""
        inmost_first = (file, *(by_path[path] for path in reversed(file.containers) if path in by_path))
        for one in inmost_first:
            decision = self._decision(sender_number(one.sha256)) if one.sha256 else None
            if decision:
                return self._campaign.roster.find(decision.decision)
        return None

    def _applied(self, file: SourceFile, findings: tuple[Finding, ...], sender: str | None) -> Checked:
        forms = tuple(self._form(form, file, sender) for form in file.forms)
        unit = sender or file.inbox_unit
        scan = self._decision(scan_number(unit, file.sha256)) if file.scan and unit else None
        applied = replace(
            file,
            forms=forms,
            inbox_unit=unit,
            scan_of=attachments_named(scan.decision, self._campaign) if scan else (),
        )
        return applied, _of_what_is_used(findings, file.forms, forms)

    def _form(self, form: Form, file: SourceFile, sender: str | None) -> Form:
        named = self._decision(sender_number(file.sha256, form.header_text("unit"))) if not sender else None
        unit = sender or (self._campaign.roster.find(named.decision) if named else None) or form.unit
        verdict = self._verdict(form, file.sha256, unit)
        done = self._completed(form, unit) if self._asks_completion and form.column(ColumnRole.PROGRESS) else {}
        kind = self._campaign.roster.kind_of.get(unit)
        sure = form.sure or verdict is Verdict.USED  # a person said that it is one
        return replace(form, unit=unit, kind=kind, verdict=verdict, completed=done, sure=sure)

    def _verdict(self, form: Form, sha256: str, unit: str) -> Verdict | None:
        """What was decided of a form, the weightiest first."""
        numbers = (
            form_number(sha256, form.attachment, form.sheet),
            use_number(unit, form.attachment, sha256),
            version_number(unit, form.attachment, sha256),
        )
        said = [Verdict(decision.decision) for number in numbers if (decision := self._decision(number))]
        out = next((verdict for verdict in said if verdict in {Verdict.NO_FORM, Verdict.SET_ASIDE}), None)
        return out or (said[-1] if said else None)

    def _completed(self, form: Form, unit: str) -> dict[int, bool]:
        rows = zip(form.rows.numbers, form.texts(ColumnRole.MATTER), form.texts(ColumnRole.PROGRESS), strict=True)
        said = {
            row: self._decision(completion_number(unit, form.attachment, matter, progress))
            for row, matter, progress in rows
        }
        return {row: decision.decision == DONE for row, decision in said.items() if decision}


def _of_what_is_used(
    findings: tuple[Finding, ...], before: tuple[Form, ...], after: tuple[Form, ...]
) -> tuple[Finding, ...]:
    """Return the findings on forms that are used, under the unit they are said to be of."""
    now = {(form.sheet, form.attachment, form.unit): said for form, said in zip(before, after, strict=True)}
    kept = []
    for finding in findings:
        form = now.get((finding.sheet, finding.attachment or "", finding.unit or ""))
        if form is None:
            kept.append(finding)
        elif not form.set_aside:
            kept.append(finding._replace(unit=form.unit or None))
    return tuple(kept)


def _explanations(files: tuple[SourceFile, ...]) -> dict[tuple[str, str], Answer]:
    """What units wrote beside the findings of copies that came back, by 编号 and unit; the last to come counts."""
    said: dict[tuple[str, str], Answer] = {}
    explained = [file for file in files if file.explained]
    for file in sorted(explained, key=lambda one: (one.folder_date is not None, one.folder_date, one.path)):
        units = {form.unit for form in file.forms} | ({file.inbox_unit} if file.inbox_unit else set())
        on = file.folder_date or max((form.received_on for form in file.forms if form.received_on), default=None)
        for number, text in file.explained:
            said |= {(number, unit): Answer(text, unit, on, decided=False) for unit in units}
    return said

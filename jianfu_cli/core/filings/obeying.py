"""Decisions put into effect: what was read, as a person says that it is. Nothing else need know of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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
    why_not,
)
from jianfu_cli.core.filings.inquiry import Inquiry, issue_of
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import DONE, Decision, Issue
from jianfu_cli.core.model.finding import Answer, Finding
from jianfu_cli.core.model.form import WITHIN, Form, SourceFile
from jianfu_cli.core.model.form_parts import Ruling, Verdict
from jianfu_cli.core.model.roles import ColumnRole

# What is decided of a value that a form states, and goes with it.
_ON_VALUES = frozenset({Issue.COMPLETION, Issue.WARNING})

Checked = tuple[SourceFile, tuple[Finding, ...]]
Check = Callable[[SourceFile], tuple[Finding, ...]]


class Obedience:
    """Applies ``decisions`` to what is read, and keeps which of them were ``used``."""

    def __init__(self, decisions: Decisions, campaign: Campaign) -> None:
        self._decisions, self._campaign = decisions, campaign
        # Where each was met: (path, unit, attachment) of the form whose value it speaks of, None for all else.
        self._places: dict[str, set[tuple[str, str, str] | None]] = defaultdict(set)
        # What was asked under another name, before a person said whose it is: (path, unit now) → its names then.
        self._asked_as: dict[tuple[str, str], tuple[str, ...]] = {}
        # What was decided at lower levels, by the path of the bundle that brought it: it goes for that bundle's files.
        self._lower: dict[str, Decisions] = {}
        self._bundles_of: dict[str, set[str]] = defaultdict(set)

    @property
    def used(self) -> tuple[Decision, ...]:
        """The decisions whose subject was met, in the order in which they stand in the workbook; lower levels' last."""
        every = (self._decisions, *(self._lower[bundle] for bundle in sorted(self._lower)))
        met = {number: one for each in reversed(every) for number, one in each.by_number.items()}
        ordered = dict.fromkeys(number for each in every for number in each.by_number)
        return tuple(met[number] for number in ordered if number in self._places)

    def used_beside(self, superseded: Superseded) -> frozenset[str]:
        """The 编号 of those that were met elsewhere than on values of what is ``superseded``."""
        replaced = superseded.files - superseded.later
        return frozenset(
            number
            for number, places in self._places.items()
            if any(place is None or not (place[0] in replaced or place in superseded.forms) for place in places)
        )

    def learn(self, bundle: SourceFile) -> None:
        """Learn what was decided at the lower levels that a bundle comes from."""
        told = bundle.facts.decisions if bundle.facts else ()
        fit = {one.number: one for one in told if not why_not(one.issue, one.decision, self._campaign)}
        if fit:
            self._lower[bundle.path] = Decisions(fit)

    def apply(self, together: tuple[Checked, ...], check: Check) -> tuple[Checked, ...]:
        """Return one file as read, an archive with all in it, as the decisions have it; with what is found there.

        What a decision makes of a form may be right or wrong where the form as read was not: it is asked ``check``.
        """
        applied = self.files(tuple(file for file, _ in together))
        pairs = zip(together, applied, strict=True)
        return tuple((after, _found(before, after, found, check)) for (before, found), after in pairs)

    def files(self, together: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """Return one file as read, an archive with all in it, as the decisions have it."""
        if not (self._decisions.by_number or self._lower):
            return together
        by_path = {file.path: file for file in together}
        return tuple(self._applied(file, self._sender(file, by_path)) for file in together)

    def answer(self, findings: Iterable[Finding], files: tuple[SourceFile, ...]) -> tuple[Finding, ...]:
        """Return ``findings`` with what a person said of them: whoever decides, else the unit beside its own form."""
        found = tuple(findings)
        said = _explanations(files)
        if not (said or self._decisions.by_number or self._lower):
            return found
        inquiry = Inquiry(files, self._campaign)
        bundles = {file.path: {file.bundle} for file in files if file.bundle}
        return tuple(self._answered(finding, inquiry, said, bundles) for finding in found)

    def _answered(
        self,
        finding: Finding,
        inquiry: Inquiry,
        said: Mapping[tuple[str, str], Answer],
        bundles: Mapping[str, set[str]],
    ) -> Finding:
        numbers = inquiry.numbers(finding, self._asked_as.get((finding.path or "", finding.unit or ""), ()))
        of = bundles.get(finding.path, set()) if finding.path else self._bundles_of[finding.unit or ""]
        place = finding.path or "", finding.unit or "", finding.attachment or ""
        on_value = place if finding.drawn_from == "file" and issue_of(finding) in _ON_VALUES else None
        decided = (self._decision(number, *sorted(of), place=on_value) for number in numbers)
        decision = next(filter(None, decided), None)
        answer = decision.answer if decision else said.get((numbers[0], finding.unit or ""))
        return finding._replace(answered=answer) if answer else finding

    def _decision(self, number: str, *bundles: str, place: tuple[str, str, str] | None = None) -> Decision | None:
        """What was decided over ``number``: here, else at the highest level that its ``bundles`` came through."""
        found = self._decisions.get(number)
        if found is None and self._lower:
            levels = (level for bundle in bundles for level in _levels(bundle) if level in self._lower)
            found = next(filter(None, (self._lower[level].get(number) for level in levels)), None)
        if found:
            self._places[number].add(place)
        return found

    def _sender(self, file: SourceFile, by_path: Mapping[str, SourceFile]) -> str | None:
        """The unit whose a file is said to be, or else the archive in which it came."""
        inmost_first = (file, *(by_path[path] for path in reversed(file.containers) if path in by_path))
        for one in inmost_first:
            decision = self._decision(sender_number(one.sha256), file.bundle) if one.sha256 else None
            if decision:
                return self._campaign.roster.find(decision.decision)
        return None

    def _applied(self, file: SourceFile, sender: str | None) -> SourceFile:
        forms = tuple(self._form(form, file, sender) for form in file.forms)
        unit = sender or file.inbox_unit
        if file.bundle:
            for one in {unit, *(form.owner.unit for form in forms)}:
                self._bundles_of[one or ""].add(file.bundle)
        scan = self._decision(scan_number(unit, file.sha256), file.bundle) if file.scan and unit else None
        of = attachments_named(scan.decision, self._campaign) if scan else ()
        return replace(file, forms=forms, inbox_unit=unit, scan_of=of)

    def _form(self, form: Form, file: SourceFile, sender: str | None) -> Form:
        written = form.header.text("unit")
        asked = sender_number(file.sha256, written)
        named = self._decision(asked, file.bundle) if not sender else None
        unit = sender or (self._campaign.roster.find(named.decision) if named else None) or form.owner.unit
        # A name that the roster did not know may be known by now: as an alias, or by the folder.
        units = tuple(dict.fromkeys((unit, form.owner.unit, *([written] if written else []))))
        if units[1:]:
            self._asked_as[file.path, unit] = units[1:]
        verdict = self._verdict(form, file, units)
        asks = self._asks_completion(file.bundle) and form.column(ColumnRole.PROGRESS)
        done = self._completed(form, units, file) if asks else {}
        kind = self._campaign.roster.kind_of.get(unit)
        sure = form.recognition.sure or verdict is Verdict.USED  # a person said that it is one
        return replace(
            form,
            owner=replace(form.owner, unit=unit, kind=kind),
            recognition=replace(form.recognition, sure=sure),
            ruling=Ruling(verdict, done),
        )

    def _asks_completion(self, bundle: str) -> bool:
        of = (self._lower[level] for level in _levels(bundle) if level in self._lower)
        return any(decisions.has(Issue.COMPLETION) for decisions in (self._decisions, *of))

    def _verdict(self, form: Form, file: SourceFile, units: tuple[str, ...]) -> Verdict | None:
        """What was decided of a form, the weightiest first; asked under its unit's name, or the one it had before."""
        sha256 = file.sha256
        numbers = (
            form_number(sha256, form.attachment, form.place.sheet),
            *(use_number(unit, form.attachment, sha256) for unit in units),
            *(version_number(unit, form.attachment, sha256) for unit in units),
        )
        said = [Verdict(decision.decision) for number in numbers if (decision := self._decision(number, file.bundle))]
        out = next((verdict for verdict in said if verdict in {Verdict.NO_FORM, Verdict.SET_ASIDE}), None)
        return out or (said[-1] if said else None)

    def _completed(self, form: Form, units: tuple[str, ...], file: SourceFile) -> dict[int, bool]:
        place = file.path, units[0], form.attachment

        def decided(asked: list[str]) -> Decision | None:
            numbers = (completion_number(unit, form.attachment, *asked) for unit in units)
            return next(filter(None, (self._decision(number, file.bundle, place=place) for number in numbers)), None)

        rows = zip(form.body.rows.numbers, form.texts(ColumnRole.MATTER), form.texts(ColumnRole.PROGRESS), strict=True)
        said = {row: decided(asked) for row, *asked in rows}
        return {row: decision.decision == DONE for row, decision in said.items() if decision}


def _found(before: SourceFile, after: SourceFile, findings: tuple[Finding, ...], check: Check) -> tuple[Finding, ...]:
    """Return what is found in a file as decided: nothing in forms that are not used, and still what was asked of it."""
    if all(_is_as_read(form, said) for form, said in zip(before.forms, after.forms, strict=True)):
        return findings
    now = {
        (form.place.sheet, form.attachment, form.owner.unit): said
        for form, said in zip(before.forms, after.forms, strict=True)
    }
    asked = []
    for finding in findings:
        form = now.get((finding.sheet, finding.attachment or "", finding.unit or ""))
        if form and issue_of(finding) is not Issue.WARNING:
            asked.append(finding._replace(unit=form.owner.unit or None))
    found = check(after)
    known = {_place(finding) for finding in found}
    unused = {(form.place.sheet, form.attachment, form.owner.unit) for form in after.forms if form.set_aside}
    return tuple(
        finding
        for finding in (*(one for one in asked if _place(one) not in known), *found)
        if (finding.sheet, finding.attachment or "", finding.unit or "") not in unused
    )


def _levels(bundle: str) -> tuple[str, ...]:
    """The bundles that ``bundle`` came in, the highest first, and itself."""
    steps = bundle.split(WITHIN)
    return tuple(WITHIN.join(steps[: depth + 1]) for depth in range(len(steps))) if bundle else ()


def _is_as_read(form: Form, said: Form) -> bool:
    """Whether nobody decided anything of ``form`` by which rules go, or by which it is not used."""
    as_read, decided = ((one.owner.unit, one.recognition.sure, one.ruling.done, one.set_aside) for one in (form, said))
    return as_read == decided


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.sheet, finding.attachment, finding.order


def _explanations(files: tuple[SourceFile, ...]) -> dict[tuple[str, str], Answer]:
    """What units wrote beside the findings of copies that came back, by 编号 and unit; the last to come counts."""
    said: dict[tuple[str, str], Answer] = {}
    explained = [file for file in files if file.explained]
    for file in sorted(explained, key=lambda one: (one.folder_date is not None, one.folder_date, one.below, one.path)):
        units = {form.owner.unit for form in file.forms} | ({file.inbox_unit} if file.inbox_unit else set())
        on = file.folder_date or max(
            (form.owner.received_on for form in file.forms if form.owner.received_on), default=None
        )
        for number, text in file.explained:
            said |= {(number, unit): Answer(text, unit, on, decided=False) for unit in units}
    return said

"""What a person decided where nothing in the files can tell (contract.md, decisions).

A decision is found by its 编号, which is made of what was asked, never of where it stood: it outlasts another name of
the file, other rows and another order.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import CHOICES, Decision, Issue, Question
from jianfu_cli.core.model.decision_book import (
    ALIASES,
    ATTACHMENT,
    BY,
    DECISION,
    FILE,
    ISSUE,
    NUMBER,
    ON,
    UNIT,
    WHY,
    DecisionBook,
    DecisionRow,
)
from jianfu_cli.core.model.roster import Roster

_DIGITS = 11


def number_of(issue: Issue, *asked: str) -> str:
    """Return the 编号 of a question: the same for the same ``asked``, however its blanks and widths are written.

    It begins with a letter and looks like no number, so that no program rounds it.
    """
    content = "\x1f".join((issue.value, *map(key, asked)))
    return f"D{hashlib.sha256(content.encode('utf-8', 'replace')).hexdigest()[:_DIGITS].upper()}"


def form_number(sha256: str, attachment: str, sheet: str | None) -> str:
    """Return the 编号 of whether a table is a form at all."""
    return number_of(Issue.FORM, sha256, attachment, sheet or "")


def version_number(unit: str, attachment: str, sha256: str) -> str:
    """Return the 编号 of whether a file supplements or replaces what its unit sent before."""
    return number_of(Issue.VERSION, unit, attachment, sha256)


def use_number(unit: str, attachment: str, sha256: str) -> str:
    """Return the 编号 of whether a file's return of ``attachment`` is used at all."""
    return number_of(Issue.USE, unit, attachment, sha256)


def sender_number(sha256: str, written: str = "") -> str:
    """Return the 编号 of whose a file is, or of whose are its forms that name the unknown unit ``written``."""
    return number_of(Issue.SENDER, sha256, written)


def scan_number(unit: str, sha256: str) -> str:
    """Return the 编号 of what a scan is the scan of."""
    return number_of(Issue.SCAN, unit, sha256)


def completion_number(unit: str, attachment: str, matter: str, progress: str) -> str:
    """Return the 编号 of whether ``matter``, of which ``progress`` is said, is done."""
    return number_of(Issue.COMPLETION, unit, attachment, matter, progress)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that was decided over an inbox, by 编号, and the spellings of units that were learnt.

    ``faults`` say in Chinese which rows cannot be obeyed as they stand.
    """

    by_number: Mapping[str, Decision] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.by_number or self.aliases)

    def get(self, number: str) -> Decision | None:
        """Return what was decided over the question ``number``, None where nothing was."""
        return self.by_number.get(number)

    def has(self, issue: Issue) -> bool:
        """Whether any decision is about ``issue``."""
        return any(decision.issue is issue for decision in self.by_number.values())


def readings(decisions: Iterable[tuple[int, Decision]]) -> tuple[dict[str, Decision], tuple[str, ...]]:
    """Return the decisions of the rows ``(number of the row, decision)`` by 编号, and what contradicts itself.

    Of several over one question the later day counts, then the lower row; a row without a day is the earliest.
    """
    counting: dict[str, tuple[int, Decision]] = {}
    faults = []
    for row, decision in sorted(decisions, key=lambda pair: (pair[1].on or date.min, pair[0])):
        before = counting.get(decision.number)
        if before and before[1].decision != decision.decision:
            faults.append(f"第 {before[0]} 行和第 {row} 行对同一件事的决定不同，按第 {row} 行的“{decision.decision}”办")
        counting[decision.number] = row, decision
    return {number: decision for number, (_, decision) in counting.items()}, tuple(faults)


def decisions_in(book: DecisionBook, campaign: Campaign) -> Decisions:
    """Return what is decided in ``book``, and which rows of it cannot be obeyed."""
    decided: list[tuple[int, Decision]] = []
    faults: list[str] = []
    for row in book.rows:
        found = decision_in(row, campaign)
        if isinstance(found, Decision):
            decided.append((row.number, found))
        elif found:
            faults.append(f"第 {row.number} 行的决定没有采用：{found}")
    by_number, contradictions = readings(decided)
    unknown = [unit for _, unit in book.aliases if campaign.roster.find(unit) is None]
    faults += [f"“{ALIASES}”里的“{unit}”不在名册里" for unit in dict.fromkeys(unknown)]
    return Decisions(by_number, dict(book.aliases), (*faults, *contradictions))


def learnt_aliases(book: DecisionBook, asked: Iterable[Question], campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """Return the spellings of ``book``, and those of units of which a decision says whose they are.

    One that several units may mean by themselves (实验小学) teaches nothing: the next may be another's.
    """
    written = {question.number: question.unit for question in asked if question.issue is Issue.SENDER}
    by_number = decisions_in(book, campaign).by_number
    learnt = {
        spelling: unit
        for number, spelling in written.items()
        if spelling
        and number in by_number
        and len(campaign.roster.holding(spelling)) <= 1
        and (unit := campaign.roster.find(by_number[number].decision))
    }
    return tuple(({**learnt, **dict(book.aliases)}).items())


def decision_in(row: DecisionRow, campaign: Campaign) -> Decision | str:
    """Return what is decided in ``row``, or say in Chinese why nothing is; "" where nothing is written."""
    said = "".join(row.text(DECISION).split())
    if not said:
        return ""
    issue = next((one for one in Issue if key(one) == key(row.text(ISSUE))), None)
    if issue is None or not row.asked:
        return f"{NUMBER}、{ISSUE}缺了或改动了"
    fault = why_not(issue, said, campaign)
    if fault:
        return fault
    written = read_date(row.text(ON), campaign.year)
    number, day = row.asked, written.day if written else None
    return Decision(
        number, issue, said, row.text(WHY), row.text(BY), day, row.text(UNIT), row.text(ATTACHMENT), row.text(FILE)
    )


def why_not(issue: Issue, decision: str, campaign: Campaign) -> str:
    """Say in Chinese why ``decision`` is none over ``issue``; "" where it is one."""
    if issue is Issue.SENDER:
        return "" if campaign.roster.find(decision) else f"名册里没有“{decision}”"
    if issue is Issue.SCAN:
        return "" if attachments_named(decision, campaign) else f"没有“{decision}”这个附件"
    choices = CHOICES[issue]
    return "" if decision in choices else f"“{decision}”不是可选的决定（{'、'.join(choices)}）"


def attachments_named(decision: str, campaign: Campaign) -> tuple[str, ...]:
    """Return the ids of all attachments that ``decision`` names (附件1、附件2), () where it names another thing too."""
    names = [name for name in decision.replace("，", "、").replace(",", "、").split("、") if name.strip()]
    found = [campaign.find_attachment(name.strip()) for name in names]
    return tuple(form.id for form in found if form) if all(found) else ()


def with_aliases(campaign: Campaign, aliases: Mapping[str, str]) -> Campaign:
    """Return ``campaign`` with the spellings ``aliases`` (spelling → unit) learnt by its roster."""
    learnt: dict[str, list[str]] = {}
    for spelling, unit in aliases.items():
        known = campaign.roster.find(unit)
        if known and campaign.roster.find(spelling) is None:
            learnt.setdefault(known, []).append(spelling)
    if not learnt:
        return campaign
    units = {
        kind: tuple(
            unit.model_copy(update={"aliases": (*unit.aliases, *learnt.get(unit.name, ()))}) for unit in of_kind
        )
        for kind, of_kind in campaign.units.items()
    }
    # What the copy has worked out already is copied too.
    roster = Roster(units, campaign.city, campaign.kinds)
    return campaign.model_copy(update={"units": units, "roster": roster})

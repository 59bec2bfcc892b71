"""``decide``: all that only a person can settle, gathered in 处理决定.xlsx; what was decided there stays."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jianfu_cli.core.filings.asking import questions
from jianfu_cli.core.filings.decisions import decision_in, decisions_in, learnt_aliases
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision, Issue, Question
from jianfu_cli.core.model.decision_book import (
    ATTACHMENT,
    CELL,
    DECISIONS_FILE,
    FILE,
    FIRST_ROW,
    ISSUE,
    NUMBER,
    SHEET,
    SITUATION,
    SUGGESTION,
    UNIT,
    DecisionBook,
    DecisionRow,
)
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.sources import own_unit
from jianfu_cli.workflows.decision_book import book_of, write_decisions
from jianfu_cli.workflows.decisions import say_faults
from jianfu_cli.workflows.inspect import InspectOptions, inspect
from jianfu_cli.workflows.ledger import has_arrivals
from jianfu_cli.writing.decisions import refuse_open

GONE = "已不适用："
"""What stands before the 情况 of a decision whose subject is gone."""


@dataclass(frozen=True, slots=True)
class WrittenQuestions:
    """What ``decide`` wrote: where, how many questions are open by 事由, how many are decided, how many are gone."""

    path: Path
    open: Mapping[Issue, int]
    decided: int
    gone: int
    aliases: int


def gather_questions(inbox: Path, campaign: Campaign, as_of: date, jobs: int | None = None) -> WrittenQuestions:
    """Write or refresh the workbook of decisions in ``inbox``.

    Raises:
        UsageError: ``inbox`` is none, or its workbook cannot be read, or is open elsewhere.
    """
    _check(inbox, campaign)
    refuse_open(inbox / DECISIONS_FILE)
    former = book_of(inbox)
    asked: tuple[Question, ...] = ()
    in_effect: frozenset[str] = frozenset()
    if has_arrivals(inbox):
        inspection = inspect([inbox], campaign, as_of, InspectOptions(jobs=jobs, says_faults=False))
        asked, in_effect = questions(inspection.files, inspection.findings, campaign, as_of), inspection.in_effect
    aliases = learnt_aliases(former, asked, campaign)
    refreshed = _refreshed(former.rows, asked, in_effect, campaign)
    rows = (replace(row, number=number) for number, row in enumerate(refreshed, start=FIRST_ROW))
    book = DecisionBook(tuple(rows), aliases)
    path = write_decisions(inbox, book, campaign)
    # Of the workbook as it now stands: the one that was read had other rows.
    say_faults(f"{path.name} {fault}" for fault in decisions_in(book, campaign).faults)
    return _counted(path, book, campaign)


def _check(inbox: Path, campaign: Campaign) -> None:
    if not inbox.is_dir():
        raise UsageError(f"{inbox} 不是文件夹；这里要写收件箱，即各单位文件夹所在的文件夹")
    if own_unit(inbox, campaign.roster):
        raise UsageError(f"{inbox} 是一个单位的文件夹；这里要写收件箱，即各单位文件夹所在的文件夹")


def _refreshed(
    former: Sequence[DecisionRow], asked: Sequence[Question], in_effect: frozenset[str], campaign: Campaign
) -> Iterator[DecisionRow]:
    """Yield what is open, in order, then what was decided, as it stood; a row in which a person wrote is never lost."""
    by_number = {question.number: question for question in asked}
    alive = by_number.keys() | in_effect
    kept = [row for row in former if row.filled_in or not row.asked]
    decided = {row.asked for row in kept if isinstance(decision_in(row, campaign), Decision)}
    begun = {row.asked: row for row in kept if row.asked in by_number and row.asked not in decided}
    for question in asked:
        if question.number not in decided and not question.settled:
            row = begun.get(question.number)
            yield _row(question, row.texts if row else {}, campaign)
    for row in kept:
        if row.asked in by_number and row.asked in decided:
            yield _row(by_number[row.asked], row.texts, campaign)
        elif row.asked not in begun:
            yield _marked(row, gone=row.asked not in alive)


def _row(question: Question, written: Mapping[str, str], campaign: Campaign) -> DecisionRow:
    """The row of ``question`` as it stands today, with what a person wrote in it."""
    told = {
        NUMBER: question.number,
        ISSUE: question.issue.value,
        UNIT: question.unit,
        ATTACHMENT: campaign.attachment(question.attachment).label if question.attachment else "",
        FILE: question.path,
        SHEET: question.sheet,
        CELL: question.cell,
        SITUATION: question.situation,
        SUGGESTION: question.suggestion,
    }
    return DecisionRow(0, {**written, **told})


def _marked(row: DecisionRow, *, gone: bool) -> DecisionRow:
    situation = row.text(SITUATION).removeprefix(GONE)
    return DecisionRow(0, {**row.texts, SITUATION: f"{GONE}{situation}" if gone else situation})


def _counted(path: Path, book: DecisionBook, campaign: Campaign) -> WrittenQuestions:
    still = [row for row in book.rows if not row.text(SITUATION).startswith(GONE)]
    undecided = [row for row in still if not isinstance(decision_in(row, campaign), Decision)]
    named = Counter(row.text(ISSUE) for row in undecided)
    counts = {issue: named[issue.value] for issue in Issue if named[issue.value]}
    return WrittenQuestions(path, counts, len(still) - len(undecided), len(book.rows) - len(still), len(book.aliases))

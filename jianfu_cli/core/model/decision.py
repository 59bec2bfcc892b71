"""What is asked of a person, and what was decided (contract.md, decisions)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jianfu_cli.core.model.finding import Answer
from jianfu_cli.core.model.form_parts import Verdict


class Issue(StrEnum):
    """What is asked (事由)."""

    FORM = "是不是报表"
    VERSION = "补充还是代替"
    SENDER = "是谁报的"
    SCAN = "是哪一件的扫描件"
    COMPLETION = "是否完成"
    WARNING = "提醒"
    USE = "不采用这份"


DONE, NOT_DONE, LOOKED_INTO = "已完成", "未完成", "已核实"

CHOICES: Mapping[Issue, tuple[str, ...]] = {
    Issue.FORM: (Verdict.USED, Verdict.NO_FORM),
    Issue.VERSION: (Verdict.SUPPLEMENTS, Verdict.REPLACES, Verdict.PREVAILS),
    Issue.COMPLETION: (DONE, NOT_DONE),
    Issue.WARNING: (LOOKED_INTO,),
    Issue.USE: (Verdict.SET_ASIDE,),
}
"""The words of a decision; whose a file is says a unit's name, what a scan is of 附件N."""


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the sheet 待定: what is asked, where it arises, what speaks for what; "" where there is nothing.

    ``settled``: a person has answered it, maybe under the 编号 it had before another decision said whose the file is.
    """

    number: str
    issue: Issue
    unit: str
    attachment: str
    path: str
    sheet: str
    cell: str
    situation: str
    suggestion: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided over the question ``number``, why, who and when (None: no day is written).

    ``unit``, ``attachment`` and ``path`` are what stands in the row, for people to read.
    """

    number: str
    issue: Issue
    decision: str
    why: str = ""
    by: str = ""
    on: date | None = None
    unit: str = ""
    attachment: str = ""
    path: str = ""

    @property
    def answer(self) -> Answer:
        """It as the answer to a finding."""
        return Answer(self.decision, self.by, self.on, decided=True)

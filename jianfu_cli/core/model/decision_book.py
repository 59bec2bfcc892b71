"""The workbook of decisions as a value: its sheets, its columns, its rows as people leave them (contract.md)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jianfu_cli.core.model.decision import Decision

DECISIONS_FILE = "处理决定.xlsx"
"""The workbook in the inbox; it is nobody's submission."""

PENDING, ALIASES = "待定", "别名"
"""The sheets of questions and of spellings."""

NUMBER, ISSUE, UNIT, ATTACHMENT, FILE, SHEET, CELL = "编号", "事由", "单位", "附件", "文件", "工作表", "单元格"
SITUATION, SUGGESTION, DECISION, WHY, BY, ON = "情况", "建议", "决定", "理由", "决定人", "日期"
HEADINGS = (NUMBER, ISSUE, UNIT, ATTACHMENT, FILE, SHEET, CELL, SITUATION, SUGGESTION, DECISION, WHY, BY, ON)
"""The columns of 待定; the last four are a person's."""

FIRST_ROW = 3
"""Where the rows of each sheet begin, below its title and its headings."""

FILLED_IN = HEADINGS[HEADINGS.index(DECISION) :]
SPELLING = "写法"
"""The column of 别名 beside 单位."""


def obeyed(decisions: Collection[Decision]) -> str:
    """Say in Chinese that ``decisions`` were obeyed; "" where there are none."""
    return f"照{DECISIONS_FILE}办理 {len(decisions)} 件。" if decisions else ""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row of the sheet 待定 as it stands: its number on the sheet, and its texts by heading."""

    number: int
    texts: Mapping[str, str]

    def text(self, heading: str) -> str:
        """Return the text under ``heading``, "" where there is none."""
        return self.texts.get(heading, "")

    @property
    def asked(self) -> str:
        """The 编号 of its question, however it was typed; "" where it lost it."""
        return self.text(NUMBER).upper()

    @property
    def filled_in(self) -> bool:
        """Whether a person wrote anything in it."""
        return any(text for heading, text in self.texts.items() if heading in FILLED_IN or heading not in HEADINGS)


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """All rows of the workbook; ``aliases`` are pairs of a spelling and a unit's name."""

    rows: tuple[DecisionRow, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

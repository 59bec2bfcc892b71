"""What a blank carries so that reading knows it again: its mark, and the names of the parts that are no data."""

import hashlib
from dataclasses import dataclass
from typing import Self

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

MARK_NAME = "jianfu_mark"
"""The hidden defined name, the document property or variable and the very hidden sheet (cell A1) holding the mark."""

INSTRUCTIONS_SHEET = "填写说明"
EXAMPLE_SHEET = "示例"
LOOKUP_SHEET = "选项"
OWN_SHEETS = frozenset({INSTRUCTIONS_SHEET, EXAMPLE_SHEET, LOOKUP_SHEET, MARK_NAME})
"""The sheets of a blank beside the form: never data, whatever they hold and whether hidden or not."""

RETURN_SHEET = "退回意见"
"""The first sheet of a marked copy that goes back to the submitter."""

EXPLANATION, NUMBER = "说明", "编号"
"""The columns of that sheet in which the unit answers, and by which its answer is known again."""

CHANGES_SHEET = "修改记录"
"""The last sheet of a copy in which safe repairs were made."""

CHECKED_BY = "核对意见"
"""What tells our comments from a person's: how they begin, as their author."""

CHECKED_BY_BEFORE = "jianfu 校验"
"""What did so, and in the titles of our sheets, up to version 0.1: copies sent back then come in still."""

_TITLES = {RETURN_SHEET: "退回修改意见", CHANGES_SHEET: "自动更正记录"}

SELF_CHECK, SELF_CHECK_FAILED = "自检：已填 ", "自检：表中有显示错误值的单元格，请改正"
"""What the line over a form that counts its rows and gaps begins with: the blank's own formula, never data."""

GUIDANCE_STYLE = "写作提示"
"""The paragraph style of the grey guidance in an outline: never the submitter's text."""

_TEXT = pattern_of(
    r"jianfu:(?P<campaign>[A-Za-z0-9][A-Za-z0-9._-]*):(?P<attachment>[a-z][a-z0-9-]{0,31}):(?P<version>[^:]*):(?P<unit>.*?)"
    r"(?:#(?P<carried>[0-9a-f]{8}))?"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The campaign's id, the attachment and its schema version; the unit the blank was made for, or "".

    ``carried`` is the digest of what was carried into the blank, "" where nothing was: so that a blank which nobody
    has typed in since is known as one.
    """

    campaign: str
    attachment: str
    version: str
    unit: str = ""
    carried: str = ""

    @property
    def text(self) -> str:
        """One line, the campaign's id verbatim: ``jianfu:xinxiang-2024:a2:1:红旗区``."""
        carried = f"#{self.carried}" if self.carried else ""
        return f"jianfu:{self.campaign}:{self.attachment}:{self.version}:{self.unit}{carried}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read the mark from ``text`` (a defined name keeps it within quotes); None where it is none."""
        match = _TEXT.fullmatch(text.strip().strip('"'))
        return cls(**match.groupdict(default="")) if match else None


def digest(text: str) -> str:
    """Return eight digits that stand for ``text``, however its blanks and widths are written; "" for no text."""
    folded = key(text)
    return hashlib.sha256(folded.encode()).hexdigest()[:8] if folded else ""


def is_self_check(text: str) -> bool:
    """Say whether a cell is the blank's own 自检, as it shows or as the formula behind it."""
    return text.startswith((SELF_CHECK, SELF_CHECK_FAILED)) or (text.startswith("=") and SELF_CHECK in text)


def instructions_title(form: str) -> str:
    """Return what stands in cell A1 of a blank's 填写说明."""
    return f"《{form}》{INSTRUCTIONS_SHEET}"


def is_instructions(title: str) -> bool:
    """Say whether a sheet with this text in A1 is a blank's 填写说明, wherever it was copied to: it is no data."""
    return title.startswith("《") and title.endswith(f"》{INSTRUCTIONS_SHEET}")


def listing_title(sheet: str) -> str:
    """Return what stands in cell A1 of a sheet that jianfu added to a submission: ``退回修改意见`` of 退回意见."""
    return _TITLES[sheet]


def is_listing(sheet: str, title: str) -> bool:
    """Say whether a sheet with this name and this text in A1 is one that jianfu added: it holds nobody's data."""
    return any(
        sheet.startswith(name) and title in (own, f"{name}（{CHECKED_BY_BEFORE}）") for name, own in _TITLES.items()
    )

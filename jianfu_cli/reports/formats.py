"""What each report can be written as: one table a report, of its formats and what renders them.

The command line needs the names before anything else, so the renderers stand here by name and load when they are used.
"""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Self


class Format(StrEnum):
    """A format of a report: its name on the command line, who it is for, what renders it and what else to say of it.

    A renderer stands as ``module:function`` below ``jianfu_cli.reports``.
    """

    for_people: bool
    note: str
    made_by: str

    def __new__(cls, name: str, renderer: str, for_people: bool = False, note: str = "") -> Self:
        """Make a member of a row of the table."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.for_people, member.note, member.made_by = for_people, note, renderer
        return member

    @property
    def is_workbook(self) -> bool:
        """Whether it is no text: workbooks are written, not rendered."""
        return not self.made_by

    @property
    def renderer(self) -> Callable[..., str]:
        """What makes the text of a report of its values."""
        module, _, function = self.made_by.partition(":")
        renderer: Callable[..., str] = getattr(import_module(f"jianfu_cli.reports.{module}"), function)
        return renderer

    @classmethod
    def help(cls) -> str:
        """Return what ``--format`` says of itself: ``给人看用 text；给程序用 json。``."""
        people, programs = (
            "、".join(one + (f"（{one.note}）" if one.note else "") for one in cls if one.for_people is for_people)
            for for_people in (True, False)
        )
        return f"给人看用 {people}；给程序用 {programs}。"


class ReportFormat(Format):
    """The formats of ``validate``, rendered of a :class:`~jianfu_cli.core.model.report.Report`."""

    TEXT = "text", "text:as_text", True
    JSON = "json", "findings:as_json"
    CSV = "csv", "findings:as_csv"
    HTML = "html", "page:as_html", True, "网页，可筛选、打印"


class StatusFormat(Format):
    """The formats of ``status``, rendered of a :class:`~jianfu_cli.core.filings.ledger.Ledger`."""

    TEXT = "text", "status_text:as_text", True
    JSON = "json", "status:as_json"
    CSV = "csv", "status:as_csv", True, "用 Excel 打开，加 --codes 是给程序用的列名和代码"
    HTML = "html", "status_page:as_html", True


class ProgressFormat(Format):
    """The formats of ``progress``, rendered of a :class:`~jianfu_cli.core.rollup.progress.Progress`."""

    TEXT = "text", "progress_text:as_text", True
    JSON = "json", "progress:as_json"
    CSV = "csv", "progress:as_csv", False, "逐项一行"
    HTML = "html", "progress_page:as_html", True, "网页，有进度图"
    XLSX = "xlsx", "", True, "工作簿，不写 -o 就是 调度表.xlsx"


class ClueFormat(Format):
    """The formats of ``clues``, rendered of a :class:`~jianfu_cli.core.rollup.clue_model.ClueReport`."""

    TEXT = "text", "clues_text:as_text", True
    JSON = "json", "clues:as_json"
    HTML = "html", "clues_page:as_html", True, "网页，可以打印"


class DiffFormat(Format):
    """The formats of ``diff``, rendered of a :class:`~jianfu_cli.core.rollup.comparison.Difference`."""

    TEXT = "text", "diff:as_text", True
    JSON = "json", "diff:as_json"
    CSV = "csv", "diff:as_csv", False, "一格一行"
    XLSX = "xlsx", "", True, "工作簿，不写 -o 就是 对照.xlsx"


class DoneFormat(StrEnum):
    """How a command that writes files (``receive``, ``remind``) says what it has done."""

    TEXT = "text"
    JSON = "json"


class RuleFormat(Format):
    """The formats of ``rule``, rendered of one :class:`~jianfu_cli.core.model.rule_page.RulePage` or of all."""

    TEXT = "text", "rules:as_text", True
    JSON = "json", "rules:as_json"


class SchemaFormat(Format):
    """The formats of ``schema``, rendered of a campaign and its attachments: one as itself, several as a collection.

    ``table-schema`` raises UsageError for an outline, which is no table.
    """

    TEXT = "text", "schema:as_text", True
    JSON = "json", "schema:as_json"
    JSON_SCHEMA = "json-schema", "schema:as_json_schema"
    TABLE_SCHEMA = "table-schema", "schema:as_table_schema", False, "只限表格"

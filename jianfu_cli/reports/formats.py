"""The names of the report formats, apart from their renderers: the command line needs them before anything else."""

from enum import StrEnum


class ReportFormat(StrEnum):
    """The choices of ``validate --format``."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


class StatusFormat(StrEnum):
    """The choices of ``status --format``."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


class DiffFormat(StrEnum):
    """The choices of ``diff --format``."""

    TEXT = "text"
    JSON = "json"


class RuleFormat(StrEnum):
    """The choices of ``rule --format``."""

    TEXT = "text"
    JSON = "json"

"""The names of the report formats, apart from their renderers: the command line needs them before anything else."""

from enum import StrEnum


class ReportFormat(StrEnum):
    """The choices of ``validate --format``."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"

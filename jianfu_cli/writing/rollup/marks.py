"""Which cells of the merged rows are faulty, as the copy that is sent back marks them."""

from collections import defaultdict

from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.rollup.model import MergedRow, RollUp

_Row = tuple[str | None, str | None, str | None, int | None]
_NONE: dict[str, Severity] = {}


class CellMarks:
    """Tells of a merged row which columns errors and warnings are about; what was answered marks nothing."""

    def __init__(self, roll_up: RollUp) -> None:
        self._rows: dict[_Row, dict[str, Severity]] = defaultdict(dict)
        for finding in roll_up.counting_findings:
            if finding.row and finding.column and finding.severity is not Severity.INFO:
                self._mark(finding, finding.column)

    def _mark(self, finding: Finding, column: str) -> None:
        marks = self._rows[finding.attachment, finding.path, finding.sheet, finding.row]
        if marks.get(column) is not Severity.ERROR:
            marks[column] = finding.severity

    def of(self, attachment: str, row: MergedRow) -> dict[str, Severity]:
        """Return the worst severity by column heading."""
        return self._rows.get((attachment, row.path, row.sheet, row.row), _NONE) if row.codes else _NONE

"""Where the rows and files of a roll-up stand in its workbook, to be led to."""

from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.rollup.model import MergedRow, RollUp
from jianfu_cli.writing.rollup.cells import Cell, Link

UNUSED, SOURCES, DECISIONS = "未采用", "来源", "处理决定"

_Place = tuple[str | None, str | None, str | None, int | None]


class RowLinks:
    """Makes links to merged rows, unused rows and source files; what leads nowhere stays as it is."""

    def __init__(self, roll_up: RollUp) -> None:
        self._rows: dict[_Place, tuple[str, int]] = {}
        for table in roll_up.tables:
            name = table.attachment.id
            for nth, row in enumerate(table.rows):
                self._rows.setdefault((name, row.path, row.sheet, row.row), (table.attachment.label, nth))
        for nth, left in enumerate(roll_up.unused):
            self._rows.setdefault((left.attachment, left.path, left.sheet, left.row), (UNUSED, nth))
        self._files: dict[str | None, tuple[str, int]] = {
            file.path: (SOURCES, nth) for nth, file in enumerate(roll_up.files)
        }

    def row(self, content: str | int, attachment: str, row: MergedRow) -> Cell:
        """Lead from a cell to where ``row`` was merged."""
        return _link(content, self._rows.get((attachment, row.path, row.sheet, row.row)))

    def file(self, content: str | int, path: str | None) -> Cell:
        """Lead from a cell to what ``来源`` says of the file ``path``."""
        return _link(content, self._files.get(path))

    def finding(self, content: str, finding: Finding) -> Cell:
        """Lead from a cell to the row that ``finding`` is about, merged or not."""
        return _link(content, self._rows.get((finding.attachment, finding.path, finding.sheet, finding.row)))


def _link(content: str | int, place: tuple[str, int] | None) -> Cell:
    return Link(content, *place) if place else content

"""What a person sees beside a form and no reader reads: pictures, text boxes, drawn controls, objects, other tables."""

from enum import StrEnum
from typing import NamedTuple

from jianfu_cli.core.language.values import cell_name


class UnreadKind(StrEnum):
    """What is seen; the value is its name to a person."""

    PICTURE = "图片"
    TEXT_BOX = "文本框"
    CONTROL = "控件"
    OBJECT = "嵌入的对象"
    DRAWING = "图形"
    CHUNK = "插入的文件"
    SHEET = "工作表"
    TABLE = "表格"
    POINTER = "字样"
    CHART = "图表"
    COMMENT = "批注"


ASIDE = frozenset({UnreadKind.CHART, UnreadKind.COMMENT})
"""What people put beside rows for other ends: it is told only where it stands in the place of rows."""


class Unread(NamedTuple):
    """One thing seen and not read, from the 1-based cell ``top``, ``left`` to ``bottom``, ``right`` (0: no cell).

    ``text`` is what can be told of its words. ``width`` and ``height`` are in cm, 0 where they are not known.
    ``sheet`` names the sheet that it stands on where that is not the form's own, ``part`` the part of the package
    that an object is kept in. ``in_cell``: it stands for the value of its cell. ``ticked``: of a box or a button to
    choose by, whether it is; None of anything else.
    """

    kind: UnreadKind
    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0
    text: str = ""
    width: float = 0
    height: float = 0
    sheet: str = ""
    part: str = ""
    in_cell: bool = False
    ticked: bool | None = None

    @property
    def cells(self) -> str:
        """The range it covers, ``J5:J7``; "" where it stands over no cells."""
        if not (self.top and self.left):
            return ""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

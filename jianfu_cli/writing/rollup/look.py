"""How the sheets of a roll-up workbook look: fonts, colours, what tells itself in black and white too."""

from collections.abc import Iterator
from typing import Any

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.writing.package.styles import MARK_COLOURS

FONT = "宋体"
LINE_HEIGHT = 14.5  # points, of 11 point text
LEAST_HEIGHT = 18
MAX_HEIGHT = 409  # points; Excel allows no more
_LINE = "#A6A6A6"
BAR, BAR_OF_FAULTS, HOT = "#9DC3E6", "#E3A29C", "#7FAFD8"
NAVY, RED, AMBER, GREEN, GREY = "#1F4E79", "#B3261E", "#9A5B00", "#2E6B3E", "#7F7F7F"

_BODY: dict[str, Any] = {"border": 1, "border_color": _LINE, "valign": "vcenter", "text_wrap": True}
_INDENTED: dict[str, Any] = {**_BODY, "align": "left", "indent": 1}
# As in a returned copy; in black and white an error is bold, a warning slanted.
_FAULTY: dict[Severity, dict[str, Any]] = {
    level: {
        "bg_color": f"#{MARK_COLOURS[level]:06X}",
        "bold": level is Severity.ERROR,
        "italic": level is not Severity.ERROR,
    }
    for level in (Severity.ERROR, Severity.WARNING)
}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {
        "bold": True,
        "font_size": 16,
        "font_name": "黑体",
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "subtitle": {"font_color": GREY, "align": "center", "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 12,
        "font_name": "黑体",
        "font_color": NAVY,
        "bottom": 2,
        "bottom_color": NAVY,
    },
    "note": {"font_color": GREY, "font_size": 10},
    "heading": {**_BODY, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
    "figure": {**_BODY, "bold": True, "font_size": 18, "align": "center", "font_color": NAVY},
    "bad figure": {**_BODY, "bold": True, "font_size": 18, "align": "center", "font_color": RED},
    "topic": {**_BODY, "bold": True, "align": "center", "font_color": NAVY, "bg_color": "#F2F2F2"},
    "urgent": {**_BODY, "bold": True, "align": "center", "font_color": RED, "bg_color": "#F2F2F2"},
    "label": {**_BODY, "align": "center", "font_color": "#595959", "bg_color": "#F2F2F2"},
    # Text format: what begins with = stays text even after someone edits the cell.
    "text": {**_INDENTED, "num_format": "@"},
    # Of a text that no row is high enough for, what is seen is its beginning.
    "tall": {**_INDENTED, "num_format": "@", "valign": "top"},
    # What is traced on the screen alone makes no row higher.
    "trace": {**_INDENTED, "num_format": "@", "text_wrap": False},
    "link": {**_BODY, "num_format": "@", "align": "center", "font_color": NAVY, "underline": 1},
    "linked number": {**_BODY, "num_format": "0", "align": "center", "font_color": NAVY, "underline": 1},
    "back": {"align": "center", "valign": "vcenter", "text_wrap": True, "font_color": NAVY, "underline": 1},
    "centre": {**_BODY, "num_format": "@", "align": "center"},
    "number": {**_BODY, "align": "center", "num_format": "0"},
    "decimal": {**_BODY, "align": "center"},
    "amount": {**_BODY, "align": "right", "indent": 1},
    "day": {**_BODY, "align": "center", "num_format": "yyyy-mm-dd"},
    "share": {**_BODY, "align": "center", "num_format": "0.######%"},
    "total": {**_BODY, "align": "center", "bold": True, "bg_color": "#F2F2F2"},
    "bad": {**_BODY, "num_format": "@", "align": "center", "font_color": RED, "bold": True, "bg_color": "#FBE3E1"},
    "warn": {**_BODY, "num_format": "@", "align": "center", "font_color": AMBER, "bg_color": "#FFF4D6"},
    "good": {**_BODY, "num_format": "@", "align": "center", "font_color": GREEN},
    "faint": {**_BODY, "num_format": "@", "align": "center", "font_color": GREY},
}


def all_styles() -> Iterator[tuple[str, dict[str, Any]]]:
    """The styles by name, and those that may be faulty in the colours of what was found."""
    yield from _STYLES.items()
    for name in ("text", "tall", "amount", "day", "share"):
        for level, look in _FAULTY.items():
            yield f"{name} {level}", {**_STYLES[name], **look}

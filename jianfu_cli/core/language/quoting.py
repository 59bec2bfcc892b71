"""How texts speak of what stands in a cell: in quotation marks, those within them single (GB/T 15834)."""

from jianfu_cli.core.language.terminal import width

_SHOWN = 40
A_NAME = 120
"""Places of the name of a matter: names that are told apart by their end are longer than what is shown of a text."""
_WITHIN = str.maketrans("“”", "‘’")


def in_marks(text: str) -> str:
    """Return ``text`` in Chinese quotation marks."""
    return f"“{text.translate(_WITHIN)}”"


def quoted(text: str, places: int = _SHOWN) -> str:
    """Return ``text`` in Chinese quotation marks, on one line, cut to about ``places``: a cell may hold a page."""
    line = " ".join(text.split())
    if width(line[: places + 1]) <= places:
        return in_marks(line)
    kept = line[:places]
    while width(kept) > places - 2:
        kept = kept[:-1]
    return in_marks(f"{kept}……")

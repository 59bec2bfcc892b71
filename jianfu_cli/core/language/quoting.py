"""How messages speak of what stands in a cell."""

from jianfu_cli.core.language.terminal import width

_SHOWN = 40


def quoted(text: str) -> str:
    """Return ``text`` in Chinese quotation marks, on one line, cut to about 40 places: a cell may hold a page."""
    line = " ".join(text.split())
    if width(line[: _SHOWN + 1]) <= _SHOWN:
        return f"“{line}”"
    kept = line[:_SHOWN]
    while width(kept) > _SHOWN - 2:
        kept = kept[:-1]
    return f"“{kept}……”"

"""JSON as every report writes it."""

import json
from collections.abc import Mapping
from typing import Any

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import CONTROL, INVISIBLE

# Left as they are they would turn or hide what stands beside them wherever the JSON is looked at.
_UNSEEN = pattern_of(f"(?![\ud800-\udfff])(?:{CONTROL.pattern}|{INVISIBLE.pattern}|[\x85\u2028\u2029])")


def json_text(content: Any) -> str:
    """Return ``content`` as indented JSON text, Chinese left as it is, with a line end."""
    return _visible(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def json_lines_text(content: Mapping[str, Any]) -> str:
    """Return a report as JSON text, each entry of its lists on one line: long, read by programs, and soon written."""
    parts = (
        f"  {_line(name)}: {_entries(value) if isinstance(value, list) else _line(value)}"
        for name, value in content.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _entries(entries: list[Any]) -> str:
    return "[\n    " + ",\n    ".join(map(_line, entries)) + "\n  ]" if entries else "[]"


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _line(content: Any) -> str:
    text = _encoded(content)
    return text if text.isprintable() else _visible(text)


def unicode_text(text: str) -> str:
    """Return ``text`` as UTF-8 can hold it: the name of a file may hold what is no Unicode text."""
    return text.encode("utf-8", "replace").decode()


def _visible(text: str) -> str:
    """Return JSON ``text`` with controls and what steers the direction of writing as escapes."""
    return unicode_text(_UNSEEN.sub(lambda match: json.dumps(match.group())[1:-1], text))

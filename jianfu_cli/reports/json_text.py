"""JSON as every report writes it."""

import json
from typing import Any


def json_text(content: Any) -> str:
    """Return ``content`` as indented JSON text, Chinese left as it is, with a line end."""
    return unicode_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def unicode_text(text: str) -> str:
    """Return ``text`` as UTF-8 can hold it: the name of a file may hold what is no Unicode text."""
    return text.encode("utf-8", "replace").decode()

"""Words that mean one thing in the names of matters, as a campaign writes them."""

import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field


def _split(group: object) -> object:
    """``反诈 = 电信网络诈骗`` is the group of its words."""
    return [word.strip() for word in re.split("[=＝]", group)] if isinstance(group, str) else group


SameWord = Annotated[str, Field(min_length=2, max_length=30)]
Group = Annotated[tuple[SameWord, ...], BeforeValidator(_split), Field(min_length=1, max_length=60)]
SameWords: TypeAlias = Annotated[tuple[Group, ...], Field(max_length=1_000)]

"""The headings of an outline, numbered as the notice numbers them."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from jianfu_cli.core.language.numbered import in_chinese_numerals
from jianfu_cli.core.model.base import Model

SectionFigures = Literal["overall", "problems", "whitelist", "channels", "left", "measures"]
"""What of the figures a section of a report speaks of; ``measures``: the section of a case that says what was done."""


class Section(Model):
    """One heading of an outline; ``sections`` are the headings under it."""

    heading: str = Field(description="标题，不带序号")
    guidance: str = Field("", description="写作提示，印在空白提纲里")
    synonyms: tuple[str, ...] = Field((), description="也认得的其他标题")
    figures: SectionFigures | None = Field(
        None,
        description="初稿里这一节写哪些数字：overall 报送，problems 问题和整改，whitelist 白名单，"
        "channels 举报渠道和文件，left 下一步；典型案例里 measures 是写举措的一节",
    )
    sections: tuple["Section", ...] = Field((), description="下一级标题")


def numbered(sections: tuple[Section, ...], level: int = 1) -> Iterator[tuple[int, str, Section]]:
    """Yield ``(level, number, section)`` in order, numbered 一、 / （一） / 1. by level."""
    for position, section in enumerate(sections):
        chinese = in_chinese_numerals(position + 1)
        number = {1: f"{chinese}、", 2: f"（{chinese}）"}.get(level, f"{position + 1}.")
        yield level, number, section
        yield from numbered(section.sections, level + 1)

"""摘要.docx: a draft of the 总结报告 by 附件4's outline, laid out by GB/T 9704-2012, its figures filled in."""

from collections.abc import Iterator
from dataclasses import dataclass

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.text import word_count
from jianfu_cli.core.model.outline import Section
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.word.draft_text import annexes, figures_for, place_to_fill
from jianfu_cli.writing.word.official import OfficialDocument
from jianfu_cli.writing.word.tables import SHORT

_NO_OUTLINE = Section(heading="工作情况")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the draft, a heading where it has a ``level``; ``asks``: it says what the clerk should write."""

    text: str
    level: int = 0
    asks: bool = False


def draft_report(roll_up: RollUp) -> bytes:
    """Return the draft as docx, the same bytes for the same roll-up.

    字数 counts as Word does and leaves out what is still to be written (【…】), the guidance and the annex.
    """
    campaign = roll_up.campaign
    lines = list(_lines(roll_up))
    document = OfficialDocument()
    title = f"{campaign.title}工作总结报告"
    document.title(campaign.title, "工作总结报告")
    document.guidance(_how_long(roll_up, [title, *(line.text for line in lines if not line.asks)]))
    for line in lines:
        if line.level:
            document.heading(line.text, line.level)
        else:
            document.paragraph(line.text)
    document.sign(campaign.issuer, in_chinese(roll_up.as_of))
    _add_annexes(document, roll_up)
    return document.finished(title, campaign.issuer, roll_up.as_of, campaign.title)


def _lines(roll_up: RollUp) -> Iterator[_Line]:
    form = roll_up.campaign.by_role(FormRole.REPORT)
    sections = tuple(form.numbered_sections()) if form else ((1, "一、", _NO_OUTLINE),)
    figures = figures_for(roll_up, [section for _, _, section in sections])
    for level, number, section in sections:
        yield _Line(f"{number}{section.heading}", level)
        if not section.sections:
            known = figures.get(section.heading, ())
            yield from (_Line(text) for text in known)
            yield _Line(place_to_fill(section), asks=True)


def _how_long(roll_up: RollUp, written: list[str]) -> str:
    words = sum(map(word_count, written))
    form = roll_up.campaign.by_role(FormRole.REPORT)
    limit = roll_up.campaign.limit(form.limit) if form and form.limit else None
    room = f"，不超过{limit}字，还可写约{max(0, limit - words)}字" if limit else ""
    return (
        f"初稿：数字由汇总表自动填入，截至{in_chinese(roll_up.as_of)}；已有的数字不必再写，【】处请补写，写完删去本段。"
        f"已有{words}字{room}（按 Word 的“字数”统计，不计【】和附表）。"
    )


def _add_annexes(document: OfficialDocument, roll_up: RollUp) -> None:
    for number, one in enumerate(annexes(roll_up), start=1):
        # What is kept together anyway shares a page with those before it.
        document.annex(f"附表{number}", one.title, new_page=number == 1 or len(one.rows) > SHORT)
        document.table(one.headings, one.rows, one.widths, total=one.total)

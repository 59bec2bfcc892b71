"""The sheet 各级核对: what each bundle said of its rows, beside what was read of them here and what became of them."""

from collections.abc import Iterable, Iterator, Sequence

from jianfu_cli.core.rollup.model import LevelTie, RollUp, Tally
from jianfu_cli.writing.rollup.cells import Cell, ColumnHeading
from jianfu_cli.writing.rollup.sheets import RollUpBook

LEVELS = "各级核对"
_WHOLE = "合计"
_INDENT = "　"


def write_levels(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet; none where no bundle came in."""
    if not roll_up.levels:
        return
    headings = (
        ColumnHeading("上报包", 40),
        ColumnHeading("截止日期", 12),
        ColumnHeading("附件", 9),
        *(ColumnHeading(text, 9) for text in ("下级读到", "下级采用", "下级未采用")),
        *(ColumnHeading(text, 9) for text in ("本级读到", "本级采用", "本级未采用")),
        ColumnHeading("读到相符", 9),
        ColumnHeading("本级未采用的原因", 40),
        ColumnHeading("SHA-256", 68, on_paper=False),
    )
    title = (
        "各级核对（每个上报包的行数）\n"
        "下级生成上报包时的数，与本级从中读到的数应相等；采用的少了，是相同的文件只计一次、后报的代替了先报的，见“未采用”"
    )
    book.table(LEVELS, title, headings, list(_rows(roll_up)))


def _rows(roll_up: RollUp) -> Iterator[Sequence[Cell]]:
    label = {form.id: form.label for form in roll_up.campaign.attachments}
    for level in roll_up.levels:
        yield from _level(level, label)
    top = [level for level in roll_up.levels if level.depth == 0]
    brought = _sum(tally for level in top for tally in level.here.values())
    tally = roll_up.tally
    apart = Tally(tally.read - brought.read, tally.merged - brought.merged, tally.unused - brought.unused)
    for called, here in (("不在上报包里的文件", apart), ("全部", tally)):
        yield (called, "", (_WHOLE, "total"), "", "", "", here.read, here.merged, here.unused, "", "", "")


def _level(level: LevelTie, label: dict[str, str]) -> Iterator[Sequence[Cell]]:
    name = f"{_INDENT * level.depth}{level.said.path}"
    here = _sum(level.here.values())
    sign: Cell = ("√", "good") if level.ties else ("×", "bad")
    why = "；".join(f"{reason} {count} 行" for reason, count in level.apart.items())
    counts = (*level.said.total, here.read, here.merged, here.unused)
    as_of = level.said.as_of
    yield (name, as_of, (_WHOLE, "total"), *counts, sign, why, level.said.sha256)
    for attachment, said in level.said.rows.items():
        now = level.here[attachment]
        if any(said) or now.read:
            tied: Cell = ("√", "good") if said[0] == now.read else ("×", "bad")
            yield ("", "", label.get(attachment, attachment), *said, now.read, now.merged, now.unused, tied, "", "")


def _sum(tallies: Iterable[Tally]) -> Tally:
    read = merged = unused = 0
    for tally in tallies:
        read, merged, unused = read + tally.read, merged + tally.merged, unused + tally.unused
    return Tally(read, merged, unused)

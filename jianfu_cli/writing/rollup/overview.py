"""总览: what a director asks first, charts, then the tables that they draw from, control totals last."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, Severity
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.answers import answers
from jianfu_cli.core.rollup.figure_model import STANDING_LABELS, RectificationStatus
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.writing.rollup import overview_blocks as blocks
from jianfu_cli.writing.rollup.charts import Gallery, Placed
from jianfu_cli.writing.rollup.filing_sheet import NAME as FILINGS
from jianfu_cli.writing.rollup.links import DECISIONS, SOURCES, UNUSED
from jianfu_cli.writing.rollup.lists import FINDINGS, OVERLAPS, RECONCILIATION
from jianfu_cli.writing.rollup.look import BAR, BAR_OF_FAULTS
from jianfu_cli.writing.rollup.overview_charts import UPPER_ROWS, Panel, draw, lower_rows
from jianfu_cli.writing.rollup.overview_sheet import Block, Key, Page
from jianfu_cli.writing.rollup.sheets import RollUpBook

# Seven key figures: the first over one column, the others over two each.
_KEY_COLUMNS = 13


def write_overview(book: RollUpBook, roll_up: RollUp) -> None:
    """Write the sheet 总览: answers, key figures, contents, charts, tables; of each what the campaign has."""
    by_name = dict(_numbered(roll_up))
    columns = (len(by_name[name].headings) for name in (Panel.UNITS, Panel.HEAT, Panel.UNIT_TALLIES) if name in by_name)
    page = Page(book, max(_KEY_COLUMNS, *columns))
    page.line(f"{roll_up.campaign.title}汇总总览", "title", 34)
    page.line(_subtitle(roll_up), "subtitle")
    for one in answers(roll_up):
        page.answer(one.label, one.said, urgent=one.urgent)
    page.row += 1
    page.figures(list(_keys(roll_up)))
    page.row += 1
    page.contents(list(_sheets(roll_up)))
    upper = page.charts(UPPER_ROWS)
    page.wide(by_name[Panel.LACKING])
    lower = page.charts(lower_rows(by_name))
    placed = _tables(page, by_name, roll_up)
    page.sheet.set_h_pagebreaks(page.breaks)
    draw(Gallery(book.book, page.sheet, page.width), roll_up, placed, (upper, lower))


def _tables(page: Page, by_name: dict[Panel, Block], roll_up: RollUp) -> dict[Panel, Placed]:
    """Write the tables, and return where those came to stand that charts draw from."""
    upper = {name: by_name[name] for name in (Panel.CATEGORIES, Panel.STANDINGS, Panel.DISPOSITIONS) if name in by_name}
    places = zip((0, 5, 9), upper.values(), strict=False)
    placed: dict[Panel, Placed] = dict(zip(upper, page.band(*places), strict=True)) if upper else {}
    lower = {name: by_name[name] for name in (Panel.FILINGS, Panel.DAYS) if name in by_name}
    placed |= dict(zip(lower, page.band(*zip((0, 7), lower.values(), strict=False)), strict=True))
    for name in (Panel.FILED, Panel.HEAT, Panel.UNITS):
        if name in by_name:
            placed[name] = page.pages(by_name[name])
    if Panel.HEAT in placed:
        page.bar(placed[Panel.HEAT], 0, BAR)
        page.shade(
            replace(placed[Panel.HEAT], values=placed[Panel.HEAT].values + 1),
            len(roll_up.figures.categories),
        )
    page.bar(placed[Panel.UNITS], len(roll_up.figures.unit_headings), BAR_OF_FAULTS)
    page.bar(placed[Panel.FILED], 2, BAR_OF_FAULTS)
    if Panel.LEVELS in by_name:
        page.pages(by_name[Panel.LEVELS])
    if Panel.COMMON in by_name:
        page.wide(by_name[Panel.COMMON])
    page.band((0, by_name[Panel.TALLIES]))
    page.line(_versions(roll_up), "note")
    page.pages(by_name[Panel.UNIT_TALLIES])
    page.line("读取＝采用＋未采用。逐条来源见各附件工作表末列；未采用的逐条注明原因，见“未采用”。", "note")
    return placed


def _numbered(roll_up: RollUp) -> Iterator[tuple[Panel, Block]]:
    """The tables of what the campaign has, in the order in which they stand, numbered."""
    figures, called = roll_up.figures, roll_up.figures.rows_called
    made = {
        Panel.LACKING: blocks.lacking(roll_up),
        Panel.CATEGORIES: blocks.categories(roll_up) if figures.categories else None,
        Panel.STANDINGS: blocks.standings(roll_up) if FormRole.RECTIFICATIONS in called else None,
        Panel.DISPOSITIONS: blocks.dispositions(roll_up) if figures.dispositions else None,
        Panel.FILINGS: blocks.filings(roll_up),
        Panel.DAYS: blocks.days(roll_up) if FormRole.RECTIFICATIONS in called else None,
        Panel.FILED: blocks.unit_filings(roll_up),
        Panel.HEAT: blocks.heat(roll_up) if figures.categories else None,
        Panel.UNITS: blocks.units(roll_up),
        Panel.LEVELS: blocks.levels(roll_up) if figures.levels else None,
        Panel.COMMON: blocks.common(roll_up) if roll_up.in_common.common else None,
        Panel.TALLIES: blocks.tallies(roll_up),
        Panel.UNIT_TALLIES: blocks.unit_tallies(roll_up),
    }
    there = [(name, block) for name, block in made.items() if block and (block.rows or name is not Panel.DAYS)]
    for nth, (name, block) in enumerate(there):
        yield name, replace(block, title=f"{_NUMBERS[nth]}、{block.title}")


_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


def _subtitle(roll_up: RollUp) -> str:
    campaign = roll_up.campaign
    basis = f"依据：{campaign.document_number}　" if campaign.document_number else ""
    return f"{basis}截至 {roll_up.as_of.isoformat()}"


def _keys(roll_up: RollUp) -> Iterator[Key]:
    """The same figures as those on top of 摘要, each leading to the sheet that it is counted from."""
    figures, total, called = roll_up.figures, roll_up.figures.total, roll_up.figures.rows_called
    label = {role: form.label for role in called if (form := roll_up.campaign.by_role(role))}
    yield Key("已报单位 / 应报单位", f"{figures.units_heard} / {figures.units_expected}", FILINGS)
    yield Key("到期未报（件）", str(roll_up.missing), FILINGS, urgent=roll_up.missing > 0)
    if FormRole.RECTIFICATIONS in called:
        sheet, overdue = label[FormRole.RECTIFICATIONS], total.standings[RectificationStatus.OVERDUE]
        yield Key(f"{figures.mending}完成率", total.done_share or "—", sheet)
        yield Key(f"{STANDING_LABELS[RectificationStatus.OVERDUE]}（项）", str(overdue), sheet, urgent=overdue > 0)
    if FormRole.PROBLEMS in called:
        yield Key(f"{called[FormRole.PROBLEMS]}（项）", str(total.problems), label[FormRole.PROBLEMS])
    if FormRole.WHITELIST in called:
        yield Key(f"{called[FormRole.WHITELIST]}事项（项）", str(total.whitelist), label[FormRole.WHITELIST])
    errors = Counter(finding.severity for finding in roll_up.faults)[Severity.ERROR]
    yield Key("须改正的错误（处）", str(errors), FINDINGS, urgent=errors > 0)


def _sheets(roll_up: RollUp) -> Iterator[tuple[str, str]]:
    """The sheets of the workbook in their order, and what the contents say of them."""
    for table in roll_up.tables:
        yield table.attachment.label, f"{table.attachment.label}（{len(table.rows)} 行）"
    yield FILINGS, FILINGS
    if roll_up.table(FormRole.PROBLEMS) and roll_up.table(FormRole.RECTIFICATIONS):
        yield RECONCILIATION, RECONCILIATION
    if roll_up.compares_asking:
        yield OVERLAPS, f"{OVERLAPS}（{len(roll_up.overlaps)} 组）"
    yield FINDINGS, FINDINGS
    yield UNUSED, f"{UNUSED}（{len(roll_up.unused)} 行）"
    yield SOURCES, f"{SOURCES}（{len(roll_up.files)} 个文件）"
    if roll_up.decisions:
        yield DECISIONS, f"{DECISIONS}（{len(roll_up.decisions)} 件）"


def _versions(roll_up: RollUp) -> str:
    unclear = f"其中同一天收到、内容不同的 {len(roll_up.conflicts)} 份，请向填报单位核实"
    where = f"（见“{FINDINGS}”{CONFLICTING_VERSIONS}）"
    return f"重复报送 {roll_up.superseded} 份，以后收到的一份为准，内容相同的只计一次；{unclear}{where}。"

"""Which of what is drawn over a sheet stands in the place of rows: no seal, no emblem, no note of instructions."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from jianfu_cli.core.language.levels import is_level_heading
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import CellPicture, Scalar, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.model.categories import Categories
from jianfu_cli.core.model.form_body import StrayRow, TableBody
from jianfu_cli.core.model.unread import ASIDE, Unread, UnreadKind
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.headings import Table
from jianfu_cli.reading.layout.sections import begins_numbered

_SMALL = 6.5  # cm: a seal has 4 to 5
_FLAT = 4.5  # cm: the head of a letter
_SEAL, _SQUARE = 5, 1.25  # cm; longer side to shorter
_NEAR = 2  # rows
_SIGNING_ROWS = 5  # of a table for who fills in, checks and seals
# Who fills in, checks, seals, and when.
_SIGNED = pattern_of(
    r"盖章|公章|印章|签章|签字|签名|签发|落款|(?:填报|报送|填表)(?:单位|人|时间|日期)|(?:审核|审批|经办|负责|制表)人|单位负责"
    r"|20\d{2}年\d{1,2}月\d{1,2}日|年月日"
)
_INSTRUCTIONS = pattern_of(
    r"(?:注|备注|附注|注意|说明|提示|(?:填表|填报|填写)(?:说明|要求|须知))(?:事项)?\d?(?:[:：]|$)|(?:填表|填报|填写)(?:说明|要求|须知)|[※★]"
)
_TITLE = pattern_of(r"附件.{0,30}")
_AUTHOR = pattern_of(r"\A[^\n:：]{1,30}[:：]\s*\n")
_ASKS = pattern_of(
    r"[请选填写应须需勿]|不[得能要可超少]|格式|[示样]例|例如|比如|下拉|核[对实查]|确认|补[充报]|修改|改[为成]|更正|是否|说明|注意|提[示醒]|统一|无|没有|未发现|[?？]"
    r"|同意|意见[:：]|已阅|收[到悉]|审[核阅定批]|批[示阅]|转[办发]|电话|联系"
)
# 已电话报送, 已于6月补报: it tells of what is not here, and asks nothing.
_SENT = pattern_of(r"已[^,。;]{0,16}(?:报送|上报|填报|补报|报告|报过|报完|汇报|邮寄|寄出|发送|提交|发出|传真)")
_NEXT_PAGE = pattern_of("下页|未完|待续")
_LEFT_BLANK = pattern_of(r"空白|无正文|未[^完]|不[涉存需属]|零|可.{0,6}[加增添插续]|^[\W_]*$")
_WORD = pattern_of("[一-鿿]")
_FEWEST_WORDS = 8
# A picture put into a cell by WPS is a formula.
_CELL_PICTURE = pattern_of(r"=?\s*(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_CELL_SIZED = frozenset({UnreadKind.PICTURE, UnreadKind.CONTROL})
# What programs call a new box or button.
_GIVEN_CAPTION = pattern_of(
    r"(?:复选框|选项按钮|单选按钮|check ?box|option ?button|radio ?button)\s*\d*", re.IGNORECASE
)
_DRAWN = frozenset({UnreadKind.PICTURE, UnreadKind.TEXT_BOX, UnreadKind.DRAWING})


def with_pictures(grid: Grid) -> Grid:
    """Return ``grid`` with ``CellPicture`` where a cell itself, or its formula, shows a picture; each is ``unread``."""
    facts = grid.facts
    places = {*_formula_pictures(grid)}
    places |= {place for place, value in facts.broken_cells.items() if isinstance(value, CellPicture)}
    if not places:
        return grid
    broken = {place: value for place, value in facts.broken_cells.items() if place not in places}
    facts = replace(facts, broken_cells=broken, formulas=facts.formulas - places)
    shown = {place: Unread(UnreadKind.PICTURE, *place, *place, in_cell=True) for place in sorted(places)}
    return _put(replace(grid, facts=facts), shown, facts.unread)


def with_drawn_cells(grid: Grid, table: Table, rows: range) -> Grid:
    """Return ``grid`` with ``CellPicture`` where a picture or a control is drawn over one empty cell of a filled row.

    It does so below the headings of ``table`` and within ``rows`` only.
    """
    over: dict[tuple[int, int], list[Unread]] = {}
    for thing in grid.facts.unread:
        if _covers_one_cell(thing) and thing.top > table.last and thing.top in rows and _lacks(grid, table, thing):
            over.setdefault((thing.top, thing.left), []).append(thing)
    if not over:
        return grid
    others = [
        thing for thing in grid.facts.unread if (thing.top, thing.left) not in over or not _covers_one_cell(thing)
    ]
    chosen = {place: said for place, things in over.items() if (said := _choices(things))}
    shown = {place: things[0]._replace(in_cell=True) for place, things in over.items() if place not in chosen}
    return _put(_written(grid, chosen), shown, others)


def _choices(things: Sequence[Unread]) -> str:
    """Return what boxes to choose by say in one cell: ``☑清理 □保留``; "" where it is not all boxes."""
    if any(thing.ticked is None for thing in things):
        return ""
    return " ".join(f"{'☑' if thing.ticked else '□'}{_GIVEN_CAPTION.sub('', thing.text)}" for thing in things)


def _lacks(grid: Grid, table: Table, thing: Unread) -> bool:
    """Whether a form's column has nothing at the place, in a row that has something elsewhere."""
    row = grid.rows[thing.top - 1] if thing.top <= len(grid.rows) else ()
    is_column = any(column.number == thing.left for column in table.columns)
    return is_column and is_empty(grid.value(thing.top, thing.left)) and sum(map(is_empty, row)) < len(row) - 1


def _put(grid: Grid, shown: dict[tuple[int, int], Unread], others: Iterable[Unread]) -> Grid:
    pictures = {place: CellPicture(f"〔{thing.kind}〕") for place, thing in shown.items()}
    return replace(_written(grid, pictures), facts=replace(grid.facts, unread=(*shown.values(), *others)))


def _written(grid: Grid, values: Mapping[tuple[int, int], Scalar]) -> Grid:
    rows: list[Sequence[Scalar]] = [*grid.rows]
    for (row, column), value in values.items():
        rows.extend([] for _ in range(row - len(rows)))
        cells = [*rows[row - 1]]
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = value
        rows[row - 1] = cells
    return replace(grid, rows=rows)


def _covers_one_cell(thing: Unread) -> bool:
    # The caption of a box may reach into the next cells.
    is_within = thing.bottom == thing.top and (thing.right == thing.left or thing.ticked is not None)
    return is_within and thing.top > 0 and thing.kind in _CELL_SIZED and not thing.in_cell


def _formula_pictures(grid: Grid) -> Iterable[tuple[int, int]]:
    facts = grid.facts
    for place in facts.formulas:
        value = grid.value(*place)
        if isinstance(value, str) and value[:1] == "=" and _CELL_PICTURE.match(value):
            yield place
    for place, value in facts.broken_cells.items():
        if isinstance(value, UnvaluedFormula) and _CELL_PICTURE.match(value):
            yield place


def unread_beside(
    grid: Grid, table: Table, body: TableBody, rows: range, categories: Categories, others: Iterable[Unread] = ()
) -> tuple[Unread, ...]:
    """Return what is seen and not read in ``rows`` (1-based) of a form: over its cells, or told by a lone line.

    What has no place on the sheet belongs to the form all the same. ``others`` are tables below it of another kind.
    """
    last = body.rows.numbers[-1] if body.rows else table.last
    end = math.inf if rows.stop > len(grid.rows) else rows.stop  # below all values something may be drawn still
    things = [thing for thing in grid.facts.unread if not thing.top or rows.start <= thing.top < end]
    is_filled = bool(body.rows or body.nil)
    left = [
        thing
        for thing in things
        if (_stands_for_rows(thing, table, body) if thing.kind in ASIDE else not _is_ornament(thing, grid, table, last))
        and not (is_filled and thing.top > last and _is_round(thing))
    ]
    lines = (
        stray
        for stray in body.strays
        if (stray.kind == "unread" and not _goes_on(stray, last)) or _is_all(stray, body, categories)
    )
    left += (*_tables_apart(grid, table, rows), *others)
    return (*left, *(Unread(UnreadKind.POINTER, line.number, text=line.text) for line in lines))


def _goes_on(stray: StrayRow, last: int) -> bool:
    """Whether a row holds pictures, told of elsewhere, or says 转下页 at the foot of a page of the same sheet."""
    return "〔" in stray.text or (stray.number < last and _NEXT_PAGE.search(stray.text) is not None)


def _is_all(stray: StrayRow, body: TableBody, categories: Categories) -> bool:
    """Whether a lone line is all that a form holds, and tells something: no class, level, instruction or 以下空白."""
    if stray.kind != "section" or body.rows or body.nil:
        return False
    text = stray.text
    is_class = begins_numbered(text) or categories.find(text) is not None or is_level_heading(text)
    asks = _ASKS.search(text) and not _SENT.search(text)
    return not (is_class or asks or _LEFT_BLANK.search(text) or is_note(text) or is_signed(text))


def _tables_apart(grid: Grid, table: Table, rows: range) -> Iterable[Unread]:
    """Tables of a page below a form that are much narrower; a lone row turns pages, others tell who signs."""
    apart = grid.facts.apart
    if table.first in apart:
        return
    below = [number for number in sorted(apart) if number in rows and number > table.last]
    for _, run in groupby(enumerate(below), key=lambda placed: placed[1] - placed[0]):
        # A line beside all tables has one cell.
        numbers = [number for _, number in run if sum(map(bool, map(text_of, grid.rows[number - 1]))) > 1]
        if len(numbers) > 1 and not signs([list(map(text_of, grid.rows[number - 1])) for number in numbers]):
            width = max(len(grid.rows[number - 1]) for number in numbers)
            yield Unread(UnreadKind.TABLE, numbers[0], 1, numbers[-1], width)


def _stands_for_rows(thing: Unread, table: Table, body: TableBody) -> bool:
    """Whether a chart or a comment is all that a form without rows shows: no reviewer's word, no instruction."""
    if body.rows or body.nil or (thing.top and thing.bottom <= table.last):
        return False
    return thing.kind is UnreadKind.CHART or tells_matters(thing.text)


def tells_matters(text: str) -> bool:
    """Say whether a comment tells what rows would: some words, and none of who asks for, explains or denies them."""
    told = _AUTHOR.sub("", text)
    return len(_WORD.findall(told)) >= _FEWEST_WORDS and not (_ASKS.search(told) or is_note(told))


def _is_ornament(thing: Unread, grid: Grid, table: Table, last: int) -> bool:
    """Whether a thing is a seal, an emblem, the head of a letter, a note: it holds no rows of the form."""
    if thing.kind not in _DRAWN or thing.in_cell:
        return False
    if thing.kind is UnreadKind.TEXT_BOX and is_note(thing.text):
        return True
    small = is_seal_sized(thing)
    if thing.top and thing.top <= table.last:
        return thing.bottom < table.first or small or thing.height <= _FLAT
    return small and thing.top > last and _is_signed(grid, max(last + 1, thing.top - _NEAR), thing.bottom + _NEAR)


def _is_round(thing: Unread) -> bool:
    """Whether a picture has the size and the shape of a seal; a table's has other sides."""
    low, high = sorted((thing.width, thing.height))
    return thing.kind is UnreadKind.PICTURE and low > 0 and high <= _SEAL and high <= _SQUARE * low


def is_seal_sized(thing: Unread) -> bool:
    """Say whether a thing is as small as a seal; one whose size is not known may be."""
    return max(thing.width, thing.height) <= _SMALL


def is_note(text: str) -> bool:
    """Say whether a text box holds a note of instructions or a title, not rows."""
    folded = key(text)
    return bool(_INSTRUCTIONS.match(folded) or _TITLE.fullmatch(folded))


def is_signed(text: str) -> bool:
    """Say whether a line is where people sign or seal."""
    return _SIGNED.search(key(text)) is not None


def signs(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a table is no more than the place where people sign; one of many rows may ask for names besides."""
    filled = [texts for row in rows if (texts := [text for text in row if text])]
    labels = chain(*filled[:1], *(row[:1] for row in filled))
    return len(filled) <= _SIGNING_ROWS and any(map(is_signed, labels))


def _is_signed(grid: Grid, first: int, last: int) -> bool:
    rows = grid.rows[first - 1 : last]
    return any(is_signed(text) for row in rows for value in row if (text := text_of(value)))

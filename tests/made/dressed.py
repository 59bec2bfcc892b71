"""Forms as offices type them: the same rows in one of very many dresses, drawn at random, as the grids of a workbook."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.vocabulary import vocabulary

REPORTER = "甲一 0373-2000001"
_NUMERALS = "一二三四五六七八"
_LEVEL_ROWS = 2  # of headings, where groups or choices stand over some of them


@dataclass
class Dressed:
    """One form: its ``grids``, what was ``worn``, and what must be read: ``column → text`` of each row."""

    rows: list[dict[str, str]]
    grids: list[Grid] = field(default_factory=list)
    worn: set[str] = field(default_factory=set)


class Dresser:
    """Dresses ``form`` of ``campaign``; the same ``seed`` gives the same dress."""

    def __init__(self, campaign: Campaign, form: Attachment, seed: int) -> None:
        self._campaign, self._form, self._random = campaign, form, Random(seed)
        self._lines: list[list[str]] = []
        self._merges: list[Merge] = []
        self.unit, self.day = next(iter(campaign.roster.names)), campaign.notice_date + timedelta(days=8)
        self.made = Dressed(self._rows())
        named = {column.type: column.key for column in form.columns}
        self._category, self._choice = named.get(ColumnType.CATEGORY), named.get(ColumnType.CHOICE)
        self._margin = [""] if self._wears("an empty column before", 0.1) else []
        self._columns = self._in_some_order()
        self._heads = self._headings()

    def dressed(self) -> Dressed:
        """Return the form in its dress."""
        at_foot = self._wears("header at the foot", 0.2)
        for title in (f"附件{self._form.number}", self._form.title)[self._random.randrange(2) :]:
            self._put(title)
        if not at_foot:
            self._header()
        if self._wears("note above", 0.15):
            self._put("说明：请各单位认真填写，按时报送。")
        self._table()
        if self._wears("total", 0.3):
            self._put("合计", "", f"{len(self.made.rows)}项")
        if self._wears("note below", 0.3):
            self._put("注：本表一式两份。")
        if self._wears("signatures", 0.3):
            self._put(*self._random.choice([("审核人：甲", "", "填表人：乙"), ("审核人", "甲", "填表人", "乙")]))
        if at_foot:
            self._header()
        self._sheet()
        return self.made

    def _wears(self, what: str, chance: float, *, unless: str = "") -> bool:
        worn = unless not in self.made.worn and self._random.random() < chance
        self.made.worn |= {what} if worn else set()
        return worn

    def _rows(self) -> list[dict[str, str]]:
        categories, pick = self._campaign.category_names.names, self._random.choice
        filled = []
        for number in range(1, self._random.randint(3, 14)):
            row = {column.key: f"{column.heading[:4]}{number}" for column in self._form.columns}
            for column in self._form.columns:
                if column.type is ColumnType.CATEGORY:
                    row[column.key] = pick(categories)
                elif column.type is ColumnType.CHOICE:
                    row[column.key] = pick(column.choice_names)
                elif column.type is ColumnType.BODY:
                    row[column.key] = pick(["县水利局", "县公安局", "县司法局", "团县委"])
                elif column.type in {ColumnType.DATE, ColumnType.DEADLINE}:
                    row[column.key] = (self.day + timedelta(days=number)).isoformat()
                elif column.type is ColumnType.PHONE:
                    row[column.key] = f"0373-300000{number % 10}"
                elif column.type is ColumnType.EMAIL:
                    row[column.key] = f"jb{number}@example.cn"
                elif column.role == "remark":
                    row[column.key] = ""
            filled.append(row)
        return filled

    def _in_some_order(self) -> list[str]:
        first, *rest = [column.key for column in self._form.columns]
        if self._wears("another order", 0.3):
            self._random.shuffle(rest)
        return rest if self._wears("no numbers", 0.15) else [first, *rest]

    def _headings(self) -> dict[str, str]:
        heads = {column.key: column.heading for column in self._form.columns}
        if self._wears("other words", 0.5):
            for column in self._form.columns:
                words = [
                    word for word in column.synonyms or vocabulary().synonyms(column) if word not in heads.values()
                ]
                heads[column.key] = self._random.choice([column.heading, *words])
        if self._wears("marks", 0.2):
            heads = {name: self._random.choice([head, f"*{head}", f"{head}（必填）"]) for name, head in heads.items()}
        return heads

    def _header(self) -> None:
        said = {"unit": self.unit, "date": self.day.isoformat(), "contact": REPORTER}
        values = [(field.name, said[field.type]) for field in self._form.header if field.type in said]
        how = self._random.randrange(4)
        if how == 0:
            self._put("    ".join(f"{label}：{value}" for label, value in values))
        elif how == 1:
            for label, value in values:
                self._put(f"{label}：{value}")
        elif how == 2:
            self._put(*(text for label, value in values for text in (f"{label}：{value}", "")))
        else:
            self._put(*(text for pair in values for text in pair))

    def _table(self) -> None:
        how = "" if self._category is None else self._random.choice(["", "", "classes", "merged down"])
        self.made.worn |= {how} - {""}
        rows = sorted(self.made.rows, key=lambda row: row[self._category]) if how else self.made.rows
        self.made.rows = rows
        ticks = self._choice is not None and self._wears("ticks", 0.3)
        self._boxed = self._choice is not None and self._wears("boxes in the cell", 0.2, unless="ticks")
        self._head(ticks=ticks)
        cut = len(rows) // 2 if not how and len(rows) > 3 and self._wears("two sheets", 0.2) else 0
        before, began = "", len(self._lines) + 1
        for number, row in enumerate(rows, start=1):
            category = row[self._category] if self._category else ""
            if how and category != before:
                self._merge_down(began, how)
                if how == "classes":
                    order = self._campaign.category_names.names.index(category)
                    self._put(f"（{_NUMERALS[order]}）{category}", across=self._random.random() < 0.7)
                began = len(self._lines) + 1
            said = "" if how == "classes" or (how and category == before) else category
            self._put(*self._cells(number, {**row, **({self._category: said} if self._category else {})}, ticks=ticks))
            before = category
            if (
                not how
                and number % 6 == 0
                and number < len(rows)
                and self._wears("headings again", 0.5, unless="two sheets")
            ):
                self._head(ticks=ticks)
            if number == cut:
                self._sheet()
        self._merge_down(began, how)

    def _head(self, *, ticks: bool) -> None:
        upper = [text for name in self._columns for text in self._over(name, ticks=ticks)]
        self._put(*upper)
        if not ticks:
            return
        choices = self._form.column_by_key[self._choice or ""].choice_names
        self._put(*(text for name in self._columns for text in (choices if name == self._choice else ("",))))
        top = len(self._lines) - 1
        for place, text in enumerate(upper, start=len(self._margin) + 1):
            if text and text != self._heads[self._choice or ""]:
                self._merges.append(Merge(top, place, top + 1, place))

    def _over(self, name: str, *, ticks: bool) -> list[str]:
        more = len(self._form.column_by_key[name].choice_names) - 1 if ticks and name == self._choice else 0
        return [self._heads[name], *[""] * more]

    def _cells(self, number: int, row: dict[str, str], *, ticks: bool) -> list[str]:
        cells: list[str] = []
        for name in self._columns:
            column = self._form.column_by_key[name]
            if column.type is ColumnType.SEQUENCE:
                cells.append(str(number))
            elif ticks and name == self._choice:
                cells += ["√" if choice == row[name] else "" for choice in column.choice_names]
            elif self._boxed and name == self._choice:
                cells.append(" ".join(("☑" if choice == row[name] else "□") + choice for choice in column.choice_names))
            else:
                cells.append(row[name])
        return cells

    def _merge_down(self, began: int, how: str) -> None:
        last = len(self._lines)
        if how == "merged down" and last > began:
            place = self._columns.index(self._category or "") + 1
            wide = len(self._form.column_by_key[self._choice].choice_names) - 1 if self._choice else 0
            after = self._choice in self._columns[: place - 1] if self._choice else False
            shift = wide if after and "ticks" in self.made.worn else 0
            place += len(self._margin) + shift
            self._merges.append(Merge(began, place, last, place))

    def _put(self, *cells: str, across: bool = False) -> None:
        self._lines.append([*self._margin, *cells])
        if across:
            left = len(self._margin)
            self._merges.append(Merge(len(self._lines), left + 1, len(self._lines), left + len(self._columns)))

    def _sheet(self) -> None:
        """End the sheet: what comes next stands on another."""
        width = max(map(len, self._lines))
        rows = [line + [""] * (width - len(line)) for line in self._lines]
        self.made.grids.append(Grid("续表" if self.made.grids else "Sheet1", rows, tuple(self._merges)))
        self._lines, self._merges = [], []

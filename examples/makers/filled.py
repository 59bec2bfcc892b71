"""A filled form before it has a layout, and how a unit's forms are filled from ``data.yaml``."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent.parent / "data.yaml").read_text(encoding="utf-8"))

Value = str | int | float | date | None
Row = dict[str, Value]


@dataclass(frozen=True)
class Filled:
    """One attachment as a unit filled it; ``reported`` and ``reporter`` are "" where left empty."""

    attachment: str
    unit: str
    reported: Value
    reporter: str
    rows: tuple[Row, ...] = ()
    total: Value = None
    extra: dict[str, list[Value]] = field(default_factory=dict)
    nil: str = ""


@dataclass(frozen=True)
class Unit:
    """How a unit fills its forms: its roster name, the name it signs with, its habits."""

    name: str
    signs: str
    number: int
    county: bool
    dates: str = "iso"
    numbers: bool = False

    def person(self, shift: int = 0) -> str:
        """Return an invented person of this unit."""
        people: list[str] = DATA["people"]
        return people[(self.number + shift) % len(people)]

    def phone(self, shift: int = 0) -> str:
        """Return an invented telephone number."""
        return f"0373-0000{self.number + 100 * shift:03d}"

    def mobile(self, shift: int = 0) -> str:
        """Return an invented mobile number."""
        return f"13000000{self.number + 100 * shift:03d}"

    def written(self, day: date) -> Value:
        """Return ``day`` as this unit writes dates: iso, chinese, dots or a real date cell."""
        written: dict[str, Value] = {
            "chinese": f"{day.year}年{day.month}月{day.day}日",
            "dots": f"{day.year}.{day.month}.{day.day}",
            "cell": day,
        }
        return written.get(self.dates, day.isoformat())


def _placed(value: Any, unit: Unit) -> Any:
    return value.replace("~", unit.name) if isinstance(value, str) else value


def _contact(unit: Unit) -> str:
    number = unit.mobile(1) if unit.number % 3 == 0 else unit.phone(1)
    return f"{unit.person(1)} {number}" if unit.number % 2 else f"{unit.person(1)}，{number}"


def statistics(unit: Unit, day: date) -> Filled:
    """Fill 附件1: one row for a department, two for a county."""
    rows = []
    offices = ["人事股", "基础教育股"] if unit.county else ["办公室"]
    for shift, office in enumerate(offices):
        mobile: Value = int(unit.mobile(shift)) if unit.numbers else unit.mobile(shift)
        rows.append(
            {
                "organisation": unit.signs,
                "lead_office": office,
                "person": unit.person(shift),
                "office_phone": unit.phone(shift),
                "mobile": mobile,
                "wechat": None if unit.number % 2 else f"jianfu{unit.number:03d}",
                "hotline": "12345" if unit.number % 5 == 0 else unit.phone(2),
                "complaints_email": f"jianfu{unit.number:03d}@example.cn",
            }
        )
    return Filled("a1", unit.signs, unit.written(day), "", tuple(rows))


_MATTER = ("matter", "body", "held", "venue", "scope", "content", "manner", "disposition", "measures")
_ACTIVITY = ("matter", "body", "grounds", "held", "venue", "scope", "content", "manner", "acceptance")


def whitelist(unit: Unit) -> tuple[Row, ...]:
    """Return the five or six activities on a county's whitelist."""
    pool = DATA["activities"]
    count = 5 + unit.number % 2
    chosen = [pool[(unit.number * 5 + step) % len(pool)] for step in range(count)]
    return tuple({k: _placed(v, unit) for k, v in zip(_ACTIVITY, row, strict=True)} for row in chosen)


def problems(unit: Unit) -> tuple[Row, ...]:
    """Return what a unit found, each row with its measures (not on 附件2) for 附件3."""
    if not unit.county:
        return tuple(
            dict(zip(("category", *_MATTER), [row[0], row[1], unit.name, *row[2:]], strict=True))
            for row in DATA["departments"].get(unit.name, [])
        )
    rows: list[Row] = []
    for place, (category, pool) in enumerate(DATA["matters"].items()):
        for pick in range(2 if len(pool) > 5 or (unit.number + place) % 3 == 0 else 1):
            matter = pool[(unit.number + place + 2 * pick) % len(pool)]
            rows.append({"category": category} | {k: _placed(v, unit) for k, v in zip(_MATTER, matter, strict=True)})
        if category == "社会事务进校园":
            rows += [{"category": category} | _as_problem(row, pick) for pick, row in enumerate(whitelist(unit)[:2])]
    return tuple(rows)


def _as_problem(activity: Row, pick: int) -> Row:
    """Return a whitelisted activity as something found: kept, or bettered."""
    kept = {name: activity[name] for name in _MATTER[:-2]}
    better = {"disposition": "优化", "measures": "列入白名单统一安排，不再要求学校报送总结和照片。"}
    return kept | ({"disposition": "保留", "measures": ""} if pick == 0 else better)


def problem_list(unit: Unit, day: date) -> Filled:
    """Fill 附件2."""
    rows = tuple({name: value for name, value in row.items() if name != "measures"} for row in problems(unit))
    return Filled("a2", unit.signs, unit.written(day), _contact(unit), rows)


def rectification_list(unit: Unit, day: date) -> Filled:
    """Fill 附件3: one row for each matter to be cleared away or bettered, all done."""
    rows = []
    for place, row in enumerate(row for row in problems(unit) if row["disposition"] != "保留"):
        kept = {name: row[name] for name in ("category", "matter", "body", "measures")}
        grounds, progress = DATA["grounds"], DATA["progress"]
        deadline = date(2024, 6, (18 if unit.county else 6) + place % 6)
        kept |= {"grounds": grounds[(unit.number + place) % 3], "deadline": unit.written(deadline)}
        rows.append(kept | {"progress": progress[unit.number % 3]})
    return Filled("a3", unit.signs, unit.written(day), _contact(unit), tuple(rows))


def documents(unit: Unit, day: date) -> Filled:
    """Fill 附件6: three or four of the county's own documents and the city's notice."""
    own = DATA["county_documents"]
    chosen = [own[(unit.number + step) % len(own)] for step in range(3 + unit.number % 2)]
    rows = []
    for row in sorted([*chosen, *DATA["published"]], key=lambda row: row[4]):
        region, body, title, number, issued = (_placed(value, unit) for value in row)
        values = (region, body, title, number.replace("@", unit.name[:2] + "教"), unit.written(issued))
        rows.append(dict(zip(("region", "body", "matter", "document_number", "issued_on"), values, strict=True)))
    return Filled("a6", unit.signs, unit.written(day), _contact(unit), tuple(rows))


def whitelist_form(unit: Unit, day: date) -> Filled:
    """Fill 附件7."""
    rows = whitelist(unit)
    return Filled("a7", unit.signs, unit.written(day), _contact(unit), rows, total=len(rows))


MAKERS = {
    "a1": statistics,
    "a2": problem_list,
    "a3": rectification_list,
    "a6": documents,
    "a7": whitelist_form,
}


def changed(filled: Filled, change: dict[str, Any]) -> Filled:
    """Return ``filled`` with one planted change; rows count from 1 (see ``plan.yaml``)."""
    rows = [dict(row) for row in filled.rows]
    if "header" in change:
        return replace(filled, **{change["header"]: change["value"]})
    if "extra" in change:
        return replace(filled, extra=filled.extra | {change["extra"]: change["values"]})
    if "drop" in change:
        del rows[change["drop"] - 1]
    elif "twice" in change:
        rows.append(dict(rows[change["twice"] - 1]))
    elif "add" in change:
        rows.append(dict(change["add"]))
    elif "set" in change:
        rows[change["row"] - 1] |= change["set"]
    return replace(filled, rows=tuple(rows))

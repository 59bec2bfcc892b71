"""What is applied for, and what is listed: the rows of an application form and of a whitelist as they are compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jianfu_cli.core.approvals.levels import asked_level
from jianfu_cli.core.language.levels import is_level_heading, level_of
from jianfu_cli.core.language.occasions import Timing, read_timing
from jianfu_cli.core.language.schools import Schools, read_schools
from jianfu_cli.core.language.times import times_a_year
from jianfu_cli.core.language.values import Scalar, text_of, whole
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_parts import ReceivedFrom
from jianfu_cli.core.model.rows import Row

TEXTS = ("matter", "body", "level", "grounds", "frequency", "schools", "scope", "content", "manner", "acceptance")
"""The roles of the columns whose texts an application has."""


@dataclass(frozen=True)
class Application:
    """One application, and where it stands; ``form`` is None of one that only the ledger knows.

    ``unit`` is who filed it, else who applies. ``received_on`` is the day it was handed in, which is ``certain`` unless
    a file's own time alone says so. ``area`` is the county in whose name it asks, "" for the city.
    """

    unit: str
    texts: dict[str, str]
    held: Scalar
    received_on: date
    received_from: ReceivedFrom
    area: str
    path: str = ""
    row: int = 0
    form: Form | None = field(default=None, compare=False)

    def __hash__(self) -> int:
        """One place has one application."""
        return hash((self.path, self.row, self.texts["matter"]))

    @property
    def matter(self) -> str:
        """活动名称."""
        return self.texts["matter"]

    @property
    def body(self) -> str:
        """申请单位, as written; who filed the form where it names none."""
        return self.texts["body"] or self.unit

    @property
    def certain(self) -> bool:
        """Whether it is certain when it was handed in."""
        return self.received_from != "file"

    @cached_property
    def timing(self) -> Timing:
        """When it is to take place."""
        return read_timing(self.held, self.received_on)

    @property
    def dated(self) -> bool:
        """Whether it names the days on which it takes place, and nothing makes them uncertain."""
        occasions = self.timing.occasions
        return bool(occasions) and not self.timing.vague and all(when.exact for when in occasions)

    @cached_property
    def schools(self) -> Schools:
        """The schools that it names."""
        return read_schools(self.texts["schools"])

    @cached_property
    def times(self) -> int | None:
        """How many times a year it comes to one school, None where it says no number."""
        occasions = [one for one in self.timing.occasions if not self.timing.vague]
        said = times_a_year(self.texts["frequency"], occasions)
        return said if said is not None else times_a_year(text_of(self.held)) if "次" in text_of(self.held) else None

    @cached_property
    def level(self) -> int | None:
        """The level whose approval it asks: 2 the city's, 3 a county's; None where it says none."""
        return asked_level(self.texts["level"])

    def year(self, begins: str) -> int:
        """Return the list's year, which begins on the month and day ``begins``, in which it is to take place."""
        first = self.timing.begins
        day = first.first if first else self.received_on
        return day.year - (f"{day:%m-%d}" < begins)


@dataclass(frozen=True)
class Listed:
    """One item of the list of ``area`` ("" the city's); ``level`` as the list has it, None where it does not say."""

    matter: str
    body: str
    area: str
    unit: str
    texts: dict[str, str]
    held: Scalar
    level: int | None
    year: int
    path: str
    row: int

    def __hash__(self) -> int:
        """One place has one item."""
        return hash((self.path, self.row, self.matter))

    @cached_property
    def timing(self) -> Timing:
        """When it takes place, in the year of the list."""
        return read_timing(self.held, date(self.year, 1, 1))

    @cached_property
    def schools(self) -> Schools:
        """The schools to which it comes."""
        named = (read_schools(self.texts[role]) for role in ("schools", "scope", "venue"))
        return next((one._replace(names=()) for one in named if one.groups), read_schools(""))

    @cached_property
    def times(self) -> int | None:
        """How many times a year it may come, None where the list does not say."""
        said = [
            times
            for text in (self.texts["frequency"], text_of(whole(self.held)), self.texts["content"])
            if _counts(text) and (times := times_a_year(text)) is not None
        ]
        if said:
            return max(said)
        once = self.timing.occasions
        return 1 if len(once) == 1 and once[0].first == once[0].last and not self.timing.vague else None


def _counts(text: str) -> bool:
    return any(sign in text for sign in "次场回轮遍") or any(
        text.startswith(every) for every in ("每周", "每月", "每日")
    )


def applications_on(form: Form, path: str, campaign: Campaign, as_of: date) -> Iterator[Application]:
    """Yield the applications of ``form``, in the file ``path``: rows that name a matter, and count."""
    for row in form.body.rows:
        texts = {role: form.text(row, role) for role in TEXTS}
        if texts["matter"] and row.number not in form.body.twice:
            unit = form.owner.unit or campaign.roster.find(texts["body"]) or texts["body"]
            received_on, received_from = handed_in(form, as_of)
            area = area_asking(unit, texts["body"], campaign)
            held = _value(form, row, "held")
            yield Application(unit, texts, held, received_on, received_from, area, path, row.number, form)


def handed_in(form: Form, as_of: date) -> tuple[date, ReceivedFrom]:
    """Return when ``form`` came in; by ``as_of`` at the latest, since it lies there."""
    received_on = form.owner.received_on or as_of
    return min(received_on, as_of), form.owner.received_from


def area_asking(unit: str, body: str, campaign: Campaign) -> str:
    """Return the county in whose name ``body`` asks, through ``unit``; "" for the city."""
    roster = campaign.roster
    return unit if roster.has_area(unit) else roster.area_of(body) or ""


def listed_on(form: Form, path: str, campaign: Campaign, as_of: date) -> Iterator[Listed]:
    """Yield the items of a whitelist; in a roll-up each row says whose list it is of."""
    owner = next((nth for nth, column in enumerate(form.body.columns) if column.heading.strip() in _OWNERS), None)
    leveled = next((nth for nth, column in enumerate(form.body.columns) if is_level_heading(column.heading)), None)
    for row in form.body.rows:
        matter = form.text(row, "matter")
        if not matter or row.number in form.body.twice:
            continue
        named = text_of(row.values[owner]) if owner is not None else ""
        unit = campaign.roster.find(named) or named or form.owner.unit
        level = level_of(text_of(row.values[leveled])) if leveled is not None else None
        area = area_asking(unit, unit, campaign)
        texts = {role: form.text(row, role) for role in (*TEXTS, "venue")}
        year = (form.header.reported_on or as_of).year
        held = _value(form, row, "held")
        yield Listed(matter, texts["body"], area, unit, texts, held, level, year, path, row.number)


_OWNERS = frozenset({"填报单位", "所属单位"})


def _value(form: Form, row: Row, role: str) -> Scalar:
    place = form.position(role)
    return "" if place is None else row.values[place]


def in_order(applications: Iterable[Application]) -> list[Application]:
    """Return ``applications`` as they came in: who asks first goes first."""
    return sorted(applications, key=lambda one: (one.received_on, one.path, one.row))

"""A chart of numbers over time as accessible inline SVG, which tells its lines apart in grey print too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from markupsafe import Markup

from jianfu_cli.reports.charts import drawing

_PLOT, _ABOVE, _UNDER = 190, 14, 26
_LEFT, _RIGHT = 6.0, 97.0
_MOST_DATES = 6
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One run of numbers over time: its name, its CSS class (which gives it a dash, for grey print), one a day."""

    name: str
    css: str
    values: Sequence[int]


def lines(name: str, title: str, days: Sequence[date], drawn: Sequence[Line]) -> Markup:
    """Draw numbers over time, each line with its last number; days stand as far apart as they lie."""
    top = _round_top(max((value for line in drawn for value in line.values), default=0))
    across = _across(days)
    body = [*_scale(top), *_dates(days, across)]
    for line in drawn:
        heights = [_height(value, top) for value in line.values]
        points = " ".join(f"{10 * x:.1f},{y:.1f}" for x, y in zip(across, heights, strict=True))
        body.append(
            Markup(
                '<svg x="0" y="0" width="100%" height="{0}" viewBox="0 0 1000 {0}" preserveAspectRatio="none">'
                '<polyline class="line {1}" points="{2}" vector-effect="non-scaling-stroke"/></svg>'
            ).format(_ABOVE + _PLOT + _UNDER, line.css, points)
        )
        body += _dots(line, across, heights)
    said = "；".join(
        f"{day.isoformat()}：" + "，".join(f"{line.name} {line.values[nth]}" for line in drawn)
        for nth, day in enumerate(days)
    )
    return drawing(name, title, said, _ABOVE + _PLOT + _UNDER, body)


def _across(days: Sequence[date]) -> list[float]:
    """Where each day stands, in per cent of the width."""
    whole = (days[-1] - days[0]).days
    return [_LEFT + (_RIGHT - _LEFT) * ((day - days[0]).days / whole if whole else 0.5) for day in days]


def _height(value: int, top: int) -> float:
    return _ABOVE + _PLOT * (1 - value / top)


def _round_top(most: int) -> int:
    """The least of 4, 8, 20, 40, 80, 200 … that is at least ``most``: easily read when it is halved twice."""
    steps = (lead * int(10**zeros) for zeros in count() for lead in (1, 2, 5))
    return _TICKS * next(step for step in steps if step * _TICKS >= most)


def _scale(top: int) -> Iterable[Markup]:
    for nth in range(_TICKS + 1):
        value = top * nth // _TICKS
        y = _height(value, top)
        yield Markup('<line class="grid" x1="{:g}%" x2="100%" y1="{:.1f}" y2="{:.1f}"/>').format(_LEFT - 1, y, y)
        yield Markup('<text class="tick" x="{:g}%" y="{:.1f}">{}</text>').format(_LEFT - 2, y + 4, value)


def _dates(days: Sequence[date], across: Sequence[float]) -> Iterable[Markup]:
    """Name as many days as have room, the last of them always."""
    every = -(-len(days) // _MOST_DATES)
    for nth in range(len(days) - 1, -1, -every):
        anchor = "end" if nth == len(days) - 1 and nth else "middle"
        yield Markup('<text class="day" text-anchor="{}" x="{:.2f}%" y="{}">{}</text>').format(
            anchor, across[nth] + (2.5 if anchor == "end" else 0), _ABOVE + _PLOT + 19, f"{days[nth]:%m-%d}"
        )


def _dots(line: Line, across: Sequence[float], heights: Sequence[float]) -> Iterable[Markup]:
    """Mark each day where there is room, and always the last one."""
    few = len(across) <= 4 * _MOST_DATES
    places = list(zip(across, heights, strict=True))
    for x, y in places if few else places[-1:]:
        yield Markup('<circle class="dot {}" cx="{:.2f}%" cy="{:.1f}" r="3"/>').format(line.css, x, y)

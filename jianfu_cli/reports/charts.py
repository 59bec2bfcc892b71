"""Charts as accessible inline SVG: no script, no scaling, so that type keeps its size on a phone and on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

_ROW, _BAR, _LABEL_AT, _BAR_AT = 38, 12, 13, 20
# Narrower segments have no room for their number; the legend and the description have it anyway.
_LABELLED_SHARE = 7.0


@dataclass(frozen=True, slots=True)
class ChartPart:
    """One kind of thing in a chart: its name, and the CSS class that gives its colour."""

    name: str
    css: str


def bars(name: str, title: str, rows: Sequence[tuple[str, int]], unit: str) -> Markup:
    """Draw one horizontal bar a row; ``name`` is the id of the chart in its page, ``unit`` follows each number."""
    most = max((value for _, value in rows), default=0) or 1
    body = [
        Markup('<text class="what" x="0" y="{}">{}</text><text class="much" x="100%" y="{}">{}</text>').format(
            nth * _ROW + _LABEL_AT, label, nth * _ROW + _LABEL_AT, value
        )
        + _rect("track", 0, 100, nth)
        + _rect("p0", 0, 100 * value / most, nth)
        for nth, (label, value) in enumerate(rows)
    ]
    said = "；".join(f"{label} {value} {unit}" for label, value in rows)
    return _svg(name, title, said, len(rows), body)


def stacks(name: str, title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[ChartPart]) -> Markup:
    """Draw one bar of shares a row; every row has one number per part."""
    body = []
    for place, (label, values) in enumerate(rows):
        body.append(
            Markup('<text class="what" x="0" y="{}">{}</text><text class="much" x="100%" y="{}">{}</text>').format(
                place * _ROW + _LABEL_AT, label, place * _ROW + _LABEL_AT, sum(values)
            )
        )
        body.append(_rect("track", 0, 100, place))
        body += _segments(values, parts, place)
    said = "；".join(
        f"{label}：" + "，".join(f"{part.name} {value}" for part, value in zip(parts, values, strict=True))
        for label, values in rows
    )
    return _svg(name, title, said, len(rows), body)


def _segments(values: Sequence[int], parts: Sequence[ChartPart], place: int) -> Iterable[Markup]:
    whole = sum(values) or 1
    start = 0.0
    for part, value in zip(parts, values, strict=True):
        share = 100 * value / whole
        if value:
            yield _rect(part.css, start, share, place)
        if share >= _LABELLED_SHARE:
            yield Markup('<text class="in {}" x="{:.3f}%" y="{}">{}</text>').format(
                f"on-{part.css}", start + share / 2, place * _ROW + _BAR_AT + _BAR - 2, value
            )
        start += share


def _rect(css: str, start: float, share: float, nth: int) -> Markup:
    return Markup('<rect class="{}" x="{:.3f}%" y="{}" width="{:.3f}%" height="{}"/>').format(
        css, start, nth * _ROW + _BAR_AT, share, _BAR
    )


def _svg(name: str, title: str, said: str, rows: int, body: Iterable[Markup]) -> Markup:
    return drawing(name, title, said, max(1, rows) * _ROW, body)


def drawing(name: str, title: str, said: str, height: int, body: Iterable[Markup]) -> Markup:
    """Return ``body`` as an image ``height`` pixels high that is called ``title`` and described by what is ``said``."""
    return Markup(
        '<svg role="img" aria-labelledby="{0}-title {0}-desc" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}</svg>'
    ).format(name, height, title, said or "没有数据", Markup("").join(body))

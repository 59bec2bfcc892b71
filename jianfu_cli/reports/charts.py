"""Charts as accessible inline SVG: no script, no scaling, so that type keeps its size on a phone and on paper.

What a part is stands in words under its bar too: nothing hangs on colour alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from jianfu_cli.core.language.terminal import width

_ROW, _BAR, _LABEL_AT, _BAR_AT = 40, 12, 13, 20
_SAID_ROW, _SAID_AT, _SAID_LINE = 58, 48, 16
# Columns of a terminal (a Chinese character has two) that fit below a bar on a phone and in half a printed page.
_SAID_WIDTH = 54
# And beside the number over it, in type a little larger.
_LABEL_WIDTH = 44


@dataclass(frozen=True, slots=True)
class ChartPart:
    """One kind of thing in a chart: its name, and the CSS class that gives its tone or pattern."""

    name: str
    css: str


def bars(name: str, title: str, rows: Sequence[tuple[str, int]], unit: str) -> Markup:
    """Draw one horizontal bar a row; ``name`` is the id of the chart in its page, ``unit`` follows each number."""
    most = max((value for _, value in rows), default=0) or 1
    body = [
        _label(label, value, nth * _ROW) + _rect("track", 0, 100, nth * _ROW) + _rect("bar", 0, share, nth * _ROW)
        for nth, (label, value) in enumerate(rows)
        for share in (100 * value / most,)
    ]
    said = "；".join(f"{label} {value} {unit}" for label, value in rows)
    return _svg(name, title, said, len(rows) * _ROW, body)


def stacks(name: str, title: str, rows: Sequence[tuple[str, Sequence[int]]], parts: Sequence[ChartPart]) -> Markup:
    """Draw one bar of shares a row, its numbers in words below it; every row has one number per part."""
    body: list[Markup] = []
    top = 0
    for label, values in rows:
        lines = list(_lines(_said(values, parts)))
        body += [_label(label, sum(values), top), _rect("track", 0, 100, top)]
        body += _segments(values, parts, top)
        body.append(Markup('<text class="parts" x="0" y="{}">{}</text>').format(top + _SAID_AT, _broken(lines)))
        top += _SAID_ROW + _SAID_LINE * (len(lines) - 1)
    said = "；".join(
        f"{label}：" + "，".join(f"{part.name} {value}" for part, value in zip(parts, values, strict=True))
        for label, values in rows
    )
    return _svg(name, title, said, top, body)


def _label(label: str, value: int, top: int) -> Markup:
    return Markup('<text class="what" x="0" y="{0}">{1}</text><text class="much" x="100%" y="{0}">{2}</text>').format(
        top + _LABEL_AT, _cut(label), value
    )


def _cut(label: str) -> str:
    """As much of ``label`` as has room beside its number; what is read aloud says it whole."""
    if width(label) <= _LABEL_WIDTH:
        return label
    kept = label
    while width(kept) > _LABEL_WIDTH - 2:
        kept = kept[:-1]
    return f"{kept}……"


def _said(values: Sequence[int], parts: Sequence[ChartPart]) -> list[str]:
    """``按时 24（33%）``, ``未报 47（65%）``: what there is of each part."""
    whole = sum(values)
    named = zip(parts, values, strict=True)
    return [f"{part.name} {value}（{_per_cent(value, whole)}%）" for part, value in named if value]


def _lines(said: Iterable[str]) -> Iterable[str]:
    """Yield ``said`` in lines that fit below a bar."""
    line = ""
    for one in said:
        longer = f"{line}　{one}" if line else one
        if line and width(longer) > _SAID_WIDTH:
            yield line
            longer = one
        line = longer
    yield line


def _broken(lines: Sequence[str]) -> Markup:
    """Drawn text does not break by itself."""
    more = (Markup('　<tspan x="0" dy="{}">{}</tspan>').format(_SAID_LINE, line) for line in lines[1:])
    return Markup("").join([Markup("{}").format(lines[0]), *more])


def _per_cent(value: int, whole: int) -> int:
    """Whole per cent: 0 only of nothing, 100 only of all."""
    return 100 if value == whole else max(1, min(99, round(100 * value / whole)))


def _segments(values: Sequence[int], parts: Sequence[ChartPart], top: int) -> Iterable[Markup]:
    whole = sum(values) or 1
    start = 0.0
    for part, value in zip(parts, values, strict=True):
        share = 100 * value / whole
        if value:
            yield _rect(f"part {part.css}", start, share, top)
        start += share


def _rect(css: str, start: float, share: float, top: int) -> Markup:
    return Markup('<rect class="{}" x="{:.3f}%" y="{}" width="{:.3f}%" height="{}"/>').format(
        css, start, top + _BAR_AT, share, _BAR
    )


def _svg(name: str, title: str, said: str, height: int, body: Iterable[Markup]) -> Markup:
    return drawing(name, title, said, max(_ROW, height), body)


def drawing(name: str, title: str, said: str, height: int, body: Iterable[Markup]) -> Markup:
    """Return ``body`` as an image ``height`` pixels high that is called ``title`` and described by what is ``said``."""
    return Markup(
        '<svg role="img" aria-labelledby="{0}-title {0}-desc" width="100%" height="{1}">'
        '<title id="{0}-title">{2}</title><desc id="{0}-desc">{3}</desc>{4}</svg>'
    ).format(name, height, title, said or "没有数据", Markup("").join(body))

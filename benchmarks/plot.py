"""Draws how time and memory grow, as an SVG of two plots with logarithmic axes."""

from collections.abc import Callable, Mapping
from math import ceil, floor, log10

from measure import MIB, Runs

_WIDTH, _HEIGHT, _MARGIN, _RIGHT = 440, 300, 56, 40
_COLOURS = ("#1f5fa8", "#b5451d", "#3d7f3a", "#7a4fa3")


def growth_plot(grown: Mapping[str, Mapping[int, Runs]]) -> str:
    """Return the SVG of ``grown``: name of a curve → size → what it took."""
    seconds = _plot(grown, lambda runs: runs.seconds[0], "秒", 0)
    memory = _plot(grown, lambda runs: runs.peak / MIB, "MiB", _WIDTH)
    legend = "".join(
        f'<text x="{_MARGIN + nth * 190}" y="{_HEIGHT + 30}" fill="{_COLOURS[nth]}">● {name}</text>'
        for nth, name in enumerate(grown)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _WIDTH} {_HEIGHT + 44}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="时间和内存随份数、行数增长">'
        f'<rect width="100%" height="100%" fill="#fff"/>{seconds}{memory}{legend}</svg>\n'
    )


def _plot(grown: Mapping[str, Mapping[int, Runs]], figure: Callable[[Runs], float], unit: str, left: int) -> str:
    points = {name: [(size, max(figure(runs), 0.01)) for size, runs in curve.items()] for name, curve in grown.items()}
    everything = [point for curve in points.values() for point in curve]
    x = _axis([size for size, _ in everything], left + _MARGIN, left + _WIDTH - _RIGHT)
    y = _axis([value for _, value in everything], _HEIGHT - _MARGIN + 20, 24)
    drawn = [f'<text x="{left + _MARGIN}" y="16">{unit}</text>']
    drawn += [
        f'<text x="{x(10**power):.0f}" y="{_HEIGHT - 18}" text-anchor="middle">{10**power:,}</text>'
        for power in _powers([size for size, _ in everything])
    ]
    for power in _powers([value for _, value in everything]):
        at = y(10**power)
        drawn.append(
            f'<line x1="{left + _MARGIN}" x2="{left + _WIDTH - _RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>'
        )
        drawn.append(f'<text x="{left + _MARGIN - 6}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for colour, curve in zip(_COLOURS, points.values(), strict=False):
        line = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in curve)
        drawn.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for size, value in curve]
    return "".join(drawn)


def _powers(values: list[float]) -> range:
    return range(floor(log10(min(values))), ceil(log10(max(values))) + 1)


def _axis(values: list[float], start: float, end: float) -> Callable[[float], float]:
    powers = _powers(values)
    low, high = powers[0], max(powers[-1], powers[0] + 1)
    return lambda value: start + (log10(value) - low) / (high - low) * (end - start)

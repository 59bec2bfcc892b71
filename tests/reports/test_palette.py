"""摘要.html in black and white: what stands side by side is told apart by tone, pattern or word, never by hue alone."""

import re
from pathlib import Path

import pytest
from greys import LEAST, alike, contrast

from jianfu_cli.reports.summary_charts import CHOICE_CSS, STANDING_CSS, STATE_CSS

CSS = (Path(__file__).resolve().parents[2] / "templates" / "summary.css").read_text(encoding="utf-8")
BASE = (Path(__file__).resolve().parents[2] / "templates" / "base.css").read_text(encoding="utf-8")
LIGHT, DARK = "light", "dark"


def variables(scheme):
    parts = [sheet.partition("prefers-color-scheme: dark") for sheet in (BASE, CSS)]
    sheets = [light for light, *_ in parts] + ([dark for *_, dark in parts] if scheme == DARK else [])
    return dict(pair for sheet in sheets for pair in re.findall(r"--([\w-]+): (#[0-9a-f]{6})", sheet))


def fills(scheme):
    """``class → (tone, pattern)`` of the parts of charts."""
    named = variables(scheme)
    found = {}
    for css in {*CHOICE_CSS, *STANDING_CSS.values(), *STATE_CSS.values()}:
        fill = re.search(rf"^(?:.*\}} )?\.{css} \{{ fill: (.+?); \}}", CSS, re.MULTILINE).group(1)
        tone = re.fullmatch(r"var\(--([\w-]+)\)", fill)
        found[css] = (named[tone.group(1)], "") if tone else ("", fill)
    return found


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("chart", [CHOICE_CSS, tuple(STANDING_CSS.values()), tuple(STATE_CSS.values())])
def test_parts_of_a_chart_are_told_apart_in_grey(chart, scheme):
    of_css = fills(scheme)
    assert len(set(chart)) == len(chart)
    assert alike({css: of_css[css] for css in chart}) == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_an_outline_parts_a_pale_segment_from_the_page(scheme):
    named = variables(scheme)
    for tone in ("edge", "over"):
        assert contrast(named[tone], named["blank"]) >= LEAST
    assert contrast(named["edge"], named["paper"]) >= LEAST
    assert contrast(named["navy-bar"], named["track"]) >= LEAST


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_text_is_read_on_page_and_shade(scheme):
    named = variables(scheme)
    for ink in ("ink", "soft", "navy", "red", "amber", "good", "slow", "quiet"):
        for ground in ("paper", "shade", "late-ground", "slow-ground"):
            assert (ink, ground, contrast(named[ink], named[ground]) >= 4.5) == (ink, ground, True)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_numbers_of_the_heat_map_are_read_on_its_tones(scheme):
    dark = CSS.index("prefers-color-scheme: dark")
    part = CSS[dark:] if scheme == DARK else CSS[:dark]
    tones = re.findall(r"\.heat \.t([1-4]) \{ background: (#\w{6}); color: (#\w{6}); \}", part)
    assert [level for level, _, _ in tones] == ["1", "2", "3", "4"]
    assert all(contrast(ground, ink) >= 4.5 for _, ground, ink in tones)


def test_two_greens_are_no_difference():
    assert alike({"按时": ("#2e6b3e", ""), "未报": ("#a61b1b", "")}) == [("按时", "未报")]
    assert alike({"甲": ("#2e6b3e", "url(#a)"), "乙": ("#2e6b3e", "")}) == []

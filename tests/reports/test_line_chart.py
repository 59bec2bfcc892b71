"""Lines over time as SVG: heights, days, a scale that is easily read, and words for those who cannot see it."""

import re
from datetime import date, timedelta

import pytest

from jianfu_cli.reports.line_chart import Line, _round_top, lines

FIRST = date(2024, 6, 1)


def drawn(*values, every=7, name="尚未完成"):
    days = [FIRST + timedelta(every * nth) for nth in range(len(values))]
    return str(lines("burn", "进度", days, [Line(name, "left", values)]))


def points(svg):
    return [tuple(map(float, point.split(","))) for point in re.search('points="([^"]*)"', svg)[1].split()]


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (4, 4), (5, 8), (9, 20), (20, 20), (21, 40), (41, 80), (81, 200), (999, 2000)]
)
def test_the_scale_is_easily_halved(most, top):
    assert _round_top(most) == top


def test_more_stands_higher_and_later_stands_to_the_right():
    (x1, y1), (x2, y2), (x3, y3) = points(drawn(4, 2, 0))
    assert x1 < x2 < x3
    assert y1 < y2 < y3
    assert y2 == pytest.approx((y1 + y3) / 2)


def test_one_day_alone_stands_in_the_middle():
    assert len(points(drawn(3))) == 1


def test_few_days_are_all_named_many_only_as_far_as_there_is_room_the_last_always():
    assert re.findall('class="day"[^>]*>([0-9-]+)<', drawn(1, 2, 3))[::-1] == ["06-01", "06-08", "06-15"]
    many = re.findall('class="day"[^>]*>([0-9-]+)<', drawn(*range(100), every=1))
    assert len(many) <= 6
    assert many[0] == "09-08"


def test_it_says_what_it_shows_and_escapes_what_it_says():
    svg = drawn(2, 1, name="<b>")
    assert "2024-06-01：&lt;b&gt; 2；2024-06-08：&lt;b&gt; 1" in svg
    assert 'role="img"' in svg

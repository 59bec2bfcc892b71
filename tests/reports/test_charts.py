"""What stands below a bar must fit on a phone and in half a page: drawn text neither breaks nor shrinks by itself."""

import re

import pytest

from jianfu_cli.reports.charts import ChartPart, bars, stacks

PARTS = [ChartPart(name, "mid") for name in ("清理", "保留", "优化", "未填或不明")]


def texts(drawn):
    return re.findall(r'<text class="parts"[^>]*>(.*?)</text>', str(drawn))


def test_what_does_not_fit_in_one_line_takes_two_and_makes_the_chart_higher():
    drawn = stacks("a", "意见建议", [("摸排问题", (126, 48, 60, 1))], PARTS)
    assert texts(drawn) == [
        '清理 126（54%）　保留 48（20%）　优化 60（26%）　<tspan x="0" dy="16">未填或不明 1（1%）</tspan>'
    ]
    assert 'height="74"' in drawn


def test_the_next_bar_stands_below_the_longer_text():
    drawn = stacks("a", "意见建议", [("甲", (126, 48, 60, 1)), ("乙", (1, 2, 0, 0))], PARTS)
    assert re.findall(r'<text class="what" x="0" y="(\d+)"', str(drawn)) == ["13", "87"]
    assert texts(drawn)[1] == "清理 1（33%）　保留 2（67%）"


def test_what_there_is_not_is_not_said():
    assert texts(stacks("a", "进度", [("整改事项", (0, 0, 0, 0))], PARTS)) == [""]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("附件6 中小学教师减负工作相关文件目录", "附件6 中小学教师减负工作相关文件目录"), ("长" * 23, f"{'长' * 21}……")],
)
def test_a_long_label_is_cut_and_read_aloud_whole(label, shown):
    drawn = str(bars("c", "图", [(label, 3)], "项"))
    assert f">{shown}<" in drawn
    assert f"{label} 3 项" in drawn

from datetime import date

import pytest
import typer

from jianfu_cli.cli.options import parse_day


@pytest.mark.parametrize("text", ["2024-07-05", "2024/7/5", "2024.7.5", "2024年7月5日", "20240705"])
def test_a_day_may_be_written_as_on_the_forms(text):
    assert parse_day(text) == date(2024, 7, 5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("7月5日", "没有写年份"),
        ("2024年7月", "不是日期"),
        ("尽快", "不是日期"),
        ("2024-02-30", "不是日期"),
        ("2024-W24", "不是日期"),
        ("45457", "不是日期"),
    ],
)
def test_what_names_no_one_day_is_refused(text, why):
    with pytest.raises(typer.BadParameter, match=why):
        parse_day(text)

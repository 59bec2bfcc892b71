from datetime import date

import pytest

from jianfu_cli.core.language.occasions import read_timing
from jianfu_cli.core.language.times import times_a_year


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ("1", 1), ("2次", 2), ("两次", 2), ("十二次", 12), ("1—2次", 2), ("不超过2次", 2), ("共3次", 3), ("1场次", 1),
        ("每学期1次", 2), ("1次/学期", 2), ("每学年1次", 1), ("每年不超过2次", 2), ("每校1次", 1), ("4场（每校1场）", 1), ("共10场，每所学校2场", 2), ("1次/校", 1), ("每班一次", 1),
        ("每校每学期1次", 2), ("每季度1次", 4), ("每月一次", 12), ("每周一次", 52), ("每周1次，共4周", 4),
        ("按需", None), ("若干", None), ("", None), ("视情况", None),
    ],
)  # fmt: skip
def test_times_a_year(written, times):
    assert times_a_year(written) == times


@pytest.mark.parametrize(
    ("written", "held", "times"),
    [
        ("每月1次", "2024年11月—12月", 2),
        ("每学期1次", "2024年10月15日", 1),
        ("每周1次", "2024年10月15日", 52),  # one day: when it begins
        ("每月2次", "2024年10月15日", 24),
        ("每周1次", "2024年10月14日至10月18日", 1),
        ("每周1次", "每学期", 52),
        ("3次", "2024年9月", 3),
        ("每学期3次", "2024年10月8日至12月20日", 3),
        ("每月1次", "2024年10月8日至12月20日", 3),
        ("每季度1次", "2024年7月—12月", 2),
        ("每年2次", "2024年10月", 2),
    ],
)
def test_what_is_said_of_each_month_holds_only_while_it_lasts(written, held, times):
    assert times_a_year(written, read_timing(held, date(2024, 8, 1)).occasions) == times

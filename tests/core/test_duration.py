import pytest

from jianfu_cli.core.duration import longest_stay


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("借用8个月", 8),
        ("八个半月", 8.5),
        ("6个月", 6),
        ("6个月以上", 6.5),
        ("超过6个月", 6.5),
        ("6个多月", 6.5),
        ("不超过6个月", 0),
        ("十二个月", 12),
        ("半年", 6),
        ("半年以上", 6.5),
        ("超过半年", 6.5),
        ("一年", 12),
        ("1年半", 18),
        ("两年多", 24.5),
        ("不得超过一年", 0),
        ("2023年3月—2024年3月", 13),
        ("2024年3-12月", 10),
        ("3月-12月", 10),
        ("3月—11月", 9),
        ("9月至次年7月", 11),
        ("2023年9月至2024年7月", 11),
        ("2023.9-2024.7", 11),
        ("2023-09-01至2024-07-31", 11),
        ("2024年3月15日至9月15日", 6),
        ("2023年9月1日-2024年1月31日", 5),
        ("2023-2024学年", 12),
        ("2023-2025年", 36),
        ("2024年4—5月", 2),
    ],
)
def test_the_longest_time_that_a_text_states(text, months):
    assert longest_stay(text)[0] == months


@pytest.mark.parametrize(
    "text",
    [
        "", "2024年春季", "2024年3月", "24年春季学期", "二〇二四年", "三年级教师", "第二年", "每年1次", "每学年一次", "每半年一次",
        "2024年上半年", "一年2次", "1年内", "抽调2名教师", "2024年度", "3个学校",
    ],
)  # fmt: skip
def test_dates_grades_and_frequencies_are_no_length_of_time(text):
    assert longest_stay(text) == (0, "")


def test_the_words_come_with_it():
    assert longest_stay("3月借调，自2023年9月至2024年7月在局机关工作") == (11, "2023年9月至2024年7月")

import pytest

from jianfu_cli.core.mark import Mark


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (Mark("xinxiang-2024", "a2", "1", "红旗区"), "jianfu:xinxiang-2024:a2:1:红旗区"),
        (Mark("xinxiang-2024", "a2", "1"), "jianfu:xinxiang-2024:a2:1:"),
        (Mark("other.city_2025", "a10", "2.1", "某局：办公室"), "jianfu:other.city_2025:a10:2.1:某局：办公室"),
    ],
)
def test_a_mark_is_one_line_and_comes_back_whole(mark, text):
    assert mark.text == text
    assert Mark.parse(text) == mark


def test_a_defined_name_keeps_the_mark_in_quotes():
    assert Mark.parse('"jianfu:xinxiang-2024:a2:1:红旗区"') == Mark("xinxiang-2024", "a2", "1", "红旗区")


@pytest.mark.parametrize("text", ["", "jianfu", "jianfu:xinxiang-2024", "jianfu:xinxiang-2024:b2:1:", "附件2"])
def test_other_text_is_no_mark(text):
    assert Mark.parse(text) is None

import pytest

from jianfu_cli.core.model.mark import Mark, digest, is_self_check


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (Mark("xinxiang-2024", "a2", "1", "红旗区"), "jianfu:xinxiang-2024:a2:1:红旗区"),
        (Mark("xinxiang-2024", "a2", "1"), "jianfu:xinxiang-2024:a2:1:"),
        (Mark("xinxiang-2024", "a3", "1", "红旗区", "0a1b2c3d"), "jianfu:xinxiang-2024:a3:1:红旗区#0a1b2c3d"),
        (Mark("other.city_2025", "a10", "2.1", "某局：办公室"), "jianfu:other.city_2025:a10:2.1:某局：办公室"),
    ],
)
def test_a_mark_is_one_line_and_comes_back_whole(mark, text):
    assert mark.text == text
    assert Mark.parse(text) == mark


def test_a_defined_name_keeps_the_mark_in_quotes():
    assert Mark.parse('"jianfu:xinxiang-2024:a2:1:红旗区"') == Mark("xinxiang-2024", "a2", "1", "红旗区")


@pytest.mark.parametrize("text", ["", "jianfu", "jianfu:xinxiang-2024", "jianfu:xinxiang-2024:B2:1:", "附件2"])
def test_other_text_is_no_mark(text):
    assert Mark.parse(text) is None


def test_a_digest_knows_a_text_however_it_is_spaced():
    assert digest("甲一 0373-2000001") == digest("甲一　0373－2000001") != digest("乙一 0373-2000001")
    assert digest(" ") == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("自检：已填 3 行，待补 0 处", True),
        ('=IF(SUMPRODUCT(1),"自检：已填 "&1)', True),
        ("自检：表中有显示错误值的单元格，请改正", True),
        ("本单位自检：已整改", False),
        ("自检：校园安全自查", False),
        ("自检自查工作", False),
    ],
)
def test_the_blank_s_own_line_is_known(text, own):
    assert is_self_check(text) is own

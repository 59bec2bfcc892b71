"""What stands in a cell, in quotation marks."""

import pytest

from jianfu_cli.core.language.quoting import A_NAME, in_marks, quoted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("值班", "“值班”"),
        ("“护苗”行动", "“‘护苗’行动”"),  # marks within marks are single
        ("两\n行", "“两 行”"),
        ("一" * 20, f"“{'一' * 20}”"),
        ("一" * 21, f"“{'一' * 19}……”"),
        ("“" + "一" * 30 + "”", f"“‘{'一' * 18}……”"),
    ],
)
def test_a_text_is_quoted_on_one_line(text, shown):
    assert quoted(text) == shown


def test_a_name_is_cut_later_and_a_title_never():
    assert quoted("一" * 60, A_NAME) == f"“{'一' * 60}”"
    assert quoted("一" * 61, A_NAME) == f"“{'一' * 59}……”"
    assert in_marks("专项整治“回头看”" + "一" * 99) == f"“专项整治‘回头看’{'一' * 99}”"

import pytest

from jianfu_cli.core.language.privacy import is_mobile, public_text


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("13000000000", True),
        ("１３０００００００００", True),
        ("130 0000 0000", True),
        ("+86 130-0000-0000", True),
        ("13000000000转1", True),
        ("0373-0000000", False),
        ("12345", False),
        ("130000000001", False),
    ],
)
def test_a_mobile_number_is_a_persons(number, mobile):
    assert is_mobile(number) is mobile


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("各学校自行安排", "各学校自行安排"),
        ("电话１３０００００００００报名", "电话〔手机号码略〕报名"),
        ("甲 13000000000、乙 13100000000", "甲 〔手机号码略〕、乙 〔手机号码略〕"),
        ("联系人：张某某，拨打 12345", "〔姓名略〕，拨打 12345"),
        ("学校负责人参加", "学校负责人参加"),
        ("证号 41070019000101001X", "证号 〔证件号码略〕"),
        ("示教〔2023〕12号", "示教〔2023〕12号"),
    ],
)
def test_persons_are_left_out_and_nothing_else(text, published):
    assert public_text(text) == published

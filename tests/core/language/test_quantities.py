from decimal import Decimal

import pytest

from jianfu_cli.core.language.quantities import plain, read_number, read_percent


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1300", "1300"), ("1,300", "1300"), ("１，３００", "1300"), ("１３００", "1300"), ("1300.0", "1300.0"), ("1 300", "1300"),
        ("-5", "-5"), ("−5", "-5"), ("－5", "-5"), ("+5", "5"), (" 8 ", "8"), ("0.5", "0.5"), (".5", "0.5"), ("1,234,567.89", "1234567.89"),
        ("800人", "800"), ("800 人", "800"),
        ("¥1,300.00", "1300.00"),
        ("￥1,300", "1300"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text, number):
    assert read_number(text, "人") == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "约800",
        "800余人",
        "13,00",
        "1,30",
        "八百",
        "800元",
        "1-2",
        "1/2",
        "1.2.3",
        "95%",
        "",
        "人",
        "--5",
        "5-",
        "1.3万",
        "9" * 50,
    ],
)
def test_what_is_no_number(text):
    assert read_number(text, "人") is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("95%", ("95", True)), ("95％", ("95", True)), ("95 %", ("95", True)), ("百分之95", ("95", True)), ("99.5%", ("99.5", True)),
        ("-3%", ("-3", True)), ("1,200%", ("1200", True)), ("0.95", ("0.95", False)), ("95", ("95", False)), ("百分之95%", ("95", False)),
    ],
)  # fmt: skip
def test_shares_with_and_without_their_sign(text, share):
    assert read_percent(text) == (Decimal(share[0]), share[1])


@pytest.mark.parametrize("text", ["%", "约95%", "95%以上", "九成", "95‰", "", "100%合格", "合格"])
def test_what_is_no_share(text):
    assert read_percent(text) is None


@pytest.mark.parametrize(
    ("number", "shown"),
    [(100, "100"), (100.0, "100"), (0.5, "0.5"), (Decimal("0.10"), "0.1"), (0, "0"), (1e7, "10000000")],
)
def test_plain(number, shown):
    assert plain(number) == shown

"""Secrets within other texts: found however they are spaced, and nothing else is taken out."""

import time

import pytest

from jianfu_cli.core.language.withheld import WITHHELD, Withheld

SECRETS = ("欧阳守密", "13955512345", "王某、0373-8866001", "匿名", "家长", "o.y@example.com")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("欧阳守密来电", "〔保密〕来电"),
        ("电话139 5551 2345", "电话〔保密〕"),
        ("电话１３９－５５５１－２３４５转告", "电话〔保密〕转告"),
        ("王某反映，0373 8866001", "〔保密〕反映，〔保密〕"),
        ("写信给o.y@example.com", "写信给〔保密〕"),
        ("匿名反映要求家长打卡", "匿名反映要求家长打卡"),  # nobody is named by these
        ("欧阳先生", "欧阳先生"),
        ("2024年7月12日、30份、12345热线", "2024年7月12日、30份、12345热线"),
        ("", ""),
    ],
)
def test_what_is_left(text, left):
    assert Withheld(SECRETS).without(text) == left


@pytest.mark.parametrize("secrets", [(), ("",), ("无",), ("匿名", "某家长", "一名教师")])
def test_nothing_to_withhold(secrets):
    assert not Withheld(secrets)
    assert Withheld(secrets).without("一名教师、某家长反映") == "一名教师、某家长反映"


def test_many_secrets_take_no_longer_a_text():
    many = Withheld(f"张三{nth}" for nth in range(100_000))
    began = time.perf_counter()
    assert many.without("张三" * 20_000 + "张三99999").endswith(WITHHELD)
    assert time.perf_counter() - began < 5

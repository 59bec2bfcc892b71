"""Personal data within a text: of what kind, and from where to where."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What of a person is found; the value is what is published instead."""

    MOBILE = "〔手机号码略〕"
    CITIZEN = "〔证件号码略〕"
    CARD = "〔银行卡号略〕"
    NAME = "〔姓名略〕"
    ACCOUNT = "〔联系方式略〕"
    EMAIL = "〔邮箱略〕"


class Span(NamedTuple):
    """Personal data of ``kind`` in ``text[start:end]``."""

    kind: Kind
    start: int
    end: int

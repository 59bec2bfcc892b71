"""Personal data within a text: of what kind, and from where to where."""

from enum import StrEnum
from typing import NamedTuple


class PersonalData(StrEnum):
    """The kinds of personal data; the value is what is published instead."""

    MOBILE = "〔手机号码略〕"
    CITIZEN = "〔证件号码略〕"
    CARD = "〔银行卡号略〕"
    PLATE = "〔车牌号略〕"
    NAME = "〔姓名略〕"
    ACCOUNT = "〔联系方式略〕"
    EMAIL = "〔邮箱略〕"


class Span(NamedTuple):
    """Personal data of ``kind`` in ``text[start:end]``."""

    kind: PersonalData
    start: int
    end: int

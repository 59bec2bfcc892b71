"""The blanks of many units, taken from one mould: each is as if it had been made by itself."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.writing.blanks.maker import BlankMaker
from jianfu_cli.writing.blanks.outline import outline_document
from jianfu_cli.writing.blanks.workbook import blank_workbook

ALONE = {"table": blank_workbook, "outline": outline_document}


@pytest.fixture(scope="module")
def maker(campaign):
    return BlankMaker(campaign)


@pytest.mark.parametrize("unit", ["红旗区", "平原示范区", "市市场监管局", ""])
@pytest.mark.parametrize("attachment", ["a1", "a2", "a3", "a4", "a5", "a6", "a7"])
def test_a_blank_is_the_same_whether_made_for_one_unit_or_for_all(maker, campaign, attachment, unit):
    form = campaign.attachment(attachment)
    assert maker.blank(form, unit) == ALONE[form.kind](campaign, form, unit)


def test_each_kind_of_unit_has_its_own_dates(maker, campaign):
    form = campaign.attachment("a2")
    for unit in ("红旗区", "市公安局", "卫滨区", "市妇联"):
        assert maker.blank(form, unit) == blank_workbook(campaign, form, unit), unit


def test_what_is_carried_goes_to_its_unit_alone(maker, campaign):
    form, carried = campaign.attachment("a3"), Carried({"reporter": "甲一 0373-2000001"}, ({"matter": "接龙"},))
    assert maker.blank(form, "红旗区", carried) == blank_workbook(campaign, form, "红旗区", carried=carried)
    assert maker.blank(form, "红旗区") == blank_workbook(campaign, form, "红旗区")


def test_a_name_with_signs_of_markup_stays_a_name(campaign):
    units = {"county": (Unit(name="甲&乙'丙区"),)}
    other = type(campaign).model_validate(campaign.model_dump(by_alias=True) | {"units": units})
    sheet = load_workbook(BytesIO(BlankMaker(other).blank(other.attachment("a2"), "甲&乙'丙区"))).worksheets[0]
    assert sheet["A3"].value == "填报单位（盖章）：甲&乙'丙区"


def test_a_long_name_makes_the_header_block_higher(campaign):
    name = "新乡市" + "某某" * 18 + "局"
    units = {"county": (Unit(name=name), Unit(name="甲区"))}
    maker = BlankMaker(type(campaign).model_validate(campaign.model_dump(by_alias=True) | {"units": units}))
    long, short = (
        load_workbook(BytesIO(maker.blank(maker.campaign.attachment("a2"), unit))).worksheets[0]
        for unit in (name, "甲区")
    )
    assert long["A3"].value.endswith(name)
    assert long.row_dimensions[3].height > short.row_dimensions[3].height == 26

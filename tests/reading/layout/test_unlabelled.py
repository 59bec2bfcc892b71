"""A label typed over in the blank: what stands there is still read, and only where it is certain."""

from datetime import date
from pathlib import Path

import pytest
from made.printed import PRINTED

from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.mark import MARK_NAME, Mark
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
HEADINGS = list(PRINTED["a2"])
ROW = [1, "其他", "普法宣传", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", ""]
MARK = Grid(MARK_NAME, [[Mark(CAMPAIGN.id, "a2", "1").text]])


def read(*block: list[object], marked: bool = False) -> Form:
    grid = Grid("附件2", [["附件2"], ["专项整治问题摸排清单"], *block, HEADINGS, ROW])
    (form,) = READER.forms([grid, *([MARK] if marked else [])], Source("来件.xlsx", Path("来件.xlsx")))
    return form


@pytest.mark.parametrize("day", ["2024年7月1日", "2024.7.1", date(2024, 7, 1)])
def test_labels_typed_over(day: object) -> None:
    form = read(["红旗区", "", "", "", day, "", "", "", "王某 13800001111"])
    assert (form.owner.unit, form.header.reported_on) == ("红旗区", date(2024, 7, 1))
    assert form.header.fields["reporter"].cell == "I3"


def test_one_label_typed_over() -> None:
    form = read(["红旗区教育局", "", "", "", "填报时间：2024年7月1日", "", "", "", "填报人员及电话：王某 13800001111"])
    assert (form.owner.unit, form.header.reported_on, form.header.text("reporter")) == (
        "红旗区",
        date(2024, 7, 1),
        "王某 13800001111",
    )


def test_a_label_goes_before_what_has_none() -> None:
    assert read(["填报单位：卫滨区", "红旗区"]).owner.unit == "卫滨区"


@pytest.mark.parametrize(("marked", "unit"), [(True, "红旗区"), (False, "")])
def test_away_from_the_heading_only_in_the_own_blank(marked: bool, unit: str) -> None:
    assert read(["红旗区"], ["请如实填写"], marked=marked).owner.unit == unit


@pytest.mark.parametrize("text", ["某某村", "2024年", "13800001111", "来电：王某 13800001111", 45474])
def test_what_may_mean_anything_is_no_value(text: object) -> None:
    assert read([text]).header.fields == {}

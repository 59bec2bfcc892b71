"""Whatever a form wears, its rows are read, all and as they are: words, order, classes, ticks, foot, sheets."""

from pathlib import Path

import pytest
from made.dressed import DAY, REPORTER, UNIT, Dresser

from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)


def read(dressed):
    return READER.forms(dressed.grids, Source("来件.xlsx", Path("来件.xlsx")))


@pytest.mark.parametrize("attachment", ["a2", "a3", "a6", "a7"])
@pytest.mark.parametrize("seed", range(60))
def test_every_row_is_read_as_it_is(attachment, seed):
    form = CAMPAIGN.attachment(attachment)
    dressed = Dresser(CAMPAIGN, form, seed).dressed()
    found = read(dressed)
    told = [column.key for column in form.columns if column.type is not ColumnType.SEQUENCE]
    rows = [{key: part.text(row, form.asked_by(key)) for key in told} for part in found for row in part.body.rows]
    assert {part.attachment for part in found} == {attachment}, dressed.worn
    assert rows == [{key: row[key] for key in told} for row in dressed.rows], dressed.worn
    first = found[0]
    assert (first.owner.unit, str(first.header.reported_on)) == (UNIT, DAY), dressed.worn
    assert first.header.text("reporter") == REPORTER, dressed.worn

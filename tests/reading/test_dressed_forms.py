"""Whatever a form wears, its rows are read, all and as they are: words, order, classes, ticks, foot, sheets."""

from pathlib import Path

import pytest
from made.dressed import REPORTER, Dresser
from made.unlike import unlike

from jianfu_cli.core.language.choices import chosen
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

CAMPAIGNS = {
    "xinxiang-2024": load_campaign(),
    "unlike": unlike(),
    "whitelist-annual": load_campaign("whitelist-annual"),
}
READERS = {name: Reader.of(campaign) for name, campaign in CAMPAIGNS.items()}
FORMS = (
    [("xinxiang-2024", form) for form in ("a2", "a3", "a6", "a7")]
    + [("unlike", "a9"), ("unlike", "g4")]
    + [("whitelist-annual", "a7")]
)


def said(column, text):
    """What a cell says: of choices with boxes the one that is ticked."""
    return chosen(text, column.choice_names) or text if column.choices else text


@pytest.mark.parametrize(("name", "attachment"), FORMS)
@pytest.mark.parametrize("seed", range(60))
def test_every_row_is_read_as_it_is(name, attachment, seed):
    campaign = CAMPAIGNS[name]
    form = campaign.attachment(attachment)
    dresser = Dresser(campaign, form, seed)
    dressed = dresser.dressed()
    found = READERS[name].forms(dressed.grids, Source("来件.xlsx", Path("来件.xlsx")))
    told = [column.key for column in form.columns if column.type is not ColumnType.SEQUENCE]
    rows = [
        {key: said(form.column_by_key[key], part.text(row, form.asked_by(key))) for key in told}
        for part in found
        for row in part.body.rows
    ]
    assert {part.attachment for part in found} == {attachment}, dressed.worn
    assert rows == [{key: row[key] for key in told} for row in dressed.rows], dressed.worn
    first = found[0]
    assert (first.owner.unit, first.header.reported_on) == (dresser.unit, dresser.day), dressed.worn
    assert first.header.text("reporter") == REPORTER, dressed.worn

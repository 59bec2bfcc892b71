"""Header values typed over their labels: ``红旗区`` where ``填报单位（盖章）：`` stood."""

from collections.abc import Iterator

from jianfu_cli.core.language.contacts import has_phone
from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.values import Scalar, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form_parts import HeaderValue
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.header import is_labelled

_NAME = pattern_of("[一-鿿]{2}")
_LONGEST = 60
_MOST_COLUMNS = 64


def read_unlabelled(grid: Grid, rows: range, form: Attachment, campaign: Campaign) -> dict[str, HeaderValue]:
    """Return the unit, the day and the person that cells without a label in the 1-based ``rows`` can only mean."""
    found: dict[str, HeaderValue] = {}
    for row in rows:
        for column, value in enumerate(grid.rows[row - 1][:_MOST_COLUMNS], start=1):
            text = text_of(value)
            if is_empty(value) or len(text) > _LONGEST or is_labelled(text, form):
                continue
            for key in _meanings(value, text, campaign):
                if form.header_field(key):
                    found.setdefault(key, HeaderValue(text, value, row, column))
    return found


def _meanings(value: Scalar, text: str, campaign: Campaign) -> Iterator[str]:
    # A bare number may be anything; a day is a date cell or written out.
    written = None if isinstance(value, int | float) else read_date(value, campaign.year)
    if written and written.precision is Precision.DAY:
        yield "reported_on"
    elif has_phone(text) and _NAME.search(text):
        yield "reporter"
    elif campaign.roster.find(text):
        yield "unit"

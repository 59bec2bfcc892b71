from datetime import date

import pytest
from made.forms import form, source

from jianfu_cli.core.filings.receipt import came_by, known_on
from jianfu_cli.core.language.dates import file_day

AS_OF = date(2024, 6, 14)
NOON = 1_718_164_800  # 2024-06-12, whatever the time zone


@pytest.mark.parametrize(
    ("reported", "received_from", "received"),
    [
        ("2024-06-12", "form", date(2024, 6, 12)),
        ("2024-06-14", "form", date(2024, 6, 14)),
        ("2024-06-15", "file", date(2024, 6, 12)),
        ("2025-06-12", "file", date(2024, 6, 12)),
    ],
)
def test_a_day_to_come_is_no_day_of_receipt(reported, received_from, received):
    file = source("附件2.xlsx", form("a2", unit="红旗区", reported=reported), modified=NOON)
    [known] = known_on(file, AS_OF).forms
    assert (known.owner.received_from, known.owner.received_on) == (received_from, received)
    assert known.header.reported_on == date.fromisoformat(reported)


def test_the_days_folder_outweighs_what_is_written():
    file = source("附件2.xlsx", form("a2", unit="红旗区", reported="2025-06-12", received="2024-06-13"), modified=NOON)
    assert known_on(file, AS_OF) == file


def test_only_a_folder_of_a_later_day_proves_that_a_file_came_later():
    copied = source("附件2.xlsx", form("a2", unit="红旗区"), modified=NOON + 10**8)
    assert file_day(copied.modified) > AS_OF
    assert came_by(copied, AS_OF)
    later = source("附件2.pdf", folder_date=date(2024, 6, 15))
    assert (came_by(later, AS_OF), came_by(later, None)) == (False, True)

"""JF9xx: what a campaign watches for in rows that stay, are listed or are mended."""

import pytest
from builders import findings, form, shipped

from rules.watched_rows import pairs

FORMS = {"kept": ("a2", {"disposition": "保留"}), "listed": ("a7", {}), "mended": ("a3", {})}
EXAMPLES = [
    pytest.param(entry.code, bool(expected), {str(role): text for role, text in row.items()}, id=f"{entry.code}-{row}")
    for entry in shipped().watch
    for expected, rows in ((True, entry.bad), (False, entry.good))
    for row in rows
]
KINDS = tuple(entry.code for entry in shipped().watch)


def doubts(attachment, row, only=KINDS):
    return findings(form(attachment, unit="红旗区", rows=[row], reported="2024-06-20"), only=only)


@pytest.mark.parametrize(("code", "where", "bad", "good"), pairs())
def test_what_is_forbidden_is_doubted_and_its_twin_is_not(code, where, bad, good):
    attachment, further = FORMS[where]
    assert code in {finding.code for finding in doubts(attachment, further | bad)}
    assert code not in {finding.code for finding in doubts(attachment, further | good)}


@pytest.mark.parametrize(("code", "expected", "row"), EXAMPLES)
def test_the_examples_of_a_page_are_right(code, expected, row):
    told = row.keys()
    attachment = "a2" if {"disposition", "category"} & told else "a3" if "measures" in told else "a7"
    assert bool(doubts(attachment, row, (code,))) is expected

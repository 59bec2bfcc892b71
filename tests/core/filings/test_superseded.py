import pytest
from made.forms import form, source
from made.rollups import make_finding

from jianfu_cli.core.filings.superseded import Superseded

OLD, NEW = "红旗区/附件2.xlsx", "红旗区/附件2（改）.xlsx"


def filed(path, day):
    return source(path, form("a2", unit="红旗区", rows=[{"matter": path}], reported=day))


SUPERSEDED = Superseded.among((filed(OLD, "2024-06-10"), filed(NEW, "2024-06-20")), ())


@pytest.mark.parametrize(
    ("code", "path", "drawn_from", "covered"),
    [
        ("JF202", OLD, "file", True),
        ("JF202", NEW, "file", False),
        ("JF001", OLD, "file", True),
        # Which version counts is said of the one that does not.
        ("JF603", OLD, "unit", False),
        ("JF604", OLD, "unit", False),
        ("JF801", OLD, "campaign", False),
        ("JF601", None, "unit", False),
    ],
)
def test_nobody_need_mend_what_was_found_in_a_replaced_version(code, path, drawn_from, covered):
    finding = make_finding(code, path=path, unit="红旗区", attachment="a2", drawn_from=drawn_from)
    assert SUPERSEDED.covers(finding) is covered
    assert SUPERSEDED.without([finding]) == (() if covered else (finding,))

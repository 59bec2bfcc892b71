from datetime import date
from pathlib import Path

import pytest
from builders import campaign_with

from jianfu_cli import resources
from jianfu_cli.cli.inspection import inspect
from jianfu_cli.core.finding import Severity

AS_OF = date(2024, 7, 5)
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("paths", [[resources.folder("examples") / "inbox"], [CASES]], ids=["example", "cases"])
@pytest.mark.parametrize("settings", [{}, {"JF403": "error", "JF505": "info"}], ids=["as shipped", "set otherwise"])
def test_the_errors_alone_are_all_the_errors(paths, settings):
    campaign = campaign_with(rules=settings)
    found = inspect(paths, campaign, AS_OF)
    alone = inspect(paths, campaign, AS_OF, errors_alone=True)
    assert [one for one in alone.findings if one.severity is Severity.ERROR] == [
        one for one in found.findings if one.severity is Severity.ERROR
    ]
    assert (alone.files, alone.units) == (found.files, found.units)
    assert len(alone.findings) < len(found.findings)

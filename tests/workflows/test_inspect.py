from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from builders import campaign_with
from forms_sent import workbook

from jianfu_cli import resources
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.workflows.inspect import InspectOptions, inspect

AS_OF = date(2024, 7, 5)
CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("paths", [[resources.folder("examples") / "inbox"], [CASES]], ids=["example", "cases"])
@pytest.mark.parametrize("settings", [{}, {"JF403": "error", "JF505": "info"}], ids=["as shipped", "set otherwise"])
def test_the_errors_alone_are_all_the_errors(paths, settings):
    campaign = campaign_with(rules=settings)
    found = inspect(paths, campaign, AS_OF)
    alone = inspect(paths, campaign, AS_OF, InspectOptions(errors_alone=True))
    assert [one for one in alone.findings if one.severity is Severity.ERROR] == [
        one for one in found.findings if one.severity is Severity.ERROR
    ]
    assert (alone.files, alone.units) == (found.files, found.units)
    assert len(alone.findings) < len(found.findings)


def test_what_lies_elsewhere_counts_for_a_unit_whose_folder_was_read_before(tmp_path):
    inbox = tmp_path / "收件"
    for unit, attachment in (("红旗区", "a2"), ("红旗区", "a3"), ("卫滨区", "a2")):
        (inbox / unit).mkdir(parents=True, exist_ok=True)
        (inbox / unit / f"附件{attachment[1]}.xlsx").write_bytes(workbook(attachment, unit, "2024-06-10"))
    (inbox / "补报.xlsx").write_bytes(workbook("a3", "卫滨区", "2024-06-12"))
    with ZipFile(inbox / "重报.zip", "w") as archive:
        archive.writestr("红旗区/附件2.xlsx", workbook("a2", "红旗区", "2024-06-20", matter="反诈宣传进校园"))
    found = inspect([inbox], campaign_with(), AS_OF)
    said = {(one.code, one.unit, one.path) for one in found.findings}
    assert ("JF603", "红旗区", "红旗区/附件2.xlsx") in said
    assert ("JF402", "红旗区", "红旗区/附件3.xlsx") in said  # what it rectifies is no longer in the 附件2 that counts
    assert [one.unit for one in found.findings if one.code == "JF601" and one.attachment == "a3"] == []

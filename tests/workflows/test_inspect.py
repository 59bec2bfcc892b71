import pickle
from datetime import date
from zipfile import ZipFile

import pytest
from made.forms import campaign_with, form, shipped, source
from made.rollups import make_finding
from made.sent import workbook

from jianfu_cli import resources
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import collect
from jianfu_cli.workflows.inspect import InspectOptions, ReadAndCheck, chosen_checker, in_order, inspect

AS_OF = date(2024, 7, 5)
INBOX = resources.folder("examples") / "inbox"


@pytest.mark.parametrize("paths", [[INBOX], [INBOX / "卫滨区", INBOX / "待认领"]], ids=["inbox", "folders"])
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


def test_findings_stand_by_file_sheet_and_place():
    files = [source("乙.xlsx", form("a3", sheet="整改"), form("a2", sheet="摸排")), source("甲.xlsx", form("a2"))]
    ordered = [
        make_finding("JF601"),  # of no file
        make_finding("JF004", path="乙.xlsx"),  # of the file as a whole
        make_finding("JF008", path="乙.xlsx", row=2, sheet="草稿", order=(2, 0)),  # on a sheet without a form
        make_finding("JF301", path="乙.xlsx", row=9, sheet="整改", order=(9, 1)),
        make_finding("JF202", path="乙.xlsx", row=5, sheet="摸排", order=(5, 2)),
        make_finding("JF204", path="乙.xlsx", row=5, sheet="摸排", order=(5, 3)),
        make_finding("JF203", path="乙.xlsx", row=6, sheet="摸排", order=(6, 2)),
        make_finding("JF202", path="甲.xlsx", row=5, order=(5, 2)),
    ]
    assert list(in_order(files, reversed(ordered))) == ordered


def test_findings_of_one_place_stay_as_they_come():
    same = [make_finding(code, path="甲.xlsx", row=5, order=(5, 2)) for code in ("JF214", "JF202", "JF215")]
    assert list(in_order([source("甲.xlsx", form("a2"))], same)) == same


def test_what_a_worker_does_can_be_sent_to_it_and_finds_the_same(tmp_path):
    (tmp_path / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-10", category="值班"))
    campaign, options = campaign_with(rules={"JF202": "warning"}), InspectOptions(select=("JF202", "JF301"))
    sent = pickle.loads(pickle.dumps(ReadAndCheck(campaign, AS_OF, options, GuardLimits())))
    [source_] = collect([tmp_path / "附件2.xlsx"], shipped()).sources
    [(file, findings)], _, _ = sent(source_)
    assert findings == chosen_checker(campaign, AS_OF, options).check_file(file)
    assert [(one.code, one.severity) for one in findings] == [("JF202", "warning")] * len(findings)
    assert findings

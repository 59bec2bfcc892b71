"""A school lies in a county: figures and standing by level, blanks for a county's own schools, their bundle in the city."""

import json
from datetime import date
from zipfile import ZipFile

import pytest
from made.forms import shipped
from made.sent import workbook
from openpyxl import Workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.core.filings.asking import questions
from jianfu_cli.core.model.decision import Issue
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.lower_units import nested_kind, with_units
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.errors import CampaignError, UsageError
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reports.merge_json import render
from jianfu_cli.workflows.ledger import read_ledger

from .conftest import AS_OF, bundled, merged

SCHOOL = UnitKind(id="school", label="直属学校")


def with_schools(*names, within="红旗区"):
    return with_units(shipped(), {SCHOOL: tuple(Unit(name=name, within=within) for name in names)})


def sent(inbox, unit, rows, name="附件2.xlsx"):
    place = inbox / unit / name
    place.parent.mkdir(parents=True)
    place.write_bytes(workbook("a2", unit, "2024-06-10", rows=rows))


@pytest.fixture
def inbox(tmp_path):
    place = tmp_path / "收件箱"
    sent(place, "红旗区一小", 2)
    sent(place, "红旗区二小", 3)
    sent(place, "红旗区", 1)
    sent(place, "卫滨区", 4)
    return place


def test_of_schools_of_one_name_none_is_suggested_before_the_others(tmp_path):
    sent(tmp_path, "红旗区", 1)
    sent(tmp_path, "实验小学", 1)
    schools = {SCHOOL: tuple(Unit(name=f"{area}实验小学", within=area) for area in ("红旗区", "卫滨区"))}
    campaign = with_units(shipped(), schools)
    found, _ = merged(tmp_path, campaign=campaign)
    asked = [one for one in questions(found.files, found.findings, campaign, AS_OF) if one.issue is Issue.SENDER]
    assert [(one.unit, one.suggestion) for one in asked] == [("实验小学", "红旗区实验小学、卫滨区实验小学")]


def test_figures_of_a_county_with_its_schools(inbox):
    campaign = with_schools("红旗区一小", "红旗区二小", "红旗区三小")
    _, result = merged(inbox, campaign=campaign)
    levels = json.loads(render(result))["figures"]["by_level"]
    assert list(levels) == ["红旗区"]
    assert (levels["红旗区"]["units"], levels["红旗区"]["problems"]) == (2, 6)


def places(found):
    return {file.path: form.owner.unit for file in found.files for form in file.forms}


def test_what_a_county_passes_on_of_its_schools_stays_theirs(tmp_path):
    campaign = with_schools("红旗区一小", "红旗区二小", "红旗区三小")
    county = tmp_path / "红旗区"
    for path, unit in {
        "附件2.xlsx": "红旗区",
        "红旗区一小/附件2.xlsx": "红旗区一小",
        "学校/二小附件2.xlsx": "红旗区二小",  # its form says so
        "卫滨区/附件2.xlsx": "卫滨区",  # lies not within: the folder's, as before
    }.items():
        (county / path).parent.mkdir(parents=True, exist_ok=True)
        (county / path).write_bytes(workbook("a2", unit, "2024-06-10", rows=2))
    with ZipFile(county / "学校.zip", "w") as archive:
        archive.writestr("红旗区三小/附件2.xlsx", workbook("a2", "", "2024-06-10", rows=2))
    expected = {
        "附件2.xlsx": "红旗区",
        "红旗区一小/附件2.xlsx": "红旗区一小",
        "学校/二小附件2.xlsx": "红旗区二小",
        "学校.zip!/红旗区三小/附件2.xlsx": "红旗区三小",
        "卫滨区/附件2.xlsx": "红旗区",
    }
    found, result = merged(tmp_path, campaign=campaign)
    assert places(found) == {f"红旗区/{path}": unit for path, unit in expected.items()}
    assert {one.path for one in found.findings if one.code == "JF112"} == {"红旗区/卫滨区/附件2.xlsx"}
    rows = json.loads(render(result))["rows"]
    assert (rows["read"], rows["merged"]) == (10, 8)  # of the county's own two one counts
    # The same where the inbox itself is named after the county.
    alone, _ = merged(county, campaign=campaign)
    assert places(alone) == expected
    assert {one.unit for one in read_ledger(county, campaign, AS_OF, 1).accounts} == {
        "红旗区", "红旗区一小", "红旗区二小", "红旗区三小",
    }  # fmt: skip


def test_standing_by_county(inbox):
    campaign = with_schools("红旗区一小", "红旗区二小", "红旗区三小")
    [level] = read_ledger(inbox, campaign, date(2024, 7, 5), 1).levels
    assert (level.outer, level.units, level.heard) == ("红旗区", 3, 2)


def test_a_school_files_what_its_county_files(inbox):
    campaign = with_schools("红旗区一小")
    assert campaign.due("a2", "school") == campaign.due("a2", "county")


def test_a_county_bundle_of_schools_that_the_city_has_not_listed(inbox, tmp_path):
    """The city's roster has counties alone; the county's bundle lies in its folder, and its schools count for it."""
    campaign = with_schools("红旗区一小", "红旗区二小")
    city = tmp_path / "市收件箱" / "红旗区"
    bundled(city / "红旗区.zip", inbox / "红旗区一小", inbox / "红旗区二小", campaign=campaign)
    found, result = merged(tmp_path / "市收件箱")
    [table] = [table for table in result.tables if table.attachment.id == "a2"]
    assert {row.unit for row in table.rows} == {"红旗区一小", "红旗区二小"}
    assert not [one for one in found.findings if one.code in {"JF111", "JF112"}]
    assert json.loads(render(result))["figures"]["by_level"]["红旗区"]["problems"] == 5
    assert table.rows[0].path == "红旗区/红旗区.zip!/红旗区一小/附件2.xlsx"


def test_a_county_may_not_send_what_is_another_countys_school(inbox, tmp_path):
    campaign = with_units(
        shipped(), {SCHOOL: (Unit(name="红旗区一小", within="红旗区"), Unit(name="卫滨区一小", within="卫滨区"))}
    )
    bundled(tmp_path / "市收件箱" / "卫滨区" / "卫滨区.zip", inbox / "红旗区一小", campaign=campaign)
    found, result = merged(tmp_path / "市收件箱", campaign=campaign)
    assert {row.unit for table in result.tables for row in table.rows} == {"卫滨区"}
    assert "JF112" in {one.code for one in found.findings}


def roster(path, *rows, headings=("学校名称", "简称")):
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_blanks_for_a_countys_own_schools(tmp_path):
    names = roster(tmp_path / "学校名册.xlsx", ("红旗区一小", "一小"), ("红旗区二小", "二小"))
    done = CliRunner().invoke(
        app, ["new-template", "2", "--roster", str(names), "-u", "红旗区", "-o", str(tmp_path / "空白表")]
    )
    assert done.exit_code == 0, done.output
    made = sorted(path.relative_to(tmp_path / "空白表").as_posix() for path in (tmp_path / "空白表").rglob("*.xlsx"))
    assert made == ["红旗区一小/附件2_专项整治问题摸排清单.xlsx", "红旗区二小/附件2_专项整治问题摸排清单.xlsx"]


def test_in_which_county_must_be_said(tmp_path):
    names = roster(tmp_path / "学校名册.xlsx", ("某某小学", ""))
    done = CliRunner().invoke(app, ["new-template", "2", "--roster", str(names), "-o", str(tmp_path / "空白表")])
    assert isinstance(done.exception, UsageError)
    assert "所在单位" in str(done.exception)


def test_a_column_may_say_it(tmp_path):
    names = roster(
        tmp_path / "名册.xlsx", ("一小", "红旗区"), ("二小", "卫滨区教育局"), headings=("单位名称", "所在县区")
    )
    done = CliRunner().invoke(app, ["new-template", "2", "--roster", str(names), "-o", str(tmp_path / "空白表")])
    assert done.exit_code == 0, done.output


def test_only_those_in_the_unit_named_get_blanks(tmp_path):
    names = roster(tmp_path / "名册.xlsx", ("一小", "红旗区"), ("二小", "卫滨区"), headings=("单位名称", "所在县区"))
    made = tmp_path / "空白表"
    done = CliRunner().invoke(app, ["new-template", "2", "--roster", str(names), "-u", "红旗区", "-o", str(made)])
    assert done.exit_code == 0, done.output
    assert "有 1 个单位不在红旗区里，没有给它们做" in done.output
    assert [path.name for path in made.iterdir()] == ["一小"]
    done = CliRunner().invoke(app, ["new-template", "2", "--roster", str(names), "-u", "牧野区", "-o", str(made)])
    assert "没有一个单位在牧野区里" in str(done.exception)


KINDS = """kinds:
- {id: county, label: 县, area: true}
- {id: school, label: 学校, within: county}
"""
UNITS = """units:
  county: [{name: 甲县}, {name: 乙县}]
  school: [{name: 一小, within: WITHIN}]
"""


def write_campaign(folder, kinds, units):
    (folder / "campaign.yaml").write_text(
        "id: t\ntitle: 测试\nissuer: 某局\nnotice_date: 2024-05-31\nends_on: 2024-12-31\nattachments:\n"
        "- {form: a2, due: {county: 2024-06-14, school: 2024-06-10}}\ncategories: [{number: 一, name: 其他}]\n"
        f"{kinds}{units}",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("kinds", "within", "said"),
    [
        (KINDS, "丙县", "丙县"),
        (KINDS.replace("within: county", "within: nobody"), "甲县", "within"),
        (KINDS.replace("label: 县, area: true", "label: 县, within: school"), "甲县", "within"),
    ],
)
def test_where_a_unit_lies_must_be_there(tmp_path, kinds, within, said):
    write_campaign(tmp_path, kinds, UNITS.replace("WITHIN", within))
    with pytest.raises(CampaignError, match=said):
        load_campaign(str(tmp_path))


THREE_LEVELS = """kinds:
- {id: county, label: 县, area: true}
- {id: town, label: 中心校, within: county}
- {id: school, label: 学校, within: town}
"""
THREE_UNITS = """units:
  county: [{name: 甲县}, {name: 乙县}]
  town: [{name: 东乡中心校, within: 甲县}, {name: 西乡中心校, within: 乙县}]
  school: [{name: 东乡一小, within: 东乡中心校}]
"""


@pytest.mark.parametrize(("outer", "kind"), [("甲县", "town"), ("东乡中心校", "school")])
def test_of_several_levels_the_one_below_is_meant(tmp_path, outer, kind):
    write_campaign(tmp_path, THREE_LEVELS, THREE_UNITS)
    campaign = load_campaign(str(tmp_path))
    assert nested_kind(campaign, outer).id == kind
    lower = with_units(campaign, {nested_kind(campaign, outer): (Unit(name="新校"),)}, outer)
    assert lower.roster.around("新校")[0] == outer
    # What lay in a unit that the list has not is gone with it.
    assert "东乡一小" not in lower.roster.names

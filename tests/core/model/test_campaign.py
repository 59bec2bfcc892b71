from datetime import date

import pytest
from made.forms import shipped

CAMPAIGN = shipped()


@pytest.mark.parametrize("name", ["2", "a2", "A2", "02", "２", "附件2", "附件 2", "附件２", "附件二", " a2 "])
def test_find_form(name):
    assert CAMPAIGN.find_attachment(name).id == "a2"


@pytest.mark.parametrize("name", ["", "a", "附件", "8", "a22", "摸排"])
def test_find_form_that_is_none(name):
    assert CAMPAIGN.find_attachment(name) is None


@pytest.mark.parametrize(
    ("attachment", "county", "department", "city"),
    [
        # The notice, 四（六）.
        ("a1", date(2024, 6, 5), date(2024, 6, 5), None),
        ("a2", date(2024, 7, 4), date(2024, 6, 14), None),
        ("a3", date(2024, 7, 4), date(2024, 6, 14), None),
        ("a4", date(2024, 7, 4), None, None),
        ("a5", date(2024, 7, 4), None, None),
        ("a6", date(2024, 7, 4), None, None),
        ("a7", date(2024, 7, 4), None, None),
    ],
)
def test_who_files_by_when(attachment, county, department, city):
    kinds = ("county", "department", "city")
    assert tuple(CAMPAIGN.due(attachment, kind) for kind in kinds) == (county, department, city)


def test_what_a_kind_must_and_may_file():
    assert [form.id for form in CAMPAIGN.expected("department")] == ["a1", "a2", "a3"]
    assert [form.id for form in CAMPAIGN.expected("county")] == ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]
    assert CAMPAIGN.expected("city") == ()
    assert CAMPAIGN.may_file("a7", "city")
    assert not CAMPAIGN.may_file("a2", "city")
    assert not CAMPAIGN.may_file("a7", "department")


def test_what_the_notice_sets():
    assert (CAMPAIGN.limit("content_words"), CAMPAIGN.limit("report_words")) == (100, 3000)
    assert CAMPAIGN.rectification_by == date(2024, 6, 24)
    assert CAMPAIGN.year == 2024
    assert len(CAMPAIGN.roster.names) == sum(map(len, CAMPAIGN.units.values()))
    with pytest.raises(KeyError):
        CAMPAIGN.attachment("a8")


@pytest.mark.parametrize(
    ("key", "attachment", "label"),
    [
        ("unit", "a2", "填报单位（盖章）"),
        ("reporter", "a2", "填报人员及电话"),
        ("declared_total", "a7", "本级社会事务进校园总量为"),
        ("reporter", "a4", "填报人员及电话"),  # an outline has none: as the tables word it
        ("nobody_has_it", "a2", None),
    ],
)
def test_a_header_field_is_worded_as_its_form_or_another_words_it(key, attachment, label):
    field = CAMPAIGN.header_field(key, attachment)
    assert (field and field.label) == label

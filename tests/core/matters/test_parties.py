"""Whom a school has one thing from, and whose it is to settle."""

import pytest

from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.parties import Party, joined, overlapping_parties
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.roster import Roster
from jianfu_cli.core.model.unit import Unit


@pytest.mark.parametrize(
    ("asking", "parties"),
    [
        ([], []),
        (["甲", "乙", "甲"], [("甲", 0, 2), ("乙", 1)]),
        (["甲", "乙", "甲乙"], [("乙甲", 0, 1, 2)]),  # who ask together once are one party
        (["甲乙", "丙", "乙丁", "丁"], [("丁乙甲", 0, 2, 3), ("丙", 1)]),
    ],
)
def test_parties_are_joined_by_what_bodies_ask_together(asking, parties):
    found = joined(Party(frozenset(bodies), (row,)) for row, bodies in enumerate(asking))
    assert [("".join(sorted(party.bodies)), *party.rows) for party in found] == [
        ("".join(sorted(bodies)), *rows) for bodies, *rows in parties
    ]


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ([("市公安局", "市公安局"), ("市司法局", "市司法局")], [((0, 1), (0, 1), "")]),
        ([("县水利局", "封丘县"), ("县应急局", "封丘县")], [((0, 1), (0, 1), "封丘县")]),
        ([("县水利局", "封丘县"), ("县水利局", "封丘县"), ("县应急局", "封丘县")], [((0, 1, 2), (0, 2), "封丘县")]),
        ([("县水利局", "封丘县"), ("封丘县水利局", "封丘县")], []),
        ([("县水利局", "封丘县"), ("县应急局", "延津县")], []),  # no school has it twice
        ([("市公安局", "市公安局"), ("封丘县公安局", "封丘县")], []),  # handed down
        # A county that names both has it twice; a name without its level may be either.
        ([("市公安局", "红旗区"), ("区公安分局", "红旗区")], [((0, 1), (0, 1), "")]),
        ([("新乡市公安局", "封丘县"), ("封丘县公安局", "封丘县")], [((0, 1), (0, 1), "")]),
        ([("市团委", "封丘县"), ("团县委", "封丘县"), ("共青团新乡市委", "封丘县")], [((0, 1, 2), (0, 1), "")]),
        ([("省教育厅", "封丘县"), ("县教体局", "封丘县")], [((0, 1), (0, 1), "")]),
        ([("市公安局、县公安局", "封丘县"), ("县公安局", "封丘县")], []),  # together
        ([("市公安局", "封丘县"), ("公安局", "封丘县")], []),
        ([("区公安分局", "红旗区"), ("公安局红旗分局", "红旗区")], []),
        ([("市公安局", "市公安局"), ("市公安局", "封丘县"), ("县公安局", "封丘县")], [((0, 1, 2), (0, 2), "")]),
        ([("市公安局", "封丘县"), ("县公安局", "延津县")], []),
        ([("市公安局", "卫辉市"), ("卫辉市公安局", "卫辉市")], []),  # a county-level city's own, twice
        ([("市教育局", "市本级"), ("县教体局", "封丘县")], []),
        ([("市公安局", "封丘县"), ("市司法局", "延津县")], [((0, 1), (0, 1), "")]),  # the city's, each told by a county
        (  # also beside what a third county's own bodies ask
            [("县水利局", "封丘县"), ("县团委", "封丘县"), ("市公安局", "延津县"), ("市司法局", "原阳县")],
            [((0, 1), (0, 1), "封丘县"), ((2, 3), (2, 3), "")],
        ),
        (  # one county tells it all
            [("县水利局", "封丘县"), ("市公安局", "封丘县"), ("市司法局", "封丘县"), ("市公安局", "延津县")],
            [((0, 1, 2), (0, 1, 2), "")],
        ),
        ([("市公安局", "封丘县"), ("市公安局", "延津县")], []),
        ([("市公安局", "封丘县"), ("县司法局", "延津县")], []),
        ([("市公安局", "卫辉市"), ("市司法局", "长垣市")], []),  # a county-level city calls its own so
        ([("", "市公安局"), ("", "市司法局")], []),  # nobody named is no party
        ([("县水利局", "封丘县"), ("多部门", "封丘县")], []),
        ([("市公安局", "市公安局"), ("县教体局", "封丘县"), ("县教育局", "延津县")], [((0, 1, 2), (0, 1), "")]),
        ([("县水利局", "延津县"), ("县水利局", "封丘县"), ("县团委", "封丘县")], [((1, 2), (1, 2), "封丘县")]),
        (  # each county settles its own
            [("县水利局", "延津县"), ("县团委", "延津县"), ("县水利局", "封丘县"), ("县团委", "封丘县")],
            [((0, 1), (0, 1), "延津县"), ((2, 3), (2, 3), "封丘县")],
        ),
    ],
)
def test_parties_are_those_who_ask_the_same_schools(campaign, asked, groups):
    assert overlapping_parties(asked, Bodies.of(campaign.roster)) == groups


KINDS = (UnitKind(id="county", label="县", area=True), UnitKind(id="school", label="学校", within="county"))
SCHOOLS = Roster(
    {
        "county": [Unit(name="甲县"), Unit(name="乙县")],
        "school": [Unit(name="甲县一小", within="甲县"), Unit(name="乙县一小", within="乙县")],
    },
    "某",
    KINDS,
)


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ([("甲县一小", "甲县一小"), ("乙县一小", "乙县一小")], []),  # no school has it twice
        ([("甲县一小", "甲县一小"), ("乙县教育局", "乙县")], []),
        ([("县公安局", "甲县一小"), ("甲县公安局", "甲县")], []),  # one body, told by both
        ([("县公安局", "甲县一小"), ("县司法局", "甲县")], [((0, 1), (0, 1), "甲县")]),
        ([("市公安局", "甲县一小"), ("县司法局", "甲县")], [((0, 1), (0, 1), "")]),
    ],
)
def test_what_a_school_reports_is_of_the_county_it_lies_in(asked, groups):
    assert overlapping_parties(asked, Bodies.of(SCHOOLS)) == groups

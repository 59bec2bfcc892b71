import pytest

from jianfu_cli.core.matters.bodies import Bodies, Party, joined, organisers, overlapping_parties, same_bodies


@pytest.mark.parametrize(
    ("body", "unit", "asking"),
    [
        ("红旗区水利局", "红旗区", {"水利局"}),
        ("区水利局、县应急局", "卫滨区", {"水利局", "应急管理局"}),
        ("", "卫滨区", {"卫滨区"}),
        ("市水利局", "市公安局", {"市水利局"}),
        ("市应急局", "市公安局", {"市应急管理局"}),
        ("新乡市公安局", "红旗区", {"公安局"}),
        ("红旗区教育体育局", "红旗区", {"红旗区"}),
        ("区教体局人事科", "红旗区", {"红旗区"}),
        ("教育局", "红旗区", {"红旗区"}),
        ("县公安局交警大队、县交警大队", "封丘县", {"公安局"}),
        ("市公安局交警支队", "市公安局", {"市公安局"}),
    ],
)
def test_who_asks_without_the_county(campaign, body, unit, asking):
    assert organisers(body, unit, campaign.roster) == asking


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("县教体局、县应急局", "县教体局", True),
        ("县教体局、县应急局", "县应急局、县教体局", True),
        ("县教体局\n县应急局", "县 教体局/县应急局", True),
        ("县水利局", "县应急管理局", False),
        ("县水利局", "", True),
    ],
)
def test_the_same_bodies_in_any_order_or_the_same_first(one, other, same):
    assert same_bodies(one, other) is same_bodies(other, one) is same


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
    ("asked", "members", "parties"),
    [
        ([("市公安局", "市公安局"), ("市司法局", "市司法局")], [0, 1], [0, 1]),
        ([("县水利局", "封丘县"), ("县应急局", "封丘县")], [0, 1], [0, 1]),
        ([("县水利局", "封丘县"), ("县水利局", "封丘县"), ("县应急局", "封丘县")], [0, 1, 2], [0, 2]),
        ([("县水利局", "封丘县"), ("封丘县水利局", "封丘县")], [], []),
        ([("县水利局", "封丘县"), ("县应急局", "延津县")], [], []),  # no school has it twice
        ([("县公安局交警大队", "延津县"), ("县交警大队", "原阳县"), ("封丘县公安局", "封丘县")], [], []),
        ([("市公安局", "市公安局"), ("封丘县公安局", "封丘县")], [], []),  # handed down
        ([("市教育局", "市本级"), ("县教体局", "封丘县")], [], []),
        ([("市公安局", "市公安局"), ("县教体局", "封丘县"), ("县教育局", "延津县")], [0, 1, 2], [0, 1]),
        ([("县水利局", "延津县"), ("县水利局", "封丘县"), ("县团委", "封丘县")], [1, 2], [1, 2]),
        (  # whom a party was counted with in one county is no further party in the next
            [
                ("县水利局、县应急局", "封丘县"),
                ("县应急局、县团委", "封丘县"),
                ("县妇联", "封丘县"),
                ("县团委", "延津县"),
                ("县残联", "延津县"),
            ],
            [0, 1, 2, 3, 4],
            [0, 2, 4],
        ),
    ],
)
def test_parties_are_those_who_ask_the_same_schools(campaign, asked, members, parties):
    assert overlapping_parties(asked, Bodies(campaign.roster)) == (members, parties)

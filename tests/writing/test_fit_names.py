import os
from itertools import islice

import pytest
from attack.hostile_names import NAMES, PATHS, unfit

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.fit_names import Places, fit_part, numbered, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("附件2.xlsx", ("附件2", ".xlsx")),
        ("说明", ("说明", "")),
        (".profile", (".profile", "")),
        ("1.关于报送的函", ("1.关于报送的函", "")),
        ("附件2.tar.gz", ("附件2.tar", ".gz")),
        ("附件2.", ("附件2.", "")),
    ],
)
def test_what_is_an_extension(name, parts):
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("附件2.xlsx", "附件2.xlsx"),
        ("关于“减负”的函（第二批）.docx", "关于“减负”的函（第二批）.docx"),
        ("..", "_"),
        ("", "_"),
        (" ", "_"),
        ("CON", "_CON"),
        ("con.xlsx", "_con.xlsx"),
        ("nul.tar.xlsx", "_nul.tar.xlsx"),
        ("aux .xlsx", "_aux.xlsx"),
        ("COM³", "_COM³"),
        ("CONFIG.xlsx", "CONFIG.xlsx"),
        ("COM10.xlsx", "COM10.xlsx"),
        ("附件2. .", "附件2"),
        ("a/b", "a_b"),
        ("附件2\u202exslx.exe", "附件2_xslx.exe"),
        ("附件\udcff.xlsx", "附件_.xlsx"),
        ("~jianfu-x.xlsx", "_~jianfu-x.xlsx"),
        (".profile", ".profile"),
    ],
)
def test_one_part(name, fit):
    assert fit_part(*split_name(name)) == fit


def test_the_longest_name_keeps_what_is_added():
    assert fit_part("长" * 200, "_退回意见.xlsx") == "长" * 79 + "_退回意见.xlsx"
    assert len(fit_part("a" * 300).encode()) == 255
    assert fit_part("长" * 84 + "。" * 3, ".xlsx") == "长" * 83 + ".xlsx"
    assert fit_part("𠀀" * 20, ".xlsx", units=16) == "𠀀" * 5 + ".xlsx"


def test_numbers_stand_before_the_extension():
    assert [name for _, name in islice(numbered("附件2", ".xlsx"), 3)] == [
        "附件2.xlsx", "附件2 (2).xlsx", "附件2 (3).xlsx",
    ]  # fmt: skip


def placed(tmp_path, *paths, inputs=()):
    places = Places(tmp_path / "出", inputs)
    return [places.of(path.split("/")).relative_to(tmp_path / "出").as_posix() for path in paths]


@pytest.mark.parametrize(
    ("paths", "given"),
    [
        (["甲/附件2.xlsx", "甲/附件2.xlsx"], ["甲/附件2.xlsx", "甲/附件2 (2).xlsx"]),
        (["甲/A.xlsx", "甲/a.xlsx"], ["甲/A.xlsx", "甲/a (2).xlsx"]),
        (["é.xlsx", "e\u0301.xlsx"], ["é.xlsx", "e\u0301 (2).xlsx"]),
        (["附件2.xlsx", "附件2.xlsx/内.xlsx"], ["附件2.xlsx", "附件2.xlsx (2)/内.xlsx"]),
        (["缺报清单.txt/内.xlsx", "缺报清单.txt"], ["缺报清单.txt/内.xlsx", "缺报清单 (2).txt"]),
        (["甲/a.xlsx", "甲/b.xlsx"], ["甲/a.xlsx", "甲/b.xlsx"]),
        (["../../家/.profile"], ["_/_/家/.profile"]),
    ],
)
def test_no_two_at_one_place(tmp_path, paths, given):
    assert placed(tmp_path, *paths) == given


def test_a_folder_or_a_file_that_is_there_already_is_no_place_for_the_other(tmp_path):
    (tmp_path / "出" / "附件2.xlsx").mkdir(parents=True)
    (tmp_path / "出" / "甲").write_text("a file")
    assert placed(tmp_path, "附件2.xlsx", "甲/附件2.xlsx") == ["附件2 (2).xlsx", "甲 (2)/附件2.xlsx"]


def test_an_input_is_no_place(tmp_path):
    mine = tmp_path / "出" / "附件2.xlsx"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert placed(tmp_path, "附件2.xlsx", inputs=[mine]) == ["附件2 (2).xlsx"]


def test_a_link_in_the_folder_that_leads_out_of_it_is_refused(tmp_path):
    (tmp_path / "出").mkdir()
    (tmp_path / "家").mkdir()
    (tmp_path / "出" / "甲").symlink_to(tmp_path / "家")
    with pytest.raises(UsageError, match="之外的链接"):
        placed(tmp_path, "甲/附件2.xlsx")


def test_an_input_that_is_a_link_to_itself_stops_nothing(tmp_path):
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert placed(tmp_path, "附件2.xlsx", inputs=[loop]) == ["附件2.xlsx"]


def test_the_name_stays_longest_where_a_path_is_shortened(tmp_path):
    (place,) = placed(tmp_path, "红旗区/" + "很长的一层文件夹名称/" * 25 + "附件2_专项整治问题摸排清单.xlsx")
    assert place.startswith("红旗区/")
    assert place.endswith("/附件2_专项整治问题摸排清单.xlsx")


def test_whatever_the_names_all_can_be_written(tmp_path):
    places = Places(tmp_path / "出")
    given = [places.of(path.split("/")) for path in (*NAMES, *PATHS)]
    for place in given:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch(exist_ok=False)
    assert unfit(tmp_path / "出") == []
    base = os.path.realpath(tmp_path / "出") + "/"
    assert all(os.path.realpath(place).startswith(base) for place in given)


def test_thousands_of_one_name_are_numbered_in_as_many_steps(tmp_path, monkeypatch):
    tried = []
    places = Places(tmp_path)
    real = Places._taken_for_file
    monkeypatch.setattr(Places, "_taken_for_file", lambda self, place: tried.append(place) or real(self, place))
    for _ in range(2000):
        places.of(["附件2.xlsx"])
    assert len(tried) <= 2 * 2000

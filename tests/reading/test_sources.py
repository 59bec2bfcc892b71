"""Which files are found, what they are called, and whose they are."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from jianfu_cli.core.language.folder_days import folder_day
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.sources import collect

CAMPAIGN = load_campaign()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in (
        "收件箱/红旗区/附件2.xlsx",
        "收件箱/红旗区/2024-06-12/附件3.xlsx",
        "收件箱/平原新区/附件2.xlsx",
        "收件箱/03_卫滨区/资料/附件2.xlsx",
        "收件箱/其他/来件.xlsx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "收件箱/牧野区").mkdir()
    return tmp_path / "收件箱"


def test_an_inbox(inbox: Path) -> None:
    found = collect([inbox], CAMPAIGN)
    assert [(source.path, source.inbox_unit, source.folder_date) for source in found.sources] == [
        ("03_卫滨区/资料/附件2.xlsx", "卫滨区", None),
        ("其他/来件.xlsx", None, None),
        ("平原新区/附件2.xlsx", "平原示范区", None),
        ("红旗区/2024-06-12/附件3.xlsx", "红旗区", date(2024, 6, 12)),
        ("红旗区/附件2.xlsx", "红旗区", None),
    ]
    assert found.units == ("红旗区", "卫滨区", "牧野区", "平原示范区")


@pytest.mark.parametrize(
    ("given", "shown", "unit", "units"),
    [
        ("红旗区", "附件2.xlsx", "红旗区", ("红旗区",)),
        ("红旗区/附件2.xlsx", "附件2.xlsx", "红旗区", ()),
        ("红旗区/2024-06-12", "附件3.xlsx", "红旗区", ("红旗区",)),
        ("其他", "来件.xlsx", None, ()),
    ],
)
def test_one_path(inbox: Path, given: str, shown: str, unit: str | None, units: tuple[str, ...]) -> None:
    found = collect([inbox / given], CAMPAIGN)
    assert (shown, unit) in {(source.path, source.inbox_unit) for source in found.sources}
    assert found.units == units


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-06-12", date(2024, 6, 12)),
        ("20240612", date(2024, 6, 12)),
        ("2024.6.12", date(2024, 6, 12)),
        ("2024_06_12", date(2024, 6, 12)),
        ("2024年6月12日", date(2024, 6, 12)),
        ("2024-06-31", None),
        ("2024年6月", None),
        ("20240612001", None),
        ("2024-06-12 补充", date(2024, 6, 12)),
        ("2024年6月12日收", date(2024, 6, 12)),
        ("20240612补报", date(2024, 6, 12)),
        # Without a year it is of the campaign's only one.
        ("6月12日", date(2024, 6, 12)),
        ("7月5日收", date(2024, 7, 5)),
        ("7月5号收到", date(2024, 7, 5)),
        ("0705", date(2024, 7, 5)),
        ("0705收", date(2024, 7, 5)),
        ("7.5上报", date(2024, 7, 5)),
        ("07.05 来件", date(2024, 7, 5)),
        ("7-5报送", date(2024, 7, 5)),
        ("7月5日（第二批）", date(2024, 7, 5)),
        ("收到7月5日下午", date(2024, 7, 5)),
        ("3月5日", None),  # before the notice
        ("7.5", None),  # a number of any kind
        ("1-7", None),
        ("0230", None),
        ("附件7.5", None),
        ("7月", None),
        ("070512", None),
        ("5日", None),
    ],
)
def test_a_folder_named_after_a_day_however_a_person_writes_it(name: str, day: date | None) -> None:
    assert folder_day([name], CAMPAIGN.notice_date, CAMPAIGN.ends_on) == day


@pytest.mark.parametrize(
    ("name", "ends", "day"),
    [
        ("11月5日收", date(2025, 3, 30), date(2024, 11, 5)),
        ("0205", date(2025, 3, 30), date(2025, 2, 5)),
        ("8月5日", date(2025, 3, 30), None),  # neither before it began nor after it ended
        ("10月5日", date(2025, 10, 30), None),  # either year has it
    ],
)
def test_in_a_campaign_of_two_years_a_day_counts_where_one_alone_has_it(
    name: str, ends: date, day: date | None
) -> None:
    assert folder_day(["红旗区", name], date(2024, 9, 10), ends) == day


def test_several_paths_begin_with_their_last_part(inbox: Path) -> None:
    found = collect([inbox / "红旗区", inbox / "其他"], CAMPAIGN)
    assert [source.path for source in found.sources] == [
        "其他/来件.xlsx",
        "红旗区/2024-06-12/附件3.xlsx",
        "红旗区/附件2.xlsx",
    ]


def test_several_paths_that_end_alike_show_more(inbox: Path) -> None:
    found = collect([inbox / "红旗区" / "附件2.xlsx", inbox / "平原新区" / "附件2.xlsx"], CAMPAIGN)
    assert [source.path for source in found.sources] == ["平原新区/附件2.xlsx", "红旗区/附件2.xlsx"]


def test_the_order_of_paths_does_not_matter(inbox: Path) -> None:
    paths = [inbox / "红旗区", inbox / "其他", inbox / "平原新区"]
    assert collect(paths, CAMPAIGN) == collect(reversed(paths), CAMPAIGN)


def test_a_file_below_several_paths_is_there_once(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox.parent)
    alone = collect([inbox], CAMPAIGN)
    assert collect([inbox, Path("收件箱")], CAMPAIGN) == alone
    paths = [inbox / "红旗区", inbox, inbox / "红旗区" / "附件2.xlsx"]
    found = collect(paths, CAMPAIGN)
    assert [source.path for source in found.sources] == [f"收件箱/{source.path}" for source in alone.sources]
    assert collect(reversed(paths), CAMPAIGN) == found


def test_a_link_that_stands_for_a_form_in_two_units_stays(inbox: Path) -> None:
    (inbox / "牧野区" / "附件2.xlsx").symlink_to(inbox / "红旗区" / "附件2.xlsx")
    found = {source.path: source.inbox_unit for source in collect([inbox], CAMPAIGN).sources}
    assert found["牧野区/附件2.xlsx"] == "牧野区"
    assert found["红旗区/附件2.xlsx"] == "红旗区"


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        collect([tmp_path / "没有"], CAMPAIGN)
    with pytest.raises(UsageError, match="没有可读的文件"):
        collect([tmp_path], CAMPAIGN)


def test_links_out_of_the_inbox_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    secret = tmp_path / "外面.xlsx"
    secret.write_bytes(b"x")
    (inbox / "红旗区" / "链接.xlsx").symlink_to(secret)
    (inbox / "红旗区" / "断了.xlsx").symlink_to(tmp_path / "没有")
    refused = {source.path: source.refused for source in collect([inbox], CAMPAIGN).sources if source.refused}
    assert "之外" in refused["红旗区/链接.xlsx"]
    assert "打不开" in refused["红旗区/断了.xlsx"]


def refused_in(folder: Path) -> dict[str, str]:
    return {source.path: source.refused for source in collect([folder], CAMPAIGN).sources if source.refused}


def test_what_is_no_file(inbox: Path) -> None:
    (inbox / "红旗区" / "附件3.xlsx").mkdir()
    (inbox / "红旗区" / "绕圈.xlsx").symlink_to("绕圈.xlsx")
    (inbox / "红旗区" / "别处").symlink_to(inbox)
    if hasattr(os, "mkfifo"):
        os.mkfifo(inbox / "红旗区" / "管道.xlsx")
    refused = refused_in(inbox)
    assert refused["红旗区/附件3.xlsx"] == "是文件夹，不是文件"
    assert refused["红旗区/别处"] == "是指向文件夹的链接，没有打开"
    assert refused["红旗区/绕圈.xlsx"].startswith("打不开")
    assert refused.get("红旗区/管道.xlsx", "不是普通文件") == "不是普通文件"


def test_a_folder_that_cannot_be_listed_is_told(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir

    def locked(path: Path) -> object:
        if Path(path).name == "其他":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", locked)
    assert list(refused_in(inbox)) == ["其他"]


def test_a_file_has_its_size(inbox: Path) -> None:
    assert {source.size for source in collect([inbox], CAMPAIGN).sources} == {1}


def test_a_folder_of_another_programs_parts_is_one_file(tmp_path: Path) -> None:
    parts = tmp_path / "红旗区" / "2024-06-10" / "清单.numbers"
    parts.mkdir(parents=True)
    (parts / "preview.jpg").write_bytes(b"x")
    (tmp_path / "红旗区" / "照片.jpg").mkdir()
    sources = collect([tmp_path], CAMPAIGN).sources
    assert [(source.path, source.package, source.refused) for source in sources] == [
        ("红旗区/2024-06-10/清单.numbers", "numbers", ""),
        ("红旗区/照片.jpg", "", "是文件夹，不是文件"),
    ]

import errno
import multiprocessing
import os
from datetime import date
from pathlib import Path

import pytest

from jianfu_cli.core.filings.arrivals import UNCLAIMED
from jianfu_cli.errors import UsageError
from jianfu_cli.writing import filing
from jianfu_cli.writing.filing import opened

DAY, NEXT_DAY = date(2024, 6, 12), date(2024, 6, 13)


def file_copy(source, inbox, folder, day):
    """File one file in a call of its own."""
    with opened(inbox, lambda: None) as held:
        return held.file_copy(source, folder, day)


@pytest.fixture
def mail(tmp_path):
    """``mail("附件2.xlsx", b"…")`` puts a file into the mailbox."""

    def put(name, content=b"content", *, sent=1_718_000_000):
        path = tmp_path / "mail" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (sent, sent))
        return path

    return put


@pytest.fixture
def inbox(tmp_path):
    return tmp_path / "inbox"


def held(inbox):
    return {path.relative_to(inbox).as_posix(): path.read_bytes() for path in inbox.rglob("*") if path.is_file()}


def test_a_file_goes_to_its_unit_and_day_with_its_own_time(mail, inbox):
    source = mail("附件2.xlsx")
    filed = file_copy(source, inbox, "红旗区", DAY)
    assert (filed.path, filed.new) == (inbox / "红旗区" / "2024-06-12" / "附件2.xlsx", True)
    assert held(inbox) == {"红旗区/2024-06-12/附件2.xlsx": b"content"}
    assert filed.path.stat().st_mtime == source.stat().st_mtime
    assert source.read_bytes() == b"content"


def test_the_same_bytes_are_filed_once_whatever_their_day_and_name(mail, inbox):
    first = file_copy(mail("附件2.xlsx"), inbox, "红旗区", DAY)
    again = file_copy(mail("附件2 - 副本.xlsx"), inbox, "红旗区", NEXT_DAY)
    assert (again.path, again.new) == (first.path, False)
    assert file_copy(mail("附件2.xlsx"), inbox, "卫滨区", DAY).new
    assert len(held(inbox)) == 2


def test_where_nothing_is_filed_no_folder_is_left_and_none_that_was_there_goes(mail, inbox):
    first = mail("附件2.xlsx")
    (inbox / "获嘉县").mkdir(parents=True)
    file_copy(first, inbox, "红旗区", DAY)
    assert not file_copy(first, inbox, "红旗区", NEXT_DAY).new
    assert not file_copy(first, inbox, UNCLAIMED, NEXT_DAY).new
    assert sorted(path.relative_to(inbox).as_posix() for path in inbox.rglob("*")) == [
        "红旗区",
        "红旗区/2024-06-12",
        "红旗区/2024-06-12/附件2.xlsx",
        "获嘉县",
    ]


def test_a_name_taken_by_other_bytes_gets_a_number(mail, inbox):
    for content in (b"one", b"two", b"three"):
        file_copy(mail("附件2.xlsx", content), inbox, "红旗区", DAY)
    file_copy(mail("说明", b"four"), inbox, "红旗区", DAY)
    file_copy(mail("说明", b"five"), inbox, "红旗区", DAY)
    assert held(inbox) == {
        "红旗区/2024-06-12/附件2.xlsx": b"one",
        "红旗区/2024-06-12/附件2 (2).xlsx": b"two",
        "红旗区/2024-06-12/附件2 (3).xlsx": b"three",
        "红旗区/2024-06-12/说明": b"four",
        "红旗区/2024-06-12/说明 (2)": b"five",
    }


def test_a_number_fits_into_the_longest_name(mail, inbox):
    name = "长" * 83 + ".xlsx"  # 254 bytes
    for content in (b"one", b"two"):
        file_copy(mail(name, content), inbox, "红旗区", DAY)
    names = sorted(Path(path).name for path in held(inbox))
    assert names == sorted([name, "长" * 82 + " (2).xlsx"])


def test_what_is_unclaimed_is_looked_for_in_the_whole_inbox(mail, inbox):
    claimed = file_copy(mail("附件2.xlsx"), inbox, "红旗区", DAY)
    assert file_copy(mail("附件2.xlsx"), inbox, UNCLAIMED, DAY).path == claimed.path
    unclaimed = file_copy(mail("附件3.xlsx", b"other"), inbox, UNCLAIMED, DAY)
    claimed_now = file_copy(unclaimed.path, inbox, "红旗区", DAY)
    assert claimed_now.new
    assert unclaimed.path.exists()


def test_leftovers_of_a_receive_that_was_ended_are_cleared_away(mail, inbox):
    folder = inbox / "红旗区" / "2024-06-12"
    folder.mkdir(parents=True)
    (folder / "~jianfu-0123456789abcdef.tmp").write_bytes(b"half a fi")
    file_copy(mail("附件2.xlsx"), inbox, "红旗区", DAY)
    assert list(held(inbox)) == ["红旗区/2024-06-12/附件2.xlsx"]


def test_a_source_that_cannot_be_opened_leaves_nothing(tmp_path, inbox):
    with pytest.raises(FileNotFoundError):
        file_copy(tmp_path / "gone.xlsx", inbox, "红旗区", DAY)
    assert held(inbox) == {}


def test_a_full_disk_leaves_nothing_half_copied(mail, inbox, monkeypatch):
    def full(read, written, size):
        written.write(read.read()[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(filing.shutil, "copyfileobj", full)
    with pytest.raises(UsageError, match="磁盘满了"):
        file_copy(mail("附件2.xlsx"), inbox, "红旗区", DAY)
    assert held(inbox) == {}


def test_an_inbox_that_cannot_be_made_is_said(mail, tmp_path):
    (tmp_path / "inbox").write_text("a file")
    with pytest.raises(UsageError, match="写不进"):
        file_copy(mail("附件2.xlsx"), tmp_path / "inbox", "红旗区", DAY)


def test_a_file_system_without_links_will_do(mail, inbox, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(filing.os, "link", no_links)
    for content in (b"one", b"two"):
        file_copy(mail("附件2.xlsx", content), inbox, "红旗区", DAY)
    assert held(inbox) == {"红旗区/2024-06-12/附件2.xlsx": b"one", "红旗区/2024-06-12/附件2 (2).xlsx": b"two"}


def test_pipes_and_links_in_the_inbox_are_no_twins(mail, inbox, tmp_path):
    folder = inbox / "红旗区"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "管道")
    (folder / "链接").symlink_to(mail("别处.xlsx"))
    assert file_copy(mail("附件2.xlsx"), inbox, "红旗区", DAY).new


def _file_all(sources, inbox, start):
    start.wait()
    for source in sources:
        file_copy(source, inbox, "红旗区", DAY)


def test_several_at_once_lose_nothing_and_file_nothing_twice(mail, inbox):
    """Four processes file the same contents: under equal names, under names of their own, and other contents too."""
    inbox.mkdir()
    context = multiprocessing.get_context("fork")
    start = context.Event()
    batches = [
        [
            *(mail(f"{who}/附件{number}.xlsx", b"same %d" % number) for number in range(6)),
            *(mail(f"{who}/{who}-{number}.xlsx", b"alike %d" % number) for number in range(6)),
            *(mail(f"{who}/撞名{number}.xlsx", b"%d of %d" % (number, who)) for number in range(6)),
        ]
        for who in range(4)
    ]
    workers = [context.Process(target=_file_all, args=(batch, inbox, start)) for batch in batches]
    for process in workers:
        process.start()
    start.set()
    for process in workers:
        process.join(30)
    assert [process.exitcode for process in workers] == [0] * 4
    contents = sorted(held(inbox).values())
    assert contents == sorted({path.read_bytes() for batch in batches for path in batch})


def counting(monkeypatch):
    """Count the files opened and listed below inboxes."""
    opens, listings = [], []
    real_open, real_walk = Path.open, os.walk
    monkeypatch.setattr(Path, "open", lambda self, *rest, **more: opens.append(self) or real_open(self, *rest, **more))
    monkeypatch.setattr(filing.os, "walk", lambda top, **more: listings.append(top) or real_walk(top, **more))
    return opens, listings


@pytest.mark.parametrize("before", [0, 300])
def test_files_of_one_size_and_name_are_each_read_once(mail, inbox, monkeypatch, before):
    sources = [mail(f"{number}/附件2.xlsx", b"%09d" % number) for number in range(before + 300)]
    with opened(inbox, lambda: None) as first:
        for source in sources[:before]:
            first.file_copy(source, "红旗区", DAY)
    opens, listings = counting(monkeypatch)
    with opened(inbox, lambda: None) as held_open:
        filed = [held_open.file_copy(source, "红旗区", DAY) for source in sources]
    assert [one.new for one in filed] == [False] * before + [True] * 300
    assert len(listings) == 1
    assert len(opens) <= 4 * len(sources) + before
    assert len(held(inbox)) == len(sources)


def test_identical_files_are_compared_by_their_sums_alone(mail, inbox, monkeypatch):
    sources = [mail(f"{number}/附件2.xlsx") for number in range(500)]
    opens, _ = counting(monkeypatch)
    with opened(inbox, lambda: None) as held_open:
        new = sum(held_open.file_copy(source, "红旗区", DAY).new for source in sources)
    assert len(opens) <= 4 * len(sources)
    assert (new, len(held(inbox))) == (1, 1)


def test_what_the_whole_inbox_holds_is_known_after_filing_into_a_unit(mail, inbox):
    with opened(inbox, lambda: None) as held_open:
        assert held_open.file_copy(mail("甲.xlsx", b"one"), UNCLAIMED, DAY).new
        claimed = held_open.file_copy(mail("乙.xlsx", b"two"), "红旗区", DAY)
        assert held_open.file_copy(mail("丙.xlsx", b"two"), UNCLAIMED, DAY).path == claimed.path


@pytest.mark.parametrize(
    ("names", "filed"),
    [
        (("CON.xlsx",), ["_CON.xlsx"]),
        (("附件2.XLSX", "附件2.xlsx"), ["附件2 (2).xlsx", "附件2.XLSX"]),
        (("附件\u202e2.xlsx",), ["附件_2.xlsx"]),
    ],
)
def test_names_are_made_fit(mail, inbox, names, filed):
    for number, name in enumerate(names):
        file_copy(mail(f"{number}/{name}", name.encode()), inbox, "红旗区", DAY)
    assert sorted(Path(path).name for path in held(inbox)) == filed


def test_who_finds_another_receive_at_work_is_told(inbox):
    waited = []

    class ToldError(Exception):
        pass

    def told():
        waited.append(True)
        raise ToldError

    with opened(inbox, lambda: None), pytest.raises(ToldError), opened(inbox, told):
        pass
    assert waited == [True]

import os

import pytest

from jianfu_cli.errors import UsageError
from jianfu_cli.writing import whole
from jianfu_cli.writing.whole import for_notepad, write_all, write_whole


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_text_bytes_and_what_writes_itself(tmp_path):
    write_all({tmp_path / "甲" / "a": "字", tmp_path / "b": b"\xff", tmp_path / "c": lambda path: path.write_text("x")})
    assert held(tmp_path / "甲") == {"a": "字".encode()}
    assert held(tmp_path) == {"b": b"\xff", "c": b"x"}


@pytest.mark.parametrize("blocked", ["a", "b", "c"])
def test_where_one_cannot_be_replaced_all_stay_as_they_were(tmp_path, blocked):
    before = {"a": b"old a", "b": b"old b"}
    for name, content in before.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / blocked).unlink(missing_ok=True)
    (tmp_path / blocked).mkdir()
    with pytest.raises(UsageError, match=f"写不了 .*{blocked}"):
        write_all({tmp_path / name: f"new {name}" for name in "abc"})
    assert held(tmp_path) == {name: content for name, content in before.items() if name != blocked}


def fails(path):
    path.write_text("half")
    raise OSError(28, "No space left on device")


def test_where_one_cannot_be_written_none_is_replaced(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(UsageError, match=r"写不了 .*b：磁盘满了"):
        write_all({tmp_path / "a": "new", tmp_path / "b": fails})
    assert held(tmp_path) == {"a": b"old"}


def test_where_the_system_knows_no_second_name_a_copy_is_kept(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(whole.os, "link", no_links)
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError):
        write_all({tmp_path / "a": "new", tmp_path / "b": "new"})
    assert held(tmp_path) == {"a": b"old"}
    write_all({tmp_path / "a": "new", tmp_path / "c": "new"})
    assert held(tmp_path) == {"a": b"new", "c": b"new"}


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes among the files elsewhere")
def test_a_device_is_written_to_and_not_replaced(tmp_path):
    nowhere = tmp_path / "null"
    nowhere.symlink_to("/dev/null")
    write_whole(nowhere, "字")
    assert nowhere.is_symlink()
    assert list(tmp_path.iterdir()) == [nowhere]


def test_notepad_of_any_age_shows_the_lines():
    assert for_notepad("一\n二\n") == b"\xef\xbb\xbf" + "一\r\n二\r\n".encode()
    assert for_notepad("\udcff") == b"\xef\xbb\xbf?"

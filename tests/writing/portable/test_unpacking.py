"""Archives that others made cannot write beside the folder, nor fill the disk."""

import zipfile

import pytest

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.portable import unpacking
from jianfu_cli.writing.portable.platforms import PLATFORMS
from jianfu_cli.writing.portable.python import version_of
from jianfu_cli.writing.portable.unpacking import unpack


def archive(path, *names, attributes=0, content=b"x"):
    with zipfile.ZipFile(path, "w") as written:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = attributes
            written.writestr(entry, content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../out.py",
        "a/../../out.py",
        "/etc/out.py",
        "//server/share/out.py",
        "C:/out.py",
        "C:out.py",
        "a//b.py",
        "./a.py",
        "a/nul",
        "a/COM1.py",
        "a/b.py.",
        "a/b .py ",
        "a/b:stream",
        "a\x01b",
        "a/\u202eyp.exe",
    ],
)
def test_a_name_that_leads_out_or_that_windows_cannot_have_is_refused(tmp_path, name):
    folder = tmp_path / "in"
    with pytest.raises(UsageError, match="不能写出的名称"):
        unpack(archive(tmp_path / "a.whl", name), folder, lambda inner: inner, "安装包")
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.whl"]


def test_a_link_is_refused(tmp_path):
    linked = archive(tmp_path / "a.whl", "lib", attributes=0o120777 << 16, content=b"/etc")
    with pytest.raises(UsageError, match="不能写出的名称"):
        unpack(linked, tmp_path / "in", lambda inner: inner, "安装包")


def test_too_much_is_not_begun(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "_MOST_BYTES", 10)
    with pytest.raises(UsageError, match="太多、太大"):
        unpack(archive(tmp_path / "a.whl", "a", content=b"x" * 11), tmp_path / "in", lambda inner: inner, "安装包")
    assert not (tmp_path / "in").exists()


def test_what_is_there_already_must_be_the_same(tmp_path):
    place = tmp_path / "in"
    unpack(archive(tmp_path / "a.whl", "m.py", content=b"1"), place, lambda inner: inner, "安装包")
    unpack(archive(tmp_path / "b.whl", "m.py", content=b"1"), place, lambda inner: inner, "安装包")
    with pytest.raises(UsageError, match=r"m\.py，内容不同"):
        unpack(archive(tmp_path / "c.whl", "m.py", content=b"2"), place, lambda inner: inner, "安装包")
    assert (place / "m.py").read_bytes() == b"1"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04half"])
def test_what_is_no_zip_is_said_to_be_none(tmp_path, content):
    (tmp_path / "a.whl").write_bytes(content)
    with pytest.raises(UsageError, match="不是完整的 zip"):
        unpack(tmp_path / "a.whl", tmp_path / "in", lambda inner: inner, "安装包")


def _packed(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("python.exe", b"x" * 5000)
        written.writestr("python312.dll", b"")
    return bytearray(path.read_bytes())


@pytest.mark.parametrize("how", ["torn", "locked", "packed in an unknown way", "cut off"])
def test_what_cannot_be_unpacked_is_said(tmp_path, how):
    path = tmp_path / "a.whl"
    data = _packed(path)
    central = data.index(b"PK\x01\x02")
    if how == "torn":
        data[40:46] = b"\xff" * 6
    elif how == "locked":
        data[6] |= 1
        data[central + 8] |= 1
    elif how == "cut off":
        del data[200:]
    else:
        data[8] = data[central + 10] = 99
    path.write_bytes(data)
    with pytest.raises(UsageError, match="不是完整的 zip 文件"):
        unpack(path, tmp_path / "in", lambda inner: inner, "安装包")
    with pytest.raises(UsageError, match="不是 zip 文件"):
        version_of(path, PLATFORMS["win_amd64"])

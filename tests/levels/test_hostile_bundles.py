"""A bundle is hostile until shown otherwise: whatever is wrong with it gives a finding that names it, and no row."""

import json
import zipfile

import pytest

from jianfu_cli.core.model.finding import Severity

from .conftest import bundled, merged, parts_of, sealed, write_parts


@pytest.fixture(scope="module")
def sound(tmp_path_factory, request):
    """A small sound bundle."""
    from pathlib import Path

    unit = Path(request.config.rootpath) / "examples" / "inbox" / "市公安局"
    return bundled(tmp_path_factory.mktemp("sound") / "市公安局.zip", unit)


@pytest.fixture
def bundle(sound, tmp_path):
    place = tmp_path / sound.name
    place.write_bytes(sound.read_bytes())
    return place


def said_of(bundle, *others):
    """The codes and severities of what is said of the bundle itself; of a refused one nothing is merged."""
    found, result = merged(bundle, *others)
    of = [(one.code, one.severity) for one in found.findings if (one.path or "").rpartition("/")[2] == bundle.name]
    return of, result.tally.read


def refused(bundle, code):
    of, rows = said_of(bundle)
    return of == [(code, Severity.ERROR)] and rows == 0


def changed(parts, name, change):
    content = json.loads(parts[name])
    change(content)
    return parts | {name: json.dumps(content, ensure_ascii=False).encode()}


def first_rows(content):
    forms = (form for file in content["files"] for form in file["forms"])
    return next(form["rows"] for form in forms if len(form["rows"]["numbers"]) > 1)


def test_as_it_was_made_it_is_read(bundle):
    of, rows = said_of(bundle)
    assert of == []
    assert rows > 0


@pytest.mark.parametrize(
    "name", ["files/00001.json", "findings.json", "decisions.json", "filings.json", "manifest.json"]
)
def test_a_part_that_was_altered(bundle, name):
    parts = parts_of(bundle)
    write_parts(bundle, parts | {name: parts[name].replace(b"a2", b"a3", 1) + b" "})
    assert refused(bundle, "JF013")


@pytest.mark.parametrize("length", [0.3, 0.9, 0.999])
def test_a_truncated_one(bundle, length):
    data = bundle.read_bytes()
    bundle.write_bytes(data[: int(len(data) * length)])
    assert refused(bundle, "JF001")


def test_a_flipped_bit(bundle):
    data = bytearray(bundle.read_bytes())
    data[len(data) // 3] ^= 0x10
    bundle.write_bytes(bytes(data))
    assert [code for code, severity in said_of(bundle)[0] if severity is Severity.ERROR] in (
        ["JF001"],
        ["JF003"],
        ["JF013"],
    )


@pytest.mark.parametrize("name", ["files/00001.json", "manifest.sha256", "decisions.json"])
def test_a_part_that_was_taken_out(bundle, name):
    parts = parts_of(bundle)
    del parts[name]
    write_parts(bundle, parts)
    of, rows = said_of(bundle)
    assert of == [("JF013", Severity.ERROR)]
    assert rows == 0


def test_a_part_more(bundle):
    write_parts(bundle, parts_of(bundle) | {"files/00002.json": b'{"files": []}'})
    assert refused(bundle, "JF013")


def test_unpacked_and_packed_again_in_a_folder(bundle):
    write_parts(bundle, {f"市公安局/{name}": content for name, content in parts_of(bundle).items()})
    assert refused(bundle, "JF013")


def test_a_renamed_one_is_read_and_said(bundle):
    bundle = bundle.rename(bundle.with_name("卫滨区.zip"))
    of, rows = said_of(bundle)
    assert of == [("JF013", Severity.WARNING)]
    assert rows > 0


def test_named_as_a_workbook(bundle):
    bundle = bundle.rename(bundle.with_name("附件2.xlsx"))
    of, rows = said_of(bundle)
    assert {code for code, _ in of} == {"JF005", "JF013"}
    assert rows > 0


def test_a_doubled_one_counts_once(bundle, tmp_path):
    other = tmp_path / "又一份" / bundle.name
    other.parent.mkdir()
    other.write_bytes(bundle.read_bytes())
    once = merged(bundle)[1]
    found, twice = merged(tmp_path)
    assert [one.code for one in found.findings if one.code == "JF013"] == ["JF013"]
    assert (twice.tally, twice.figures.forms, len(twice.files)) == (once.tally, once.figures.forms, len(once.files))


def test_an_earlier_one_gives_way_to_the_one_that_holds_it_all(tmp_path, example):
    import shutil

    inbox = tmp_path / "收件箱"
    shutil.copytree(example / "市公安局", inbox / "市公安局")
    bundled(tmp_path / "报" / "一次.zip", inbox)
    shutil.copytree(example / "市卫生健康委", inbox / "市卫生健康委")
    bundled(tmp_path / "报" / "二次.zip", inbox)
    flat = merged(inbox)[1]
    found, result = merged(tmp_path / "报")
    [said] = [one for one in found.findings if one.code == "JF013"]
    assert said.path == "一次.zip"
    assert (result.tally, len(result.files)) == (flat.tally, len(flat.files))


_DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        _DEEP,
        b'{"files": ' + _DEEP + b"}",
        b'{"files": [1e999]}',
        b'{"files": "x"}',
        b"",
        b"\xff\xfe",
        b'{"files": [], "more": 1}',
        b'{"files": [{"path": ' + b"9" * 100_000 + b"}]}",
    ],
)
def test_json_made_to_break_a_reader(bundle, content):
    write_parts(bundle, sealed(parts_of(bundle) | {"files/00001.json": content}))
    assert refused(bundle, "JF013")


def _rows_more(content):
    first_rows(content)["numbers"].append(first_rows(content)["numbers"][-1] + 1)


def _column_less(content):
    first_rows(content)["columns"].pop()


def _backwards(content):
    first_rows(content)["numbers"].reverse()


def _wrong_type(content):
    first_rows(content)["columns"][0][0] = ["a", "list"]


def _huge_number(content):
    first_rows(content)["columns"][0][0] = 10**400


def _no_such_form(content):
    content["files"][0]["forms"] = [{**_some_form(content), "attachment": "a99"}]


def _no_such_column(content):
    _some_form(content)["columns"][0]["key"] = "nobody"


def _no_such_place(content):
    _some_form(content)["formulas"] = [[5, 900]]


def _no_such_kind(content):
    content["files"][0]["type"] = "exe"


def _no_such_bundle(content):
    content["files"][0]["bundle"] = "别处.zip"


def _unit_of_no_folder(content):
    content["files"][0]["inbox_unit"] = "../市公安局"


def _some_form(content):
    return next(form for file in content["files"] for form in file["forms"] if form["columns"])


@pytest.mark.parametrize(
    "change",
    [
        _rows_more, _column_less, _backwards, _wrong_type, _huge_number, _no_such_form, _no_such_column, _no_such_place,
        _no_such_kind, _no_such_bundle, _unit_of_no_folder,
    ],
)  # fmt: skip
def test_records_that_no_reading_could_have_given(bundle, change):
    parts = changed(parts_of(bundle), "files/00001.json", change)
    write_parts(bundle, sealed(parts))
    assert refused(bundle, "JF013")


@pytest.mark.parametrize(
    "path",
    ["../外面.xlsx", "/etc/passwd", "C:/附件2.xlsx", "a\\..\\b.xlsx", "a//b.xlsx", "a/\n.xlsx", "包.zip!/../x", "./a"],
)
def test_paths_that_lead_out(bundle, path):
    parts = parts_of(bundle)
    files = json.loads(parts["files/00001.json"])
    files["files"][0]["path"] = path
    listed = json.loads(parts["manifest.json"])["files"]
    listed[0]["path"] = path
    write_parts(bundle, sealed(parts | {"files/00001.json": json.dumps(files).encode()}, files=listed))
    assert refused(bundle, "JF013")


@pytest.mark.parametrize(
    "manifest",
    [
        {"format": "jianfu-bundle/2"},
        {"format": "other/1"},
        {"campaign": "other-2025"},
        {"rows": {"read": 1, "merged": 1, "unused": 0}},
        {"rows": {"read": -1, "merged": 0, "unused": -1}},
        {"as_of": "昨天"},
        {"folders": ["../x"]},
        {"files": []},
        {"secret": True},
    ],
)
def test_what_it_says_of_itself(bundle, manifest):
    write_parts(bundle, sealed(parts_of(bundle), **manifest))
    assert refused(bundle, "JF013")


def test_a_bomb(bundle):
    parts = parts_of(bundle)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("files/00002.json", b" " * (600 << 20))
    assert refused(bundle, "JF003")


def test_two_parts_of_one_name(bundle):
    with zipfile.ZipFile(bundle, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("findings.json", b'{"findings": []}')
    assert refused(bundle, "JF003")


def test_in_the_folder_of_another_unit_nothing_becomes_that_units(bundle, tmp_path):
    """A bundle in 红旗区's folder that says its forms are 市公安局's: the folder goes first, and it is said (JF112)."""
    place = tmp_path / "收件箱" / "红旗区" / bundle.name
    place.parent.mkdir(parents=True)
    bundle.rename(place)
    found, result = merged(tmp_path / "收件箱")
    assert {row.unit for table in result.tables for row in table.rows} == {"红旗区"}
    assert "JF112" in {one.code for one in found.findings}

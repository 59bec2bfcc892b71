"""The bytes of what was read, found again by values: what a name looks like leads nowhere."""

from pathlib import Path

import pytest
from made.packages import package

from jianfu_cli.core.model.form import Outcome, SourceFile
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.originals import Originals
from jianfu_cli.reading.sources import Source


def file(outer: str, *within: str) -> SourceFile:
    return SourceFile("!/".join((outer, *within)), "", "xlsx", Outcome.READ, within=within)


@pytest.mark.parametrize(
    ("outer", "within", "containers"),
    [
        ("附件2.xlsx", (), ()),
        ("包.zip", ("附件2.xlsx",), ("包.zip",)),
        ("包.zip", ("卫滨区/内.zip", "附件2.xlsx"), ("包.zip", "包.zip!/卫滨区/内.zip")),
        ("急!/附件2.xlsx", (), ()),
        ("急!/包.zip", ("急!/..!/附件2.xlsx",), ("急!/包.zip",)),
        ("包.zip", ("内.zip!/附件2.xlsx",), ("包.zip",)),
    ],
)
def test_where_a_file_lay_is_known_by_values(outer: str, within: tuple[str, ...], containers: tuple[str, ...]) -> None:
    assert (file(outer, *within).outer, file(outer, *within).containers) == (outer, containers)


def test_two_files_of_one_path_are_told_apart(tmp_path: Path) -> None:
    inner = package({"附件2.xlsx": b"within two"})
    archive = tmp_path / "包.zip"
    archive.write_bytes(package({"内.zip": inner, "内.zip!/附件2.xlsx": b"within one"}))
    originals = Originals([Source("包.zip", archive)], GuardLimits())
    assert originals.read(file("包.zip", "内.zip", "附件2.xlsx")) == b"within two"
    assert originals.read(file("包.zip", "内.zip!/附件2.xlsx")) == b"within one"
    with pytest.raises(UsageError, match="改动或移走"):
        originals.read(file("包.zip", "附件9.xlsx"))

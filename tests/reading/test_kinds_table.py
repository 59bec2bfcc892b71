"""Every kind of table in every format that can hold it, and what becomes of it: the table of ``docs/reading.md``."""

import re
from pathlib import Path

import pytest
from made.forms import findings
from made.kinds import KINDS, Kind

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

ENDS = ("xlsx", "xls", "ods", "docx", "html", "csv")
SAVED = {"xls": "xls", "ods": "ods", "html": "html", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"}
READER = Reader.of(load_campaign())
PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
pytestmark = [pytest.mark.office, pytest.mark.timeout(900)]  # LibreOffice saves some hundred and fifty files
_BATCH = 8  # files saved by one call, which may take three minutes on a busy machine
RIGHT, SAID, WRONG, NOT_HELD = "对", "说明", "错", "—"


@pytest.fixture(scope="module")
def sent(tmp_path_factory, office_convert):
    """``folder/<kind's stem>.<ending>``: written, and saved by LibreOffice, what several kinds share once."""
    folder = tmp_path_factory.mktemp("kinds")
    wanted: dict[str, dict[str, None]] = {end: {} for end in SAVED}
    for kind in KINDS:
        for end, write in (("xlsx", kind.xlsx), ("docx", kind.docx), ("html", kind.page)):
            if write and not (folder / f"{kind.stem}.{end}").exists():
                (folder / f"{kind.stem}.{end}").write_bytes(write())
        for end in set(SAVED) & set(kind.ends) if kind.xlsx else ():
            wanted[end][kind.stem] = None
    for end, how in SAVED.items():
        paths = [folder / f"{stem}.xlsx" for stem in wanted[end]]
        for first in range(0, len(paths), _BATCH):
            office_convert(paths[first], how, folder, *paths[first + 1 : first + _BATCH])
    return folder


def outcome(kind: Kind, end: str, folder: Path) -> str:
    """Say what became of ``kind`` in the format ``end``: read as it is, not read but said, or neither."""
    if end not in kind.ends:
        return NOT_HELD
    path = folder / f"{kind.stem}.{end}"
    (file, *_) = read_source(Source(f"报表.{end}", path, "红旗区"), READER, GuardLimits())
    found = findings(file)
    codes = {finding.code for finding in found if finding.code in kind.says}
    if kind.values is None:
        return RIGHT if not any(form.recognition.sure for form in file.forms) else WRONG
    values = tuple(text for form in file.forms for text in form.texts(kind.role))
    values = values if kind.at is None else values[kind.at : kind.at + 1]
    twice = "JF118" in kind.says and values == kind.values * 2
    units = {form.header.text("unit") for form in file.forms}
    right = (
        (values == kind.values or twice)
        and codes == set(kind.says)
        and not any(form.body.nil for form in file.forms)
        and (not kind.unit or units == {kind.unit})
    )
    if right and (kind.values or kind.unit):
        return RIGHT
    told = right or any(str(finding.severity) != "info" and finding.code < "JF2" for finding in found)
    return SAID if told and not any(form.body.nil for form in file.forms) else WRONG


def noted() -> dict[str, tuple[str, ...]]:
    """The table of the page: kind → what becomes of it by format."""
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: tuple(cells.split(" | ")) for name, cells in rows}


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_what_becomes_of_it(kind, sent):
    found = tuple(outcome(kind, end, sent) for end in ENDS)
    assert WRONG not in found, found
    assert noted()[kind.name] == found


def test_the_page_has_each_kind():
    assert [name for name in noted() if name in {kind.name for kind in KINDS}] == [kind.name for kind in KINDS]

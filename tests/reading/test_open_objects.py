"""A workbook put as an object into an ods, or into an old workbook: seen, not read, and never a nil return."""

import io
import zipfile
from html import escape

import pytest
from made.forms import findings, shipped

from jianfu_cli.core.model.unread import UnreadKind
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
COLUMNS = shipped().attachment("a2").columns
HEAD = [["专项整治问题摸排清单"], ["填报单位：红旗区", "填报时间：2024年6月12日", "填报人员及电话：张某 0373-3050001"]]
HEADINGS = [column.heading for column in COLUMNS]
ROW = ["1", *(column.key for column in COLUMNS[1:])]
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
)  # fmt: skip
SHEET = "application/vnd.oasis.opendocument.spreadsheet"
OBJECT = (
    '<draw:frame svg:width="14cm" svg:height="6cm" svg:x="1cm" svg:y="3cm"><draw:object {} xlink:href="./Object 1"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    "</draw:frame>"
)
DRAWN = OBJECT.format("")


def content(rows, over="", within=""):
    lines = (
        "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>' for text in row)
        for row in rows
    )  # fmt: skip
    last = f"<table:table-row><table:table-cell>{within}</table:table-cell></table:table-row>" if within else ""
    return (
        f'<office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1"><table:shapes>{over}</table:shapes><table:table-column/>'
        f"{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}{last}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )


def ods(rows, over="", within=""):
    parts = {"content.xml": content(rows, over, within), "Object 1/content.xml": content([HEADINGS, ROW])}
    kinds = {"/": SHEET, "content.xml": "text/xml", "Object 1/": SHEET, "Object 1/content.xml": "text/xml"}
    entries = (
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in kinds.items()
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", SHEET)
        for name, text in parts.items():
            package.writestr(name, text)
        package.writestr("META-INF/manifest.xml", f"<manifest:manifest {NAMES}>{''.join(entries)}</manifest:manifest>")
    return target.getvalue()


def told(path):
    """Whether the form is a nil return, what is seen and not read, and what JF011 and JF108 say of it."""
    (file,) = read_source(Source(path.name, path), READER, GuardLimits())
    assert not file.problems, file.problems
    (form,) = file.forms
    said = [(one.code, str(one.severity)) for one in findings(file, only=("JF011", "JF108"))]
    return form.body.nil, {thing.kind for thing in form.body.unread}, said


ALONE, BESIDE = [*HEAD, HEADINGS], [*HEAD, HEADINGS, ROW]
CASES = [
    (ods(ALONE, over=DRAWN), "error"),
    (ods(ALONE, within=DRAWN), "error"),
    (ods(BESIDE, over=DRAWN), "warning"),
    (ods(BESIDE, within=DRAWN), "warning"),
]


@pytest.mark.parametrize(("data", "severity"), CASES)
def test_in_an_ods(tmp_path, data, severity):
    (tmp_path / "附件2.ods").write_bytes(data)
    assert told(tmp_path / "附件2.ods") == (False, {UnreadKind.OBJECT}, [("JF011", severity)])


def test_in_an_old_workbook(tmp_path, office_convert):
    paths = [tmp_path / f"附件2_{number}.ods" for number in range(len(CASES))]
    for path, (data, _) in zip(paths, CASES, strict=True):
        path.write_bytes(data)
    office_convert(paths[0], "xls", tmp_path, *paths[1:])
    for path, (_, severity) in zip(paths, CASES, strict=True):
        assert told(path.with_suffix(".xls")) == (False, {UnreadKind.OBJECT}, [("JF011", severity)])


def test_a_chart_in_the_place_of_rows_is_no_nil_return(tmp_path):
    chart = OBJECT.format('draw:notify-on-update-of-ranges="Sheet1.A1:B3"')
    (tmp_path / "附件2.ods").write_bytes(ods(ALONE, over=chart))
    assert told(tmp_path / "附件2.ods") == (False, {UnreadKind.CHART}, [("JF011", "error")])


def test_a_chart_beside_rows_draws_what_stands_in_them(tmp_path):
    chart = OBJECT.format('draw:notify-on-update-of-ranges="Sheet1.A1:B3"')
    (tmp_path / "附件2.ods").write_bytes(ods(BESIDE, over=chart))
    assert told(tmp_path / "附件2.ods") == (False, set(), [])

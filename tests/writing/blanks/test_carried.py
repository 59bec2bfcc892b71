"""A blank that begins with what was typed before: read back it is just that, and nobody's return until somebody types."""

import pytest
from openpyxl import load_workbook

from jianfu_cli.core.filings.carrying import Carried
from jianfu_cli.core.language.values import text_of
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.writing.blanks.packs import BlankSet, write_blanks

REPORTER = {"reporter": "甲一 0373-2000001"}
ROWS = (
    {"category": "社会事务进校园", "matter": "=1+1进校园", "body": "区水利局"},
    {"category": "值班", "matter": "“值班”接龙"},
)
FIGURES = {"问题排查整改情况": "共摸排问题4项。", "建立审批报备制度情况": "列入社会事务进校园白名单1项。"}


@pytest.fixture
def read_blank(campaign, tmp_path):
    """``read_blank("a3", carried)`` makes the blank and reads it; ``typing(path)`` may fill it in between."""

    def run(attachment, carried, typing=None):
        blanks = BlankSet("红旗区", (campaign.attachment(attachment),), {attachment: carried})
        (path,) = write_blanks(campaign, blanks, tmp_path)
        if typing:
            typing(path)
        (file,) = read_source(Source(path.name, path), Reader.of(campaign), GuardLimits())
        (form,) = file.forms
        return form

    return run


def test_rows_come_back_as_they_were_carried(read_blank):
    form = read_blank("a3", Carried(REPORTER, ROWS, sources=("附件2",)))
    assert [
        {key: form.text(row, key) for key in carried} for row, carried in zip(form.body.rows, ROWS, strict=True)
    ] == list(ROWS)
    filled = [[text_of(value) for value in row.values if text_of(value)] for row in form.body.rows]
    assert filled == [[str(number), *cells.values()] for number, cells in enumerate(ROWS, start=1)]
    assert (form.header.text("reporter"), form.owner.unit, form.body.broken_cells, form.body.formulas) == (
        "甲一 0373-2000001",
        "红旗区",
        (),
        (),
    )


@pytest.mark.parametrize(
    ("attachment", "carried"),
    [
        ("a6", Carried(REPORTER, sources=("附件2",))),
        ("a4", Carried(paragraphs=FIGURES, sources=("附件2",))),
        ("a5", Carried()),
    ],
)
def test_nobody_has_filed_what_was_only_carried(read_blank, attachment, carried):
    form = read_blank(attachment, carried)
    assert (form.untouched, form.body.nil) == (True, False)


def type_after(label, text):
    """Type over the cell of the header block that begins with ``label``."""

    def typing(path):
        book = load_workbook(path)
        cells = (cell for row in book.worksheets[0].iter_rows() for cell in row)
        next(cell for cell in cells if str(cell.value).startswith(label)).value = f"{label}：{text}"
        book.save(path)

    return typing


@pytest.mark.parametrize(("label", "text"), [("填报时间", "2024年6月12日"), ("填报人员及电话", "乙一 0373-2000002")])
def test_as_soon_as_somebody_types_it_is_a_nil_return(read_blank, label, text):
    form = read_blank("a6", Carried(REPORTER, sources=("附件2",)), type_after(label, text))
    assert (form.untouched, form.body.nil) == (False, True)


def test_figures_stand_under_their_headings(read_blank):
    form = read_blank("a4", Carried(paragraphs=FIGURES, sources=("附件2",)))
    assert {section.heading: section.text for section in form.outline.sections if section.text} == FIGURES


@pytest.mark.parametrize(
    ("typing", "total"),
    [(["第一项"], "1"), (["第一项", "第二项"], "2"), ([], "0")],
)
def test_the_total_is_counted_anew_from_the_rows(read_blank, typing, total):
    def type_rows(path):
        book = load_workbook(path)
        for number, name in enumerate(typing, start=6):
            book.worksheets[0].cell(number, 2, name)
        book.save(path)

    form = read_blank("a7", Carried(), type_rows)
    assert form.header.text("declared_total") == total
    assert (len(form.body.rows), form.body.strays) == (len(typing), ())

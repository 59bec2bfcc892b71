"""The paper of a blank: three columns upright, twenty on A3, the prepared rows always on one page."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from jianfu_cli.core.model.column import Column
from jianfu_cli.writing.blanks.paper import column_widths, paper_for, row_height
from jianfu_cli.writing.blanks.workbook import blank_workbook

HEAD = 24 + 40 + 26 + 38  # label, title, one row of the header block, headings of one or two lines


def columns(*widths):
    first = Column(key="seq", heading="序号", type="sequence", required=False, width=6)
    return [first, *(Column(key=f"c{n}", heading="列", type="text", width=width) for n, width in enumerate(widths))]


@pytest.mark.parametrize(
    ("widths", "landscape", "a3"),
    [([10, 12], False, False), ([34, 34], False, False), ([36, 36], True, False), ([14] * 8, True, False),
     ([20] * 10, True, False), ([14] * 19, True, True)],
)  # fmt: skip
def test_what_is_narrow_lies_upright_and_what_is_wide_on_a3(widths, landscape, a3):
    paper = paper_for(columns(*widths))
    assert (paper.landscape, paper.a3) == (landscape, a3)


@pytest.mark.parametrize("widths", [[10], [10, 12], [14] * 8, [16] * 9, [20] * 10, [14] * 19])
@pytest.mark.parametrize("around", [HEAD, HEAD + 60])
def test_twenty_rows_stand_on_one_page_whatever_the_columns(widths, around):
    form = columns(*widths)
    paper = paper_for(form)
    wide = column_widths(form, paper, around)
    assert wide[0] == 6
    assert all(now >= column.width for now, column in zip(wide, form, strict=True))
    assert (20 * row_height(wide, paper, around) + around) * paper.scale(wide) <= paper.height + 1
    assert paper.scale(wide) * 12 >= 7  # points


@pytest.mark.parametrize("attachment", ["a1", "a2", "a3", "a6", "a7"])
def test_the_shipped_forms_lie_on_a4(campaign, attachment):
    setup = load_workbook(BytesIO(blank_workbook(campaign, campaign.attachment(attachment)))).worksheets[0].page_setup
    assert (setup.paperSize, setup.orientation) == (9, "landscape")

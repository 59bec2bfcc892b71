"""Rows of Word tables merge like others; a safe repair finds its cell by the column, for Word has no addresses."""

from made.forms import with_fields
from made.rollups import AS_OF, campaign, make_file, make_finding, make_form, problem

from jianfu_cli.core.rollup.merge import roll_up


def test_safe_repairs_reach_the_cells_of_a_word_table():
    form = with_fields(make_form("a2", "红旗区", [problem("甲", category="二")], sheet="表格1"), addressed=False)
    repair = make_finding(
        "JF203", "info", path="附件2.docx", sheet="表格1", row=form.body.rows[0].number, column="问题类别",
        suggestion="社会事务进校园", fixable=True,
    )  # fmt: skip
    table = roll_up([make_file("附件2.docx", form)], [repair], campaign(), AS_OF).table("problems")
    (row,) = table.rows
    assert (table.text(row, "category"), row.sheet, row.codes) == ("社会事务进校园", "表格1", ("JF203",))

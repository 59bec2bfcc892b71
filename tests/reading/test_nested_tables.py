"""Tables within tables, as web systems and Word's own frames leave them: what a person sees across them is a row."""

import pytest
from made.forms import shipped
from made.printed import PRINTED
from made.word_files import p, run, tbl, tc, tr, word

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(shipped())
TOP = (
    "专项整治问题摸排清单",
    "填报单位（盖章）：红旗区    填报时间：2024年6月5日    填报人员及电话：某甲 0373-0000001",
)
HEADINGS = [*PRINTED["a2"]]
NAMES = ("甲", "乙", "丙")
ROWS = [
    [str(n), "社会事务进校园", name, "县水利局", "5月", "学校", "全县", "讲座", "讲座", "清理", ""]
    for n, name in enumerate(NAMES, start=1)
]
ALL = [HEADINGS, *ROWS]
COLUMNS = [list(column) for column in zip(*ALL, strict=True)]


def page_table(rows):
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


def word_table(rows):
    # A cell ends with a paragraph, one of a table too.
    return tbl(*[tr(*[tc(cell, "") if cell.startswith("<") else cell for cell in row]) for row in rows])


def page(body):
    return "html", f'<meta charset="utf-8">{"".join(f"<p>{line}</p>" for line in TOP)}{body}'.encode()


def letter(body):
    return "docx", word(*[p(run(line)) for line in TOP], body)


def nested(table):
    """What stands in what: name → the table."""
    columns = [table([[text] for text in column]) for column in COLUMNS]
    return {
        "a table a column": table([columns]),
        "under headings of their own": table(
            [HEADINGS, [table([[text] for text in column[1:]]) for column in COLUMNS]]
        ),
        "two columns a table": table([[table([row[at : at + 2] for row in ALL]) for at in range(0, 11, 2)]]),
        "a table a row": table([[table([row])] for row in ALL]),
        "a table a cell": table([[table([[text]]) for text in row] for row in ALL]),
        "columns in a frame": table([[table([columns])]]),
        "two rows of columns": table(
            [[table([[text] for text in column[part]]) for column in COLUMNS] for part in (slice(0, 2), slice(2, 4))]
        ),
    }


CASES = [
    pytest.param(*send(body), id=f"{name}, {send.__name__}")
    for table, send in ((page_table, page), (word_table, letter))
    for name, body in nested(table).items()
]


def read(end, data, tmp_path):
    path = tmp_path / f"报表.{end}"
    path.write_bytes(data)
    (file,) = read_source(Source(path.name, path, "红旗区"), READER, GuardLimits())
    return file.forms


@pytest.mark.parametrize(("end", "data"), CASES)
def test_rows_across_tables(end, data, tmp_path):
    (form,) = read(end, data, tmp_path)
    assert form.texts("matter") == list(NAMES)
    assert form.texts("body") == ["县水利局"] * 3


@pytest.mark.parametrize(("table", "send"), [(page_table, page), (word_table, letter)], ids=["page", "letter"])
def test_forms_beside_each_other_in_a_frame_stay_two(table, send, tmp_path):
    listed = [
        ["序号", "活动名称", "实施单位", "开展时间", "实施范围", "验收方式"],
        *[["1", name, "局", "全年", "全县", "查"] for name in NAMES],
    ]
    found = read(*send(table([[table(ALL), table(listed)]])), tmp_path)
    assert [form.texts("matter") for form in found] == [list(NAMES), list(NAMES)]


def test_merged_cells_of_a_column_are_merged_in_the_row(tmp_path):
    cells = [f"<td>{COLUMNS[1][0]}</td>", f"<td rowspan='3'>{COLUMNS[1][1]}</td>", "", ""]
    merged = f"<table>{''.join(f'<tr>{cell}</tr>' for cell in cells)}</table>"
    columns = [page_table([[text] for text in column]) for column in COLUMNS]
    (form,) = read(*page(page_table([[columns[0], merged, *columns[2:]]])), tmp_path)
    assert form.texts("category") == ["社会事务进校园"] * 3

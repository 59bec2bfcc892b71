"""Forms in Word tables read like sheets, whatever wraps their text, and nothing is lost."""

import io

import docx
import pytest
from made.printed import PRINTED
from made.word_files import p, run, span, tbl, tc, tr, word

from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats import word as reading_of_word
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
HEADINGS = tr(*PRINTED["a2"])
PRINTED_TITLE = "专项整治问题摸排清单"
LINE = "填报单位（盖章）：红旗区 填报时间：2024年6月12日 填报人员及电话：张某某 0373-0000000"
WIDE = (1000,) * 11
HERE = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"


def problem(matter, number="1", **other):
    cells = {
        "seq": number, "category": "其他", "matter": matter, "body": "县司法局", "held": "全年", "venue": "校园",
        "scope": "师生", "content": "讲座", "manner": "讲座", "disposition": "保留", "remark": "",
    }  # fmt: skip
    return tr(*(cells | other).values())


@pytest.fixture
def read(tmp_path):
    def made(data, name="来件.docx", unit=None):
        (tmp_path / name).write_bytes(data)
        (file,) = read_source(Source(name, tmp_path / name, unit), READER, GuardLimits())
        return file

    return made


def matters(form):
    return [form.text(row, "matter") for row in form.body.rows]


def test_every_table_attachment_reads_like_a_sheet(read):
    for attachment in (form for form in CAMPAIGN.attachments if form.kind == "table"):
        document = docx.Document()
        document.add_paragraph(attachment.label)
        document.add_paragraph(attachment.title)
        document.add_paragraph(LINE)
        table = document.add_table(2, len(attachment.columns))
        for place, column in enumerate(attachment.columns):
            table.cell(0, place).text = column.heading
            table.cell(1, place).text = f"{column.heading}内容"
        stream = io.BytesIO()
        document.save(stream)
        (form,) = read(stream.getvalue()).forms
        assert (form.attachment, form.owner.unit, form.place.sheet, form.place.header_row) == (
            attachment.id,
            "红旗区",
            "表格1",
            1,
        )
        assert [column.key for column in form.body.columns] == [column.key for column in attachment.columns]
        assert [row.number for row in form.body.rows] == [2]
        assert [text_of(value) for value in form.body.rows[0].values] == [
            f"{c.heading}内容" for c in attachment.columns
        ]
        assert not form.place.addressed


@pytest.mark.parametrize(
    "cell",
    [
        p("普法宣传"),
        p('<w:ins w:id="1" w:author="a">' + run("普法宣传") + "</w:ins>"),
        p("普法", '<w:del w:id="1" w:author="a"><w:r><w:delText>旧的</w:delText></w:r></w:del>', run("宣传")),
        p('<w:moveTo w:id="1" w:author="a">' + run("普法宣传") + "</w:moveTo>")
        + p('<w:moveFrom w:id="2" w:author="a">' + run("别处") + "</w:moveFrom>"),
        p("<w:sdt><w:sdtPr/><w:sdtContent>" + run("普法宣传") + "</w:sdtContent></w:sdt>"),
        "<w:sdt><w:sdtContent>" + p("普法宣传") + "</w:sdtContent></w:sdt>",
        p("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("单击此处") + "</w:sdtContent></w:sdt>")
        + p("普法宣传"),
        p('<w:hyperlink w:anchor="x">' + run("普法宣传") + "</w:hyperlink>"),
        p('<w:smartTag w:element="x">' + run("普法") + "</w:smartTag>", run("宣传")),
        p('<w:fldSimple w:instr="TITLE">' + run("普法宣传") + "</w:fldSimple>"),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TITLE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("普法宣传") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="其他"/>'
            '<w:listEntry w:val="普法宣传"/></w:ddList></w:ffData></w:fldChar></w:r>'
        ),
        p("<w:r><w:ruby><w:rt>" + run("pǔ") + "</w:rt><w:rubyBase>" + run("普") + "</w:rubyBase></w:ruby></w:r>", run("法宣传")),
        p(
            "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("普法宣传") + "</w:txbxContent></wps:txbx>"
            "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("普法宣传")
            + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        tbl(tr("普法宣传")),
        p("普法宣传", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    ],
)  # fmt: skip
def test_whatever_wraps_a_text_it_is_read_once(read, cell):
    (form,) = read(word(p(LINE), tbl(HEADINGS, problem(tc(cell))))).forms
    assert matters(form) == ["普法宣传"]


def test_line_breaks_and_tabs_part_words(read):
    cell = tc(p("甲", "<w:r><w:br/></w:r>", "乙", "<w:r><w:tab/></w:r>", "丙") + p("丁"))
    (form,) = read(word(p(LINE), tbl(HEADINGS, problem(cell)))).forms
    assert matters(form) == ["甲\n乙\t丙\n丁"]


@pytest.mark.parametrize(
    "rows",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:customXml>{}</w:customXml>",
        '{}<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr><w:tc><w:p/></w:tc></w:tr>',
    ],
)  # fmt: skip
def test_rows_within_controls_are_rows_and_deleted_rows_are_none(read, rows):
    (form,) = read(word(p(LINE), tbl(HEADINGS, rows.format(problem("甲")), problem("乙", "2")))).forms
    assert [(row.number, form.text(row, "matter")) for row in form.body.rows] == [(2, "甲"), (3, "乙")]


def test_cells_within_a_control(read):
    row = (
        problem("甲")
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1)
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1)
    )
    (form,) = read(word(p(LINE), tbl(HEADINGS, row))).forms
    assert (matters(form), form.text(form.body.rows[0], "sequence")) == (["甲"], "1")


def test_merged_cells_give_their_value_to_each_row(read):
    one = problem("甲", body=tc("县教体局", properties=HERE))
    two = problem("乙", "2", body=tc("", properties=ON))
    (form,) = read(word(p(LINE), tbl(HEADINGS, one, two, widths=WIDE))).forms
    assert [form.text(row, "body") for row in form.body.rows] == ["县教体局", "县教体局"]
    assert form.body.merged_cells == ("D2:D3",)


def test_dragged_borders_do_not_shift_columns(read):
    """Word splits the grid where a border was dragged: the cells of that row then span slivers."""
    widths = (1000, 1000, 950, 50, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000)
    headings = HEADINGS.replace("<w:tc><w:p>", f"<w:tc><w:tcPr>{span(2)}</w:tcPr><w:p>", 3).replace(span(2), span(1), 2)
    row = problem("甲", body=tc("县司法局", properties=span(2)))
    (form,) = read(word(p(LINE), tbl(headings, row, widths=widths))).forms
    assert (matters(form), form.text(form.body.rows[0], "body"), form.text(form.body.rows[0], "held")) == (
        ["甲"],
        "县司法局",
        "全年",
    )
    assert form.body.merged_cells == ()


def test_a_row_with_fewer_cells_finds_its_columns(read):
    texts = ["1", "其他", "甲", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留"]
    wide = tr(*texts[:4], tc("全年校园", properties=span(2)), *texts[6:], "")
    late = tr(*texts[1:], "", properties='<w:gridBefore w:val="1"/>')
    (form,) = read(word(p(LINE), tbl(HEADINGS, wide, late, widths=WIDE))).forms
    assert [form.text(row, "disposition") for row in form.body.rows] == ["保留", "保留"]
    assert [form.text(row, "sequence") for row in form.body.rows] == ["1", ""]
    assert [form.text(row, "matter") for row in form.body.rows] == ["甲", "甲"]


def test_numbers_that_word_counts_are_read(read):
    numbered = tc(p(properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'))
    (form,) = read(
        word(p(LINE), tbl(HEADINGS, problem("甲", numbered), problem("乙", numbered), tr(numbered, *[""] * 10)))
    ).forms
    assert [form.text(row, "sequence") for row in form.body.rows] == ["1", "2"]


def test_labels_in_the_page_header_are_the_header_block(read):
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "新乡市教育局文件"
    header.add_paragraph(LINE)
    document.add_paragraph("附件2")
    document.add_paragraph("专项整治问题摸排清单")
    table = document.add_table(2, len(PRINTED["a2"]))
    for place, heading in enumerate(PRINTED["a2"]):
        table.cell(0, place).text, table.cell(1, place).text = heading, "甲"
    stream = io.BytesIO()
    document.save(stream)
    (form,) = read(stream.getvalue()).forms
    assert (form.owner.unit, str(form.header.reported_on), matters(form)) == ("红旗区", "2024-06-12", ["甲"])
    assert form.header.text("reporter") == "张某某 0373-0000000"


@pytest.mark.parametrize(
    "body",
    [
        (p("附件2"), p("专项整治问题摸排清单"), p(LINE), tbl(HEADINGS, problem("甲"))),
        (tbl(tr(tc(LINE, properties=span(11))), HEADINGS, problem("甲"), widths=WIDE),),
        (tbl(tr("填报单位（盖章）：红旗区", "填报时间：2024年6月12日", "填报人员及电话：张某某")), p(), tbl(HEADINGS, problem("甲"))),
        (tbl(HEADINGS, problem("甲")), p("备注：问题类别：（一）监督检查评比考核"), p(LINE)),
        (tbl(tr(tc(p(LINE) + tbl(HEADINGS, problem("甲")) + p()))),),
        (p("<w:r><w:pict><v:textbox><w:txbxContent>" + p(LINE) + "</w:txbxContent></v:textbox></w:pict></w:r>"), tbl(HEADINGS, problem("甲"))),
    ],
    ids=["above", "first row", "own table", "below", "within a frame", "text box"],
)  # fmt: skip
def test_header_block_stands(read, body):
    (form,) = read(word(*body)).forms
    assert (form.owner.unit, str(form.header.reported_on), matters(form)) == ("红旗区", "2024-06-12", ["甲"])


def test_several_forms_in_one_document(read):
    a3 = tr(*PRINTED["a3"])
    done = tr("1", "其他", "甲", "县司法局", "通知", "取消", "2024-06-20", "已完成", "")
    file = read(
        word(
            *(p("附件2 专项整治问题摸排清单"), p(LINE), tbl(HEADINGS, problem("甲")), p("备注：无")),
            *(p("附件3 专项整治问题整改清单"), p(LINE.replace("12日", "13日")), tbl(a3, done)),
        )
    )
    assert [(f.attachment, f.place.sheet, str(f.header.reported_on), len(f.body.rows)) for f in file.forms] == [
        ("a2", "表格1", "2024-06-12", 1),
        ("a3", "表格2", "2024-06-13", 1),
    ]


@pytest.mark.parametrize(
    ("between", "second"),
    [((p(),), (HEADINGS, problem("乙", "2"))), ((p("附件2（续）"),), (HEADINGS, problem("乙", "2"))),
     ((p("二、社会事务进校园"),), (HEADINGS, problem("乙", "2"))), ((), (problem("乙", "2"),))],
    ids=["repeated headings", "continued", "by category", "no headings"],
)  # fmt: skip
def test_a_form_cut_in_two_tables_is_one(read, between, second):
    (form,) = read(word(p(LINE), tbl(HEADINGS, problem("甲")), *between, tbl(*second))).forms
    assert (matters(form), form.place.sheet) == (["甲", "乙"], "表格1—2")
    assert form.body.rows[-1].number == 2 + len(second)


@pytest.mark.parametrize("block", [(LINE,), LINE.split(" ")], ids=["a line", "three lines"])
@pytest.mark.parametrize("foot", [False, True], ids=["above", "at the foot"])
@pytest.mark.parametrize("form", ["a2", "a3"])
def test_a_table_a_category_each_under_the_line_that_names_it(read, form, foot, block):
    headings = [heading for heading in PRINTED[form] if heading != "问题类别"]
    rows = ["1", "甲", "县司法局", *["县里"] * (len(headings) - 3)]
    header = [p(line) for line in block]
    lines = ("（二）社会事务进校园", "三、文件和会议", "（八）其他")
    tables = [(p(line), tbl(tr(*headings), tr(*rows), tr("2", *rows[1:]))) for line in lines]
    title = p(CAMPAIGN.attachment(form).title)
    file = read(
        word(title, *(() if foot else header), *(part for each in tables for part in each), *(header if foot else ()))
    )
    found = [(row.number, form.text(row, "category")) for form in file.forms for row in form.body.rows]
    assert found == [
        *((number, "社会事务进校园") for number in (2, 3)),
        *((number, "文件和会议") for number in (5, 6)),
        *((number, "其他") for number in (8, 9)),
    ]
    assert [str(form.header.reported_on) for form in file.forms] == ["2024-06-12"]


@pytest.mark.parametrize(
    "foot",
    [
        tbl(tr("填报单位", "红旗区", "填报时间", "2024年6月12日", "填报人员及电话", "张某某 0373-0000000")),
        tbl(tr("填报单位（盖章）", "红旗区"), tr("填报时间", "2024-06-12"), tr("填报人", "张某某 0373-0000000")),
        p("填报单位（盖章）：红旗区") + p("填报时间：2024年6月12日") + p("填报人：张某某 0373-0000000"),
    ],
    ids=["a row", "a row each", "lines"],
)
def test_a_header_block_under_the_table(read, foot):
    (form,) = read(word(p("附件2"), tbl(HEADINGS, problem("甲")), p(), foot, p("备注：以上为全部事项"))).forms
    assert (form.owner.unit, str(form.header.reported_on), matters(form)) == ("红旗区", "2024-06-12", ["甲"])
    assert (form.header.text("reporter"), form.body.unread) == ("张某某 0373-0000000", ())


def test_a_word_that_might_head_a_column_in_rows_that_go_on_is_no_heading(read):
    more = [problem(f"事{number}", str(number), scope="学段") for number in range(2, 8)]
    (form,) = read(word(p(LINE), tbl(HEADINGS, problem("甲")), p(), tbl(*more))).forms
    assert len(form.body.rows) == 7


def test_another_header_block_begins_another_form(read):
    file = read(
        word(p(LINE), tbl(HEADINGS, problem("甲")), p(LINE.replace("红旗", "卫滨")), tbl(HEADINGS, problem("乙")))
    )
    assert [(form.owner.unit, form.place.sheet) for form in file.forms] == [("红旗区", "表格1"), ("卫滨区", "表格2")]


def test_nil_return(read):
    (form,) = read(word(p("附件2"), p(LINE), tbl(HEADINGS, tr(*[""] * 11)))).forms
    assert (form.body.nil, len(form.body.rows)) == (True, 0)


def test_strict_files_read_alike(read):
    (form,) = read(word(p(LINE), tbl(HEADINGS, problem("甲")), strict=True)).forms
    assert (matters(form), form.owner.unit) == (["甲"], "红旗区")


@pytest.mark.parametrize(
    ("name", "body", "outcome", "codes"),
    [
        ("附件2.docx", (p("情况说明"),), Outcome.REFUSED, ["JF006"]),
        ("来件.docx", (tbl(tr("序号", "事项名称", "备注"), tr("1", "甲", "")),), Outcome.SKIPPED, ["JF006"]),
        ("通知.docx", (p("关于减轻教师负担的通知"), tbl(tr("序号", "学校", "人数"), tr("1", "一中", "3"))), Outcome.SKIPPED, []),
        ("通知.docx", (p("关于减轻教师负担的通知"),), Outcome.SKIPPED, []),
    ],
)  # fmt: skip
def test_documents_without_a_form(read, name, body, outcome, codes):
    file = read(word(*body), name, "红旗区")
    assert (file.outcome, [problem.code for problem in file.problems]) == (outcome, codes)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000, "JF003"),
        (tbl(tr(*["a"] * 30_000), *[tr("a")] * 100), "JF003"),
        ("<w:p><w:r>", "JF001"),
        ('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>', "JF006"),
    ],
)
def test_hostile_documents_are_refused(read, body, code):
    file = read(word(body), "附件2.docx")
    assert (file.outcome, [problem.code for problem in file.problems]) == (Outcome.REFUSED, [code])


def test_tables_within_tables_are_read_in_no_time(read):
    table = tbl(tr("正文"))
    for _ in range(40):
        table = tbl(tr(tc(table)))
    assert read(word(table), "来件.docx").outcome is Outcome.SKIPPED


def test_more_cells_than_any_form_has_are_refused_before_they_are_read(read, monkeypatch):
    monkeypatch.setattr(reading_of_word, "_MOST_CELLS", 22)
    assert read(word(p("附件2"), p(LINE), tbl(HEADINGS, problem("一")))).outcome is Outcome.READ
    refused = read(word(p("附件2"), p(LINE), tbl(HEADINGS, problem("一"), tr("x"))))
    assert (refused.outcome, refused.problems[0].code) == (Outcome.REFUSED, "JF003")


def test_after_another_table_a_form_goes_on_by_itself(read):
    rest = tbl(problem("三", "3"))
    parted = read(word(p("附件2"), p(LINE), tbl(HEADINGS, problem("一")), tbl(tr("签", "字")), rest))
    assert [(matters(form), form.place.continues) for form in parted.forms] == [(["一"], False), (["三"], True)]
    joined = read(word(p("附件2"), p(LINE), tbl(HEADINGS, problem("一")), rest))
    assert [matters(form) for form in joined.forms] == [["一", "三"]]


SAME = {"category": "同上", "body": "同上"}


def test_ditto_in_a_table_stands_where_a_person_counts_it(read):
    rows = (HEADINGS, problem("一"), problem("二", "2", **SAME))
    (form,) = read(word(p("附件2"), p("专项整治问题摸排清单"), p(LINE), tbl(*rows))).forms
    assert form.texts("body") == ["县司法局", "县司法局"]
    assert [(row, column.key, said) for row, column, said in form.body.dittos] == [
        (3, "category", "同上"),
        (3, "body", "同上"),
    ]


def test_ditto_in_a_table_that_goes_on_is_of_the_row_above_there(read):
    first = tbl(HEADINGS, problem("一"), problem("二", "2"))
    on = tbl(problem("三", "3", body="县公安局"), problem("四", "4", **SAME))
    forms = read(word(p("附件2"), p("专项整治问题摸排清单"), p(LINE), first, p("接上表"), on)).forms
    assert [form.texts("body") for form in forms] == [["县司法局"] * 2, ["县公安局"] * 2]
    assert [[(row, column.key) for row, column, _ in form.body.dittos] for form in forms] == [
        [],
        [(2, "category"), (2, "body")],
    ]


@pytest.mark.parametrize("heads", [(HEADINGS, HEADINGS), (HEADINGS, "")], ids=["headed again", "headed once"])
@pytest.mark.parametrize("line", ["（三）文件和会议", "三、文件和会议（共1项）", "文件和会议类"])
def test_a_class_between_two_parts_of_a_form_is_that_of_the_rows_below_it(read, heads, line):
    first = line.replace("三", "六").replace("文件和会议", "校园值班值守")
    parts = (tbl(heads[0], problem("护校", category="")), p(line), tbl(heads[1], problem("开会", category="")))
    form = read(word(p(PRINTED_TITLE), p(LINE), p(first), *parts)).forms[0]
    assert [(form.text(row, "matter"), form.text(row, "category")) for row in form.body.rows] == [
        ("护校", "校园值班值守"),
        ("开会", "文件和会议"),
    ]

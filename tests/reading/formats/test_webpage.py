"""Pages under a workbook's name: rows, merges and addresses as a spreadsheet lays the page out."""

import base64
import time

import pytest
from made.forms import shipped

from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats import web_archive, webpage
from jianfu_cli.reading.grid import Merge
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.sources import Source

LIMITS = GuardLimits()


def page(html, limits=LIMITS):
    (grid,) = webpage.read_sheets(html.encode() if isinstance(html, str) else html, None, limits)
    assert grid.name == ""
    return grid


def rows(html):
    return [list(row) for row in page(html).rows]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<table><tr><th>序号</th><th>名称</th></tr><tr><td>1</td><td>讲座</td></tr></table>",
                     [["序号", "名称"], ["1", "讲座"]], id="plain"),
        pytest.param("<TABLE><TR><TD>1<TD>讲座<TR><TD>2<TD>征文", [["1", "讲座"], ["2", "征文"]], id="nothing closed"),
        pytest.param("<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>", [["a"], ["b"], ["c"]], id="parts"),
        pytest.param("<table><tr><td>a<tr><tr><td>b</table>", [["a"], [], ["b"]], id="row without cells"),
        pytest.param("<table><tr><td>甲<br>乙<br><br>丙<td><p>一</p><p>二</p></table>", [["甲\n乙\n\n丙", "一\n二"]], id="lines"),
        pytest.param("<table><tr><td>\n  防溺水\n  宣传 \n<td>WPS\n表格<td>a &nbsp; b</table>", [["防溺水宣传", "WPS 表格", "a b"]], id="blanks"),
        pytest.param("<table><tr><td>&nbsp;<td>&lt;b&gt;&amp;&#8220;<td><b>粗</b><i>斜</i></table>", [["", "<b>&“", "粗斜"]], id="entities, marks"),
        pytest.param("<title>题</title><style>td{}</style><table><tr><td>a<script>var b='<td>'</script></table>", [["a"]], id="no script, no style"),
        pytest.param("<h1>附件2</h1>填报单位：红旗区<br>填报时间：2024-06-12<table><tr><td>a</table>尾",
                     [["附件2"], ["填报单位：红旗区"], ["填报时间：2024-06-12"], ["a"], ["尾"]], id="text around"),
        pytest.param("<table><caption>附件2</caption><tr><td>a</table><table><tr><td>b</table>", [["附件2"], ["a"], ["b"]], id="two tables"),
        pytest.param("<table><tr><td>头<tr><td><table><tr><td>1<td>2</table><tr><td>尾</table>",
                     [["头"], [""], ["1", "2"], ["尾"]], id="table within a table"),
        pytest.param("<!--[if gte mso 9]><xml><x:Name>Sheet1</x:Name></xml><![endif]--><xml><x:Name>b</x:Name></xml><table><tr><td>a</table>", [["a"]], id="Office's own"),
        pytest.param("<table><tr><td>a\x00b</table>", [["a\ufffdb"]], id="zero"),
        pytest.param("<p>", [], id="nothing"),
    ],
)  # fmt: skip
def test_rows(html, expected):
    assert rows(html) == expected


@pytest.mark.parametrize(
    ("html", "expected", "merges"),
    [
        pytest.param("<tr><td colspan=3>题<tr><td>1<td>2<td>3",
                     [["题"], ["1", "2", "3"]], [Merge(1, 1, 1, 3)], id="across"),
        pytest.param("<tr><td>1<td rowspan=2>类<td>甲<tr><td>2<td>乙",
                     [["1", "类", "甲"], ["2", "", "乙"]], [Merge(1, 2, 2, 2)], id="down"),
        pytest.param("<tr><td rowspan=2 colspan=2>角<td>a<tr><td>b<tr><td>c<td>d",
                     [["角", "", "a"], ["", "", "b"], ["c", "d"]], [Merge(1, 1, 2, 2)], id="both"),
        pytest.param("<tr><td rowspan=3>甲<td rowspan=2>乙<td>1<tr><td>2<tr><td>3",
                     [["甲", "乙", "1"], ["", "", "2"], ["", "3"]], [Merge(1, 1, 3, 1), Merge(1, 2, 2, 2)], id="stairs"),
        pytest.param("<tr><td rowspan=99999>甲<td>1<tr><td>2",
                     [["甲", "1"], ["", "2"]], [Merge(1, 1, 2, 1)], id="beyond the end"),
        pytest.param("<tr><td rowspan=99999 colspan=1>甲<td colspan=x>1", [["甲", "1"]], [], id="nothing to merge"),
    ],
)  # fmt: skip
def test_merges(html, expected, merges):
    grid = page(f"<table>{html}</table>")
    assert [list(row) for row in grid.rows] == expected
    assert list(grid.merges) == merges


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1"])
def test_the_bytes_say_the_encoding_not_the_page(encoding, declared):
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><table><tr><td>序号'
    assert rows(html.encode(encoding)) == [["序号"]]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<table>" + "<tr><td colspan=16000>a<td>b" * 2000, id="wide rows"),
        pytest.param("<table><tr>" + "<td>1" * 20_000, id="more columns than a sheet"),
        pytest.param("<table>" + "<tr><td rowspan=60000>x" * 4000, id="merges over merges"),
        pytest.param("<table>" + "<tr><td colspan=9999 rowspan=9999>x<tr>" * 1000, id="merges over the sheet"),
    ],
)
def test_refused(html):
    began = time.monotonic()
    with pytest.raises(RefusedError, match="超出一张工作表") as refusal:
        page(html)
    assert refusal.value.code == "JF003"
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<table>"])
def test_depth_is_no_harm(tag):
    assert [row for row in rows(tag * 20_000 + "底") if any(row)] == [["底"]]


def test_no_text_is_refused():
    with pytest.raises(RefusedError, match="编码") as refusal:
        page(b"<table><tr><td>\x81\xff\xfe\x80")
    assert refusal.value.code == "JF001"


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="part"

--part
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: quoted-printable

<frameset><frame src=3D"sheet001.htm"></frameset>
--part
Content-Type: text/html; charset="gb2312"
Content-Transfer-Encoding: base64

{sheet}
--part
Content-Type: text/css

td {{color: red}}
--part--
"""


def test_web_archive():
    sheet = "<table><tr><td>序号<td>名称</table>".encode("gb18030")
    data = ARCHIVE.format(sheet=base64.b64encode(sheet).decode()).encode()
    assert [grid.rows for grid in web_archive.read_sheets(data, None, GuardLimits())] == [[["序号", "名称"]]]


def test_web_archive_without_end():
    data = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(5000))
    with pytest.raises(RefusedError) as refusal:
        web_archive.read_sheets(data.encode(), None, GuardLimits())
    assert refusal.value.code == "JF001"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("<input type=checkbox checked>清理 <input type=checkbox>保留", "☑清理 ☐保留"),
        ("<input type='radio'>清理<input TYPE=Radio CHECKED=checked>优化", "☐清理☑优化"),
        ("<select><option>清理</option><option selected>优化</option></select>", "优化"),
        ("<select><option>清理<option>优化</select>", "清理"),
        ("<select></select>", ""),
        ('<input value="区水利局">', "区水利局"),
        ('<input type="hidden" value="1"><input type="submit" value="提交">甲', "甲"),
        ("<textarea>讲座</textarea>", "讲座"),
    ],
)
def test_a_field_says_what_was_ticked_chosen_or_typed(field, text):
    grid = page(f'<meta charset="utf-8"><table><tr><td>1</td><td>{field}</td><td>乙</td></tr></table>')
    assert (grid.rows, grid.facts.unread) == ([["1", text, "乙"]], ())


@pytest.mark.parametrize("how", ["style='height:0;display: none'", 'style="DISPLAY:none"', "hidden"])
def test_rows_that_a_page_does_not_show(how):
    grid = page(f"<table><tr><td>1</td></tr><tr {how}><td>2</td></tr><tr style='color:red'><td>3</td></tr></table>")
    assert ([*map("".join, grid.rows)], grid.facts.hidden_rows) == (["1", "2", "3"], {2})


SHEETS = {
    "a class": (".gone {display:none}", "class='x gone'"),
    "of rows": ("td{color:red}tr.gone{ color:red; DISPLAY : none }", "class=gone"),
    "one of several": ("b,.t .gone , i{display:none}", "class=gone"),
    "an identifier": ("#r2{display:none!important}", "id=r2"),
    "collapsed": (".gone{visibility:collapse}", "class=gone"),
    "not seen": (".gone{visibility: hidden}", "class=gone"),
    "under others": ("table > tbody tr.gone{display:none}", "class=gone"),
    "in a comment of old": ("<!-- .gone{display:none} -->", "class=gone"),
    "behind comments": ("/* a{} */.gone/* b */{/* c */display:none}", "class=gone"),
    "behind an import": ("@import 'a.css';.gone{display:none}", "class=gone"),
}


@pytest.mark.parametrize("case", SHEETS)
def test_rows_that_a_style_sheet_hides(case):
    sheet, how = SHEETS[case]
    grid = page(f"<style>{sheet}</style><table><tr><td>1</td></tr><tr {how}><td>2</td></tr><tr><td>3</td></tr></table>")
    assert ([*map("".join, grid.rows)], grid.facts.hidden_rows) == (["1", "2", "3"], {2})


@pytest.mark.parametrize(
    ("sheet", "how"),
    [
        ("@media print{.gone{display:none}}", "class=gone"),
        ("/* .gone{display:none} */", "class=gone"),
        (".gone{display:table-row}", "class=gone"),
        (".gone td.x{display:none}", "class=gone"),
        ("table.gone{display:none}", "class=gone"),
        (".gone:hover{display:none}", "class=gone"),
        (".gone{display:none}", "class=gone2"),
        ("{" * 50_000 + "}" * 50_000, "class=gone"),
    ],
)
def test_rows_that_a_style_sheet_does_not_hide(sheet, how):
    grid = page(f"<style>{sheet}</style><table><tr {how}><td>2</td></tr></table>")
    assert (grid.rows, grid.facts.hidden_rows) == ([["2"]], frozenset())


@pytest.mark.parametrize(
    ("html", "expected", "hidden"),
    [
        ("<tr><td>清理<span style='display:none'>保留<b>优化</b><br></span>一<td>b", [["清理一", "b"]], set()),
        ("<tr><td>a<tbody hidden><tr><td>b<tr><td>c</tbody><tbody><tr><td>d", [["a"], ["b"], ["c"], ["d"]], {2, 3}),
        ("<tr><td style='display:none'>a<td>b", [["a", "b"]], set()),
        ("<tr><td><p class=x>a</p><p>b</p>", [["b"]], set()),
    ],
)
def test_what_else_a_page_does_not_show(html, expected, hidden):
    grid = page(f"<style>.x{{display:none}}</style><table>{html}</table>")
    assert (grid.rows, grid.facts.hidden_rows) == (expected, hidden)


def inner(*lines):
    return (
        f"<table>{''.join('<tr>' + ''.join(f'<td>{text}</td>' for text in line) + '</tr>' for line in lines)}</table>"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(inner([inner(["序号"]), inner(["名称"])], [inner(["1"]), inner(["讲座"])]),
                     [["序号", "名称"], ["1", "讲座"]], id="each cell a table"),
        pytest.param(inner([inner([inner(["1"])]), inner([inner(["讲座"])])]), [["1", "讲座"]], id="twice over"),
        pytest.param(inner(["1", inner(["☑清理", "☐保留"]), "无"]), [["1", "☑清理 ☐保留", "无"]], id="choices"),
        pytest.param(inner(["1", inner(["一是讲"], ["二是画"]), "无"]), [["1", "一是讲\n二是画", "无"]], id="lines"),
        pytest.param(inner(["1", "前" + inner(["中"]) + "后"]), [["1", "前\n中\n后"]], id="text around"),
        pytest.param(inner(["1", inner([""]), "a"]), [["1", "", "a"]], id="an empty one"),
        pytest.param(inner(["菜单", inner(["序号", "名称"], ["1", "讲座"])]),
                     [["菜单", ""], ["序号", "名称"], ["1", "讲座"]], id="a frame with a menu"),
        pytest.param(inner([inner(["附件2"], ["序号", "名称"], ["1", "讲座"])]),
                     [[""], ["附件2"], ["序号", "名称"], ["1", "讲座"]], id="a frame"),
        pytest.param(inner([inner(["序号", "名称"])], [inner(["1", "讲座"])]),
                     [[""], ["序号", "名称"], [""], ["1", "讲座"]], id="each row a table"),
    ],
)  # fmt: skip
def test_tables_within_cells(html, expected):
    assert rows(html) == expected


def test_a_table_within_a_cell_that_the_page_leaves_open():
    html = inner(["1", inner(*[[str(number)] for number in range(30)])])
    assert [row for row in rows(html[: html.index("<td>9")]) if any(row)] == [["1", "\n".join("012345678")]]


FORM = inner(
    ["序号", "问题类别", "事项名称", "牵头实施单位", "意见建议", "备注"], ["1", "其他", "甲", "局", "清理", ""]
)


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        (inner(["首页", "上一页"]), []),
        (inner(["共 1 条", "第 1 页"]), []),
        (inner(["技术支持", "某公司"]), []),
        (inner(["填报人", "某甲"], ["审核人", "某乙"]), []),
        (inner(["姓名", "职务"], ["甲一", "主任"], ["乙二", "科员"]), ["A4:B6"]),
        (inner(["姓名", "职务"], ["甲一", "主任"]) + inner(["首页", "上一页"]), ["A4:B6"]),
        (inner(["2", "其他", "乙", "局", "清理", ""]), None),
        (inner(["", "", "", "", "", ""], ["2", "其他", "乙", "局", "清理", ""]), None),
    ],
)
def test_a_much_narrower_table_is_none_of_the_forms_rows(more, seen, tmp_path):
    (tmp_path / "附件2.html").write_text(
        f"<meta charset=utf-8><p>专项整治问题摸排清单</p>{FORM}{more}", encoding="utf-8"
    )
    (file,) = read_source(Source("附件2.html", tmp_path / "附件2.html"), Reader.of(shipped()), GuardLimits())
    (form,) = file.forms
    assert form.texts("matter") == (["甲"] if seen is not None else ["甲", "乙"])
    assert [thing.cells for thing in form.body.unread] == (seen or [])


@pytest.mark.parametrize(
    "lines",
    [
        '<a name="table1"><h1>Sheet 2: <em>清单</em></h1></a>',
        "<p>某县教育体育局</p><p>2024年6月5日</p>",
        "<div>第2页</div>",
        "<p>以上情况属实。</p><p>共1项</p>",
    ],
)
@pytest.mark.parametrize("numbered", [True, False])
def test_text_beside_the_tables_is_no_row(lines, numbered, tmp_path):
    cells = [["序号", "问题类别", "事项名称", "牵头实施单位", "意见建议"], ["1", "其他", "甲", "局", "清理"]]
    html = f"<p>专项整治问题摸排清单</p>{inner(*(row if numbered else row[1:] for row in cells))}{lines}"
    (tmp_path / "附件2.html").write_text("<meta charset=utf-8>" + html, encoding="utf-8")
    (file,) = read_source(Source("附件2.html", tmp_path / "附件2.html"), Reader.of(shipped()), GuardLimits())
    assert [form.texts("matter") for form in file.forms] == [["甲"]]
    assert file.forms[0].body.unread == ()


def test_a_category_named_over_each_of_the_tables(tmp_path):
    headings, row = ["序号", "事项名称", "牵头实施单位", "意见建议"], ["1", "甲", "局", "清理"]
    parts = [f"<h3>{line}</h3>{inner(headings, row)}" for line in ("（二）社会事务进校园", "八、其他")]
    html = f"<meta charset=utf-8><h2>专项整治问题摸排清单</h2><p>填报单位：红旗区</p>{''.join(parts)}"
    (tmp_path / "附件2.html").write_text(html, encoding="utf-8")
    (file,) = read_source(Source("附件2.html", tmp_path / "附件2.html"), Reader.of(shipped()), GuardLimits())
    assert [form.texts("category") for form in file.forms] == [["社会事务进校园", "其他"]]


def test_a_row_hidden_within_a_cell_hides_no_other():
    html = "<table><tr><td>1<td><table><tr style='display:none'><td>a<tr><td>b</table><td>c</table>"
    assert page(html).facts.hidden_rows == frozenset()


def test_tables_within_tables_take_no_long_time():
    began = time.monotonic()
    page("<table><tr><td>a<td>" * 3_000 + inner(["1", "2"], ["3", "4"]) + "<table><tr><td>" * 3_000)
    assert time.monotonic() - began < 20


LINES = [["序号", "名称"], ["1", "甲"]]


def laid_out(outer, row, cell):
    """Elements within elements: ``outer``, ``row`` and ``cell`` are (tag, attributes)."""
    cells = ("".join("<{0} {1}>{2}</{0}>".format(*cell, text) for text in line) for line in LINES)
    rows = "".join("<{0} {1}>{2}</{0}>".format(*row, line) for line in cells)
    return "<{0} {1}>{2}</{0}>".format(*outer, rows)


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("", laid_out(("div", "style='display:table'"), ("div", "style='display: table-row'"), ("span", "style='DISPLAY:table-cell'"))),
        (".t{display:table} div.r{display:table-row} .c{display:table-cell;width:9em}", laid_out(("div", "class=t"), ("div", "class='r x'"), ("p", "class=c"))),
        ("", laid_out(("div", 'role="table"'), ("div", 'role="row"'), ("div", 'role="gridcell"'))),
        ("", laid_out(("ul", 'role="grid"'), ("li", 'role="row"'), ("span", 'role="cell"'))),
        ("", laid_out(("table", 'role="grid"'), ("tr", 'role="row"'), ("td", 'role="gridcell"'))),
    ],
)  # fmt: skip
def test_what_is_laid_out_as_a_table_is_one(style, body):
    assert rows(f"<html><style>{style}</style><body><p>名单</p>{body}<p>完</p></body></html>") == [
        ["名单"],
        *LINES,
        ["完"],
    ]


def test_the_reading_above_a_word_is_none_of_its_text():
    assert rows("<table><tr><td><ruby>护<rp>(</rp><rt>hù</rt><rp>)</rp></ruby>河</td></tr></table>") == [["护河"]]

"""Texts with a delimiter: in any encoding, by any delimiter, the rows a spreadsheet shows."""

import pytest

from jianfu_cli.reading.formats.delimited import ALIGNED, delimiter_of, read_sheets
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

LIMITS = GuardLimits()
LINES = ["附件2,,", "序号,问题类别,事项名称", "1,其他,普法宣传", "2,社会事务进校园,防溺水宣传"]
TABLE = "\r\n".join(LINES) + "\r\n"
ROWS = [["附件2"], ["序号", "问题类别", "事项名称"], ["1", "其他", "普法宣传"], ["2", "社会事务进校园", "防溺水宣传"]]


def rows(text, encoding="utf-8", limits=LIMITS):
    (grid,) = read_sheets(text.encode(encoding) if isinstance(text, str) else text, None, limits)
    assert (grid.name, grid.merges) == ("", ())
    return [list(row) for row in grid.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding):
    assert rows(TABLE, encoding) == ROWS


def test_utf_16_with_the_large_end_first():
    assert rows(b"\xfe\xff" + TABLE.encode("utf-16-be")) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends(delimiter, end):
    assert rows(TABLE.replace(",", delimiter).replace("\r\n", end)) == ROWS


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("序号,内容,备注\n1,讲座;打卡;拍照;接龙,无\n", ","),
        ("序号;内容;备注\n1;讲座,打卡;无\n2;征文,答题;无\n", ";"),
        ("序号\t内容\t备注\n1\t讲座,打卡;拍照\t无\n", "\t"),
        ('序号,内容,备注\n1,"讲座\t打卡\t拍照\n征文",无\n', ","),
        ("序号|内容|备注\n1|讲座,打卡;拍照|无\n", "|"),
        ("| 序号 | 内容 | 备注 |\n|---|---|---|\n| 1 | 讲座 | 无 |\n", "|"),
        ("序号  内容  备注\n1  讲座  无\n2  征文  无\n3  打卡  无\n", ALIGNED),
        ("序号,内容,备注\n1,讲  座,无\n2,征  文,无\n3,打  卡  ,无\n", ","),
        ("序号\t内容\t备注\n1\t\t无\n2\t\t无\n3\t  \t无\n", "\t"),
        ("各单位：\n请报附件1,附件2。\n", None),
        ("　　各单位：\n　　联系人：甲一  电话：0373-1  邮箱：a\n　　联系人：乙二  电话：0373-2  邮箱：b\n", None),
        ("", None),
    ],
)
def test_the_delimiter_is_the_one_that_makes_even_rows(text, delimiter):
    assert delimiter_of(text) == delimiter


SPOKEN = [
    ["附件2"],
    ["序号", "问题类别", "事项名称"],
    ["1", "其他", "普法宣传"],
    ["2", "其他", "防溺水宣传"],
    ["3", "其他", "控辍"],
]


@pytest.mark.parametrize(
    "text",
    [
        "附件2\n序号  问题类别  事项名称\n1  其他  普法宣传\n2  其他  防溺水宣传\n3  其他  控辍\n",
        "附件2\n序号    问题类别      事项名称\n1       其他          普法宣传\n2   其他   防溺水宣传\n3  其他  控辍\n",
        "附件2\n序号\t 问题类别\t 事项名称\n1  \t其他\t\t普法宣传\n2   其他\t防溺水宣传\n3\t\t其他  控辍\n",
        "附件2\n序号　问题类别　事项名称\n1　其他　　普法宣传\n2　其他　防溺水宣传\n3　其他　控辍\n",
        "  附件2\n  序号  问题类别  事项名称  \n  1  其他  普法宣传  \n  2  其他  防溺水宣传\n  3  其他  控辍\n",
        "附件2\n序号|问题类别|事项名称\n1|其他|普法宣传\n2|其他|防溺水宣传\n3|其他|控辍\n",
        "附件2\n序号 | 问题类别 | 事项名称\n1 | 其他 | 普法宣传\n2 | 其他 | 防溺水宣传\n3 | 其他 | 控辍\n",
        '附件2\n"序号"|"问题类别"|"事项名称"\n1|其他|"普法宣传"\n2|其他|防溺水宣传\n3|其他|控辍\n',
    ],
)
def test_columns_set_apart_by_bars_or_by_eye(text):
    assert rows(text.replace("\n", "\r\n"), "gb18030") == SPOKEN
    assert rows(text) == SPOKEN


def test_a_table_drawn_with_bars_has_no_row_of_dashes():
    drawn = "| 序号 | 内容 | 备注 |\n|:---|:---:|---:|\n| 1 | 讲座 | |\n| 2 | — | -- |\n"
    assert rows(drawn) == [["", "序号", "内容", "备注"], [], ["", "1", "讲座"], ["", "2", "—", "--"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('a,"甲\r\n乙",c\nd,e,f\n', [["a", "甲\r\n乙", "c"], ["d", "e", "f"]], id="quoted line break"),
        pytest.param("a,b,c\n\n,,\nd,e,f\n\n", [["a", "b", "c"], [], [], ["d", "e", "f"]], id="blank lines"),
        pytest.param('a,"说""好""",c\n', [["a", '说"好"', "c"]], id="doubled quotes"),
        pytest.param('a,5英寸"屏,c\n', [["a", '5英寸"屏', "c"]], id="a quote within"),
        pytest.param('a,"x,y",c\n', [["a", "x,y", "c"]], id="delimiter within"),
        pytest.param('a,="0373",="13000000001"\n', [["a", "0373", "13000000001"]], id="kept from being a number"),
        pytest.param("a,=1+1,@b\n", [["a", "=1+1", "@b"]], id="formulas are text"),
        pytest.param("a,b\x00b,c\n", [["a", "b\x00b", "c"]], id="zeros are left for JF215"),
        pytest.param("sep=;\r\na;b,b;c\n", [["a", "b,b", "c"]], id="Excel's line with the delimiter is no row"),
        pytest.param("无\n", [["无"]], id="one cell"),
    ],
)
def test_cells(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        pytest.param('a,b,c\n1,"开着,2\n3,4,5\n', "JF001", "第 2 行起引号", id="open quote"),
        pytest.param('a,b,c\n"甲"乙,b,c\n', "JF001", "第 2 行起引号", id="text behind a quote"),
        pytest.param('a,b,c\n1,"' + "a\n" * 200_000, "JF001", "第 2 行起引号", id="open quote far from the end"),
        pytest.param(b"\x81\xff\xfe\x80" * 9, "JF001", "编码", id="no text"),
        pytest.param("序号,问题".encode()[:-1] + b"\xff", "JF001", "编码", id="neither of two encodings"),
        pytest.param("," * 1_000_000, "JF003", "第 1 行超出", id="a million columns"),
        pytest.param("a" * 20_000_000, "JF003", "一行长得反常", id="one long line"),
        pytest.param("\n" * 1_048_577, "JF003", "第 1048577 行超出", id="more rows than a sheet"),
    ],
)  # fmt: skip
def test_refused(data, code, words):
    with pytest.raises(RefusedError, match=words) as refusal:
        rows(data)
    assert refusal.value.code == code


def test_cells_are_counted():
    with pytest.raises(RefusedError, match="第 4 行超出"):
        rows("a,b,c\n" * 4, limits=GuardLimits(area=10))


@pytest.mark.parametrize("length", [131_072, 131_073, 1_000_000])
def test_a_long_field_is_read_whole(length):
    (grid,) = read_sheets(f"序号,名称\n1,{'字' * length}\n".encode(), None, GuardLimits())
    assert len(grid.rows[1][1]) == length


def test_a_field_without_end_is_no_fault_of_quotes():
    with pytest.raises(RefusedError, match="长得反常") as refused:
        read_sheets(b'a,"' + b"xxxxxxx\n" * (3 << 20) + b'"\n', None, GuardLimits())
    assert refused.value.code == "JF003"

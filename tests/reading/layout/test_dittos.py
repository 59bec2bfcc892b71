"""同上 has the value of the row above (JF219)."""

import openpyxl
import pytest
from made.forms import findings, shipped
from made.printed import PRINTED

from jianfu_cli.core.language.values import ErrorValue
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.dittos import with_dittos
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

MATTER = FoundColumn(1, "事项名称", "matter", Match.EXACT, "matter")
NUMBER = FoundColumn(1, "序号", "seq", Match.EXACT, "sequence")
EXTRA = FoundColumn(1, "自加列", None, Match.EXTRA)


def filled(values, column=MATTER):
    rows, dittos = with_dittos((column,), Rows(tuple(range(5, 5 + len(values))), [tuple(values)]))
    return list(rows.column(0)), [(number, said) for number, _, said in dittos]


@pytest.mark.parametrize(
    "words",
    [
        "同上",
        "同 上",
        "（同上）",
        "同上。",
        "同上行",
        "〃",
        "″",
        '"',
        "同前",
        "如上",
        "照上",
        "同上一行",
        "同上栏",
        "与上同",
        "与上行相同",
    ],
)
def test_each_has_the_value_above(words):
    assert filled(["甲", words, words, "乙", words]) == (
        ["甲", "甲", "甲", "乙", "乙"],
        [(6, words), (7, words), (9, words)],
    )


@pytest.mark.parametrize("above", ["", None, ErrorValue("#REF!"), "＿＿"])
def test_where_nothing_stands_above_the_words_stay(above):
    assert filled([above, "同上", "同上"]) == ([above, "同上", "同上"], [])


def test_the_first_row_has_none_above():
    assert filled(["同上", "甲", "同上"]) == (["同上", "甲", "甲"], [(7, "同上")])


@pytest.mark.parametrize("column", [NUMBER, EXTRA])
def test_numbers_and_columns_of_the_units_own_stay(column):
    assert filled(["甲", "同上"], column) == (["甲", "同上"], [])


@pytest.mark.parametrize("text", ["同上学校", "内容同上，另加照片", "同上一个平台"])
def test_what_says_more_is_no_ditto(text):
    assert filled(["甲", text]) == (["甲", text], [])


@pytest.fixture
def sent(tmp_path):
    book = openpyxl.Workbook()
    for row in [
        ["专项整治问题摸排清单"],
        ["填报单位（盖章）：红旗区", None, "填报时间：2024年6月24日", None, "填报人员及电话：甲一 0373-2000001"],
        [],
        list(PRINTED["a2"]),
        [
            1,
            "社会事务进校园",
            "防溺水宣传",
            "区水利局",
            "2024年7月",
            "各校",
            "学生",
            "讲座",
            "讲座一场",
            "清理",
            "同上",
        ],
        [2, "同上", "消防演练", "同上", "同上", "〃", "学生", "演练", "演练一次", "同上", "同上"],
    ]:
        book.active.append(row)
    book.save(tmp_path / "附件2.xlsx")
    [file] = read_source(Source("附件2.xlsx", tmp_path / "附件2.xlsx"), Reader.of(shipped()), GuardLimits())
    return file


def test_jf219_says_what_was_filled_in(sent):
    said = [(f.cell, f.severity, f.value, f.suggestion, f.fixable) for f in findings(sent, only=("JF219",))]
    assert said == [
        ("B6", "warning", "同上", "社会事务进校园", True),
        ("D6", "warning", "同上", "区水利局", True),
        ("E6", "warning", "同上", "2024年7月", True),
        ("F6", "warning", "〃", "各校", True),
        ("J6", "warning", "同上", "清理", True),
    ]
    assert not {f.code for f in findings(sent)} & {"JF202", "JF205"}

"""Rows that head others: no data, and what they say goes down to the rows under them."""

from pathlib import Path
from time import process_time

import pytest

from jianfu_cli.core.language.levels import level_of
from jianfu_cli.core.matters.rows import rows_of_lowest_level
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.grid import Grid, Merge
from jianfu_cli.reading.layout.class_rows import class_rows
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
LIST = ["序号", "活动名称", "实施单位", "开展时间", "实施范围", "开展形式", "验收方式", "备注"]
PROBLEMS = ["序号", "事项名称", "牵头实施单位", "开展时间", "实施范围", "开展形式", "意见建议", "备注"]


def full(number, name, last=""):
    return [number, name, "县司法局", "全年", "全县", "讲座", "清理", last]


def read(headings, *rows, merges=()):
    title = "专项整治问题摸排清单" if "意见建议" in headings else "社会事务进校园白名单"
    (form,) = READER.forms([Grid("Sheet1", [[title], headings, *rows], merges)], Source("来件.xlsx", Path("来件.xlsx")))
    return form


def names(form):
    return form.texts("matter")


def across(row):
    return (Merge(row, 2, row, len(LIST)),)


@pytest.mark.parametrize(
    "head",
    [
        ["一", "安全类"], ["（一）", "安全类"], ["一、", "安全类"], ["第一类", "安全类"], ["Ⅰ", "安全类"], ["A", "安全类"],
        ["", "安全类"], ["（一）安全类"], ["一、安全类（2项）"], ["", "一、安全类"], ["第一部分", "安全类"], ["", "", "安全类"],
    ],
)  # fmt: skip
def test_a_class_row_is_no_data_however_it_is_numbered(head):
    form = read(LIST, head, full("1", "普法"), full("2", "禁毒"))
    assert names(form) == ["普法", "禁毒"]
    assert [(stray.number, stray.kind) for stray in form.body.strays] == [(3, "section")]


@pytest.mark.parametrize("number", ["一、", "", "1", "（一）"])
def test_a_class_row_merged_across_fills_no_column(number):
    form = read(LIST, [number, "安全类"], full("1", "普法"), full("2", "禁毒"), merges=across(3))
    assert (names(form), form.body.merged_cells) == (["普法", "禁毒"], ())


def test_a_sheet_of_class_rows_alone_is_read_at_once():
    """It took the square of their number: 65,000 of them most of a minute."""
    heads = {number: ["一", "安全类"] for number in range(1, 65_001)}
    rows = {**heads, 65_001: full("1", "普法")}
    started = process_time()
    found = class_rows(rows, heads, frozenset({1}), lambda _row, _column: False)
    assert found == heads.keys()
    assert process_time() - started < 5


@pytest.mark.parametrize("order", [("1", "2"), ("3", "4")])
def test_classes_count_anew_or_on(order):
    rows = [
        ["一", "安全类"],
        full("1", "普法"),
        full("2", "禁毒"),
        ["", "文艺类"],
        full(order[0], "戏曲"),
        full(order[1], "书法"),
    ]
    assert names(read(LIST, *rows)) == ["普法", "禁毒", "戏曲", "书法"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["1", "普法"], ["2", "禁毒"]], ["普法", "禁毒"]),
        ([full("一", "普法"), full("二", "禁毒")], ["普法", "禁毒"]),
        ([["一", "普法"], ["二", "禁毒"]], ["普法", "禁毒"]),
        ([full("1", "普法"), ["", "禁毒"], full("3", "戏曲")], ["普法", "禁毒", "戏曲"]),
        ([full("1", "普法"), ["二", "禁毒"]], ["普法", "禁毒"]),
        ([full("", "普法"), ["", "禁毒"], full("", "戏曲")], ["普法", "禁毒", "戏曲"]),
    ],
    ids=[
        "numbered",
        "in Chinese figures",
        "all so, with nothing else",
        "the number forgotten",
        "the last",
        "no numbers",
    ],
)
def test_a_row_of_few_cells_is_data_where_it_heads_nothing(rows, expected):
    assert names(read(LIST, *rows)) == expected


@pytest.mark.parametrize(
    "head",
    [
        ["（一）监督检查评比考核"], ["壹、监督检查评比考核"], ["一、监督检查评比考核"], ["监督检查评比考核"], ["一", "监督检查评比考核"], ["（一）", "督查检查评比考核"],
        ["第一类：监督检查评比考核"], ["（三）监督检查评比考核（2项）"], ["1.监督检查评比考核类"], ["Ⅰ 监督检查评比考核"], ["", "A、监督检查"],
        ["类别一：监督检查评比考核"], ["问题类别：监督检查评比考核"], ["A类：监督检查评比考核"], ["【监督检查评比考核】"], ["★监督检查评比考核"], ["●监督检查评比考核"],
    ],
)  # fmt: skip
def test_the_category_of_the_heading_goes_to_the_rows_under_it(head):
    form = read(PROBLEMS, head, full("1", "食品安全考核"), full("2", "答题排名"))
    assert form.texts("category") == ["监督检查评比考核"] * 2
    assert form.body.strays[0].gives == ("问题类别", "监督检查评比考核", 2)


def test_each_category_holds_until_the_next_and_what_is_written_stays():
    headings = ["序号", "问题类别", *PROBLEMS[1:]]
    rows = [
        ["（一）监督检查评比考核"], ["1", "", "考核"], ["2", "其他", "家访"],
        ["（二）社会事务进校园"], ["3", "", "反诈"],
        ["（三）自选类"], ["4", "", "别的"],
    ]  # fmt: skip
    form = read(headings, *([*row, *["x"] * 6] if row[0].isdigit() else row for row in rows))
    assert form.texts("category") == ["监督检查评比考核", "其他", "社会事务进校园", ""]


def test_levels_and_bodies_too_and_one_within_another():
    rows = [
        ["一、省级（1项）"],
        full("1", "科普"),
        ["二、县级白名单（2项）"],
        ["（一）县公安局"],
        ["1", "反诈", "", "全年", "全县"],
        full("2", "普法"),
    ]
    form = read(LIST, *rows)
    (level,) = (place for place, column in enumerate(form.body.columns) if column.heading == "层级")
    assert form.body.rows.column(level) == ("省级", "县级", "县级")
    assert form.texts("body") == ["县司法局", "县公安局", "县司法局"]
    assert rows_of_lowest_level(form) == 2


@pytest.mark.parametrize(("column", "heading"), [([], "所属单位"), (["县区"], "县区")])
def test_units_too_where_one_sends_the_list_of_several(column, heading):
    rows = ["红旗区"], full("1", "科普"), ["二、卫辉（1项）"], full("1", "普法"), ["三、安全类"], full("1", "反诈")
    last = [*full("2", "急救"), *["牧野区" for _ in column]]
    form = read([*LIST, *column], *rows, last)
    (unit,) = (place for place, found in enumerate(form.body.columns) if found.heading == heading)
    # 三、 is numbered as 二、 is, and ends it.
    assert form.body.rows.column(unit) == ("红旗区", "卫辉市", "", "牧野区" if column else "")
    assert names(form) == ["科普", "普法", "反诈", "急救"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("国家级", 0), ("省级", 1), ("市级", 2), ("市定", 2), ("县级", 3), ("区级", 3), ("本级", 3), ("县（市、区）级", 3),
        ("市级层面", 2), ("校级", 4), ("省级事项", 1), ("县公安局", None), ("市级机关工委", None), ("", None),
    ],
)  # fmt: skip
def test_levels(text, level):
    assert level_of(text) == level


@pytest.mark.parametrize("gap", [[], [[""] * 8], [["", "小计", "2"]]])
def test_a_heading_of_two_rows_repeated_on_each_page_is_no_data(gap):
    first = ["序号", "事项名称", "牵头实施单位", "基本情况", "", "", "意见建议", "备注"]
    second = ["", "", "", "开展时间", "实施范围", "开展形式", "清理/保留/优化", ""]
    merges = tuple(Merge(row, place, row + 1, place) for row in (2, 6) for place in (1, 2, 3, 8)) if not gap else ()
    rows = [full("1", "普法"), full("2", "禁毒"), *gap, first, second, full("3", "戏曲")]
    title = ["专项整治问题摸排清单"]
    (form,) = READER.forms(
        [Grid("Sheet1", [title, first, second, *rows], merges)], Source("来件.xlsx", Path("来件.xlsx"))
    )
    assert names(form) == ["普法", "禁毒", "戏曲"]


def test_a_short_second_heading_row_repeated_is_no_data():
    first = ["序号", "事项名称", "牵头实施单位", "意见建议", "备注"]
    second = ["", "", "", "清理/保留/优化", ""]
    grid = [
        ["专项整治问题摸排清单"],
        first,
        second,
        ["1", "普法", "司法局", "清理", ""],
        first,
        second,
        ["2", "禁毒", "公安局", "保留", ""],
    ]
    (form,) = READER.forms([Grid("Sheet1", grid)], Source("来件.xlsx", Path("来件.xlsx")))
    assert names(form) == ["普法", "禁毒"]


@pytest.mark.parametrize("numbers", ["❶❷", "➀➁", "⓵⓶", "➊➋"])
def test_signs_that_are_digits_but_no_numbers_lose_no_row(numbers):
    form = read(LIST, [None, "安全类"], *(full(number, f"事项{number}") for number in numbers))
    assert names(form)[-2:] == [f"事项{number}" for number in numbers]


CLASSES = ("监督检查评比考核", "社会事务进校园")


@pytest.mark.parametrize("heads", [
    ([1, CLASSES[0]], [2, CLASSES[1]]), (["1.", CLASSES[0]], ["2.", CLASSES[1]]),
    (["（1）", CLASSES[0]], ["（2）", CLASSES[1]]), (["1、", CLASSES[0]], ["2、", CLASSES[1]]),
    (["", f"1. {CLASSES[0]}"], ["", f"2. {CLASSES[1]}"]), ([f"1.{CLASSES[0]}"], [f"2.{CLASSES[1]}"]),
])  # fmt: skip
@pytest.mark.parametrize("numbers", ["1 2 1", "1 2 3", "1.1 1.2 2.1", "（1） （2） （1）", "1-1 1-2 2-1", "   "])
def test_a_class_numbered_by_a_figure_is_no_row(heads, numbers):
    first, second, third = numbers.split(" ")[:3]
    form = read(PROBLEMS, heads[0], full(first, "普法"), full(second, "禁毒"), heads[1], full(third, "防溺水"))
    assert names(form) == ["普法", "禁毒", "防溺水"]
    assert form.texts("category") == [CLASSES[0], CLASSES[0], CLASSES[1]]
    assert [(stray.number, stray.kind) for stray in form.body.strays] == [(3, "section"), (6, "section")]


def test_classes_numbered_by_figures_may_be_empty():
    form = read(LIST, [1, "安全类"], [2, "法治类"], full(1, "普法"), full(2, "禁毒"), [3, "其他"])
    assert names(form) == ["普法", "禁毒"]


@pytest.mark.parametrize(
    "rows",
    [
        [full(1, "普法"), [2, "禁毒"], full(3, "防溺水")],
        [[1, "普法"], full(2, "禁毒"), full(3, "防溺水")],
        [full(1, "普法"), full(2, "禁毒"), [3, "防溺水"]],
        [[1, "普法"], [2, "禁毒"], [3, "防溺水"]],
        [[1, "普法"], full("", "禁毒"), full("", "防溺水")],
        [full("", "1.普法"), ["", "2.禁毒"], full("", "3.防溺水")],
        [["", "1.普法"], full("", "2.禁毒"), full("", "3.防溺水")],
    ],
)
def test_a_numbered_row_with_its_name_alone_is_a_row_not_filled_in(rows):
    assert len(names(read(LIST, *rows))) == 3


def test_under_ordinals_rows_of_a_figure_and_a_name_alone_are_rows():
    rows = [["（一）", "专项进校园"], ["1.", "普法"], ["2.", "禁毒"], ["（二）", "提供资源"], ["1.", "防溺水"]]
    form = read(LIST, *rows)
    assert names(form) == ["普法", "禁毒", "防溺水"]
    assert [stray.number for stray in form.body.strays] == [3, 6]


BY_CLASS = ["类别", "事项名称", "牵头实施单位", "意见建议"]


@pytest.mark.parametrize("numbers", [("（1）", "（2）"), ("1", "2"), ("①", "②"), ("", ""), ("一", "二")])
def test_a_class_merged_across_from_the_column_of_classes_heads_rows_numbered_there(numbers):
    """It is no row of which only the drop-down was filled, and （1） is not the first of the classes."""
    rows = [
        ["二、社会事务进校园（2项）"],
        *([number, name, "局", "清理"] for number, name in zip(numbers, ("甲", "乙"), strict=True)),
    ]
    form = read(
        BY_CLASS,
        *rows,
        ["三、文件和会议"],
        [numbers[0], "丙", "局", "清理"],
        merges=(Merge(3, 1, 3, 4), Merge(6, 1, 6, 4)),
    )
    assert form.texts("category") == ["社会事务进校园", "社会事务进校园", "文件和会议"]
    assert [(stray.number, stray.kind) for stray in form.body.strays] == [(3, "section"), (6, "section")]


def test_only_the_drop_down_filled_in_is_still_no_class():
    form = read(BY_CLASS, ["（二）社会事务进校园"], ["（二）社会事务进校园", "甲", "局", "清理"])
    assert form.texts("matter") == ["甲"]
    assert [stray.kind for stray in form.body.strays] == ["unfilled"]


COUNTED = ["序号", "问题类别", "事项名称", "牵头实施单位", "意见建议"]


@pytest.mark.parametrize(
    "head", ["（三）文件和会议", "三、文件和会议", "文件和会议", "第三类 文件和会议", "（三）文件和会议（2项）"]
)
def test_a_class_alone_in_its_column_heads_the_rows_under_it_that_say_none(head):
    form = read(COUNTED, ["", head], ["1", "", "甲", "局", "清理"], ["2", "", "乙", "局", "清理"])
    assert form.texts("category") == ["文件和会议"] * 2
    assert [(stray.kind, stray.gives) for stray in form.body.strays] == [("section", ("问题类别", "文件和会议", 2))]


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "文件和会议"], ["2", "", "甲", "局", "清理"]],  # counted: the rest of it was left out
        [["", "文件和会议"], ["", "文件和会议"]],  # filled down where nothing stands
        [["", "文件和会议"], ["1", "文件和会议", "甲", "局", "清理"]],  # the row under it has its own
        [["", "", "", "", "清理"], ["1", "", "甲", "局", "清理"]],  # another drop-down
    ],
)
def test_a_drop_down_that_heads_nothing_is_one_that_nobody_went_on_with(rows):
    kinds = {stray.kind for stray in read(COUNTED, *rows).body.strays}
    assert kinds == {"unfilled"}


@pytest.mark.parametrize("head", ["（七）城市创优评先和街道社区事务", "七、城市创优评先和街道社区事务"])
def test_a_class_that_stands_in_the_column_of_choices_is_no_drop_down_left_alone(head):
    headings = ["意见建议", "问题类别", *PROBLEMS[1:6]]
    rows = [
        ["清理", "", "普法", "县司法局", "全年", "全县", "讲座"],
        ["保留", "", "禁毒", "县公安局", "全年", "全县", "讲座"],
    ]
    form = read(headings, ["（八）其他"], rows[0], [head], rows[1])
    assert form.texts("category") == ["其他", "城市创优评先和街道社区事务"]
    assert [stray.kind for stray in read(headings, rows[0], ["①清理"]).body.strays] == ["unfilled"]

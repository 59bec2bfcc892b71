from datetime import date

import pytest
from made.forms import campaign_with, findings, form

from jianfu_cli.core.language.values import ErrorValue
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.provisions import Limits


def found(checked_form, code, **options):
    return findings(checked_form, only=(code,), **options)


def places(checked_form, code, **options):
    return [finding.cell for finding in found(checked_form, code, **options)]


@pytest.mark.parametrize(
    ("issued", "message"),
    [
        ("2018-05-16", "发文时间 2018-05-16 早于 2019-01-01"),
        ("2018年12月31日", "发文时间 2018-12-31 早于 2019-01-01"),
        ("2018年", "发文时间 2018-12-31 早于 2019-01-01"),
        ("2024-07-02", "发文时间 2024-07-02 晚于填报时间 2024-07-01"),
        ("2025年3月", "发文时间 2025-03-31 晚于填报时间 2024-07-01"),
    ],
)
def test_jf216_a_document_is_of_2019_until_the_day_of_filing(issued, message):
    [finding] = found(form("a6", rows=[{"issued_on": issued}], reported="2024-07-01"), "JF216")
    assert (finding.severity, finding.message, finding.cell, finding.value) == ("error", message, "F5", issued)


@pytest.mark.parametrize(
    "issued", ["2019-01-01", "2024-07-01", date(2019, 12, 15), "2019年", "2024年7月", "2024年", "待定", ""]
)
def test_jf216_stays_silent(issued):
    assert found(form("a6", rows=[{"issued_on": issued}], reported="2024-07-01"), "JF216") == ()


def test_jf216_a_mistyped_year_of_filing_makes_no_document_late():
    assert found(form("a6", rows=[{"issued_on": "2024-05-01"}], reported="2023-07-01"), "JF216") == ()
    assert found(form("a6", rows=[{"issued_on": "2024-05-01"}]), "JF216") == ()


@pytest.mark.parametrize(
    "numbers",
    [[1, 2, 3], ["1", "2", "3"], ["一", "二", "三"], ["（1）", "2.", "03"], [1.0, 2.0, 3.0], ["1、", "2、", "3、"]],
)
def test_jf301_numbers_in_order(numbers):
    assert found(form("a2", rows=[{"seq": number} for number in numbers]), "JF301") == ()


@pytest.mark.parametrize(
    ("numbers", "cell", "message"),
    [
        ([1, 2, 4], "A7", "第 3 个事项的序号是“4”，汇总时重新编号"),
        ([1, 2, 2], "A7", "第 3 个事项的序号是“2”，汇总时重新编号"),
        ([1, None, 3], "A6", "第 2 个事项的序号空着，汇总时重新编号"),
        ([3, 4, 5], "A5", "第 1 个事项的序号是“3”，汇总时重新编号"),
        ([4, None, None], "A5", "第 1 个事项的序号是“4”，汇总时重新编号"),
    ],
)
def test_jf301_tells_the_first_break_only(numbers, cell, message):
    [finding] = found(form("a2", rows=[{"seq": number} for number in numbers]), "JF301")
    assert (finding.severity, finding.cell, finding.message, finding.fixable) == ("info", cell, message, True)


def test_jf301_a_form_without_the_column_is_told_once():
    columns = form("a2").body.columns[1:]
    [finding] = found(form("a2", columns=columns, rows=[{"matter": "一"}, {"matter": "二"}]), "JF301")
    assert (finding.severity, finding.cell, finding.row, finding.column) == ("info", None, 4, "序号")
    assert found(form("a2", columns=columns, nil=True), "JF301") == ()


MATTER = {"matter": "防溺水宣传进校园", "body": "县教体局"}


def test_jf302_the_same_matter_of_the_same_body():
    rows = [
        MATTER,
        {"matter": "别的", "body": "县教体局"},
        {"matter": "防溺水宣传 进校园", "body": " 县教体局"},
        MATTER,
        {"matter": "“防溺水”宣传、进校园。", "body": "县教体局"},
    ]
    assert places(form("a2", rows=rows), "JF302") == ["C7", "C8", "C9"]
    finding = found(form("a2", rows=rows), "JF302")[0]
    assert (finding.severity, finding.message) == ("warning", "与第 5 行重复（事项名称“防溺水宣传 进校园”）")


@pytest.mark.parametrize(
    "other",
    [
        {"matter": "防溺水宣传进校园", "body": "县公安局"},
        {"matter": "防震宣传进校园", "body": "县教体局"},
        {"matter": "", "body": "县教体局"},
    ],
)
def test_jf302_another_body_or_matter_is_another_row(other):
    assert found(form("a2", rows=[MATTER, other]), "JF302") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("减负通知", "新教〔2023〕1号"), ("减负清单", "新教〔2023〕1号"), []),  # never by 文号 alone
        (("减负通知", "新教〔2023〕1号"), ("减负通知", "新教〔2024〕3号"), []),  # two numbers, two documents
        (("减负通知", "新教〔2023〕1号"), ("减负通知", "新教[2023]1号"), ["D6"]),
        (("减负通知", ""), ("减负通知", ""), ["D6"]),
    ],
)
def test_jf302_documents(one, other, expected):
    rows = [{"matter": title, "body": "县教体局", "document_number": number} for title, number in (one, other)]
    assert places(form("a6", rows=rows), "JF302") == expected


def test_jf302_says_nothing_again_of_merged_cells_and_errors():
    assert places(form("a2", rows=[MATTER, MATTER, MATTER], merged_cells=("C5:C6",)), "JF302") == ["C7"]
    assert places(form("a2", rows=[MATTER, MATTER], merged_cells=("D5:D6",)), "JF302") == ["C6"]
    broken_cells = {"matter": ErrorValue("#REF!"), "body": "县教体局"}
    assert found(form("a2", rows=[broken_cells, broken_cells]), "JF302") == ()


def whitelist(declared, count, **rest):
    rows = [{"matter": f"活动{number}", "body": "某局"} for number in range(count)]
    return form("a7", rows=rows, header={"declared_total": declared}, **rest)


@pytest.mark.parametrize(
    ("declared", "count"),
    [("3", 3), ("3项", 3), ("三", 3), ("共3项", 3), (3.0, 3), ("3.00", 3), ("十二", 12), ("０", 0)],
)
def test_jf303_the_total_agrees(declared, count):
    assert found(whitelist(declared, count, reported="2024-07-01"), "JF303") == ()


@pytest.mark.parametrize(
    ("declared", "severity", "message"),
    [
        ("8", "error", "填写的总量是 8 项，表里有 7 项"),
        ("八", "error", "填写的总量是 8 项，表里有 7 项"),
        ("若干", "error", "总量“若干”不是数字，表里有 7 项"),
        ("", "warning", "没有填写总量，表里有 7 项"),
        ("____", "warning", "没有填写总量，表里有 7 项"),
    ],
)
def test_jf303_the_total_differs(declared, severity, message):
    [finding] = found(whitelist(declared, 7), "JF303")
    assert (finding.severity, finding.message, finding.suggestion) == (severity, message, "7")
    assert (finding.cell, finding.column) == ("A3", "本级社会事务进校园总量")


def test_jf303_is_of_the_whitelist_only_and_a_nil_return_needs_no_total():
    assert found(form("a2", rows=[MATTER], header={"declared_total": "3"}), "JF303") == ()
    assert found(form("a7", nil=True), "JF303") == ()
    [finding] = found(form("a7", nil=True, header={"declared_total": "5"}), "JF303")
    assert finding.message == "填写的总量是 5 项，表里有 0 项"


def test_jf304_only_where_the_campaign_has_a_cap():
    assert found(whitelist("12", 12), "JF304") == ()
    capped = campaign_with(limits=Limits(whitelist_cap=10))
    [finding] = found(whitelist("12", 12), "JF304", campaign=capped)
    assert (finding.severity, finding.message) == ("warning", "白名单有 12 项，超过上限 10 项")
    assert found(whitelist("10", 10), "JF304", campaign=capped) == ()


def test_a_column_that_is_missing_breaks_no_row_rule():
    columns = (FoundColumn(1, "事项名称", "matter", Match.EXACT, "matter"), FoundColumn(2, "意见", None, Match.EXTRA))
    for attachment in ("a2", "a3", "a6", "a7"):
        rows = [{"matter": "某事项", "意见": "好"}] * 2
        assert {f.code for f in findings(form(attachment, columns=columns, rows=rows))} >= {"JF101", "JF103"}


LEVELLED = (*form("a7").body.columns, FoundColumn(12, "层级", None, Match.EXTRA))


@pytest.mark.parametrize(
    ("declared", "levels", "severity"),
    [
        ("1", ["省级", "市级", "县级"], None),  # 本级
        ("3", ["省级", "市级", "县级"], None),  # all of them
        ("2", ["市级", "区级", "本级"], None),
        ("2", ["省级", "市级", "县级"], "warning"),  # nobody says which level the total counts
        ("2", ["县级", "县级", "县级"], "error"),
        ("2", ["", "", ""], "error"),
    ],
)
def test_jf303_of_a_list_of_several_levels_the_total_is_the_lowest_ones(declared, levels, severity):
    rows = [{"matter": f"活动{number}", "层级": level} for number, level in enumerate(levels)]
    checked = found(form("a7", columns=LEVELLED, rows=rows, header={"declared_total": declared}), "JF303")
    assert [finding.severity for finding in checked] == ([severity] if severity else [])


def test_jf303_counts_all_tables_side_by_side_and_a_list_without_a_place_for_the_total_states_none():
    assert found(whitelist("5", 3, parts=(3, 2)), "JF303") == ()
    assert found(form("a7", rows=[{"matter": "甲"}]), "JF303") == ()

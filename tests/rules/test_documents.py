"""JF701–JF704: what is wrong with an outline."""

from datetime import date

import pytest
from made.forms import form, shipped, source, with_fields

from jianfu_cli.rules import cells, documents, header
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

WHOLE = {section.heading: "正文。" for _, _, section in shipped().attachment("a4").numbered_sections()}
RULES = (documents.missing_section, documents.empty_section, documents.report_too_long, documents.section_order)


def findings(sections, attachment="a4", **rest):
    checker = Checker(RULES, Context(shipped(), date(2024, 7, 4)))
    made = form(attachment, unit="红旗区", sections=sections, sheet=None, header_row=None, columns=(), **rest)
    return [(one.code, one.message) for one in checker.check_file(source("附件4.docx", made))]


def without(*headings):
    return {heading: text for heading, text in WHOLE.items() if heading not in headings}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (WHOLE, []),
        (without("工作成效"), [("JF701", "没有“三、工作成效”这个标题")]),
        (without("整体情况"), [("JF701", "没有“（一）整体情况”这个标题")]),
        (
            without("主要任务完成情况", "问题排查整改情况", "建立审批报备制度情况", "建立长效监管机制情况"),
            [("JF701", "没有“（二）主要任务完成情况”这个标题，下面的各级标题也都没有")],
        ),
        (WHOLE | {"经验做法": ""}, [("JF702", "“二、经验做法”下面没有正文")]),
        (WHOLE | {"工作情况": "", "主要任务完成情况": ""}, []),
        (WHOLE | {"工作情况": "", "整体情况": ""}, [("JF702", "“（一）整体情况”下面没有正文")]),
        (dict.fromkeys(WHOLE, ""), []),
        (
            dict(sorted(WHOLE.items(), key=lambda pair: pair[0] == "经验做法")),
            [("JF704", "标题的先后与提纲不同（从“经验做法”起），已按标题读取")],
        ),
        ({"": "根据通知要求，报告如下。"} | WHOLE, []),
    ],
)
def test_headings(sections, expected):
    assert findings(sections) == expected


@pytest.mark.parametrize(("words", "codes"), [(3000, []), (3001, ["JF703"])])
def test_length_of_the_report(words, codes):
    assert [code for code, _ in findings(WHOLE, words=words, characters=3500)] == codes


def test_too_long_names_both_counts():
    ((_, message),) = findings(WHOLE, words=3210, characters=3500)
    assert message == "全文 3210 字（按 Word 字数统计），字符数 3500，规定 3000 字以内"


def test_a_case_has_no_limit():
    case = {section.heading: "正文。" for _, _, section in shipped().attachment("a5").numbered_sections()}
    assert findings(case, "a5", words=9000) == []


def test_tables_are_not_judged_as_outlines():
    assert findings({}, "a2", rows=[{"matter": "甲"}]) == []


def test_a_word_table_has_rows_and_columns_but_no_addresses():
    checker = Checker((cells.unknown_category, header.unknown_unit), Context(shipped(), date(2024, 7, 4)))
    made = form(
        "a2", unit="红旗县", sheet="表格1", rows=[{"category": "值班"}], header={"unit": "红旗县"}, addressed=False
    )
    raised = with_fields(made, fields={"unit": made.header.fields["unit"]._replace(row=0)})
    places = [(one.code, one.row, one.cell, one.column) for one in checker.check_file(source("附件2.docx", raised))]
    assert places == [("JF111", None, None, "填报单位"), ("JF202", 5, None, "问题类别")]

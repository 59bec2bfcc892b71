"""明细/附件3.csv, read back by the standard library."""

import csv
from io import StringIO

from made.rollups import AS_OF, campaign, make_file, make_form, mended, small_roll_up

from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reports.details import details_csv


def read(text):
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_a_row_is_headed_and_traced_as_in_the_workbook():
    headings, *rows = read(details_csv(small_roll_up().table(FormRole.PROBLEMS), campaign(), AS_OF))
    assert headings[:3] == ["序号", "填报单位", "问题类别"]
    assert headings[-5:] == ["涉及学校数", "校验", "来源文件", "来源工作表", "来源行"]
    assert [line[0] for line in rows] == [str(nth) for nth in range(1, len(rows) + 1)]
    assert rows[2][-5:] == ["12", "", "红旗区/2024-07-03/附件2.xlsx", "Sheet1", "7"]
    assert rows[3][-4] == "JF206"


def test_days_are_written_one_way_and_no_text_becomes_a_formula():
    form = make_form("a3", "红旗区", [mended("=1+1", deadline="6月5日前"), mended("甲", deadline="长期")])
    made = roll_up((make_file("a.xlsx", form),), (), campaign(), campaign().ends_on)
    headings, first, second = read(details_csv(made.table(FormRole.RECTIFICATIONS), campaign(), AS_OF))
    matter, deadline = headings.index("事项名称"), headings.index("整改时限")
    assert (first[matter], first[deadline]) == ("'=1+1", "2024-06-05")
    assert (second[matter], second[deadline]) == ("甲", "长期")


def test_how_far_a_rectification_has_come_stands_before_its_source():
    headings, *rows = read(details_csv(small_roll_up().table(FormRole.RECTIFICATIONS), campaign(), AS_OF))
    assert headings[-5:] == ["办理进度", "校验", "来源文件", "来源工作表", "来源行"]
    assert [row[-5] for row in rows] == ["已完成", "逾期未完成", "未到期"]

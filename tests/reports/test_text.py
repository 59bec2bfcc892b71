import re
from dataclasses import replace

import pytest
from made.forms import form, source
from made.reports import finding, report_of, small_report

from jianfu_cli.core.language.terminal import width
from jianfu_cli.core.model.report import NotRun
from jianfu_cli.reports.text import as_text

GOLDEN = """\
卫滨区/附件3.xlsx
    × 错误         文件设有打开密码  JF002
                     → 去掉密码后再报送。

红旗区/附件2.xlsx
  工作表“摸排”
    × 错误 B5      “值班”不是规定的问题类别  JF202
                     → 是不是“校园值班值守”？只能填：监督检查评比考核；社会事
                     务进校园；文件和会议；报表填写、调研统计；抽调借用中小学教
                     师；校园值班值守；城市创优评先和街道社区事务；其他。
    ! 提醒 C6      与第 5 行重复（事项名称“防溺水宣传进校园”）  JF302
                     → 核对后删去一行；确是两件事的，把名称写清楚。

没有作为报表读（扫描件、佐证材料等）：
  红旗区/附件2.pdf
读取 1 个文件，1 个无法读取，1 个不是报表（扫描件、佐证材料等）；共 1 张表、2 行
数据。按 2024-07-10 判断期限。
错误 2 处，提醒 1 处，提示 1 处（用 -v 查看）。
“错误”须由填报单位改正；“提醒”请人工核对；“提示”不必处理。
"""


def test_the_report_as_people_read_it():
    assert as_text(small_report()) == GOLDEN


def test_infos_are_counted_and_listed_only_where_asked():
    assert "JF203" not in as_text(small_report())
    verbose = as_text(small_report(), verbose=True)
    assert "    · 提示 B6      【问题类别】“二”按“社会事务进校园”汇总  JF203\n" in verbose
    assert "提示 1 处。\n" in verbose


def test_nothing_found():
    read = source("附件2.xlsx", form("a2", rows=[{"matter": "甲"}]))
    assert as_text(report_of(files=(read,))) == (
        "读取 1 个文件；共 1 张表、1 行数据。按 2024-07-10 判断期限。\n错误 0 处，提醒 0 处，提示 0 处。\n没有发现要改的地方。\n"
    )


def test_what_is_of_no_file_stands_under_its_own_heading():
    text = as_text(report_of(finding("红旗区没有报附件2", path=None, sheet=None, cell=None, row=None, column=None)))
    assert text.startswith("报送情况\n    × 错误         红旗区没有报附件2  JF202\n")


def test_a_row_without_a_cell_is_named():
    assert "    × 错误 第9行   这一行是合计  JF202\n" in as_text(
        report_of(finding("这一行是合计", cell=None, column=None))
    )


def test_sheets_are_headed_one_by_one():
    text = as_text(report_of(finding(sheet="一"), finding(sheet="一"), finding(sheet="二")))
    assert re.findall("工作表“(.)”", text) == ["一", "二"]


def test_colours_only_where_asked():
    assert "\x1b" not in as_text(small_report())
    coloured = as_text(small_report(), colour=True)
    assert "\x1b[31m× 错误" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == GOLDEN


def test_a_gbk_console_can_show_it():
    as_text(small_report(), verbose=True).encode("gbk")


@pytest.mark.parametrize("message", ["“附件”" * 60, "the whole sheet " * 20, "一二三四五六七八九十，" * 20])
def test_no_line_is_longer_than_a_hundred_places(message):
    text = as_text(report_of(finding(message, hint=message)))
    assert max(map(width, text.splitlines())) <= 100
    assert "".join(message.split()) in "".join(text.split()).replace("JF202", "")


def test_names_of_files_cannot_steer_the_terminal():
    text = as_text(report_of(finding("\x1b[2J", path="红旗区/\x1b]0;x\x07\u202eslx.附件2", sheet="\x1b[31m")))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "红旗区/?]0;x??slx.附件2\n" in text


def test_where_asked_it_says_by_what_each_form_was_recognised():
    file = source(
        "红旗区/附件2.xlsx",
        form("a2", evidence=("title", "own-columns")),
        form("a3", sheet="另一张", sure=False, evidence=("columns",)),
    )
    report = replace(report_of(files=(file,)), labels={"a2": "附件2", "a3": "附件3"})
    lines = as_text(report, verbose=True).splitlines()
    assert lines[:3] == [
        "怎样认出来的：红旗区/附件2.xlsx",
        "    附件2（Sheet1）：凭表名、这张表才有的列",
        "    附件3（另一张）：凭列名，不能肯定（JF010）",
    ]
    assert "怎样认出来的" not in as_text(report)


@pytest.mark.parametrize("places", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(places):
    lines = as_text(small_report(), verbose=True, places=places).splitlines()
    # A GBK console draws quotation marks and dashes as wide as characters.
    widest = max(width(line) + sum(line.count(mark) for mark in "“”—…×→") for line in lines)
    assert widest <= places
    assert widest > places * 0.8


def test_units_of_which_the_same_is_to_be_said_stand_together():
    why = "附件7 未在本次检查范围"
    units = ["甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县"]
    skipped = [NotRun(code, unit, why) for unit in units for code in ("JF404", "JF405")]
    text = as_text(replace(report_of(), not_run=(*skipped, NotRun("JF401", "甲县", "附件3 未在本次检查范围"))))
    assert (
        "没有查或者没有查全的规则：\n"
        "  甲县、乙县、丙县、丁县、戊县、己县等 7 个单位：附件7 未在本次检查范围\n"
        "    （JF404、JF405）\n"
        "  甲县：附件3 未在本次检查范围（JF401）\n"
    ) in text

from dataclasses import replace

import pytest
from made.ledgers import small_ledger

from jianfu_cli.core.language.terminal import width
from jianfu_cli.reports.status_text import as_text

MATRIX = """\
进一步减轻中小学教师负担专项整治：报送情况（按 2024-06-20）

             附件1  附件2  附件3  附件4  附件5  附件6  附件7  未报
县（市、区）
  卫滨区     ×      ·      ·      ·      ·      ·      ·      1
  红旗区     迟2    ·      √错1   ·      ·      ·      ·
  按时/应报  0/2           1/1                                1
市直部门
  市公安局   √      √零    √零
  按时/应报  1/1    1/1    1/1

√ 按时  迟N 迟报N天  × 到期未报  · 未到期  零 零报告  错N 有N处错误  空白 不必报
按时 4 件，迟报 1 件，未报 1 件，未到期 11 件。
未报的：涉及 1 个单位。
市直部门：名册为默认，未经确认。

报后更正、补充的（按时、迟报以第一次收到为准）：
  市公安局 附件2：2024-06-12 收到，2024-06-13 更正

缺加盖公章的扫描件：
  红旗区 附件3

2024-06-20 以后收到的，列出不计：
  市公安局/2024-06-25/a2.xlsx

已被后报版本替代：
  市公安局/2024-06-12/a2.xlsx

无法读取的文件：
  卫滨区/2024-06-05/附件1.xlsx：文件已损坏

填报单位待确认的文件：
  待认领/2024-06-05/=附件2.xlsx

附带的文件（不是表，也不是扫描件）：
  红旗区：b>.docx
"""

ONE = """\
进一步减轻中小学教师负担专项整治：报送情况（按 2024-06-20）

专项整治问题整改清单（附件3）
            情况    收到        行数    错误  扫描件
县（市、区）（2024-07-04 前报，含当日）
  红旗区    按时    2024-06-19  1       1     缺
  卫滨区    未到期
市直部门（2024-06-14 前报，含当日）
  市公安局  按时    2024-06-13  零报告  无    有

按时 2 件，迟报 0 件，未报 0 件，未到期 1 件。
"""


def test_all_attachments():
    assert as_text(small_ledger()) == MATRIX


def test_one_attachment_in_detail():
    assert as_text(small_ledger().only(["a3"])).startswith(ONE)


@pytest.mark.parametrize("attachments", [["a1"], ["a2"], ["a7"], ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]])
def test_nothing_is_wider_than_80_columns(campaign, attachments):
    ledger = small_ledger(units=campaign.roster.names).only(attachments)
    assert max(width(line) for line in as_text(ledger).splitlines()) <= 80


def test_lines_are_as_long_as_the_terminal_is_wide(campaign):
    ledger = small_ledger(units=campaign.roster.names)
    narrow, wide = (as_text(ledger, places=places).splitlines() for places in (60, 100))
    # The table itself does not break.
    assert max(width(line) for line in narrow if "√" not in line and "附件" not in line and "×" not in line) <= 60
    assert 80 < max(map(width, wide)) <= 100
    assert len(wide) < len(narrow)


def test_columns_stay_in_line_where_signs_are_drawn_wide():
    lines = as_text(small_ledger(), wide_signs=True).splitlines()[4:9]
    drawn = [line.replace("√", "对").replace("×", "错").replace("·", "点") for line in lines]
    second = [
        width(line[: line.index(sign)]) for line, sign in ((drawn[0], "点"), (drawn[1], "点"), (drawn[4], "对零"))
    ]
    assert len(set(second)) == 1


def test_a_gbk_console_can_show_it():
    assert as_text(small_ledger()).encode("gbk")


def test_long_lists_are_cut_and_say_where_the_rest_is(campaign):
    units = campaign.roster.names
    from dataclasses import replace

    ledger = replace(small_ledger(units=units), unplaced=tuple(f"待认领/{number}.xlsx" for number in range(30)))
    assert "……共 30 条，全部见 -f json" in as_text(ledger)


def test_who_sent_nothing_stands_in_one_line_and_who_is_worst_first(campaign):
    text = as_text(small_ledger(units=campaign.roster.names))
    counties = text.partition("县（市、区）\n")[2].partition("  按时/应报")[0].splitlines()
    assert counties[0].startswith("  13 个单位一件未报：凤泉区、")
    assert [line.split()[0] for line in counties if "×" in line or "√" in line] == ["卫滨区", "红旗区"]
    assert "未报的：69 个单位一件未报，共涉及 70 个单位。" in text


def test_before_anything_is_due_nobody_owes(campaign):
    text = as_text(small_ledger("2024-05-20", units=campaign.roster.names))
    assert "个单位还没有报来材料：" in text
    assert "一件未报" not in text
    assert "未报的：" not in text


@pytest.mark.parametrize("places", [60, 80, 140])
def test_a_long_name_stands_above_its_row_and_the_columns_stay_on_the_screen(places):
    name = "新乡市某某区某某街道中心学校教育联合总校第一分校暨少年儿童活动中心" * 2
    lines = as_text(small_ledger(), places=places).replace("红旗区", "").splitlines()
    ledger = small_ledger()
    long = [replace(one, unit=name) if one.unit == "红旗区" else one for one in ledger.accounts]
    told = as_text(replace(ledger, accounts=tuple(long)), places=places).splitlines()
    heads = next(line for line in told if "附件1" in line)
    assert heads == next(line for line in lines if "附件1" in line)
    below = next(nth for nth, line in enumerate(told) if "迟2" in line and "√错1" in line)
    assert told[below].startswith(" " * 10)
    assert "".join(line.strip() for line in told[below - 3 : below]).endswith(name)
    assert max(map(width, told)) <= max(places, width(heads))

"""Which rows are signatures, and which are not: every filled cell has to be explained."""

from datetime import date

import pytest

from jianfu_cli.reading.layout.signatures import begins_signature, is_signature


@pytest.mark.parametrize(
    "cells",
    [
        ["填表人签字：", "审核人："],
        ["分管领导签字：张某", "单位负责人签字：李某"],
        ["审核：张某", "填报：李某"],
        ["主要负责人签字：张", "填表日期：2024年6月5日"],
        ["校对：", "王某"],
        ["单位负责人（签字）：", "张某", "联系电话：", 3732000001.0],
        ["制表人：张某", date(2024, 6, 5)],
        ["填表人：____", "日期：____年__月__日"],
        ["填报日期：", "2024", "年", "6", "月", "5", "日"],
        ["红旗区教育体育局（盖章）", "2024年6月5日"],
        ["２０２４年６月５日"],
        ["审核人", "王某", "填表人", "李某", "联系电话", "0373-3050001"],
        ["负责人签字", "张某", "填表日期", "2024年6月5日"],
        ["分管领导", "张某", "经办人", "李某"],
        ["填报人员及电话", "张某", "0373-3050001"],
    ],
)
def test_a_row_of_signatures(cells: list[object]) -> None:
    assert begins_signature(cells[0])
    assert is_signature(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["审核：防溺水", "县水利局"],
        ["填表人：张某", "社会事务进校园", "防溺水宣传"],
        ["校对：", "王某", "县水利局"],
        ["其他", "负责人：", "张某"],
        ["活动：防溺水"],
        ["全体人员"],
        ["2024年6月5日", "全县"],
        ["审核人：" + "长" * 200],
        ["审核意见", "同意"],
        ["联系人", "电话", "地址"],
        ["报送材料", "其他", "县水利局"],
        ["统计", "其他", "2024"],
        ["填报人", "其他", "县水利局", "全年", "清理"],
    ],
)
def test_a_row_of_data(cells: list[object]) -> None:
    assert not is_signature(cells)

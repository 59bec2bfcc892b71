"""What a column is called where nobody fills it in."""

import pytest

from jianfu_cli.core.model.column import Column


@pytest.mark.parametrize(
    ("heading", "called"),
    [
        ("事项名称", "事项名称"),
        ("活动主要内容（100字以内）", "活动主要内容"),
        ("隐患（50字以内）及等级", "隐患及等级"),
        ("发现的安全隐患（请逐条写明，没有的填“无”）", "发现的安全隐患"),
        ("核载人数（人）", "核载人数（人）"),
        ("责任单位（盖章）", "责任单位（盖章）"),
        ("处理建议（停业/整改/警告）", "处理建议"),
        ("（请填写学校规范全称）", "（请填写学校规范全称）"),
    ],
)
def test_what_it_tells_the_filler_is_no_part_of_its_name(heading, called):
    assert Column(key="c", heading=heading, type="text").called == called

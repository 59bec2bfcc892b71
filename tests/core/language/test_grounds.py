import pytest

from jianfu_cli.core.language.grounds import names_grounds


@pytest.mark.parametrize(
    "written",
    [
        "《中华人民共和国消防法》", "消防法", "宪法", "未成年人保护法第三十条", "新教领秘〔2024〕2号", "新政办[2024]5号", "豫教办(2023)12号",
        "公安部令第61号", "新公通2024年15号", "国务院关于加强食品安全工作的决定", "市禁毒委2024年工作要点", "学校卫生工作条例",
        "中小学公共安全教育指导纲要", "根据《反电信网络诈骗法》和上级要求",
    ],
)  # fmt: skip
def test_grounds_that_can_be_looked_up(written):
    assert names_grounds(written)


@pytest.mark.parametrize(
    "written",
    [
        "工作需要", "根据工作需要", "上级文件要求", "按上级有关文件", "相关法律法规", "年度工作安排", "领导要求", "惯例", "普法", "法治宣传",
        "青少年法治宣传", "按照有关规定", "会议精神", "部门职责", "全国法制宣传日", "",
    ],
)  # fmt: skip
def test_grounds_that_name_nothing(written):
    assert not names_grounds(written)

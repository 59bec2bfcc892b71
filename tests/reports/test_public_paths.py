"""Where a row comes from, said without the names of persons that files bear."""

import pytest
from made.rollups import campaign

from jianfu_cli.reports.public_paths import PublicPaths


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("红旗区/2024-07-03/附件2.xlsx", "红旗区/2024-07-03/附件2.xlsx"),
        ("红旗区/附件2_专项整治问题摸排清单.xlsx", "红旗区/附件2_专项整治问题摸排清单.xlsx"),
        ("卫滨区/报送.zip!/附件3（更正）.xls", "卫滨区/报送.zip!/附件3（更正）.xls"),
        ("红旗区/新乡市红旗区教育局附件2、3(最终版).xlsx", "红旗区/新乡市红旗区教育局附件2、3(最终版).xlsx"),
        ("东山库/附件4（补充2项）.xlsx", "〔文件名略〕/附件4（补充2项）.xlsx"),
        ("市卫健委/卫健委报送材料.zip!/附件1.xlsx", "市卫健委/卫健委报送材料.zip!/附件1.xlsx"),
        ("红旗区/附件2（项某某）.xlsx", "红旗区/〔文件名略〕.xlsx"),
        ("红旗区/附件2张某某.xlsx", "红旗区/〔文件名略〕.xlsx"),
        ("红旗区/附件2 zhangsan.xlsx", "红旗区/〔文件名略〕.xlsx"),
        ("红旗区/附件2 13000000000.xlsx", "红旗区/〔文件名略〕.xlsx"),
        ("李某/红旗区.zip!/王某/附件2.xlsx", "〔文件名略〕/红旗区.zip!/〔文件名略〕/附件2.xlsx"),
        ("红旗区/无后缀名的张某", "红旗区/〔文件名略〕"),
    ],
)
def test_a_name_that_may_be_a_persons_is_left_out(path, said):
    assert PublicPaths(campaign()).place(path, "Sheet1", 5) == f"{said}〔Sheet1〕第5行"


def test_a_sheet_may_bear_a_persons_name_too():
    assert PublicPaths(campaign()).place("附件2.xlsx", "张某填", 5) == "附件2.xlsx〔〔文件名略〕〕第5行"
    assert PublicPaths(campaign()).place("附件2.docx", "表格1", 5) == "附件2.docx〔表格1〕第5行"
    assert PublicPaths(campaign()).place("附件2.docx", None, 5) == "附件2.docx 第5行"

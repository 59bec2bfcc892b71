import pytest
from made.forms import shipped

from jianfu_cli.core.model.naming import named_attachment


@pytest.mark.parametrize(
    ("name", "attachment"),
    [
        ("附件2.xlsx", "a2"),
        ("附件 2", "a2"),
        ("附件２ 红旗区", "a2"),
        ("附件02", "a2"),
        ("附件二：专项整治", "a2"),
        ("附 件（三）", "a3"),
        ("附件2 2024年专项整治问题摸排清单.xlsx", "a2"),
        ("附件2024年社会事务进校园白名单.xlsx", "a7"),
        ("附件2-1.pdf", "a2"),
        ("红旗区问题整改清单", "a3"),
        ("整改清单和问题摸排清单", "a2"),
        ("附件9整改清单", "a3"),
        ("减负典型案例.docx", "a5"),
        ("教师减负典型案例推荐汇总表.docx", None),
        ("工作总结报告报送情况一览表（二）", None),
        ("附件10", None),
        ("附件", None),
        ("Sheet1", None),
        ("", None),
    ],
)
def test_named_attachment(name, attachment):
    found = named_attachment(name, shipped().attachments)
    assert (found.id if found else None) == attachment

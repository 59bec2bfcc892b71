"""A rule as its page tells it: what it finds, why, a bad and a good example, how to mend."""

from dataclasses import dataclass

from jianfu_cli.core.model.finding import CELL_FAMILY, FILE_FAMILY

# The families of rules by the first digit of their codes.
RULE_FAMILIES = {
    FILE_FAMILY: "文件（损坏、加密、认不出表）",
    "1": "版式和表头",
    CELL_FAMILY: "单元格内容",
    "3": "同一张表内",
    "4": "各附件之间",
    "5": "时间",
    "6": "报送齐全",
    "7": "总结报告和典型案例",
    "8": "单位之间、进校园申请",
    "9": "内容疑点",
}


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule for a reader; all texts in Chinese, on one line.

    ``severity`` is error, warning or info, or off where the campaign switched the rule off; ``basis`` the clause of
    the notice behind it, by its place there.
    """

    code: str
    name: str
    severity: str
    scope: str
    basis: str
    finds: str
    why: str
    bad: str
    good: str
    fix: str

    @property
    def family(self) -> str:
        """The name of the family that the code belongs to."""
        return RULE_FAMILIES[self.code[2]]

"""The kinds of unit that a campaign knows, in the order of every table."""

from pydantic import Field

from jianfu_cli.core.model.base import Model


class UnitKind(Model):
    """One kind of unit: its id, by which ``units``, ``due`` and ``may`` name it, and what a reader calls it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", description="代号，units、due、may 用它指这一类单位")
    label: str = Field(min_length=1, description="读者看到的名称，如 县（市、区）、直属学校")
    area: bool = Field(False, description="这一类单位各管一片（如县区）：公布时各列一段，各自布置的相同事项不算重复")
    within: str | None = Field(
        None, description="这一类单位在哪一类单位里，写那一类的代号，如学校在县里：within: county"
    )
    host: bool = Field(False, description="组织本次行动的一级自己（如市本级）")
    schools: bool | None = Field(
        None, description="这一类单位是学校（审批报备按它们算负荷）；不写时，id 为 school 的就是"
    )

    @property
    def are_schools(self) -> bool:
        """Whether its units are schools: as written, else as the id says."""
        return self.id == "school" if self.schools is None else self.schools


DEFAULT_KINDS = (
    UnitKind(id="county", label="县（市、区）", area=True),
    UnitKind(id="department", label="市直部门"),
    UnitKind(id="city", label="市本级", host=True),
)
"""The kinds of a campaign that names none."""

UNCONFIRMED = "名册为默认，未经确认"
"""What is said of the units of a kind that nobody has checked."""

"""A body that files, with all its names."""

from pydantic import Field, field_validator

from jianfu_cli.core.language.folder_names import not_a_name
from jianfu_cli.core.model.base import Model


class Unit(Model):
    """One body that files, by its canonical name and its other names."""

    name: str = Field(description="规范名称，也是收件箱里文件夹的名称")
    aliases: tuple[str, ...] = Field((), description="别名、简称")
    within: str = Field("", description="在哪个单位里，写规范名称；类别写了 within 而那一类不止一个单位的要写")
    full_name: str = Field("", description="公布时写的全称；不写时，以“市”开头的前面加市名，其余同 name")
    emails: tuple[str, ...] = Field((), description="报送用的邮箱：它发来的邮件，别处没有写明单位的算这个单位的")

    @property
    def every_name(self) -> tuple[str, ...]:
        """All names by which it is known, each once, its own first."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.full_name, *self.aliases))))

    @field_validator("name")
    @classmethod
    def _names_a_folder(cls, name: str) -> str:
        fault = not_a_name(name)
        if fault:
            raise ValueError(fault)
        return name

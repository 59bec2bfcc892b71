"""Every key of a campaign's YAML files, out of the models that read them: the second half of docs/campaigns.md."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.campaign import CampaignFile
from jianfu_cli.core.model.categories import Category
from jianfu_cli.core.model.column import Choice, Column, ColumnType
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.outline import Section
from jianfu_cli.core.model.provisions import Approval, Contact, Duty, Forbidden, Limits, Stage, Term, Texts
from jianfu_cli.core.model.roles import (
    COLUMN_ROLE_LABELS,
    FORM_ROLE_LABELS,
    OUTLINES,
    TYPE_LABELS,
    ColumnRole,
    FormRole,
    forms_for,
    types_for,
)
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.core.model.watch import Sign, Watch

MARK = "<!-- 以下由 python docs/generate.py 从程序生成 -->\n"
MODELS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("campaign.yaml", CampaignFile),
    ("kinds 的一项：单位类别", UnitKind),
    ("units 的一项：单位", Unit),
    ("attachments 的一项：谁在什么时候以前报哪一件", Duty),
    ("categories 的一项：问题类别", Category),
    ("watch 的一项：内容疑点", Watch),
    ("watch 里 also 的一项：同一疑点的其他情形", Sign),
    ("stages 的一项：阶段", Stage),
    ("limits：各种限度", Limits),
    ("approval：审批报备按什么审", Approval),
    ("approval 里 terms 的一项：学期", Term),
    ("approval 里 forbidden 的一项：不得进校园的事项", Forbidden),
    ("texts：本次行动特有的字句", Texts),
    ("contact：联系方式", Contact),
    ("a1.yaml 等：附件", Attachment),
    ("header 的一项：表头栏目", HeaderField),
    ("columns 的一项：列", Column),
    ("choices 的一项：可选值", Choice),
    ("sections 的一项：提纲的标题", Section),
)


def with_keys(page: str) -> str:
    """Return ``page`` with what stands below the mark made anew."""
    return page.partition(MARK)[0] + MARK + "\n" + "\n".join((*_roles(), *_keys()))


def _roles() -> Iterator[str]:
    yield "## 附件的角色（`role`）\n\n| 写法 | 是什么 | kind |\n|---|---|---|"
    for role in FormRole:
        yield f"| `{role}` | {FORM_ROLE_LABELS[role]} | {'outline' if role in OUTLINES else 'table'} |"
    yield "\n## 列的角色（`role`）\n\n| 写法 | 是什么 | 可用的 type | 可用的附件 |\n|---|---|---|---|"
    for column in ColumnRole:
        types = "、".join(f"`{name}`" for name in sorted(types_for(column)))
        forms = "、".join(f"`{name}`" for name in sorted(forms_for(column)))
        anywhere = len(forms_for(column)) == len(FormRole)
        yield f"| `{column}` | {COLUMN_ROLE_LABELS[column]} | {types} | {'都可以' if anywhere else forms} |"
    yield "\n## 列的类型（`type`）\n\n| 写法 | 填什么 |\n|---|---|"
    for kind, label in TYPE_LABELS.items():
        yield f"| `{kind}` | {label} |"
    yield ""


def _keys() -> Iterator[str]:
    for heading, model in MODELS:
        yield f"## {heading}\n\n| 键 | 说明 | 不写时 |\n|---|---|---|"
        for name, field in model.model_fields.items():
            said = f"{_plain(field.description or '')}{_allowed(field)}"
            yield f"| `{field.alias or name}` | {said} | {_default(field)} |"
        yield ""


_IN_TABLES = (FormRole, ColumnRole, ColumnType)


def _allowed(field: FieldInfo) -> str:
    """The words that a key takes, where they are few; those of roles and types stand in tables of their own."""
    kinds = [field.annotation, *get_args(field.annotation)]
    words = [word for kind in kinds for word in get_args(kind) if isinstance(word, str)]
    enums = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum)]
    words += [word.value for kind in enums if kind not in _IN_TABLES for word in kind]
    return f"（{'、'.join(dict.fromkeys(f'`{word}`' for word in words))}）" if words else ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "必写"
    default: Any = field.default
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"{default}" if isinstance(default, int | float) else "—"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")

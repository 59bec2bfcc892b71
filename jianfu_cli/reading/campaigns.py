"""Loads a campaign and its schemas from YAML, with errors that name file, line and key."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from jianfu_cli.core.attachment import Attachment
from jianfu_cli.core.campaign import Campaign, CampaignFile, Limits
from jianfu_cli.errors import CampaignError
from jianfu_cli.resources import folder

DEFAULT_CAMPAIGN = "xinxiang-2024"

_AnyModel = TypeVar("_AnyModel", bound=BaseModel)

# pydantic's error types in the words of the person who edits the file.
_FAULTS = {
    "extra_forbidden": "不认识的键（是不是写错了？）",
    "missing": "缺少这一项",
    "string_type": "应为文字（数字样的文字请加引号）",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "float_type": "应为数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "date_type": "应为日期，如 2024-06-05",
    "date_parsing": "应为日期，如 2024-06-05",
    "date_from_datetime_parsing": "应为日期，如 2024-06-05",
    "date_from_datetime_inexact": "应为日期，如 2024-06-05",
    "tuple_type": "应为列表",
    "dict_type": "应为键值对",
    "model_type": "应为键值对",
    "too_short": "至少要有一项",
    "string_pattern_mismatch": "写法不合要求",
    "string_too_long": "文字太长",
    "greater_than": "数值太小",
    "greater_than_equal": "数值太小",
    "less_than_equal": "数值太大",
}


def campaign_names() -> tuple[str, ...]:
    """Return the names of the campaigns shipped with jianfu."""
    return tuple(sorted(path.stem for path in (folder("schemas") / "campaigns").glob("*.yaml")))


def load_campaign(name_or_file: str = DEFAULT_CAMPAIGN) -> Campaign:
    """Load a shipped campaign by name, or one from a YAML file (its attachments beside it, else the shipped ones).

    Raises:
        CampaignError: there is no such campaign, or one of its files is not as it should be.
    """
    path = _find(name_or_file)
    settings = _load(path, CampaignFile)
    forms = tuple(_load(_schema_path(path, filing.form), Attachment) for filing in settings.attachments)
    _check_references(path, settings, forms)
    return Campaign.model_construct(**_fields(settings), forms=forms)


def _fields(settings: CampaignFile) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in CampaignFile.model_fields}


def _find(name_or_file: str) -> Path:
    shipped = folder("schemas") / "campaigns" / f"{name_or_file}.yaml"
    if name_or_file in campaign_names():
        return shipped
    path = Path(name_or_file)
    if path.is_dir():
        path = path / "campaign.yaml"
    if path.is_file():
        return path
    raise CampaignError(
        f"找不到专项行动“{name_or_file}”：既不是自带的（{'、'.join(campaign_names())}），也不是一个 YAML 文件"
    )


def _schema_path(campaign: Path, form: str) -> Path:
    beside = campaign.parent / f"{form}.yaml"
    return beside if beside.is_file() else folder("schemas") / f"{form}.yaml"


def _load(path: Path, model: type[_AnyModel]) -> _AnyModel:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = yaml.load(text, Loader=_LOADER)
    except OSError as error:
        raise CampaignError(f"{path}：读不了（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise CampaignError(f"{path}：不是 UTF-8 编码的文件") from error
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else "某处"
        raise CampaignError(f"{path}：{where}不是合法的 YAML（检查缩进、冒号和引号）") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CampaignError(_explain(path, text, error)) from error


# The C loader is the same safe loader, ten times as quick; PyYAML may be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _explain(path: Path, text: str, error: ValidationError) -> str:
    root = yaml.compose(text, Loader=_LOADER)
    lines = []
    for fault in error.errors():
        location = [part for part in fault["loc"] if part != "[key]"]
        where = "．".join(f"第{part + 1}项" if isinstance(part, int) else str(part) for part in location)
        said = fault["msg"].removeprefix("Value error, ")
        what = said if fault["type"] == "value_error" else _FAULTS.get(fault["type"], f"写法不对（{said}）")
        if fault["type"] in {"enum", "literal_error"}:
            what = f"应为 {fault['ctx']['expected'].replace(' or ', ' 或 ')} 之一"
        lines.append(f"{path} 第 {_line(root, location)} 行，{where or '整个文件'}：{what}")
    return "\n".join(lines)


def _line(node: yaml.Node | None, location: list[str | int]) -> int:
    """Return the 1-based line of the deepest node that ``location`` reaches."""
    line = node.start_mark.line + 1 if node else 1
    for part in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        else:
            break
    return line


def _check_references(path: Path, settings: CampaignFile, forms: tuple[Attachment, ...]) -> None:
    """Names that point from one file into another must exist there."""
    for filing, form in zip(settings.attachments, forms, strict=True):
        limits = [column.limit for column in form.columns if column.limit] + [form.limit or ""]
        for name in limits:
            if name and name not in Limits.model_fields:
                raise CampaignError(
                    f"{_schema_path(path, filing.form)}：limit 写的 {name} 不在 campaign 的 limits 里"
                    f"（可用：{'、'.join(Limits.model_fields)}）"
                )
    ids = [form.id for form in forms]
    if len(set(ids)) < len(ids):
        raise CampaignError(f"{path}：attachments 里有重复的附件")

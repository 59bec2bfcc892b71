"""What is wrong in a campaign's YAML, in the words of the person who edits it: file, line, item, what is allowed."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from jianfu_cli.core.model.attachment import ID_PATTERN
from jianfu_cli.core.model.base import MisplacedError
from jianfu_cli.core.model.provisions import MONTH_DAY

# Parts of a place that no file has: which of several types pydantic tried.
_OF_PYDANTIC = frozenset({"[key]", "bool"})
_OF_PYDANTIC_TOO = "tuple["
_DATE = "应为日期：年-月-日，月和日各两位，如 2027-03-05"
_FAULTS = {
    "missing": "缺少这一项",
    "string_type": "应为文字（数字样的文字请加引号）",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "tuple_type": "应为列表，如 [甲, 乙]",
    "dict_type": "应为键值对，如 {键: 值}",
    "model_type": "应为键值对，如 {键: 值}",
    "too_short": "至少要有一项",
    "string_too_short": "不能空着",
}
_PATTERNS = {
    ID_PATTERN: "只能用小写英文字母、数字和 -，以字母开头，最多 32 个字，如 a2",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "只能用英文字母、数字和 . _ -，以字母或数字开头",
    r"^[a-z][a-z0-9_]*$": "只能用小写英文字母、数字和 _，以字母开头",
    r"^[a-z][a-z0-9_-]*$": "只能用小写英文字母、数字和 _ -，以字母开头",
    r"^JF9(?:0[1-9]|[1-4]\d)$": "应为 JF901 到 JF949",
    MONTH_DAY: "应为月-日，各两位，如 03-01",
    r"^[a-z][a-z0-9-]{2,39}$": "只能用小写英文字母、数字和 -，以字母开头，3 到 40 个字",
}
_BOUNDS = {
    "greater_than": ("数值太小", "须大于 {gt}"),
    "greater_than_equal": ("数值太小", "不小于 {ge}"),
    "less_than_equal": ("数值太大", "不大于 {le}"),
    "string_too_long": ("文字太长", "最多 {max_length} 字"),
    "too_long": ("写得太多", "最多 {max_length} 项"),
}


def explained(path: Path, model: type[BaseModel], error: ValidationError, root: yaml.Node | None) -> str:
    """Return a line for each fault that ``model`` found in the file ``path``, whose nodes hang on ``root``."""
    lines = []
    for fault in error.errors():
        cause = fault.get("ctx", {}).get("error")
        further = cause.location if isinstance(cause, MisplacedError) else ()
        location = [part for part in (*fault["loc"], *further) if not _is_of_pydantic(part)]
        where = "．".join(f"第{part + 1}项" if isinstance(part, int) else str(part) for part in location)
        said = f"{path} 第 {line_of(root, location)} 行，{where or '整个文件'}：{_what(model, location, dict(fault))}"
        lines.append(said)
    return "\n".join(dict.fromkeys(lines))


def _is_of_pydantic(part: str | int) -> bool:
    return isinstance(part, str) and (part in _OF_PYDANTIC or part.startswith(_OF_PYDANTIC_TOO))


def _what(model: type[BaseModel], location: Sequence[str | int], fault: Mapping[str, Any]) -> str:
    kind, more = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return str(fault["msg"]).removeprefix("Value error, ")
    if kind == "extra_forbidden":
        return f"不认识的键（{_instead(_keys(model, location[:-1]), str(location[-1]))}）"
    if kind in {"enum", "literal_error"}:
        choices = more["expected"].replace(" or ", "、").replace(", ", "、").replace("'", "")
        return f"应为 {choices} 之一"
    if kind == "string_pattern_mismatch":
        return f"写法不合要求：{_PATTERNS[more['pattern']]}" if more["pattern"] in _PATTERNS else "写法不合要求"
    if kind in _BOUNDS:
        what, bound = _BOUNDS[kind]
        return f"{what}，{bound.format(**more)}"
    if kind == "string_type" and fault["input"] is None:
        return "空着，没有填"
    return _FAULTS.get(kind, "写法不对")


def _instead(keys: Sequence[str], written: str) -> str:
    near = get_close_matches(written, keys, n=1, cutoff=0.6)
    return f"是不是 {near[0]}？" if near else f"可以写：{'、'.join(keys)}"


def _keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys that may stand at ``location`` of what ``model`` describes."""
    inner: type[BaseModel] | None = model
    for part in location:
        field = next((f for name, f in inner.model_fields.items() if part in (name, f.alias)), None) if inner else None
        inner = next(_models(field.annotation), None) if field else inner
    return [field.alias or name for name, field in inner.model_fields.items()] if inner else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models within a type: of ``tuple[Column, ...]``, ``Column``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def line_of(node: yaml.Node | None, location: Sequence[str | int]) -> int:
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

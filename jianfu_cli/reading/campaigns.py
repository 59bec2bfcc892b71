"""Loads a campaign and its schemas from YAML, with errors that name file, line and key."""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign, CampaignFile
from jianfu_cli.core.model.provisions import Limits
from jianfu_cli.core.model.watch import Watch
from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.yaml_faults import explained, line_of
from jianfu_cli.resources import campaign_names, folder

try:
    # The same safe loader, ten times as quick; PyYAML may be built without it.
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

DEFAULT_CAMPAIGN = "xinxiang-2024"

_AnyModel = TypeVar("_AnyModel", bound=BaseModel)


def load_campaign(
    name_or_file: str = DEFAULT_CAMPAIGN, rule_codes: Callable[[], Collection[str]] | None = None
) -> Campaign:
    """Load a shipped campaign by name, or one from a YAML file (its attachments beside it, else the shipped ones).

    ``rule_codes`` gives the codes that its ``rules`` may name; it is asked only where there are any.

    Raises:
        CampaignError: there is no such campaign, or one of its files is not as it should be.
    """
    path = _find(name_or_file)
    settings = _load(path, CampaignFile)
    schemas = tuple(_schemas(path, settings))
    attachments = tuple(_load(schema, Attachment) for schema in schemas)
    _check_references(path, settings, attachments)
    taken = {"watch": _watched(path, settings), "same_words": _same_words(path, settings)}
    settings = settings.model_copy(update=taken)
    if rule_codes and (settings.rules or settings.basis):
        _check_rules(path, settings, {*rule_codes(), *(entry.code for entry in settings.watch)})
    borrowed = tuple(
        form.id
        for schema, form in zip(schemas, attachments, strict=True)
        if not _is_shipped(path) and schema.parent == folder("schemas")
    )
    return Campaign.model_construct(**_fields(settings), attachments=attachments, borrowed=borrowed)


def _fields(settings: CampaignFile) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in CampaignFile.model_fields}


def _watched(path: Path, settings: CampaignFile) -> tuple[Watch, ...]:
    """Return the 疑点 of the campaign: its own, and those of the shipped one that it takes over."""
    if not settings.watch_of:
        return settings.watch
    own = {entry.code for entry in settings.watch}
    shipped = _shipped(path, settings, "watch_of").watch
    known = {category.name for category in settings.categories}
    fitting = (entry for entry in shipped if entry.code not in own and known >= entry.belongs.keys())
    return (*fitting, *settings.watch)


def _same_words(path: Path, settings: CampaignFile) -> tuple[tuple[str, ...], ...]:
    """Return the words of one meaning: the campaign's own first, then those of the shipped one that it takes over."""
    taken = _shipped(path, settings, "same_words_of").same_words if settings.same_words_of else ()
    return (*settings.same_words, *taken)


def _shipped(path: Path, settings: CampaignFile, field: str) -> CampaignFile:
    """Return the shipped campaign that ``field`` of the campaign at ``path`` names."""
    name = getattr(settings, field)
    if name not in campaign_names():
        line = line_of(_nodes(path), (field,))
        raise CampaignError(f"{path} 第 {line} 行，{field}：没有这个自带的专项行动（{'、'.join(campaign_names())}）")
    return _load(_find(name), CampaignFile)


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


def own_files(name_or_file: str) -> tuple[Path, ...]:
    """Return the files that a campaign of one's own consists of, its ``campaign.yaml`` first; none for a shipped one.

    Raises:
        CampaignError: there is no such campaign, or one of its files is not as it should be.
    """
    path = _find(name_or_file)
    schemas = (*_schemas(path, _load(path, CampaignFile)),)
    return () if _is_shipped(path) else (path, *(one for one in schemas if one.parent != folder("schemas")))


def _is_shipped(campaign: Path) -> bool:
    return campaign.parent == folder("schemas") / "campaigns"


def _schemas(campaign: Path, settings: CampaignFile) -> Iterator[Path]:
    """Yield the schema file of each attachment: beside the campaign file, else the shipped one."""
    for place, duty in enumerate(settings.duties):
        name = f"{duty.form}.yaml"
        found = next((path for path in (campaign.parent / name, folder("schemas") / name) if path.is_file()), None)
        if found is None:
            line = line_of(_nodes(campaign), ("attachments", place, "form"))
            raise CampaignError(f"{campaign} 第 {line} 行，attachments．第{place + 1}项．form：找不到 {name}")
        yield found


class _DuplicateKeyError(yaml.MarkedYAMLError):
    pass


class _Loader(_SafeLoader):
    """Safe YAML in which a key given twice is a mistake, and an impossible date is left for the model to name."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for name, _ in node.value:
            given = name.value if isinstance(name, yaml.ScalarNode) else id(name)
            if given in seen:
                raise _DuplicateKeyError(problem=f"{given} 写了两次", problem_mark=name.start_mark)
            seen.add(given)
        return super().construct_mapping(node, deep)

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_day)
# no, yes, on and off are words, as in YAML 1.2: a column may have the key no.
_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, pattern_of(r"true|True|TRUE|false|False|FALSE"), list("tTfF"))


def _load(path: Path, model: type[_AnyModel]) -> _AnyModel:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开"
        raise CampaignError(f"{path}：{reason}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CampaignError(f"{path} 第 {line} 行：不是 UTF-8 编码，请另存为 UTF-8") from error
    try:
        data = _Loader(text).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise CampaignError(f"{path} {_yaml_fault(text, error)}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise CampaignError(explained(path, model, error, _nodes(path))) from error


def _yaml_fault(text: str, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if isinstance(error, _DuplicateKeyError) and mark:
        return f"第 {mark.line + 1} 行：{error.problem}"
    if re.search("flow|quoted", str(getattr(error, "context", ""))):
        # A bracket or quote left open is missed far below: where it was opened says more.
        mark = getattr(error, "context_mark", mark)
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    line = mark.line if mark else text.count("\n", 0, unprintable.start()) if unprintable else 0
    return f"第 {line + 1} 行：不是合法的 YAML（检查缩进、冒号和引号）"


def _nodes(path: Path) -> yaml.Node | None:
    return _Loader(path.read_text(encoding="utf-8-sig")).get_single_node()


def _check_references(path: Path, settings: CampaignFile, forms: tuple[Attachment, ...]) -> None:
    """Names that point from one file into another must exist there."""
    known = [name for name in Limits.model_fields if isinstance(getattr(settings.limits, name), int)]
    for schema, form in zip(_schemas(path, settings), forms, strict=True):
        places: list[tuple[tuple[str | int, ...], str | None]] = [(("limit",), form.limit)]
        places += [(("columns", place, "limit"), column.limit) for place, column in enumerate(form.columns)]
        for location, name in places:
            if name and name not in known:
                line = line_of(_nodes(schema), location)
                usable = "、".join(known)
                raise CampaignError(
                    f"{schema} 第 {line} 行，limit：campaign 的 limits 里没有 {name} 这个数（可用：{usable}）"
                )
    schemas = list(_schemas(path, settings))
    for name in ("id", "number", "role"):
        _check_distinct(name, schemas, forms)


def _check_distinct(name: str, schemas: Sequence[Path], forms: Sequence[Attachment]) -> None:
    """No two attachments of one id, number or role: nobody could tell which is meant."""
    seen: dict[Any, Path] = {}
    for schema, form in zip(schemas, forms, strict=True):
        value = getattr(form, name)
        if value is not None and seen.setdefault(value, schema) != schema:
            line = line_of(_nodes(schema), (name,))
            raise CampaignError(f"{schema} 第 {line} 行，{name}：与 {seen[value].name} 相同，都是 {value}")


def _check_rules(path: Path, settings: CampaignFile, known: Collection[str]) -> None:
    """A slip of the pen in a code must not pass for a rule turned off, or for its clause."""
    root = _nodes(path)
    named = [("rules", code) for code in settings.rules] + [("basis", code) for code in settings.basis]
    faults = [
        f"{path} 第 {line_of(root, (item, code))} 行，{item}．{code}：没有这条规则{_nearest_codes(code, known)}"
        for item, code in named
        if code not in known
    ]
    if faults:
        raise CampaignError("\n".join(faults))


def _nearest_codes(written: str, known: Collection[str]) -> str:
    meant = key(written).upper()
    if meant in known:
        return f"，要写成 {meant}"
    family = next((code for code in known if meant and code.startswith(meant)), None)
    return f"，要写完整的代码，如 {family}；一条一行" if family else "；全部规则见 jianfu rule"

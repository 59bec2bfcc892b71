"""What the schema says of the attachments: for people, as JSON, as JSON Schema, as Frictionless Table Schema."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jianfu_cli.core.language.terminal import PLACES, wrap
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.outline import Section
from jianfu_cli.core.model.roles import TYPE_LABELS
from jianfu_cli.errors import UsageError
from jianfu_cli.reports.json_text import json_text


def values(campaign: Campaign, column: Column) -> tuple[str, ...]:
    """Return all values that ``column`` may hold, or none where it is not a matter of choosing."""
    if column.type == "category":
        return tuple(category.name for category in campaign.categories)
    return column.choice_names


# For people


def as_text(campaign: Campaign, attachments: Sequence[Attachment], *, places: int = PLACES) -> str:
    """Return the schema as pages for people, in lines of at most ``places``."""
    return "\n".join("\n".join(_page(campaign, attachment, places)) + "\n" for attachment in attachments)


def _page(campaign: Campaign, attachment: Attachment, places: int) -> list[str]:
    headed = attachment.headed.replace(" ", "　", 1)
    lines = _indented(f"{headed}（{campaign.title}，表样第 {attachment.version} 版）", 0, places)
    lines += _indented(f"报送：{_who_files(campaign, attachment)}", 2, places)
    if attachment.header:
        lines += _indented(f"表头：{'、'.join(field.label for field in attachment.header)}", 2, places)
    if attachment.kind == "table":
        lines.append(f"  零报告：{'可以，数据第一行写“无”' if attachment.nil_allowed else '不可以'}")
        for place, column in enumerate(attachment.columns, 1):
            lines += _column_lines(campaign, place, column, places)
    if attachment.limit:
        lines.append(f"  全文不超过 {campaign.limit(attachment.limit)} 字（按 Word 字数）")
    for level, number, section in attachment.numbered_sections():
        lines.append("  " * level + number + section.heading)
        lines += _indented(section.guidance, 2 * level + 4, places) if section.guidance else []
    for note in attachment.notes:
        lines += _indented(note, 2, places)
    return lines


def _who_files(campaign: Campaign, attachment: Attachment) -> str:
    days = [f"{kind.label}于 {day.isoformat()} 前" for kind, day in _due(campaign, attachment).items()]
    optional = [f"{kind.label}可报可不报" for kind in _may(campaign, attachment)]
    return "；".join([*days, *optional]) + "（含当日）"


def _column_lines(campaign: Campaign, place: int, column: Column, places: int) -> list[str]:
    facts = ["必填" if column.required else "可不填", TYPE_LABELS[column.type]]
    most = campaign.most_words(column)
    facts += [f"不超过 {most} 字"] if most else []
    facts += column.asks
    heading = column.full_heading.replace("\n", "／")
    choices = values(campaign, column)
    lines = [f"  {place:>2}. {heading}　［{'，'.join(facts)}］"]
    lines += _indented(column.hint, 6, places) if column.hint else []
    lines += _indented("可选值：" + "；".join(choices), 6, places) if choices else []
    return lines


def _indented(text: str, indent: int, places: int) -> list[str]:
    return [" " * indent + line for line in wrap(text, places - indent)]


# For programs


def as_json(campaign: Campaign, attachments: Sequence[Attachment]) -> str:
    """Return the schema as JSON text: all that the tables and outlines ask for."""
    described = [_description(campaign, attachment) for attachment in attachments]
    top = {"format": "jianfu-schema/1", "campaign": campaign.id}
    return json_text({**top, **described[0]} if len(described) == 1 else {**top, "attachments": described})


def _description(campaign: Campaign, attachment: Attachment) -> dict[str, Any]:
    said = attachment.model_dump(mode="json")
    for spoken, column in zip(said["columns"], attachment.columns, strict=True):
        spoken["values"] = list(values(campaign, column))
        spoken["max_words"] = campaign.most_words(column)
    return {
        **said,
        "label": attachment.label,
        "due": {kind.id: day.isoformat() for kind, day in _due(campaign, attachment).items()},
        "may": [kind.id for kind in _may(campaign, attachment)],
        "max_words": campaign.limit(attachment.limit) if attachment.limit else None,
    }


def as_json_schema(campaign: Campaign, attachments: Sequence[Attachment]) -> str:
    """Return a JSON Schema of a row of each attachment."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schemas = {attachment.id: row_schema(campaign, attachment) for attachment in attachments}
    if len(schemas) == 1:
        return json_text({**dialect, **schemas[attachments[0].id]})
    return json_text({**dialect, "$id": f"urn:jianfu:{campaign.id}", "title": campaign.title, "$defs": schemas})


def row_schema(campaign: Campaign, attachment: Attachment) -> dict[str, Any]:
    """Return the JSON Schema of one row of a table, keyed by heading, or of an outline, keyed by section heading."""
    identity = {
        "$id": f"urn:jianfu:{campaign.id}:{attachment.id}:{attachment.version}",
        "title": attachment.headed,
    }
    if attachment.kind == "outline":
        words = f"全文不超过 {campaign.limit(attachment.limit)} 字" if attachment.limit else ""
        return {**identity, **({"description": words} if words else {}), **_sections_schema(attachment.sections)}
    return {
        **identity,
        "type": "object",
        "properties": {column.heading: _cell_schema(campaign, column) for column in attachment.columns},
        "required": [column.heading for column in attachment.columns if column.required],
    }


def _sections_schema(sections: Sequence[Section]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for section in sections:
        body = _sections_schema(section.sections) if section.sections else {"type": "string", "minLength": 1}
        properties[section.heading] = {**body, **({"description": section.guidance} if section.guidance else {})}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _cell_schema(campaign: Campaign, column: Column) -> dict[str, Any]:
    if column.type == "sequence":
        return {"type": "integer", "minimum": 1}
    if column.type == "number":
        bounds = (("minimum", column.min), ("maximum", column.max))
        hint = {"description": column.hint} if column.hint else {}
        return {"type": "number", **{name: bound for name, bound in bounds if bound is not None}, **hint}
    cell: dict[str, Any] = {"type": "string"}
    if column.pattern:
        cell["pattern"] = f"^(?:{column.pattern})$"
    if column.hint:
        cell["description"] = column.hint
    if choices := values(campaign, column):
        cell["enum"] = [*choices] if column.required else [*choices, ""]
    elif column.required:
        cell["minLength"] = 1
    if most := campaign.most_words(column):
        cell["maxLength"] = most
        cell["$comment"] = "通知按 Word 字数计；maxLength 按字符计，略严。"
    if column.type in ("date", "email"):
        cell["format"] = str(column.type)
    if column.example:
        cell["examples"] = [column.example]
    return cell


def as_table_schema(campaign: Campaign, attachments: Sequence[Attachment]) -> str:
    """Return the Frictionless Table Schema of each table; several are a Data Package.

    Raises:
        UsageError: there is no table among them.
    """
    tables = [attachment for attachment in attachments if attachment.kind == "table"]
    if not tables:
        raise UsageError(f"{attachments[0].label}是提纲，不是表格，没有 table-schema；可用 -f json-schema")
    if len(attachments) == 1:
        return json_text(_fields(campaign, tables[0]))
    resources = [
        {"name": table.id, "title": table.title, "path": f"{table.file_stem}.csv", "schema": _fields(campaign, table)}
        for table in tables
    ]
    return json_text({"name": campaign.id.lower(), "title": campaign.title, "resources": resources})


def _fields(campaign: Campaign, table: Attachment) -> dict[str, Any]:
    return {"fields": [_field(campaign, column) for column in table.columns], "missingValues": [""]}


def _field(campaign: Campaign, column: Column) -> dict[str, Any]:
    kind = {"sequence": "integer", "date": "date", "number": "number"}.get(column.type, "string")
    constraints: dict[str, Any] = {"required": column.required}
    if choices := values(campaign, column):
        constraints["enum"] = list(choices)
    if most := campaign.most_words(column):
        constraints["maxLength"] = most
    if column.pattern:
        constraints["pattern"] = f"^(?:{column.pattern})$"
    if column.type == "number":
        bounds = (("minimum", column.min), ("maximum", column.max))
        constraints |= {name: bound for name, bound in bounds if bound is not None}
    field: dict[str, Any] = {"name": column.heading, "type": kind, "constraints": constraints}
    if column.type == "email":
        field["format"] = "email"
    if column.hint:
        field["description"] = column.hint
    return field


def _due(campaign: Campaign, attachment: Attachment) -> dict[UnitKind, date]:
    days = ((kind, campaign.due(attachment.id, kind.id)) for kind in campaign.kinds)
    return {kind: day for kind, day in days if day}


def _may(campaign: Campaign, attachment: Attachment) -> list[UnitKind]:
    due = _due(campaign, attachment)
    return [kind for kind in campaign.kinds if kind not in due and campaign.may_file(attachment.id, kind.id)]

"""A campaign of one's own: the files of a shipped one, to be edited."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from math import ceil
from pathlib import Path

import yaml

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.draft import DraftColumn, DraftForm
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.errors import UsageError
from jianfu_cli.resources import folder
from jianfu_cli.writing.whole import write_into

CAMPAIGN_FILE = "campaign.yaml"
BLANK_KIND = UnitKind(id="unit", label="单位")
"""The one kind of unit of a blank campaign without a roster."""
_EDITORS = ("campaign.schema.json", "attachment.schema.json")
_ID = pattern_of(r"^id: .*$", re.MULTILINE)
_UNITS = pattern_of(r"^units:.*", re.MULTILINE | re.DOTALL)


def write_campaign(
    name: str, base: Campaign, target: Path, own_id: str, units: Mapping[str, tuple[Unit, ...]] | None = None
) -> tuple[Path, ...]:
    """Write the shipped campaign ``name`` with its attachments to ``target`` under ``own_id``; return the files.

    Comments and order stay as they are; ``units`` stand in for the roster. With them go the JSON Schemas by which
    editors check and complete the YAML.

    Raises:
        UsageError: one of the files is there already (nothing is written), or cannot be written.
    """
    texts = {CAMPAIGN_FILE: _edited(_shipped(f"campaigns/{name}.yaml"), own_id, units)}
    texts |= {f"{duty.form}.yaml": _shipped(f"{duty.form}.yaml") for duty in base.duties}
    return _written(texts, target)


def write_blank_campaign(
    target: Path,
    own_id: str,
    forms: Sequence[DraftForm | None],
    today: date,
    units: Mapping[UnitKind, tuple[Unit, ...]] | None = None,
) -> tuple[Path, ...]:
    """Write an empty campaign to ``target`` under ``own_id``; return the files.

    Each of ``forms`` becomes an attachment: as drafted, or empty where there is no draft. Without ``units`` one unit
    of one kind stands for the roster, to be replaced.

    Raises:
        UsageError: one of the files is there already (nothing is written), or cannot be written.
    """
    roster = units or {BLANK_KIND: (Unit(name="示例单位"),)}
    due = date(today.year, 12, 31)
    dues = ", ".join(f"{kind.id}: {due}" for kind in roster)
    numbers = range(1, len(forms) + 1)
    campaign = _put(
        _blank("campaign.yaml"),
        id=own_id,
        today=today.isoformat(),
        end=due.isoformat(),
        kinds="\n".join(f"  - {_flow(kind.model_dump(exclude_defaults=True))}" for kind in roster),
        confirmed="true" if units else "false",
        attachments="\n".join(f"  - {{form: a{number}, due: {{{dues}}}}}" for number in numbers),
        units=_roster({kind.id: those for kind, those in roster.items()}).partition("\n")[2].rstrip(),
    )
    texts = {CAMPAIGN_FILE: campaign}
    taken: set[FormRole] = set()
    for number, form in zip(numbers, forms, strict=True):
        texts[f"a{number}.yaml"] = form_text(number, form, taken)
        taken |= {form.role} if form and form.role else set()
    return _written(texts, target)


def write_form(target: Path, form: DraftForm, taken: Collection[FormRole]) -> Path:
    """Write ``form`` beside the attachments of the campaign in ``target``, under the next free id; return the file."""
    number = next(number for number in range(1, 100) if not (target / f"a{number}.yaml").exists())
    path = target / f"a{number}.yaml"
    write_into(target, {path.name: form_text(number, form, taken)})
    return path


def form_text(number: int, form: DraftForm | None, taken: Collection[FormRole] = ()) -> str:
    """Return the YAML of attachment ``number``; a role that another has ``taken`` is not written."""
    if form is None:
        return _put(_blank("form.yaml"), id=f"a{number}", number=str(number))
    role = f"role: {form.role}    # 按表名和列猜的，不对就改" if form.role and form.role not in taken else _NO_ROLE
    lines = [
        "# yaml-language-server: $schema=attachment.schema.json",
        "# 照现有的表起草，每列后面注明是怎么猜的；请逐列核对。每个键的说明见 docs/campaigns.md。",
        *(f"id: a{number}", f"number: {number}", 'version: "1"', "kind: table", role),
        f"title: {_flow(form.title)}",
        "header:",
        *(f"  - {_flow({'key': key, 'label': label, 'type': kind})}" for key, kind, label in form.header),
        "columns:",
        *(f"  - {_flow(_column(nth, column))}   # {column.why}" for nth, column in enumerate(form.columns, start=1)),
        *(["notes:", *(f"  - {_flow(note)}" for note in form.notes)] if form.notes else []),
    ]
    return "\n".join(lines) + "\n"


_PROSE = {ColumnRole.MATTER, ColumnRole.CONTENT, ColumnRole.MEASURES, ColumnRole.HANDLING}
_TOLD_AT_LENGTH = 22
_NO_ROLE = "# role: problems             # 这张表是什么：problems 问题清单、rectifications 整改清单……没有就不写"


def _column(number: int, column: DraftColumn) -> dict[str, object]:
    required = {} if column.required else {"required": False}
    role = {"role": column.role.value} if column.role else {}
    kind = column.type.value
    return {
        "key": f"c{number}",
        "heading": column.heading,
        "type": kind,
        **role,
        **required,
        "width": _width(column),
        **column.more,
    }


def _width(column: DraftColumn) -> int:
    """Return a width in digits: a heading takes up to three lines, what is told at length has room."""
    if column.type is ColumnType.SEQUENCE:
        return 6
    length = len(column.heading)
    lines = min(3, ceil(length / 5))
    least = _TOLD_AT_LENGTH if column.role in _PROSE else 10
    return max(least, min(30, 2 * ceil(length / lines) + 2))


def _put(text: str, **values: str) -> str:
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _flow(value: object) -> str:
    return (
        yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6)
        .removesuffix("...\n")
        .strip()
    )


def _written(texts: dict[str, str], target: Path) -> tuple[Path, ...]:
    """Write the files, and beside them the JSON Schemas by which editors check and complete the YAML."""
    texts |= {editors: _shipped(editors) for editors in _EDITORS}
    taken = [file for file in texts if (target / file).exists()]
    if taken:
        raise UsageError(f"{target} 里已经有 {'、'.join(taken)}，没有覆盖；请换一个文件夹")
    write_into(target, texts)
    return tuple(target / file for file in texts)


def _shipped(name: str) -> str:
    return (folder("schemas") / name).read_text(encoding="utf-8")


def _blank(name: str) -> str:
    return (folder("templates") / "blank" / name).read_text(encoding="utf-8")


def _edited(text: str, own_id: str, units: Mapping[str, tuple[Unit, ...]] | None) -> str:
    text = text.replace("$schema=../campaign.schema.json", "$schema=campaign.schema.json", 1)
    text = _ID.sub(f"id: {own_id}", text, count=1)
    return _UNITS.sub(lambda _: _roster(units), text) if units else text


def _roster(units: Mapping[str, tuple[Unit, ...]]) -> str:
    lines = ["units:"]
    for kind, those in units.items():
        lines.append(f"  {kind}:")
        lines += [f"    - {_unit(unit)}" for unit in those]
    return "\n".join(lines) + "\n"


def _unit(unit: Unit) -> str:
    named = {
        "full_name": unit.full_name,
        "within": unit.within,
        "aliases": list(unit.aliases),
        "emails": list(unit.emails),
    }
    return _flow({"name": unit.name} | {key: values for key, values in named.items() if values})

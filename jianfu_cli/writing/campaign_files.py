"""A campaign of one's own: the files of a shipped one, to be edited."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roster import Kind, Unit
from jianfu_cli.errors import UsageError
from jianfu_cli.resources import folder
from jianfu_cli.writing.whole import write_all

CAMPAIGN_FILE = "campaign.yaml"
_EDITORS = ("campaign.schema.json", "attachment.schema.json")
_ID = re.compile(r"^id: .*$", re.MULTILINE)
_UNITS = re.compile(r"^units:.*", re.MULTILINE | re.DOTALL)


def write_campaign(
    name: str, base: Campaign, target: Path, own_id: str, units: Mapping[Kind, tuple[Unit, ...]] | None = None
) -> tuple[Path, ...]:
    """Write the shipped campaign ``name`` with its attachments to ``target`` under ``own_id``; return the files.

    Comments and order stay as they are; ``units`` stand in for the roster. With them go the JSON Schemas by which
    editors check and complete the YAML.

    Raises:
        UsageError: one of the files is there already (nothing is written), or cannot be written.
    """
    texts = {CAMPAIGN_FILE: _edited(_shipped(f"campaigns/{name}.yaml"), own_id, units)}
    texts |= {f"{duty.form}.yaml": _shipped(f"{duty.form}.yaml") for duty in base.duties}
    texts |= {editors: _shipped(editors) for editors in _EDITORS}
    taken = [file for file in texts if (target / file).exists()]
    if taken:
        raise UsageError(f"{target} 里已经有 {'、'.join(taken)}，没有覆盖；请换一个文件夹")
    write_all({target / file: text for file, text in texts.items()})
    return tuple(target / file for file in texts)


def _shipped(name: str) -> str:
    return (folder("schemas") / name).read_text(encoding="utf-8")


def _edited(text: str, own_id: str, units: Mapping[Kind, tuple[Unit, ...]] | None) -> str:
    text = text.replace("$schema=../campaign.schema.json", "$schema=campaign.schema.json", 1)
    text = _ID.sub(f"id: {own_id}", text, count=1)
    return _UNITS.sub(lambda _: _roster(units), text) if units else text


def _roster(units: Mapping[Kind, tuple[Unit, ...]]) -> str:
    lines = ["units:"]
    for kind, those in units.items():
        lines.append(f"  {kind}:")
        lines += [f"    - {_unit(unit)}" for unit in those]
    return "\n".join(lines) + "\n"


def _unit(unit: Unit) -> str:
    named = {"aliases": list(unit.aliases), "emails": list(unit.emails)}
    content = {"name": unit.name} | {key: values for key, values in named.items() if values}
    flow = yaml.safe_dump(content, allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6)
    return flow.strip()

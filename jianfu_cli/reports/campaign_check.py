"""``schema --check``: which rules, figures and documents a campaign feeds, and what is lacking."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jianfu_cli.core.language.terminal import PLACES, wrap
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.roles import COLUMN_ROLE_LABELS, FORM_ROLE_LABELS
from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-campaign-check/1"


class CheckedItem(NamedTuple):
    """One rule, figure or document, and why it does not run; "" where it does."""

    name: str
    lacks: str


Checked = Mapping[str, Sequence[CheckedItem]]
"""What was checked: ``rules``, ``figures`` and ``documents``."""

_HEADINGS = {"rules": "规则", "figures": "数字", "documents": "文稿和工作表"}


def as_text(campaign: Campaign, checked: Checked, *, places: int = PLACES) -> str:
    """Return the roles of forms and columns as they were understood, then what does not run and why.

    Reasons are broken into lines of at most ``places``.
    """
    lines = [f"{campaign.title}（{campaign.id}）", "", "各附件和各列的角色："]
    for form in campaign.attachments:
        role = f"{form.role}（{FORM_ROLE_LABELS[form.role]}）" if form.role else "没有角色"
        lines.append(f"  {form.headed}：{role}")
        if form.id in campaign.borrowed:
            lines.append(f"    注意：campaign.yaml 旁边没有 {form.id}.yaml，用的是自带的表样")
        for column in form.columns:
            named = form.role_by_key.get(column.key)
            said = "保密" if column.secret else f"{named}（{COLUMN_ROLE_LABELS[named]}）" if named else "—"
            lines.append(f"    {column.heading}：{said}")
    for part, heading in _HEADINGS.items():
        items = checked[part]
        idle = [item for item in items if item.lacks]
        lines += ["", f"{heading}：{len(items)} 项，适用 {len(items) - len(idle)} 项。"]
        for item in idle:
            first, *more = wrap(f"{item.name} 不适用：{item.lacks}", places - 4)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    return "\n".join(lines) + "\n"


def as_json(campaign: Campaign, checked: Checked) -> str:
    """Return what runs and why not as JSON text."""
    return json_text(
        {
            "format": FORMAT,
            "campaign": campaign.id,
            "borrowed": campaign.borrowed,
            "rules": [_entry("code", item) for item in checked["rules"]],
            "figures": [_entry("name", item) for item in checked["figures"]],
            "documents": [_entry("name", item) for item in checked["documents"]],
        }
    )


def _entry(name: str, item: CheckedItem) -> dict[str, Any]:
    return {name: item.name, "runs": not item.lacks, "why": item.lacks}

"""What the host of a campaign owes itself, in sentences: its own forms, and the publication of the whitelist."""

from collections.abc import Iterable, Iterator
from datetime import date

from jianfu_cli.core.filings.schedule import OwnForm, publication
from jianfu_cli.core.language.workdays import far_from
from jianfu_cli.core.model.campaign import Campaign


def host_owes(campaign: Campaign, as_of: date, missing: Iterable[OwnForm]) -> tuple[str, ...]:
    """Say what of the host's own is ``missing``, and by when the whitelist must be public."""
    return *(_missing(one, as_of) for one in missing), *_public(campaign, as_of)


def _missing(one: OwnForm, as_of: date) -> str:
    basis = f"，{one.stage.basis}" if one.stage.basis else ""
    by = f"{one.stage.name}阶段，{one.stage.by} 以前{basis}"
    return f"没有{one.called}（{by}）：{far_from(one.stage.by, as_of)}"


def _public(campaign: Campaign, as_of: date) -> Iterator[str]:
    asked = publication(campaign)
    if asked is None:
        return
    late = asked.days_late(asked.published_on or as_of)
    left = f"迟 {late} 天" if late else "" if asked.published_on else far_from(asked.by, as_of)
    since = f"已于 {asked.published_on} 公布" if asked.published_on else "尚未公布"
    said = "，".join(part for part in (since, left) if part)
    yield f"{asked.form.named_in_text}应于 {asked.by}（春季学期开学）前公布：{said}"

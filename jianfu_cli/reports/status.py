"""``status`` for programs: JSON and CSV (contract.md, status -f json)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from jianfu_cli.core.filings.clue_terms import KnownClue
from jianfu_cli.core.filings.ledger import Account, Entry, Ledger, LevelStanding
from jianfu_cli.core.filings.returns import STATE_LABELS, State
from jianfu_cli.core.filings.schedule import OwnForm
from jianfu_cli.core.filings.versions import Version
from jianfu_cli.core.model.bundle import BundleFacts
from jianfu_cli.reports.csv_text import csv_text
from jianfu_cli.reports.entries import decision_entries
from jianfu_cli.reports.json_text import json_text

FORMAT = "jianfu-status/1"
_COLUMNS = {
    "unit": "单位",
    "kind": "单位类别",
    "attachment": "附件",
    "due": "报送期限",
    "state": "情况",
    "received_on": "收到日期",
    "corrected_on": "更正日期",
    "days_late": "迟报天数",
    "nil": "零报告",
    "errors": "错误",
    "scan": "扫描件",
    "path": "文件",
}


def as_json(ledger: Ledger) -> str:
    """Return the ledger as JSON text; dates are ISO, null where there is none."""
    content = {
        "format": FORMAT,
        "campaign": ledger.campaign.id,
        "as_of": ledger.as_of.isoformat(),
        "counts": {state.value: count for state, count in ledger.counts.items()},
        "roster_confirmed": not ledger.campaign.unconfirmed,
        "publication": _publication(ledger),
        "own_missing": [_own_form(one) for one in ledger.own_missing],
        "units": [_unit(account) for account in ledger.accounts],
        **({"clues": counted} if (counted := clue_counts(ledger.clues)) else {}),
        "unplaced": list(ledger.unplaced),
        **({"levels": [_level(one) for one in ledger.levels]} if ledger.levels else {}),
        **({"bundles": [_bundle(facts) for facts in ledger.bundles]} if ledger.bundles else {}),
        "decisions": decision_entries(ledger.decisions),
    }
    return json_text(content)


def clue_counts(clues: Collection[KnownClue] | None) -> dict[str, int] | None:
    """Return how many clues there are, are open, and are open for too long; None where no ledger is there."""
    if clues is None:
        return None
    open_ = [one.term for one in clues if one.term.open]
    return {"clues": len(clues), "open": len(open_), "late": sum(term.late for term in open_)}


def clues_said(ledger: Ledger) -> tuple[str, ...]:
    """Say the same in Chinese, in one line; nothing where no ledger is there."""
    counts = clue_counts(ledger.clues)
    if counts is None:
        return ()
    days = ledger.campaign.limits.clue_days
    said = f"问题线索 {counts['clues']} 件，未办结 {counts['open']} 件，其中超过 {days} 天的 {counts['late']} 件"
    return (f"{said}（逐件见 jianfu clues）。",)


def _publication(ledger: Ledger) -> dict[str, Any] | None:
    asked = ledger.publication
    return {"by": _iso(asked.by), "published_on": _iso(asked.published_on)} if asked else None


def _level(one: LevelStanding) -> dict[str, Any]:
    counts = {state.value: one.counts[state] for state in State}
    return {"unit": one.outer, "units": one.units, "heard": one.heard, "counts": counts}


def _bundle(facts: BundleFacts) -> dict[str, Any]:
    units = [one.unit for one in facts.units]
    return {"path": facts.totals.path, "as_of": _iso(facts.totals.as_of), "units": units}


def _own_form(own: OwnForm) -> dict[str, Any]:
    return {
        "unit": own.unit,
        "attachment": own.form.id,
        "stage": own.stage.name,
        "by": own.stage.by.isoformat(),
    }


def _unit(account: Account) -> dict[str, Any]:
    return {
        "unit": account.unit,
        "kind": account.kind,
        "attachments": [_attachment(entry) for entry in account.entries],
        "refused": list(dict.fromkeys(finding.path for finding in account.refused)),
        "enclosures": list(account.enclosures),
    }


def _attachment(entry: Entry) -> dict[str, Any]:
    filing = entry.filing
    return {
        "attachment": filing.attachment,
        "due": _iso(filing.due),
        "state": filing.state.value,
        "received_on": _iso(filing.received_on),
        "corrected_on": _iso(filing.corrected_on),
        "days_late": filing.days_late,
        "nil": filing.nil,
        "errors": len(entry.errors),
        "scan": filing.scan,
        "unsure": list(dict.fromkeys([*(one.file.path for one in filing.versions if not one.sure), *entry.unsure])),
        "versions": [_version(version) for version in filing.versions],
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "path": version.file.path,
        "received_on": _iso(version.received_on),
        "received_from": version.received_from,
        "counts": version.counts,
        "use": version.use.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_csv(ledger: Ledger, *, codes: bool = False) -> str:
    """Return a row a unit and attachment as CSV, in Chinese for Excel; ``codes``: by the names and values of JSON."""
    if codes:
        return csv_text(tuple(_COLUMNS), (list(row.values()) for row in _rows(ledger)))
    return csv_text(tuple(_COLUMNS.values()), (_in_chinese(row, ledger) for row in _rows(ledger)))


def _in_chinese(row: Mapping[str, Any], ledger: Ledger) -> list[Any]:
    said = {
        **row,
        "kind": ledger.campaign.kind_by_id[row["kind"]].label,
        "attachment": ledger.campaign.attachment(row["attachment"]).label,
        "state": STATE_LABELS[State(row["state"])],
        "nil": "是" if row["nil"] else "",
        "scan": "有" if row["scan"] else "",
    }
    return list(said.values())


def _rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    for account in ledger.accounts:
        for entry in account.entries:
            counting = entry.filing.counting
            values = {
                **_attachment(entry),
                "unit": account.unit,
                "kind": account.kind,
                "path": counting.file.path if counting else None,
            }
            yield {column: values[column] for column in _COLUMNS}

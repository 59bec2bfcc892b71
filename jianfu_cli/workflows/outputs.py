"""What ``merge`` writes: the roll-up as a workbook, summaries, a draft report, control totals, public pages."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
from jianfu_cli.errors import UsageError
from jianfu_cli.reports import merge_json, summary
from jianfu_cli.reports.bundle import bundle_parts
from jianfu_cli.reports.csv_text import csv_text
from jianfu_cli.reports.details import details_csv
from jianfu_cli.reports.public_pages import channels_page, whitelist_page
from jianfu_cli.workflows.arrived import Checked
from jianfu_cli.writing.packing import pack
from jianfu_cli.writing.public_book import public_book
from jianfu_cli.writing.rollup.database import database
from jianfu_cli.writing.rollup.workbook import write_workbook
from jianfu_cli.writing.whole import Content, write_into
from jianfu_cli.writing.word.draft_report import draft_report
from jianfu_cli.writing.word.public_whitelist import whitelist_document

WORKBOOK = "汇总.xlsx"
SUMMARY_HTML, SUMMARY_MARKDOWN, DRAFT, TOTALS = "摘要.html", "摘要.md", "摘要.docx", "merge.json"
OUTPUTS = (WORKBOOK, SUMMARY_HTML, SUMMARY_MARKDOWN, DRAFT, TOTALS)
WHITELIST_WORD, WHITELIST_HTML, CHANNELS = "白名单公布稿.docx", "白名单公布稿.html", "投诉举报渠道.html"
WHITELIST_BOOK, WHITELIST_CSV = "白名单公布稿.xlsx", "白名单公布稿.csv"
CHANNELS_BOOK, CHANNELS_CSV = "投诉举报渠道.xlsx", "投诉举报渠道.csv"
PUBLIC_OUTPUTS = (
    *(WHITELIST_WORD, WHITELIST_HTML, WHITELIST_BOOK, WHITELIST_CSV),
    *(CHANNELS, CHANNELS_BOOK, CHANNELS_CSV),
)
DATABASE, DETAILS = "汇总.sqlite", "明细"
BUNDLE_FILE = "上报包.zip"
"""The bundle where its name is not said."""


@dataclass(frozen=True, slots=True)
class BundleAsked:
    """A bundle to be written to ``path``: of the files ``as_read``, and the units with a folder there.

    ``public``: what must not leave the office is left out.
    """

    path: Path
    as_read: tuple[Checked, ...]
    folders: tuple[str, ...]
    public: bool = False


class Also(StrEnum):
    """In what else the merged rows are written."""

    CSV = "csv"
    SQLITE = "sqlite"


def also_of(written: str | None) -> frozenset[Also]:
    """Return the formats that ``csv,sqlite`` names; none where nothing was asked for.

    Raises:
        UsageError: it names another, or none.
    """
    if written is None:
        return frozenset()
    names = [name.strip().lower() for name in written.replace("，", ",").split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Also)]
    if unknown or not names:
        raise UsageError(f"--also 后面写 csv、sqlite，或者 csv,sqlite{f'，没有“{unknown[0]}”' if unknown else ''}")
    return frozenset(map(Also, names))


def write_outputs(
    roll_up: RollUp,
    folder: Path,
    *,
    public: bool = False,
    templates: Path | None = None,
    also: Collection[Also] = (),
    bundle: BundleAsked | None = None,
) -> tuple[str, ...]:
    """Write the outputs to ``folder``, all of them or, where one cannot be written, none; return their names.

    A bundle is written to its own place.

    Raises:
        UsageError: an output cannot be written (e.g. the workbook is open in Excel), a template cannot be used.
    """
    contents: dict[str, Content] = {WORKBOOK: partial(write_workbook, roll_up=roll_up)}
    contents |= _summaries(roll_up, templates)
    published = _public(roll_up, templates) if public else {}
    details = _details(roll_up, also)
    contents |= published | details
    beside = {bundle.path: _bundle(roll_up, bundle)} if bundle else {}
    write_into(folder, contents, beside)
    names = (*OUTPUTS, *(name for name in PUBLIC_OUTPUTS if name in published), *details)
    return (*names, *(str(path.absolute()) for path in beside))


def _bundle(roll_up: RollUp, asked: BundleAsked) -> bytes:
    parts = bundle_parts(roll_up, asked.as_read, asked.folders, asked.path.name, public=asked.public)
    return pack(parts.items(), roll_up.as_of)


def _summaries(roll_up: RollUp, templates: Path | None) -> dict[str, str | bytes]:
    html, markdown = summary.render(roll_up, templates)
    return {
        TOTALS: merge_json.render(roll_up),
        SUMMARY_MARKDOWN: markdown,
        SUMMARY_HTML: html,
        DRAFT: draft_report(roll_up),
    }


def _public(roll_up: RollUp, templates: Path | None) -> dict[str, Content]:
    """What may be published, of what the campaign has: to be read, and as open data beside it."""
    whitelist, channels = public_whitelist(roll_up), complaint_channels(roll_up)
    issuer, day = roll_up.campaign.issuer, roll_up.as_of
    dateline = f"{issuer}　{in_chinese(day)}".strip()
    contents: dict[str, Content] = {}
    if whitelist:
        contents[WHITELIST_HTML] = whitelist_page(roll_up, templates) or ""
        contents[WHITELIST_WORD] = whitelist_document(whitelist, issuer, day, complaints=channels is not None)
        contents[WHITELIST_BOOK] = public_book("公布稿", f"{whitelist.title}\n{dateline}", whitelist.as_table, day)
        contents[WHITELIST_CSV] = csv_text(*whitelist.as_table)
    if channels:
        contents[CHANNELS] = channels_page(roll_up, templates) or ""
        contents[CHANNELS_BOOK] = public_book("投诉举报渠道", f"{channels.title}\n{dateline}", channels.as_table, day)
        contents[CHANNELS_CSV] = csv_text(*channels.as_table)
    return contents


def _details(roll_up: RollUp, also: Collection[Also]) -> dict[str, Content]:
    """The merged rows for spreadsheets and scripts."""
    contents: dict[str, Content] = {
        f"{DETAILS}/{table.attachment.label}.csv": details_csv(table, roll_up.campaign, roll_up.as_of)
        for table in (roll_up.tables if Also.CSV in also else ())
    }
    if Also.SQLITE in also:
        contents[DATABASE] = database(roll_up)
    return contents

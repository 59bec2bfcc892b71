"""The answers of a worker: it has read untrusted files with native code, so only known values are made of its bytes."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from jianfu_cli.core.language.letters import Letter
from jianfu_cli.core.language.values import CellPicture, ErrorValue, Shown, UnvaluedFormula
from jianfu_cli.core.model.bundle import BundleFacts, LevelTotals, UnitWithin, WithheldCells
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.decision import Decision, Issue
from jianfu_cli.core.model.draft import DraftColumn, DraftForm, DraftForms
from jianfu_cli.core.model.finding import Answer, Finding, Severity
from jianfu_cli.core.model.form import Form, Outcome, Problem, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn, Match, OutlineBody, SectionText, StrayRow, TableBody
from jianfu_cli.core.model.form_parts import Header, HeaderValue, Owner, Place, Recognition, Ruling
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.known import by_name, unpickled
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.core.model.unread import Unread, UnreadKind
from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.packed_rows import PackedRows
from jianfu_cli.reading.sources import Source
from jianfu_cli.reading.worker import Step, WorkerFailure

_VALUES = (range, date, datetime, time, timedelta, CellPicture, ErrorValue, Shown, UnvaluedFormula, type(Path()))
_FILES = (
    SourceFile,
    Form,
    Place,
    Header,
    TableBody,
    OutlineBody,
    Owner,
    Recognition,
    Ruling,
    FoundColumn,
    HeaderValue,
    Match,
    Outcome,
    Problem,
    SectionText,
    StrayRow,
    Unread,
    UnreadKind,
    Mark,
    Letter,
    ColumnRole,
    Row,
    Rows,
    PackedRows,
)
_DRAFTS = (DraftColumn, DraftForm, DraftForms, ColumnType, FormRole, Unit, UnitKind, CampaignError)
_BUNDLES = (BundleFacts, LevelTotals, UnitWithin, WithheldCells, Decision, Issue, Answer)
_KNOWN = by_name((*_VALUES, *_FILES, *_BUNDLES, *_DRAFTS, Finding, Severity, Source, Step, WorkerFailure))


def from_worker(answer: bytes) -> Any:
    """Return what a worker has sent.

    Raises:
        Exception: the bytes are no answer of ours (``known.unpickled``).
    """
    return unpickled(answer, _KNOWN)

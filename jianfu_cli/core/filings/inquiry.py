"""What a finding asks of a person, and by which 编号 its answer is known."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jianfu_cli.core.filings.decisions import (
    completion_number,
    form_number,
    number_of,
    sender_number,
    version_number,
)
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Issue
from jianfu_cli.core.model.finding import (
    CONFLICTING_VERSIONS,
    MISSING_UNIT,
    SUPPLEMENT_OR_REPLACEMENT,
    UNCLEAR_PROGRESS,
    UNKNOWN_UNIT,
    UNSURE_FORM,
    Finding,
)
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.core.model.rows import Row

_ISSUES = {
    UNSURE_FORM: Issue.FORM,
    UNKNOWN_UNIT: Issue.SENDER,
    CONFLICTING_VERSIONS: Issue.VERSION,
    SUPPLEMENT_OR_REPLACEMENT: Issue.VERSION,
    UNCLEAR_PROGRESS: Issue.COMPLETION,
}


# Findings come file by file: of so many forms the rows are kept.
_KEPT = 16


def issue_of(finding: Finding) -> Issue:
    """Return what ``finding`` asks of a person, if it asks anything."""
    return _ISSUES.get(finding.code, Issue.WARNING)


class Inquiry:
    """Numbers the questions that findings raise about ``files``."""

    def __init__(self, files: Iterable[SourceFile], campaign: Campaign) -> None:
        self._files = {file.path: file for file in files}
        self._campaign = campaign
        self._unpacked = lru_cache(maxsize=_KEPT)(self._unpacked_form)

    def numbers(self, finding: Finding, asked_as: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the 编号 of what ``finding`` asks, and of what answers it too: whose the whole file is.

        ``asked_as``: the names that the unit may have had when it was asked, before a person said whose the form is.

        It is made of the unit, the attachment, the matter and what is said there: a changed value is another question.
        """
        before = (self.number(finding, name) for name in asked_as)
        return self.number(finding), *before, *self._whose(finding)

    def _whose(self, finding: Finding) -> Iterator[str]:
        """Yield the 编号 of whose the whole file is, and of whose what it came in is: that names its unit."""
        file = self._files.get(finding.path or "")
        if file and finding.code in {UNKNOWN_UNIT, MISSING_UNIT}:
            around = (self._files[path] for path in reversed(file.containers) if path in self._files)
            yield from (sender_number(one.sha256) for one in (file, *around) if one.sha256)

    def number(self, finding: Finding, asked_as: str | None = None) -> str:
        """Return the 编号 of what ``finding`` asks."""
        file = self._files.get(finding.path or "")
        unit = finding.unit or "" if asked_as is None else asked_as
        sha256, attachment = file.sha256 if file else "", finding.attachment or ""
        match issue_of(finding):
            case Issue.FORM:
                return form_number(sha256, attachment, finding.sheet)
            case Issue.SENDER:
                return sender_number(sha256, written_unit(finding, file))
            case Issue.VERSION:
                return version_number(unit, attachment, sha256)
            case Issue.COMPLETION:
                return completion_number(unit, attachment, *self._completion(finding))
        column = finding.column or ""
        return number_of(Issue.WARNING, finding.code, unit, attachment, *self._said(finding, sha256), column)

    def matter(self, finding: Finding) -> str:
        """Return the name of the matter whose row ``finding`` is about, as written; empty where it is about no row."""
        form, row = self._row(finding)
        return form.text(row, ColumnRole.MATTER) if form and row else ""

    def _completion(self, finding: Finding) -> tuple[str, str]:
        form, row = self._row(finding)
        return (form.text(row, ColumnRole.MATTER), form.text(row, ColumnRole.PROGRESS)) if form and row else ("", "")

    def _said(self, finding: Finding, sha256: str) -> tuple[str, str]:
        """The matter that a finding is about, and the value it speaks of: of a whole form its message."""
        form, row = self._row(finding)
        if form is None or row is None:
            return "", finding.value or finding.message
        if self._is_secret(form, finding.order[1]):
            return form.text(row, ColumnRole.MATTER), sha256
        said = finding.value or _text_at(form, row, finding.order[1])
        if any(column.number == finding.order[1] and column.role == ColumnRole.BODY for column in form.body.columns):
            said = Bodies.of(self._campaign.roster).identity(said, form.owner.unit)
        return form.text(row, ColumnRole.MATTER), said

    def _is_secret(self, form: Form, number: int) -> bool:
        """Whether a column keeps a secret, of which not even a digest may stand anywhere."""
        schema = self._campaign.attachment(form.attachment)
        asked = (column for column in form.body.columns if number in {0, column.number})
        return bool(schema.secrets) and any(
            column.key in schema.secrets or schema.keeps_secret(column.heading) for column in asked
        )

    def _row(self, finding: Finding) -> tuple[Form | None, Row | None]:
        if finding.row is None or finding.path not in self._files:
            return None, None
        form, places = self._unpacked(finding.path, finding.sheet, finding.attachment, finding.unit)
        place = places.get(finding.row)
        return (form, form.body.rows[place]) if form and place is not None else (None, None)

    def _unpacked_form(
        self, path: str, sheet: str | None, attachment: str | None, unit: str | None
    ) -> tuple[Form | None, Mapping[int, int]]:
        for form in self._files[path].forms:
            if (form.place.sheet, form.attachment, form.owner.unit) == (sheet, attachment, unit or ""):
                places = {number: place for place, number in enumerate(form.body.rows.numbers)}
                return form.unpacked(), places
        return None, {}


def written_unit(finding: Finding, file: SourceFile | None) -> str:
    """Return the name of a unit of which ``finding`` says that the roster lacks it, as the form writes it."""
    place = finding.sheet, finding.attachment
    forms = [form for form in file.forms if (form.place.sheet, form.attachment) == place] if file else []
    return next((text for form in forms if (text := form.header.text("unit"))), finding.value or "")


def _text_at(form: Form, row: Row, column: int) -> str:
    """The text of a row in the column of the number, or of all its columns where it is about none of them."""
    cells = zip(form.body.columns, row.values, strict=True)
    texts = [text_of(value) for found, value in cells if column in {0, found.number}]
    return key("\x1e".join(texts))

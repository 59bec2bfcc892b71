"""The blanks of one unit: which, under which names, and written to a folder or into one zip."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from jianfu_cli.core.filings.carrying import NOTHING, Carried
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.errors import UsageError
from jianfu_cli.writing.blanks.maker import BlankMaker
from jianfu_cli.writing.fit_names import below, fit_part
from jianfu_cli.writing.packing import is_as_packed, pack
from jianfu_cli.writing.whole import write_all

FOLDER_NAME = "空白表"
_SUFFIXES = {"table": ".xlsx", "outline": ".docx"}


@dataclass(frozen=True, slots=True)
class BlankSet:
    """The blanks made for one unit (canonical name), or for anyone where ``unit`` is "".

    ``carried`` is what each of them begins with, by attachment.
    """

    unit: str
    forms: tuple[Attachment, ...]
    carried: Mapping[str, Carried] = field(default_factory=dict, compare=False)

    def paths(self, folder: Path, *, zipped: bool) -> tuple[Path, ...]:
        """Return where the blanks go: ``folder/<unit>/附件2_….xlsx``, or ``folder/<unit>.zip``.

        Raises:
            UsageError: a link that lies in the folder leads out of it.
        """
        if zipped:
            return (below(folder, folder / fit_part(self.unit or FOLDER_NAME, ".zip")),)
        own = folder / fit_part(self.unit) if self.unit else folder
        return tuple(below(folder, own / blank_name(form)) for form in self.forms)


def blank_name(attachment: Attachment) -> str:
    """Return the file name of a blank: ``附件2_专项整治问题摸排清单.xlsx``."""
    return fit_part(attachment.file_stem, _SUFFIXES[attachment.kind])


def forms_for(campaign: Campaign, unit: str, wanted: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Return the forms to make for ``unit``: of the ``wanted`` those it must or may file, in the campaign's order.

    With nothing wanted, all that it must file; where it need file nothing, what it may of what others owe. For no
    unit: whatever is wanted, else all that anyone owes.
    """
    owed = campaign.owed or tuple(form for form in campaign.attachments if campaign.hands_out(form.id))
    if not unit:
        return wanted or owed
    kind = campaign.roster.kind_of[unit]
    may = tuple(form for form in campaign.attachments if campaign.may_file(form.id, kind))
    return (
        tuple(form for form in may if form in wanted)
        if wanted
        else campaign.expected(kind) or tuple(form for form in may if form in owed)
    )


def write_blanks(
    campaign: Campaign, blanks: BlankSet, folder: Path, *, press: BlankMaker | None = None, zipped: bool = False
) -> tuple[Path, ...]:
    """Write the blanks of one unit under ``folder``, each whole or not at all; return what was written.

    Give the same ``press`` for all units of one call; without one the blanks have as many rows as usual.

    Raises:
        UsageError: a file cannot be written, or somebody has worked in the one that stands there.
    """
    paths = blanks.paths(folder, zipped=zipped)
    keep_filled(paths, campaign)
    press = press or BlankMaker(campaign)
    contents = [press.blank(form, blanks.unit, blanks.carried.get(form.id, NOTHING)) for form in blanks.forms]
    if zipped:
        contents = [pack(zip(map(blank_name, blanks.forms), contents, strict=True), campaign.notice_date)]
    for path, content in zip(paths, contents, strict=True):
        write_all({path: content})
    return paths


def keep_filled(paths: tuple[Path, ...], campaign: Campaign) -> None:
    """Refuse to write over a form that somebody has filled in; an untouched blank may be replaced.

    Raises:
        UsageError: one of ``paths`` is a file that is not as it was written.
    """
    for path in paths:
        if path.is_file() and not is_as_packed(BytesIO(path.read_bytes()), campaign.notice_date):
            raise UsageError(f"{path} 已经有人填过或改过，没有覆盖；请用 -o 换一个文件夹，或先把它移走")

"""Makes the blanks of many units quickly: what differs from unit to unit of one kind is the unit's name alone."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from jianfu_cli.core.filings.carrying import NOTHING, Carried
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.writing.blanks.outline import outline_document
from jianfu_cli.writing.blanks.workbook import DEFAULT_ROWS, blank_workbook
from jianfu_cli.writing.packing import pack

_FIRST_SIGN = 0xE000


def _stand_in(length: int) -> str:
    """Return a name of ``length`` different characters for private use: no form holds it."""
    return "".join(chr(_FIRST_SIGN + place) for place in range(length))


_Members = tuple[tuple[str, bytes], ...]


@dataclass
class BlankMaker:
    """Makes blanks of ``rows`` rows, ``protect``-ed or not.

    Of each form, kind of unit and length of its name there is one mould, from which each unit's blank is taken: a
    long name makes the header block higher.
    """

    campaign: Campaign
    rows: int = DEFAULT_ROWS
    protect: bool = False
    _templates: dict[tuple[str, str, int], _Members] = field(default_factory=dict, init=False)

    def blank(self, attachment: Attachment, unit: str = "", carried: Carried = NOTHING) -> bytes:
        """Return the blank as xlsx or docx for ``unit`` (canonical, "" for anyone), beginning with what is carried."""
        # Letters and digits mean the same wherever the name stands in the file: in markup, in a formula.
        if carried != NOTHING or not unit.isalnum():
            return self._made(attachment, unit, carried)
        mould = self._mould(attachment, self.campaign.roster.kind_of[unit], len(unit))
        return pack(((part, _named(content, unit)) for part, content in mould), self.campaign.notice_date)

    def _mould(self, attachment: Attachment, kind: str, length: int) -> _Members:
        if (attachment.id, kind, length) not in self._templates:
            blank = self._made(attachment, _stand_in(length), NOTHING, kind)
            with zipfile.ZipFile(BytesIO(blank)) as archive:
                members = tuple((part, archive.read(part)) for part in archive.namelist())
            self._templates[attachment.id, kind, length] = members
        return self._templates[attachment.id, kind, length]

    def _made(self, attachment: Attachment, unit: str, carried: Carried, kind: str | None = None) -> bytes:
        if attachment.kind == "table":
            return blank_workbook(self.campaign, attachment, unit, self.rows, carried, kind, protect=self.protect)
        return outline_document(self.campaign, attachment, unit, carried, kind)


def _named(content: bytes, unit: str) -> bytes:
    """Put the unit's name in place of the stand-in, as characters or, as some parts are written, their numbers."""
    for encoding, how in (("utf-8", "strict"), ("ascii", "xmlcharrefreplace")):
        content = content.replace(_stand_in(len(unit)).encode(encoding, how), unit.encode(encoding, how))
    return content

"""What the module of a kind of file offers, by what it is: sheets, a container of files, a mail."""

from collections.abc import Iterable
from typing import Protocol

from jianfu_cli.reading.formats.mail import Envelope
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.archive import Member
from jianfu_cli.reading.guard.extent import Sheet
from jianfu_cli.reading.guard.package import CheckedPackage
from jianfu_cli.reading.limits import GuardLimits


class SheetReader(Protocol):
    """What a module offers that reads a kind of workbook or text table."""

    def keeps(self, name: str, content: bytes, sheet: Sheet | None) -> bool:
        """Say whether a part must be kept after the guard has seen it (asked of packages only)."""

    def read_sheets(self, data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
        """Return the sheets of ``data`` in order; ``package`` is what the guard found, where it is one.

        Raises:
            RefusedError: it cannot be read, or is over the limits.
        """


class ContainerReader(Protocol):
    """What a module offers that takes the files out of a kind of container."""

    def members(self, data: bytes, limits: GuardLimits, depth: int) -> Iterable[Member]:
        """Return the files within in order of their names; ``depth`` is the number of containers around this one.

        Raises:
            RefusedError: the container as a whole.
        """


class MailReader(ContainerReader, Protocol):
    """What a module offers besides that takes the files out of a kind of mail."""

    def envelope(self, data: bytes) -> Envelope:
        """Return when the mail was sent, and by whom.

        Raises:
            RefusedError: the mail as a whole.
        """

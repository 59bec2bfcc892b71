"""OpenDocument spreadsheets in one XML text (fods) to grids: what they hold is the content of an ods."""

import io
import zipfile

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats import opendocument
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.guard.markup import as_utf8
from jianfu_cli.reading.guard.package import CheckedPackage, check_package, repacked
from jianfu_cli.reading.limits import GuardLimits

_ROOT = pattern_of(rb"<(/?)office:document(?=[\s>])")


def read_sheets(data: bytes, _: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    """Return the worksheets of a flat OpenDocument spreadsheet (ODF 1.3 part 3, 3.1.2), read as an ods.

    Raises:
        RefusedError: as of an ods.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr("content.xml", _ROOT.sub(rb"<\1office:document-content", as_utf8(data)))
    packed = target.getvalue()
    checked = check_package(packed, limits, opendocument.keeps)
    return opendocument.read_sheets(repacked(packed, checked.repaired_parts), checked, limits)

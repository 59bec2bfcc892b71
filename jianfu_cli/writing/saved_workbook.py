"""A workbook of openpyxl as bytes; a full disk is said in Chinese."""

import tempfile
from io import BytesIO

from lxml import etree
from openpyxl import Workbook

from jianfu_cli.errors import UsageError


def saved(book: Workbook) -> bytes:
    """Return ``book`` as a file holds it; a zip that stands in a file cannot be closed where the disk is full.

    Raises:
        UsageError: there is no room in the system's temporary folder, into which each sheet is written first.
    """
    buffer = BytesIO()
    try:
        book.save(buffer)
    except etree.SerialisationError as error:
        raise UsageError(f"写不了临时文件：{tempfile.gettempdir()} 所在的磁盘是不是满了？") from error
    return buffer.getvalue()

"""Is there a red seal on a scan (rules.md, JF606)? Looked for at 72 dpi, and never a reason to refuse a file.

A seal is a red ring with a star and text: about as wide as high, mostly empty within. A red letterhead is wide and
dense. A grey scan shows no red at all.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from math import prod, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_Cell = tuple[int, int]

# A page at 72 dpi; a picture is brought near to that.
_PAGE_PIXELS = 595 * 842
_MOST_PAGES = 8
_SECONDS = 2.0
# 108 megapixels: the largest that telephones take; a page at 600 dpi has 35.
_MOST_PIXELS = 110_000_000
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")

# By how much red is above green and blue: 200 for fresh ink, 50 for a faint print.
_REDNESS = 40
# Pixels of a cell's side, and how red a cell is on average (of 255) where the seal's line runs through it.
_CELL = 6
_INKED = 12
# Seals are 38 to 45 mm wide, as a share of the page's mean side (A4: 250 mm); photographs have margins.
_NARROWEST, _WIDEST = 0.08, 0.4
_MOST_OBLONG = 1.6
_FULLEST = 0.6


def has_seal(data: bytes, kind: str) -> bool | None:
    """Say whether a scan (``pdf`` or ``picture``) shows a red seal; None where that cannot be told.

    Looks at the first eight pages for two seconds, the last page second: seals stand on the first or the last.
    """
    deadline = time.monotonic() + _SECONDS
    pages = _pdf_pages(data) if kind == "pdf" else _pictures(data)
    try:
        for page in pages:
            if _is_sealed(page):
                return True
            if time.monotonic() > deadline:
                return None
    except Exception:  # noqa: BLE001 -- whatever a decoder makes of hostile bytes, the scan is only not judged
        return None
    return False


def _pdf_pages(data: bytes) -> Iterator["Image.Image"]:
    """Yield the pages of a PDF as pictures.

    Raises:
        ValueError: there are none, or more than are looked at, or a picture is too large.
    """
    # Only who sends scans waits for the libraries.
    import pypdfium2  # noqa: PLC0415

    with closing(pypdfium2.PdfDocument(data)) as document:
        count = len(document)
        if not count:
            raise ValueError("no pages")
        for place in list(dict.fromkeys((0, count - 1, *range(1, min(count, _MOST_PAGES)))))[:_MOST_PAGES]:
            with closing(document[place]) as page:
                if any(prod(one.get_px_size()) > _MOST_PIXELS for one in page.get_objects(filter=[_IMAGE])):
                    raise ValueError("too large a picture")
                # A page of a kilometre is drawn as small as any.
                scale = min(1.0, sqrt(_PAGE_PIXELS * 2 / max(1.0, prod(page.get_size()))))
                yield page.render(scale=scale).to_pil().convert("RGB")
        if count > _MOST_PAGES:
            raise ValueError("more pages than are looked at")


def _pictures(data: bytes) -> Iterator["Image.Image"]:
    """Yield the frames of a picture (a TIFF has one a page), near the size of a page at 72 dpi.

    Raises:
        ValueError: there are more than are looked at, or one is too large.
    """
    from PIL import Image, ImageSequence  # noqa: PLC0415

    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        for nth, frame in enumerate(ImageSequence.Iterator(picture)):
            if nth == _MOST_PAGES or frame.width * frame.height > _MOST_PIXELS:
                raise ValueError("more than is looked at")
            factor = max(1, int(sqrt(frame.width * frame.height / _PAGE_PIXELS)))
            # A JPEG is decoded small at once, which takes a tenth of the time.
            frame.draft("RGB", (frame.width // factor, frame.height // factor))
            factor = max(1, int(sqrt(frame.width * frame.height / _PAGE_PIXELS)))
            yield frame.convert("RGB").reduce(factor)


def _is_sealed(page: "Image.Image") -> bool:
    from PIL import ImageChops  # noqa: PLC0415

    red, green, blue = page.split()
    above = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    inked = above.point([255 if value > _REDNESS else 0 for value in range(256)])
    cells = inked.reduce(_CELL)
    side = sqrt(cells.width * cells.height)
    return any(blot.is_seal(side) for blot in _blots(cells))


@dataclass(frozen=True, slots=True)
class _Blot:
    """Red cells that touch: their extent in cells, and the share of its area that is ink."""

    width: int
    height: int
    fill: float

    def is_seal(self, side: float) -> bool:
        """Whether it looks like a seal on a page whose mean side is ``side`` cells."""
        narrow, wide = sorted((self.width, self.height))
        return (
            _NARROWEST * side <= narrow
            and wide <= _WIDEST * side
            and wide <= _MOST_OBLONG * narrow
            and (self.fill <= _FULLEST)
        )


def _blots(cells: "Image.Image") -> Iterator[_Blot]:
    """Yield the blots of a picture whose pixels say how much of each cell is ink (0…255)."""
    ink = cells.tobytes()
    waiting = {divmod(place, cells.width) for place, share in enumerate(ink) if share >= _INKED}
    while waiting:
        blot = _touching(waiting.pop(), waiting)
        rows, columns = zip(*blot, strict=True)
        width, height = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
        total = sum(ink[row * cells.width + column] for row, column in blot)
        yield _Blot(width, height, total / 255 / (width * height))


def _touching(first: _Cell, waiting: set[_Cell]) -> list[_Cell]:
    """Take from ``waiting`` the cells that touch ``first``, and those that touch them, across corners too."""
    blot = [first]
    for row, column in blot:
        around = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & waiting
        waiting -= around
        blot.extend(around)
    return blot

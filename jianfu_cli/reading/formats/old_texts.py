"""The shared texts of an old workbook (MS-XLS 2.4.265, 2.5.296) of which some runs stand in a font of signs."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jianfu_cli.reading.formats.symbol_fonts import in_symbol_font

_WIDE, _FOREIGN, _RICH = 1, 4, 8
_HEAD, _RUN = struct.Struct("<HB"), struct.Struct("<HH")


@dataclass(slots=True)
class _Pieces:
    """The bytes of a record and of those that continue it; characters begin anew with their width in each."""

    pieces: Sequence[bytes]
    piece: int = 0
    at: int = 0

    def take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count:
            rest = self.pieces[self.piece][self.at : self.at + count - len(taken)]
            taken += rest
            self.at += len(rest)
            if len(taken) < count:
                self._turn()
        return taken

    def characters(self, count: int, *, wide: bool) -> str:
        text = ""
        while len(text) < count:
            if self.at >= len(self.pieces[self.piece]):
                self._turn()
                wide = bool(self.take(1)[0] & _WIDE)
            size = 2 if wide else 1
            here = min(count - len(text), max((len(self.pieces[self.piece]) - self.at) // size, 1))
            text += self.take(here * size).decode("utf-16-le" if wide else "latin-1", "replace")
        return text

    def _turn(self) -> None:
        """Go on with the next piece; IndexError where there is none."""
        self.piece, self.at = self.piece + 1, 0


def texts_with_signs(pieces: Sequence[bytes], fonts: Sequence[str]) -> dict[int, str]:
    """Return by their number the texts that hold signs, as they show them; ``fonts`` are those of signs, "" for others.

    What is cut off is left out.
    """
    found: dict[int, str] = {}
    try:
        source = _Pieces(pieces)
        (count,) = struct.unpack("<4xI", source.take(8))
        for number in range(count):
            text, runs = _text(source)
            shown = "".join(_shown(text, runs, fonts))
            if shown != text:
                found[number] = shown
    except (IndexError, struct.error):
        return found
    return found


def _text(source: _Pieces) -> tuple[str, list[tuple[int, int]]]:
    """Read a text and where in it which font begins."""
    length, flags = _HEAD.unpack(source.take(_HEAD.size))
    runs = struct.unpack("<H", source.take(2))[0] if flags & _RICH else 0
    foreign = struct.unpack("<I", source.take(4))[0] if flags & _FOREIGN else 0
    text = source.characters(length, wide=bool(flags & _WIDE))
    begun = [_RUN.unpack(source.take(_RUN.size)) for _ in range(runs)]
    source.take(foreign)
    return text, begun


def _shown(text: str, runs: list[tuple[int, int]], fonts: Sequence[str]) -> Iterator[str]:
    ends = [start for start, _ in runs[1:]] + [len(text)]
    yield text[: runs[0][0]] if runs else text
    for (start, font), end in zip(runs, ends, strict=False):
        piece, signs = text[start:end], font_of_signs(font, fonts)
        yield in_symbol_font(piece, signs) if signs else piece


def font_of_signs(number: int, fonts: Sequence[str]) -> str:
    """Return the font of signs with that number, "" for another."""
    place = place_of_font(number)
    return fonts[place] if place < len(fonts) else ""


def place_of_font(number: int) -> int:
    """Return where among the fonts the one with that number stands: number 4 is left out of the count (2.5.129)."""
    return number - (number > 4)  # noqa: PLR2004

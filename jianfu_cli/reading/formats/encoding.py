"""In which encoding a text is: by its mark, else by what the bytes can be."""

import codecs
from collections.abc import Iterator

from jianfu_cli.reading.refusal import RESAVE, RefusedError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# GB18030 holds all of GBK and GB 2312; bytes that are UTF-8 by chance alone are next to none.
_UNMARKED = ("utf-8", "gb18030")
_CHUNK = 1 << 20
_START = 1 << 16
_FEWEST_ZEROS = 4


def encoding_of(data: bytes) -> str:
    """Return the codec that decodes all of ``data``: UTF-8, UTF-16 or GB18030 (GB 18030—2022).

    What a page declares of itself is not asked: web systems write gb2312 over UTF-8.

    Raises:
        RefusedError: JF001, none of them does.
    """
    for codec in _candidates(data[:_START]):
        try:
            for _ in decoded(data, codec):
                pass
        except UnicodeDecodeError:
            continue
        return codec
    raise RefusedError("JF001", "文字编码认不出，或文件已损坏", "请从原来的电脑重新发送；" + RESAVE)


def decoded(data: bytes, codec: str) -> Iterator[str]:
    """Yield the text of ``data`` piece by piece: a text of 200 MB need not lie in memory twice.

    Raises:
        UnicodeDecodeError: it is not in ``codec``.
    """
    decoder = codecs.getincrementaldecoder(codec)()
    for place in range(0, len(data), _CHUNK):
        yield decoder.decode(data[place : place + _CHUNK])
    yield decoder.decode(b"", final=True)


def beginning(data: bytes) -> str | None:
    """Return the first part of ``data`` as text; None where it is no text in any of the encodings."""
    start = data[:_START]
    for codec in _candidates(start):
        try:
            return codecs.getincrementaldecoder(codec)().decode(start)
        except UnicodeDecodeError:
            continue
    return None


def _candidates(start: bytes) -> tuple[str, ...]:
    marked = next((codec for mark, codec in _MARKS if start.startswith(mark)), None)
    if marked:
        return (marked,)
    # In UTF-16 every delimiter and digit has a zero byte beside it, always on the same side.
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) > max(_FEWEST_ZEROS, len(start) // 100, 4 * min(first, second)):
        return ("utf-16-le" if second > first else "utf-16-be", *_UNMARKED)
    return _UNMARKED

"""The process's own streams: there, in any console's encoding, and in Chinese where they cannot be written."""

import errno
import io
import os
import sys
from typing import Any, TextIO, cast

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import CONTROL, INVISIBLE
from jianfu_cli.errors import UsageError, reason

# Line breaks, tabs (of completion), a first byte order mark (of CSV) and colours are ours; nothing else steers.
_OURS = "\x1b\\[[0-9;]*m|\r?\n|\\A\ufeff"
_STEERING = pattern_of(f"(?P<ours>{_OURS})|[\r\v\f\x85\u2028\u2029]|{CONTROL.pattern}|{INVISIBLE.pattern}")
_ERRORS = 2  # the descriptor of standard error
# Windows says of a pipe that nobody reads that the argument is wrong.
_READER_LEFT = {errno.EPIPE, errno.EINVAL} if os.name == "nt" else {errno.EPIPE}


def start_in_a_fit_locale() -> None:
    """Start anew in UTF-8 where the locale knows no Chinese: file names and results would be others.

    Linux alone asks the locale for the encoding of names, and under ``C`` may be told ASCII.
    """
    try:
        "汉".encode(sys.getfilesystemencoding())
    except UnicodeEncodeError:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 -- our own call again


def prepare_streams() -> None:
    """Make standard output and standard error fit for every command; called once, before anything is opened.

    A GBK console that cannot print a character of a submission shows ``?``. A reader who leaves (``| head``) is no
    fault. What could steer a terminal is ``?`` too, whoever let it through. A full disk, or a stream that the caller
    has closed, is a UsageError for standard output and silence for standard error.
    """
    _fill_missing_descriptors()
    sys.stdout = cast("TextIO", _Screen(_lasting(sys.stdout, sys.__stdout__, 1)))
    sys.stderr = cast("TextIO", _Screen(_lasting(sys.stderr, sys.__stderr__, _ERRORS)))


def _fill_missing_descriptors() -> None:
    """Take the numbers of streams that are closed, lest the next file opened be written to as standard output."""
    while (descriptor := os.open(os.devnull, os.O_RDONLY)) <= _ERRORS:
        pass
    os.close(descriptor)


def _lasting(stream: TextIO | None, original: TextIO | None, descriptor: int) -> TextIO:
    if stream is None:
        return io.TextIOWrapper(io.BufferedWriter(_Outlet(descriptor)), encoding="utf-8", errors="replace")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if stream is not original or not isinstance(raw, io.FileIO):
        # A test's own stream, or the console of Windows, which takes any character and has no reader who leaves.
        stream.reconfigure(errors="replace")
        return stream
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Outlet(descriptor)),
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering or stream.write_through,
    )


class _Screen:
    """A text stream on which nothing but line breaks, tabs and colours steers."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write ``text``; return its length."""
        self._stream.write(_STEERING.sub(lambda match: match["ours"] or "?", text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Outlet(io.FileIO):
    """A stream's descriptor that says once why it cannot be written, and takes in silence what follows."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._shut = False

    def write(self, data: Any) -> int:
        """Write ``data``, some bytes; return how many are done with."""
        size = len(memoryview(data).cast("B"))
        if self._shut:
            return size
        try:
            return super().write(data)
        except OSError as error:
            self._shut = True
            if error.errno not in _READER_LEFT and self.fileno() != _ERRORS:
                raise UsageError(f"结果写不出去：{reason(error)}；可以写进文件或换一个磁盘") from error
        return size

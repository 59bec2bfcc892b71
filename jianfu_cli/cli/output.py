"""Results and messages: for a person in the console's encoding and the terminal's width, for a program in UTF-8."""

import os
import shutil
import sys

from jianfu_cli.core.language.terminal import PLACES, wrap

_NARROWEST, _WIDEST = 60, 100
_NARROWEST_HELP = 50


def print_result(text: str, *, for_programs: bool) -> None:
    """Write ``text`` to standard output as it is.

    JSON and CSV that go into a file or a pipe are UTF-8 (RFC 8259) whatever the console's encoding: GBK would lose
    characters, and no program expects it.
    """
    if for_programs and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(text)


def say(text: str, *, err: bool = False) -> None:
    """Write a message to standard output, or to standard error; on a terminal it is broken between words.

    A line that goes on stands two places further in. In a pipe or a file a message is one line.
    """
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        indent = " " * (len(text) - len(text.lstrip(" ")))
        first, *others = wrap(text, _terminal() - len(indent) - 2)
        text = "\n".join([indent + first, *(f"{indent}  {other}" for other in others)])
    stream.write(f"{text}\n")


def result_places() -> int:
    """Return how wide a result for people is on standard output: as its terminal, within reason for reading."""
    return _terminal() if sys.stdout.isatty() else PLACES


def has_colour() -> bool:
    """Say whether a result on standard output may be coloured: on a terminal, unless NO_COLOR (no-color.org) is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _terminal() -> int:
    return max(_NARROWEST, _columns())


def terminal_places() -> int:
    """Return the places that a help page fills."""
    return max(_NARROWEST_HELP, _columns() - 2)


def _columns() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)

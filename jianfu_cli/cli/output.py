"""Results on standard output: for a person in the console's encoding, for a program in UTF-8."""

import sys


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

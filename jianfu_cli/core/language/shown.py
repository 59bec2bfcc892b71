"""What a submitter chose, made fit to be shown: on a terminal, in a letter, in a CSV."""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import CONTROL, INVISIBLE

_BREAKS = pattern_of("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_STEERING = pattern_of(f"{CONTROL.pattern}|{INVISIBLE.pattern}")


def shown(text: str) -> str:
    r"""Return ``text`` on one line: breaks and tabs a blank, what steers a terminal or how it reads a ``?``.

    >>> shown("附件2\x1b[2J\n√ 附件7.xlsx")
    '附件2?[2J √ 附件7.xlsx'
    """
    return text if text.isprintable() else _STEERING.sub("?", _BREAKS.sub(" ", text))

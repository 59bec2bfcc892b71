"""What speaks against an application, and what is suggested of it; nobody but a person decides."""

from enum import StrEnum
from typing import NamedTuple

from jianfu_cli.core.model.finding import Severity

NOT_LISTED, NO_GROUNDS, SHORT_NOTICE, TOO_OFTEN = "JF851", "JF852", "JF853", "JF854"
OVER_CAP, SCHOOL_LOAD, SAME_WEEKS, WRONG_LEVEL, FORBIDDEN = "JF855", "JF856", "JF857", "JF858", "JF859"
ON_THE_LIST, TOGETHER = (NOT_LISTED, TOO_OFTEN, OVER_CAP), (SCHOOL_LOAD, SAME_WEEKS)
"""What is held against the list, and what against the other applications."""


ERRORS = frozenset({SHORT_NOTICE, OVER_CAP, FORBIDDEN})
"""Those that are errors unless a campaign or the reason itself says otherwise."""


REFUSING = frozenset({SHORT_NOTICE, FORBIDDEN})
"""Those for which an application may be refused."""


class Suggestion(StrEnum):
    """What a person may decide of an application; in the ledger the same words."""

    AGREE = "同意"
    AMEND = "补正"
    MERGE = "合并"
    REFUSE = "不同意"


class Reason(NamedTuple):
    """One thing that speaks against an application: of the rule ``code``, at the column of ``role``.

    ``refuses``: beyond doubt, and by the notice or a law no matter of discretion. ``severity`` None is the rule's own.
    """

    code: str
    role: str
    message: str
    hint: str
    value: str = ""
    severity: Severity | None = None
    refuses: bool = False


def suggested(reasons: tuple[Reason, ...]) -> Suggestion:
    """Return what the ``reasons`` come to: what must be amended is amended before anything is merged."""
    if any(reason.refuses for reason in reasons):
        return Suggestion.REFUSE
    codes = {reason.code for reason in reasons}
    if not codes:
        return Suggestion.AGREE
    return Suggestion.MERGE if codes == {SAME_WEEKS} else Suggestion.AMEND


def deciding_first(reasons: tuple[Reason, ...], suggestion: Suggestion) -> tuple[Reason, ...]:
    """Return the ``reasons`` with those that the ``suggestion`` comes from before the others."""
    if suggestion is Suggestion.REFUSE:
        return tuple(sorted(reasons, key=lambda reason: not reason.refuses))
    return tuple(sorted(reasons, key=lambda reason: reason.code == SAME_WEEKS))

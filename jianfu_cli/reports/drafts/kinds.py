"""The kinds of Word drafts (contract.md, ``draft``)."""

from enum import StrEnum


class Draft(StrEnum):
    """What ``draft`` writes."""

    ANNOUNCEMENT = "announcement"
    BULLETIN = "bulletin"
    INSPECTION = "inspection"
    CASEBOOK = "casebook"

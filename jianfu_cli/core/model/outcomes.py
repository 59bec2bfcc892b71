"""What came of verifying a clue, whatever a campaign calls it; which word means what is said in the schema."""

from enum import StrEnum


class ClueOutcome(StrEnum):
    """What a 核查结果 says; ``PENDING``: nobody has found out yet."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"
    PENDING = "pending"


OUTCOME_LABELS = {
    ClueOutcome.CONFIRMED: "属实",
    ClueOutcome.PARTLY: "部分属实",
    ClueOutcome.UNFOUNDED: "不属实",
    ClueOutcome.PENDING: "待核查",
}

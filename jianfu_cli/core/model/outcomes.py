"""What came of verifying a clue, whatever a campaign calls it; which word means what is said in the schema."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a 核查结果 says; ``PENDING``: nobody has found out yet."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"
    PENDING = "pending"


OUTCOME_LABELS = {
    Outcome.CONFIRMED: "属实",
    Outcome.PARTLY: "部分属实",
    Outcome.UNFOUNDED: "不属实",
    Outcome.PENDING: "待核查",
}

"""What the options of a choice mean, whatever a campaign calls them; the schema says which word means what."""

from enum import StrEnum


class Disposition(StrEnum):
    """What an 意见建议 of 附件2 says is to become of a matter: 清理, 保留 or 优化."""

    ABOLISH = "abolish"
    KEEP = "keep"
    IMPROVE = "improve"


TO_MEND = frozenset({Disposition.ABOLISH, Disposition.IMPROVE})
"""Those whose matters are to be rectified: they go on to 附件3."""
TO_KEEP = frozenset({Disposition.KEEP, Disposition.IMPROVE})
"""Those whose matters stay: what enters schools goes on to 附件7, the whitelist."""


class ClueOutcome(StrEnum):
    """What a 核查结果 says came of verifying a clue; ``PENDING``: nobody has found out yet."""

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

"""What an 意见建议 of 附件2 means, whatever a campaign calls it; which word means what is said in the schema."""

from enum import StrEnum


class Disposition(StrEnum):
    """What is to become of a matter: 清理, 保留 or 优化."""

    ABOLISH = "abolish"
    KEEP = "keep"
    IMPROVE = "improve"


TO_MEND = frozenset({Disposition.ABOLISH, Disposition.IMPROVE})
"""Those whose matters are to be rectified: they go on to 附件3."""
TO_KEEP = frozenset({Disposition.KEEP, Disposition.IMPROVE})
"""Those whose matters stay: what enters schools goes on to 附件7, the whitelist."""

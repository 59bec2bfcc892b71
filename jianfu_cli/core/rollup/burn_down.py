"""整改 week by week up to the day of a roll-up, where the versions that lie in the inbox tell more than one day."""

from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.progress import ProgressStep

_FEWEST = 2


def burn_down(roll_up: RollUp) -> tuple[ProgressStep, ...]:
    """Return what the roll-ups of the weeks before count, earliest first; () where they all count the same."""
    told = {tuple(step.counts.values()) for step in roll_up.weeks if step.rectifications}
    return roll_up.weeks if len(told) >= _FEWEST else ()

"""整改 week by week up to the day of a roll-up, where the versions that lie in the inbox tell more than one day."""

from jianfu_cli.core.language.steps import Every
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.model import RollUp
from jianfu_cli.core.rollup.progress import ProgressStep, progress

_FEWEST = 2


def burn_down(roll_up: RollUp) -> tuple[ProgressStep, ...]:
    """Return what the roll-ups of the weeks before count, earliest first; () where they all count the same."""
    if roll_up.campaign.by_role(FormRole.RECTIFICATIONS) is None:
        return ()
    went = progress(
        roll_up.files,
        roll_up.findings,
        roll_up.campaign,
        end=roll_up.as_of,
        every=Every.WEEK,
        decisions=roll_up.decisions,
    )
    told = {tuple(step.counts.values()) for step in went.steps if step.rectifications}
    return went.steps if len(told) >= _FEWEST else ()

"""What changed from one day of ``progress`` to the next, by what each of them counts: the sums tie to the figures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jianfu_cli.core.filings.versions import Version
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.rollup.comparison import pair_rows
from jianfu_cli.core.rollup.rectified import Rectification, Rectifications


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rectifications are ``new``, ``gone``, ``closed`` (new ones too) and ``reopened``.

    ``new - gone`` is by how much the rectifications grew; ``closed - reopened - closed_gone`` by how much the done.
    """

    new: int
    gone: int
    closed: int
    reopened: int
    closed_gone: int


def changes_between(
    before: Mapping[tuple[str, str], Sequence[Version]],
    after: Mapping[tuple[str, str], Sequence[Version]],
    known: Rectifications,
    campaign: Campaign,
) -> Changes:
    """Compare what two days count, unit by unit; renamed rows are paired as ``diff`` does."""
    words = Words.of(campaign.same_words)
    rows_before, rows_after = _by_unit(before, known), _by_unit(after, known)
    new = gone = closed = reopened = closed_gone = 0
    for unit in rows_before.keys() | rows_after.keys():
        old, now = rows_before[unit], rows_after[unit]
        done = {id(row.record): row.says is Completion.DONE for row in (*old, *now)}
        pairs, left, came, _ = pair_rows([row.record for row in old], [row.record for row in now], words)
        new, gone = new + len(came), gone + len(left)
        closed_gone += sum(done[id(one)] for one in left)
        closed += sum(done[id(one)] for one in came)
        closed += sum(done[id(second)] and not done[id(first)] for first, second, _ in pairs)
        reopened += sum(done[id(first)] and not done[id(second)] for first, second, _ in pairs)
    return Changes(new, gone, closed, reopened, closed_gone)


def _by_unit(
    counting: Mapping[tuple[str, str], Sequence[Version]], known: Rectifications
) -> defaultdict[str, list[Rectification]]:
    rows: defaultdict[str, list[Rectification]] = defaultdict(list)
    for (unit, _), owned in counting.items():
        for version in owned:
            if known.concerns(version):
                rows[unit] += known.rows(version)
    return rows

"""Bundles beside each other: which one stands in the place of which."""

from collections import defaultdict
from collections.abc import Sequence

from jianfu_cli.core.model.form import SourceFile


def replaced_by(bundles: Sequence[SourceFile]) -> dict[str, str]:
    """Return ``path → path of the bundle that counts instead``: one that holds all the files of the other.

    Of two that hold the same the one made for a later day counts, of two of one day the one that stands last by name.
    One is never replaced by what lies in another unit's folder.
    """
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, bundle in enumerate(bundles):
        for one in bundle.facts.listing if bundle.facts else ():
            holding[one].append(place)
    replaced: dict[str, str] = {}
    for place, bundle in enumerate(bundles):
        if not (bundle.facts and bundle.facts.listing):
            continue
        rarest = min(bundle.facts.listing, key=lambda one: (len(holding[one]), one))
        others = [other for other in holding[rarest] if other != place and _stands_for(bundles[other], bundle)]
        if others:
            replaced[bundle.path] = max((bundles[other] for other in others), key=_rank).path
    return replaced


def _stands_for(later: SourceFile, bundle: SourceFile) -> bool:
    assert later.facts
    assert bundle.facts
    if later.inbox_unit != bundle.inbox_unit or not later.facts.listing >= bundle.facts.listing:
        return False
    return len(later.facts.listing) > len(bundle.facts.listing) or _rank(later) > _rank(bundle)


def _rank(bundle: SourceFile) -> tuple[int, object, str]:
    assert bundle.facts
    return len(bundle.facts.listing), bundle.facts.totals.as_of, bundle.path

"""What ``new-template --from`` reads: forms already filled in, by unit."""

from collections.abc import Iterable
from pathlib import Path

import typer

from jianfu_cli.core.filings.carrying import Typed, typed_by_unit
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.sources import collect
from jianfu_cli.workflows.decisions import obedience_over
from jianfu_cli.workflows.inspect import read_files


def typed_before(paths: Iterable[Path], campaign: Campaign) -> dict[str, Typed]:
    """Return the forms in ``paths`` that count, by unit ("" where none is named); say which files cannot be read.

    Raises:
        UsageError: a path is not there, or nothing in them is filled in.
    """
    given = tuple(paths)
    campaign, obedience = obedience_over(given, campaign)
    read = read_files(collect(given, campaign.roster).sources, campaign)
    files = tuple(file for _, those in read for file in obedience.files(those))
    for file in files:
        if file.outcome is Outcome.REFUSED:
            why = "；".join(problem.detail for problem in file.problems)
            typer.echo(f"注意：{file.path} 没有带入：{why}", err=True)
    if obedience.used:
        typer.echo(obeyed(obedience.used), err=True)
    typed = typed_by_unit(files, campaign.same_words)
    if not typed:
        raise UsageError("--from 的文件里没有填过的表，没有内容可以带入")
    return dict(typed)


def typed_by(unit: str, typed: dict[str, Typed]) -> Typed:
    """Return what ``unit`` has filled in; where one form names no unit at all it is taken for this unit's."""
    return typed.get(unit) or (typed.get("", {}) if set(typed) == {""} else {})

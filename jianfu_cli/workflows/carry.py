"""What ``new-template --from`` reads: forms already filled in, and the documents that go with them, by unit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from jianfu_cli.core.filings.carrying import Typed, typed_by_unit
from jianfu_cli.core.language.letters import Letter
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.errors import UsageError
from jianfu_cli.reading.sources import collect
from jianfu_cli.workflows.decisions import obedience_over
from jianfu_cli.workflows.inspect import read_files


@dataclass(frozen=True, slots=True)
class Before:
    """What is there already, by unit ("" where none is named): the forms that count, the documents beside them."""

    typed: Mapping[str, Typed]
    letters: Mapping[str, tuple[Letter, ...]]

    @property
    def units(self) -> frozenset[str]:
        """The units that are named."""
        return frozenset({*self.typed, *self.letters} - {""})

    def typed_by(self, unit: str) -> Typed:
        """Return what ``unit`` has filled in; where one form names no unit at all it is taken for this unit's."""
        return self.typed.get(unit) or (self.typed.get("", {}) if set(self.typed) == {""} else {})

    def letters_of(self, unit: str) -> tuple[Letter, ...]:
        """Return the documents in the folder of ``unit``; those in no unit's folder where no other unit is named."""
        stray = self.letters.get("", ()) if self.units <= {unit} else ()
        return (*self.letters.get(unit, ()), *stray)


def before(paths: Iterable[Path], campaign: Campaign) -> Before:
    """Return what lies in ``paths``; say which files cannot be read.

    Raises:
        UsageError: a path is not there, or nothing in them is filled in, nor a document.
    """
    given = tuple(paths)
    campaign, obedience = obedience_over(given, campaign)
    read = read_files(collect(given, campaign).sources, campaign, takes_letters=True)
    files = tuple(file for _, those in read for file in obedience.files(those))
    for file in files:
        if file.outcome is Outcome.REFUSED:
            why = "；".join(problem.detail for problem in file.problems)
            typer.echo(f"注意：{file.path} 没有带入：{why}", err=True)
    if obedience.used:
        typer.echo(obeyed(obedience.used), err=True)
    letters: dict[str, list[Letter]] = {}
    for file in files:
        if file.letter and file.letter not in letters.setdefault(file.inbox_unit or "", []):
            letters[file.inbox_unit or ""].append(file.letter)
    typed = typed_by_unit(files, campaign.same_words)
    if not typed and not letters:
        raise UsageError("--from 的文件里没有填过的表，没有内容可以带入")
    return Before(typed, {unit: tuple(those) for unit, those in letters.items()})

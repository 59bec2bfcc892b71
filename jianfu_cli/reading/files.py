"""One file to forms: guard, sniff, grid, find the form, header, rows. Nothing here raises for a bad file.

What reads the rarer formats is imported where one is met: their libraries take longer to load than a file to check.
"""

import hashlib
import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from jianfu_cli.core.language.letters import Letter
from jianfu_cli.core.model.bundle import BUNDLE
from jianfu_cli.core.model.form import Form, Outcome, Problem, SourceFile
from jianfu_cli.core.model.rolled_up import is_roll_up
from jianfu_cli.core.model.unread import ASIDE
from jianfu_cli.reading.containers import Containers
from jianfu_cli.reading.formats.kinds import BINARY_EXTENSIONS, Kind, extension, kind_of
from jianfu_cli.reading.formats.parts import EMBEDDED, active_content
from jianfu_cli.reading.formats.sniff import is_litter, sniff
from jianfu_cli.reading.grid import Grid, cut_to_cells
from jianfu_cli.reading.guard.package import CheckedPackage, check_duplicates, check_package, repacked, zip_archive
from jianfu_cli.reading.layout.explanations import explanations
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.report_evidence import may_be_report
from jianfu_cli.reading.layout.setting import Title
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.mails import NOTHING_ATTACHED, opened_mail
from jianfu_cli.reading.outcomes import (
    ReadStep,
    extension_problem,
    litter,
    other_table,
    read_folder,
    refused,
    skipped,
    source_file,
    unknown_form,
)
from jianfu_cli.reading.refusal import RESAVE, RefusedError, damaged, roll_up_sent
from jianfu_cli.reading.sources import Source, unit_of, why_not


class _Content(NamedTuple):
    """The bytes of a file, what they are, and the zip archive that they are, if so."""

    data: bytes
    sha256: str
    kind: Kind
    archive: ZipFile | None


class _Found(NamedTuple):
    """What a file holds; ``form_like``: no form, but what someone meant as one; ``is_listing``: only our own sheets.

    ``rolled_up``: it is a roll-up, or was made of one. ``is_seen``: it shows what cannot be read; ``explained`` is what
    stands beside our findings there.
    """

    forms: tuple[Form, ...] = ()
    problems: tuple[Problem, ...] = ()
    form_like: bool = False
    is_listing: bool = False
    title: Title = Title()
    is_seen: bool = False
    rolled_up: bool = False
    explained: tuple[tuple[str, str], ...] = ()
    letter: Letter | None = None


def read_source(source: Source, reader: Reader, limits: GuardLimits) -> tuple[SourceFile, ...]:
    """Read one file as it lies on disk; an archive gives one result a member. Problems are values, never exceptions."""
    files = Files(reader, limits)
    read: dict[tuple[str, ...], SourceFile] = {}
    left = [source]
    while left:
        step = files.read(left[0])
        read |= {file.place: file for file in (step.file, *step.inside)}
        left = [*step.next, *left[1:], *step.later]
    return tuple(read.values())


@dataclass(slots=True)
class Files:
    """Reads files one by one; members of an archive are files of their own."""

    reader: Reader
    limits: GuardLimits
    containers: Containers

    def __init__(self, reader: Reader, limits: GuardLimits) -> None:
        self.reader, self.limits, self.containers = reader, limits, Containers(limits)

    def read(self, source: Source) -> ReadStep:
        """Read one file, or one member of an archive, or look for the seal of one scan."""
        if not source.within:
            self.containers.close()
        if is_litter(source.name) or source.is_litter:
            return ReadStep(litter(source))
        if source.package:
            return ReadStep(read_folder(source, kind_of(source.package)))
        try:
            data = self._bytes(source)
        except RefusedError as refusal:
            return ReadStep(refused(source, "", kind_of("unknown"), refusal))
        archive = zip_archive(data)
        kind = kind_of(sniff(data, source.name, archive))
        content = _Content(data, hashlib.sha256(data).hexdigest(), kind, archive)
        try:
            if kind.container or kind.name == BUNDLE:
                return (self._bundle if kind.name == BUNDLE else self._opened)(content, source)
            if source.incidental and not (kind.holds_forms or self.reader.named(source.name)):
                return ReadStep(litter(source))
            if kind.scan:
                return _scan(content, source)
            return ReadStep(_read_file(content, source, self.reader, self.limits))
        except RefusedError as refusal:
            return ReadStep(refused(source, content.sha256, kind, refusal))

    def _bytes(self, source: Source) -> bytes:
        if source.refused:
            raise RefusedError("JF001", source.refused)
        try:
            return self.containers.read(source.file, source.within, partial(_on_disk, limits=self.limits))
        except OSError as error:
            raise RefusedError("JF001", why_not(error)) from error
        except KeyError as error:
            raise damaged() from error

    def _opened(self, content: _Content, source: Source) -> ReadStep:
        """Skip a container, and go on to what is in it; a mail without anything in it is a file like any other."""
        kind = content.kind
        if kind.mail:
            source = opened_mail(source, kind, content.data, self.reader.campaign)
        sources: dict[tuple[str, ...], Source] = {}
        for member in self.containers.open(source.file, source.within, content.data):
            found = source.member(member, self._unit(member.name, source.inbox_unit))
            sources.setdefault(found.within, found)
        file = skipped(source, content.sha256, kind)
        if kind.mail and all(found.incidental for found in sources.values()):
            is_missed = not sources and self._is_named(content, source)
            file = replace(file, enclosure=True, problems=(NOTHING_ATTACHED,) if is_missed else ())
        return ReadStep(file, tuple(sources.values()))

    def _is_named(self, content: _Content, source: Source) -> bool:
        """Whether a mail's file, its subject or its first line names an attachment."""
        words = content.kind.mail_reader.envelope(content.data).words
        return any(self.reader.named(name) for name in (source.name, *(f"{word}.eml" for word in words if word)))

    def _bundle(self, content: _Content, source: Source) -> ReadStep:
        from jianfu_cli.reading.bundles import read_bundle

        bundle = read_bundle(content.data, content.sha256, source, self.reader.campaign, self.limits)
        file = skipped(source, content.sha256, content.kind)
        problems = extension_problem(source.name, content.kind)
        return ReadStep(replace(file, facts=bundle.facts, problems=problems), inside=bundle.files)

    def _unit(self, member: str, outer: str | None) -> str | None:
        return unit_of(member.split("/")[:-1], self.reader.campaign.roster, outer)


def _on_disk(path: Path, limits: GuardLimits) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 -- thousands are opened
        if os.fstat(file.fileno()).st_size > limits.file_bytes:
            raise RefusedError("JF003", f"文件超过 {limits.file_bytes >> 20} MB", RESAVE)
        return file.read()


def _scan(content: _Content, source: Source) -> ReadStep:
    """Skip a scan; where a unit's scans lie, its seal is looked for after all forms, for that may take seconds."""
    file = skipped(source, content.sha256, content.kind)
    if source.for_seal:
        from jianfu_cli.reading.scans import has_seal

        return ReadStep(replace(file, seal=has_seal(content.data, content.kind.name)))
    looks = source.inbox_unit and content.kind.shows_seal
    return ReadStep(file, later=(replace(source, for_seal=True),) if looks else ())


def _read_file(content: _Content, source: Source, reader: Reader, limits: GuardLimits) -> SourceFile:
    kind = content.kind
    refusal = kind.refused()
    if refusal or (kind.name == "unknown" and extension(source.name) in BINARY_EXTENSIONS):
        raise refusal or damaged()
    meant = reader.named(source.name)
    named = meant is not None
    if kind.stand_in:
        return _stand_in(content, source, is_missed=named or source.mailed or source.inbox_unit is not None)
    found = _find(content, source, reader, limits, named=named)
    if found.rolled_up and not reader.takes_roll_ups:
        raise roll_up_sent()
    if found.is_listing:
        return replace(skipped(source, content.sha256, kind), explained=found.explained)
    if not found.forms:
        if source.incidental and not (named or found.form_like):
            return litter(source)
        if _may_be_enclosed(kind, source) and not (named or found.form_like):
            return replace(skipped(source, content.sha256, kind), letter=found.letter)
        others = source.inbox_unit is not None or found.title.other
        if others and not named and not kind.advice and not found.title.counts:
            other = skipped(source, content.sha256, kind)
            return replace(other, problems=(other_table(found.title.text),))
        raise unknown_form(kind, found.title, meant, is_seen=found.is_seen)
    problems = (*extension_problem(source.name, kind), *found.problems)
    read = source_file(source, content.sha256, kind, Outcome.READ, found.forms, problems)
    return replace(read, explained=found.explained) if found.explained else read


def _find(content: _Content, source: Source, reader: Reader, limits: GuardLimits, *, named: bool) -> _Found:
    kind, data = content.kind, content.data
    if not (kind.sheets or kind.document or (kind.conversion and _is_worth_converting(data, reader, named=named))):
        return _Found()
    package = check_package(data, limits, kind.keeps, content.archive) if kind.zipped and content.archive else None
    if kind.conversion:
        return _in_converted(content, source, reader, limits)
    data = repacked(data, package.repaired_parts) if package else data
    if kind.sheets:
        found = _on_sheets(_grids(kind, data, package, limits), source, reader)
    else:
        found = _in_document(data, source, reader)
    if package is None:
        return found
    opened = False
    if any(EMBEDDED in name for name in package.names):
        from jianfu_cli.reading.embedded import embedded_in, with_embedded

        objects = embedded_in(data, package, limits)
        opened = bool(objects)
        found = found._replace(forms=with_embedded(found.forms, objects, reader, source))
    return found._replace(problems=(*active_content(package, opened=opened), *found.problems))


def _is_worth_converting(data: bytes, reader: Reader, *, named: bool) -> bool:
    return named or reader.takes_letters or may_be_report(data, reader.index)


def _grids(kind: Kind, data: bytes, package: CheckedPackage | None, limits: GuardLimits) -> tuple[Grid, ...]:
    grids = kind.sheet_reader.read_sheets(data, package, limits)
    # More values in the file than on the sheets: one may stand upon another. To look costs, so only then.
    if package and package.values > sum(grid.values for grid in grids):
        check_duplicates(data)
    return grids


def _on_sheets(grids: tuple[Grid, ...], source: Source, reader: Reader) -> _Found:
    listings = [grid for grid in grids if grid.is_listing]
    explained = explanations(listings)
    if grids and len(listings) == len(grids):
        return _Found(is_listing=True, explained=explained)
    grids, cut = cut_to_cells(grids)
    forms = reader.forms(grids, source)
    title = Title() if forms else reader.title(grids)
    seen = any(thing.kind not in ASIDE for grid in grids for thing in grid.facts.unread)
    rolled_up = any(is_roll_up(grid.texts) for grid in grids)
    problems = (*reader.hidden_notes(grids, forms), *cut)
    return _Found(forms, problems, is_seen=seen, title=title, rolled_up=rolled_up, explained=explained)


def _in_document(data: bytes, source: Source, reader: Reader) -> _Found:
    from jianfu_cli.reading.layout.document import read_document

    document = read_document(data, reader, source)
    rolled_up = is_roll_up([column.heading for column in form.body.columns] for form in document.forms)
    return _Found(
        *(document.forms, document.problems, document.form_like),
        is_seen=document.is_seen,
        title=document.title,
        rolled_up=rolled_up,
        letter=document.letter,
    )


def _in_converted(content: _Content, source: Source, reader: Reader, limits: GuardLimits) -> _Found:
    """Read an old document by way of an office program; where that fails a docx is asked for."""
    from jianfu_cli.reading.formats.office import to_docx

    kind = content.kind
    made = to_docx(content.data, kind.conversion)
    if made is None:
        return _Found()
    check_package(made, limits)
    problem = Problem("JF006", f"这是{kind.called}，已用 LibreOffice 转换读取，转换可能走样", kind.advice)
    found = _in_document(made, source, reader)
    return found._replace(problems=(problem, *found.problems))


def _may_be_enclosed(kind: Kind, source: Source) -> bool:
    """Say whether a file without a form is no error: a document of 附件6 beside a unit's forms, or nobody's letter."""
    is_misnamed = extension(source.name) in BINARY_EXTENSIONS and not (kind.zipped or kind.compound)
    return kind.enclosure and not is_misnamed and (source.inbox_unit is not None or not kind.advice)


def _stand_in(content: _Content, source: Source, *, is_missed: bool) -> SourceFile:
    """Skip what came in place of a file; where a form may be missed for it, say what it is (JF006)."""
    problem = Problem("JF006", f"这是{content.kind.called}", content.kind.advice)
    return source_file(source, content.sha256, content.kind, Outcome.SKIPPED, problems=(problem,) if is_missed else ())

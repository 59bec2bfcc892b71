"""Does a later file of a return add to what came before, or take its place? (contract.md, which version counts)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.version_words import version_words
from jianfu_cli.core.matters.matching import MatterIndex
from jianfu_cli.core.matters.names import Words, matter_key
from jianfu_cli.core.matters.rows import matters_on
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.core.model.roles import ColumnRole


class VersionRelation(StrEnum):
    """What a later file is to what counted before it."""

    ADDS = "adds"
    REPLACES = "replaces"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later file beside what counted before it: rows of both, and how many matters they share.

    ``doubtful``: a person should say whether it adds or replaces (JF608). ``shared`` is None where the form names no
    matters, or too many alike to compare.
    """

    relation: VersionRelation
    rows_before: int
    rows: int
    shared: int | None
    doubtful: bool
    because: str


def compare(
    file: SourceFile,
    forms: tuple[Form, ...],
    before: Iterable[tuple[SourceFile, Form]],
    words: Words,
    *,
    void: bool = False,
) -> Comparison:
    """Say what ``forms`` of ``file`` are to the forms that counted ``before``; ``words`` of one meaning are one.

    ``void``: the names of those before say that they are not to be used. What its own name or title says goes next;
    then that it holds all matters of before, or none of them.
    """
    counted = tuple(before)
    rows_before, rows = sum(len(form.body.rows) for _, form in counted), sum(len(form.body.rows) for form in forms)
    shared, all_of_them = _shared(forms, tuple(form for _, form in counted), words)
    one_archive = bool(file.within) and all(other.within and other.outer == file.outer for other, _ in counted)
    said = _said(file, forms, counted)
    if void:
        relation, because = VersionRelation.REPLACES, "前一份的名称写明作废"
    else:
        relation, because = _relation(said, shared, all_of_them=all_of_them, one_archive=one_archive)
    if relation is VersionRelation.ADDS:
        doubtful = bool(rows) and not (one_archive and shared == 0)
    else:
        doubtful = rows < rows_before or shared == 0 or said is VersionRelation.ADDS
    doubtful = doubtful and bool(rows_before)
    return Comparison(relation, rows_before, rows, shared, doubtful, because)


def renews(forms: tuple[Form, ...], earlier: tuple[Form, ...]) -> bool:
    """Whether ``forms`` name all matters of ``earlier``: a supplement sent again stands in the place of itself."""
    known = {matter_key(name) for name, _ in _named_on(earlier)}
    if not known:
        numbers = _numbers_on(earlier)
        return bool(numbers) and numbers <= _numbers_on(forms)
    return bool(known) and known <= {matter_key(name) for name, _ in _named_on(forms)}


def _relation(
    said: VersionRelation | None, shared: int | None, *, all_of_them: bool, one_archive: bool
) -> tuple[VersionRelation, str]:
    if said is VersionRelation.REPLACES:
        return said, "名称写明是更正"
    if all_of_them:
        return VersionRelation.REPLACES, "前一份的事项这一份都有"
    if said is VersionRelation.ADDS:
        return said, "名称写明是补充"
    if shared == 0:
        return VersionRelation.ADDS, "没有一项与前一份相同"
    if one_archive and shared is not None:
        return VersionRelation.ADDS, "同在一个压缩包里"
    return VersionRelation.REPLACES, "以后收到的为准"


def _said(
    file: SourceFile, forms: tuple[Form, ...], before: tuple[tuple[SourceFile, Form], ...]
) -> VersionRelation | None:
    """What names (of the file, of folders, archives, mails around it) and titles say; None: nothing, or both.

    A word that the first file has too is of the form's own title, and tells them not apart.
    """
    words = _words(file, forms) - _words(before[0][0], (before[0][1],))
    said = {relation for relation, _ in words}
    return said.pop() if len(said) == 1 else None


def _words(file: SourceFile, forms: tuple[Form, ...]) -> frozenset[tuple[VersionRelation, str]]:
    folders = file.outer.rpartition("/")[0]
    texts = [
        file.sent_as,
        folders,
        file.mail_words,
        *(form.header.title for form in forms),
        *(form.place.sheet or "" for form in forms),
    ]
    return frozenset(word for text in texts for word in _words_of(text))


def _words_of(text: str) -> Iterator[tuple[VersionRelation, str]]:
    for relation, found in zip((VersionRelation.ADDS, VersionRelation.REPLACES), version_words(text), strict=True):
        yield from ((relation, word) for word in found)


def _shared(forms: tuple[Form, ...], before: tuple[Form, ...], words: Words) -> tuple[int | None, bool]:
    """How many matters of ``forms`` are among those of ``before``, and whether they are all of those.

    Names are compared as they are written but for marks and fillers; only where none agrees, by what they say.
    """
    ours, theirs = _named_on(forms), _named_on(before)
    if not (ours and theirs):
        numbers, earlier = _numbers_on(forms), _numbers_on(before)
        return (len(numbers & earlier), earlier <= numbers) if numbers and earlier else (None, False)
    keys, known = ({matter_key(name) for name, _ in named} for named in (ours, theirs))
    shared = sum(matter_key(name) in known for name, _ in ours)
    if shared:
        return shared, known <= keys
    index = MatterIndex(theirs, words)
    found = [match for name, body in ours if (match := index.best(name, body)) is not None]
    return len(found), {match.place for match in found} >= set(range(len(theirs)))


def _numbers_on(forms: tuple[Form, ...]) -> set[str]:
    """By what the rows of a form without matters are known again, where it has 编号."""
    return {key(text) for form in forms for text in form.texts(ColumnRole.NUMBER) if text}


def _named_on(forms: tuple[Form, ...]) -> list[tuple[str, str]]:
    return [(row.matter, row.body) for form in forms for row in matters_on(form, "")]

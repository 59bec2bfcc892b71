"""The stamped scans beside the electronic copies: which form each belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form, SourceFile, filed_forms
from jianfu_cli.core.model.naming import bears_number, named_ids

# A shorter title or 文号 within a file's name may be chance.
_SHORTEST_TITLE = 4
# No file system holds a longer name; an archive may.
_LONGEST_NAME = 255


def scans(files: tuple[SourceFile, ...], campaign: Campaign) -> Mapping[tuple[str, str], tuple[SourceFile, ...]]:
    """Return ``(unit, attachment) → scans``: by 附件N or title in the file's name, else every form of its folder.

    A person's word goes before that. A file named after a document that the unit lists (附件6) is that document, no
    scan of a form.
    """
    found: dict[tuple[str, str], list[SourceFile]] = defaultdict(list)
    beside: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, form in filed_forms(files):
        beside[file.inbox_unit or form.owner.unit, _folder(file)].add(form.attachment)
    listed, lengths = _listed(files)
    for file in files:
        name = file.path.rpartition("/")[2]
        unit = file.inbox_unit or ""
        if not file.scan or not unit or (not file.scan_of and _is_listed(name, listed[unit], lengths[unit])):
            continue
        named = file.scan_of or named_ids(name, campaign.attachments)
        for attachment in named or sorted(beside[unit, _folder(file)]):
            found[unit, attachment].append(file)
    return {owner: tuple(those) for owner, those in found.items()}


def without_listed(
    files: tuple[SourceFile, ...], enclosures: Mapping[str, Iterable[str]]
) -> Mapping[str, tuple[str, ...]]:
    """Return of the ``enclosures`` (``unit → paths``) those that are named after no document that the unit lists."""
    listed, lengths = _listed(files)
    return {
        unit: tuple(path for path in paths if not _is_listed(path.rpartition("/")[2], listed[unit], lengths[unit]))
        for unit, paths in enclosures.items()
    }


def _listed(files: tuple[SourceFile, ...]) -> tuple[dict[str, set[str]], dict[str, set[int]]]:
    """The keys of the documents that each unit lists, and how long those are."""
    listed: dict[str, set[str]] = defaultdict(set)
    for file, form in filed_forms(files):
        listed[file.inbox_unit or form.owner.unit].update(_documents(form))
    return listed, defaultdict(set, {unit: set(map(len, documents)) for unit, documents in listed.items()})


def _documents(form: Form) -> Iterator[str]:
    """The keys of the titles and 文号 of the documents that ``form`` lists, where it lists any."""
    if form.column("document_number"):
        yield from map(key, (*form.texts("matter"), *form.texts("document_number")))


def _is_listed(name: str, documents: set[str], lengths: set[int]) -> bool:
    """Whether ``name`` holds one of ``documents``; what of it is as long as one of them is looked up among them."""
    folded = key(name[:_LONGEST_NAME])
    return not bears_number(folded) and any(
        folded[start : start + length] in documents
        for length in lengths
        if _SHORTEST_TITLE < length <= len(folded)
        for start in range(len(folded) - length + 1)
    )


def _folder(file: SourceFile) -> str:
    return file.below.rpartition("/")[0]

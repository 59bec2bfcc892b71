"""Text of a cell in several formats: cut without losing them."""

from copy import deepcopy

from lxml import etree

from jianfu_cli.writing.package.parts import Element, text_within
from jianfu_cli.writing.package.sheet import put_text
from jianfu_cli.writing.package.workbook import OpcWorkbook


def formatted_runs(workbook: OpcWorkbook, cell: Element) -> Element | None:
    """Return a copy of a cell's text as an ``is`` element; None where it is all in one format, or no text."""
    found = cell.find(workbook.tag("is"))
    part = workbook.package.related(workbook.part, "sharedStrings")
    number = cell.findtext(workbook.tag("v"), "")
    if cell.get("t") == "s" and part and number.isdecimal():
        strings = workbook.package.look(part)
        found = strings[int(number)] if int(number) < len(strings) else None
    if found is None or found.find(workbook.tag("r")) is None:
        return None
    runs = deepcopy(found)
    runs.tag = workbook.tag("is")
    runs.tail = None
    for phonetic in ("rPh", "phoneticPr"):
        etree.strip_elements(runs, workbook.tag(phonetic), with_tail=False)
    return runs


def keep_only(runs: Element, text: str) -> bool:
    """Take characters out of ``runs`` until they read ``text``; False (and no change) where that takes more."""
    tag = f"{{{etree.QName(runs).namespace}}}t"
    left = text
    kept: list[tuple[Element, str]] = []
    for node in runs.iter(tag):
        own = ""
        for character in text_within(node):
            if left and character == left[0]:
                own, left = own + character, left[1:]
        kept.append((node, own))
    if left:
        return False
    for node, own in kept:
        put_text(node, own)
        if not own:
            run = node.getparent()
            assert run is not None
            runs.remove(run)
    return True

"""No parser of XML knows entities, reads a DTD, or asks for anything outside the file."""

import ast
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pytest

import jianfu_cli
from jianfu_cli.reading.guard.extent import _Cells
from jianfu_cli.reading.guard.markup import as_utf8, check_markup, element, looks_like_xml
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'
SAFE = {
    "XMLParser": {"resolve_entities": False, "no_network": True},
    "iterparse": {"resolve_entities": False, "no_network": True},
    "HTMLParser": {"no_network": True},
}


def calls():
    for path in Path(jianfu_cli.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield path.name, ast.unparse(node.func), node


def test_every_parser_is_made_safe():
    made = []
    for file, name, call in calls():
        module, _, function = name.rpartition(".")
        given = {
            word.arg: ast.literal_eval(word.value) for word in call.keywords if isinstance(word.value, ast.Constant)
        }
        if module == "etree" and function in SAFE:
            made.append((file, function))
            assert given.items() >= SAFE[function].items(), file
        elif function in {"fromstring", "XML", "HTML", "parse"} and module in {"etree", "ET"}:
            assert len(call.args) == 2, f"{file}: without a parser of its own"
        elif name in {"ET.iterparse", "ET.XMLPullParser", "etree.XMLPullParser"}:
            pytest.fail(file)
        elif function == "XMLParser":
            assert (file, ast.unparse(call)) == ("markup.py", "ET.XMLParser(target=_NoDoctype())")
        elif function == "ParserCreate":
            assert file in {"extent.py", "dress.py"}
    assert len(made) >= 4


def test_a_small_part_with_a_doctype_is_refused():
    assert element(b"<a><b/></a>")[0].tag == "b"
    with pytest.raises(RefusedError, match="DOCTYPE"):
        element(BOMB)
    with pytest.raises(ParseError):
        element(b"<a>")


def test_cells_are_not_looked_for_behind_a_doctype():
    with pytest.raises(RefusedError):
        _Cells(BOMB).valued()


@pytest.mark.parametrize("blanks", [0, 1, 255, 256, 400, 100_000])
@pytest.mark.parametrize("sign", [b" ", b"\n", b"\t"])
def test_blanks_before_a_doctype_hide_nothing(blanks, sign):
    part = sign * blanks + BOMB.partition(b"?>")[2]
    assert looks_like_xml(part)
    with pytest.raises(RefusedError, match="DOCTYPE"):
        check_markup(as_utf8(part), GuardLimits())


@pytest.mark.parametrize("encoding", ["cp037", "cp500", "cp1140", "utf-7", "utf-32-le", "utf-32-be", "utf-32"])
def test_what_is_neither_utf8_nor_utf16_is_no_xml(encoding):
    part = '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode(encoding)
    with pytest.raises(RefusedError):
        check_markup(as_utf8(part), GuardLimits())


@pytest.mark.parametrize(
    "part", [b"<a/>", b"\xef\xbb\xbf<a/>", b"\r\n <a/>", "<a>字</a>".encode(), "<a/>".encode("utf-16"), b"  \n"]
)
def test_what_honest_parts_begin_with(part):
    check_markup(as_utf8(part), GuardLimits())

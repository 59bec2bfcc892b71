"""Signs in a docx that are no characters of its text: fonts of signs, inserted symbols, enclosed characters, boxes."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from jianfu_cli.core.language.choices import is_sign, sign_of
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.formats.symbol_fonts import in_symbol_font, private_sign, symbol_font
from jianfu_cli.reading.formats.word_styles import WordStyles, attribute, child, is_on, local, value

_Element: TypeAlias = etree._Element  # noqa: SLF001 -- the library's name for it

_TRACES = (b"dings", b"arlett", b":sym ", b"<sym ", b"heckbox", b"\\o")
_CODE = pattern_of(r"[0-9A-Fa-f]{1,6}")
# EQ \\o\\ac(□,√): what Word makes of 带圈字符.
_ENCLOSED = pattern_of(r"\s*eq\s*\\o\s*(?:\\a[cdlr]\s*)?\(\s*(\S)\s*[,，;；、]\s*(\S{1,3}?)\s*\)\s*", re.IGNORECASE)
_CHECKS, _CROSSES = frozenset("√✓✔"), frozenset("×✗✘xX")
_LATIN = 0x80
CHECKED, UNCHECKED = "☑", "□"


def may_have_signs(*parts: bytes) -> bool:
    """Say whether any of the XML ``parts`` bears a trace of such signs: most documents do not."""
    return any(trace in part for part in parts for trace in _TRACES)


def write_signs(body: _Element, styles: WordStyles) -> None:
    """Let the texts of ``body`` hold the signs that a person sees there (ISO/IEC 29500-1, 17.3.2.26, 17.3.3.30)."""
    for run in body.iter("{*}r"):
        for element in run:
            if local(element) == "sym":
                _write(element, _inserted(element))
            elif local(element) == "t" and element.text and not element.text.isspace():
                element.text = _shown(element.text, *_fonts(run, styles))
    for field in _enclosures(body):
        _write_enclosed(field)
    for control in body.iter("{*}sdt"):
        box = child(child(control, "sdtPr"), "checkbox")
        if box is not None:
            _write_state(control, is_checked=is_on(child(box, "checked")))


def box_of(field: _Element | None) -> str:
    """Return the box that an old form field (``w:ffData``) shows; "" where it is none (17.16.7)."""
    box = child(field, "checkBox")
    state = child(box, "checked")
    is_checked = is_on(child(box, "default") if state is None else state)
    return "" if box is None else CHECKED if is_checked else UNCHECKED


def _write(element: _Element, text: str) -> None:
    element.tag = str(element.tag).rpartition("}")[0] + "}t"
    element.text = text


def _inserted(symbol: _Element) -> str:
    code = attribute(symbol, "char") or ""
    number = int(code, 16) if _CODE.fullmatch(code) else 0
    return private_sign(number if number <= 0xFFFF else 0, attribute(symbol, "font") or "")  # noqa: PLR2004


def _fonts(run: _Element, styles: WordStyles) -> tuple[str, str]:
    """Return the fonts of signs that a run's plain letters and its other Latin ones stand in, "" for other fonts."""
    properties = child(run, "rPr")
    paragraph = next(run.iterancestors("{*}p"), None)
    names = (
        _own_fonts(properties)
        or styles.inherited(value(properties, "rStyle"), _own_fonts)
        or styles.inherited(value(child(paragraph, "pPr"), "pStyle"), _own_fonts)
    )
    plain, other = names or ("", "")
    return symbol_font(plain), symbol_font(other)


def _own_fonts(properties: _Element | None) -> tuple[str, str] | None:
    """Return the names of the fonts that ``w:rPr`` itself sets for letters; None where it sets none."""
    fonts = child(properties, "rFonts")
    if fonts is None:
        return None
    plain, other = (attribute(fonts, name + "Theme") or attribute(fonts, name) for name in ("ascii", "hAnsi"))
    return (plain or other or "", other or plain or "") if plain or other else None


def _shown(text: str, plain: str, other: str) -> str:
    if not plain and not other:
        return text
    fonts = (plain if character < chr(_LATIN) else other or plain for character in text)
    return "".join(in_symbol_font(one, font) if font else one for one, font in zip(text, fonts, strict=True))


def _enclosures(body: _Element) -> Iterator[list[_Element]]:
    """Yield the pieces of the instruction of each field."""
    pieces: list[_Element] = []
    for element in body.iter("{*}instrText", "{*}fldChar"):
        if local(element) == "instrText":
            pieces.append(element)
        else:
            if pieces:
                yield pieces
            pieces = []


def _write_enclosed(pieces: list[_Element]) -> None:
    enclosed = _ENCLOSED.fullmatch("".join(piece.text or "" for piece in pieces))
    if enclosed:
        around, within = sorted(
            enclosed.groups(), key=lambda sign: not is_sign(sign_of(sign)) or sign in _CHECKS | _CROSSES
        )
        sign = "☑" if within in _CHECKS else "☒" if within in _CROSSES else within
        _write(pieces[0], sign if is_sign(sign_of(around)) else around + within)


def _write_state(control: _Element, *, is_checked: bool) -> None:
    """Let a box whose sign says nothing show whether it is checked; one that says it stays as it is seen."""
    texts = list(control.iter("{*}t"))
    if is_sign(sign_of("".join(element.text or "" for element in texts)) or "?"):
        return
    for element in texts:
        element.text = ""
    run = next(control.iter("{*}r"), None)
    if run is not None:
        _write(etree.SubElement(run, run.tag), CHECKED if is_checked else UNCHECKED)

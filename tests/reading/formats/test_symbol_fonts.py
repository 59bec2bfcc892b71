"""Letters that a font draws as signs are those signs."""

import pytest

from jianfu_cli.reading.formats.symbol_fonts import in_symbol_font, private_sign, symbol_font, with_signs_in_runs


@pytest.mark.parametrize(
    ("font", "letters", "signs"),
    [
        ("Wingdings", "üþûýx", "√☑×☒☒"),
        ("Wingdings", "o¨qrnlm", "□□□□■●○"),
        ("Wingdings 2", "RPTSO£", "☑√☒☒×□"),
        ("WINGDINGS2", "R", "☑"),
        ("'Wingdings 2';sans", "\uf052\uf0a3", "☑□"),
        ("Webdings", "acgr", "√□■×"),
        ("Wingdings", "中文 þ", "中文 ☑"),
        ("Wingdings 3", "p", "▲"),
        ("Wingdings 3", "ÿ", "〔Wingdings 3 FF〕"),
    ],
)
def test_what_the_letters_of_a_font_show(font, letters, signs):
    assert in_symbol_font(letters, symbol_font(font)) == signs


def test_fonts_of_letters_are_none_of_signs():
    assert [symbol_font(name) for name in ("宋体", "Arial", "", "Segoe UI Symbol")] == [""] * 4


@pytest.mark.parametrize(
    ("code", "font", "sign"),
    [
        (0xF0FE, "Wingdings", "☑"),
        (0xFE, "Wingdings", "☑"),
        (0xF0D6, "Symbol", "√"),
        (0x2611, "Segoe UI Symbol", "☑"),
        (0xF0A8, "", "□"),
        (0xF061, "Marlett", "√"),
        (0xF072, "Marlett", "×"),
        (0xF061, "Bookshelf Symbol 7", "〔Bookshelf Symbol 7 61〕"),
        (0xF0FE, "Marlett", "〔Marlett FE〕"),
        (0, "Wingdings", ""),
    ],
)
def test_an_inserted_symbol(code, font, sign):
    assert private_sign(code, font) == sign


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (
            '<r><rPr><rFont val="Wingdings 2"/></rPr><t>R</t></r><r><t>清理</t></r>',
            '<r><rPr><rFont val="Wingdings 2"/></rPr><t>☑</t></r><r><t>清理</t></r>',
        ),
        (
            "<x:r><x:rPr><x:rFont val='Webdings' /><x:sz val='9'/></x:rPr><x:t xml:space='preserve'>a </x:t></x:r>",
            "<x:r><x:rPr><x:rFont val='Webdings' /><x:sz val='9'/></x:rPr><x:t xml:space='preserve'>√ </x:t></x:r>",
        ),
        (
            '<r><rPr><rFont val="Wingdings"/></rPr></r><r><t>R&amp;D</t></r>',
            '<r><rPr><rFont val="Wingdings"/></rPr></r><r><t>R&amp;D</t></r>',
        ),
        (
            '<r><rPr><rFont val="Wingdings"/></rPr><t>&#254;</t></r>',
            '<r><rPr><rFont val="Wingdings"/></rPr><t>☑</t></r>',
        ),
        ('<r><rPr><rFont val="宋体"/></rPr><t>R</t></r>', '<r><rPr><rFont val="宋体"/></rPr><t>R</t></r>'),
    ],
)
def test_only_the_runs_of_the_font_are_read_so(runs, shown):
    assert with_signs_in_runs(runs.encode()).decode() == shown

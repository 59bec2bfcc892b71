"""Ticks as Word keeps them: fonts of signs, symbols, enclosed characters, form boxes, content controls."""

import io

import docx
import pytest
from made.packages import package, unpacked

from jianfu_cli.reading.formats.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
STYLES = (
    '<w:style w:type="character" w:styleId="Tick"><w:name w:val="Tick"/><w:rPr><w:rFonts w:ascii="Wingdings 2" '
    'w:hAnsi="Wingdings 2"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="TickToo"><w:name w:val="TickToo"/><w:basedOn w:val="Tick"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Box"><w:name w:val="Box"/><w:rPr><w:rFonts w:ascii="Wingdings" '
    'w:hAnsi="Wingdings"/></w:rPr></w:style>'
)


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def font(name, more=""):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" {more}/>'


def symbol(name, code):
    return f'<w:r><w:sym w:font="{name}" w:char="{code}"/></w:r>'


def form_box(state):
    box = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{box}</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(checked, content):
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def field(*instruction):
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in instruction)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{pieces}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("R", font("Wingdings 2")) + run("清理"), "☑清理"),
        (run("þ", font("Wingdings")) + run("o", font("Wingdings")), "☑□"),
        (run("\uf0fe", font("Wingdings")), "☑"),
        (run("a", font("Webdings")), "√"),
        (run("R", '<w:rStyle w:val="Tick"/>'), "☑"),
        (run("R", '<w:rStyle w:val="TickToo"/>'), "☑"),
        (run("R", '<w:rStyle w:val="Tick"/>' + font("宋体")), "R"),
        ('<w:pPr><w:pStyle w:val="Box"/></w:pPr>' + run("þ"), "☑"),
        (run("R", font("Wingdings 2", 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"')), "R"),
        (
            run("R", '<w:rFonts w:ascii="宋体" w:hAnsi="Wingdings"/>') + run("þ", '<w:rFonts w:hAnsi="Wingdings"/>'),
            "R☑",
        ),
        (run("清理", font("Wingdings")), "清理"),
        (symbol("Wingdings 2", "F052"), "☑"),
        (symbol("Wingdings", "F078"), "☒"),
        (symbol("Wingdings", "F06F"), "□"),
        (symbol("Marlett", "F0FE"), "〔Marlett FE〕"),
        (symbol("Wingdings 2", "坏"), ""),
        (form_box("<w:checked/>") + run("清理"), "☑清理"),
        (form_box('<w:checked w:val="0"/>'), "□"),
        (form_box('<w:default w:val="1"/>'), "☑"),
        (form_box('<w:default w:val="1"/><w:checked w:val="0"/>'), "□"),
        (form_box('<w:default w:val="0"/>'), "□"),
        (control(1, run("☒")), "☒"),
        (control(0, run("☐")), "☐"),
        (control(1, symbol("Wingdings", "F0FE")), "☑"),
        (control(1, symbol("Marlett", "F062")), "√"),
        (control(0, run("啊")), "□"),
        (control("true", "<w:r/>"), "☑"),
        (field(r"eq \o\ac(□,√)") + run("清理"), "☑清理"),
        (field(r" EQ \o", r"\ac(", "□", ",√) "), "☑"),
        (field(r"eq \o(□,×)"), "☒"),
        (field(r"eq \o\ac(○,1)"), "1"),
        (field("PAGE"), ""),
    ],
)
def test_the_signs_of_a_paragraph(content, text):
    document = docx.Document()
    target = io.BytesIO()
    document.add_paragraph("@")
    document.save(target)
    parts = unpacked(target.getvalue())
    body = parts["word/document.xml"].decode()
    start, end = body.index("<w:p>"), body.index("</w:p>") + len("</w:p>")
    parts["word/document.xml"] = f"{body[:start]}<w:p>{content}</w:p>{body[end:]}".encode()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", STYLES.encode() + b"</w:styles>")
    assert read_word(package(parts)).blocks[0].text == text


def test_a_font_given_by_another_library():
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("R").font.name = "Wingdings 2"
    paragraph.add_run("清理 ")
    paragraph.add_run("£").font.name = "Wingdings 2"
    paragraph.add_run("保留")
    target = io.BytesIO()
    document.save(target)
    assert read_word(target.getvalue()).blocks[0].text == "☑清理 □保留"


@pytest.mark.parametrize("written", ["\x01", "&#1;", "&#x0B;"])
def test_a_control_character_spoils_no_document(written):
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "值@守"
    target = io.BytesIO()
    document.save(target)
    parts = unpacked(target.getvalue())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"@", written.encode())
    [table] = [block for block in read_word(package(parts)).blocks if hasattr(block, "rows")]
    assert table.rows[0][0].text.startswith("值_x00")

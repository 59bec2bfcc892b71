"""Parts of a docx that a hasty program wrote: what can be read of them is read."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from made.word_files import p, word

from jianfu_cli.reading.formats.word import read_word
from jianfu_cli.reading.refusal import RefusedError

STYLES = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
RELATIONS = "word/_rels/document.xml.rels"


def changed(old, new):
    """A docx of one line in whose relations ``old`` was written ``new``."""
    target = BytesIO()
    with ZipFile(BytesIO(word(p("正文"), styles=STYLES))) as sound, ZipFile(target, "w") as made:
        for name in sound.namelist():
            data = sound.read(name)
            made.writestr(name, data.replace(old, new) if name == RELATIONS else data)
    return target.getvalue()


def text(data):
    return "".join(block.text for block in read_word(data).blocks)


@pytest.mark.parametrize("sign", [b"\x01", b"\x08", b"\x1f", b"&#1;"])
def test_a_sign_that_no_xml_may_hold_is_no_damage(sign):
    assert text(changed(b"styles.xml", b"sty" + sign + b"les.xml")) == "正文"


@pytest.mark.parametrize("old", [b"</Relationships>", b"<Relationships", b'"/>'])
def test_relations_that_are_no_xml_are_refused(old):
    with pytest.raises(RefusedError) as refused:
        read_word(changed(old, b"<"))
    assert refused.value.code == "JF001"


@pytest.mark.parametrize("target", [b"nowhere.xml", b"../../../etc/passwd", b"", b"/word/document.xml/", b"http://a/b"])
def test_relations_that_lead_nowhere_are_passed_over(target):
    assert text(changed(b"styles.xml", target)) == "正文"

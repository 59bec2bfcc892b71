"""Mails made to do harm: each is refused or read, in no more time and memory than its size is worth."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from made.outlook_files import attachment, compound, mail

from jianfu_cli.reading.formats.kinds import kind_of
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.refusal import RefusedError

HEAD = b"From: a@example.cn\nTo: b@example.cn\nMIME-Version: 1.0\n"
ATTACHED = b"--x\nContent-Disposition: attachment; filename=a.bin\n\nabc\n"
LIMITS = GuardLimits()


def mixed(parts, boundary=b"x"):
    return HEAD + b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\n\n' + parts


def nested(levels, start=b""):
    made = b""
    for level in range(levels):
        edge = b"--b%d" % level
        made = b'Content-Type: multipart/mixed; boundary="b%d"\n\n%s\n%s%s\n%s--\n' % (level, edge, start, made, edge)
    return HEAD + made


def parameter(value):
    return HEAD + b"Content-Type: application/octet-stream; " + value + b"\n\nabc"


def bomb(size):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("0", bytes(size))
    return target.getvalue()


def opened(data, kind="eml", limits=LIMITS, depth=0):
    """The number of files that a mail gives, or the code by which it is refused."""
    reader = kind_of(kind).mail_reader
    try:
        reader.envelope(data)
        members = tuple(reader.members(data, limits, depth))
        for member in members:
            member.read()
    except RefusedError as refusal:
        return refusal.code
    return len(members)


BOUNDED = {
    "a thousand attachments": (mixed(ATTACHED * 1000), 1000),
    "as many as may be": (mixed(ATTACHED * LIMITS.members), LIMITS.members),
    "one more": (mixed(ATTACHED * (LIMITS.members + 1)), "JF003"),
    "a bomb of boundaries": (mixed(b"--x\n" * 300_000), "JF003"),
    "a long boundary": (mixed(b"--x\n" * 100, b"b" * 100_000), "JF001"),
    "twenty levels": (nested(20), 0),
    "a thousand levels": (nested(1000), "JF003"),
    "mails in mails": (nested(1000, b"Content-Type: message/rfc822\n\n"), "JF003"),
    "bare mails in mails": (HEAD + b"Content-Type: message/rfc822\n\n" * 5000, "JF003"),
    "a header of 200 KB": (b"X: " + b"a" * 200_000 + b"\n" + mixed(ATTACHED), 1),
    "a header of 200,000 fields": (HEAD + b"X: a\n" * 200_000 + b"\nx", 0),
    "a field of 200,000 lines": (HEAD + b"X: a\n" + b" a\n" * 200_000 + b"\nx", 0),
    "lines that are no fields": (b"zz\n" * 200_000 + mixed(ATTACHED), 1),
    "quotes and semicolons": (parameter(b'name="' + b'\\";' * 100_000), 1),
    "a name of semicolons": (parameter(b'name="' + b";" * 200_000 + b'"'), 1),
    "a name in 20,000 pieces": (parameter(b"".join(b"name*%d=a; " % number for number in range(20_000))), 1),
    "a piece of a huge number": (parameter(b"name*" + b"9" * 6000 + b"=a"), 1),
    "a name of 20,000 words": (parameter(b'name="' + b"=?utf-8?B?5Lit?= " * 20_000 + b'"'), 1),
    "a sender without end": (b"From: " + b"a@" * 100_000 + b"\n" + HEAD + b"\nx", 0),
    "a date of brackets": (b"Date: " + b"(" * 100_000 + b"\n" + HEAD + b"\nx", 0),
    "tables that never begin": (HEAD + b"Content-Type: text/html\n\n" + b"<table" * 300_000, 0),
    "a charset that is none": (HEAD + b"Content-Type: text/html; charset=punycode\n\n<table>" + b"a-" * 200_000, 1),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("data", "became"), BOUNDED.values(), ids=BOUNDED)
def test_a_mail_costs_no_more_than_its_size(data, became):
    assert opened(data) == became


def test_what_is_packed_in_a_mail_counts_as_unpacked():
    limits = GuardLimits(inflated_bytes=1 << 20)
    parts = b"".join(
        b"--x\nContent-Transfer-Encoding: binary\nContent-Disposition: attachment; filename=a.zip\n\n" + content + b"\n"
        for content in [bomb(1 << 18)] * 5
    )
    assert opened(mixed(parts), limits=limits) == "JF003"
    assert opened(compound(mail(*[attachment("a.zip", bomb(1 << 18))] * 5)), "msg", limits) == "JF003"


@pytest.mark.parametrize(("depth", "became"), [(4, 1), (5, "JF003")])
def test_mails_lie_in_so_many_others(depth, became):
    assert opened(mixed(ATTACHED), depth=depth) == became
    assert opened(compound(mail(attachment("a", b"x"))), "msg", depth=depth) == became


def test_outlooks_mails_lie_in_so_many_others():
    def within(levels):
        tree = mail(attachment("a", b"x"), inner=True)
        for _ in range(levels - 1):
            tree = mail(attachment("m", tree), inner=True)
        return compound(mail(attachment("m", tree)))

    assert opened(within(5), "msg") == 1
    assert opened(within(6), "msg") == "JF003"


def test_a_storage_that_holds_itself_is_taken_once():
    data = bytearray(compound(mail(attachment("a", mail(attachment("b", b"x"), inner=True)))))
    places = [
        at for at in range(512, 512 + 128 * 32, 128) if data[at : at + 12].decode("utf-16-le", "ignore") == "__atta"
    ]
    assert len(places) == 2
    outer, inner = places
    data[inner + 76 : inner + 80] = data[outer + 76 : outer + 80]
    assert opened(bytes(data), "msg") == 1


@pytest.mark.parametrize("cut", [600, 1500, 3000])
def test_outlooks_mail_cut_short_is_damaged_or_read(cut):
    assert opened(compound(mail(attachment("a", b"x" * 5000)))[:cut], "msg") in {"JF001", 0, 1}


def test_what_a_property_says_is_not_trusted():
    tree = mail(attachment("..\\..\\a\0b\n.xlsx", b"x"), sent=struct.pack("<Q", (1 << 64) - 1), sender="a" * 1000)
    tree["__properties_version1.0"] = tree["__properties_version1.0"][:-5]
    reader = kind_of("msg").mail_reader
    assert [member.name for member in reader.members(compound(tree), LIMITS, 0)] == ["ab.xlsx"]
    assert reader.envelope(compound(tree)).sender == ""


def test_a_name_in_a_compound_file_that_is_no_text_is_nobodys():
    sound = compound(mail(attachment("附件2.xlsx", b"x")))
    name = "__substg1.0_37010102".encode("utf-16-le")
    spoilt = sound.replace(name, name[:22] + b"\x02\xdc" + name[24:])
    assert spoilt != sound
    assert opened(sound, "msg") == opened(spoilt, "msg") == 1

"""Mails as containers: what is in them however they are written, their day, and whose they are."""

import base64
import quopri
import zipfile
from datetime import date
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO
from urllib.parse import quote_from_bytes

import pytest
from made.forms import shipped
from made.outlook_files import attachment, compound, filetime, mail
from made.sent import SCAN, workbook
from made.submissions import PICTURE

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

FORM = workbook("a2", "红旗区", "2024-06-12", rows=3)
UNSIGNED = workbook("a2", "", "2024-06-12", rows=3)
TEXT = base64.encodebytes(FORM)
COLUMNS = shipped().attachment("a2").columns
TABLE = (
    "<table><tr>"
    + "".join(f"<td>{one.full_heading}</td>" for one in COLUMNS)
    + "</tr><tr>"
    + "".join(f"<td>{one.example or 1}</td>" for one in COLUMNS)
    + "</tr></table>"
)
HEAD = b"From: a@example.cn\r\nTo: b@example.cn\r\nDate: Tue, 04 Jun 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
END = b"\r\n--x--\r\n"
CODED = b"Content-Transfer-Encoding: base64\r\n"


@pytest.fixture
def opened(tmp_path):
    def read(data, name="邮件.eml", *, unit="红旗区", day=None, campaign=None):
        file = tmp_path / "mail"
        file.write_bytes(data)
        source = Source(f"{unit}/{name}" if unit else name, file, unit, day, 1718000000.0)
        return {
            "!/".join(one.within): one for one in read_source(source, Reader.of(campaign or shipped()), GuardLimits())
        }

    return read


def attached(disposition, *, kind="application/octet-stream", content=CODED + b"\r\n" + TEXT):
    return MIXED + f"Content-Type: {kind}\r\n".encode() + disposition + content + END


def by_library(*parts, html="", related=(), text="您好，附件2见附件。", **headers):
    """A mail as Python's own library writes it."""
    message = EmailMessage()
    for name, value in {
        "From": "a@example.cn",
        "To": "b@example.cn",
        "Date": "Tue, 04 Jun 2024 23:30:00 +0800",
        **headers,
    }.items():
        if value:
            message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
        for content, cid in related:
            message.get_payload()[1].add_related(content, "image", "png", cid=cid)
    for name, content in parts:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def word(text, charset, coding="B"):
    encoded = text.encode(charset)
    if coding == "B":
        return f"=?{charset}?B?{base64.b64encode(encoded).decode()}?=".encode()
    return f"=?{charset}?Q?".encode() + b"".join(b"=%02X" % byte for byte in encoded) + b"?="


def halved(text, charset):
    """Two encoded words that part a character between them, as some programs cut after so many bytes."""
    encoded = text.encode(charset)
    words = (f"=?{charset}?B?{base64.b64encode(half).decode()}?=" for half in (encoded[:3], encoded[3:]))
    return "\r\n ".join(words).encode()


def forwarded(*parts, name="", outer="转发"):
    message = MIMEMultipart()
    message["From"], message["Subject"] = "c@example.cn", outer
    message["Date"] = "Wed, 05 Jun 2024 09:00:00 +0800"
    for part in parts:
        inner = MIMEMessage(part)
        if name:
            inner.add_header("Content-Disposition", "attachment", filename=name)
        message.attach(inner)
    return message


def library_message(*parts):
    from email import message_from_bytes

    return message_from_bytes(by_library(*parts, Subject="红旗区附件2"))


CONTENT_DISPOSITION = b'Content-Disposition: attachment; filename="'
GBK = "附件2专项.xlsx".encode("gbk")
# What came → the member in which the form of three rows must be found.
MAILS = {
    "as the library writes it": (by_library(("附件2.xlsx", FORM)), "附件2.xlsx"),
    "RFC 2231, UTF-8": (attached(b"Content-Disposition: attachment; filename*=utf-8''" + quote_from_bytes("附件2.xlsx".encode()).encode() + b"\r\n"), "附件2.xlsx"),
    "RFC 2231, gb2312 for what only GBK has": (attached(b"Content-Disposition: attachment; filename*=gb2312''" + quote_from_bytes("附件2喆镕.xlsx".encode("gbk")).encode() + b"\r\n"), "附件2喆镕.xlsx"),
    "RFC 2231, cut in pieces": (attached(b"Content-Disposition: attachment;\r\n filename*0*=GBK''" + quote_from_bytes("附件2".encode("gbk")).encode() + b";\r\n filename*1*=" + quote_from_bytes("专项.xlsx".encode("gbk")).encode() + b"\r\n"), "附件2专项.xlsx"),
    "RFC 2231 beside a name of question marks": (attached(b'Content-Disposition: attachment; filename="??2.xlsx"; filename*=UTF-8\'\'' + quote_from_bytes("附件2.xlsx".encode()).encode() + b"\r\n"), "附件2.xlsx"),
    "RFC 2231 said and not done": (attached("Content-Disposition: attachment; filename*=utf-8''附件2.xlsx\r\n".encode()), "附件2.xlsx"),
    "RFC 2047 in quotes": (attached(CONTENT_DISPOSITION + word("附件2.xlsx", "utf-8") + b'"\r\n'), "附件2.xlsx"),
    "RFC 2047, GBK, Q": (attached(CONTENT_DISPOSITION + word("附件2.xlsx", "gbk", "Q") + b'"\r\n'), "附件2.xlsx"),
    "RFC 2047, a character parted between two words": (attached(CONTENT_DISPOSITION + halved("附件2专项整治.xlsx", "gb18030") + b'"\r\n'), "附件2专项整治.xlsx"),
    "raw bytes, GBK": (attached(CONTENT_DISPOSITION + GBK + b'"\r\n'), "附件2专项.xlsx"),
    "raw bytes, UTF-8, without quotes": (attached(b"Content-Disposition: attachment; filename=" + "附件2.xlsx".encode() + b"\r\n"), "附件2.xlsx"),
    "named by its type alone": (attached(b"", kind=f'application/vnd.ms-excel; name="{word("附件2.xlsx", "gb2312").decode()}"'), "附件2.xlsx"),
    "without a name": (attached(b"", kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), "未命名.xlsx"),
    "a path of the sender's disk": (attached(b'Content-Disposition: attachment; filename="C:\\\\Documents\\\\' + GBK + b'"\r\n'), "附件2专项.xlsx"),
    "a name that leads out": (attached(b'Content-Disposition: attachment; filename="../../../etc/2.xlsx"\r\n'), "2.xlsx"),
    "a slash in the name": (attached('Content-Disposition: attachment; filename="附件2（6/4）.xlsx"\r\n'.encode()), "附件2（6_4）.xlsx"),
    "quoted-printable": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\nContent-Transfer-Encoding: quoted-printable\r\n', content=b"\r\n" + quopri.encodestring(FORM)), "2.xlsx"),
    "8bit": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\nContent-Transfer-Encoding: binary\r\n', content=b"\r\n" + FORM), "2.xlsx"),
    "base64 with junk": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\n', content=CODED + b"\r\n" + TEXT.replace(b"\n", b" \t!\r\n") + b"\r\n-- \r\n"), "2.xlsx"),
    "base64 in one line, without its last signs": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\n', content=CODED + b"\r\n" + TEXT.replace(b"\n", b"").rstrip(b"=")), "2.xlsx"),
    "LF alone": (by_library(("附件2.xlsx", FORM)).replace(b"\r\n", b"\n"), "附件2.xlsx"),
    "its end lost": (by_library(("附件2.xlsx", FORM)).rstrip().removesuffix(b"--").rpartition(b"\n")[0], "附件2.xlsx"),
    "its boundary lost": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\n').replace(b'; boundary="x"', b""), "2.xlsx"),
    "a broken line in the header": (b"Subject: x\r\nthis is no header\r\n" + attached(CONTENT_DISPOSITION + b'2.xlsx"\r\n'), "2.xlsx"),
    "the attachment alone, no parts": (HEAD + b"Content-Type: application/octet-stream\r\n" + CONTENT_DISPOSITION + b'2.xlsx"\r\n' + CODED + b"\r\n" + TEXT, "2.xlsx"),
    "a blank before a colon": (attached(CONTENT_DISPOSITION + b'2.xlsx"\r\n').replace(b"Content-Type: multipart", b"Content-Type : multipart"), "2.xlsx"),
    "as Apple Mail keeps it": (b"12345     \n" + by_library(("附件2.xlsx", FORM)), "附件2.xlsx"),
    "taken from a mailbox": (b"From a@example.cn Tue Jun  4 09:00:00 2024\n" + by_library(("附件2.xlsx", FORM)), "附件2.xlsx"),
    "with a mark before it": (b"\xef\xbb\xbf\r\n" + by_library(("附件2.xlsx", FORM)), "附件2.xlsx"),
    "a signed mail": (by_library(("附件2.xlsx", FORM)).replace(b"multipart/mixed", b"multipart/signed"), "附件2.xlsx"),
    "a mail forwarded": (forwarded(library_message(("附件2.xlsx", FORM)), name="原邮件.eml").as_bytes(), "原邮件.eml!/附件2.xlsx"),
    "forwarded without a name": (forwarded(library_message(("附件2.xlsx", FORM))).as_bytes(), "红旗区附件2.eml!/附件2.xlsx"),
    "forwarded, and coded whole": (MIXED + b'Content-Type: message/rfc822; name="m.eml"\r\n' + CODED + b"\r\n" + base64.encodebytes(by_library(("附件2.xlsx", FORM))) + END, "m.eml!/附件2.xlsx"),
    "forwarded as a file": (by_library(("原邮件.eml", by_library(("附件2.xlsx", FORM)))), "原邮件.eml!/附件2.xlsx"),
    "Outlook's": (compound(mail(attachment("附件2.xlsx", FORM))), "附件2.xlsx"),
    "Outlook's, names in GBK": (compound(mail(attachment("附件2.xlsx", FORM, coding="gbk"))), "附件2.xlsx"),
    "Outlook's, names in UTF-8": (compound(mail(attachment("附件2专项.xlsx", FORM, coding="utf-8"), codepage=65001)), "附件2专项.xlsx"),
    "Outlook's, a name that GB 18030 alone has": (compound(mail(attachment("附件2㐀𠮷.xlsx", FORM, coding="gb18030"), codepage=54936)), "附件2㐀𠮷.xlsx"),
    "Outlook's, names in GBK, no page said": (compound(mail(attachment("附件2专项.xlsx", FORM, coding="gbk"), codepage=0, internet=0)), "附件2专项.xlsx"),
    "Outlook's, names in GBK, sent in Latin 1": (compound(mail(attachment("附件2专项.xlsx", FORM, coding="gbk"), codepage=0, internet=28591)), "附件2专项.xlsx"),
    "Outlook's, names in Big5, of its text": (compound(mail(attachment("附件2專項.xlsx", FORM, coding="cp950"), codepage=0, internet=950)), "附件2專項.xlsx"),
    "Outlook's, names in Big5, of its language": (compound(mail(attachment("附件2專項.xlsx", FORM, coding="cp950"), codepage=0, internet=65001, language=1028)), "附件2專項.xlsx"),
    "Outlook's, a signed mail": (compound(mail(attachment("", by_library(("附件2.xlsx", FORM)), mime="multipart/signed"))), "未命名!/附件2.xlsx"),
    "Outlook's, mail within mail within mail": (compound(mail(attachment("外", mail(attachment("内", mail(attachment("附件2.xlsx", FORM), inner=True)), inner=True)))), "外.eml!/内.eml!/附件2.xlsx"),
    "Outlook's, forwarded": (compound(mail(attachment("原邮件", mail(attachment("附件2.xlsx", FORM), inner=True)))), "原邮件.eml!/附件2.xlsx"),
    "Outlook's, attached to another": (by_library(("原邮件.msg", compound(mail(attachment("附件2.xlsx", FORM))))), "原邮件.msg!/附件2.xlsx"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "member"), MAILS.values(), ids=MAILS)
def test_the_form_in_a_mail_is_read_however_the_mail_is_written(opened, data, member):
    files = opened(data)
    [form] = files[member].forms
    assert (form.attachment, form.owner.unit, len(form.body.rows)) == ("a2", "红旗区", 3)
    assert [problem for file in files.values() for problem in file.problems] == []
    assert {file.type for place, file in files.items() if not place} <= {"eml", "msg"}


def zipped(**members):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_mails_and_archives_lie_in_each_other(opened):
    archive = zipped(**{"学校.zip": zipped(**{"附件2.xlsx": FORM})})
    assert opened(by_library(("材料.zip", archive)))["材料.zip!/学校.zip!/附件2.xlsx"].forms
    assert opened(zipped(**{"a.eml": by_library(("附件2.xlsx", FORM))}), "a.zip")["a.eml!/附件2.xlsx"].forms


def test_a_name_that_comes_twice_is_numbered(opened):
    files = opened(by_library(("附件2.xlsx", FORM), ("附件2.XLSX", UNSIGNED), ("附件2.xlsx", SCAN)))
    assert list(files) == ["", "附件2 (2).XLSX", "附件2 (3).xlsx", "附件2.xlsx"]


HTML = f"<p>您好</p>{TABLE}"
BODIES = {
    "alternative": by_library(html=HTML),
    "alone": HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode(),
    "gb2312": HEAD + b"Content-Type: text/html; charset=gb2312\r\n" + CODED + b"\r\n" + base64.encodebytes(HTML.encode("gbk")),
    "big5 beside a text": MIXED + b"Content-Type: text/plain\r\n\r\nhello\r\n--x\r\nContent-Type: text/html; charset=utf-16\r\n" + CODED + b"\r\n" + base64.encodebytes(HTML.encode("utf-16")) + END,
    "beginning with bare words": by_library(html=f"您好{TABLE}"),
    "Outlook's": compound(mail(html=HTML.encode())),
    "Outlook's, GBK": compound(mail(html=HTML.encode("gbk"), internet=936)),
}  # fmt: skip


@pytest.mark.parametrize("data", BODIES.values(), ids=BODIES)
def test_a_table_in_the_text_is_read(opened, data):
    files = opened(data)
    [form] = files["正文.html"].forms
    assert (form.attachment, form.owner.unit, len(form.body.rows)) == ("a2", "红旗区", 1)


ROWS = ([one.full_heading.replace("\n", "") for one in COLUMNS], [one.example or "1" for one in COLUMNS])
PLAIN = HEAD + b"Content-Type: text/plain; charset=gb18030\r\n" + CODED + b"\r\n"


def pasted(between, *before):
    """The bytes of a mail's plain text, into which cells of a sheet were pasted."""
    lines = [*before, *(between.join(row) for row in ROWS)]
    return PLAIN + base64.encodebytes("\r\n".join(lines).encode("gb18030"))


@pytest.mark.parametrize(
    "data",
    [
        pasted("\t", "您好，附件2如下：", "专项整治问题摸排清单"),
        pasted("|"),
        pasted("    ", "附件2"),
        compound(mail(body="附件2\r\n" + "\r\n".join("\t".join(row) for row in ROWS))),
    ],
    ids=["tabs", "bars", "blanks", "Outlook's"],
)
def test_a_table_pasted_into_plain_text_is_read(opened, data):
    files = opened(data)
    [form] = files["正文.txt"].forms
    assert (form.attachment, form.owner.unit, len(form.body.rows)) == ("a2", "红旗区", 1)


def test_what_the_page_says_the_plain_text_need_not(opened):
    plain = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "\r\n".join("\t".join(row) for row in ROWS).encode()
    page = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode()
    assert list(opened(MIXED + plain + b"\r\n--x\r\n" + page + END)) == ["", "正文.html"]


@pytest.mark.parametrize(
    "data",
    [
        by_library(text="您好"),
        by_library(html="<p>您好</p>", text="您好"),
        PLAIN
        + base64.encodebytes("某某科    电话    0373-0000001\r\n某某股    电话    0373-0000002\r\n".encode("gbk") * 4),
        by_library(html="<table><tr><td>某某科</td><td>电话</td></tr></table>"),
        by_library(html='<p>您好</p><img src="cid:logo@x">', related=[(PICTURE, "<logo@x>")]),
        compound(mail(attachment("image001.png", PICTURE, mime="image/png", cid="a"), html=b"<p>x</p>")),
        compound(mail(subject="您好")),
    ],
    ids=[
        "plain",
        "page",
        "what stands apart by blanks",
        "a table of the layout",
        "a logo",
        "Outlook's logo",
        "Outlook's",
    ],
)
def test_a_mail_that_brings_nothing_is_an_enclosure(opened, data):
    files = opened(data)
    first = files.pop("")
    assert (first.outcome, first.problems, first.enclosure) == (Outcome.SKIPPED, (), True)
    assert {(file.type, file.outcome) for file in files.values()} <= {("litter", Outcome.SKIPPED)}


def test_named_after_an_attachment_it_must_bring_something(opened):
    [file] = opened(by_library(html="<a href='x'>超大附件</a>"), "附件2.eml").values()
    [problem] = file.problems
    assert (problem.code, problem.detail, file.outcome) == ("JF006", "这是邮件，里面没有附件", Outcome.SKIPPED)


@pytest.mark.parametrize(
    ("subject", "text", "said"),
    [
        ("红旗区附件2", "您好", True),
        ("红旗区材料", "附件2零报告，我区无此类事项。", True),
        ("社会事务进校园白名单报送", "您好", True),
        ("您好", "材料随后发送。", False),
        ("校外培训机构白名单", "您好", False),
    ],
)
def test_one_that_speaks_of_an_attachment_and_brings_nothing_is_told_of(opened, subject, text, said):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.cn", subject
    message.set_content(text)
    [file] = opened(message.as_bytes()).values()
    assert ([problem.code for problem in file.problems], file.outcome) == (["JF006"] * said, Outcome.SKIPPED)


def picture_mail(content, *, disposition="inline", name="image001.png", kind="related", cid="<logo@x>"):
    message = MIMEMultipart(kind)
    message["From"] = "a@example.cn"
    message.attach(MIMEText("<p>您好</p>", "html", "utf-8"))
    image = MIMEImage(content, "png")
    image.add_header("Content-Disposition", disposition, filename=name)
    if cid:
        image.add_header("Content-ID", cid)
    message.attach(image)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("data", "scan"),
    [
        (picture_mail(PICTURE), False),
        (picture_mail(PICTURE, name="附件2扫描件.png"), True),
        (picture_mail(PICTURE, disposition="attachment", kind="mixed"), True),
        (picture_mail(PICTURE, kind="mixed", cid=""), True),
        (picture_mail(PICTURE + bytes(100 << 10)), True),
        (picture_mail(PICTURE + bytes((100 << 10) - len(PICTURE))), False),
    ],
    ids=["in the text", "named", "attached", "a telephone's", "large", "just small"],
)
def test_pictures_in_the_text_are_no_scans(opened, data, scan):
    [file] = [file for place, file in opened(data).items() if place.endswith(".png")]
    assert file.scan is scan
    assert (file.type == "litter") is not scan


def test_outlooks_own_packet_within_a_mail_is_named(opened):
    files = opened(by_library(("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(50))), unit=None)
    [problem] = files["winmail.dat"].problems
    assert problem.code == "JF006"


def test_what_cannot_be_read_is_said_at_the_member(opened):
    files = opened(by_library(("附件2.xlsx", FORM[:900]), ("附件3.xlsx", workbook("a3", "红旗区", "2024-06-12"))))
    assert [problem.code for problem in files["附件2.xlsx"].problems] == ["JF001"]
    assert files["附件3.xlsx"].forms
    assert files[""].outcome is Outcome.SKIPPED


SENT = {
    "Tue, 04 Jun 2024 23:30:00 +0800": date(2024, 6, 4),
    "Tue, 04 Jun 2024 23:30:00 +0000": date(2024, 6, 4),  # the header's own time zone
    "Tue, 4 Jun 24 09:00 (CST)": date(2024, 6, 4),
    "4 June 2024 9:00": date(2024, 6, 4),
    "2024-06-04 09:00:00": date(2024, 6, 4),
    "2024年6月4日 9:00": date(2024, 6, 4),
    "2024/6/4 9:00": date(2024, 6, 4),
    "Tue, 04 Jun 2019 09:00:00 +0800": None,
    "Thu, 01 Jan 1970 08:00:00 +0800": None,
    "Tue, 04 Jun 2099 09:00:00 +0800": None,
    "31 Jun 2024 09:00:00 +0800": None,
    "yesterday": None,
    **{
        f"Tue, {day} Jun {year} 09:00:00 +0800": None
        for day, year in (
            (0, 2024),
            (31, 2024),
            (4, 0),
            (4, 10_000),
            (2**32, 2024),
            (4, 2**64),
            (-4, 2024),
            ("9" * 5000, 2024),
        )
    },
    "": None,
    "9" * 5000: None,
}


@pytest.mark.parametrize(("sent", "day"), SENT.items(), ids=[key[:30] or "none" for key in SENT])
def test_a_mails_day_is_when_its_form_came_in(opened, sent, day):
    data = f"Date: {sent}\r\n".encode() + by_library(("附件2.xlsx", FORM), Date="")
    form = opened(data)["附件2.xlsx"].forms[0]
    assert (form.owner.received_on, form.owner.received_from) == ((day, "mail") if day else (date(2024, 6, 12), "form"))


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("红旗区附件2（补充）", "补充"),
        ("红旗区更正后的附件2", "更正"),
        ("回复：附件2第二批", "第二批"),
        ("红旗区补报2项", "补报2项"),
        ("以此为准！附件2", "以此为准"),
        ("红旗区附件2", ""),
        ("", ""),
    ],
)
def test_a_subject_says_that_it_adds_or_corrects(opened, subject, words):
    assert opened(by_library(("附件2.xlsx", FORM), Subject=subject))["附件2.xlsx"].mail_words == words


def test_the_folders_day_goes_before_the_mails(opened):
    form = opened(by_library(("附件2.xlsx", FORM)), day=date(2024, 6, 6))["附件2.xlsx"].forms[0]
    assert (form.owner.received_on, form.owner.received_from) == (date(2024, 6, 6), "folder")


@pytest.mark.parametrize(
    ("data", "day"),
    [
        (b"Received: from a by b; Wed, 05 Jun 2024 08:00:00 +0800\r\n" + by_library(("附件2.xlsx", FORM), Date=""), 5),
        (b"Received: from a by b; Wed, 05 Jun 2024 08:00:00 +0800\r\n" + by_library(("附件2.xlsx", FORM), Date="Thu, 01 Jan 1970 00:00:00 +0000"), 5),
        (forwarded(library_message(("附件2.xlsx", FORM)), name="m.eml").as_bytes(), 5),
        (compound(mail(attachment("附件2.xlsx", FORM), sent=filetime(2024, 6, 4, 15, 59))), 4),
        (compound(mail(attachment("附件2.xlsx", FORM), sent=filetime(2024, 6, 4, 16))), 5),
        (compound(mail(attachment("附件2.xlsx", FORM), sent=filetime(2024, 6, 4, 16), headers="Date: Tue, 04 Jun 2024 16:00:00 +0000\r\n")), 4),
    ],
    ids=["no date", "a date of a dead clock", "the outer mail's", "Outlook's", "in China", "Outlook's header"],
)  # fmt: skip
def test_the_day_is_the_likeliest_of_those_said(opened, data, day):
    [form] = [form for file in opened(data).values() for form in file.forms]
    assert (form.owner.received_on, form.owner.received_from) == (date(2024, 6, day), "mail")


def with_emails(**emails):
    campaign = shipped()
    units = {
        kind: tuple(unit.model_copy(update={"emails": tuple(emails.get(unit.name, ()))}) for unit in those)
        for kind, those in campaign.units.items()
    }
    made = campaign.model_copy(update={"units": units})
    made.__dict__.pop("roster", None)  # the copy has that of the other units
    return made


@pytest.mark.parametrize(
    ("sender", "content", "unit", "sources"),
    [
        ("hq@example.cn", UNSIGNED, "红旗区", (("mail", "红旗区"),)),
        ('"卫滨区 <wb@example.cn>" <HQ@Example.CN>', UNSIGNED, "红旗区", (("mail", "红旗区"),)),
        ("both@example.cn", UNSIGNED, "", ()),
        ("nobody@example.cn", UNSIGNED, "", ()),
        ("wb@example.cn", FORM, "红旗区", (("form", "红旗区"),)),
        ("wb@example.cn", workbook("a2", "某某中学", "2024-06-12"), "某某中学", ()),
    ],
    ids=[
        "known",
        "another in the name",
        "of two units",
        "unknown",
        "the form names another",
        "the form names nobody's",
    ],
)
def test_a_known_sender_tells_whose_a_form_is_where_nothing_else_does(opened, sender, content, unit, sources):
    campaign = with_emails(红旗区=["hq@example.cn", "both@example.cn"], 卫滨区=["wb@example.cn", "both@example.cn"])
    files = opened(by_library(("2.xlsx", content), From=sender), unit=None, campaign=campaign)
    form = files["2.xlsx"].forms[0]
    assert (form.owner.unit, form.owner.unit_sources) == (unit, sources)


def test_a_colleague_who_forwards_is_nobody(opened):
    campaign = with_emails(红旗区=["a@example.cn"])
    files = opened(
        forwarded(library_message(("2.xlsx", UNSIGNED)), name="m.eml").as_bytes(), unit=None, campaign=campaign
    )
    assert files["m.eml!/2.xlsx"].forms[0].owner.unit == "红旗区"
    assert files[""].mail_unit is None


@pytest.mark.parametrize(
    ("saved", "unit"),
    [
        (by_library(("2.xlsx", UNSIGNED), Subject="红旗区报送附件2"), "红旗区"),
        (compound(mail(subject="红旗区报送附件2")), "红旗区"),
        (compound(mail(subject="附件2")), None),
        (compound(mail(subject="市教育局：报送材料")), None),
    ],
)
def test_the_unit_that_a_mails_own_words_name_is_evidence_alone(opened, saved, unit):
    files = opened(saved, unit=None)
    assert (files[""].mail_hint, files[""].mail_unit) == (unit, None)
    assert all(form.owner.unit == "" for file in files.values() for form in file.forms)


PAGES = {
    "a browser's": b'From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.cn/\r\nSubject: x\r\nDate: Tue, 4 Jun 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n',
    "an office's": b'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n',
    "a lone page": b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("head", PAGES.values(), ids=PAGES)
def test_a_page_saved_whole_is_no_mail(opened, head):
    [file] = opened(head + f"<html>{TABLE}</html>".encode() + (END if b"--x" in head else b""), "附件2.mht").values()
    assert (file.type, len(file.forms)) == ("mht", 1)


@pytest.mark.parametrize("name", ["邮件", "邮件.txt", "邮件.dat", "邮件.eml"])
def test_a_mail_is_known_by_what_it_says(opened, name):
    assert opened(by_library(("附件2.xlsx", FORM)), name)[""].type == "eml"


@pytest.mark.parametrize(
    "text", ["From: 张三\n说明：见附件", "序号: 1\n名称: 检查", "Subject: x", "Date: 2024-06-04\nSubject: x\nTo: 某局"]
)
def test_a_note_is_no_mail(opened, text):
    assert opened(text.encode(), "说明.txt")[""].type == "text"

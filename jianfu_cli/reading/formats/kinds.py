"""What is known of each kind of file: one row a kind. To add one takes its row and its module.

Where its first bytes do not tell it (``begins``), ``sniff`` says besides what does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from jianfu_cli.core.model.bundle import BUNDLE
from jianfu_cli.core.model.form import LITTER
from jianfu_cli.reading.formats.readers import ContainerReader, MailReader, SheetReader
from jianfu_cli.reading.guard.package import Keep
from jianfu_cli.reading.refusal import RESAVE, RefusedError, damaged, empty, encrypted, locked

_FORMATS, _GUARD = "jianfu_cli.reading.formats.", "jianfu_cli.reading.guard."
_RESAVE_TEXT = "请在 Word 或 WPS 中另存为 docx 再报送。"
_REPACK = "请解压后重新压缩为 zip，或直接报送里面的文件。"
_EXPORT = "请用做这个文件的软件打开，导出或另存后再报送。"
# Excel 2 to 4 wrote their records without any container; Excel 5 too, where the container is lost: what later versions
# write is never without.
_BARE_RECORDS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05")
# What E-SafeNet and Tipray leave of a file that has gone out unopened.
_LOCKED = (b"b\x14#eE-SafeNet", b"%TSD-Header-###%")
# The head of a shell link (MS-SHLLINK 2.1), the signature of an alias.
_LINKS = (b"\x4c\0\0\0\x01\x14\x02\0", b"book\0\0\0\0mark")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: ``name`` is ``SourceFile.type`` (contract.md), ``called`` what a person calls it.

    ``extensions`` are those it may rightly come under (another is JF005), ``begins`` the first bytes that nothing else
    has. ``zipped``: a package of parts that the guard looks at; ``compound``: an OLE2 file. ``sheets`` names the module
    that reads it as sheets, ``container`` the one that takes files out of it (``mail``: of a mail); ``document``: it is
    read as a document; ``conversion``: the extension under which an office program makes one of it. Who reads none of
    these: ``advice`` says what to do instead, ``export`` which format to send, ``refusal`` why it is refused whoever
    sent it. ``editable``: a copy can be marked; ``scan``: a stamped paper's picture, ``shows_seal``: on which one can
    be looked for; ``enclosure``: it may be one of the documents that a unit lists (附件6), so beside its forms it is no
    error; ``stand_in``: what came in place of a file; ``parts_of_others``: another program's package of parts, zipped
    or a folder: one file, whatever lies in it.
    """

    name: str
    called: str
    extensions: frozenset[str] = frozenset()
    begins: tuple[bytes, ...] = ()
    zipped: bool = False
    compound: bool = False
    sheets: str = ""
    document: bool = False
    conversion: str = ""
    container: str = ""
    mail: bool = False
    advice: str = ""
    export: str = ""
    refusal: Callable[[], RefusedError] | None = None
    editable: bool = False
    scan: bool = False
    shows_seal: bool = False
    enclosure: bool = False
    stand_in: bool = False
    parts_of_others: bool = False

    @property
    def holds_forms(self) -> bool:
        """Whether forms may be found in it."""
        return bool(self.sheets or self.document or self.conversion or self.container)

    @property
    def is_own_file(self) -> bool:
        """Whether somebody sent it for its own sake: no wrapping of others, none in another's place, no litter."""
        return not (self.container or self.stand_in or self.name in {LITTER, BUNDLE})

    @property
    def keeps(self) -> Keep:
        """What says which parts of the package its reader needs."""
        return self.sheet_reader.keeps if self.sheets else lambda *_: False

    @property
    def sheet_reader(self) -> SheetReader:
        """The module that reads its sheets, loaded only now: the rarer formats' libraries take long to load."""
        return cast("SheetReader", import_module(self.sheets))

    @property
    def container_reader(self) -> ContainerReader:
        """The module that takes the files out of it."""
        return cast("ContainerReader", import_module(self.container))

    @property
    def mail_reader(self) -> MailReader:
        """The module that reads the mail that it is."""
        return cast("MailReader", import_module(self.container))

    def refused(self) -> RefusedError | None:
        """Say why a file of this kind is not read, whoever sent it and whatever it holds; None where it may be."""
        if self.refusal:
            return self.refusal()
        if self.export:
            return RefusedError("JF006", f"这是 {self.called}，请导出为 {self.export} 再报送", self.advice)
        return None

    def unread(self) -> RefusedError:
        """Return the refusal of a file of a kind that cannot be read as it is."""
        return RefusedError("JF006", f"这是{self.called}，不能直接读取", self.advice)


def _ends(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BY_PARTS, _BY_RECORDS = _FORMATS + "parts", _FORMATS + "old_workbook"

PARTIAL = "partial"
KINDS = (
    Kind("xlsx", "xlsx", _ends("xlsx xltx"), zipped=True, sheets=_BY_PARTS, editable=True),
    Kind("xlsm", "xlsm", _ends("xlsm xltm"), zipped=True, sheets=_BY_PARTS, editable=True),
    Kind("xls", "xls", _ends("xls et xlt ett"), compound=True, sheets=_BY_RECORDS),
    Kind("xlsb", "xlsb", _ends("xlsb"), zipped=True, sheets=_FORMATS + "binary_workbook"),
    Kind("ods", "ods", _ends("ods ots"), zipped=True, sheets=_FORMATS + "opendocument"),
    Kind("csv", "文本表格（CSV）", _ends("csv tsv txt"), sheets=_FORMATS + "delimited"),
    Kind("html", "网页格式的表格", _ends("html htm"), sheets=_FORMATS + "webpage", enclosure=True),
    Kind("mht", "网页格式的表格", _ends("mht mhtml"), sheets=_FORMATS + "web_archive", enclosure=True),
    Kind("docx", "docx", _ends("docx docm dotx dotm"), zipped=True, document=True, enclosure=True),
    Kind(
        "doc",
        "旧版 Word 或 WPS 文字文件",
        _ends("doc dot wps wpt"),
        compound=True,
        conversion="doc",
        advice=_RESAVE_TEXT,
        enclosure=True,
    ),
    Kind(
        "rtf",
        "富文本（RTF）文件",
        _ends("rtf doc"),
        (b"{\\rtf",),
        conversion="rtf",
        advice=_RESAVE_TEXT,
        enclosure=True,
    ),
    Kind(
        "odt",
        "开放文档（ODT）文字文件",
        _ends("odt ott fodt"),
        zipped=True,
        conversion="odt",
        advice=_RESAVE_TEXT,
        enclosure=True,
    ),
    Kind("zip", "压缩包", _ends("zip"), container=_GUARD + "archive"),
    Kind(BUNDLE, "上报包", _ends("zip")),
    Kind("eml", "邮件", _ends("eml emlx"), container=_FORMATS + "eml", mail=True),
    Kind("msg", "Outlook 邮件", _ends("msg"), compound=True, container=_FORMATS + "outlook_mail", mail=True),
    Kind("rar", "RAR 压缩包", _ends("rar"), (b"Rar!",), advice=_REPACK),
    Kind("7z", "7z 压缩包", _ends("7z"), (b"7z\xbc\xaf\x27\x1c",), advice=_REPACK),
    Kind("xls-old", "很早版本的 Excel 文件", _ends("xls"), _BARE_RECORDS, advice=RESAVE),
    Kind("xml-spreadsheet", "XML 表格（2003）", _ends("xml xls"), sheets=_FORMATS + "xml_spreadsheet"),
    Kind("xml-document", "XML 格式的 Word 文件", _ends("xml doc"), advice=_RESAVE_TEXT, enclosure=True),
    Kind("fods", "OpenDocument XML 表格", _ends("fods xml"), sheets=_FORMATS + "flat_document"),
    Kind(
        "numbers",
        "Numbers 文件",
        _ends("numbers"),
        export="xlsx",
        advice="在 Numbers 里点“文件—导出到—Excel”。",
        parts_of_others=True,
    ),
    Kind(
        "pages",
        "Pages 文件",
        _ends("pages"),
        export="docx",
        advice="在 Pages 里点“文件—导出到—Word”。",
        parts_of_others=True,
    ),
    Kind("keynote", "Keynote 文件", _ends("key"), enclosure=True, parts_of_others=True),
    Kind(
        "iwork",
        "Numbers 或 Pages 文件",
        export="xlsx 或 docx",
        advice="打开后点“文件—导出到—Excel”或“Word”。",
        parts_of_others=True,
    ),
    Kind("uos", "UOF 表格文件", _ends("uos"), export="xlsx", advice=_EXPORT, parts_of_others=True),
    Kind("uot", "UOF 文字文件", _ends("uot"), export="docx", advice=_EXPORT, parts_of_others=True),
    Kind("uop", "UOF 演示文件", _ends("uop"), enclosure=True, parts_of_others=True),
    Kind("uof", "UOF 文件", _ends("uof"), export="xlsx 或 docx", advice=_EXPORT, parts_of_others=True),
    Kind(
        "package",
        "认不出的压缩结构，里面没有表格和文档",
        advice="是压缩包的，请把扩展名改为 zip；不是的，请另存或导出为 xlsx、docx 再报送。",
        enclosure=True,
    ),
    Kind("pdf", "PDF", _ends("pdf"), (b"%PDF",), scan=True, shows_seal=True, enclosure=True),
    Kind("ofd", "OFD", _ends("ofd"), scan=True, enclosure=True),
    Kind(
        "picture",
        "图片",
        _ends("png jpg jpeg gif tif tiff bmp webp heic heif avif"),
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"),
        scan=True,
        shows_seal=True,
        enclosure=True,
    ),
    Kind("ppt", "旧版演示文稿", _ends("ppt dps"), compound=True, enclosure=True),
    Kind("pptx", "演示文稿", _ends("pptx"), enclosure=True),
    Kind("text", "文本", _ends("txt md log"), enclosure=True),
    Kind(
        "shortcut",
        "快捷方式，不是文件本身",
        _ends("lnk url webloc desktop"),
        _LINKS,
        advice="请报送快捷方式指向的那个文件。",
        stand_in=True,
    ),
    Kind(
        "placeholder",
        "还没有从网盘下载下来的文件，里面没有内容",
        _ends("icloud gsheet gdoc gslides"),
        advice="请在原来的电脑上下载完整，或从网盘导出后再报送。",
        stand_in=True,
    ),
    Kind(
        PARTIAL,
        "没有下载（上传）完的文件，里面的内容不全",
        _ends("downloading download crdownload part partial td xltd bc! !ut qkdownloading opdownload aria2 uploading"),
        advice="请等下载（同步）完成，打开核对后再报送；或从原来的电脑重新发送。",
        stand_in=True,
    ),
    Kind(
        "winmail",
        "Outlook 专用格式的邮件附件包（winmail.dat），附件没有取出",
        begins=(b"\x78\x9f\x3e\x22",),  # the signature of TNEF (MS-OXTNEF 2.1.3.1)
        advice="请对方把附件单独保存，或改用纯文本、HTML 格式重新发送邮件。",
        stand_in=True,
    ),
    Kind("empty", "空文件", refusal=empty),
    Kind("encrypted", "有打开密码的文件", refusal=encrypted),
    Kind("locked", "加密软件加过密的文件", begins=_LOCKED, refusal=locked),
    Kind("broken-zip", "损坏的文件", refusal=damaged),
    Kind("unknown", "认不出的文件", enclosure=True),
    Kind(LITTER, "软件自己留下的文件"),
)

_BY_NAME = {kind.name: kind for kind in KINDS}

BINARY_EXTENSIONS = frozenset[str]().union(
    *(
        kind.extensions
        for kind in KINDS
        if kind.container or ((kind.sheets or kind.document) and (kind.zipped or kind.compound))
    )
)
"""The extensions of what is read here and is no plain text, or, of mails, not any text."""
FORM_EXTENSIONS = frozenset[str]().union(*(kind.extensions for kind in KINDS if kind.holds_forms))
"""The extensions of all that forms may come in."""
OTHER_PACKAGES = {end: kind for kind in KINDS if kind.parts_of_others for end in kind.extensions}
"""By extension the kinds of other programs' packages: nobody's archives, though zipped, or folders of their parts."""
WORKBOOK_EXTENSIONS = frozenset[str]().union(
    *(kind.extensions for kind in KINDS if kind.sheets and (kind.zipped or kind.compound))
)
"""The extensions of workbooks, old and new."""
COMPOUND = {end: kind for kind in KINDS if kind.compound for end in kind.extensions}
"""By extension the kinds that are OLE2 files."""
CONTAINER_EXTENSIONS = frozenset[str]().union(*(kind.extensions for kind in KINDS if kind.container))
"""The extensions of what holds files."""
STAND_INS = {end: kind for kind in KINDS if kind.stand_in for end in kind.extensions}
"""By extension the kinds that come in place of a file."""


def kind_of(name: str) -> Kind:
    """Return the kind that ``SourceFile.type`` names."""
    return _BY_NAME[name]


def extension(name: str) -> str:
    """Return the extension in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""

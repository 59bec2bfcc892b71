"""Hostile files that are no OOXML workbooks: old formats, texts, pages, documents, archives, names, things that are no files."""

import io
import os
import random
import struct
import zipfile

from case import laid, read, refused, skipped
from containers import FILEPASS, label, ole, record, xls
from ooxml import HEADINGS, ROW, flagged, form, parts, resized, sheet, workbook, zipped

GOOD = workbook(sheet(form()))
NOISE = random.Random(5).randbytes(20_000)
CSV = ",".join(HEADINGS) + "\r\n" + ",".join(ROW) + "\r\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(body, before=""):
    document = f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document})


def word_table(rows):
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def page(rows, cell=""):
    cells = "".join(f"<tr>{''.join(f'<td{cell}>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>".encode()


OLD = [
    read("好的.xls", ole(Workbook=xls()), rows=1),
    read("好的.et", ole(Workbook=xls()), rows=1),
    read("其实是xls.xlsx", ole(Workbook=xls()), "JF005", rows=1),
    read("其实是xlsx.xls", GOOD),  # what is odd of it goes unsaid: 正常.zip holds the same, and counts
    refused("加密.xls", "JF002", ole(Workbook=xls(globals_=FILEPASS))),
    refused("扇区绕圈.xls", "JF001", ole(Workbook=xls(), circle=True)),
    refused("目录截断.xls", "JF001", ole(Workbook=xls())[:1100]),
    refused("记录截断.xls", "JF001", ole(Workbook=xls()[:60])),
    refused("记录乱写.xls", "JF001", ole(Workbook=record(0x0809, NOISE[:16]) + NOISE[:3000])),
    refused("远处.xls", "JF003", ole(Workbook=xls(label(65_535, 65_535, "远") * 2))),
    refused("范围谎报.xls", "JF001", ole(Workbook=xls().replace(struct.pack("<IIHHH", 0, 2, 0, 11, 0), struct.pack("<IIHHH", 42, 2, 0, 11, 0)))),
    refused("只有容器.xls", "JF001", ole(other=b"x")),
    *(refused(f"随机.{end}", "JF001", NOISE) for end in ("xls", "et", "xlsb", "ods", "xlsm", "docx", "zip")),
    *(refused(f"OLE头后随机.{end}", "JF001", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE) for end in ("xls", "et")),
]  # fmt: skip

SPOKEN_OF = [
    refused("附件2.doc", "JF006", ole(WordDocument=b"x")),
    refused("附件2.wps", "JF006", ole(WordDocument=b"x")),
    refused("材料.rar", "JF006", b"Rar!\x1a\x07\x01\x00" + NOISE),
    refused("材料.7z", "JF006", b"7z\xbc\xaf\x27\x1c" + NOISE),
    refused("附件2.rtf", "JF006", b"{\\rtf1 " + b"{" * 10_000),
    skipped("扫描件.pdf", b"%PDF-1.7\n" + NOISE),
    skipped("照片.jpg", b"\xff\xd8\xff" + NOISE),
    skipped("~$附件2.xlsx", NOISE),
    skipped(".~附件2.xlsx", NOISE),
    skipped(".DS_Store", NOISE),
    skipped("Thumbs.db", NOISE),
    skipped("desktop.ini", b"[x]"),
    skipped("~jianfu-abc.xlsx", GOOD[:100]),
]  # fmt: skip

TEXTS = [
    read("好的.csv", CSV.encode("utf-8-sig"), rows=1),
    read("其实是csv.xls", CSV.encode("gb18030"), "JF005", rows=1),
    read("其实是网页.xls", page([HEADINGS, ROW]), "JF005", rows=1),
    refused("引号不成对.csv", "JF001", (CSV + '"没有收尾' + "，" * 200_000).encode()),
    refused("一行百兆.csv", "JF003", lambda: CSV.encode() + b"," * 30_000_000),
    refused("百万列.csv", "JF003", lambda: CSV.encode() + b"x," * 1_000_000 + b"\r\n"),
    read("有NUL.csv", CSV.replace("普法", "普\0法").encode(), rows=1),
    refused("编码混乱.csv", "JF001", CSV.encode() + b"\xff\xfe\xff\xff\x80\x81" * 1000),
    refused("网页-跨行炸弹.xls", "JF003", page([HEADINGS, ROW], ' rowspan="65534" colspan="1000"')),
    read("网页-嵌套.xls", b"<html><body>" + b"<div>" * 100_000 + page([HEADINGS, ROW]), "JF005", rows=1),
    read("网页-脚本.xls", page([HEADINGS, [*ROW[:2], "<script>alert(1)</script>普法", *ROW[3:]]]), "JF005", rows=1),
]  # fmt: skip

DOCUMENTS = [
    read("附件2.docx", docx(word_table([HEADINGS, ROW])), rows=1),
    refused("附件4-实体.docx", "JF003", docx("&e;", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>')),
    refused("附件4-嵌套.docx", "JF003", docx("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    refused("附件4-表中表.docx", "JF003", docx("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)),
    refused("附件4-截断.docx", "JF001", docx("<w:p/>" * 500)[:-300]),
    refused("附件4-XML截断.docx", "JF001", zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": "<w:document>"})),
    refused("附件4-缺正文.docx", "JF001", zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS})),
    refused("附件4-炸弹.docx", "JF003", lambda: docx(" " * (80 << 20))),
    refused("附件4-加密.docx", "JF002", flagged(docx("<w:p/>"), 1)),
    read("附件2-跨列.docx", docx(word_table([HEADINGS, ROW]).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>', 1)), rows=1),
]  # fmt: skip


def many_small_bombs():
    inner = zipped({"xl/media/x.png": bytes(2 << 20)} | parts(sheet(form())))
    return zipped({f"{number}.xlsx": inner for number in range(100)})


def odd_archive():
    """Names in GBK and with what no file name should have."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("红旗区/附件2.xlsx".encode("gbk").decode("cp437")), GOOD)
        archive.writestr("文件夹/", b"")
        archive.writestr("a\nb.xlsx", GOOD)
    return target.getvalue()


ARCHIVES = [
    skipped("正常.zip", zipped({"来件.xlsx": GOOD})),
    skipped("坏了一个.zip", zipped({"来件.xlsx": GOOD, "坏的.xlsx": GOOD[:900]})),
    skipped("名字古怪.zip", odd_archive()),
    skipped("四千个小文件.zip", lambda: zipped({f"{number}.txt": "x" for number in range(4000)})),
    skipped("许多小炸弹.zip", many_small_bombs),
    skipped("层层套.zip", zipped({"一.zip": zipped({"二.zip": zipped({"三.zip": GOOD})})})),
    refused("套娃大小.zip", "JF003", resized(zipped({"x.bin": b"1"}), "x.bin", 3_000_000_000)),
    refused("炸弹.zip", "JF003", lambda: zipped({"x.bin": bytes(80 << 20)})),
    refused("加密.zip", "JF002", flagged(zipped({"来件.xlsx": GOOD}), 1)),
    refused("重名.zip", "JF003", zipped([("来件.xlsx", GOOD), ("来件.xlsx", GOOD)])),
    refused("指向上级.zip", "JF003", zipped({"../来件.xlsx": GOOD})),
    refused("绝对路径.zip", "JF003", zipped({"/tmp/来件.xlsx": GOOD})),
    refused("盘符.zip", "JF003", zipped({"C:\\来件.xlsx": GOOD})),
    refused("反斜线.zip", "JF003", zipped({"a\\..\\..\\来件.xlsx": GOOD})),
    refused("截断.zip", "JF001", zipped({"来件.xlsx": GOOD})[:-40]),
]  # fmt: skip


def deep(path):
    """Folders one in another until no path leads to the last."""
    path.mkdir()
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(path)
        for _ in range(400):
            os.mkdir("一层又一层")  # noqa: PTH102 -- the whole path is too long for a name
            os.chdir("一层又一层")
    finally:
        os.fchdir(here)
        os.close(here)


def named_bytes(path):
    with open(bytes(path), "wb") as file:  # noqa: PTH123 -- the name is no text
        file.write(GOOD)


def linked(target):
    return lambda path: path.symlink_to(target)


THINGS = [
    laid("管道.xlsx", "refused", os.mkfifo, "JF001"),
    laid("文件夹.xlsx", "refused", lambda path: path.mkdir(), "JF001"),
    laid("链接到外面.xlsx", "refused", linked("/etc/hostname"), "JF001"),
    laid("链接到自己.xlsx", "refused", linked("链接到自己.xlsx"), "JF001"),
    laid("链接断了.xlsx", "refused", linked("没有这个文件"), "JF001"),
    laid("链接到设备.xlsx", "refused", linked("/dev/zero"), "JF001"),
    laid("链接到上级", "refused", linked(".."), "JF001"),
    read("换\n行\t\x1b[31m.xlsx", GOOD),
    read("😀𠮷&<b>'=1+1'.xlsx", GOOD),
    read("=1+1.xlsx", GOOD),
    read("长" * 80 + ".xlsx", GOOD),
] if hasattr(os, "mkfifo") else []  # fmt: skip

OTHERS = [*OLD, *SPOKEN_OF, *TEXTS, *DOCUMENTS, *ARCHIVES, *THINGS]

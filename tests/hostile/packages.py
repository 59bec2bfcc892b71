"""Hostile packages: bombs, lies about size, entities, duplicates, damage, encryption, active content."""

import random

from case import read, refused
from containers import ole
from ooxml import (
    MAIN,
    SHEET,
    cell,
    crc,
    flagged,
    form,
    ods,
    ods_form,
    ods_row,
    ods_table,
    parts,
    resized,
    row,
    sheet,
    workbook,
    zipped,
)

GOOD = workbook(sheet(form()))
MANY = workbook(sheet(form(200)))
WORKBOOK, RELATIONS, TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip
ENTITY_FORM = sheet(form().replace("普法宣传", "&e;"))
DAMAGED_BYTES = random.Random(9).randbytes(30_000)


def with_part(name, content):
    return zipped(parts(sheet(form())) | {name: content})


def without(name):
    return zipped({part: content for part, content in parts(sheet(form())).items() if part != name})


def doubled(name, content):
    return zipped([*parts(sheet(form())).items(), (name, content)])


def bomb(size):
    return with_part("xl/media/image1.png", bytes(size))


def spoilt_crc(data):
    made = bytearray(data)
    made[made.find(b"PK\x01\x02", made.find(SHEET.encode())) + 16] ^= 0xFF
    return bytes(made)


def flipped(data, count):
    made = bytearray(data)
    chosen = random.Random(count)
    for _ in range(count):
        made[chosen.randrange(len(made))] ^= 1 << chosen.randrange(8)
    return bytes(made)


def lying_bomb():
    """Says that its sheet has as many bytes as the first of them, with the right sum of those, and goes on."""
    start = sheet(form())
    data = zipped(parts(start + " " * 50_000_000))
    return resized(data, SHEET, len(start.encode()), crc(start.encode()))


def quine_like():
    """An archive in an archive in an archive."""
    data = GOOD
    for _ in range(6):
        data = zipped({"包.zip": data})
    return data


ODS_FAR = ods_table(
    ods_row(["远"], 'table:number-rows-repeated="1048575"').replace(
        "office:value-type", 'table:number-columns-repeated="16384" office:value-type', 1
    )
)
ODS_BLANKS = (
    '<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)

BOMBS = [
    refused("炸弹.xlsx", "JF003", lambda: bomb(80 << 20)),
    refused("炸弹-谎报大小.xlsx", "JF003", lying_bomb),
    refused("炸弹-谎称很大.xlsx", "JF003", resized(GOOD, SHEET, 4_000_000_000)),
    refused("炸弹-表.xlsx", "JF003", lambda: workbook(sheet(form()) + " " * (80 << 20))),
    refused("部件太多.xlsx", "JF003", lambda: zipped([*parts(sheet(form())).items(), *((f"x/{n}", b"") for n in range(10_001))])),
    refused("实体.xlsx", "JF003", workbook(XXE + ENTITY_FORM)),
    refused("实体-百亿笑声.xlsx", "JF003", workbook(LAUGHS + ENTITY_FORM.replace("&e;", "&a9;"))),
    refused("实体-UTF16.xlsx", "JF003", workbook(('<?xml version="1.0" encoding="UTF-16"?>' + XXE + ENTITY_FORM).encode("utf-16"))),
    refused("实体-UTF16无标记.xlsx", "JF003", workbook((XXE + ENTITY_FORM).encode("utf-16-be"))),
    refused("实体-UTF32.xlsx", "JF003", workbook((XXE + ENTITY_FORM).encode("utf-32"))),
    refused("实体-UTF7.xlsx", "JF003", workbook(b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>' + sheet(form()).encode())),
    refused("实体-共享文字.xlsx", "JF003", with_part(TEXTS, XXE + f'<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>')),
    refused("实体-关系.xlsx", "JF003", with_part(RELATIONS, XXE + "<Relationships/>")),
    refused("实体-改名部件.xlsx", "JF003", with_part("xl/worksheets/sheet1.dat", XXE + "<x/>")),
    refused("嵌套.xlsx", "JF003", workbook(sheet(form() + "<a>" * 100_000 + "</a>" * 100_000))),
    refused("嵌套-共享文字.xlsx", "JF003", with_part(TEXTS, f'<sst xmlns="{MAIN}">' + "<si>" * 100_000 + "</si>" * 100_000 + "</sst>")),
    refused("ods-实体.ods", "JF003", zipped({"mimetype": ODS, "content.xml": XXE + "<x/>"})),
    refused("ods-重复行列.ods", "JF003", ods(ODS_FAR)),
    refused("ods-远处.ods", "JF003", ods(ods_form(ODS_BLANKS + ods_row([""] * 99 + ["远"])))),
    read("ods-格式到底.ods", ods(ods_form(ODS_BLANKS)), rows=1),
    refused("ods-同名表.ods", "JF003", ods(ods_form() + ods_form())),
    refused("ods-截断.ods", "JF001", zipped({"mimetype": ODS, "content.xml": "<office:document-content><office:body>"})),
]  # fmt: skip

TWO_TRUTHS = [
    refused("重名部件.xlsx", "JF003", doubled(SHEET, sheet(row(1, ["别的"])))),
    refused("重名部件-大小写.xlsx", "JF003", doubled("xl/Worksheets/Sheet1.xml", sheet(""))),
    refused("重名部件-斜线.xlsx", "JF003", doubled("xl\\worksheets\\sheet1.xml", sheet(""))),
    refused("同名工作表.xlsx", "JF003", workbook(sheet(form()), ("表", "表"))),
    refused("同名工作表-大小写.xlsx", "JF003", workbook(sheet(form()), ("Sheet1", "sheet1"))),
    refused("重复单元格.xlsx", "JF003", workbook(sheet(form() + f'<row r="5">{cell("B5", "一")}{cell("B5", "二")}</row>'))),
    refused("重复单元格-隔行.xlsx", "JF003", workbook(sheet(form() + f'<row r="2">{cell("C2", "另一个")}</row>'))),
    refused("重复单元格-单引号.xlsx", "JF003", workbook(sheet(form() + f'<row r="5">{cell("B5", "一")}{cell("B5", "二")}</row>').replace('"', "'"))),
]  # fmt: skip

DAMAGE = [
    *(refused(f"截断-{percent}.xlsx", "JF001", MANY[: len(MANY) * percent // 100]) for percent in (1, 5, 20, 40, 60, 80, 95, 99)),
    refused("截断-末字节.xlsx", "JF001", MANY[:-1]),
    refused("校验和不符.xlsx", "JF001", spoilt_crc(MANY)),
    refused("缺工作表部件.xlsx", "JF001", without(SHEET)),
    refused("缺工作簿部件.xlsx", "JF001", without(WORKBOOK)),
    refused("缺关系部件.xlsx", "JF001", without(RELATIONS)),
    read("缺类型部件.xlsx", without("[Content_Types].xml")),
    refused("第二张表缺部件.xlsx", "JF001", zipped({k: v for k, v in parts(sheet(form()), ("一", "二")).items() if "sheet2" not in k})),
    refused("表XML截断.xlsx", "JF001", workbook(sheet(form(50))[:-2000])),
    refused("表XML截断-尾.xlsx", "JF001", workbook(sheet(form())[:-1])),
    refused("工作簿XML截断.xlsx", "JF001", with_part(WORKBOOK, f'<workbook xmlns="{MAIN}"><sheets>')),
    refused("共享文字截断.xlsx", "JF001", workbook(sheet(form()), **{TEXTS: f'<sst xmlns="{MAIN}"><si><t>一'})),
    refused("共享文字不够.xlsx", "JF001", workbook(sheet(form() + '<row r="5"><c r="B5" t="s"><v>9</v></c></row>'), **{TEXTS: f'<sst xmlns="{MAIN}"><si><t>一</t></si></sst>'})),
    read("共享文字谎报个数.xlsx", workbook(sheet(form()), **{TEXTS: f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>一</t></si></sst>'})),
    refused("没有工作表.xlsx", "JF001", workbook(sheet(form()), ())),
    refused("只有图表页.xlsx", "JF001", zipped({k: v.replace("/worksheet", "/chartsheet") if isinstance(v, str) and k != SHEET else v for k, v in parts(sheet(form())).items()})),
    refused("不是XML的表.xlsx", "JF001", workbook("没有")),
    refused("空部件.xlsx", "JF001", workbook("")),
    refused("表里不是UTF8.xlsx", "JF001", workbook(sheet(form()).encode().replace("普法".encode(), b"\xff\xfe\xfd"))),
    refused("GBK编码的表.xlsx", "JF003", workbook(('<?xml version="1.0" encoding="GBK"?>' + sheet(form())).encode("gb18030"))),
    read("UTF16编码的表.xlsx", workbook(('<?xml version="1.0" encoding="UTF-16"?>' + sheet(form())).encode("utf-16"))),
    read("UTF8带标记的表.xlsx", workbook(b"\xef\xbb\xbf" + sheet(form()).encode())),
    refused("只剩文件头.xlsx", "JF001", b"PK\x03\x04"),
    refused("空压缩包.xlsx", "JF001", b"PK\x05\x06" + bytes(18)),
    refused("随机.xlsx", "JF001", DAMAGED_BYTES),
    refused("头对内容随机.xlsx", "JF001", b"PK\x03\x04" + DAMAGED_BYTES),
    refused("空文件.xlsx", "JF001", b""),
    refused("全是零.xlsx", "JF001", bytes(100_000)),
    refused("加密-压缩标志.xlsx", "JF002", flagged(GOOD, 1)),
    refused("加密-OLE.xlsx", "JF002", ole(EncryptionInfo=b"x", EncryptedPackage=b"x")),
]  # fmt: skip

ACTIVE = [
    read("宏.xlsx", with_part("xl/vbaProject.bin", ole(VBA=b"x")), "JF004"),
    read("外部链接.xlsx", with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>"), "JF004"),
    read("嵌入对象.xlsx", with_part("xl/embeddings/oleObject1.bin", ole(x=b"x")), "JF004"),
    read("控件.xlsx", with_part("xl/activeX/activeX1.bin", b"x"), "JF004"),
    read("数据连接.xlsx", with_part("xl/connections.xml", "<connections/>"), "JF004"),
    *(read(f"部件名-{n}.xlsx", with_part(name, b"x"), "JF004") for n, name in enumerate(("../../etc/passwd", "/abs/x", "C:\\x\\y", "..\\..\\x"))),
]  # fmt: skip

PACKAGES = [*BOMBS, *TWO_TRUTHS, *DAMAGE, *ACTIVE]

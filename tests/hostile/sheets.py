"""Hostile sheets: far cells, lies about extent, odd order, oddities in number; and hostile values in sound sheets."""

from case import read, refused
from made.binary_workbook import INLINE, book, wide
from made.binary_workbook import cell as field
from made.binary_workbook import row as line
from made.binary_workbook import sheet as records
from ooxml import HEADINGS, MAIN, ROW, cell, form, row, sheet, workbook

LONG = 100_000
STYLES = f'<styleSheet xmlns="{MAIN}">' + "<cellXfs>" + "<xf/>" * 60_000 + "</cellXfs></styleSheet>"


def bare(values):
    """A row and cells that do not say where they stand."""
    return "<row>" + "".join(cell("", text).replace(' r=""', "") for text in values) + "</row>"


BLANKS = "".join(
    f'<row r="{number}" s="1"><c r="A{number}" s="1"/><c r="K{number}" s="1"/></row>' for number in range(3, 60_003)
)
WIDE = "".join(f'<c t="inlineStr"><is><t>列名{number}</t></is></c>' for number in range(16_373))
MERGED = '<mergeCells><mergeCell ref="{}"/></mergeCells>'
SECTIONS = "".join(f'<row r="{n}"><c r="B{n}" t="inlineStr"><is><t>小标题</t></is></c></row>' for n in range(3, 20_003))
SECTION_MERGES = "<mergeCells>" + "".join(f'<mergeCell ref="B{n}:F{n}"/>' for n in range(3, 20_003)) + "</mergeCells>"
ERRORS = "".join(f'<c r="{place}3" t="e"><v>{value}</v></c>' for place, value in zip("BCDEFGHIJ", ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#N/A", "#REF!"), strict=True))  # fmt: skip

EXTENT = [
    refused("远处单元格.xlsx", "JF003", workbook(sheet(form() + f'<row r="1048576">{cell("XFD1048576", "远")}</row>'))),
    refused("远处单元格-单引号.xlsx", "JF003", workbook(sheet(form() + f'<row r="1048576">{cell("XFD1048576", "远")}</row>').replace('"', "'"))),
    refused("远处单元格-行号不符.xlsx", "JF003", workbook(sheet(form() + f'<row r="4">{cell("XFD1048576", "远")}</row>'))),
    refused("远处公式.xlsx", "JF003", workbook(sheet(form() + '<row r="1048576"><c r="XFD1048576"><f>1+1</f></c></row>'))),
    refused("远处单元格-XML有错.xlsx", "JF001", workbook(sheet(form() + f'<row r="4"><c r="A4"></d></c></row><row r="5">{cell("XFD1048576", "远")}</row>'))),
    refused("远处单元格.xlsb", "JF003", book({"表": records(line(1, field(INLINE, 1, wide("一"))) + line(1_048_576, field(INLINE, 16_384, wide("远"))))})),
    refused("重复单元格.xlsb", "JF003", book({"表": records(line(1, field(INLINE, 1, wide("一")) * 2))})),
    refused("截断.xlsb", "JF001", book({"表": records(line(1, field(INLINE, 1, wide("一"))))[:-9]})),
    refused("整张合并.xlsb", "JF003", book({"表": records(line(1, field(INLINE, 1, wide("一"))), merges=[(1, 1, 1_048_576, 16_384)])})),
    refused("整张合并.xlsx", "JF003", workbook(sheet(form(), after=MERGED.format("A1:XFD1048576")))),
    refused("合并太多.xlsx", "JF003", workbook(sheet(form(), after="<mergeCells>" + '<mergeCell ref="A3:K99999"/>' * 50 + "</mergeCells>"))),
    read("整列合并.xlsx", workbook(sheet(form(), after=MERGED.format("B2:B1048576")))),
    read("小标题合并两万处.xlsx", workbook(sheet(form(1) + SECTIONS, after=SECTION_MERGES)), rows=1),
    read("范围写小了.xlsx", workbook(sheet(form(), '<dimension ref="A1"/>'))),
    read("范围写大了.xlsx", workbook(sheet(form(), '<dimension ref="A1:XFD1048576"/>'))),
    read("范围胡写.xlsx", workbook(sheet(form(), '<dimension ref="oops"/>'))),
    read("远处只有格式.xlsx", workbook(sheet(form() + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'))),
    read("行序颠倒.xlsx", workbook(sheet(row(3, ["2", "其他", "乙", *ROW[3:]]) + row(2, ROW) + row(1, HEADINGS)))),
    read("单元格没有地址.xlsx", workbook(sheet(bare(HEADINGS) + bare(ROW))), rows=1),
    read("六万行空格式.xlsx", workbook(sheet(form(1) + BLANKS)), rows=1),
    read("六万种格式.xlsx", workbook(sheet(form()), **{"xl/styles.xml": STYLES})),
    read("一千张表.xlsx", lambda: workbook(sheet(form()), [f"表{number}" for number in range(1000)]), rows=2000),
    refused("表太多.xlsx", "JF003", lambda: workbook(sheet(row(1, ["无"])), [f"表{number}" for number in range(2001)])),
    read("一万六千列.xlsx", workbook(sheet(row(1, HEADINGS).replace("</row>", WIDE + "</row>") + row(2, ROW))), rows=1),
    read("列名重复一百遍.xlsx", workbook(sheet(bare(HEADINGS * 100) + row(2, ROW))), rows=1),
    read("表头重复两万遍.xlsx", lambda: workbook(sheet(form(1) + "".join(row(n, HEADINGS) for n in range(3, 20_003)))), rows=1),
    read("表名古怪.xlsx", workbook(sheet(form()), ("..", "😀", "a'b", "长" * 300, "a&quot;b", "=1+1", "%s%n{0}", " ")), rows=16),
    read("隐藏列写到一万次.xlsx", workbook(sheet(form(), "<cols>" + '<col min="1" max="99999" hidden="1"/>' * 10_000 + "</cols>")), "JF008"),
    read("没有收尾的单元格.xlsx", workbook(sheet(form(), after='<x a="' + "&lt;c r=&quot;" * 50_000 + '"/>'))),
    read("空列填满.xlsx", lambda: workbook(sheet(form(1) + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(3, 100_003)))), rows=1),
]  # fmt: skip

VALUES = [
    read("新错误值.xlsx", workbook(sheet(form(1) + f'<row r="3">{cell("A3", "2")}{ERRORS}</row>')), rows=1),  # a row of error values alone is told of (JF109), not counted
    read("控制字符.xlsx", workbook(sheet(form(matter="普法&#1;宣&#8;传").replace("&amp;", "&")))),
    read("转义控制字符.xlsx", workbook(sheet(form(matter="普法_x0001__xFFFF__xD800_宣传")))),
    read("字符FFFF.xlsx", workbook(sheet(form(matter="普法\uffff宣\ufffe传")))),
    read("字符NUL.xlsx", workbook(sheet(form(matter="普法\0宣传")))),
    refused("半个代理对.xlsx", "JF001", workbook(sheet(form(matter="普法\ud800宣传")))),
    refused("半个代理对-引用.xlsx", "JF001", workbook(sheet(form(matter="普法&#xD800;宣传").replace("&amp;", "&")))),
    read("零宽和反向.xlsx", workbook(sheet(form(matter="普\u200b法\u202e宣传\U000e0041")))),
    read("不是数的数.xlsx", workbook(sheet(form(1) + '<row r="3"><c r="B3"><v>NaN</v></c><c r="C3"><v>1e999</v></c><c r="D3"><v>abc</v></c></row>'))),
    read("古怪日期.xlsx", workbook(sheet(form(1) + '<row r="3">' + "".join(f'<c r="{c}3" t="d"><v>{d}</v></c>' for c, d in zip("BCDE", ("2024-13-45", "9999999-01-01", "", "T"), strict=True)) + "</row>"))),
    refused("古怪类型.xlsx", "JF001", workbook(sheet(form() + '<row r="9"><c r="A9" t="zz"><v>5</v></c></row>'))),
    *(read(f"公式样文字-{n}.xlsx", workbook(sheet(form(matter=text, body=text, remark=text)))) for n, text in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://example.invalid","点")', "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "{{7*7}}{% x %}", "|a|b|\n# 标题"))),
    read("一格三万三千字.xlsx", workbook(sheet(form(content="字" * 33_000))), "JF008"),
    read("一格百万字.xlsx", workbook(sheet(form(content="字" * 1_000_000))), "JF008"),
    *(
        read(f"刁难-{name}.xlsx", workbook(sheet(form(**dict.fromkeys(("category", "matter", "body", "held", "venue", "content", "disposition", "remark"), text)))), *(["JF008"] if len(text) > 32_767 else []))
        for name, text in {
            "空格": "a" + " " * LONG + "b", "括号": "(" * LONG, "书名号": "《〔【" * (LONG // 3), "一": "一" * LONG, "数字": "1" * LONG,
            "邮箱": "a@" * (LONG // 2), "点": "a." * (LONG // 2) + "@", "横线": "-" * LONG, "下划线": "_" * LONG, "叉": "X" * LONG, "年": "年" * LONG,
            "月日": "1月1日至" * (LONG // 5), "换行": "\n" * LONG, "逗号": "，、" * (LONG // 2), "号": "号〔2024〕" * (LONG // 7), "已": "已" * LONG, "点号": "1.1.1-" * (LONG // 6),
            "组合符": "e" + "\u0301" * LONG, "冒号": "填报单位：" * (LONG // 5), "零宽": "\u200b" * LONG, "x00": "_x00" * (LONG // 4), "市": "新乡市" * (LONG // 3),
        }.items()
    ),
    *(
        read(f"刁难表头-{name}.xlsx", workbook(sheet(form().replace("<row ", f'<row r="9"><c r="A9" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c></row><row ', 1))), "JF008")
        for name, text in {"标签": "填报单位：" * 100_000, "空格": "填报单位" + " " * 500_000 + "x", "括号": "填报单位（" * 100_000, "下划线": "填报时间：" + "_" * 500_000}.items()
    ),
]  # fmt: skip

SHEETS = [*EXTENT, *VALUES]

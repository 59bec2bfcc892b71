"""The kinds of tables that people send, each as a workbook by openpyxl or XlsxWriter and as a document by python-docx.

From the workbook LibreOffice makes the other formats; what a format cannot hold is None.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
import openpyxl
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Cm
from openpyxl.drawing.image import Image
from openpyxl.styles import Font
from PIL import Image as Picture

from made.noted import Note, document, workbook
from made.packages import package, unpacked
from made.word_files import p, run, tbl, tc, tr, word

PROBLEMS = (
    "专项整治问题摸排清单",
    "填报单位（盖章）：红旗区    填报时间：2024年6月5日    填报人员及电话：某甲 0373-0000001",
)
HEADINGS = "序号|问题类别|事项名称|牵头实施单位|开展时间|开展地点|实施范围|活动主要内容|开展形式|意见建议|备注"
LIST = ("社会事务进校园白名单", "填报单位（盖章）：红旗区  本级社会事务进校园总量为2项  填报时间：2024年6月28日")
LISTED = "序号|活动名称|实施单位|开展时间|实施范围|验收方式"


def row(
    number: object, matter: str, disposition: str = "清理", category: str = "社会事务进校园", remark: str = ""
) -> str:
    """Return a row of 附件2 as noted."""
    return f"{number}|{category}|{matter}|县水利局|5月|学校|全县|讲座|讲座|{disposition}|{remark}"


TWO = (row(1, "甲"), row(2, "乙"))
NAMES = ("甲", "乙")


@dataclass(frozen=True)
class Kind:
    """What it is called, its files, and what is to be read of it: the values of a role in all forms; None is no form.

    ``says`` are codes that must be found besides; ``ends`` are the formats that can hold it. ``page`` is a web page that
    no office program makes of a workbook. Kinds of one ``file`` share it, each may stand in a row of its own (``at``).
    ``unit`` is what is to be read as 填报单位, where that is the matter.
    """

    name: str
    xlsx: Callable[[], bytes] | None
    docx: Callable[[], bytes] | None
    values: tuple[str, ...] | None = NAMES
    role: str = "matter"
    says: tuple[str, ...] = ()
    ends: tuple[str, ...] = ("xlsx", "xls", "ods", "docx", "html", "csv")
    page: Callable[[], bytes] | None = None
    file: str = ""
    at: int | None = None
    unit: str = ""

    @property
    def stem(self) -> str:
        """What its files are called."""
        return self.file or str(KINDS.index(self))


def _note(*lines: str) -> Note:
    return Note("", "", "", (), lines)


def plain(name: str, *lines: str, **wanted) -> Kind:
    """Return a kind that is only a matter of how the cells stand."""
    note = _note(*lines)
    return Kind(name, lambda: workbook(note), lambda: document(note), **wanted)


def _changed(change: Callable[[openpyxl.Workbook], None], *lines: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(_note(*lines))))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _letter(change: Callable[[docx.Document], None], *lines: str) -> bytes:
    letter = docx.Document(io.BytesIO(document(_note(*lines))))
    change(letter)
    target = io.BytesIO()
    letter.save(target)
    return target.getvalue()


def _png() -> io.BytesIO:
    target = io.BytesIO()
    Picture.new("RGB", (600, 400), "white").save(target, "PNG")
    return io.BytesIO(target.getvalue())


def _sheet(book: openpyxl.Workbook, title: str, *lines: str) -> None:
    sheet = book.create_sheet(title)
    for line in lines:
        sheet.append([int(text) if text.isdigit() else text for text in line.split("|")])


def _table(letter: docx.Document, *lines: str) -> None:
    letter.add_paragraph()
    cells = [line.split("|") for line in lines]
    table = letter.add_table(len(cells), len(cells[0]))
    for line, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(line.cells, texts, strict=True):
            cell.text = text


def _text_box() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("附件2")
    for number, line in enumerate((*PROBLEMS, HEADINGS)):
        sheet.write_row(number, 0, line.split("|"))
    sheet.insert_textbox("A5", "1 护河宣传 县水利局 清理", {"width": 600, "height": 200})
    book.close()
    return target.getvalue()


def _box_in_word() -> bytes:
    box = p(
        '<w:r><w:pict><v:shape style="width:400pt;height:100pt"><v:textbox><w:txbxContent>'
        + p(run("1 护河宣传 县水利局 清理"))
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    return word(*map(p, map(run, PROBLEMS)), tbl(tr(*HEADINGS.split("|"))), box)


def _hidden(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[5].hidden = True


def _flat() -> bytes:
    """A row of no height: openpyxl writes none."""
    parts = unpacked(workbook(_note(*PROBLEMS, HEADINGS, *TWO, row(3, "丙"))))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<row r="5"', b'<row r="5" ht="0" customHeight="1"')
    return package(parts)


def _struck(book: openpyxl.Workbook) -> None:
    for cell in book.active[5]:
        cell.font = Font(strike=True)


def _struck_in_word(letter: docx.Document) -> None:
    for cell in letter.tables[0].rows[2].cells:
        for piece in cell.paragraphs[0].runs:
            piece.font.strike = True


def _hidden_in_word(letter: docx.Document) -> None:
    piece = letter.tables[0].rows[1].cells[2].paragraphs[0].add_run("（勿报）")
    piece.font.hidden = True


def _hidden_row(letter: docx.Document) -> None:
    row = letter.tables[0].rows[2]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:hidden"))


def _signs(letters: dict[str, str]) -> Callable[[openpyxl.Workbook], None]:
    def put(book: openpyxl.Workbook) -> None:
        for place, letter in letters.items():
            book.active[place] = letter
            book.active[place].font = Font(name="Wingdings 2")

    return put


def _signs_in_word(letter: docx.Document) -> None:
    for number, column in ((2, 9), (3, 11)):
        piece = letter.tables[0].rows[number].cells[column].paragraphs[0].add_run("R" if column == 9 else "P")
        piece.font.name = "Wingdings 2"


def _truth(book: openpyxl.Workbook) -> None:
    for number, chosen in ((5, "J"), (6, "L")):
        for column in "JKL":
            book.active[f"{column}{number}"] = column == chosen


def _box(checked: bool) -> str:
    state = "<w:checked/>" if checked else '<w:default w:val="0"/>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _form_boxes() -> bytes:
    lines = []
    for line, picked in zip(TWO, (0, 2), strict=True):
        texts = line.split("|")
        boxes = "".join(_box(place == picked) + run(word) for place, word in enumerate(("清理", "保留", "优化")))
        lines.append(tr(*[tc(p(boxes)) if place == 9 else text for place, text in enumerate(texts)]))
    return word(*map(p, map(run, PROBLEMS)), tbl(tr(*HEADINGS.split("|")), *lines))


def _in_word(*lines: str) -> Callable[[docx.Document], None]:
    """The lines at the head of each page, a chart after the table."""

    def put(letter: docx.Document) -> None:
        letter.sections[0].header.paragraphs[0].text = "  ".join(lines)
        letter.add_paragraph().add_run()._r.append(
            parse_xml(
                '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><wp:inline'
                ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
                '<wp:extent cx="5400000" cy="3200000"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
                '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart'
                ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
            )
        )

    return put


def _charted() -> bytes:
    """附件2 without a row, but a chart; who files it stands at the head of the printed pages alone."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet("附件2")
    sheet.set_header(f"&L{PROBLEMS[1]}")
    for number, line in enumerate((PROBLEMS[0], HEADINGS)):
        sheet.write_row(number, 0, line.split("|"))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=附件2!$A$3:$A$9"})
    sheet.insert_chart("B4", chart)
    book.close()
    return target.getvalue()


_COLUMNS = tuple(zip(*(line.split("|") for line in (HEADINGS, *TWO)), strict=True))


def _nested_in_word() -> bytes:
    columns = (tc(tbl(*[tr(text) for text in column]), "") for column in _COLUMNS)
    return word(*map(p, map(run, PROBLEMS)), tbl(tr(*columns)))


def _page(body: str, style: str = "") -> bytes:
    above = "".join(f"<p>{line}</p>" for line in PROBLEMS)
    return f'<html><meta charset="utf-8"><style>{style}</style><body>{above}{body}</body></html>'.encode()


def _nested_page() -> bytes:
    columns = ("".join(f"<tr><td>{text}</td></tr>" for text in column) for column in _COLUMNS)
    return _page(f"<table><tr>{''.join(f'<td><table>{column}</table></td>' for column in columns)}</tr></table>")


def _hidden_by_style() -> bytes:
    rows = ["".join(f"<td>{text}</td>" for text in line.split("|")) for line in (HEADINGS, *TWO, row(3, "丙"))]
    shown = "".join(f"<tr>{cells}</tr>" for cells in rows[:2])
    return _page(f"<table>{shown}<tr class='off'>{rows[2]}</tr><tr>{rows[3]}</tr></table>", ".off { display: none }")


CHOICES = ("清理", "优化")
TICKS = (
    "序号|问题类别|事项名称|牵头实施单位|开展时间|开展地点|实施范围|活动主要内容|开展形式|意见建议|^|^|备注",
    '"|"|"|"|"|"|"|"|"|清理|保留|优化|"',
)


def _ticked(*ticks: str) -> tuple[str, ...]:
    return (
        *PROBLEMS,
        *TICKS,
        *(row(nth, name, tick) for nth, (name, tick) in enumerate(zip(NAMES, ticks, strict=True), 1)),
    )


FORMATS = {
    "百分数": ("1{0%}", "100%"), "一位小数的百分数": ("0.805{0.0%}", "80.5%"), "只到月的日期": ('45474{yyyy"年"m"月"}', "2024年7月"),
    "月日": ('45540{m"月"d"日"}', "9月5日"), "补零": ("7{000}", "007"), "电话分段": ("3733050001{0000-0000000}", "0373-3050001"),
    "数字前后的字": ('3{"第"0"批"}', "第3批"), "中文数字": ("12{[DBNum1][$-804]General}", "一十二"), "星期": ("45474{[$-804]aaaa}", "星期一"),
    "万元": ('2.5{0.0"万元"}', "2.5万元"), "分数": ("0.5{# ?/?}", "1/2"), "条件": ('1{[=1]"已完成";[=0]"未完成";General}', "已完成"),
    "累计时间": ("1.5{[h]:mm}", "36:00"),
}  # fmt: skip
AS_SHOWN = ("xlsx", "xls", "ods", "html", "csv")
_CELLS = tuple(cell for cell, _ in FORMATS.values())


def _formatted() -> bytes:
    """All formats in one workbook, each in a row of its own."""
    rows = (row(nth, f"事项{nth}", remark=cell) for nth, cell in enumerate(_CELLS, start=1))
    return workbook(_note(*PROBLEMS, HEADINGS, *rows))


# Written in traditional characters, and below it a table of another kind: both in one file.
TRADITIONAL = (
    "專項整治問題摸排清單", "填報單位（蓋章）：紅旗區    填報時間：2024年6月5日    填報人員及電話：某甲 0373-0000001",
    "序號|問題類別|事項名稱|牽頭實施單位|開展時間|開展地點|實施範圍|活動主要內容|開展形式|意見建議|備註",
    "1|社會事務進校園|甲|縣水利局|5月|學校|全縣|講座|講座|清理|", "2|社會事務進校園|乙|縣水利局|5月|學校|全縣|講座|講座|清理|",
    "||||||||||", "紅旗區教育系統通訊錄||||||||||", "單位|姓名|職務|電話|||||||", "一中|某甲|校長|0373-0000001|||||||", "二中|某乙|主任|0373-0000002|||||||",
)  # fmt: skip

KINDS = (
    plain("外来的表：通讯录", "红旗区教育系统通讯录", "序号|单位名称|姓名|职务|办公电话|手机号码", "1|一中|某甲|校长|0373-0000001|13000000001", values=None),
    plain("外来的表：别的行动的附件2", "附件2", "校园安全隐患排查问题清单", "序号|问题类别|事项名称|责任单位|整改措施|整改时限", "1|消防|缺灭火器|一中|购置|6月20日", values=None),
    plain("小标题写类别", *PROBLEMS, HEADINGS.replace("问题类别|", ""), "=（二）社会事务进校园", row(1, "甲").replace("社会事务进校园|", ""), "=（三）文件和会议", row(2, "乙").replace("社会事务进校园|", ""), role="category", values=("社会事务进校园", "文件和会议")),
    plain("小标题写在序号下", *LIST, LISTED, "（一）|安全类||||", "1|甲|局|全年|全县|无", "（二）|文艺类||||", "2|乙|局|全年|全县|无"),
    plain("用数字编号的分类", *LIST, LISTED, "1|安全类||||", "1.1|甲|局|全年|全县|无", "2|文艺类||||", "2.1|乙|局|全年|全县|无"),
    plain("左右两栏", *LIST, "序号|活动名称|实施单位|开展时间|序号|活动名称|实施单位|开展时间", "1|甲|局|全年|2|乙|局|全年"),
    plain("左右两栏，中间空一列", *LIST, "序号|活动名称|实施单位|开展时间||序号|活动名称|实施单位|开展时间", "1|甲|局|全年||2|乙|局|全年"),
    plain("每页重复列名", *PROBLEMS, HEADINGS, TWO[0], HEADINGS, TWO[1]),
    plain("每页重复两行列名", *PROBLEMS, *TICKS, row(1, "甲", "√||"), *TICKS, row(2, "乙", "||√")),
    plain(
        "列名在左、内容在右（一事一表）", *PROBLEMS,
        *(line for name in NAMES for line in (f"事项名称|{name}|问题类别|社会事务进校园", "牵头实施单位|县水利局|开展时间|5月", "开展地点|学校|实施范围|全县", "活动主要内容|讲座|开展形式|讲座", "意见建议|清理|备注|")),
    ),
    plain("三级清单，总量是本级的", LIST[0], LIST[1].replace("2项", "1项"), f"层级|{LISTED}", "市级|1|甲|市局|全年|全市|无", "县级|2|乙|县局|全年|全县|无"),
    Kind(
        "汇总表和分表在一起",
        lambda: _changed(lambda book: _sheet(book, "汇总", *PROBLEMS, HEADINGS, *TWO), *PROBLEMS, HEADINGS, *TWO),
        lambda: _letter(lambda letter: _table(letter, HEADINGS, *TWO), *PROBLEMS, HEADINGS, *TWO),
        says=("JF118",), ends=("xlsx", "xls", "ods"),
    ),
    Kind(
        "没有列名的续表",
        lambda: _changed(lambda book: _sheet(book, "续", TWO[1]), *PROBLEMS, HEADINGS, TWO[0]),
        lambda: _letter(lambda letter: _table(letter, TWO[1]), *PROBLEMS, HEADINGS, TWO[0]),
        ends=("xlsx", "xls", "ods", "docx", "html"),
    ),
    plain("列名是台账用语", "红旗区教师减负问题整改台账", "填报单位：红旗区", "序号|存在问题|责任部门|整改举措|整改进展", "1|甲|局|改|完成", "2|乙|局|改|完成"),
    plain("列名不认得，看内容", *PROBLEMS, HEADINGS.replace("意见建议", "研究情况"), *TWO, role="disposition", values=("清理", "清理")),
    plain("合计、备注和签字", *PROBLEMS, HEADINGS, *TWO, "合计|2项|||||||||", "=备注：问题类别按通知填写。", "=填表人：某甲    审核人：某乙"),
    plain("竖着合并的类别", *PROBLEMS, HEADINGS, TWO[0], row(2, "乙", category='"'), role="category", values=("社会事务进校园",) * 2, ends=("xlsx", "xls", "ods", "docx", "html")),
    plain("三列里打√", *_ticked("√||", "||√"), role="disposition", values=CHOICES),
    plain("三列里☑、☐", *_ticked("☑|☐|☐", "☐|☐|☑"), role="disposition", values=CHOICES),
    plain("三列里☒在☐中", *_ticked("☒|☐|☐", "☐|☐|☒"), role="disposition", values=CHOICES),
    plain("一格里的☑", *PROBLEMS, HEADINGS, row(1, "甲", "☑清理 ☐保留 ☐优化"), row(2, "乙", "☐清理 ☐保留 ☑优化"), role="disposition", values=("☑清理 ☐保留 ☐优化", "☐清理 ☐保留 ☑优化"), says=("JF203",)),
    Kind(
        "符号字体的勾（Wingdings 2）",
        lambda: _changed(_signs({"J5": "R", "L6": "P"}), *_ticked("||", "||")),
        lambda: _letter(_signs_in_word, *_ticked("||", "||")),
        CHOICES, "disposition", ends=("xlsx", "xls", "ods", "docx", "html"),
    ),
    Kind("TRUE、FALSE", lambda: _changed(_truth, *_ticked("||", "||")), None, CHOICES, "disposition", ends=("xlsx", "xls", "ods", "html", "csv")),
    Kind("窗体里的复选框", None, _form_boxes, ("☑清理□保留□优化", "□清理□保留☑优化"), "disposition", ("JF203",), ends=("docx",)),
    *(
        Kind(f"数字格式：{name}", _formatted, None, (shown,), "remark", ends=AS_SHOWN, file="formats", at=at)
        for at, (name, (_, shown)) in enumerate(FORMATS.items())
    ),
    Kind("隐藏的行", lambda: _changed(_hidden, *PROBLEMS, HEADINGS, *TWO, row(3, "丙")), None, ("甲", "乙", "丙"), says=("JF008",), ends=("xlsx", "xls", "ods")),
    Kind("行高为零", _flat, None, ("甲", "乙", "丙"), says=("JF008",), ends=("xlsx",)),
    Kind("隐藏的文字", None, lambda: _letter(_hidden_in_word, *PROBLEMS, HEADINGS, *TWO), says=("JF008",), ends=("docx",)),
    Kind("隐藏的行（Word）", None, lambda: _letter(_hidden_row, *PROBLEMS, HEADINGS, *TWO), ("甲",), says=("JF008",), ends=("docx",)),
    Kind(
        "画了删除线的行",
        lambda: _changed(_struck, *PROBLEMS, HEADINGS, *TWO), lambda: _letter(_struck_in_word, *PROBLEMS, HEADINGS, *TWO),
        says=("JF008",), ends=("xlsx", "xls", "ods", "docx", "html"),
    ),
    plain("只有下拉选项的行", *PROBLEMS, HEADINGS, *TWO, *["|||||||||清理|"] * 3, says=("JF109",)),
    Kind(
        "截图代替各行",
        lambda: _changed(lambda book: book.active.add_image(Image(_png()), "A5"), *PROBLEMS, HEADINGS),
        lambda: _letter(lambda letter: letter.add_picture(_png(), width=Cm(15)), *PROBLEMS, HEADINGS + "", "||||||||||"),
        (), says=("JF011",), ends=("xlsx", "xls", "ods", "docx", "html"),
    ),
    *(
        Kind(name, _charted, lambda: _letter(_in_word(PROBLEMS[1]), PROBLEMS[0], HEADINGS, "||||||||||"), (), says=("JF011",), ends=ends, file="charted", unit=unit)
        for name, ends, unit in (("图表代替各行", ("xlsx", "xls", "ods", "docx", "html"), ""), ("填报单位只在页眉上", ("xlsx", "xls", "ods", "docx"), "红旗区"))
    ),
    plain("下面接着另一张表（通讯录）", *TRADITIONAL, says=("JF011",), file="below"),
    plain("繁体字", *TRADITIONAL, role="category", values=("社會事務進校園",) * 2, file="below"),
    Kind("每列是一张嵌套的表", None, _nested_in_word, ends=("docx", "html"), page=_nested_page),
    Kind("样式表隐藏的行", None, None, ("甲", "乙", "丙"), says=("JF008",), ends=("html",), page=_hidden_by_style),
    Kind("文本框代替各行", _text_box, _box_in_word, (), says=("JF011",), ends=("xlsx", "xls", "ods", "docx")),
    plain("见附图", *PROBLEMS, HEADINGS, "=见附图", values=(), says=("JF011",)),
)  # fmt: skip

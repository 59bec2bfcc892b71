"""JF209–JF212, JF221: telephone numbers, e-mail addresses, document numbers, personal numbers in a cell."""

from collections.abc import Iterator
from functools import lru_cache

from jianfu_cli.core.language.contacts import are_emails, folded, half_width, lacks_area_code, read_phones
from jianfu_cli.core.language.document_numbers import is_document_number, suggest_document_number
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.privacy import masked, numbers_in
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.spans import PersonalData
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.rules.placeholders import placeholder
from jianfu_cli.rules.rule import Context, cell_rule
from jianfu_cli.rules.subjects import Cell

_SPOILT = pattern_of(r"[+-]?\d(?:\.\d+)?[eE]\+?\d{1,2}")
_TRAILING_ZERO = pattern_of(r"(\d{5,})\.0+")
_LOST_ZERO = pattern_of(r"(?:10|2\d|[3-9]\d{2})-?\d{7,8}")
_EMAIL_WITHIN = pattern_of(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{3,190}")
_AREA_CODE = "区号"
_NO_NUMBER = frozenset({"", "无", "无文号", "没有", "暂无", "/", "-", "--"})


@cell_rule("JF209", "bad-phone", Severity.ERROR, "附件1 表样", ColumnType.PHONE)
def bad_phone(cell: Cell, context: Context) -> Iterator[Fault]:
    """不是电话号码；填写提示要求带区号而没有带的为提醒。

    为什么：电话是用来打通的；位数不对就找不到人，没有区号外地打不通。
    不对：“1380013800”（少一位）；“见通知”。
    对：“0373-1234567”“13000000000”“12345”；几个号码用顿号隔开。
    怎么改：核对号码，固定电话带区号。
    """
    if placeholder(cell.text) or _damaged_number(cell.text) is not None:
        return
    numbers, doubtful = read_phones(cell.text)
    if doubtful:
        yield Fault(f"{quoted('、'.join(doubtful))}不是电话号码（位数不对）", cell.column.hint)
    elif not numbers:
        yield Fault(f"{quoted(cell.text)}里没有电话号码", cell.column.hint)
    elif _AREA_CODE in cell.column.hint and lacks_area_code(numbers[0]):  # those behind it may do without
        yield Fault(f"{quoted(cell.text)}没有区号", cell.column.hint, severity=Severity.WARNING)


@cell_rule("JF210", "damaged-number", Severity.WARNING, "附件1 表样", ColumnType.PHONE, ColumnType.TEXT)
def damaged_number(cell: Cell, context: Context) -> Iterator[Fault]:
    """号码被表格软件改坏了：变成 1.38E+10、丢了开头的 0、末尾多出 .0。

    为什么：列没有设成“文本”格式，软件把号码当成了数值。其他文字列里只查科学记数。
    不对：“1.38E+10”“3731234567”。
    对：“13800000000”“0373-1234567”。
    怎么改：把列设成“文本”格式后重新填写；各位数字都在的自动补正。
    """
    suspect = cell.column.type is ColumnType.PHONE or _SPOILT.fullmatch(cell.text)
    repaired = _damaged_number(cell.text) if suspect else None
    if repaired is None:
        return
    if repaired:
        yield Fault(f"“{cell.text}”被表格软件改动过，应为 {repaired}", suggestion=repaired, fixable=True)
    else:
        yield Fault(f"“{cell.text}”是科学记数，后面的数字已经丢失", "把该列设成“文本”格式后重新填写号码。")


@lru_cache(maxsize=16384)
def _damaged_number(text: str) -> str | None:
    """Return the number repaired, "" where digits are lost for good, None where nothing is damaged."""
    bare = folded(text).strip()
    if _SPOILT.fullmatch(bare):
        mantissa, _, exponent = bare.upper().partition("E")
        survives = len(mantissa.partition(".")[2]) >= int(exponent)
        return str(int(float(bare))) if survives else ""
    if match := _TRAILING_ZERO.fullmatch(bare):
        return match[1]
    if _LOST_ZERO.fullmatch(bare) and not read_phones(bare)[0]:
        return "0" + bare
    return None


@cell_rule("JF211", "bad-email", Severity.ERROR, "附件1 表样", ColumnType.EMAIL)
def bad_email(cell: Cell, context: Context) -> Iterator[Fault]:
    """邮箱地址格式不正确。

    为什么：投诉举报邮箱要向社会公布，写错就收不到。
    不对：“jytzxzz@163”“www.example.cn”。
    对：“jubao@example.cn”。
    怎么改：核对后补全。
    """
    if placeholder(cell.text) or are_emails(cell.text):
        return
    mended = half_width(cell.text)
    within = _EMAIL_WITHIN.findall(mended)
    if are_emails(mended):
        yield Fault(f"{quoted(cell.text)}里有全角符号或空格，应为 {mended}", "改成半角。", None, mended, fixable=True)
    elif len(within) == 1 and are_emails(within[0]):
        yield Fault(f"{quoted(cell.text)}里夹有别的文字", f"只填 {within[0]}，其余写在别处。", suggestion=within[0])
    else:
        yield Fault(f"{quoted(cell.text)}邮箱地址格式不正确", cell.column.hint)


@cell_rule("JF212", "bad-document-number", Severity.WARNING, "附件6 表样", ColumnType.DOCUMENT_NUMBER, empty="too")
def bad_document_number(cell: Cell, context: Context) -> Iterator[Fault]:
    """公文文号的格式不规范（应为“发文机关代字〔年份〕序号号”），或者空着。

    为什么：GB/T 9704—2012 规定了文号写法；许多党内文件确实没有文号，所以只是提醒。
    不对：“湛教育[2021]1号”“渑教领秘〔2025〕01号”“皖宣通字【2019】21”。
    对：“湛教育〔2021〕1号”。
    怎么改：对照原文件改正；没有文号的不必填。
    """
    if key(cell.text) in _NO_NUMBER:
        yield Fault("没有填写公文文号", "对照原文件补填；文件确实没有文号的不必理会。")
    elif not is_document_number(cell.text) and not placeholder(cell.text):
        suggestion = suggest_document_number(cell.text)
        like = context.campaign.document_number or cell.column.example
        hint = f"应写成“{suggestion}”。" if suggestion else f"请按“{like}”的格式填写。" if like else cell.column.hint
        yield Fault(f"{quoted(cell.text)}文号格式不规范", hint, None, suggestion, fixable=suggestion is not None)


_PRIVATE = {
    PersonalData.MOBILE: "手机号码",
    PersonalData.CITIZEN: "身份证号码",
    PersonalData.CARD: "银行卡号",
}


@cell_rule(
    "JF221",
    "personal-number",
    Severity.WARNING,
    "通知附件表样：只有电话栏要填号码",
    *(ColumnType.TEXT, ColumnType.BODY, ColumnType.FREE_TIME, ColumnType.CHOICE, ColumnType.CATEGORY),
    *(ColumnType.DATE, ColumnType.DEADLINE, ColumnType.DOCUMENT_NUMBER),
)
def personal_number(cell: Cell, context: Context) -> Iterator[Fault]:
    """不该填个人号码的列里有身份证号码、银行卡号或手机号码。

    为什么：表要汇总、公布，个人的号码不应当带出去。
    不对：备注写“联系人张某 13000000000”。
    对：备注不写个人号码；要留电话的填在电话一栏。
    怎么改：删去个人号码。
    """
    if cell.column.secret:
        return  # it is kept from everyone already
    found = dict.fromkeys(_PRIVATE[span.kind] for span in numbers_in(cell.text))
    if found:
        yield Fault(
            f"{quoted(masked(cell.text))}里有{'、'.join(found)}",
            "这一列不填个人号码，请删去。",
            value=masked(cell.text),
        )

"""JF2xx: what stands in one cell. Such a fault depends on the text and its column alone."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from jianfu_cli.core.language.dates import Precision, dates_within, read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.language.text import character_count, has_invisible, word_count
from jianfu_cli.core.model.column import Choice, ColumnType
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.rules.placeholders import placeholder
from jianfu_cli.rules.rule import Context, cell_rule
from jianfu_cli.rules.subjects import Cell

_FORM = "通知所附表样"
_CATEGORIES = "附件2、附件3 备注"

# 整改时限 as usually written without a day …
_TERM_PHRASE = pattern_of(
    r"立[即行改整查]|即日|[即随及按限适]时|择[期机]|即[知行]|边.{1,3}边|当场|马上|第一时间|长期|常态|持续|日常|始终|不间断|尽[快早]|近[期日]|已|[限如]期|按期"
    r"|全年|学[期年]|寒假|暑[假期]|开学|[年季月周日天]内|[下本][周月]|每[年月周季]|\d[日天]$|季度|半年|不定期|期间|工作日|完成|整改"
)
_LONGEST_TERM = 40
# … a day that the calendar lacks (6月31日前完成) is a mistake all the same.
_DAY_LIKE = pattern_of(r"\d\s*[月./-]\s*\d")
_DENIAL = "(?:不再|不予|不宜|不应|不能|无需|不)"


@cell_rule("JF201", "required-empty", Severity.ERROR, _FORM, empty="only")
def required_empty(cell: Cell, context: Context) -> Iterator[Fault]:
    """必填的单元格空着。

    为什么：除序号、备注、微信账号、公文文号外，各列都要填，缺了无法汇总分析。
    不对：事项名称填了，牵头实施单位空着。
    对：每个事项的各列都填上。
    怎么改：补填；文字内容确实没有的写“无”。
    """
    if cell.column.required:
        yield Fault(f"“{cell.column.heading}”没有填", cell.column.hint or "补填。")


@cell_rule("JF202", "unknown-category", Severity.ERROR, _CATEGORIES, ColumnType.CATEGORY)
def unknown_category(cell: Cell, context: Context) -> Iterator[Fault]:
    """问题类别不是规定的类别。

    为什么：备注列明几个问题类别，汇总按类别统计。
    不对：问题类别写“值班”。
    对：问题类别写“校园值班值守”。
    怎么改：从下拉列表里选一个类别；拿不准的选“其他”。
    """
    categories = context.campaign.category_names
    if placeholder(cell.text) or categories.find(cell.text) or categories.find_several(cell.text):
        return
    near = categories.nearest(cell.text)
    hint = f"是不是“{near}”？" if near else ""
    yield Fault(
        f"{quoted(cell.text)}不是规定的{cell.column.heading}",
        f"{hint}只能填：{'；'.join(categories.names)}。",
        suggestion=near,
    )


@cell_rule("JF203", "category-variant", Severity.INFO, _CATEGORIES, ColumnType.CATEGORY, ColumnType.CHOICE)
def category_variant(cell: Cell, context: Context) -> Iterator[Fault]:
    """问题类别写的是序号、简称或别的说法，可选的值是勾选的或夹着空格、标点，认得出是哪一个。

    为什么：汇总一律用表样的用语，改动说明一声。
    不对：“二”“（二）”“社会事务”“督查检查评比考核”；“√清理 □保留 □优化”“优 化。”。
    对：“社会事务进校园”“监督检查评比考核”；“清理”“优化”。
    怎么改：不必退改，汇总时自动改成表样用语。
    """
    is_choice = cell.column.type is ColumnType.CHOICE
    name = cell.column.choice(cell.text) if is_choice else context.campaign.category_names.find(cell.text)
    if name and name != cell.text:
        yield Fault(f"{quoted(cell.text)}按“{name}”汇总", suggestion=name, fixable=True)


@cell_rule("JF204", "several-categories", Severity.ERROR, _CATEGORIES, ColumnType.CATEGORY)
def several_categories(cell: Cell, context: Context) -> Iterator[Fault]:
    """一个单元格里写了不止一个问题类别。

    为什么：一个事项只归一类，否则统计会重复。
    不对：“社会事务进校园、文件和会议”。
    对：归入最主要的一类；或者分成两行。
    怎么改：只留一个类别，其余情况写在备注里。
    """
    several = context.campaign.category_names.find_several(cell.text)
    if several:
        yield Fault(f"写了 {len(several)} 个类别：{'、'.join(several)}", "只留最主要的一个；确是两件事的分成两行。")


@cell_rule(
    "JF205",
    "not-in-list",
    Severity.ERROR,
    "附件2 表样：清理/保留/优化",
    ColumnType.CHOICE,
    ColumnType.YES_NO,
)
def not_in_list(cell: Cell, context: Context) -> Iterator[Fault]:
    """填的不是规定的选项。

    为什么：意见建议只有清理、保留、优化三种，汇总按它统计。
    不对：“建议取消”。
    对：“清理”。
    怎么改：从下拉列表里选一个，理由写在备注里。
    """
    names = cell.column.choice_names
    if cell.column.choice(cell.text) or placeholder(cell.text):
        return
    near = _nearest_choice(cell.text, cell.column.options)
    hint = f"是不是“{near}”？" if near else ""
    yield Fault(f"{quoted(cell.text)}不在可选范围内", f"{hint}只能填：{'、'.join(names)}。", suggestion=near)


def _nearest_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the one choice that ``text`` contains or stands for; None where none or several do, or it denies one."""
    said = {word: choice.name for choice in choices for word in (choice.name, *choice.synonyms) if _says(text, word)}
    if any(re.search(_DENIAL + re.escape(word), text) for word in said):
        return None
    meant = set(said.values())
    if len(meant) == 1:
        return meant.pop()
    close = get_close_matches(text, [choice.name for choice in choices], n=1, cutoff=0.5) if not meant else []
    return close[0] if close else None


def _says(text: str, word: str) -> bool:
    """Whether ``text`` has the ``word`` in it; one in Latin letters stands alone: TRUE, yes, not the n of unknown."""
    return text.casefold() == word.casefold() if word.isascii() and word.isalpha() else word in text


@cell_rule(
    "JF206",
    "text-too-long",
    Severity.ERROR,
    "附件2、附件7 列名：100字以内",
    ColumnType.TEXT,
)
def text_too_long(cell: Cell, context: Context) -> Iterator[Fault]:
    """文字超过规定的字数（按 Word 的“字数”计；只有字符数超过的为提醒）。

    为什么：活动主要内容限 100 字以内，便于汇总成册。
    不对：把活动方案全文贴进来。
    对：一两句话写清做什么、要求学校和教师做什么。
    怎么改：精简到规定字数以内。
    """
    most = context.campaign.most_words(cell.column)
    if most is None or len(cell.text) <= most:
        return
    words, characters = word_count(cell.text), character_count(cell.text)
    if words > most or characters > most:
        yield Fault(
            f"“{cell.column.heading}”有 {words} 字（按 Word 字数统计），字符数 {characters}，规定 {most} 字以内",
            f"至少删去 {(words if words > most else characters) - most} 字。",
            severity=None if words > most else Severity.WARNING,
        )


@cell_rule("JF207", "bad-date", Severity.ERROR, "附件3、附件6 表样", ColumnType.DATE, ColumnType.DEADLINE)
def bad_date(cell: Cell, context: Context) -> Iterator[Fault]:
    """整改时限、发文时间不是日期（只写到年月的、整改时限的常用语为提醒）。

    为什么：是否到期、是否在规定阶段内完成，要按日期判断。
    不对：“待定”；“立行立改”（提醒）；“2024年6月”（提醒）。
    对：“2024-06-20”。
    怎么改：写成年月日。
    """
    written = read_date(cell.value, context.campaign.year)
    if (written and written.precision is Precision.DAY) or placeholder(cell.text):
        return
    sample = read_date(cell.column.example, context.campaign.year)
    hint = f"写成年月日，如 {sample.day if sample else context.campaign.sample_day}。"
    if written:
        part = "年" if written.precision is Precision.YEAR else "月"
        yield Fault(f"{quoted(cell.text)}只写到{part}，没有日", hint, severity=Severity.WARNING)
    elif dates_within(cell.text, context.campaign.year):
        yield Fault(f"{quoted(cell.text)}里不止一个日期或夹有文字", hint, severity=Severity.WARNING)
    elif cell.column.type is ColumnType.DEADLINE and _is_term_phrase(cell.text):
        yield Fault(f"{quoted(cell.text)}不是具体日期", hint, severity=Severity.WARNING)
    else:
        yield Fault(f"{quoted(cell.text)}不是日期", hint)


def _is_term_phrase(text: str) -> bool:
    return len(text) <= _LONGEST_TERM and bool(_TERM_PHRASE.search(text)) and not _DAY_LIKE.search(text)


@cell_rule("JF208", "date-variant", Severity.INFO, "附件3、附件6 表样", ColumnType.DATE, ColumnType.DEADLINE)
def date_variant(cell: Cell, context: Context) -> Iterator[Fault]:
    """日期的写法不统一，认得出是哪一天。

    为什么：汇总统一成 2024-06-05 的格式才能排序，改动说明一声。
    不对：“2024.6.5”“2024年6月5日”“6月5日”（按本次专项行动的年份）、“45448”。
    对：“2024-06-05”。
    怎么改：不必退改，汇总时自动统一。
    """
    written = read_date(cell.value, context.campaign.year)
    if written and written.precision is Precision.DAY and not written.normal:
        yield Fault(
            f"{quoted(cell.text)}识别为 {written.day.isoformat()}", suggestion=written.day.isoformat(), fixable=True
        )


def _placeholder_left(text: str) -> Iterator[Fault]:
    left = placeholder(text)
    if left:
        yield Fault(f"还有空白表的占位内容“{left}”", "换成实际内容。")


@cell_rule("JF214", "placeholder-left", Severity.ERROR, _FORM, in_header=_placeholder_left)
def placeholder_left(cell: Cell, context: Context) -> Iterator[Fault]:
    """空白表里的占位内容没有换掉。

    为什么：“XX县”“__月__日”“示例”“××”是让填表人替换的。
    不对：地区一栏还是“XX县（市、区）”；填报时间还是“2024 年__月__日”。
    对：“获嘉县”；“2024年6月5日”。
    怎么改：换成实际内容。
    """
    return _placeholder_left(cell.text)


@cell_rule("JF215", "invisible-characters", Severity.WARNING, _FORM)
def invisible_characters(cell: Cell, context: Context) -> Iterator[Fault]:
    """单元格里有看不见的字符。

    为什么：从网页、聊天软件复制来的控制字符、零宽字符会使查找、比对失灵。
    不对：事项名称中间夹着零宽空格。
    对：只有看得见的文字。
    怎么改：自动去掉；重要内容请核对一遍。
    """
    if isinstance(cell.value, str) and has_invisible(cell.value):
        yield Fault(f"“{cell.column.heading}”里有看不见的字符，已去掉", suggestion=cell.text, fixable=True)

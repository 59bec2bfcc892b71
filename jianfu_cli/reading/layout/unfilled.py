"""Rows that nobody filled in: a drop-down, a formula's 0, an error alone; or a word that the rows are elsewhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import CellPicture, ErrorValue, Scalar, Shown, UnvaluedFormula, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, StrayRow
from jianfu_cli.reading.layout.sections import begins_numbered

_DROP_DOWNS = frozenset({ColumnType.CATEGORY, ColumnType.CHOICE})
_LONGEST_CHOICE = 20
# What a formula gives of an empty cell, or where it fails; a day counted from nothing is the first or the last of none.
_NOTHING = pattern_of(
    r"0(?:\.0{1,6})?%?|false|#(?:n/a|ref!|value!|name\?|div/0!|null!|num!|spill!|calc!)|1(?:899-12-3[01]|900[-/年]0?1[-/月]0?[01]日?)"
)
_FIRST_DAYS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
_LONGEST_NOTHING = 12
# 具体内容详见另一张表, 其余 12 项见附页: words that say of what, that point, where it is.
_OF_WHAT = (
    r"(?:摸排|排查|整改|汇总|详情|材料|[我本][县市区校局表]|其余|其他|其它|剩余|更多|以下|后续|下文|下余|未完|续表|续|余下|另有|另外|还有|共|以上|上述|具体|详细|全部|所有|相关|内容|明细|清单|名单|表格|事项|问题|情况"
    r"|(?:太|较|过)(?:长|多|大)|[放填写]不下|的|等|\d{1,4}[.、]?|项|条|个|行|件|[,:;、])*+"
)
_POINTS = r"请?(?:另)?(?:点击|扫码|扫描)?(?:详见|见|详|参见|参照|参考|查看|看|附在|附于|转|接|如)"
_ELSEWHERE = (
    r"(?:[附后下另背续上本]图|[附后下另背续][页表件面张]|图[片表]?$|图片|照片|截图|扫描件|影印件|压缩包|网盘|链接|二维码|邮件|邮箱|纸质"
    r"|sheet\s?\d{0,2}|pdf|word|excel|(?:另|下|其他|其它|第[二三四五2-5])(?:一|外)?(?:个|张|份)?(?:表|页|工作表|文件|文档)|附后|后附|另附|后面"
    r"|[微信qq工作]{0,4}群|报送的|工作表|正文|报告|(?:去年|上年|上次|前次)的?[清名]单)"
)
_SENT = r"(?:报送|上报|填报|补报|提交|发送|提供)"
_POINTER = pattern_of(
    rf"(?:[^。;,]{{1,14}},)?(?:{_OF_WHAT}(?:{_POINTS}[^。;]{{0,12}}?{_ELSEWHERE}[^。;]{{0,14}}|(?:另附|附后|后附|(?<=[余项条个他它单题况容细表料])(?:另报|另行{_SENT}))[^。;]{{0,10}}"
    r"|以?纸质[^。;]{0,10}为准|(?:截图|图片|照片)如下|请?(?:扫码|扫描?二维码)[^。;]{0,10})"
    rf"|附(?:清单|表|图|照片)|附[:：]?[^。;]{{0,10}}(?:照片|截图|图片|扫描件)|附[件表]?\d{{0,2}}-\d{{1,2}}"
    rf"|已?由[^。;]{{1,14}}(?:统一|汇总|一并|代为|合并)[^。;]{{0,4}}{_SENT}"
    rf"|已(?:于|经|通过|随|在|口头|电话|当面)?[^。;]{{0,14}}(?:{_SENT}|汇报)[过了]?)"
    r"[。.)]?"
)
# 待补报, 正在摸排，尽快报送: the rows are still to come.
_TO_COME = pattern_of(
    rf"(?![如若凡请各])[^。;]{{0,16}}(?:待[^。;]{{0,10}}(?:{_SENT}|审[核定]|补充|汇总$|统计$)|待(?:核实?|定|补|查|报|填)$|(?:稍后|随后|后续|尽快|即将|改日|近期|下周)[^。;]{{0,8}}{_SENT}"
    r"|(?:正在|尚在|仍在|还在)[^。;]{0,6}(?:摸排|排查|审核|审定|核实|汇总|整理|统计|收集|完善)[^。;]{0,10}"
    r"|(?:尚未|还未|未|没有?)[^。;]{0,4}(?:摸排|排查|统计|汇总|核实|审核|整理)(?:完[毕成]?|结束|好)|(?:未能?|没有?)完成(?:摸排|排查|自查|统计|汇总)|等待?[^。;]{0,8}(?:通知|结果|反馈|批复)"
    rf"|(?:(?:暂缓|暂不|推迟|延期)[^。;]{{0,6}}|[暂尚还]?未){_SENT})[。.)]?"
)
# 无变化，同上次: what was sent before still holds.
_AS_BEFORE = pattern_of(
    r"(?![如若凡请各])[^。;,]{0,10}(?:(?:无|没有|未发生|未有)(?:任何|新的?)?(?:变[化动更]|新增|更新|调整|增减)|不变|未变)(?:[,、][^。;]{0,16}|(?:的?(?:问题|事项|内容|情况))?)"
    r"|[^。;,]{0,10}[同与](?:上(?:次|期|月|报|一?批)|前(?:次|期|一?批)|第[一二三1-3]批|以前|去年|上年|前|附件\d)[^。;]{0,12}"
    r"|(?:仍|继续|还是)?(?:按|沿用|执行|参照)照?(?:原|上[次期报年]|去年|前[次期])[^。;]{0,12}|维持(?:不变|原[^。;]{0,8})"
    r"|以(?:原|上|前|去年|第|以前)[^。;]{0,12}为准"
    r"[。.)]?"
)
_CUT_SHORT = pattern_of(r"未完[,、]?待?续|续?[转接见]下页|续下页|以下[从省]?略")
_NAMED = pattern_of("[一-鿿]{2}")
_LONGEST_POINTER = 40
_WRAPPING = "()（）【】[]*※—….· "


def nothing_filled(values: Iterable[tuple[int, Scalar]], columns: dict[int, FoundColumn], form: Attachment) -> bool:
    """Say whether in a row's filled cells (1-based place, value) only drop-downs, 0 or FALSE, or errors stand."""
    return all(_says_nothing(value) or _is_drop_down(place, value, columns, form) for place, value in values)


def _says_nothing(value: Scalar) -> bool:
    if isinstance(value, bool | int | float):
        return not value
    if isinstance(value, ErrorValue | UnvaluedFormula):
        return not isinstance(value, CellPicture)
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value) in _FIRST_DAYS
    text = value.text if isinstance(value, Shown) else value
    return isinstance(text, str) and len(text) <= _LONGEST_NOTHING and _NOTHING.fullmatch(key(text)) is not None


def _is_drop_down(place: int, value: Scalar, columns: dict[int, FoundColumn], form: Attachment) -> bool:
    column = columns.get(place)
    schema = form.column_by_key.get(column.key or "") if column else None
    text = text_of(value)
    if schema is None or schema.type not in _DROP_DOWNS or len(text) > _LONGEST_CHOICE:
        return False
    # （七）校园值班值守 heads rows, in whichever column it stands; ①清理 is picked.
    is_class = schema.type is ColumnType.CHOICE and begins_numbered(text) and _NAMED.search(text) is not None
    return not is_class or schema.choice(text) is not None


def without_choices(
    values: Iterable[tuple[int, Scalar]], columns: dict[int, FoundColumn], form: Attachment, sequence: frozenset[int]
) -> list[Scalar]:
    """Return a row's filled cells without 序号 and what a drop-down gave; all of them where nothing else is there."""
    values = list(values)
    told = [
        value for place, value in values if place not in sequence and not _is_drop_down(place, value, columns, form)
    ]
    return told or [value for _, value in values]


def with_classes_as_heads(
    strays: Sequence[StrayRow],
    numbers: Collection[int],
    rows: Sequence[Sequence[Scalar]],
    columns: Mapping[int, FoundColumn],
    form: Attachment,
) -> tuple[StrayRow, ...]:
    """Return ``strays`` with what nobody filled in but for its class, right above data that says none, as its heading.

    ``numbers`` are those of the rows of data (from 1). A row counted under 序号 is one that somebody left undone.
    """
    types = {place: form.column_by_key[one.key].type for place, one in columns.items() if one.key}
    place = next((place for place, kind in types.items() if kind is ColumnType.CATEGORY), 0)
    counted = [place for place, kind in types.items() if kind is ColumnType.SEQUENCE]

    def heads(stray: StrayRow) -> bool:
        if stray.kind != "unfilled" or stray.number + 1 not in numbers:
            return False
        above, below = rows[stray.number - 1 : stray.number + 1]
        alone = place > 0 and _cell(above, place) == stray.text and not _cell(below, place)
        return alone and (begins_numbered(stray.text) or not any(_cell(above, one) for one in counted))

    return tuple(replace(stray, kind="section") if heads(stray) else stray for stray in strays)


def _cell(values: Sequence[Scalar], place: int) -> str:
    return text_of(values[place - 1]) if place <= len(values) else ""


def stands_elsewhere(values: Iterable[Scalar]) -> Literal["picture", "pointer"] | None:
    """Say whether a row's filled cells hold nothing but pictures, or a word that the rows are elsewhere (见附图)."""
    values = tuple(values)
    if all(isinstance(value, CellPicture) for value in values):
        return "picture"
    return "pointer" if all(isinstance(value, CellPicture) or is_pointer(text_of(value)) for value in values) else None


def is_pointer(text: str) -> bool:
    """Say whether a line says that rows, or the others of them, stand elsewhere: 其余 12 项见附页."""
    folded = "".join(key(text).split()).strip(_WRAPPING) if len(text) <= _LONGEST_POINTER else ""
    if not folded:
        return False
    is_told = _POINTER.fullmatch(folded) or _CUT_SHORT.fullmatch(folded)
    return bool(is_told or _TO_COME.fullmatch(folded) or _AS_BEFORE.fullmatch(folded))

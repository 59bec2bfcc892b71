"""JF406: the figures of the report against the rows of the tables, as reports word them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.completion import Completion
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import whole_number
from jianfu_cli.core.model.completions import completions
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.rule import Context, unit_rule

_CLAUSES = pattern_of(r"[。；;！!？?，,\n]")
_BLANKS = pattern_of(r"\s+")
_YEARS = pattern_of(r"(20\d\d)年")
# Of what is written out no single numeral counts: 一项 may be any.
_DIGITS = "一二三四五六七八九"
_WRITTEN_OUT = f"[{_DIGITS}]?十[{_DIGITS}]?"
# 12个部门, 1个月, 3条线索 count something else.
_COUNT = (
    rf"(?<![\d.百千万零〇十{_DIGITS}])(?P<{{}}>\d{{{{1,5}}}}|{_WRITTEN_OUT})[项个条]"
    r"(?!月|学期|工作日|小时|部门|单位|学校|乡镇|街道|社区|县|区|方面|环节|层面|类|渠道|平台|热线|邮箱"
    r"|线索|隐患|措施|举措|制度|机制|办法|方案|意见|建议|通知|要求|工作|微信|公众号|群|APP)"
)
_IN_ALL = r"(?:共|一共|总共|共计|合计|总计|累计|总数|为|有|达|了|各类|各种|：|:)*"
_FOUND = r"(?:摸排|排查|查摆|梳理|查找|自查|发现|形成|列出)"
# What a report writes right before 整改 where it speaks of the plan or of a part.
_PLANNED = "(?<!限期)(?<!立即)(?<!持续)(?<!长期)(?<!分类)(?<!正在)(?<!督促)(?<![未待需])(?<!排查)(?<!摸排)"
_PATTERNS = {
    FormRole.PROBLEMS: pattern_of(
        rf"{_FOUND}\D{{0,20}}问题(?:事项|清单|台账)?{_IN_ALL}{_COUNT.format('a')}"
        rf"|{_FOUND}\D{{0,12}}{_COUNT.format('b')}[^\d整改]{{0,16}}问题"
    ),
    FormRole.RECTIFICATIONS: pattern_of(
        rf"{_PLANNED}整改(?:完成|到位|销号|落实|办结|完毕|解决|问题|事项|清单|台账)*{_IN_ALL}{_COUNT.format('a')}"
        rf"|{_COUNT.format('b')}(?:突出|具体)?(?:问题|事项)?(?:已|均|全部|都|全|按期|如期|完成|得到|予以)*整改"
        "(?!措施|方案|清单|台账|任务)"
    ),
    FormRole.WHITELIST: pattern_of(
        rf"白名单\D{{0,12}}?{_COUNT.format('a')}|{_COUNT.format('b')}\D{{0,12}}(?:列入|纳入|进入)\D{{0,8}}白名单"
    ),
}
_COMPARED = "去年|上年|同期|往年|较|相比|对比|原有|原来|减少|压减|下降|精简|新增|省级|市级|乡镇|上级"
_HEARD = "线索|隐患|信访|举报|投诉|群众|热线|座谈|走访|问卷|回访|媒体"
# A clause with one of these speaks of a part, of another year or of something else than the list.
_PASSED_OVER = {
    FormRole.PROBLEMS: pattern_of(f"{_COMPARED}|{_HEARD}|督查|督导|检查|抽查|暗访|回头看|其中|食堂|培训机构"),
    FormRole.RECTIFICATIONS: pattern_of(
        f"{_COMPARED}|{_HEARD}|督查|督导|检查|抽查|暗访|回头看|其余|剩余|还有|尚有|需要|计划"
    ),
    FormRole.WHITELIST: pattern_of(
        f"{_COMPARED}|未|不在|不得|以外|之外|清理|清退|取消|移出|调出|删除|合并|申请|申报|审核|驳回"
    ),
}


def _nothing_to_compare(unit: UnitReturn, context: Context) -> str:
    if any(map(unit.counting, _PATTERNS)):
        return ""
    labels = [form.label for form in context.campaign.attachments if form.role in _PATTERNS]
    return f"{'、'.join(labels)} 未在本次检查范围"


@unit_rule(
    "JF406",
    "report-figures-differ",
    Severity.WARNING,
    "附件4 提纲一（二）",
    compares=(FormRole.REPORT,),
    cannot_run=_nothing_to_compare,
)
def report_figures_differ(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """总结报告里的问题数、整改数、白名单数与各表的行数对不上。

    为什么：报告和清单是同一件事的两种写法，数字要一致；按类别、按意见建议、按完成与否分开写的数字也认。
    不对：报告写“摸排问题20项”，附件2 列了 18 项。
    对：报告写“摸排问题18项”。
    怎么改：核对后改报告或补清单。
    """
    for path, form in unit.counted(FormRole.REPORT):
        text = "\n".join(section.text for section in form.outline.sections)
        for role in _PATTERNS:
            forms = [part for _, part in unit.counted(role)]
            if not forms:
                continue
            rows = sum(len(part.body.rows) for part in forms)
            right = _right_figures(forms, context)
            for written in _wrong(text, role, right, context.campaign.year):
                label = context.label(role)
                message = f"报告写“{written}”，{label}有 {rows} 项"
                hint = "核对后改报告里的数字，或补齐清单。"
                yield Fault(message, hint, value=written, path=path, form=form)


def _wrong(text: str, role: FormRole, right: set[int], year: int) -> Iterator[str]:
    """Yield how the report words each figure that is none of ``right``, once a figure."""
    said = set()
    for clause in _CLAUSES.split(text):
        bare = _BLANKS.sub("", clause)
        if _PASSED_OVER[role].search(bare) or any(int(other) != year for other in _YEARS.findall(bare)):
            continue
        found = [(match.group(), whole_number(match["a"] or match["b"])) for match in _PATTERNS[role].finditer(bare)]
        if sum(number for _, number in found) in right:
            continue
        for written, number in found:
            if number not in right and number not in said:
                said.add(number)
                yield written


def _right_figures(forms: Iterable[Form], context: Context) -> set[int]:
    """Every figure a report may rightly give of these rows: all, by category, by disposition, done and not done."""
    names = context.campaign.category_names
    problems = context.campaign.by_role(FormRole.PROBLEMS)
    disposition = problems.column_by_role.get(ColumnRole.DISPOSITION) if problems else None
    rows, counted = 0, (Counter[object](), Counter[object](), Counter[object]())
    for form in forms:
        rows += len(form.body.rows)
        counted[0].update(map(names.find, form.texts("category")))
        counted[1].update(map(disposition.choice, form.texts("disposition")) if disposition else ())
        counted[2].update(_done_or_not(form))
    return {rows, *chain.from_iterable(counts.values() for counts in counted)}


def _done_or_not(form: Form) -> list[bool]:
    return [said is Completion.DONE for said in completions(form)] if form.column(ColumnRole.PROGRESS) else []

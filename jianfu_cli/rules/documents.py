"""JF701–JF704: outlines (附件4, 附件5) against the headings that the notice gives them."""

from collections.abc import Iterator
from itertools import pairwise

from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.outline import Section
from jianfu_cli.rules.rule import Context, form_rule

_OUTLINE = "附件4、附件5 提纲"


def _is_outline(form: Form, context: Context) -> bool:
    return context.attachment(form.attachment).kind == "outline" and not form.untouched


def _found(form: Form) -> list[str]:
    """The headings that are there, in order, each once."""
    return list(dict.fromkeys(section.heading for section in form.outline.sections if section.heading))


@form_rule("JF701", "missing-section", Severity.ERROR, _OUTLINE)
def missing_section(form: Form, context: Context) -> Iterator[Fault]:
    """报告、案例里少了提纲规定的标题。

    为什么：通知给了提纲，各地的材料要按同样的标题汇编；一个标题连同它下面的各级标题都没有的，只说一次。
    不对：附件4 没有“三、工作成效”。
    对：提纲的各级标题都保留，标题下写正文。
    怎么改：补上标题和正文；内容写在别处的，挪到该标题下。
    """
    if _is_outline(form, context):
        found = set(_found(form))
        numbers = {s.heading: number for _, number, s in context.attachment(form.attachment).numbered_sections()}
        yield from _missing(context.attachment(form.attachment).sections, found, numbers)


def _missing(sections: tuple[Section, ...], found: set[str], numbers: dict[str, str]) -> Iterator[Fault]:
    for section in sections:
        below = _headings(section.sections)
        if section.heading not in found:
            whole = bool(below) and not below & found
            name = f"{numbers[section.heading]}{section.heading}"
            yield Fault(
                f"没有“{name}”这个标题" + ("，下面的各级标题也都没有" if whole else ""),
                "补上这个标题并写正文；最好在下发的空白提纲上写。",
                suggestion=name,
            )
            if whole:
                continue
        yield from _missing(section.sections, found, numbers)


def _headings(sections: tuple[Section, ...]) -> set[str]:
    return {name for section in sections for name in (section.heading, *_headings(section.sections))}


@form_rule("JF702", "empty-section", Severity.ERROR, _OUTLINE)
def empty_section(form: Form, context: Context) -> Iterator[Fault]:
    """标题下面没有正文。

    为什么：提纲的每一部分都要写；下一级标题下有正文的，上一级不算空。
    不对：“二、经验做法”下面紧接着就是“三、工作成效”。
    对：每个标题下都有正文；确实没有内容的，写明原因。
    怎么改：补写这一部分。
    """
    if not _is_outline(form, context):
        return
    written = {section.heading for section in form.outline.sections if section.text}
    found = set(_found(form))
    for _, number, section in context.attachment(form.attachment).numbered_sections():
        below = _headings(section.sections)
        # Where headings stand below it, they say what is empty.
        if section.heading in found - written and not below & found:
            yield Fault(f"“{number}{section.heading}”下面没有正文", "补写这一部分。", value=section.heading)


@form_rule("JF703", "report-too-long", Severity.ERROR, "通知三（三）：总结报告不超过3000字")
def report_too_long(form: Form, context: Context) -> Iterator[Fault]:
    """总结报告超过规定的字数（按 Word 的“字数”计）。

    为什么：通知要求总结报告不超过 3000 字；全文都算，空白提纲里的写作提示不算。
    不对：把各科室的材料拼在一起，写了 5000 字。
    对：3000 字以内。
    怎么改：精简到规定字数以内，Word 里看“审阅—字数统计”的“字数”一项。
    """
    limit = context.attachment(form.attachment).limit
    if limit is None or not _is_outline(form, context):
        return
    most = context.campaign.limit(limit)
    if form.outline.words > most:
        yield Fault(
            f"全文 {form.outline.words} 字（按 Word 字数统计），字符数 {form.outline.characters}，规定 {most} 字以内",
            f"删去 {form.outline.words - most} 字以上。",
            value=str(form.outline.words),
        )


@form_rule("JF704", "section-order", Severity.INFO, _OUTLINE)
def section_order(form: Form, context: Context) -> Iterator[Fault]:
    """标题的先后与提纲不同；照样按标题读取。

    为什么：按标题认内容，先后不影响汇编，说明一声。
    不对：“工作成效”写在“经验做法”前面。
    对：与提纲同样的先后。
    怎么改：不必退改。
    """
    if not _is_outline(form, context):
        return
    headings = [section.heading for _, _, section in context.attachment(form.attachment).numbered_sections()]
    order = {heading: place for place, heading in enumerate(headings)}
    for before, after in pairwise(heading for heading in _found(form) if heading in order):
        if order[before] > order[after]:
            yield Fault(f"标题的先后与提纲不同（从“{after}”起），已按标题读取", value=after)
            return

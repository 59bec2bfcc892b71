"""JF305: teachers who are away from their school for more than half a year."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.completion import Completion, completion
from jianfu_cli.core.language.duration import longest_stay
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quoting import quoted
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.matching import UNDECIDED, MatterIndex
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.meanings import Disposition
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.reconciliation import matter_index
from jianfu_cli.rules.rows import filed_on
from jianfu_cli.rules.rule import Context, unit_rule

_ALWAYS = pattern_of("全年|整年|常年|长期|[全整]学年")


@unit_rule("JF305", "secondment-too-long", Severity.WARNING, "通知二：长期（超过半年）抽调借用")
def secondment_too_long(unit: UnitReturn, context: Context) -> Iterator[Fault]:
    """抽调借用教师的时间超过半年；“至今”“起”算到填报时间，没有填报时间的算到检查之日。

    为什么：通知把超过半年的抽调借用列为重点整治的“长期占有”；填在别的类别里的抽调借用也查。
    不对：类别五，开展时间“2023年3月—2024年3月”“2023年9月借调至今”“两个学期”。
    对：借用不超过六个月，并按程序办理手续；已列入清理、附件3 写明已完成的。
    怎么改：核对时间；确实超过的，列入清理并尽快清退。
    """
    rectified = _Rectified(unit, context)
    for filing in unit.filings:
        for version in filing.counted:
            for form in version.forms:
                for row, fault in _too_long(form, context):
                    if not rectified.is_done(row):
                        yield fault._replace(path=version.file.path, form=form)


class _Row(NamedTuple):
    """What a row of problems says of itself, by its columns."""

    category: str
    matter: str
    body: str
    disposition: str
    held: str
    content: str
    remark: str


def _too_long(form: Form, context: Context) -> Iterator[tuple[_Row, Fault]]:
    """Yield each row of ``form`` that states too long a secondment, and what is said of it."""
    if not form.column(ColumnRole.CATEGORY):
        return
    until = filed_on(form, context) or context.as_of
    texts = zip(*(form.texts(role) for role in _Row._fields), strict=True)
    for number, row in zip(form.body.rows.numbers, map(_Row._make, texts), strict=True):
        if number in form.body.twice or not (row.held or row.content) or not _is_secondment(row, context):
            continue
        for role, text in ((ColumnRole.HELD, row.held), (ColumnRole.CONTENT, row.content)):
            words = _stay(role, text, context.campaign.limits.secondment_months, until)
            if words:
                message = f"抽调借用时间{quoted(words)}超过 {context.campaign.limits.secondment_months} 个月"
                fault = Fault(message, "核对时间；确实超过的，列入清理并尽快清退。", text)
                yield row, fault._replace(row=number, column=form.column(role))
                break


def _is_secondment(row: _Row, context: Context) -> bool:
    names = context.campaign.category_names
    by_category = names.plays(CategoryRole.SECONDMENT, row.category)
    return by_category or names.is_matter_of(CategoryRole.SECONDMENT, row.matter)


def _stay(role: ColumnRole, text: str, most: int, until: date) -> str:
    """Return the words of ``text`` that say that somebody stays for more than ``most`` months, "" where none do."""
    always = _ALWAYS.search(text) if role is ColumnRole.HELD else None
    months, words = longest_stay(text, until)
    return always.group() if always else words if months > most else ""


class _Rectified:
    """Which problems of ``unit`` are to be abolished and are, as the row itself or its rectification says."""

    def __init__(self, unit: UnitReturn, context: Context) -> None:
        self._unit, self._context = unit, context

    def is_done(self, row: _Row) -> bool:
        """Say so of ``row``."""
        if self._context.campaign.disposition(row.disposition) is not Disposition.ABOLISH:
            return False
        if completion(row.remark) is Completion.DONE:
            return True
        asked_by = Bodies.of(self._context.campaign.roster).identity(row.body, self._unit.unit)
        match = self._index.best(row.matter, asked_by)
        return match is not None and match is not UNDECIDED and self._done[match.place]

    @cached_property
    def _index(self) -> MatterIndex:
        return matter_index(self._unit.matters(FormRole.RECTIFICATIONS), self._context)

    @cached_property
    def _done(self) -> list[bool]:
        """Of each rectification whether it says that it is done; a person's decision says it better."""
        said = {
            (path, form.place.sheet, row): form.ruling.done.get(row, completion(text) is Completion.DONE)
            for path, form in self._unit.counted(FormRole.RECTIFICATIONS)
            for row, text in zip(form.body.rows.numbers, form.texts(ColumnRole.PROGRESS), strict=True)
        }
        rows = self._unit.matters(FormRole.RECTIFICATIONS)
        return [said[row.path, row.form.place.sheet, row.row] for row in rows]

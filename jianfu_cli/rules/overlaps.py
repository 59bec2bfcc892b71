"""JF8xx: what several units' forms say together."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.language.contacts import addresses, subscribers
from jianfu_cli.core.language.quoting import A_NAME, quoted
from jianfu_cli.core.matters.bodies import Bodies
from jianfu_cli.core.matters.budget import too_many_alike
from jianfu_cli.core.matters.names import Words
from jianfu_cli.core.matters.overlap import alike_names, asks_schools, overlapping
from jianfu_cli.core.matters.rows import MatterRow
from jianfu_cli.core.model.finding import Fault, Severity, Uncompared
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.roles import ColumnRole, FormRole
from jianfu_cli.rules.rule import Context, campaign_rule

_MOST_NAMED = 6


@campaign_rule("JF801", "overlapping-matter", Severity.WARNING, "通知二：多部门开展对象相同、内容相近的活动")
def overlapping_matter(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault | Uncompared]:
    """同一个或几乎相同的事项，由几个单位分别向同一些学校布置（多头重复）；各县（市、区）各自布置的不算。

    为什么：通知把同一层级多部门开展对象相同、内容相近的活动列为重点整治的问题。
    不对：公安、司法、团委各要求学校办一次“反诈宣传进校园”。
    对：由一个单位牵头，合并成一次。
    怎么改：一个县（市、区）自己的单位重复布置的，由它自行协调；有市直单位的由市里协调。明确牵头单位，合并开展。
    """
    asking = [form.role for form in context.campaign.attachments if form.role and asks_schools(form)]
    matters = [matter for unit in units for role in asking for matter in unit.matters(role)]
    named = [matter.named for matter in matters]
    alike = alike_names([one.name for one in named], Words.of(context.campaign.same_words))
    for group in overlapping(named, alike, Bodies.of(context.campaign.roster)):
        yield _fault([matters[place] for place in group.parties], group.area, context)
    if alike.uncompared:
        yield Uncompared(too_many_alike(len(alike.uncompared), "其余各行"))


def _fault(parties: list[MatterRow], area: str, context: Context) -> Fault:
    shown = parties[:_MOST_NAMED]
    if area:
        return _own_fault(parties, shown, area, context)
    names = [_party(one, parties[0]) for one in shown]
    more = f"等 {len(parties)} 家" if len(parties) > len(shown) else ""
    message = f"{_named(parties[0])}有 {len(parties)} 家分别布置：{'、'.join(names)}{more}"
    # No unit can mend in its own form what several of them ask.
    return parties[0].fault("matter", message, "由市里协调，明确牵头单位，合并开展。")._replace(for_host=True)


def _own_fault(parties: list[MatterRow], shown: list[MatterRow], area: str, context: Context) -> Fault:
    """What one county's own bodies ask is the county's to settle."""
    labels = [context.attachment(one.form.attachment).label for one in shown]
    others = [_other_name(one, parties[0]) for one in shown]
    names = [
        f"{one.body}（{label}{f'的{other}' if other else ''}）"
        for one, label, other in zip(shown, labels, others, strict=True)
    ]
    more = f"等 {len(parties)} 家" if len(parties) > len(shown) else ""
    message = f"{_named(parties[0])}在{area}有 {len(parties)} 家单位布置：{'、'.join(names)}{more}"
    hint = f"由{area}自行协调：是同一件事的，明确一个牵头单位，合并开展"
    return parties[0].fault("matter", message, f"{hint}{'；各表写成一致' if len(set(labels)) > 1 else ''}。")


def _party(matter: MatterRow, first: MatterRow) -> str:
    """Who asks, who reports it where that is another, and by what name where ``first`` has another."""
    unit, other = matter.form.owner.unit or "未注明", _other_name(matter, first)
    reporter = "" if unit == matter.body else unit
    said = f"{reporter}报{'的' if reporter else '的是'}{other}" if other else f"{reporter}报" if reporter else ""
    return f"{matter.body}（{said}）" if said else matter.body


def _other_name(matter: MatterRow, first: MatterRow) -> str:
    return "" if matter.matter == first.matter else _named(matter)


def _named(matter: MatterRow) -> str:
    return quoted(matter.matter, A_NAME)


class _Given(NamedTuple):
    """A hotline or mailbox that a unit gives to the public, and where."""

    unit: str
    path: str
    form: Form
    row: int
    role: ColumnRole
    written: str


@campaign_rule("JF802", "same-hotline", Severity.WARNING, "附件1 表样：投诉举报热线、投诉举报邮箱")
def same_hotline(units: tuple[UnitReturn, ...], context: Context) -> Iterator[Fault]:
    """两个单位填了同一个投诉举报热线或邮箱；12345 之类大家共用的短号不算。

    为什么：热线和邮箱要向社会公布，多半是照着别人的表改、忘了换；群众打过去找错单位。
    不对：甲县和乙局的投诉举报热线都是 0373-1234567。
    对：各单位填自己的热线和邮箱；确实共用的，核实后写明。
    怎么改：与两个单位核对，填错的改正。
    """
    given: dict[tuple[ColumnRole, str], list[_Given]] = defaultdict(list)
    for unit in units:
        for role, number, place in _channels(unit) if unit.unit else ():
            given[role, number].append(place)
    for those in given.values():
        by_unit = {one.unit: one for one in reversed(those)}
        if len(by_unit) > 1:
            # Which of them gives another's, nobody but they can tell: each hears of it at its own form.
            yield from _shared(list(reversed(by_unit.values())), context)


def _channels(unit: UnitReturn) -> Iterator[tuple[ColumnRole, str, _Given]]:
    for path, form in unit.counted(FormRole.CONTACTS):
        for role, read in ((ColumnRole.HOTLINE, subscribers), (ColumnRole.EMAIL, addresses)):
            for row, written in zip(form.body.rows.numbers, form.texts(role), strict=True):
                for number in read(written):
                    yield role, number, _Given(unit.unit, path, form, row, role, written)


def _shared(those: list[_Given], context: Context) -> Iterator[Fault]:
    for given in those:
        others = [other.unit for other in those[: _MOST_NAMED + 1] if other is not given][:_MOST_NAMED]
        more = f"等 {len(those) - 1} 家" if len(those) - 1 > _MOST_NAMED else ""
        yield Fault(
            f"{context.called(given.form, given.role)}{quoted(given.written)}，{'、'.join(others)}{more}填的也是它",
            "与这几个单位核对，填错的改正；确实共用的写明。",
            given.written,
            row=given.row,
            column=given.form.column(given.role),
            path=given.path,
            form=given.form,
        )

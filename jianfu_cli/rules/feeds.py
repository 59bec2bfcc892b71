"""What a campaign must have for a rule, a figure or a document, and what of it is lacking (``schema --check``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianfu_cli.core.matters.overlap import asks_schools
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.categories import CategoryRole
from jianfu_cli.core.model.roles import COLUMN_ROLE_LABELS, FORM_ROLE_LABELS, ColumnRole, FormRole
from jianfu_cli.core.model.watch import Watch
from jianfu_cli.rules.rule import AnyRule, CellRule
from jianfu_cli.rules.watch import WatchRule, speaks_of

_C, _F = ColumnRole, FormRole


@dataclass(frozen=True, slots=True)
class Fed:
    """One rule (by its code), figure or document, and why the campaign does not feed it; "" where it does."""

    name: str
    lacks: str


@dataclass(frozen=True, slots=True)
class _Needs:
    """Forms by role, each with the columns that it must have; ``anywhere``: the columns of any one form."""

    forms: tuple[tuple[FormRole, tuple[ColumnRole, ...]], ...] = ()
    anywhere: tuple[ColumnRole, ...] = ()
    category: CategoryRole | None = None


_RULES = {
    "JF216": _Needs(anywhere=(_C.ISSUED_ON,)),
    "JF222": _Needs(anywhere=(_C.MATTER,)),
    "JF302": _Needs(anywhere=(_C.MATTER, _C.BODY)),
    "JF305": _Needs(anywhere=(_C.CATEGORY,), category=CategoryRole.SECONDMENT),
    "JF401": _Needs(((_F.PROBLEMS, (_C.MATTER, _C.DISPOSITION)), (_F.RECTIFICATIONS, (_C.MATTER,)))),
    "JF402": _Needs(((_F.PROBLEMS, (_C.MATTER,)), (_F.RECTIFICATIONS, (_C.MATTER,)))),
    "JF403": _Needs(((_F.PROBLEMS, (_C.MATTER,)), (_F.RECTIFICATIONS, (_C.MATTER,)))),
    "JF404": _Needs(((_F.PROBLEMS, (_C.MATTER, _C.DISPOSITION)), (_F.WHITELIST, (_C.MATTER,)))),
    "JF405": _Needs(
        ((_F.PROBLEMS, (_C.MATTER, _C.CATEGORY, _C.DISPOSITION)), (_F.WHITELIST, (_C.MATTER,))),
        category=CategoryRole.ON_CAMPUS,
    ),
    "JF504": _Needs(anywhere=(_C.DEADLINE, _C.PROGRESS)),
    "JF505": _Needs(anywhere=(_C.DEADLINE,)),
    "JF506": _Needs(((_F.WHITELIST, (_C.HELD,)),)),
    "JF509": _Needs(anywhere=(_C.DEADLINE, _C.PROGRESS)),
    "JF607": _Needs(((_F.DOCUMENTS, (_C.MATTER,)),)),
    "JF851": _Needs(((_F.APPLICATIONS, (_C.MATTER,)), (_F.WHITELIST, (_C.MATTER,)))),
    "JF852": _Needs(((_F.APPLICATIONS, (_C.GROUNDS,)),)),
    "JF853": _Needs(((_F.APPLICATIONS, (_C.HELD,)),)),
    "JF854": _Needs(((_F.APPLICATIONS, (_C.FREQUENCY,)),)),
    "JF855": _Needs(((_F.APPLICATIONS, (_C.MATTER,)), (_F.WHITELIST, (_C.MATTER,)))),
    "JF856": _Needs(((_F.APPLICATIONS, (_C.SCHOOLS,)),)),
    "JF857": _Needs(((_F.APPLICATIONS, (_C.HELD, _C.SCHOOLS)),)),
    "JF858": _Needs(((_F.APPLICATIONS, (_C.LEVEL, _C.SCHOOLS)),)),
    "JF859": _Needs(((_F.APPLICATIONS, (_C.MATTER,)),)),
}
_FIGURES = {
    "问题": _Needs(((_F.PROBLEMS, ()),)),
    "问题类别": _Needs(((_F.PROBLEMS, (_C.CATEGORY,)),)),
    "处理意见": _Needs(((_F.PROBLEMS, (_C.DISPOSITION,)),)),
    "整改进度": _Needs(((_F.RECTIFICATIONS, (_C.PROGRESS, _C.DEADLINE)),)),
    "白名单": _Needs(((_F.WHITELIST, ()),)),
}
_DOCUMENTS = {
    "总结报告初稿的提纲": _Needs(((_F.REPORT, ()),)),
    "白名单公布稿": _Needs(((_F.WHITELIST, (_C.MATTER,)),)),
    "审核意见": _Needs(((_F.APPLICATIONS, (_C.MATTER, _C.HELD, _C.SCHOOLS)),)),
    "投诉举报渠道": _Needs(((_F.CONTACTS, (_C.HOTLINE, _C.EMAIL)),)),
    "交叉核对": _Needs(((_F.PROBLEMS, (_C.MATTER,)), (_F.RECTIFICATIONS, (_C.MATTER,)))),
    "文件目录": _Needs(((_F.DOCUMENTS, (_C.MATTER,)),)),
    "问题线索对照": _Needs(((_F.CLUES, (_C.CONTENT, _C.RECEIVED_ON)),)),
    "核查交办单": _Needs(((_F.CLUES, (_C.NUMBER, _C.CONTENT, _C.BODY)),)),
}


def rules_fed(campaign: Campaign, rules: Iterable[AnyRule]) -> tuple[Fed, ...]:
    """Return for each rule whether ``campaign`` gives it something to look at, in order."""
    return tuple(Fed(rule.code, _rule_lacks(campaign, rule)) for rule in rules)


def figures_fed(campaign: Campaign) -> tuple[Fed, ...]:
    """Return for each figure of the summary whether ``campaign`` feeds it."""
    totals = any(column.total for form in campaign.attachments for column in form.columns)
    named = [Fed(name, "；".join(_lacks(campaign, needs))) for name, needs in _FIGURES.items()]
    return (*named, Fed("合计", "" if totals else "没有一列写 total: true"), Fed("重复交叉", _no_asking(campaign)))


def documents_fed(campaign: Campaign) -> tuple[Fed, ...]:
    """Return for each document and sheet whether ``campaign`` feeds it."""
    return tuple(Fed(name, "；".join(_lacks(campaign, needs))) for name, needs in _DOCUMENTS.items())


def _rule_lacks(campaign: Campaign, rule: AnyRule) -> str:
    if campaign.rules.get(rule.code) == "off":
        return "专项行动文件里关闭了（rules）"
    if isinstance(rule, CellRule) and rule.types:
        present = {column.type for form in campaign.attachments for column in form.columns}
        if not rule.types & present:
            return f"没有 {'、'.join(sorted(rule.types))} 型的列"
    if isinstance(rule, WatchRule):
        return _nothing_watched(campaign, rule.entry)
    special = _SPECIAL.get(rule.code)
    if special:
        return special(campaign)
    return "；".join(_lacks(campaign, _RULES.get(rule.code, _Needs())))


def _lacks(campaign: Campaign, needs: _Needs) -> Iterator[str]:
    for role, columns in needs.forms:
        form = campaign.by_role(role)
        if form is None:
            yield f"没有 role: {role}（{FORM_ROLE_LABELS[role]}）的附件"
        else:
            yield from _columns_lacking(form, columns)
    if needs.anywhere and not any(form.column_by_role.keys() >= set(needs.anywhere) for form in campaign.attachments):
        said = "、".join(f"{role}（{COLUMN_ROLE_LABELS[role]}）" for role in needs.anywhere)
        yield f"没有一件附件有 role: {said} 的列"
    if needs.category and not any(category.role is needs.category for category in campaign.categories):
        yield f"categories 里没有 role: {needs.category} 的类别"


def _columns_lacking(form: Attachment, columns: tuple[ColumnRole, ...]) -> Iterator[str]:
    for role in columns:
        column = form.column_by_role.get(role)
        if column is None:
            yield f"{form.label} 没有 role: {role}（{COLUMN_ROLE_LABELS[role]}）的列"
        elif role is _C.DISPOSITION and not column.has_meanings:
            yield f"{form.label} 的“{column.heading}”没有写各选项的含义（meaning）"


def _no_asking(campaign: Campaign) -> str:
    if any(map(asks_schools, campaign.attachments)):
        return ""
    return "问题清单或白名单里没有同时有 matter、body 和 held（或 scope、manner）的列"


def _no_sequence(campaign: Campaign) -> str:
    return "" if any(_C.SEQUENCE in form.column_by_role for form in campaign.attachments) else "没有 sequence 型的列"


def _no_limit(campaign: Campaign) -> str:
    limited = any(campaign.most_words(column) for form in campaign.attachments for column in form.columns)
    return "" if limited else "没有一列写 limit 或 max_words"


def _no_total(campaign: Campaign) -> str:
    asked = any(form.header_field("declared_total") for form in campaign.attachments)
    return "" if asked else "没有一件附件的表头有 declared_total"


def _no_cap(campaign: Campaign) -> str:
    lacks = "" if campaign.limits.whitelist_cap else "limits 里没有写 whitelist_cap"
    return lacks if campaign.by_role(_F.WHITELIST) else "没有 role: whitelist（白名单）的附件"


def _no_publication(campaign: Campaign) -> str:
    lacks = "" if campaign.spring_term_start else "没有写 spring_term_start（春季学期开学日期）"
    return lacks if campaign.by_role(_F.WHITELIST) else "没有 role: whitelist（白名单）的附件"


def _no_outline(campaign: Campaign) -> str:
    return "" if any(form.kind == "outline" for form in campaign.attachments) else "没有提纲（kind: outline）"


def _no_long_outline(campaign: Campaign) -> str:
    limited = any(form.limit for form in campaign.attachments if form.kind == "outline")
    return "" if limited else "没有写 limit 的提纲"


def _no_report(campaign: Campaign) -> str:
    compared = any(campaign.by_role(role) for role in (_F.PROBLEMS, _F.RECTIFICATIONS, _F.WHITELIST))
    lacks = "" if compared else "没有可以比对的清单"
    return lacks if campaign.by_role(_F.REPORT) else "没有 role: report（总结报告）的附件"


def _no_channels(campaign: Campaign) -> str:
    contacts = campaign.by_role(_F.CONTACTS)
    if contacts and {_C.HOTLINE, _C.EMAIL} & contacts.column_by_role.keys():
        return ""
    return f"没有 role: contacts（{FORM_ROLE_LABELS[_F.CONTACTS]}）的附件，或者其中没有 role: hotline、email 的列"


def _no_never_nil(campaign: Campaign) -> str:
    asked = any(form.kind == "table" and not form.nil_allowed for form in campaign.attachments)
    return "" if asked else "各表都可以零报告"


def _nothing_watched(campaign: Campaign, entry: Watch) -> str:
    forms = [form for form in campaign.attachments if speaks_of(entry, form)]
    if not forms:
        return f"没有 where: {'、'.join(entry.places)} 所说的表"
    needed = {role for _, columns in entry.signs for role in columns} | ({_C.CATEGORY} if entry.belongs else set())
    if any(needed & form.column_by_role.keys() for form in forms):
        return ""
    return f"所说的表里没有 role: {'、'.join(sorted(needed))} 的列"


_SPECIAL = {
    "JF116": _no_never_nil,
    "JF206": _no_limit,
    "JF301": _no_sequence,
    "JF303": _no_total,
    "JF304": _no_cap,
    "JF406": _no_report,
    "JF507": _no_publication,
    "JF701": _no_outline,
    "JF702": _no_outline,
    "JF703": _no_long_outline,
    "JF704": _no_outline,
    "JF801": _no_asking,
    "JF802": _no_channels,
}

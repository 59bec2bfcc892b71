"""审核意见.docx: an opinion a page (GB/T 9704-2012), to be signed by whoever decides."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from jianfu_cli.core.approvals.ledger import number_of
from jianfu_cli.core.approvals.reason import Suggestion
from jianfu_cli.core.approvals.review import Review, Reviewed
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.model.form_parts import RECEIVED_LABELS
from jianfu_cli.writing.word.official import OfficialDocument

_TITLE = "社会事务进校园审核意见"
_MEANS = {
    Suggestion.AGREE: "对照清单和规定，没有发现问题，建议同意。",
    Suggestion.AMEND: "建议退回申请单位补正，补正后再报。",
    Suggestion.MERGE: "建议与同一周的其他事项合并开展，或者错开时间。",
    Suggestion.REFUSE: "建议不同意。",
}
_WIDTHS = (1.5, 3.2, 1.5, 3.2)
# What a page has room for: characters of a value beside another, of one alone, of a reason; lines of all reasons.
_BESIDE, _ALONE, _LONGEST_REASON = 22, 62, 110
_LINE, _ROOM = 32, 10


def opinions_document(review: Review) -> bytes:
    """Return the opinions as docx, one page each, the same bytes for the same review."""
    document = OfficialDocument()
    for nth, one in enumerate(review.every):
        _opinion(document, one, review, new_page=nth > 0)
    if not review.every:
        document.title(_TITLE)
        document.paragraph(f"截至{in_chinese(review.as_of)}，没有收到申请。")
    return document.finished(_TITLE, review.campaign.issuer, review.as_of, review.campaign.title)


def _opinion(document: OfficialDocument, reviewed: Reviewed, review: Review, *, new_page: bool) -> None:
    asked = reviewed.application
    document.title(_TITLE, new_page=new_page)
    ahead = "看不出" if reviewed.days_before is None else f"{reviewed.days_before} 天"
    rows = [
        ("活动名称", asked.matter),
        ("申请单位", asked.body, "填报单位", asked.unit),
        ("开展时间", asked.timing.text, "次数", asked.texts["frequency"]),
        ("开展学校", asked.texts["schools"]),
        ("面向对象", asked.texts["scope"], "层级", asked.texts["level"]),
        ("开展依据", asked.texts["grounds"]),
        ("收到日期", f"{asked.received_on}（{RECEIVED_LABELS[asked.received_from]}）", "提前", ahead),
        ("清单事项", _listed(reviewed, review), "编号", number_of(asked)),
        ("审核建议", f"{reviewed.proposed}。{_MEANS[reviewed.proposed]}"),
        ("理由", "\n".join(_within_room(_reasons(reviewed, review))) or "无"),
        ("审批决定", _decided(reviewed)),
        ("审核人", "", "负责人", ""),
    ]
    document.facts([_fitted(row) for row in rows], _WIDTHS)
    document.sign(review.campaign.issuer, "　　年　月　日")


def _fitted(row: Sequence[str]) -> list[str]:
    longest = _BESIDE if len(row) > len(_WIDTHS) // 2 else _ALONE
    if row[0] == "理由":
        return list(row)
    return [shown(text) if len(text) <= longest else f"{shown(text[:longest])}……" for text in row]


def _decided(one: Reviewed) -> str:
    if one.decided is None:
        return "□同意　□补正　□合并　□不同意"
    said = "，".join(filter(None, (one.decided.by, one.decided.on.isoformat() if one.decided.on else "")))
    return f"{one.decided.decision}{f'（{said}）' if said else ''}。{one.decided.why}"


def _listed(one: Reviewed, review: Review) -> str:
    if not review.lists:
        return "没有给出清单，未核对"
    return one.listed.matter if one.listed else "清单上没有"


def _reasons(one: Reviewed, review: Review) -> Iterator[str]:
    for nth, reason in enumerate(one.reasons, start=1):
        yield _cut(f"{nth}．{shown(reason.message)}（{reason.code}）。{shown(reason.hint)}")
    if one.notes:
        yield _cut(f"另请核对：{'；'.join(map(shown, one.notes))}。")
    unchecked = "、".join(dict.fromkeys(code for code, _ in review.not_run))
    if unchecked:
        yield _cut(f"未核对：{unchecked}（{'；'.join(dict.fromkeys(why for _, why in review.not_run))}）。")


def _within_room(lines: Iterable[str]) -> Iterator[str]:
    """Yield as many of ``lines`` as one page has room for, and how many more there are."""
    every = list(lines)
    left = _ROOM
    for nth, line in enumerate(every):
        left -= ceil(len(line) / _LINE)
        if left < 1 and nth < len(every) - 1:
            yield f"另有 {len(every) - nth} 条，见台账。"
            return
        yield line


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}……（全文见台账）"

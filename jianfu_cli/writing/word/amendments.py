"""清单增列.docx: the room that the year's list has, who asks to be added, and what changed since last year."""

from collections.abc import Iterable, Iterator, Sequence

from jianfu_cli.core.approvals.amending import Amendment, ListChanges, Room
from jianfu_cli.core.approvals.application import Listed
from jianfu_cli.core.approvals.review import Review
from jianfu_cli.core.filings.schedule import publication
from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.workdays import far_from
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.writing.word.official import OfficialDocument

_TITLE = "社会事务进校园清单增列情况"
_ITEMS = ("序号", "活动名称", "实施单位", "所属清单")
_ITEM_WIDTHS = (0.9, 4, 3, 2)


def amendment_document(review: Review, found: Amendment) -> bytes:
    """Return the document as docx, the same bytes for the same review."""
    document, campaign = OfficialDocument(), review.campaign
    document.title(_TITLE)
    document.heading("一、总量")
    for line in _rooms(found.rooms, campaign):
        document.paragraph(line)
    document.heading("二、申请增列的事项")
    rows = [
        (
            str(place),
            added.application.matter,
            added.application.body,
            added.suggestion.value,
            "是" if found.fits(added) else "否",
        )
        for place, added in enumerate(found.additions, start=1)
    ]
    if rows:
        document.table(("序号", "活动名称", "申请单位", "审核建议", "总量以内"), rows, (0.9, 4, 3, 1.4, 1.4))
    else:
        document.paragraph("没有申请增列的事项。")
    if found.changes:
        _add_changes(document, found.changes)
    document.heading(f"{'四' if found.changes else '三'}、公布")
    document.paragraph(_publication(review))
    document.sign(campaign.issuer, in_chinese(review.as_of))
    return document.finished(_TITLE, campaign.issuer, review.as_of, campaign.title)


def _rooms(rooms: Iterable[Room], campaign: Campaign) -> Iterator[str]:
    scope = "各级合计" if campaign.approval and campaign.approval.cap_scope == "all" else ""
    for room in rooms:
        cap = "没有规定上限" if room.cap is None else f"上限{room.cap}项，还可以增列{room.left}项"
        yield f"{room.area or '市级'}清单{scope}现有{room.total}项，{cap}。"


def _add_changes(document: OfficialDocument, changes: ListChanges) -> None:
    document.heading("三、与上年清单相比")
    document.paragraph(
        f"新列入{len(changes.new)}项，不再列入{len(changes.gone)}项，次数有变化{len(changes.changed)}项，其余{changes.same}项没有变化。"
    )
    for label, items in (("新列入", changes.new), ("不再列入", changes.gone)):
        if items:
            document.heading(label, 2)
            document.table(_ITEMS, _rows(items), _ITEM_WIDTHS)
    if changes.changed:
        document.heading("次数有变化", 2)
        rows = [
            (str(nth), one.item.matter, one.item.body, f"每年{one.before}次", f"每年{one.after}次")
            for nth, one in enumerate(changes.changed, start=1)
        ]
        document.table(("序号", "活动名称", "实施单位", "上年", "今年"), rows, (0.9, 4, 3, 1.4, 1.4))


def _rows(items: Sequence[Listed]) -> list[tuple[str, ...]]:
    return [(str(nth), item.matter, item.body, item.area or "市级") for nth, item in enumerate(items, start=1)]


def _publication(review: Review) -> str:
    asked = publication(review.campaign)
    if asked is None:
        return "清单应于春季学期开学前向社会公布（专项行动文件没有写 spring_term_start，没有算还有几天）。"
    if asked.published_on:
        return f"清单应于春季学期开学（{in_chinese(asked.by)}）前向社会公布，已于{in_chinese(asked.published_on)}公布。"
    return shown(f"清单应于春季学期开学（{in_chinese(asked.by)}）前向社会公布，{far_from(asked.by, review.as_of)}。")

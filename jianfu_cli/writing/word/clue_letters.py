"""核查交办单: for each body that verifies, the clues it has not settled, with a form to answer on (GB/T 9704)."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jianfu_cli.core.language.dates import in_chinese
from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.meanings import OUTCOME_LABELS, ClueOutcome
from jianfu_cli.core.rollup.clue_model import Clue, ClueReport
from jianfu_cli.core.rollup.clue_words import due_said, links_said
from jianfu_cli.writing.fit_names import alike, below, fit_part, numbered
from jianfu_cli.writing.whole import write_all
from jianfu_cli.writing.word.official import OfficialDocument

NOBODY = "核查单位待定"
_TITLE = "问题线索核查交办单"
# Of the millimetres across.
_WIDTHS, _ANSWER_WIDTHS = (21, 24, 27, 60, 24), (21, 27, 84, 24)
_CHOICES = "\n".join(f"□{OUTCOME_LABELS[one]}" for one in ClueOutcome if one is not ClueOutcome.PENDING)


def write_letters(folder: Path, report: ClueReport) -> tuple[Path, ...]:
    """Write a letter to each body that has clues to verify, and one of those that nobody verifies yet.

    Raises:
        UsageError: a letter cannot be written; then none is.
    """
    taken: set[str] = set()
    contents: dict[Path, bytes] = {}
    for body, clues in _by_body(report):
        stem = f"{_TITLE}_{body or NOBODY}"
        name = next(part for _, part in numbered(stem, ".docx") if alike(part) not in taken)
        taken.add(alike(name))
        contents[below(folder, folder / fit_part(name.removesuffix(".docx"), ".docx"))] = _letter(body, clues, report)
    write_all(contents)
    return tuple(contents)


def _by_body(report: ClueReport) -> Iterator[tuple[str, Sequence[Clue]]]:
    """Yield each body as it is first written, with its open clues; one that the roster knows however it is spelt."""
    roster = report.campaign.roster
    together: dict[str, list[Clue]] = {}
    for clue in report.open:
        together.setdefault(roster.find(clue.body) or key(clue.body), []).append(clue)
    for name in sorted(together, key=lambda name: (not name, *roster.order(name))):
        yield together[name][0].body, together[name]


def _letter(body: str, clues: Sequence[Clue], report: ClueReport) -> bytes:
    document, campaign = OfficialDocument(), report.campaign
    document.title(_TITLE)
    document.addressee(f"{body or '【此处写明核查单位】'}：")
    document.paragraph(
        f"现将{campaign.title}中收到的{len(clues)}件问题线索交你单位牵头核查。请核实情况，属实的立即纠正，"
        "于核查期限以前报送核查结果（反馈表附后）。办理中注意保密，不得查问、透露反映人的情况。"
    )
    document.table(
        ("编号", "收到日期", "涉及学校或单位", "反映内容", "核查期限"),
        [
            (one.number, str(one.received_on or "未写明"), "、".join(one.schools), one.content, due_said(one, report))
            for one in clues
        ],
        _WIDTHS,
    )
    parts = (("请着重核查是否回潮", _relapsed(clues)), ("可供对照的材料", _touching(clues)))
    told = [(name, lines) for name, lines in parts if lines]
    for number, (heading, lines) in zip("一二", told, strict=False):
        document.heading(f"{number}、{heading}" if len(told) > 1 else heading)
        for line in lines:
            document.paragraph(line)
    if campaign.contact.line:
        document.paragraph(f"联系方式：{campaign.contact.line}")
    document.sign(campaign.issuer, in_chinese(report.as_of))
    document.annex("附件", "核查情况反馈表")
    document.table(
        ("编号", "核查结果", "核查情况和处理意见", "办结日期"),
        [(one.number, _CHOICES, "\n\n\n", "") for one in clues],
        _ANSWER_WIDTHS,
    )
    for label in ("填报单位（盖章）：", "核查人：", "填报时间："):
        document.paragraph(label)
    return document.finished(_TITLE, campaign.issuer, report.as_of)


def _relapsed(clues: Iterable[Clue]) -> list[str]:
    """What was reported as done, and is told of again."""
    told = ((one, links_said((link for link in one.relapses if link.sure), why=False)) for one in clues if one.relapse)
    return [f"{one.number}：{'；'.join(said)}。整改清单已报完成，又有反映。" for one, said in told]


def _touching(clues: Iterable[Clue]) -> list[str]:
    """What else stands in the reported lists; what is not sure is said so."""
    lines = []
    for clue in clues:
        sure = links_said((link for link in clue.links if link.sure), why=False) if not clue.relapse else ()
        doubtful = links_said((link for link in clue.links if not link.sure), why=False)
        said = [*sure, *([f"可能有关的，请核对：{'；'.join(doubtful)}"] if doubtful else [])]
        said += ["不在白名单"] if clue.listed is False else []
        lines += [f"{clue.number}：{'；'.join(said)}。"] if said else []
    return lines

"""All that an inbox asks of a person: what the files cannot tell, with a suggestion each (contract.md, decisions)."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from jianfu_cli.core.filings.arrivals import UNCLAIMED
from jianfu_cli.core.filings.decisions import scan_number, sender_number, use_number, version_number
from jianfu_cli.core.filings.inquiry import Inquiry, issue_of, written_unit
from jianfu_cli.core.filings.ledger import unplaced
from jianfu_cli.core.filings.scans import scans
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.filings.versions import Version, versions
from jianfu_cli.core.language.quoting import A_NAME, quoted
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import CHOICES, LOOKED_INTO, Issue, Question
from jianfu_cli.core.model.finding import CONFLICTING_VERSIONS, UNSURE_FORM, Finding, Severity
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.form_parts import Verdict
from jianfu_cli.core.model.naming import named_ids

_MOST_SUGGESTED = 5
_ORDER = {issue: place for place, issue in enumerate(Issue)}


def questions(
    files: tuple[SourceFile, ...], findings: Iterable[Finding], campaign: Campaign, as_of: date
) -> tuple[Question, ...]:
    """Return the questions by 事由, each once, in the order of the files; what came in after ``as_of`` asks nothing.

    Last of all, for each return, whether it is used: nobody need answer that, but whoever wants to leave one out can.
    """
    counting = Superseded.among(files, campaign.same_words).without(findings)
    contested = {(one.unit, one.attachment) for one in counting if one.code == CONFLICTING_VERSIONS}
    asked: dict[str, Question] = {}
    for question in (
        *_of_findings(files, counting, campaign),
        *_of_senders(files, campaign),
        *_of_scans(files, campaign),
        *_of_returns(files, campaign, as_of, contested),
    ):
        asked.setdefault(question.number, question)
    return tuple(sorted(asked.values(), key=lambda question: _ORDER[question.issue]))


def _of_findings(files: tuple[SourceFile, ...], findings: Iterable[Finding], campaign: Campaign) -> Iterator[Question]:
    inquiry = Inquiry(files, campaign)
    by_path = {file.path: file for file in files}
    for finding in findings:
        issue = issue_of(finding)
        if finding.path is None or not _may_be_settled(finding, issue):
            continue
        explained = finding.answered if finding.answered and not finding.answered.decided else None
        said = f"{_about_matter(finding, inquiry)}{finding.column_tag}{finding.message}"
        said += f"（单位说明：{explained.answer}）" if explained else ""
        place = finding.path, finding.sheet or "", finding.spot
        suggestion = _suggested(finding, issue, by_path.get(finding.path), campaign)
        whose = written_unit(finding, by_path.get(finding.path)) if issue is Issue.SENDER else finding.unit or ""
        number = inquiry.number(finding)
        settled = finding.answered is not None and finding.answered.decided
        yield Question(number, issue, whose, finding.attachment or "", *place, said, suggestion, settled)


def _about_matter(finding: Finding, inquiry: Inquiry) -> str:
    """Which matter it is about, where the message does not say: a person decides of a matter, not of a cell."""
    matter = inquiry.matter(finding)
    named = quoted(matter, A_NAME)
    said = any(one in finding.message for one in (matter, named, quoted(matter)))
    return "" if not matter or said else f"{named}："


def _may_be_settled(finding: Finding, issue: Issue) -> bool:
    """Whether a person's word settles it: a warning of a row, or an error that its unit has explained."""
    if issue is not Issue.WARNING:
        return True
    if finding.answered and not finding.answered.decided:
        return finding.severity is Severity.ERROR
    return finding.severity is Severity.WARNING and finding.row is not None


def _suggested(finding: Finding, issue: Issue, file: SourceFile | None, campaign: Campaign) -> str:
    if issue is Issue.SENDER:
        return _likely_senders(written_unit(finding, file), campaign)
    if finding.code == UNSURE_FORM:
        return f"请打开核对：{Verdict.USED}或{Verdict.NO_FORM}"
    if finding.code == CONFLICTING_VERSIONS:
        return f"向单位核实后，在为准的一份写{Verdict.PREVAILS}"
    if issue is Issue.VERSION:
        return finding.suggestion or ""
    return "请打开核对，是否办完" if issue is Issue.COMPLETION else f"看过确实无误的，写“{LOOKED_INTO}”"


def _likely_senders(written: str, campaign: Campaign) -> str:
    """The unit called most like it; where several hold it in their names, as each county has its 实验小学, those."""
    near, holding = campaign.roster.nearest(written, 1), campaign.roster.holding(written)
    more = "等" if len(holding) > _MOST_SUGGESTED else ""
    return "、".join(holding[:_MOST_SUGGESTED]) + more if len(holding) > 1 else "".join(near)


def _of_senders(files: tuple[SourceFile, ...], campaign: Campaign) -> Iterator[Question]:
    """Ask whose the files are that nobody can place, and those in 待认领; of an archive as a whole."""
    nobodys = set(unplaced(files, campaign))
    by_path = {file.path: file for file in files}
    for path in sorted(nobodys):
        file = by_path[path]
        outer = by_path.get(file.outer, file)
        near = campaign.roster.find_in(outer.path.rpartition("/")[2].rpartition(".")[0])
        named = [form.header.text("unit") for form in file.forms if form.header.text("unit")]
        if named or not outer.sha256:
            continue  # an unknown name is asked about where it stands (JF111)
        where = "在待认领里，" if outer.path.startswith(f"{UNCLAIMED}/") else ""
        hint = None if near else outer.mail_hint
        said = f"；邮件主题或正文第一行写着{hint}" if hint else ""
        situation = f"{where}表内和文件名都没有写明是哪个单位的{said}"
        suggested = near or hint or ""
        yield Question(sender_number(outer.sha256), Issue.SENDER, "", "", outer.path, "", "", situation, suggested)


def _of_scans(files: tuple[SourceFile, ...], campaign: Campaign) -> Iterator[Question]:
    """Ask what a scan is of whose name does not say, where it may be of several forms, or of none."""
    covered: dict[str, list[str]] = {}
    for (_, attachment), those in scans(files, campaign).items():
        for file in those:
            covered.setdefault(file.path, []).append(attachment)
    for file in files:
        taken = covered.get(file.path, [])
        name = file.path.rpartition("/")[2]
        if not (file.scan and file.inbox_unit) or len(taken) == 1 or named_ids(name, campaign.attachments):
            continue
        labels = "、".join(campaign.attachment(one).label for one in taken)
        said = (
            f"文件名没有写明是附件几，算作 {labels} 共用的扫描件" if taken else "文件名没有写明是附件几，没有算作扫描件"
        )
        number = scan_number(file.inbox_unit, file.sha256)
        yield Question(number, Issue.SCAN, file.inbox_unit, "", file.path, "", "", said, labels or "附件几")


def _of_returns(
    files: tuple[SourceFile, ...], campaign: Campaign, as_of: date, contested: Container[tuple[str | None, str | None]]
) -> Iterator[Question]:
    """Ask which of several versions is meant, where nobody can tell, and offer to leave out any."""
    owned = versions(files, campaign.same_words, as_of)
    for unit, attachment in sorted(owned, key=lambda owner: (campaign.roster.order(owner[0]), owner[1])):
        for version in owned[unit, attachment]:
            said = "采用的一份" if version.counts else version.why
            if (unit, attachment) in contested and not (version.set_aside or version.too_late):
                number = version_number(unit, attachment, version.file.sha256)
                several = f"同一天收到几份不同的，这是{said}"
                settled = version.verdict in CHOICES[Issue.VERSION]
                yield _about(
                    version, number, Issue.VERSION, several, f"为准的一份写{Verdict.PREVAILS}", settled=settled
                )
            number = use_number(unit, attachment, version.file.sha256)
            yield _about(
                version,
                number,
                Issue.USE,
                f"现在：{said}",
                f"不采用的写{Verdict.SET_ASIDE}，其余不必填",
                settled=version.verdict is Verdict.SET_ASIDE,
            )


def _about(version: Version, number: str, issue: Issue, said: str, suggestion: str, *, settled: bool) -> Question:
    form = version.forms[0]
    place = version.file.path, form.place.sheet or "", ""
    return Question(number, issue, form.owner.unit, form.attachment, *place, said, suggestion, settled)

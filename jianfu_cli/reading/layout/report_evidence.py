"""Is this text a report of the campaign? Its title, its headings and the file's name, weighed."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from jianfu_cli.core.language.text import key
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.form_parts import Evidence
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.naming import bears_number
from jianfu_cli.core.model.outline import Section
from jianfu_cli.reading.formats.word_blocks import Paragraph
from jianfu_cli.reading.layout.evidence import Certainty, FormJudgement
from jianfu_cli.reading.layout.heading_index import HeadingIndex
from jianfu_cli.reading.layout.setting import Title, named_id, read_title
from jianfu_cli.reading.layout.vocabulary import names_a_table, vocabulary

_TITLE_LINES = 12
_LONGEST_TITLE = 60
_HALF = 0.5  # of all headings of the outline
_FEWEST = 2  # headings at the top, one of them its own
_IN_ANY_TEXT = 3  # characters of a heading
_MENTIONS = 3  # of the campaign's subject in a text whose title is silent, or another report's


@dataclass(frozen=True, slots=True)
class ReportSetting:
    """What stands around the headings: the title, the form (its id) that a line or the file's name names.

    ``mentions``: how often the text speaks of this campaign's subject; ``title_speaks``: its title has such a word, if
    only within another (为基层减负).
    """

    title: Title
    numbered: str | None
    file: str | None
    file_numbered: bool
    file_title: Title
    mentions: int
    title_speaks: bool
    mark: Mark | None
    campaign: str

    @property
    def on_subject(self) -> bool:
        """Whether the text plainly speaks of this campaign, whatever its title."""
        return self.mentions >= _MENTIONS

    @property
    def is_another(self) -> bool:
        """Whether the title is of another report (“双减”工作总结, 上半年工作总结) and the text does not outweigh it."""
        title = self.title
        if title.counts or self.title_speaks or self.on_subject or not title.text:
            return False
        plainly = title.surely_other or vocabulary().is_periodic(title.text)
        return plainly or (not self.mentions and bool(vocabulary().report_of(title.text)))


def read_report(lines: Sequence[Paragraph], index: HeadingIndex, name: str, mark: Mark | None) -> ReportSetting:
    """Look at the first lines of a text, at the file's ``name``, and at what the text speaks of."""
    outlines = tuple(form for form in index.forms if form.kind == "outline")
    first = [line.text for line in lines[:_TITLE_LINES] if len(line.text) <= _LONGEST_TITLE]
    stem = name.rpartition(".")[0] or name
    read = ((text, read_title(text, outlines, index.subject)) for text in first)
    # 报送单位：… is no title; what surely tells of something (“双减”典型案例：…) is one.
    titles = [one for text, one in read if "：" not in text or (one.form and (one.counts or one.surely_other))]
    file_title = read_title(stem, outlines, index.subject)
    # 2024年……：a report is titled in its first lines; a heading further down may end in 情况 or 总结.
    plain = [title for title in titles[:_FEWEST] if title.other or names_a_table(title.text) or _names_a_report(title)]
    named = sorted((title for title in titles if title.form), key=lambda title: not title.counts)
    title = next(iter((*named, *plain, *([file_title] if file_title.form or file_title.other else []))), Title())
    body = key("".join(line.text for line in lines))
    return ReportSetting(
        title=title,
        numbered=next((named_id(text, outlines) for text in first if bears_number(text)), None),
        file=named_id(stem, outlines),
        file_numbered=bears_number(stem),
        file_title=file_title,
        mentions=sum(body.count(key(word)) for word in index.subject),
        title_speaks=any(key(word) in key(title.text) for word in index.subject),
        mark=mark,
        campaign=index.campaign,
    )


def _names_a_report(title: Title) -> bool:
    return title.text.strip().endswith(vocabulary().words.reports.endings)


def judge_report(
    form: Attachment,
    found: AbstractSet[str],
    outlines: Sequence[Attachment],
    report: ReportSetting,
    verbatim: AbstractSet[str],
) -> FormJudgement:
    """Weigh what says that a text with the headings ``found`` is ``form``; ``verbatim``: those worded as the notice's.

    Who writes under a title of his own still has the notice before him where all its top headings are the notice's.
    """
    only, specific = _own_headings(form, tuple(outlines))
    own, telling = only & found, specific & found
    numbered = sum(1 for _ in form.numbered_sections())
    share = len(found) / numbered
    top = sum(section.heading in found for section in form.sections)
    holds: dict[Evidence, bool] = {
        "mark": report.mark is not None
        and (report.mark.campaign, report.mark.attachment) == (report.campaign, form.id),
        "title": report.numbered == form.id or (report.title.form == form.id and report.title.counts),
        "file-name": report.file == form.id,
        "own-columns": bool(telling),
        "columns": share >= _HALF or top >= _FEWEST,
    }
    evidence: tuple[Evidence, ...] = tuple(name for name, one in holds.items() if one)
    named = report.numbered == form.id or (report.file == form.id and report.file_numbered)
    if holds["mark"] or (named and not report.is_another):
        return FormJudgement(Certainty.SURE, evidence)
    titled = report.file_title.counts or (report.title.form == form.id and not report.title.surely_other)
    if not named and ((report.file == form.id and titled) or (holds["title"] and (top or own))):
        return _as_spoken(form, report, evidence)
    fits = bool(own) and (share >= _HALF or top >= _FEWEST)
    if not fits or (report.is_another and not named) or (report.title.other and not (telling or named)):
        return FormJudgement(Certainty.NONE, evidence)
    follows_notice = all(section.heading in verbatim for section in form.sections)
    if report.title.other or report.is_another or not (telling or report.on_subject or follows_notice):
        return FormJudgement(Certainty.UNSURE, evidence, _doubt(form, report))
    return FormJudgement(Certainty.SURE, evidence)


def _as_spoken(form: Attachment, report: ReportSetting, evidence: tuple[Evidence, ...]) -> FormJudgement:
    """Judge a text that reads like ``form``: a report of this campaign speaks of its subject at least once."""
    if report.mentions or report.title.on_subject or report.file_title.on_subject:
        return FormJudgement(Certainty.SURE, evidence)
    return FormJudgement(Certainty.UNSURE, evidence, _doubt(form, report))


def _doubt(form: Attachment, report: ReportSetting) -> str:
    title = report.title.text.strip()
    against = f"没有{form.label}的标题"
    if title:
        is_other = report.title.other or report.is_another
        against = f"标题“{title}”" + ("像是别的材料" if is_other else "和正文都没有说到本次行动的事")
    return f"几个标题与{form.label}的提纲相同；但{against}"


def may_be_report(data: bytes, index: HeadingIndex) -> bool:
    """Say whether the old Word document ``data`` (MS-DOC: its text lies there as UTF-16) is worth turning into a docx.

    It holds two headings of an outline, one of them that outline's own; whether it is a report is judged then.
    """
    outlines = tuple(form for form in index.forms if form.kind == "outline")
    for form in outlines:
        held = {section.heading for section in form.sections if _is_held(section, data)}
        if len(held) >= _FEWEST and held & _own_headings(form, outlines)[0]:
            return True
    return False


def _is_held(section: Section, data: bytes) -> bool:
    # 成效 stands in any text; as a heading it ends its paragraph.
    names = (name if len(name) > _IN_ANY_TEXT else f"{name}\r" for name in (section.heading, *section.synonyms))
    return any(name.encode("utf-16-le") in data for name in names)


@lru_cache(maxsize=64)
def _own_headings(form: Attachment, outlines: tuple[Attachment, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the headings that only ``form`` has of the ``outlines``, and those of them that no other report has."""
    numbered = [section for _, _, section in form.numbered_sections()]
    elsewhere = (one for other in outlines if other is not form for _, _, one in other.numbered_sections())
    others = {name for section in elsewhere for name in _names(section)}
    own = [section for section in numbered if not _names(section) & others]
    telling = (section.heading for section in own if not _names(section) & vocabulary().common_sections)
    return frozenset(section.heading for section in own), frozenset(telling)


def _names(section: Section) -> set[str]:
    return {key(name) for name in (section.heading, *section.synonyms)}

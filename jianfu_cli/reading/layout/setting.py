"""What stands around a heading, and what it says: titles, 附件N, the names of the sheet and the file, our mark."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.traditional import plain_key, simplified
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.naming import bears_number, named_ids, titled_attachment
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING, HeadingIndex
from jianfu_cli.reading.layout.sections import IN_BRACKETS, begins_numbered, names_class
from jianfu_cli.reading.layout.vocabulary import names_a_table, vocabulary

_TITLE_ROWS = 10
_FEW = 2  # cells in the row of a title
_MOST_TITLE_CELLS = 16  # so many are data: to read each of 16,384 as a title takes a minute
_OF_CLASS = pattern_of(r"(?:类|方面)?的?(?:问题|事项|情况)?$")
_ASKING = ("请", "注", "须", "需")  # so lines begin that say how to fill in
_LEAST_TOPIC = 2  # signs; one is a slip or a leftover
_LONGEST_TITLE = 30  # of what is not called a table; a sentence is longer, or has a stop
_TABLE_NUMBER = pattern_of(r"^\s*+(?:附\s{0,9}件|(?:附\s{0,9})?表)\s{0,9}[\d一二三四五六七八九十]{0,2}\s{0,9}[:：]\s*+")
_STOPS = pattern_of(r"[，。；,;!?！？]")
# Names that programs give: they say nothing of what is within.
_GIVEN_NAME = pattern_of(
    r"(?:sheet|工作表|表格?|table|(?:新建|副本|复件|未命名|无标题|导出|下载|微信|工作簿|文档|来件|材料|book|copy|document|untitled"
    r"|export|download|mmexport|wps)(?:[^\w]*(?:xlsx?|docx?|ods|wps|et|excel|word|microsoft|office|工作表|工作簿|表格|文档|文件|图片))*)"
    r"[\s\d—_.()（）\-]*",
    re.IGNORECASE,
)
_NUMBER_ALONE = pattern_of(r"附件?\s*(?:[\d一二三四五六七八九十]{1,3}\s*)?[:：]?")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the form (its id) that it names; ``counts``: this campaign's, ``other``: another table's.

    ``on_subject``: it has a word of this campaign; ``surely_other``: a word that only other tables are titled with;
    ``refused``: it lists what may not come in or has to go, so it is no whitelist.
    """

    text: str = ""
    form: str | None = None
    counts: bool = False
    other: bool = False
    on_subject: bool = False
    surely_other: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a heading: the title over it, the forms (their ids) that 附件N, the sheet and the file name.

    ``with_subject``: one of the lines, or the file's name, has a word of this campaign.
    """

    title: Title
    numbered: str | None
    sheet: str | None
    file: str | None
    file_title: Title
    with_subject: bool
    mark: Mark | None

    @property
    def named(self) -> str | None:
        """The form that the lines above name, else the sheet."""
        return self.numbered or self.title.form or self.sheet


class _Line(NamedTuple):
    """A text over the heading; ``alone``: its row holds little else, as a title's does and a row of data does not."""

    text: str
    alone: bool


@lru_cache(maxsize=1024)
def read_title(text: str, forms: tuple[Attachment, ...], subject: tuple[str, ...]) -> Title:
    """Judge one line as a title; a general one (白名单, 整改台账) is this campaign's with its subject beside it."""
    plain = simplified(text)
    words, folded = vocabulary(), key(plain)
    titled = titled_attachment(plain, forms)
    whitelists = [form for form in forms if form.role is FormRole.WHITELIST]
    listed = titled is not None and titled.form.role is FormRole.WHITELIST
    told = any(plain_key(word) in folded for form in whitelists for word in form.told_by_words)
    refused = (listed or told) and words.lists_refused(plain)
    titled = None if listed and refused else titled
    # What the campaign calls its form or its subject (食品安全隐患清单, 进校园主题教育活动目录) is no word of others;
    # an outline's title may hold any word between two of its own.
    is_own = titled is not None and (titled.whole or titled.form.kind == "table")
    rest = folded.replace(titled.title, "", 1) if titled and is_own else folded
    subjects = _spoken_of(folded, subject)
    # 进校园 stands in titles of others as well (进校园供餐单位白名单); what no other has stands beside it.
    borne = {plain_key(word) for form in forms for word in form.told_by_words}
    beside = any(word not in borne for word in subjects)
    own = [word for word in _own_topics(forms) if word in folded]
    left = words.without_bodies(rest)
    for word in own:
        left = left.replace(word, "")
    foreign = words.names_other_kind(rest) or (words.without_topics(left) != left and not beside)
    subjects += own
    topic = words.topic(words.without_bodies(folded), *([titled.title] if titled else []), *subjects)
    spoken = len(topic) >= _LEAST_TOPIC
    said = Title(text, on_subject=bool(subjects), refused=refused)
    if titled is None:
        other = foreign or (not subjects and names_a_table(plain) and spoken)
        return replace(said, other=other, surely_other=foreign)
    # Nothing more than the campaign's own title, word for word.
    in_full = titled.whole and (not rest or bool(_NUMBER_ALONE.fullmatch(rest)))
    counts = in_full or (not foreign and (beside or bool(subjects or (titled.whole and not spoken))))
    other = not counts and (foreign or spoken)
    return replace(said, form=titled.form.id, counts=counts, other=other, surely_other=foreign and not counts)


def _spoken_of(folded: str, subject: tuple[str, ...]) -> list[str]:
    """Return the words of the campaign's ``subject`` in a title (as compared): 为基层减负 is not its 减负."""
    without_topics = vocabulary().without_topics
    unlike = without_topics(folded)
    return [word for word in map(plain_key, subject) if word in (unlike if without_topics(word) == word else folded)]


@lru_cache(maxsize=64)
def _own_topics(forms: tuple[Attachment, ...]) -> tuple[str, ...]:
    """What other tables speak of, and the titles of these forms as well: 隐患 is a campaign's own that asks for it."""
    return vocabulary().topics_in("".join(key(title) for form in forms for title in (form.title, *form.also_titled)))


def read_setting(grid: Grid, row: int, above: int, index: HeadingIndex, file_name: str, mark: Mark | None) -> Setting:
    """Look at the lines between the 1-based rows ``above`` and ``row``, at the sheet's name and the file's.

    What its pages are headed with counts where no line above the heading names a form.
    """
    lines = list(_lines(grid, row, above))
    on_paper = [_Line(line, alone=True) for line in grid.facts.printed if len(line) <= LONGEST_HEADING]
    if on_paper and not any(named_id(line.text, index.forms) for line in lines):
        lines += on_paper
    stem = _said_by(file_name.rpartition("/")[2].rpartition(".")[0])
    sheet = _said_by(grid.name)
    texts, subject = [stem, *(line.text for line in lines)], list(map(plain_key, index.subject))
    file_title = _of_class(read_title(stem, index.forms, index.subject), index)
    around = [_of_class(read_title(sheet, index.forms, index.subject), index), file_title]
    return Setting(
        title=_own_title(_titles(lines, index), around),
        numbered=next((named_id(line.text, index.forms) for line in lines if bears_number(line.text)), None),
        sheet=named_id(grid.name, index.forms),
        file=named_id(file_name.rpartition("/")[2], index.forms),
        file_title=file_title,
        with_subject=any(word in text for text in map(plain_key, texts) for word in subject),
        mark=mark,
    )


def _said_by(name: str) -> str:
    """Return the ``name`` of a file or a sheet, "" where a program gave it."""
    return "" if _GIVEN_NAME.fullmatch(name.strip()) else name


def sheet_title(grid: Grid, index: HeadingIndex) -> Title:
    """Return the title of a sheet that holds no form: a line of its own at the top, this campaign's where there is."""
    lines = list(_lines(grid, min(len(grid.rows), _TITLE_ROWS) + 1, 1))
    # 附件2 alone over it says whose table it is called, not what it is called.
    written = ([text for value in row if (text := text_of(value))] for row in grid.rows)
    alone = next((texts for texts in written if texts and not _NUMBER_ALONE.fullmatch("".join(texts).strip())), [])
    titles = _titles(lines, index)
    own = _own_title([title for title in titles if title.counts or title.text in alone[:1]], ())
    return own if own.text or len(alone) != 1 else Title(alone[0][:LONGEST_HEADING])


def named_id(name: str, forms: tuple[Attachment, ...]) -> str | None:
    """Return the id of the form whose 附件N or title ``name`` bears, None where it bears none."""
    return next(iter(named_ids(name, forms)), None)


def _titles(lines: Sequence[_Line], index: HeadingIndex) -> list[Title]:
    """The lines that may be titles: any that names a form, and those that stand alone; none is a label."""
    named = (_Line(_without_class(_TABLE_NUMBER.sub("", line.text), index), line.alone) for line in lines)
    read = (
        (line, read_title(line.text, index.forms, index.subject))
        for line in named
        if "：" not in line.text and ":" not in line.text
    )
    return [_meant(title, index) if line.alone else title for line, title in read if line.alone or title.form]


def _meant(title: Title, index: HeadingIndex) -> Title:
    """Return the ``title`` of a line alone as another table's where it speaks of something else, whatever called."""
    text = simplified(title.text)
    title = _of_class(title, index)
    if title.form or title.other or title.on_subject or not _is_short(text) or text.startswith(_ASKING):
        return title
    is_other = not begins_numbered(text) and len(vocabulary().matter_of(text)) >= _LEAST_TOPIC
    return replace(title, other=True) if is_other else title


def _of_class(title: Title, index: HeadingIndex) -> Title:
    """Return a ``title`` that names no more than a class of the form's (校园值班值守类) as one of no other table."""
    name = _OF_CLASS.sub("", _NUMBER_ALONE.sub("", simplified(title.text))).strip()
    is_class = title.other and names_class(name, index.categories)
    return replace(title, other=False, surely_other=False) if is_class else title


def _without_class(text: str, index: HeadingIndex) -> str:
    """Return a title without the category that its brackets add: 摸排清单（文件和会议类） is no list of meetings."""
    return IN_BRACKETS.sub(lambda found: "" if names_class(found[1], index.categories) else found[0], text)


def _own_title(titles: Sequence[Title], around: Sequence[Title]) -> Title:
    """The line that names a form of this campaign, else one that names a form, else the nearest title of a table."""
    named = sorted((title for title in titles if title.form), key=lambda title: not title.counts)
    plain = [title for title in titles if title.other or names_a_table(title.text)]
    spoken = [title for title in titles if title.on_subject and _is_short(title.text)]
    others = [title for title in around if title.form or title.other or title.on_subject or title.refused]
    return next(iter((*named, *plain, *spoken, *others)), Title())


def _is_short(text: str) -> bool:
    """Whether a line is as short as a title, and no sentence."""
    return len(text) <= _LONGEST_TITLE and not _STOPS.search(text)


def _lines(grid: Grid, row: int, above: int) -> Iterable[_Line]:
    """Yield the texts between the rows ``above`` and ``row``, the nearest row first."""
    for number in range(row - 1, max(above, row - _TITLE_ROWS) - 1, -1):
        filled = [value for value in grid.rows[number - 1] if value is not None and value != ""]
        for value in filled if len(filled) <= _MOST_TITLE_CELLS else ():
            if isinstance(value, str) and len(value) <= LONGEST_HEADING:
                yield _Line(value, len(filled) <= _FEW)

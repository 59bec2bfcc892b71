"""Is this table a form of the campaign? What speaks for it and against, weighed (contract.md, sure form)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.column import ColumnType
from jianfu_cli.core.model.form_body import FoundColumn, Match
from jianfu_cli.core.model.form_parts import Evidence, Recognition
from jianfu_cli.core.model.mark import Mark
from jianfu_cli.core.model.naming import bears_number, named_ids, titled_attachment
from jianfu_cli.core.model.roles import ColumnRole
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.heading_index import LONGEST_HEADING, HeadingIndex
from jianfu_cli.reading.layout.vocabulary import names_a_table, vocabulary

_WEIGHT = {Match.EXACT: 1.0, Match.SYNONYM: 0.8, Match.NEAR: 0.6}
_TITLE_ROWS = 10
_FEW = 2  # cells in the row of a title
_MOST_TITLE_CELLS = 16  # so many are data: to read each of 16,384 as a title takes a minute
_FEWEST_NAMED = 2  # headings under a title of its own
_FEWEST = 3  # headings, not counting those of any table, where nothing else says what it is
_LEAST_SHARE = 0.35
_LIKE_THE_BLANK = 0.6  # of the columns headed word for word as in the blank
_LEAST_TOPIC = 2  # signs; one is a slip or a leftover
SAMPLE = 50  # rows looked at to see what a column holds
_MOST_NAMED = 5
_NOT_SAID = "没有{0}的表名，也没有只有它才有的列"
_LIKE_ANOTHER = "标题“{0}”像是别的表"
# Names that programs give: they say nothing of what is within.
_GIVEN_NAME = re.compile(
    r"(?:sheet|工作表|表格?|table|(?:新建|副本|复件|未命名|无标题|导出|下载|微信|工作簿|文档|来件|材料|book|copy|document|untitled"
    r"|export|download|mmexport|wps)(?:[^\w]*(?:xlsx?|docx?|ods|wps|et|excel|word|microsoft|office|工作表|工作簿|表格|文档|文件|图片))*)"
    r"[\s\d—_.()（）\-]*",
    re.IGNORECASE,
)


class Verdict(IntEnum):
    """What the evidence comes to."""

    NONE = 0
    UNSURE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, what speaks for it, and in Chinese what makes it doubtful ("" where nothing does)."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""

    def recognition(self, mark: Mark | None) -> Recognition:
        """Return it as it stays with the form that bears ``mark``."""
        return Recognition(self.verdict is Verdict.SURE, self.evidence, self.doubt, mark)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the form (its id) that it names; ``counts``: this campaign's, ``other``: another table's.

    ``on_subject``: it has a word of this campaign; ``surely_other``: a word that only other tables are titled with.
    """

    text: str = ""
    form: str | None = None
    counts: bool = False
    other: bool = False
    on_subject: bool = False
    surely_other: bool = False


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
    words, folded = vocabulary(), key(text)
    titled = titled_attachment(text, forms)
    unlike = words.without_topics(folded)  # 为基层减负 is not this campaign's 减负
    subjects = [key(word) for word in subject if key(word) in unlike]
    own = "".join(map(key, titled.form.titles)) if titled else ""
    borne = {key(word) for form in forms for word in form.told_by_words} if titled is None else set()
    beside = any(word not in own and word not in borne for word in subjects)
    foreign = words.names_other_kind(text) or (unlike != folded and not beside)
    topic = words.topic(text, *([titled.title] if titled else []), *subjects)
    spoken = len(topic) >= _LEAST_TOPIC
    if titled is None:
        other = foreign or (not subjects and names_a_table(text) and spoken)
        return Title(text, other=other, on_subject=bool(subjects), surely_other=foreign)
    # The campaign's own title, word for word, is its own even where other tables are called alike (隐患台账).
    in_full = folded == key(titled.form.title)
    counts = in_full or (not foreign and (beside or bool(subjects or (titled.whole and not spoken))))
    other = not counts and (foreign or spoken)
    return Title(text, titled.form.id, counts, other, bool(subjects), surely_other=foreign and not counts)


def read_setting(grid: Grid, row: int, above: int, index: HeadingIndex, file_name: str, mark: Mark | None) -> Setting:
    """Look at the lines between the 1-based rows ``above`` and ``row``, at the sheet's name and the file's."""
    lines = list(_lines(grid, row, above))
    stem = _said_by(file_name.rpartition("/")[2].rpartition(".")[0])
    sheet = _said_by(grid.name)
    texts = [stem, *(line.text for line in lines)]
    file_title = read_title(stem, index.forms, index.subject)
    around = [read_title(sheet, index.forms, index.subject), file_title]
    return Setting(
        title=_own_title(_titles(lines, index), around),
        numbered=next((named_id(line.text, index.forms) for line in lines if bears_number(line.text)), None),
        sheet=named_id(grid.name, index.forms),
        file=named_id(file_name.rpartition("/")[2], index.forms),
        file_title=file_title,
        with_subject=any(key(word) in key(text) for text in texts for word in index.subject),
        mark=mark,
    )


def _said_by(name: str) -> str:
    """Return the ``name`` of a file or a sheet, "" where a program gave it."""
    return "" if _GIVEN_NAME.fullmatch(name.strip()) else name


def sheet_title(grid: Grid, index: HeadingIndex) -> Title:
    """Return the title of a sheet that holds no form: a line of its own at the top, this campaign's where there is."""
    lines = list(_lines(grid, min(len(grid.rows), _TITLE_ROWS) + 1, 1))
    first = next((row for row in grid.rows if any(map(text_of, row))), [])
    alone = [text for value in first if (text := text_of(value))]
    titles = _titles(lines, index)
    own = _own_title([title for title in titles if title.counts or title.text in alone[:1]], ())
    return own if own.text or len(alone) != 1 else Title(alone[0][:LONGEST_HEADING])


def named_id(name: str, forms: tuple[Attachment, ...]) -> str | None:
    """Return the id of the form whose 附件N or title ``name`` bears, None where it bears none."""
    return next(iter(named_ids(name, forms)), None)


def _titles(lines: Sequence[_Line], index: HeadingIndex) -> list[Title]:
    """The lines that may be titles: any that names a form, and those that stand alone; none is a label."""
    read = (
        (line, read_title(line.text, index.forms, index.subject))
        for line in lines
        if "：" not in line.text and ":" not in line.text
    )
    return [title for line, title in read if line.alone or title.form]


def _own_title(titles: Sequence[Title], around: Sequence[Title]) -> Title:
    """The line that names a form of this campaign, else one that names a form, else the nearest title of a table."""
    named = sorted((title for title in titles if title.form), key=lambda title: not title.counts)
    plain = [title for title in titles if title.other or names_a_table(title.text)]
    return next(
        iter((*named, *plain, *(title for title in around if title.form or title.other or title.on_subject))), Title()
    )


def _lines(grid: Grid, row: int, above: int) -> Iterable[_Line]:
    """Yield the texts between the rows ``above`` and ``row``, the nearest row first."""
    for number in range(row - 1, max(above, row - _TITLE_ROWS) - 1, -1):
        filled = [value for value in grid.rows[number - 1] if value is not None and value != ""]
        for value in filled if len(filled) <= _MOST_TITLE_CELLS else ():
            if isinstance(value, str) and len(value) <= LONGEST_HEADING:
                yield _Line(value, len(filled) <= _FEW)


def weight_of(columns: Iterable[FoundColumn]) -> float:
    """How many columns of the form are there, a synonym counting less than the blank's own heading."""
    return sum(_WEIGHT.get(column.match, 0) for column in columns if column.key)


def judge(
    form: Attachment,
    columns: Sequence[FoundColumn],
    setting: Setting,
    index: HeadingIndex,
    below: Sequence[Sequence[Scalar]],
) -> Judgement:
    """Weigh what says that a table with these ``columns``, over the rows ``below``, is ``form``."""
    weight = weight_of(columns)
    if weight < _FEWEST_NAMED:
        return Judgement(Verdict.NONE)
    counted = [column for column in columns if column.key and not _is_common(column, form, index)]
    enough = len(counted) >= _FEWEST and weight >= _LEAST_SHARE * len(form.columns)
    found: dict[Evidence, bool] = {
        "mark": _marked(form, setting.mark, index),
        "title": _titled(form, setting, columns, enough=enough),
        "file-name": setting.file == form.id,
        "own-columns": _told(form, counted, index, below),
        "columns": enough,
    }
    own = found["mark"] or found["title"]
    named = _named_so(form, setting, columns)
    # 附件N over it or the sheet's name is as good as a title where something else says the same.
    found["title"] = found["title"] or (named and setting.named == form.id)
    evidence: tuple[Evidence, ...] = tuple(name for name, holds in found.items() if holds)
    other = not own and (setting.title.other or (not named and _has_foreign_column(columns)))
    if own or (not other and (named or found["own-columns"])):
        return Judgement(Verdict.SURE, evidence)
    signs = form.id in {setting.named, setting.file}
    likely = enough or (signs and len(counted) >= _FEWEST_NAMED)
    if other:
        likely = found["own-columns"] and (not setting.title.surely_other or _is_like_the_blank(form, columns))
    if not likely:
        return Judgement(Verdict.NONE, evidence)
    return Judgement(Verdict.UNSURE, evidence, _doubt(form, counted, setting))


def _marked(form: Attachment, mark: Mark | None, index: HeadingIndex) -> bool:
    return mark is not None and (mark.campaign, mark.attachment) == (index.campaign, form.id)


def _titled(form: Attachment, setting: Setting, columns: Sequence[FoundColumn], *, enough: bool) -> bool:
    title = setting.title
    if title.form == form.id:
        return title.counts
    if setting.numbered == form.id and setting.with_subject and not title.other:
        return True
    if title.form is not None or title.other:
        return False
    told = any(key(word) in key(title.text) for word in form.told_by_words)
    # 减负文件汇总表, 进校园统计表: the subject in the title, and the form's columns, or what it is a list of.
    return (title.on_subject and enough) or (told and _lists_matters(form, columns))


def _has_foreign_column(columns: Iterable[FoundColumn]) -> bool:
    """Whether a column that the form lacks is headed with what other tables speak of."""
    extra = (key(column.heading) for column in columns if not column.key)
    return any(vocabulary().without_topics(heading) != heading for heading in extra)


def _lists_matters(form: Attachment, columns: Sequence[FoundColumn]) -> bool:
    """Whether one of the columns is the form's matter."""
    matter = form.column_by_role.get(ColumnRole.MATTER)
    return matter is not None and any(column.key == matter.key for column in columns)


def _named_so(form: Attachment, setting: Setting, columns: Sequence[FoundColumn]) -> bool:
    """Whether two names say so, one of them this campaign's, or one and the blank's own headings."""
    if setting.file == form.id and setting.file_title.form == form.id and setting.file_title.counts:
        return True
    signs = sum(one == form.id for one in (setting.title.form, setting.numbered, setting.sheet, setting.file))
    return signs > 1 or (signs == 1 and _is_like_the_blank(form, columns))


def _is_like_the_blank(form: Attachment, columns: Sequence[FoundColumn]) -> bool:
    return sum(column.match is Match.EXACT for column in columns) >= _LIKE_THE_BLANK * len(form.columns)


def _is_common(column: FoundColumn, form: Attachment, index: HeadingIndex) -> bool:
    """Whether any table may have a column headed so: by the whole heading, by its lowest line where that says it."""
    if form.column_by_key[column.key or ""].type is ColumnType.SEQUENCE:
        return True
    whole = "".join(column.heading.split())
    known = index.match(form.id, whole) or index.usually(form.id, whole)
    return vocabulary().is_common(whole if known else column.heading.rpartition("\n")[2])


def _told(
    form: Attachment, columns: Sequence[FoundColumn], index: HeadingIndex, below: Sequence[Sequence[Scalar]]
) -> bool:
    """Whether the columns are there that no other table has, and hold what they should."""
    named = {
        column.key
        for column in columns
        if column.match in {Match.EXACT, Match.SYNONYM} and _holds(form, column, index, below)
    }
    return any(group and named.issuperset(group) for group in index.telling[form.id])


def _holds(form: Attachment, column: FoundColumn, index: HeadingIndex, below: Sequence[Sequence[Scalar]]) -> bool:
    """Whether a column of choices or categories has one of them, or nothing: other tables have others."""
    known = index.known_values(form, column.key or "")
    if known is None:
        return True
    place = column.number - 1
    texts = (text for row in below[:SAMPLE] if place < len(row) and (text := text_of(row[place])))
    first = next(texts, None)
    return first is None or known(first) or any(map(known, texts))


def _doubt(form: Attachment, counted: Sequence[FoundColumn], setting: Setting) -> str:
    names = "、".join(f"“{''.join(column.heading.split())}”" for column in counted[:_MOST_NAMED])
    told = [f"列名{names}与{form.label}相同"] if names else []
    told += [f"文件名写着{form.label}"] if setting.file == form.id else []
    title = setting.title
    against = _LIKE_ANOTHER.format(title.text.strip()) if title.other else _NOT_SAID.format(form.label)
    return f"{'，'.join(told)}；但{against}"

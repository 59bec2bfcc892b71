"""The header block of a form: 填报单位, 填报时间, 填报人员及电话, 总量, in one cell or several."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.quantities import MEASURE
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.traditional import simplified
from jianfu_cli.core.language.values import Scalar, Shown, UnvaluedFormula, is_empty, text_of
from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.form_parts import HeaderValue
from jianfu_cli.reading.grid import Grid
from jianfu_cli.reading.layout.vocabulary import vocabulary

# Other ways to write a label, seen on returned forms.
_WRITINGS = {
    "unit": ("填报单位", "报送单位", "填表单位", "上报单位", "填报部门"),
    "reported_on": ("填报时间", "填报日期", "报送时间", "报送日期", "填表时间", "填表日期", "上报时间"),
    "reporter": (
        "填报人员及电话",
        "填报人及电话",
        "填报人员及联系电话",
        "填报人及联系电话",
        "填报人员",
        "填报人",
        "填表人及电话",
        "填表人",
    ),
    "declared_total": ("填报总量",),
}
# These are labels only at the start of a text or after a blank: 活动时间 and 主办单位 are none.
_APART_ONLY = {
    "unit": ("单位名称", "单位"),
    "reported_on": ("日期",),
    "reporter": ("联系人及电话", "联系人", "报送人及电话", "报送人", "经办人及电话", "经办人"),
}
# And these only with a colon.
_SHORT = {"reported_on": ("时间",), "declared_total": ("总量",)}
_SEAL = r"(?:\s*[（(]\s*(?:加\s*盖\s*)?(?:公\s*章|盖\s*章|签\s*章|章)\s*[）)])?"
_APART = r"(?:^|(?<=[\s_＿；;，,]))"
# The number of the person named before it, in a cell of its own.
_PHONE = pattern_of(r"(?:联系)?(?:电话|手机|方式)(?:号码?)?\s*[:：]?\s*")
# 2024年6月12日（补报）
_REMARK = pattern_of(r"[(（][^()（）]{1,20}[)）] {0,3}$")
# A label of nobody's form behind a value: 获嘉县  截止日期：2024年6月24日
_NEXT_LABEL = pattern_of(r"(?<![\s；;，,])[\s；;，,]++[一-鿿]{2,10}(?:[（(][^（()）]{1,10}[）)])?\s{0,9}[:：]")
_ASIDE = pattern_of(r"[（(][^（(）)]*[）)]")
_BLANK_LINE = " _＿\u3000\t\n:："
# 单位：万元 says in what a table counts, not who files it.
_IN_MEASURES = pattern_of(rf"(?<!\s)\s*+[（(]?{MEASURE}(?:[、,，/]{MEASURE}){{0,9}}[)）]?(?:\s|$)")
_LONGEST = 400
_FEWEST_HEADINGS = 3
_FEWEST_LABELS = 2  # in a row above another: one alone may have its value anywhere


@lru_cache(maxsize=64)
def _labels(attachment: Attachment) -> tuple[tuple[HeaderField | None, re.Pattern[str]], ...]:
    """The labels of the form's fields, and (None) those that only other forms have: they end a value all the same."""
    own = [(field, _label_pattern(field.key, _names(field))) for field in attachment.header]
    others = _WRITINGS.keys() - {field.key for field in attachment.header}
    return (*own, *((None, _label_pattern(key, _WRITINGS[key])) for key in sorted(others)))


def _is_own_label(before: str, field: HeaderField) -> bool:
    """Whether a value comes right behind the form's own label, its seal and colon aside."""
    return key(before).rstrip(":").removesuffix("(盖章)").endswith(key(_ASIDE.sub("", field.label)))


def _names(field: HeaderField) -> set[str]:
    plain = _ASIDE.sub("", field.label)
    return {plain, field.name, *field.synonyms, *_WRITINGS[field.key]}


def _label_pattern(key: str, written: Iterable[str]) -> re.Pattern[str]:
    names = sorted(written, key=len, reverse=True)
    whole = _alternatives(names)
    apart = _alternatives([*names, *_APART_ONLY.get(key, ())])
    short = _alternatives(_SHORT.get(key, ())) or "(?!)"
    # Within a text a label needs its colon; at the start of a cell it may stand alone.
    return re.compile(
        rf"(?:{_APART}(?:{apart}){_SEAL}\s*(?:[:：]|(?=[\s_＿]|$|[\d零一二两三四五六七八九十]))"
        rf"|(?:{whole}){_SEAL}\s*[:：]|{_APART}(?:{short})\s*[:：为])"
    )


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(r"\s*".join(map(re.escape, simplified(name))) for name in names)


def is_labelled(text: str, attachment: Attachment) -> bool:
    """Say whether a header cell has a label, one of the form's or any other: a word and a colon."""
    return ":" in text or "：" in text or bool(_labels_in(text, attachment))


def is_header_row(values: Sequence[Scalar], attachment: Attachment) -> bool:
    """Say whether each filled cell of a row begins with a label of the form's header block, or is the value of one."""
    awaited = labelled = False
    for value in values:
        text = simplified(text_of(value))
        labels = [pattern.match(text) for _, pattern in _labels(attachment)] if len(text) <= _LONGEST else []
        ends = [label.end() for label in labels if label]
        if not ends and not awaited:
            return False
        labelled = labelled or bool(ends)
        # A label alone in its cell has its value in the next one.
        awaited = any(not text[end:].strip(_BLANK_LINE) for end in ends)
    return labelled


def read_header(grid: Grid, first: int, last: int, attachment: Attachment) -> dict[str, HeaderValue]:
    """Read the header fields that stand in the 1-based rows ``first``…``last``."""
    found: dict[str, HeaderValue] = {}
    own: set[str] = set()  # the fields under the form's own label: 填表人 may sign beside 填报人员及电话
    for number in range(first, min(last, len(grid.rows)) + 1):
        cells = [(place, value) for place, value in enumerate(grid.rows[number - 1], start=1) if not _nothing(value)]
        for position, (place, value) in enumerate(cells):
            if isinstance(value, UnvaluedFormula):
                found.update(_formulas(value, number, place, attachment))
                continue
            text = text_of(value)
            labels = _labels_in(text, attachment) if isinstance(value, str) and len(text) <= _LONGEST else ()
            if labels and _heads_others(cells, attachment):
                break
            for field, start, end in labels:
                raw: Scalar = _trim(text[start:end], field)
                where = place
                if is_empty(raw) and end == len(text):
                    raw, where = (
                        _beside(cells[position + 1 :], attachment, field)
                        or _below(grid, number, place, last, attachment)
                        or (raw, place)
                    )
                elif field.type == "contact" and end == len(text):
                    raw = " ".join(filter(None, (text_of(raw), _phone(cells[position + 1 :]))))
                previous = found.get(field.key)
                is_own = field.key not in own and not is_empty(raw) and _is_own_label(text[:start], field)
                if previous is None or is_own or (is_empty(previous.text) and not is_empty(raw)):
                    found[field.key] = HeaderValue(text_of(raw), raw, number, where)
                own |= {field.key} if is_own else set()
    return found


def _heads_others(cells: Sequence[tuple[int, Scalar]], attachment: Attachment) -> bool:
    """Whether the cells of a row are the headings of another table: 序号, 姓名, 单位, 职务."""
    texts = [text_of(value) for _, value in cells]
    if len(texts) < _FEWEST_HEADINGS or not all(map(vocabulary().ends_like_heading, texts)):
        return False
    return not all(_is_bare(text, attachment) for text in texts)


def read_printed(grid: Grid, attachment: Attachment) -> Iterator[tuple[str, HeaderValue]]:
    """Yield the header fields, by key, that stand at the head or the foot of the sheet's printed pages."""
    lines = [[line] for line in grid.facts.printed]
    for name, value in (read_header(Grid("", lines), 1, len(lines), attachment) if lines else {}).items():
        yield name, value._replace(row=0, column=0)


def is_blank(value: HeaderValue | None) -> bool:
    """Say whether a field is not there, or nobody wrote anything behind its label."""
    return value is None or "_" in value.text or not value.text


def day_of(value: HeaderValue | None, year: int) -> date | None:
    """Return the day that ``value`` names, a remark behind it or not; one without a year is of ``year``."""
    if value is None:
        return None
    written = read_date(value.value, year)
    if written is None and isinstance(value.value, str):
        written = read_date(_REMARK.sub("", value.value), year)
    return written.day if written and written.precision is Precision.DAY else None


def _formulas(value: UnvaluedFormula, row: int, place: int, attachment: Attachment) -> dict[str, HeaderValue]:
    """The field whose label a formula without a stored value puts together with a count: the blank's own."""
    counted = (field for field in attachment.header if field.type == "total" and field.label in value)
    return {field.key: HeaderValue(str(value), value, row, place) for field in counted}


def _nothing(value: Scalar) -> bool:
    return value is None or value == ""


def _labels_in(text: str, attachment: Attachment) -> tuple[tuple[HeaderField, int, int], ...]:
    """Return the labels of the form's fields in ``text`` with the span of each one's value, in order."""
    return tuple((field, start, end) for field, start, end in _spans(text, attachment) if field)


@lru_cache(maxsize=4096)
def _spans(text: str, attachment: Attachment) -> tuple[tuple[HeaderField | None, int, int], ...]:
    hits = []
    text = simplified(text)
    for field, pattern in _labels(attachment):
        match = pattern.search(text)
        if match and not (field and field.type == "unit" and _IN_MEASURES.match(text, match.end())):
            hits.append((match.start(), match.end(), field))
    hits.sort(key=lambda hit: hit[0])
    ends = [start for start, _, _ in hits[1:]] + [len(text)]
    return tuple((field, after, end) for (_, after, field), end in zip(hits, ends, strict=False))


def _beside(cells: list[tuple[int, Scalar]], attachment: Attachment, field: HeaderField) -> tuple[Scalar, int] | None:
    """Join the cells to the right up to the next label: the value and its (first) column, None where all are empty.

    A single cell keeps its own type (a date cell), where its words are no more than its value (8项).
    """
    kept: list[tuple[int, Scalar]] = []
    for place, value in cells:
        if isinstance(value, UnvaluedFormula) and _formulas(value, 0, place, attachment):
            break
        if isinstance(value, str) and _spans(text_of(value), attachment):
            break
        if not is_empty(value):
            kept.append((place, value))
    if not kept:
        return None
    first, value = kept[0]
    worded = isinstance(value, str) or (isinstance(value, Shown) and not value.parts)
    if len(kept) == 1 and not worded:
        return value, first
    # A name and a number in two cells stay two words; a date cut into cells is one again.
    separator = " " if field.type == "contact" else ""
    return _trim(separator.join(text_of(value) for _, value in kept), field), first


def _below(grid: Grid, row: int, column: int, last: int, attachment: Attachment) -> tuple[Scalar, int] | None:
    """The value under a label, where a row of nothing but labels stands over a row without any; None elsewhere."""
    if row >= last:
        return None
    labels, values = ([text_of(cell) for cell in cells if not _nothing(cell)] for cells in grid.rows[row - 1 : row + 1])
    bare = all(_is_bare(label, attachment) for label in labels)
    if len(labels) < _FEWEST_LABELS or not bare or any(_labels_in(value, attachment) for value in values):
        return None
    value = grid.value(row + 1, column)
    return None if is_empty(value) else (value, column)


def _is_bare(text: str, attachment: Attachment) -> bool:
    """Whether a text is a label and nothing more."""
    spans = [text[start:end] for _, start, end in _labels_in(text, attachment)]
    return len(spans) == 1 and not spans[0].strip(_BLANK_LINE)


def _phone(cells: list[tuple[int, Scalar]]) -> str:
    """The telephone number labelled so in the next cell, there or in the one after."""
    texts = [text_of(value) for _, value in cells[:2]]
    label = _PHONE.match(texts[0]) if texts else None
    return (texts[0][label.end() :] or "".join(texts[1:])) if label else ""


def _trim(text: str, field: HeaderField) -> str:
    text = text.strip(_BLANK_LINE)
    if field.type != "contact":  # whose number may be labelled too
        text = _NEXT_LABEL.split(text, maxsplit=1)[0]
    if field.suffix:
        text = text.split(field.suffix)[0].strip(_BLANK_LINE + "为")
    return text.rstrip("；;，,").strip()

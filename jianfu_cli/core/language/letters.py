"""What an official document says of itself (GB/T 9704—2012): who issued it, its number, its title, its day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from jianfu_cli.core.language.dates import Precision, read_date
from jianfu_cli.core.language.document_numbers import suggest_document_number
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import clean

_HEAD, _FOOT, _LONGEST = 20, 30, 80
_TITLE_LINES, _SIGNERS = 4, 4
_RED = "文件"
_SIGNER = pattern_of(r"签发人.*")
_NUMBER = pattern_of(r".*\d号")
_WHOLE_DAY = pattern_of(r".{4}年.{1,3}月.{1,3}日")
_PRINTED = pattern_of(r"(\d{4}年\d{1,2}月\d{1,2}日)印发")
# What documents are called, by which their titles end.
_TITLE = pattern_of(
    r".*(?:通知|意见|方案|办法|规定|措施|清单|函|决定|决议|批复|细则|制度|公告|通告|通报|规划|计划|要点|纲要|报告|请示|指南"
    r"|守则|规程|机制|标准|目录)(?:（[^（）]{1,12}）)?"
)
_OFFICE = pattern_of(r".*(?:局|委|委员会|组|办|办公室|政府|厅|部|会|院|校|中心|馆|队|公司|处|科)")
# A line that is none of a title: whom it is to, a sentence, a section.
_NO_TITLE = pattern_of(r".*[：:。；;]|[一二三四五六七八九十]+、.*|第[一二三四五六七八九十]+[章条].*")
_APART = pattern_of(r"\d{1,8}|(?:绝密|机密|秘密|特急|加急|急件).*")


class Letter(NamedTuple):
    """A document: its title, who issued it (several joined by 、), its number and its day; "" and None: not said."""

    title: str
    issuer: str
    number: str
    issued_on: date | None


def letter_in(paragraphs: Iterable[str]) -> Letter | None:
    """Return what the text says of itself; None where it has no title, or neither a number nor who issued it."""
    lines = [line for text in paragraphs for part in text.splitlines() if (line := "".join(clean(part).split()))]
    at, number = _number(lines[:_HEAD])
    begun = at + 1 if number else next((nth for nth, line in enumerate(lines[:_HEAD]) if _begins_title(line)), 0)
    title, ended = _title(lines[begun : begun + _TITLE_LINES])
    signers, day = _signed(lines[begun + ended :][-_FOOT:])
    issuer = (_red_head(lines[:at]) if number else "") or signers
    return Letter(title, issuer, number, day) if title and (number or issuer) else None


def _number(lines: Sequence[str]) -> tuple[int, str]:
    for nth, line in enumerate(lines):
        said = _SIGNER.sub("", line)
        number = suggest_document_number(said) if _NUMBER.fullmatch(said) else None
        if number:
            return nth, number
    return 0, ""


def _begins_title(line: str) -> bool:
    return len(line) <= _LONGEST and ("关于" in line or _TITLE.fullmatch(line) is not None)


def _title(lines: Sequence[str]) -> tuple[str, int]:
    """The longest run of lines from the first on that ends as titles do, and how many lines it takes."""
    title, ended, joined = "", 0, ""
    for count, line in enumerate(lines, start=1):
        joined += line
        if _NO_TITLE.fullmatch(line) or len(joined) > _LONGEST:
            break
        if _TITLE.fullmatch(joined):
            title, ended = joined, count
    return title, ended


def _red_head(lines: Sequence[str]) -> str:
    """Who issued it, by the red head: lines above the number, the last or each of which ends with 文件."""
    own = [line for line in lines if not _APART.fullmatch(line)]
    if not own or not own[-1].endswith(_RED):
        return ""
    offices = [line.removesuffix(_RED) for line in own]
    return "、".join(office for office in offices if _OFFICE.fullmatch(office)) if len(own) <= _SIGNERS else ""


def _signed(lines: Sequence[str]) -> tuple[str, date | None]:
    """Who signed and when: the last line that is a day, the offices right above it; else when it was printed."""
    for nth in range(len(lines) - 1, -1, -1):
        day = _day(lines[nth])
        if day:
            above = lines[max(0, nth - _SIGNERS) : nth]
            first = next((place for place in range(len(above), 0, -1) if not _OFFICE.fullmatch(above[place - 1])), 0)
            return "、".join(above[first:]), day
    printed = (found[1] for line in reversed(lines) if (found := _PRINTED.search(line)))
    return "", next((day for text in printed if (day := _day(text))), None)


def _day(line: str) -> date | None:
    written = read_date(line, 0) if _WHOLE_DAY.fullmatch(line) else None
    return written.day if written and written.precision is Precision.DAY else None

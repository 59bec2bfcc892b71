"""What a section of years, months, days, hours shows of a day's number (ECMA-376 part 1, 18.8.31)."""

from datetime import datetime, timedelta

from jianfu_cli.core.language.values import Scalar, Shown
from jianfu_cli.reading.formats.chinese_numerals import digit_by_digit, of_calendar
from jianfu_cli.reading.formats.format_codes import CodeSection, Token

_EPOCH, _EARLY_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1899, 12, 31), datetime(1904, 1, 1)  # noqa: DTZ001
# There was no 29th of February 1900, but day 60 is one.
_FEBRUARY_29, _LAST = 60, 2_958_466
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOON = 12
_NAME, _LONG_NAME, _INITIAL = 3, 4, 5  # letters: mmm, mmmm, mmmmm


def shown_date(section: CodeSection, number: float, *, from_1904: bool) -> Scalar:
    """Return the day, time or duration that ``section`` shows of ``number``, with the precision it shows.

    A whole day is a date. A number that is no day stays itself.
    """
    if not 0 <= number < _LAST:
        return number
    elapsed = next((token.text[0].lower() for token in section.tokens if token.kind == "elapsed"), "")
    moment, since = _moment(section, number, from_1904=from_1904)
    shown = "".join(_text(section, token, moment, since, elapsed) for token in section.tokens).strip()
    if elapsed:
        return Shown(shown, since)
    parts = "".join(part for part, kind in (("y", "year"), ("m", "month"), ("d", "day")) if section.has(kind))
    if not parts and not section.has("weekday"):
        return Shown(shown, moment if number >= 1 else moment.time())
    if number < 1:
        return number  # the day before the first is none
    timed = section.has("hour", "minute", "second")
    if parts == "ymd":
        if not timed or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
            return moment.date()
        return Shown(moment.isoformat(" ", "seconds" if section.has("second") else "minutes"), moment, "ymd")
    return Shown(shown, moment if timed else moment.date(), parts or "d")


def _moment(section: CodeSection, number: float, *, from_1904: bool) -> tuple[datetime, timedelta]:
    """Return the moment and the time since the first day, both rounded to what is shown of a second."""
    fraction = next((len(token.text) - 1 for token in section.tokens if token.kind == "fraction"), 0)
    ticks = 10 ** min(fraction, 6)
    since = timedelta(seconds=round(number * 86_400 * ticks) / ticks)
    if from_1904:
        return _EPOCH_1904 + min(since, timedelta(_LAST - 1463)), since
    return (_EPOCH if number >= _FEBRUARY_29 else _EARLY_EPOCH) + min(since, timedelta(_LAST - 1)), since


def _text(section: CodeSection, token: Token, moment: datetime, since: timedelta, elapsed: str) -> str:
    length = len(token.text)
    match token.kind:
        case "year":
            return _year(section, moment.year, token.text)
        case "month":
            return _month(section, moment.month, length)
        case "day":
            return _padded(section, moment.day, length)
        case "weekday":
            return _weekday(section, token.text, moment.weekday())
        case "half":
            return _half(section, token.text, moment)
        case "elapsed":
            return _elapsed(since, elapsed, length)
        case "literal":
            return token.text
    return _clock(section, token.kind, moment, length)


def _year(section: CodeSection, year: int, written: str) -> str:
    is_short = written.lower() in {"y", "yy"}
    text = f"{year % 100:02}" if is_short else f"{year:04}"
    return digit_by_digit(text, section.numerals) if section.numerals else text


def _clock(section: CodeSection, kind: str, moment: datetime, length: int) -> str:
    if kind == "fraction":
        return f".{moment.microsecond:06}"[:length]
    hour = (moment.hour - 1) % _NOON + 1 if section.has("half") else moment.hour
    return _padded(section, {"hour": hour, "minute": moment.minute, "second": moment.second}[kind], length)


def _padded(section: CodeSection, number: int, length: int) -> str:
    return of_calendar(number, section.numerals) if section.numerals else f"{number:0{min(length, 2)}}"


def _month(section: CodeSection, month: int, length: int) -> str:
    if length < _NAME:
        return _padded(section, month, length)
    if section.chinese:
        return f"{month}月" if length == _NAME else f"{_MONTHS[month - 1]}月"
    name = _ENGLISH_MONTHS[month - 1]
    return name[:_NAME] if length == _NAME else name[:1] if length == _INITIAL else name


def _weekday(section: CodeSection, written: str, day: int) -> str:
    in_full = len(written) > _NAME
    if written[0] in "aA":
        return f"{'星期' if in_full else ''}{_WEEKDAYS[day]}"
    if section.chinese:
        return f"{'星期' if in_full else '周'}{_WEEKDAYS[day]}"
    name = _ENGLISH_WEEKDAYS[day]
    return name if in_full else name[:_NAME]


def _half(section: CodeSection, written: str, moment: datetime) -> str:
    late = moment.hour >= _NOON
    if "午" in written or section.chinese:
        return "下午" if late else "上午"
    first, _, second = written.partition("/")
    return second if late else first


def _elapsed(since: timedelta, unit: str, length: int) -> str:
    seconds = since.days * 86_400 + since.seconds
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[unit]:0{length}}"

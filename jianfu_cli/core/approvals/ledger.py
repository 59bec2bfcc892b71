"""审批台账 as a value: an opinion a row, in order, with its day and reasons, and what a person decided beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from jianfu_cli.core.approvals.application import TEXTS, Application, area_asking
from jianfu_cli.core.approvals.reason import REFUSING, Reason, Suggestion
from jianfu_cli.core.language.dates import read_date
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import text_of, whole
from jianfu_cli.core.model.campaign import Campaign

LEDGER_FILE, LEDGER_SHEET = "审批台账.xlsx", "审批台账"
NUMBER, OPINED_ON, RECEIVED_ON, UNIT, MATTER, BODY, LEVEL = (
    "编号", "审核日期", "收到日期", "填报单位", "活动名称", "申请单位", "层级",
)  # fmt: skip
HELD, TIMES, SCHOOLS, GROUNDS, LISTED, AHEAD = "开展时间", "次数", "开展学校", "开展依据", "对应清单事项", "提前天数"
SUGGESTION, REASONS, DECISION, WHY, BY, ON, FILE, ROW = (
    "建议", "理由", "决定", "决定理由", "决定人", "决定日期", "来源文件", "来源行",
)  # fmt: skip
HEADINGS = (
    NUMBER, OPINED_ON, RECEIVED_ON, UNIT, MATTER, BODY, LEVEL, HELD, TIMES, SCHOOLS, GROUNDS, LISTED, AHEAD,
    SUGGESTION, REASONS, DECISION, WHY, BY, ON, FILE, ROW,
)  # fmt: skip
"""The columns of the ledger; from 决定 to 决定日期 they are a person's."""
FILLED_IN = HEADINGS[HEADINGS.index(DECISION) : HEADINGS.index(FILE)]
NEEDED = (NUMBER, SUGGESTION, DECISION)
"""By these headings a ledger is known."""
_OTHER_WORDS = {
    **dict.fromkeys(("同意开展", "准予", "准予开展", "批准", "拟同意", "通过"), Suggestion.AGREE),
    **dict.fromkeys(("退回补正", "补正后再报", "补充材料", "退回"), Suggestion.AMEND),
    **dict.fromkeys(("合并开展", "并入其他事项"), Suggestion.MERGE),
    **dict.fromkeys(("不予同意", "不批准", "不予批准", "不准予", "驳回", "否决", "不通过"), Suggestion.REFUSE),
}
_REASON = pattern_of(r"(JF\d{3}) ?(.*)")
_CODED = ("matter", "body", "frequency", "schools")


class Decided(NamedTuple):
    """What a person entered: ``on`` is None where no day is written."""

    decision: Suggestion
    why: str
    by: str
    on: date | None


class Opinion(NamedTuple):
    """What had been suggested when a person decided, and the reasons that were given for it."""

    suggestion: Suggestion
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One row of the ledger as it stands, its texts by heading."""

    texts: Mapping[str, str]

    def text(self, heading: str) -> str:
        """Return the text under ``heading``, "" where there is none."""
        return self.texts.get(heading, "")


class ApprovalLedger:
    """The rows of a ledger; what was decided last of an application holds."""

    def __init__(self, entries: Iterable[LedgerEntry] = ()) -> None:
        self.entries = tuple(entries)
        self._last = {entry.text(NUMBER).upper(): entry for entry in self.entries}
        self._decided: dict[str, Decided] = {}
        self._opinions: dict[str, Opinion | None] = {}
        for entry in self.entries:
            decided = _decided(entry)
            if decided:
                self._decided[entry.text(NUMBER).upper()] = decided
                self._opinions[entry.text(NUMBER).upper()] = _opinion(entry)

    def decision(self, one: Application) -> Decided | None:
        """Return what a person decided of ``one``, None where nobody did."""
        return self._decided.get(number_of(one))

    def opinion(self, one: Application) -> Opinion | None:
        """Return the opinion beside that decision, None where there is none or it cannot be read any more."""
        return self._opinions.get(number_of(one))

    @property
    def unclear(self) -> tuple[LedgerEntry, ...]:
        """The rows whose 决定 is none of the words that can be obeyed."""
        return tuple(entry for entry in self.entries if entry.text(DECISION) and _decided(entry) is None)

    def says_the_same(self, one: Application, suggestion: str, reasons: str) -> bool:
        """Say whether the last opinion of ``one`` was the same: the ledger need not have it twice."""
        last = self._last.get(number_of(one))
        return (
            last is not None
            and key(last.text(SUGGESTION)) == key(suggestion)
            and key(last.text(REASONS)) == key(reasons)
        )

    def agreed_elsewhere(self, present: Sequence[Application], campaign: Campaign) -> list[Application]:
        """Return what was agreed to and is not ``present`` this time: it still counts."""
        known = {number_of(one) for one in present}
        agreed = {
            number: entry
            for number, entry in self._last.items()
            if number
            and number not in known
            and (decided := self._decided.get(number))
            and decided.decision is Suggestion.AGREE
        }
        return [_application(entry, campaign) for entry in agreed.values()]


def number_of(one: Application) -> str:
    """Return the 编号 of ``one``, made of what is applied for: it survives new files and another order."""
    said = [one.unit, *(one.texts[role] for role in _CODED), text_of(whole(one.held))]
    return f"S{sha256('|'.join(map(key, said)).encode()).hexdigest()[:11].upper()}"


def _decided(entry: LedgerEntry) -> Decided | None:
    written = key(entry.text(DECISION)).strip("。.,，!！ ")
    found = next((one for one in Suggestion if key(one) == written), _OTHER_WORDS.get(written))
    day = read_date(entry.text(ON), date.min.year)
    return Decided(found, entry.text(WHY), entry.text(BY), day.day if day else None) if found else None


def _opinion(entry: LedgerEntry) -> Opinion | None:
    written = key(entry.text(SUGGESTION))
    suggestion = next((one for one in Suggestion if key(one) == written), None)
    said: list[list[str]] = []
    for line in entry.text(REASONS).splitlines():
        if found := _REASON.fullmatch(line.strip()):
            said.append([found[1], found[2]])
        elif said:
            said[-1][1] += line.strip()
    # A suggestion other than 同意 has reasons: without them somebody has emptied or rewritten the cell.
    if suggestion is None or bool(said) is (suggestion is Suggestion.AGREE):
        return None
    refused = suggestion is Suggestion.REFUSE
    reasons = (Reason(code, "", message, "", refuses=refused and code in REFUSING) for code, message in said)
    return Opinion(suggestion, tuple(reasons))


_ROLES = {MATTER: "matter", BODY: "body", LEVEL: "level", GROUNDS: "grounds", TIMES: "frequency", SCHOOLS: "schools"}


def _application(entry: LedgerEntry, campaign: Campaign) -> Application:
    texts = dict.fromkeys(TEXTS, "") | {role: entry.text(heading) for heading, role in _ROLES.items()}
    days = (read_date(entry.text(heading), date.min.year) for heading in (RECEIVED_ON, OPINED_ON))
    received = next((day.day for day in days if day), date.min)
    unit = entry.text(UNIT)
    area = area_asking(unit, texts["body"], campaign)
    return Application(unit, texts, entry.text(HELD), received, "folder", area, path=LEDGER_FILE)

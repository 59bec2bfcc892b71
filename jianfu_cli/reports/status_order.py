"""In which order ``status`` names units: of each kind those that sent nothing together, then who is worst first."""

from collections.abc import Iterator
from dataclasses import dataclass

from jianfu_cli.core.filings.ledger import Account, Entry, Ledger
from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.kinds import UnitKind

# So many units that sent nothing stand in one line, not in a row each.
_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class KindBlock:
    """The units of one kind: ``silent`` sent nothing, ``heard`` have a row each."""

    kind: UnitKind
    silent: tuple[Account, ...]
    heard: tuple[Account, ...]

    @property
    def silence(self) -> str:
        """What is said of the silent ones: that they owe, or, before anything is due, that nothing has come."""
        return "一件未报" if any(map(missing_of, self.silent)) else "还没有报来材料"

    def on_time(self, form: Attachment) -> str:
        """``12/15``: how many units filed ``form`` on time, of those that must by now; "" where none must."""
        every = (entry_of(account, form) for account in (*self.silent, *self.heard))
        states = [one.filing.state for one in every if one and one.filing.state is not State.NOT_DUE]
        return f"{states.count(State.ON_TIME)}/{len(states)}" if states else ""


def kind_blocks(ledger: Ledger) -> Iterator[KindBlock]:
    """Yield the kinds of units that have anything to file, in order of the campaign."""
    for kind in ledger.campaign.kinds:
        accounts = [account for account in ledger.accounts if account.kind == kind.id and account.entries]
        silent = [account for account in accounts if account.sent_nothing]
        if len(silent) < _TOGETHER:
            silent = []
        heard = [account for account in accounts if account not in silent]
        if accounts:
            yield KindBlock(kind, tuple(silent), tuple(sorted(heard, key=_trouble)))


def entry_of(account: Account, form: Attachment) -> Entry | None:
    """Return the unit's return of ``form``; None where it need not file it."""
    return next((entry for entry in account.entries if entry.filing.attachment == form.id), None)


def missing_of(account: Account) -> int:
    """How many attachments the unit has not filed in time."""
    return sum(entry.filing.state is State.MISSING for entry in account.entries)


def what_is_missing(ledger: Ledger) -> str:
    """``34 个单位一件未报，共涉及 37 个单位``, "" where nothing is missing."""
    lacking = [account for account in ledger.accounts if missing_of(account)]
    silent = sum(account.sent_nothing for account in lacking)
    if not lacking:
        return ""
    return f"{silent} 个单位一件未报，共涉及 {len(lacking)} 个单位" if silent else f"涉及 {len(lacking)} 个单位"


def _trouble(account: Account) -> tuple[int, int, int]:
    """Most missing first, then most late, then most errors; sorting keeps the roster's order where they are alike."""
    late = sum(entry.filing.state is State.LATE for entry in account.entries)
    return -missing_of(account), -late, -sum(len(entry.errors) for entry in account.entries)

"""整改销号 through time: what each past day's roll-up counts, from the versions that lie in the inbox (progress)."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jianfu_cli.core.filings.receipt import known_on
from jianfu_cli.core.filings.versions import Version, versions
from jianfu_cli.core.language.steps import Every, steps_back
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.decision import Decision
from jianfu_cli.core.model.finding import Finding
from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.changes import Changes, changes_between
from jianfu_cli.core.rollup.figure_model import share_of
from jianfu_cli.core.rollup.histories import Matter, histories
from jianfu_cli.core.rollup.rectified import MatterState, Rectifications

# ``(unit, attachment) → versions`` that count on a day.
Counting = Mapping[tuple[str, str], tuple[Version, ...]]


STATE_LABELS = {
    MatterState.DONE: "已完成",
    MatterState.OPEN: "未到期",
    MatterState.OVERDUE: "逾期未完成",
    MatterState.UNCLEAR: "看不出是否完成",
    MatterState.GONE: "不再列出",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressStep:
    """What the roll-up of one day counts; ``open`` is not done and not past, the four add up to ``rectifications``.

    ``by_file_time`` are the paths counted of which, as that day knows them, only the file's own time says when they
    came.
    """

    as_of: date
    problems: int
    rectifications: int
    done: int
    open: int
    overdue: int
    unclear: int
    by_file_time: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[MatterState, int]:
        """How many rectifications stand where."""
        numbers = self.done, self.open, self.overdue, self.unclear
        return dict(zip((state for state in MatterState if state is not MatterState.GONE), numbers, strict=True))

    @property
    def left(self) -> int:
        """The rectifications that nobody has reported as done."""
        return self.rectifications - self.done

    @property
    def done_share(self) -> str:
        """完成率, as the roll-up has it."""
        return share_of(self.done, self.rectifications)


@dataclass(frozen=True, slots=True)
class Progress:
    """How rectification went: day by day, earliest first, and matter by matter in order of the roster.

    ``changes`` are those between the last two days, as they are counted; None where there is but one, or nothing is
    rectified. ``not_compared``: so many rows bear names like too many others, and may be the same matter renamed.
    ``decisions`` are what a person decided and was obeyed.
    """

    campaign: Campaign
    steps: tuple[ProgressStep, ...]
    matters: tuple[Matter, ...]
    changes: Changes | None
    not_compared: int
    decisions: tuple[Decision, ...] = ()

    @property
    def has_rectifications(self) -> bool:
        """Whether the campaign has any."""
        return self.campaign.by_role(FormRole.RECTIFICATIONS) is not None

    @property
    def as_of(self) -> date:
        """The last of the days, on which the matters stand as they do."""
        return self.steps[-1].as_of


def progress(
    files: Iterable[SourceFile],
    findings: Iterable[Finding],
    campaign: Campaign,
    *,
    end: date,
    start: date | None = None,
    every: Every = Every.WEEK,
    decisions: Iterable[Decision] = (),
) -> Progress:
    """Count for each day up to ``end`` what ``merge --as-of`` that day counts; the files are read once.

    Without ``start`` the days go back to the first on which a problem or a rectification was in, not before the notice;
    where none is in there is ``end`` alone.
    """
    wanted, concerned = _concerned(files, campaign)
    known = Rectifications(campaign, findings)
    came = _days_of_receipt(concerned, end, campaign, wanted)
    days = steps_back(every, start or (max(campaign.notice_date, came[0]) if came else end), end)
    on = [_counting(concerned, day, campaign, wanted) for day in (*came, end)]
    counted = [_counting(_known_on(concerned, day), day, campaign, wanted) for day in days]
    steps = tuple(_step(day, counting, known, campaign) for day, counting in zip(days, counted, strict=True))
    matters, uncompared = histories(on, known, campaign, end)
    told = len(days) > 1 and campaign.by_role(FormRole.RECTIFICATIONS) is not None
    changes = changes_between(counted[-2], counted[-1], known, campaign) if told else None
    return Progress(campaign, steps, matters, changes, uncompared, tuple(decisions))


def weeks_until(
    files: Iterable[SourceFile], findings: Iterable[Finding], campaign: Campaign, end: date
) -> tuple[ProgressStep, ...]:
    """Return the steps of ``progress`` alone, week by week; () where nothing is rectified, or within one week."""
    wanted, concerned = _concerned(files, campaign)
    if campaign.by_role(FormRole.RECTIFICATIONS) is None:
        return ()
    known = Rectifications(campaign, findings)
    came = _days_of_receipt(concerned, end, campaign, wanted)
    days = steps_back(Every.WEEK, max([campaign.notice_date, *came[:1]]), end)
    if len(days) == 1:
        return ()
    deadlines = (
        day
        for one in _all(_counting(concerned, end, campaign, wanted))
        if known.concerns(one)
        for day in known.tally(one).deadlines
    )
    last = max([*came, *deadlines], default=days[0])
    steps: list[ProgressStep] = []
    for day in days:
        # When all is in and past nothing changes any more, and the end may be years away.
        if steps and steps[-1].as_of > last:
            steps.append(replace(steps[-1], as_of=day))
        else:
            steps.append(_step(day, _counting(_known_on(concerned, day), day, campaign, wanted), known, campaign))
    return tuple(steps)


def _concerned(files: Iterable[SourceFile], campaign: Campaign) -> tuple[set[str], tuple[SourceFile, ...]]:
    """The attachments of problems and rectifications, and the files that hold them."""
    wanted = {form.id for role in (FormRole.PROBLEMS, FormRole.RECTIFICATIONS) if (form := campaign.by_role(role))}
    return wanted, tuple(file for file in files if any(form.attachment in wanted for form in file.forms))


def _days_of_receipt(files: tuple[SourceFile, ...], end: date, campaign: Campaign, wanted: set[str]) -> list[date]:
    return sorted({one.received_on for one in _all(_counting(files, end, campaign, wanted, counting=False))})


def _known_on(files: tuple[SourceFile, ...], day: date) -> tuple[SourceFile, ...]:
    """Return ``files`` as the roll-up of ``day`` knows them: a 填报时间 still to come is no day of receipt then."""
    return tuple(known_on(file, day) for file in files)


def _counting(
    files: tuple[SourceFile, ...], day: date, campaign: Campaign, wanted: set[str], *, counting: bool = True
) -> Counting:
    """The versions in by ``day``, of the attachments ``wanted``; only those that count, or all."""
    return {
        owner: tuple(one for one in owned if (one.counts if counting else not one.too_late))
        for owner, owned in versions(files, campaign.same_words, day).items()
        if owner[1] in wanted
    }


def _all(counting: Counting) -> Iterable[Version]:
    return (one for owned in counting.values() for one in owned)


def _step(day: date, counting: Counting, known: Rectifications, campaign: Campaign) -> ProgressStep:
    problems = campaign.by_role(FormRole.PROBLEMS)
    asked = [one for (_, form), owned in counting.items() if problems and form == problems.id for one in owned]
    tallies = [known.tally(one) for one in _all(counting) if known.concerns(one)]
    past = [bisect_left(tally.deadlines, day) for tally in tallies]
    return ProgressStep(
        as_of=day,
        problems=sum(len(form.body.rows) - len(form.body.twice) for one in asked for form in one.forms),
        rectifications=sum(tally.rows for tally in tallies),
        done=sum(tally.done for tally in tallies),
        open=sum(tally.open for tally in tallies) - sum(past),
        overdue=sum(past),
        unclear=sum(tally.unclear for tally in tallies),
        by_file_time=tuple(sorted({one.file.path for one in _all(counting) if one.day_unknown})),
    )

"""``progress`` for people on a terminal: the days as a table, then what needs a word."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jianfu_cli.core.filings.versions import DAY_UNKNOWN
from jianfu_cli.core.language.shown import shown
from jianfu_cli.core.language.terminal import PLACES, width, wrap
from jianfu_cli.core.matters.budget import too_many_alike
from jianfu_cli.core.model.decision_book import obeyed
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.rollup.histories import Matter
from jianfu_cli.core.rollup.progress import Progress, ProgressStep
from jianfu_cli.core.rollup.rectified import MatterState

# Above numbers there is no room for more.
_SHORT = {
    MatterState.DONE: "已完成",
    MatterState.OPEN: "未到期",
    MatterState.OVERDUE: "逾期",
    MatterState.UNCLEAR: "看不出",
}
_MOST_RUNS = 4
# More names than this make a list nobody reads.
_MOST_LISTED = 20


def as_text(progress: Progress, *, places: int = PLACES) -> str:
    """Return the table of days, and lists of what is not as it should be, ``places`` wide."""
    lines = [f"{progress.campaign.title}：{progress.campaign.mending}销号进度（截至 {progress.as_of}）", ""]
    lines += _aligned([headings(progress), *(cells(progress, step) for step in progress.steps)])
    if since := _since(progress):
        lines += ["", *wrap(since, places)]
    for heading, matters in _lists(progress):
        more = [f"  ……共 {len(matters)} 项，全部见 -f xlsx"] if len(matters) > _MOST_LISTED else []
        lines += ["", heading, *_wrapped(matters[:_MOST_LISTED], places), *more]
    for note in notes(progress):
        first, *others = wrap(note, places - 4)
        lines += ["", f"注：{first}", *(f"    {other}" for other in others)]
    return "\n".join(lines) + "\n"


def headings(progress: Progress) -> list[str]:
    """Return what stands above the numbers of a day: what the campaign counts."""
    roles = FormRole.PROBLEMS, FormRole.RECTIFICATIONS
    counted = [form.rows_called for role in roles if (form := progress.campaign.by_role(role))]
    states = [_SHORT[state] for state in progress.steps[-1].counts] if progress.has_rectifications else []
    return ["截至", *counted, *states, *(["完成率"] if states else [])]


def cells(progress: Progress, step: ProgressStep) -> list[str]:
    """Return the day and its numbers, as text, below those headings."""
    problems = [step.problems] if progress.campaign.by_role(FormRole.PROBLEMS) else []
    mended = [step.rectifications, *step.counts.values()] if progress.has_rectifications else []
    share = [step.done_share] if progress.has_rectifications else []
    return [step.as_of.isoformat(), *map(str, (*problems, *mended)), *share]


def notes(progress: Progress) -> Iterator[str]:
    """Say in Chinese what the figures leave in doubt, and what stands by decision."""
    if progress.decisions:
        yield obeyed(progress.decisions).rstrip("。")
    yield from _by_file_time(progress.steps)
    if progress.not_compared:
        yield (
            f"没有比完：{too_many_alike(progress.not_compared, '另一版里的各行')}；"
            "“不再列出”和新列的里可能有改了名称的同一项"
        )


def _by_file_time(steps: Sequence[ProgressStep]) -> Iterator[str]:
    """Say of each day how many returns it counts of which that day cannot know when they came."""
    counted = {step.by_file_time for step in steps}
    if counted == {()}:
        return
    if len(counted) == 1:
        [paths] = counted
        yield (
            f"{len(paths)} 份表只知道文件自己的时间，复制会改变它，不能证明哪天收到，所以每一天都计入：{_some(paths)}"
        )
        return
    runs = [list(run) for _, run in groupby(steps, lambda step: len(step.by_file_time))]
    said = [_on_days(run) for run in runs if run[0].by_file_time]
    every = "、".join(said[:_MOST_RUNS]) + ("等" if len(said) > _MOST_RUNS else "")
    paths = tuple(dict.fromkeys(path for step in steps for path in step.by_file_time))
    yield (
        f"有的表到那一天只有文件自己的时间可依（没有写填报时间，或写的早于通知、晚于那一天），不能证明哪天收到，"
        f"也计在那一天里：{every}（{_some(paths)}）；这样的日子，数可能比当天收到的多。"
        f"逐项的“首次报来”“销号”按到 {steps[-1].as_of} 为止可信的日期"
    )


def _on_days(run: Sequence[ProgressStep]) -> str:
    first, last, count = run[0].as_of, run[-1].as_of, len(run[0].by_file_time)
    return f"{first} {count} 份" if first == last else f"{first} 至 {last} 各 {count} 份"


def _some(paths: Sequence[str]) -> str:
    most = 3
    return "、".join(map(shown, paths[:most])) + ("等" if len(paths) > most else "")


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lay out ``rows`` in columns, numbers to the right."""
    widest = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for first, *numbers in rows:
        padded = (" " * (most - width(text)) + text for text, most in zip(numbers, widest[1:], strict=True))
        yield "  ".join([first + " " * (widest[0] - width(first)), *padded]).rstrip()


def _since(progress: Progress) -> str:
    """What changed between the last two days of the table."""
    changes = progress.changes
    if changes is None:
        return ""
    gone = f"不再列出 {changes.gone} 项" + (f"（其中已完成 {changes.closed_gone} 项）" if changes.closed_gone else "")
    return (
        f"上表 {progress.steps[-2].as_of} 到 {progress.as_of}：新列 {changes.new} 项，{gone}，"
        f"销号 {changes.closed} 项，由已完成改回 {changes.reopened} 项。"
    )


def _lists(progress: Progress) -> Iterator[tuple[str, list[Matter]]]:
    by_state = {
        state: [one for one in progress.matters if one.state is state]
        for state in (MatterState.OVERDUE, MatterState.UNCLEAR, MatterState.GONE)
    }
    lists = (
        ("逾期未完成：", by_state[MatterState.OVERDUE]),
        ("看不出是否完成，请问清楚：", by_state[MatterState.UNCLEAR]),
        ("曾报已完成、后来又改回的：", [one for one in progress.matters if one.reopened_on and not one.closed_on]),
        ("以前报过、新的一版里不再列出的，请核实：", by_state[MatterState.GONE]),
    )
    yield from ((heading, matters) for heading, matters in lists if matters)


def _wrapped(matters: Sequence[Matter], places: int) -> Iterator[str]:
    for matter in matters:
        facts = [
            matter.body,
            f"时限 {matter.deadline}" if matter.deadline else "",
            f"{matter.first_seen} 首次报来" if matter.first_seen else DAY_UNKNOWN,
        ]
        facts += [f"{matter.reopened_on} 改回"] if matter.reopened_on else []
        said = f"{matter.unit}：{matter.matter or '（没有名称）'}（{'，'.join(fact for fact in facts if fact)}）"
        first, *others = wrap(shown(said), places - 4)
        yield f"  {first}"
        yield from (f"    {other}" for other in others)

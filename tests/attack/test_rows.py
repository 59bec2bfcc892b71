"""No check that compares rows with rows costs the square of their number, whatever they say.

The census is of all there is: every rule of the package by itself, and every part of it that looks at several rows,
forms, versions or files. What is counted are calls and compared texts, no seconds: four times the rows may cost a little
more than four times as much, never sixteen times.
"""

from datetime import date

import pytest
from made.counted import work
from made.forms import form, returned, shipped, source

from attack.crowds import CROWDS
from jianfu_cli.core.filings.asking import questions
from jianfu_cli.core.filings.carrying import carry, typed_by_unit
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.language.steps import Every
from jianfu_cli.core.rollup.comparison import compare
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.progress import progress
from jianfu_cli.core.rollup.publication import complaint_channels, public_whitelist
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import CampaignRule, Context, UnitRule
from jianfu_cli.rules.runner import Checker

AS_OF = date(2024, 7, 5)
ROWS, TIMES = 125, 4
MOST = 7
"""Four times the rows: n log n is 5, and what reaches its budget on the way a little more; the square is 16."""
TOO_FEW = 25_000
"""What costs less is not worth a word, and what it costs once for all weighs too much in it."""
UNITS = "红旗区", "市公安局"


def filed(crowd, count, day):
    """Files of two units with ``count`` rows each as ``crowd`` has them."""
    for place, unit in enumerate(UNITS):
        for attachment in ("a1", "a2", "a3", "a6", "a7"):
            rows = crowd.rows(count, (place + int(attachment[1])) % 2)
            filled = [_row(attachment, number, *row) for number, row in enumerate(rows)]
            made = form(attachment, unit=unit, rows=filled, reported=day, received=day)
            yield source(f"{unit}/{day}/{attachment}.xlsx", made, inbox_unit=unit)
        # Long names are cut alike, but no two files have one path.
        names = (f"{row[0][:60]}（{number}）.pdf" for number, row in enumerate(crowd.rows(count, 0)))
        yield from (source(f"{unit}/{day}/{name}", inbox_unit=unit) for name in names)


def _row(attachment, number, matter, body):
    return {
        "seq": number + 1, "matter": matter, "body": body, "organisation": body, "category": "社会事务进校园",
        "disposition": ("清理", "保留", "优化")[number % 3], "grounds": matter, "document": matter,
        "document_number": "某教〔2023〕1号", "measures": "停止", "deadline": "2024-06-20", "progress": "正在推进",
        "held": "每年1次", "content": matter, "scope": "全体学生", "venue": body, "manner": matter, "acceptance": "不验收",
        "hotline": f"0373-{2_000_000 + number % 7}、0373-2000009", "complaints_email": f"a{number % 7}@example.com",
        "person": "张某", "office_phone": "0373-2000001", "region": "某县",
    }  # fmt: skip


def checks(crowd, count):
    """Yield ``(name, what it does)`` of all that looks at rows together."""
    campaign = shipped()
    files = tuple(filed(crowd, count, "2024-06-12"))
    later = tuple(filed(crowd, count, "2024-06-19"))
    context = Context(campaign, AS_OF)
    units = returned((*files, *later), AS_OF, UNITS)
    for rule in RULES:
        checker = Checker([rule], context)  # by itself
        if isinstance(rule, UnitRule):
            yield rule.code, lambda checker=checker: [checker.check_unit(unit) for unit in units]
        elif isinstance(rule, CampaignRule):
            yield rule.code, lambda checker=checker: checker.check_campaign(units)
    checker = Checker(RULES, context)
    yield "rules of a file", lambda: [checker.check_file(file) for file in files]
    found = [finding for file in later for finding in checker.check_file(file)]
    found += [finding for unit in units for finding in checker.check_unit(unit)[0]]
    both = (*files, *later)
    yield "versions", lambda: returned(both, AS_OF, UNITS)
    yield "superseded", lambda: Superseded.among(both, campaign.same_words, AS_OF).without(found)
    yield "decide", lambda: questions(both, found, campaign, AS_OF)
    yield "diff", lambda: compare(files, later, campaign)
    yield "progress", lambda: progress(both, found, campaign, end=AS_OF, every=Every.DAY)
    yield "new-template --from", lambda: _carried(files, campaign)
    yield "merge", lambda: roll_up(both, found, campaign, AS_OF)
    merged = roll_up(files, (), campaign, AS_OF, whole_roster=True)
    yield "public whitelist", lambda: public_whitelist(merged)
    yield "public channels", lambda: complaint_channels(merged)


def _carried(files, campaign):
    for typed in typed_by_unit(files, campaign.same_words).values():
        for attachment in campaign.attachments:
            carry(typed, attachment, campaign)


@pytest.mark.timeout(280)
@pytest.mark.parametrize("crowd", CROWDS, ids=lambda crowd: crowd.name)
def test_four_times_the_rows(crowd, record_property):
    """every rule and every part that compares rows × rows that are like"""
    few = {name: work(do) for name, do in checks(crowd, ROWS)}
    many = {name: work(do) for name, do in checks(crowd, ROWS * TIMES)}
    record_property("tries", len(many))
    grown = {name: round(cost / few[name], 1) for name, cost in many.items() if cost > TOO_FEW}
    assert {name: times for name, times in grown.items() if times > MOST} == {}

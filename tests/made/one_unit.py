"""One unit's return, checked by the rules across its forms; several units', by the rules over all."""

from datetime import date

from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker
from made.forms import form, returned, shipped, source

UNIT = "红旗区"


def table(attachment, *rows, unit=UNIT, **rest):
    """A file of its own with one form; rows are dicts by column key."""
    path = f"{unit}/{attachment}.xlsx"
    return source(path, form(attachment, unit=unit, rows=rows, **({"reported": "2024-06-20"} | rest)), inbox_unit=unit)


def report(text, unit=UNIT):
    """The unit's 附件4, all of it under one heading."""
    written = form(
        "a4", unit=unit, sheet=None, header_row=None, columns=(), sections={"整体情况": text}, reported="2024-06-20"
    )
    return source(f"{unit}/a4.docx", written, inbox_unit=unit)


def _checker(only, campaign, as_of):
    campaign = campaign or shipped()
    return Checker(choose_rules(RULES, campaign.rules, only), Context(campaign, as_of))


def _returns(files, campaign, as_of):
    return returned(files, as_of, {file.inbox_unit for file in files}, campaign)


def checked(*files, only, campaign=None, as_of="2024-07-01"):
    """What the unit rules ``only`` find, whoever's the files are."""
    day = date.fromisoformat(as_of)
    checker = _checker(only, campaign, day)
    return [finding for unit in _returns(files, campaign, day) for finding in checker.check_unit(unit)[0]]


def not_run(*files, only, campaign=None, as_of="2024-07-01"):
    """The unit rules ``only`` that could not run, as ``(code, unit, why)``."""
    day = date.fromisoformat(as_of)
    checker = _checker(only, campaign, day)
    skipped = [one for unit in _returns(files, campaign, day) for one in checker.check_unit(unit)[1]]
    return [(one.code, one.unit, one.why) for one in skipped]


def over_all(*files, only, as_of="2024-07-01"):
    """What the campaign rules ``only`` find over all units."""
    return list(_across(files, only, as_of)[0])


def not_over_all(*files, only, as_of="2024-07-01"):
    """The campaign rules ``only`` that stopped at their budget."""
    return _across(files, only, as_of)[1]


def _across(files, only, as_of):
    day = date.fromisoformat(as_of)
    return _checker(only, None, day).check_campaign(_returns(files, None, day))

"""Builders of what the reader yields, for all tests: ``source("附件2.xlsx", form("a2", unit="红旗区", rows=[…]))``."""

from dataclasses import fields, replace
from datetime import date
from functools import cache

from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.language.values import text_of
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form, Outcome, SourceFile
from jianfu_cli.core.model.form_body import FoundColumn, Match, SectionText
from jianfu_cli.core.model.form_parts import HeaderValue
from jianfu_cli.core.model.rows import Row, Rows
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import rules_for
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

FIRST_ROW = 5


@cache
def shipped() -> Campaign:
    return load_campaign()


def form(
    attachment, *, unit="", rows=(), columns=None, header=None, sections=None, reported=None, received=None, **rest
) -> Form:
    """Make a form. ``rows`` are dicts by column key, ``header`` a dict by field key, ``sections`` by heading.

    Dates may be written ``"2024-06-12"``; without ``received`` the form came in when it was reported. ``columns``
    are those of the sheet; cells of a column without a key go by its heading.
    """
    reported, received = _day(reported), _day(received)
    schema = shipped().attachment(attachment)
    columns = columns or tuple(
        FoundColumn.of(place, column.heading, column.key, Match.EXACT, schema)
        for place, column in enumerate(schema.columns, start=1)
    )
    given = {
        "sheet": "Sheet1",
        "header_row": FIRST_ROW - 1,
        "columns": columns,
        "rows": Rows.of(
            Row(number, tuple(row.get(column.key or column.heading) for column in columns))
            for number, row in enumerate(rows, start=FIRST_ROW)
        ),
        "fields": {
            key: HeaderValue(text_of(value), value, 3, place)
            for place, (key, value) in enumerate((header or {}).items(), start=1)
        },
        "sections": tuple(SectionText(heading, text) for heading, text in (sections or {}).items()),
        "unit": unit,
        "kind": shipped().roster.kind_of.get(unit),
        "reported_on": reported,
        "received_on": received or reported,
        "received_from": "folder" if received else "form" if reported else "file",
    }
    return with_fields(Form(attachment), **(given | rest))


def with_fields(form: Form, **given) -> Form:
    """Return ``form`` with some fields of its parts changed, each by its own name: ``with_fields(a2, sure=False)``."""
    parts = {}
    for part in (each.name for each in fields(form) if each.name != "attachment"):
        value = getattr(form, part)
        own = {each.name: given.pop(each.name) for each in fields(value) if each.name in given}
        parts[part] = replace(value, **own)
    assert not given, f"a form has no {sorted(given)}"
    return replace(form, **parts)


def source(path, *forms, sha=None, **rest) -> SourceFile:
    """Make a file that was read (skipped where it holds no form); files differ in their bytes unless ``sha`` says not."""
    given = {
        "type": path.rpartition(".")[2].replace("png", "picture").replace("jpg", "picture"),
        "outcome": Outcome.READ if forms else Outcome.SKIPPED,
        "forms": forms,
    }
    came = [form.owner.received_on for form in forms if form.owner.received_from == "folder"]
    given["folder_date"] = max(came, default=None)
    given["scan"] = given["type"] in {"pdf", "ofd", "picture"}
    given["enclosure"] = not forms and rest.get("outcome") is None and rest.get("type") not in {"zip", "litter"}
    return SourceFile(path, sha or f"sha of {path}", **(given | rest))


def findings(*forms_or_file, as_of="2024-07-10", only=(), campaign=None):
    """Check one file (or a file of these forms) by all rules, or those of the codes ``only``."""
    campaign = campaign or shipped()
    first = forms_or_file[0]
    file = first if isinstance(first, SourceFile) else source("报表.xlsx", *forms_or_file)
    rules = choose_rules(rules_for(campaign), campaign.rules, only)
    return Checker(rules, Context(campaign, _day(as_of))).check_file(file)


def campaign_with(**changes):
    """Return the shipped campaign with some of its settings changed."""
    fields = {name: getattr(shipped(), name) for name in Campaign.model_fields}
    return Campaign.model_construct(**(fields | changes))


def other_campaign():
    """Return a campaign like the shipped one that counts its categories backwards and words 意见建议 otherwise."""
    numbers = [category.number for category in shipped().categories]
    categories = tuple(
        category.model_copy(update={"number": number})
        for category, number in zip(reversed(shipped().categories), numbers, strict=True)
    )
    return campaign_with(categories=categories, attachments=tuple(map(_reworded, shipped().attachments)))


def _reworded(attachment):
    said = attachment.model_dump()
    for choice in (choice for column in said["columns"] for choice in column["choices"]):
        choice["name"] = {"清理": "取消", "保留": "继续", "优化": "改进"}.get(choice["name"], choice["name"])
    return Attachment.model_validate(said)


def _day(written):
    return date.fromisoformat(written) if isinstance(written, str) else written


def returned(files, as_of, owing=(), campaign=None):
    """What each unit has sent with ``files``, of those ``owing`` also what they have not."""
    returns = Returns(campaign or shipped(), as_of, owing)
    for file in files:
        returns.enter(file)
    return tuple(map(returns.of, returns.units))

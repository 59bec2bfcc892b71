"""Checks one cell by all cell rules."""

from made.forms import findings, form

CELL_CODES = ("JF201", "JF202", "JF203", "JF204", "JF205", "JF206", "JF207", "JF208", "JF209", "JF21")


def found(place, value, **options):
    """Check the one cell ``a2.category``; findings elsewhere in its row do not count."""
    attachment, key = place.split(".")
    checked = findings(form(attachment, rows=[{key: value}]), only=CELL_CODES, **options)
    column = next(one for one in form(attachment).body.columns if one.key == key)
    return [finding for finding in checked if finding.cell and finding.order[1] == column.number]


def codes(place, value, **options):
    return [finding.code for finding in found(place, value, **options)]


def the_finding(place, value, code, **options):
    [finding] = found(place, value, **options)
    assert finding.code == code
    return finding

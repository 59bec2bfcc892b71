"""What may be opened, and how one says otherwise."""

from dataclasses import fields
from pathlib import Path

import pytest

from jianfu_cli.errors import UsageError
from jianfu_cli.reading.limits import PREFIX, GuardLimits, WorkLimits, limits_from

PAGE = Path(__file__).resolve().parents[2] / "docs" / "limits.md"
MIB = 1 << 20


def test_the_defaults():
    assert limits_from({"HOME": "/"}) == (GuardLimits(), WorkLimits())


@pytest.mark.parametrize(
    ("variable", "written", "limit"),
    [
        ("JIANFU_LIMIT_MEMBERS", "50", GuardLimits(members=50)),
        ("JIANFU_LIMIT_FILE_BYTES", "64M", GuardLimits(file_bytes=64 * MIB)),
        ("JIANFU_LIMIT_INFLATED_BYTES", "1.5g", GuardLimits(inflated_bytes=1536 * MIB)),
        ("JIANFU_LIMIT_AREA", " 8k ", GuardLimits(area=8192)),
        ("JIANFU_LIMIT_SECONDS", "0.5", WorkLimits(seconds=0.5)),
        ("JIANFU_LIMIT_MEMORY", "2G", WorkLimits(memory=2048 * MIB)),
    ],
)
def test_a_variable_sets_its_limit(variable, written, limit):
    assert limit in limits_from({variable: written})


@pytest.mark.parametrize("written", ["", "0", "-5", "abc", "64MB", "1e9", "无限"])
def test_what_is_no_positive_number(written):
    with pytest.raises(UsageError, match=f"JIANFU_LIMIT_AREA={written}：要写正数"):
        limits_from({"JIANFU_LIMIT_AREA": written})


def test_a_limit_that_is_not_there():
    with pytest.raises(UsageError, match=r"没有 JIANFU_LIMIT_ROWS 这一项限额；可用：.*JIANFU_LIMIT_AREA"):
        limits_from({"JIANFU_LIMIT_ROWS": "5"})


@pytest.mark.parametrize(
    ("mib", "seconds", "memory"), [(0, 18, 1024), (1, 22, 1024), (16, 82, 1024), (50, 218, 1024 + 34 * 64)]
)
def test_a_large_file_has_more_time_and_memory(mib, seconds, memory):
    limits = WorkLimits()
    assert (limits.seconds_for(mib * MIB), limits.memory_for(mib * MIB)) == (seconds, memory * MIB)


def _written(number):
    """A default as the page writes it: 256M, 1G, 10000, 18."""
    for unit, size in (("G", 1 << 30), ("M", MIB)):
        if number >= size and number % size == 0:
            return f"{number // size:.0f}{unit}"
    return f"{number:g}" if isinstance(number, float) else str(number)


def test_the_page_names_every_limit_with_its_default():
    rows = [
        row.split("|")[1:3] for row in PAGE.read_text(encoding="utf-8").splitlines() if PREFIX in row and "|" in row
    ]
    pairs = [pair for names, values in rows for pair in zip(names.split("、"), values.split("、"), strict=True)]
    page = {name.strip(" `"): value.strip() for name, value in pairs}
    assert page == {
        PREFIX + field.name.upper(): _written(field.default)
        for kind in (GuardLimits, WorkLimits)
        for field in fields(kind)
    }

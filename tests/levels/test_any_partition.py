"""However an inbox is parted into bundles, and bundles into bundles: rows, figures and findings stay as they were."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .conftest import bundled, merged


def bare(text):
    """A path, or a text that names paths, without the bundles on the way."""
    return re.sub(r"(?:包\d+\.zip!/)+", "", text) if text else text


def state(found, result):
    """All that must stay the same, without the way through bundles."""
    rows = {
        table.attachment.id: sorted(
            (bare(row.path), row.unit, row.sheet or "", row.row, row.cells, row.extra, row.codes) for row in table.rows
        )
        for table in result.tables
    }
    unused = sorted((one.attachment, one.unit, bare(one.path), one.row, bare(one.reason)) for one in result.unused)
    findings = sorted(
        (
            one.code,
            one.severity,
            bare(one.message),
            bare(one.path) or "",
            one.sheet or "",
            one.row or 0,
            one.cell or "",
            one.unit or "",
            str(one.answered),
        )
        for one in result.findings
    )
    filings = [
        (
            one.unit,
            one.attachment,
            one.state,
            one.received_on,
            one.corrected_on,
            one.rows,
            one.nil,
            sorted(map(bare, one.scans)),
        )
        for one in result.filings
    ]
    files = sorted((bare(file.path), file.sha256, file.outcome) for file in result.files)
    decided = sorted(one.number for one in result.decisions)
    return rows, unused, findings, filings, files, result.figures, result.tally_by_unit, decided


@pytest.fixture(scope="module")
def whole(tmp_path_factory, request):
    """A part of the example as files that can be dealt out, and what it merges to."""
    inbox = tmp_path_factory.mktemp("inbox") / "收件箱"
    example = Path(request.config.rootpath) / "examples" / "inbox"
    for name in ("辉县市", "市卫生健康委", "市公安局", "待认领"):
        shutil.copytree(example / name, inbox / name)
    return inbox, state(*merged(inbox))


def dealt(inbox, target, groups):
    """Copy the files of ``inbox`` to one folder a group: ``groups`` has for each file, in order, the number of one."""
    files = sorted(path for path in inbox.rglob("*") if path.is_file())
    for file, group in zip(files, groups, strict=False):
        place = target / f"组{group}" / file.relative_to(inbox)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place)
    for folder in inbox.iterdir():
        for group in set(groups[: len(files)]):
            # A unit's empty folder says that it should have sent something.
            if folder.is_dir():
                (target / f"组{group}" / folder.name).mkdir(parents=True, exist_ok=True)
    return sorted(target.iterdir())


@settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)
@given(groups=st.lists(st.integers(0, 3), min_size=60, max_size=60), joined=st.lists(st.integers(2, 3), max_size=2))
def test_any_partition_and_any_nesting_merges_to_the_same(whole, tmp_path_factory, groups, joined):
    inbox, expected = whole
    place = tmp_path_factory.mktemp("parts")
    bundles = [bundled(place / f"包{nth}.zip", folder) for nth, folder in enumerate(dealt(inbox, place / "分", groups))]
    for level, many in enumerate(joined):
        upper = place / f"级{level}"
        upper.mkdir()
        moved = [shutil.move(bundle, upper / bundle.name) for bundle in bundles[:many]]
        assert moved
        bundles = [*bundles[many:], bundled(place / f"包{100 + level}.zip", upper)]
    found, result = merged(*bundles)
    assert state(found, result) == expected
    assert all(level.ties for level in result.levels)


def test_some_of_it_may_come_as_files(whole, tmp_path):
    inbox, expected = whole
    files = sum(path.is_file() for path in inbox.rglob("*"))
    first, second = dealt(inbox, tmp_path / "分", [nth % 2 for nth in range(files)])
    bundled(first / "包9.zip", second)
    assert state(*merged(first)) == expected

"""Inboxes and their bundles, for the tests of levels."""

import hashlib
import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from made.forms import shipped

from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reports.bundle import bundle_parts
from jianfu_cli.workflows.inspect import InspectOptions, inspect
from jianfu_cli.writing.packing import pack

AS_OF = date(2024, 7, 5)


def merged(*paths, campaign=None, as_of=AS_OF):
    """Merge ``paths`` as ``merge`` does; return the inspection and the roll-up."""
    chosen = campaign or shipped()
    found = inspect(paths, chosen, as_of, InspectOptions(jobs=1, whole_roster=True))
    result = roll_up(
        *(found.files, found.findings, chosen, as_of),
        whole_roster=found.inbox, decisions=found.decisions, bundles=found.bundles,
    )  # fmt: skip
    return found, result


def bundled(target: Path, *paths, campaign=None, public=False, as_of=AS_OF):
    """Write the bundle of ``paths`` to ``target``."""
    found, result = merged(*paths, campaign=campaign, as_of=as_of)
    parts = bundle_parts(result, found.as_read, found.units, target.name, public=public)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(pack(parts.items(), as_of))
    return target


def parts_of(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(bundle: Path, parts: dict[str, bytes]) -> Path:
    """Zip ``parts`` as they are."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    bundle.write_bytes(target.getvalue())
    return bundle


def sealed(parts: dict[str, bytes], **manifest) -> dict[str, bytes]:
    """Return ``parts`` with all digests right, as one makes them who knows the format; ``manifest`` is changed so."""
    known = json.loads(parts["manifest.json"])
    own = {name: content for name, content in parts.items() if not name.startswith("manifest.")}
    known["parts"] = {name: hashlib.sha256(content).hexdigest() for name, content in own.items()}
    known |= manifest
    written = json.dumps(known, ensure_ascii=False).encode()
    return {"manifest.json": written, "manifest.sha256": hashlib.sha256(written).hexdigest().encode(), **own}


@pytest.fixture
def example(request):
    """The inbox of the example that comes with the program."""
    return Path(request.config.rootpath) / "examples" / "inbox"

"""A made province: eighteen bundles equal its flat merge, and a bundle is what its JSON Schema says."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from .conftest import bundled, merged, parts_of
from .test_any_partition import state

CITIES = 18


@pytest.fixture(scope="module")
def province(tmp_path_factory, request):
    """The folders of the example dealt to eighteen cities, each of which sends one bundle."""
    example = Path(request.config.rootpath) / "examples" / "inbox"
    place = tmp_path_factory.mktemp("province")
    folders = sorted(one for one in example.iterdir() if one.is_dir())
    for nth, folder in enumerate(folders):
        shutil.copytree(folder, place / "分" / f"市{nth % CITIES}" / folder.name)
    bundles = [bundled(place / f"包{nth}.zip", place / "分" / f"市{nth}") for nth in range(CITIES)]
    return example, bundles


def test_eighteen_bundles_equal_the_flat_merge(province):
    example, bundles = province
    found, result = merged(*bundles)
    assert state(found, result) == state(*merged(example))
    assert len(result.levels) == CITIES
    assert all(level.ties for level in result.levels)


def test_a_bundle_is_what_its_schema_says(province, request):
    schema = json.loads((Path(request.config.rootpath) / "schemas" / "bundle.schema.json").read_text("utf-8"))
    parts = {name: json.loads(content) for name, content in parts_of(province[1][0]).items() if name.endswith(".json")}
    whole = {"files": {"files": [one for name in parts if name.startswith("files/") for one in parts[name]["files"]]}}
    whole |= {name.removesuffix(".json"): content for name, content in parts.items() if "/" not in name}
    assert not [error.message for error in Draft202012Validator(schema).iter_errors(whole)]

"""docs/formats: what the commands really write on the example's inbox keeps to its JSON Schema, and the schemas are strict."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from clues.ledgers import clue, hundred, write_ledger
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[1]
FORMATS = sorted((ROOT / "docs" / "formats").glob("*.schema.json"))
AS_OF = ("--as-of", "2024-07-05")
CALLS = {
    "jianfu-report-1": ("validate", ROOT / "examples" / "inbox", *AS_OF, "-f", "json"),
    "jianfu-merge-1": ("merge", ROOT / "examples" / "inbox", *AS_OF, "-o", "."),
    "jianfu-status-1": ("status", ROOT / "examples" / "inbox", *AS_OF, "-f", "json"),
    "jianfu-progress-1": ("progress", ROOT / "examples" / "inbox", *AS_OF, "-f", "json"),
    "jianfu-clues-1": ("clues", "问题线索台账.xlsx", "--against", ROOT / "examples" / "inbox", *AS_OF, "-f", "json"),
    "jianfu-receive-1": ("receive", ROOT / "examples" / "inbox", "--inbox", "收件箱", "-f", "json"),
    "jianfu-remind-1": ("remind", ROOT / "examples" / "inbox", *AS_OF, "-o", "催报", "-f", "json"),
    "jianfu-review-1": ("review", ROOT / "examples" / "inbox", *AS_OF, "-o", "."),
    "jianfu-rule-1": ("rule", "-f", "json"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """``written("jianfu-report-1")`` is what the command writes in that format, read back; each is called once."""
    done = {}

    def call(name):
        if name not in done:
            folder = tmp_path_factory.mktemp(name)
            told = [clue(one["number"], one["content"], one["concerned"], received="2024-06-01") for one in hundred()]
            write_ledger(folder / "问题线索台账.xlsx", told[:40])
            command = [sys.executable, "-m", "jianfu_cli", *map(str, CALLS[name])]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
            environment.pop("JIANFU_CAMPAIGN", None)
            finished = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            assert finished.returncode in {0, 1}, finished.stderr.decode()
            totals = [path for path in (folder / "merge.json", folder / "review.json") if path.exists()]
            done[name] = totals[0].read_bytes() if totals else finished.stdout
        return json.loads(done[name])

    return call


def schema(name):
    return json.loads((ROOT / "docs" / "formats" / f"{name}.schema.json").read_text(encoding="utf-8"))


def faults(name, content):
    checker = Draft202012Validator(schema(name), format_checker=FormatChecker())
    return [f"{list(error.path)}: {error.message[:200]}" for error in checker.iter_errors(content)]


def objects(part):
    """Every object schema within ``part``."""
    if isinstance(part, dict):
        if part.get("type") == "object":
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from objects(inner)


def test_every_format_has_a_call_and_a_schema():
    assert [path.name.removesuffix(".schema.json") for path in FORMATS] == sorted(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_the_schema_is_sound_and_strict(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"urn:jianfu:schema:{name}"
    assert [found for found in objects(schema(name)) if found.get("additionalProperties", True) is True] == []


@pytest.mark.parametrize("name", CALLS)
def test_what_the_command_writes_keeps_to_it(written, name):
    content = written(name)
    assert faults(name, content) == []
    assert content["format"] == name.replace("-1", "/1")


def test_a_rule_alone_keeps_to_it_too(written):
    one = {"format": "jianfu-rule/1", **written("jianfu-rule-1")["rules"][0]}
    assert faults("jianfu-rule-1", one) == []


def change(content, path, value):
    """A copy of ``content`` in which the value at ``path`` is another."""
    copy = json.loads(json.dumps(content))
    *steps, last = path
    inner = copy
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return copy


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("jianfu-report-1", ("extra",), 1),
        ("jianfu-report-1", ("as_of",), "2024-13-01"),
        ("jianfu-report-1", ("counts", "error"), -1),
        ("jianfu-report-1", ("files", 0, "outcome"), "lost"),
        ("jianfu-report-1", ("findings", 0, "severity"), "fatal"),
        ("jianfu-report-1", ("findings", 0, "cell"), "第9行"),
        ("jianfu-report-1", ("findings", 0, "order"), [0, 0]),
        ("jianfu-merge-1", ("rows", "lost"), 0),
        ("jianfu-merge-1", ("by_attachment", "a2"), {"read": 1}),
        ("jianfu-status-1", ("units", 0, "kind"), "县"),
        ("jianfu-status-1", ("units", 0, "attachments", 0, "state"), "unknown"),
        ("jianfu-progress-1", ("dates", 0, "late"), 0),
        ("jianfu-progress-1", ("dates", 0, "done"), None),
        ("jianfu-progress-1", ("matters", 0, "state"), "late"),
        ("jianfu-progress-1", ("matters", 0, "closed_on"), ""),
        ("jianfu-receive-1", ("files", 0, "new"), None),
        ("jianfu-remind-1", ("units", 0, "missing"), None),
        ("jianfu-rule-1", ("rules", 0, "fix"), None),
    ],
)
def test_what_is_not_in_the_contract_is_refused(written, name, path, value):
    assert faults(name, change(written(name), path, value)) != []

"""A check whose parameters are not those of its scope is an error for mypy, before anything runs."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
from collections.abc import Iterator
from jianfu_cli.core.filings.returns import UnitReturn
from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.form import Form, SourceFile
from jianfu_cli.rules.rule import (
    Context, campaign_rule, cell_rule, file_rule, form_rule, header_rule, row_rule, unit_rule,
)
from jianfu_cli.rules.subjects import Cell, HeaderEntry, RowCells
"""
# (decorator, its options, the subject's type, how a check may use it)
SCOPES = {
    "file": ("", "SourceFile", "subject.path"),
    "form": ("", "Form", "subject.attachment"),
    "header": (', field="unit"', "HeaderEntry", "subject.text"),
    "cell": ("", "Cell", "subject.text + subject.column.heading"),
    "row": (', reads=("held",)', "RowCells", 'subject.text("held")'),
    "unit": ("", "UnitReturn", "subject.unit"),
    "campaign": ("", "tuple[UnitReturn, ...]", "subject[0].unit"),
}


def rule(scope, parameters, used, options=None, number=0):
    options = SCOPES[scope][0] if options is None else options
    return f"""
@{scope}_rule("JF999", "name", Severity.INFO, "basis"{options})
def {scope}_{number}({parameters}) -> Iterator[Fault]:
    yield Fault({used})
"""


def wrong_rules():
    """Name and code of rules that must not pass, each by itself an error."""
    subjects = list(SCOPES)
    for scope, other in zip(subjects, [*subjects[1:], subjects[0]], strict=True):
        _, subject, used = SCOPES[scope]
        yield f"{scope} swapped", rule(scope, f"context: Context, subject: {subject}", used, number=1)
        yield f"{scope} without the context", rule(scope, f"subject: {subject}", used, number=2)
        yield f"{scope} without its subject", rule(scope, "context: Context", "str(context.as_of)", number=3)
        yield f"{scope} of another scope", rule(scope, f"subject: {SCOPES[other][1]}, context: Context", '""', number=4)
        yield f"{scope} with one more", rule(scope, f"subject: {subject}, context: Context, more: str", used, number=5)
    cell, header, row = (
        "subject: Cell, context: Context",
        "subject: HeaderEntry, context: Context",
        "subject: RowCells, context: Context",
    )
    yield "row without what it reads", rule("row", row, '""', "", number=6)
    yield "header without its field", rule("header", header, '""', "", number=6)
    yield "header of a field nobody has", rule("header", header, '""', ', field="units"', number=7)
    yield "cell with a unit's option", rule("cell", cell, '""', ', compares=("a2",)', number=6)
    yield "cell without a severity", rule("cell", cell, '""', number=7).replace("Severity.INFO", '"info"')


@pytest.fixture(scope="module")
def mypy(tmp_path_factory):
    """``mypy(code)`` → the numbers of the lines of ``code`` that it complains of, its words."""

    def check(code):
        path = tmp_path_factory.mktemp("snippet") / "snippet.py"
        path.write_text(HEAD + code, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-error-summary",
            "--config-file",
            ROOT / "pyproject.toml",
        ]
        done = subprocess.run([*command, path], cwd=ROOT, capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if "snippet.py:" in line and " error: " in line]
        assert done.stderr == ""
        assert len(lines) == len(done.stdout.splitlines()) or "note:" in done.stdout, done.stdout
        return {int(line.split("snippet.py:")[1].split(":")[0]) for line in lines}, done.stdout

    return check


def test_rules_rightly_written_pass(mypy):
    right = "".join(rule(scope, f"subject: {SCOPES[scope][1]}, context: Context", SCOPES[scope][2]) for scope in SCOPES)
    assert mypy(right) == (set(), "")


def test_each_rule_wrongly_written_is_an_error(mypy):
    named = list(wrong_rules())
    code, spans = "", {}
    for name, written in named:
        first = (HEAD + code).count("\n") + 1
        code += written
        spans[name] = range(first, first + written.count("\n") + 1)
    complained, _ = mypy(code)
    assert [name for name, span in spans.items() if not complained & set(span)] == []

"""Drop a folder with files and ``expected.json`` into ``tests/cases`` and it is a test (see its README)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/expected.json")))
def test_case(case: str) -> None:
    expected = json.loads((CASES / case / "expected.json").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "jianfu_cli", "validate", str(CASES / case), "--as-of", expected["as_of"]]
    if "campaign" in expected:
        command += ["--campaign", str(CASES.parent / expected["campaign"])]
    done = subprocess.run([*command, "-f", "json", "--ignore", "JF6"], capture_output=True, check=False)
    report = json.loads(done.stdout)
    forms = [
        {key: form[key] for key in ("attachment", "unit", "header_row", "rows")}
        for file in report["files"]
        for form in file["forms"]
    ]
    findings = [[f["severity"], f["code"], f["cell"] or f["row"], f["column"]] for f in report["findings"]]
    assert (forms, findings) == (expected["forms"], expected["findings"])

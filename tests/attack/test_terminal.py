"""Nothing that a submitter named or wrote steers a terminal, a letter or a CSV, or passes for a line of ours."""

import json
import re

import pytest
from attack_names import FORGED, HOSTILE, hostile_inbox

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")


@pytest.fixture
def inbox(tmp_path):
    return hostile_inbox(tmp_path / "收件箱")


def steers(text, *, page=False):
    """Fail where ``text`` steers, or has a line that a submitter forged; in a page a line break is but a blank."""
    assert not STEERING.search(text.replace("\r\n", "\n").removeprefix("\ufeff")), text
    if page:
        return
    assert not [line for line in text.splitlines() if line.startswith(FORGED[:5])]


@pytest.mark.parametrize("form", ["text", "csv", "json", "html"])
@pytest.mark.parametrize("command", ["validate", "status"])
def test_reports_on_the_screen_and_in_a_file(jianfu, inbox, tmp_path, command, form):
    done = jianfu(command, inbox, "-f", form, "--as-of", "2024-07-05", raw=True)
    jianfu(command, inbox, "-f", form, "--as-of", "2024-07-05", "-o", "report")
    for written in (done.stdout, done.stderr, (tmp_path / "report").read_bytes()):
        steers(written.decode(), page=form == "html")
    if form == "json":
        assert "\\u202e" in done.stdout.decode()
        assert "\\u202e" in ascii(json.loads(done.stdout))


def test_what_came_is_told_line_by_line(jianfu, inbox, tmp_path):
    done = jianfu("receive", inbox, "--inbox", "新收件箱", raw=True)
    steers(done.stdout.decode())
    steers(done.stderr.decode())


def test_letters(jianfu, inbox, tmp_path):
    jianfu("remind", inbox, "-o", "函", "--as-of", "2024-07-05")
    letters = [path.read_bytes().decode() for path in (tmp_path / "函").iterdir()]
    assert letters
    for letter in letters:
        steers(letter)


def test_two_versions_compared(jianfu, inbox):
    first, second = sorted(inbox.rglob("*.xlsx"))[:2]
    done = jianfu("diff", first, second, raw=True)
    steers(done.stdout.decode())
    steers(done.stderr.decode())


def test_a_call_that_fails(jianfu, inbox, tmp_path):
    broken = tmp_path / f"坏{HOSTILE}.xlsx"
    broken.write_bytes(b"no workbook")
    done = jianfu("diff", broken, broken, raw=True)
    assert done.returncode == 2
    steers(done.stderr.decode())

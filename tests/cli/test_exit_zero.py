"""``--exit-zero``: whatever was found, a script goes on; a call that is wrong still ends with 2."""

import json

import pytest
from made.sent import workbook


@pytest.fixture
def inbox(tmp_path):
    """One form, late and with an unknown category."""
    target = tmp_path / "收件箱" / "红旗区" / "2024-06-20" / "附件2.xlsx"
    target.parent.mkdir(parents=True)
    target.write_bytes(workbook("a2", "红旗区", "2024-06-20", category="没有的类别"))
    return tmp_path / "收件箱"


CALLS = [("validate",), ("merge", "-o", "汇总"), ("status",)]


@pytest.mark.parametrize("call", CALLS)
def test_what_was_found_ends_with_1_and_with_the_option_with_0(jianfu, inbox, call):
    command, *more = call
    plain, zero = (jianfu(command, inbox, *more, "--as-of", "2024-06-25", *given) for given in ((), ("--exit-zero",)))
    assert (plain.returncode, zero.returncode) == (1, 0)
    assert plain.stdout == zero.stdout


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_ends_with_2_as_before(jianfu, tmp_path, call):
    command, *more = call
    assert jianfu(command, "没有", *more, "--exit-zero").returncode == 2


def test_merge_writes_and_says_nothing(jianfu, inbox, tmp_path):
    done = jianfu("merge", inbox, "-o", "汇总", "--as-of", "2024-06-25", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert json.loads((tmp_path / "汇总" / "merge.json").read_bytes())["rows"]["merged"] == 1


def test_what_a_person_must_look_at_before_publishing_is_said_all_the_same(jianfu, inbox):
    done = jianfu("merge", inbox, "-o", "汇总", "--as-of", "2024-06-25", "-q", "--public", "--exit-zero")
    assert (done.returncode, done.stdout) == (0, "")
    assert "公布前请再看一遍" in done.stderr

"""Patterns of modules wait for their first use, and are then as any other."""

import re

import pytest

from jianfu_cli.core.language.patterns import pattern_of


@pytest.fixture
def compiles(monkeypatch) -> list[str]:
    """The sources that are compiled from now on."""
    seen: list[str] = []
    monkeypatch.setattr(
        re, "compile", lambda source, flags=0, real=re.compile: (seen.append(source), real(source, flags))[1]
    )
    return seen


def test_a_pattern_is_compiled_when_something_is_asked_of_it(compiles):
    pattern = pattern_of("第([0-9]+)项")
    assert pattern.pattern == "第([0-9]+)项"
    assert compiles == []
    assert pattern.search("共第12项")[1] == "12"
    assert pattern.sub("", "第1项、第2项") == "、"
    assert pattern.fullmatch("第3项").re.groups == pattern.groups == 1
    assert compiles == ["第([0-9]+)项"]


def test_flags_and_bytes_are_as_with_re():
    assert pattern_of("abc", re.IGNORECASE).match("ABC")
    assert pattern_of(rb"<(\w+)").findall(b"<a><b>") == [b"a", b"b"]


def test_what_is_no_pattern_fails_as_with_re():
    with pytest.raises(re.error):
        pattern_of("(").search("x")


def test_what_no_pattern_has_is_not_there():
    assert not hasattr(pattern_of("x"), "unheard_of")

"""Each target fuzzed for a short while, the same way every time; at length by command (docs/fuzzing.md)."""

from importlib.util import find_spec

import pytest
from fuzz_readers import DONE, NATIVE, fuzz
from targets import PARSERS, READERS

pytestmark = pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has wheels for Linux on x86_64 alone")
RUNS = dict.fromkeys(READERS, 500) | dict.fromkeys(PARSERS, 100)


@pytest.mark.parametrize("target", RUNS)
def test_nothing_is_found(target, tmp_path):
    end = fuzz(target, tmp_path, runs=RUNS[target])
    assert end.how in {DONE, NATIVE}, end.said[-5000:]

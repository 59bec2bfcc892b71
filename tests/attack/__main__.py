"""``python -m tests.attack``: the attacks, and a line for each kind of them: how many were tried, how many held."""

import sys
from collections import Counter
from pathlib import Path

import pytest


class Lines:
    """Counts tries by the first line of each test's docstring."""

    def __init__(self):
        self.said = {}
        self.tried, self.held = Counter(), Counter()

    def pytest_itemcollected(self, item):
        self.said[item.nodeid] = (item.function.__doc__ or item.originalname).strip().partition("\n")[0]

    def pytest_runtest_logreport(self, report):
        if report.when != "call":
            return
        tries = dict(report.user_properties).get("tries", 1)
        line = self.said[report.nodeid]
        self.tried[line] += tries
        self.held[line] += tries * report.passed


def main():
    lines = Lines()
    code = pytest.main(["-n", "0", "-q", str(Path(__file__).parent), *sys.argv[1:]], plugins=[lines])
    print("\n| line | tried | held |\n|---|---|---|")
    for line, tries in lines.tried.items():
        print(f"| {line} | {tries} | {lines.held[line]} |")
    return code


if __name__ == "__main__":
    sys.exit(main())

"""The one progress bar: on a terminal, for work worth watching, and never in the way of what is done."""

import io
import sys

import pytest

from jianfu_cli.workflows.progress_bar import with_progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "total", "shown"),
    [
        (Terminal(), 19, False),
        (Terminal(), 20, True),
        (io.StringIO(), 200, False),
    ],
    ids=["a terminal, few", "a terminal, many", "a pipe"],
)
def test_the_bar_is_shown_where_somebody_could_look(monkeypatch, stream, total, shown):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(sys, "__stderr__", stream)
    assert list(with_progress(range(total), total, "正在写空白表")) == list(range(total))
    assert ("正在写空白表" in stream.getvalue()) is shown


def test_it_reads_where_nothing_else_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(sys, "__stderr__", sys.stderr)
    list(with_progress(range(20), 20))
    assert "正在读取" in sys.stderr.getvalue()

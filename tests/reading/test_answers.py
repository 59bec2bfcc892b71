"""What a worker sends is made into known values only."""

import os
import pickle
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from made.forms import form

from jianfu_cli.core.language.values import ErrorValue, UnvaluedFormula
from jianfu_cli.core.model.form import Outcome, Problem, SourceFile
from jianfu_cli.core.model.known import UnknownValueError, unpickled
from jianfu_cli.reading.answers import from_worker
from jianfu_cli.reading.limits import WorkLimits
from jianfu_cli.reading.packed_rows import PackedRows, packed
from jianfu_cli.reading.pool import run_in_workers
from jianfu_cli.reading.sources import Source
from jianfu_cli.reading.worker import Step, WorkerFailure


class Calls:
    """Asks, when it is unpickled, for a call of anything."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.called = function, arguments

    def __reduce__(self) -> Any:
        return self.called


HOSTILE = {
    "system": Calls(os.system, "exit 1"),
    "eval": Calls(eval, "1"),
    "import": Calls(__import__, "os"),
    "getattr": Calls(getattr, "", "upper"),
    "open": Calls(open, os.devnull),
    "partial": __import__("functools").partial(print),
    "exception": OSError("no"),
    "inside": {"a": [(1, {2: Calls(os.system, "exit 1")})]},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_known_value_is_refused(name: str) -> None:
    with pytest.raises(UnknownValueError):
        from_worker(pickle.dumps(HOSTILE[name]))


def answers(name: str) -> Any:
    return HOSTILE.get(name, name)


def test_a_worker_that_sends_it_has_failed_and_the_next_goes_on() -> None:
    results = list(run_in_workers(answers, ["a", "system", "b"], 1, WorkLimits()))
    assert results == ["a", WorkerFailure("读取程序的回答不对"), "b"]


def test_a_packed_column_holds_values_of_cells_only() -> None:
    rows = PackedRows((1,), (pickle.dumps((Calls(os.system, "exit 1"),)),))
    with pytest.raises(UnknownValueError):
        rows.column(0)


def test_all_that_reading_gives_comes_through() -> None:
    moments = date(2024, 6, 5), datetime(2024, 6, 5, 9, 30), time(9, 30), timedelta(hours=25)  # noqa: DTZ001
    row = dict(zip(("matter", "body", "category", "held", "content"), moments, strict=False))
    row["content"] = ErrorValue("#REF!")
    row["scope"] = UnvaluedFormula("=A1")
    filed = form("a2", rows=[row, row])
    file = SourceFile(
        "包.zip!/附件2.xlsx", "x", "xlsx", Outcome.READ, (filed,), (Problem("JF004", "宏"),), within=("附件2.xlsx",)
    )
    step = Step(file, (Source("包.zip", Path("包.zip")),))
    assert is_dataclass(file)
    assert len(fields(file)) > 10
    assert from_worker(packed(step)) == step
    assert from_worker(packed(from_worker(packed(step)))) == step


def test_bytes_that_are_no_pickle() -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpickled(b"nonsense", {})

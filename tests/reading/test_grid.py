"""What a sheet is, whatever file it came from."""

import pytest

from jianfu_cli.reading.grid import LONGEST_TEXT, Grid, covered, cut_to_cells


@pytest.mark.parametrize(
    ("spans", "numbers"),
    [
        ([], set()),
        ([range(1, 3), range(2, 5)], {1, 2, 3, 4}),
        ([range(5, 6), range(1, 3)], {1, 2, 5}),
        ([range(1, 9), range(2, 3), range(4, 5)], set(range(1, 9))),
        ([range(3, 2)], set()),
    ],
)
def test_spans_are_joined(spans, numbers):
    assert covered(spans) == numbers


def test_spans_within_others_cost_nothing():
    assert len(covered(range(1 + number % 7, 16_385) for number in range(200_000))) == 16_384


@pytest.mark.parametrize(
    ("length", "kept", "said"),
    [
        (0, 0, False),
        (LONGEST_TEXT, LONGEST_TEXT, False),
        (LONGEST_TEXT + 1, LONGEST_TEXT, True),
        (300_000, LONGEST_TEXT, True),
    ],
)
def test_a_text_is_cut_at_what_a_cell_holds(length, kept, said):
    (grid,), problems = cut_to_cells([Grid("表", [["x"], ["", 1, "字" * length]])])
    assert [len(value) if isinstance(value, str) else value for value in grid.rows[1]] == [0, 1, kept]
    assert [(problem.code, problem.sheet, problem.cell) for problem in problems] == [("JF008", "表", "C2")] * said


def test_several_are_said_together():
    long = "x" * (LONGEST_TEXT + 1)
    (_, second), (problem,) = cut_to_cells([Grid("一", [["x"]]), Grid("", [[long], [], [long, long]])])
    assert [[len(value) for value in row] for row in second.rows] == [[LONGEST_TEXT], [], [LONGEST_TEXT] * 2]
    assert problem.detail == "A1等 3 格的文字超过一格能放的 32767 字，超出的部分没有采用"
    assert (problem.sheet, problem.cell) == (None, "A1")

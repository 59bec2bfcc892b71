"""The house keeps its shape: sizes, names and states that grow unseen."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "jianfu_cli"
MOST_LINES, MOST_IN_FUNCTION = 300, 50
PRONOUNS = frozenset({"it", "them", "that", "this", "one", "those", "these", "which", "who", "such", "other", "nth"})
LONGEST_LIFE = 5  # lines, from where a pronoun is bound to where it is last used

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@cache
def modules() -> dict[str, ast.Module]:
    return {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text("utf-8")) for path in HOUSE.rglob("*.py")}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_module_is_longer_than_a_person_reads_at_once() -> None:
    long = {name: len((HOUSE / name).read_text("utf-8").splitlines()) for name in modules()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    # The parameters of a command are its options, and no lines to follow.
    long = {
        f"{name}: {function.name}": (function.end_lineno or 0) - function.body[0].lineno + 1
        for name in modules()
        for function in functions(modules()[name])
    }
    assert {name: lines for name, lines in long.items() if lines > MOST_IN_FUNCTION} == {}


def test_no_public_class_name_stands_for_two_things() -> None:
    names = Counter(
        node.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_a_module_keeps_patterns_that_are_compiled_at_their_first_use() -> None:
    # What lies beside the layers is below the one that knows how.
    at_import = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for kept in tree.body
        if "/" in name and isinstance(kept, ast.Assign)
        for node in ast.walk(kept)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert at_import == []


def test_no_frozen_value_is_changed_after_all() -> None:
    forced = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "__setattr__"
    ]
    assert forced == []


def long_pronouns(tree: ast.AST) -> list[tuple[str, int, int]]:
    """The pronouns that live too long: the name, the line where it is bound, and how many lines it lives."""
    return [
        (name, bound, last - bound + 1)
        for scope in ast.walk(tree)
        if isinstance(scope, Function | Comprehension)
        for name, bound, last in lives(scope)
        if last - bound + 1 > LONGEST_LIFE
    ]


def lives(scope: Function | Comprehension) -> Iterator[tuple[str, int, int]]:
    """Each binding of a pronoun in ``scope`` (comprehensions within are scopes of their own) and its last use."""
    bound: dict[str, list[int]] = {}
    used: dict[str, list[int]] = {}
    arguments = scope.args if isinstance(scope, Function) else None
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if arguments else ():
        if argument.arg in PRONOUNS:
            bound.setdefault(argument.arg, []).append(argument.lineno)
    for name in names_of(scope):
        if name.id in PRONOUNS:
            lines = bound if isinstance(name.ctx, ast.Store) else used
            lines.setdefault(name.id, []).append(name.lineno)
    for pronoun, lines in bound.items():
        uses = used.get(pronoun, [])
        if isinstance(scope, Comprehension):  # what its variable is stands behind the first use of it
            yield pronoun, min(lines + uses), max(lines + uses)
            continue
        for begin, end in pairwise([*sorted(lines), 10**9]):
            yield pronoun, begin, max((line for line in uses if begin <= line < end), default=begin)


def names_of(scope: Function | Comprehension) -> Iterator[ast.Name]:
    """The names in ``scope`` itself, and what the scopes within use of it."""
    left: list[ast.AST] = list(ast.iter_child_nodes(scope))
    while left:
        node = left.pop()
        if isinstance(node, ast.Name):
            yield node
        if isinstance(node, Comprehension):
            own = {name.id for part in node.generators for name in ast.walk(part.target) if isinstance(name, ast.Name)}
            yield from (name for name in names_of(node) if name.id not in own)
        elif not isinstance(node, Function | ast.ClassDef):
            left += ast.iter_child_nodes(node)


@pytest.mark.parametrize(
    ("source", "lives_long"),
    [
        ("def f(rows):\n    for one in rows:\n        a(one)\n        b()\n        c(one)", False),
        ("def f(rows):\n    for one in rows:\n        a(one)\n        b()\n        c()\n        d()\n        e(one)", True),
        ("def f(one):\n    a()\n    b()\n    c()\n    d()\n    return one", True),
        ("def f(rows):\n    [one for one in rows]\n    a()\n    b()\n    c()\n    d()\n    [one for one in rows]", False),
        ("def f(rows):\n    for one in rows: a(one)\n\n\n\n\n\n    for one in rows: b(one)", False),
        ("def f(rows):\n    return [\n    (\n one.a,\n one.b,\n one.c,\n one.d,\n )\n for one in rows\n ]", True),
    ],
)  # fmt: skip
def test_what_counts_as_a_long_life(source: str, lives_long: bool) -> None:
    assert bool(long_pronouns(ast.parse(source))) is lives_long


def test_a_pronoun_lives_a_few_lines_only() -> None:
    long = {name for name in modules() if long_pronouns(modules()[name])}
    assert long == set()

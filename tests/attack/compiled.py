"""Every pattern that the package compiles, with the line that does; in a process of its own, from its first import on.

Patterns of modules are compiled as these are imported, here also those that otherwise wait for their first use. Of those
within functions, what is written out is evaluated where it stands; what is made of a campaign's words is met while the
example is read, checked and merged.
"""

import ast
import importlib
import itertools
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.language import patterns

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "jianfu_cli"
# Where patterns wait for their first use, and how a module makes one (it is ``re.compile`` in this process).
_WAITING, _LATER = "core/language/patterns.py", "pattern_of"
_CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}


class Compiled(NamedTuple):
    """A pattern, the module and the name that hold it (the line that makes it, where none does), and how it is used.

    ``match`` and ``fullmatch`` try one place of a text alone.
    """

    module: str
    name: str
    pattern: str | bytes
    flags: int
    use: str


@cache
def compiled() -> tuple[Compiled, ...]:
    """Return every pattern once, by the line that compiles it first.

    Raises:
        AssertionError: a call of ``re`` whose pattern is neither written out nor met with the example.
    """
    done = subprocess.run([sys.executable, __file__], cwd=ROOT, capture_output=True, check=True)
    found, unseen = pickle.loads(done.stdout)
    assert unseen == [], f"the example meets none of these: {unseen}"
    return tuple(itertools.starmap(Compiled, found))


class _Calls:
    """The calls of ``re`` in the package's own files, and the patterns they were seen to compile."""

    def __init__(self) -> None:
        self.trees = {str(path): ast.parse(path.read_text("utf-8")) for path in (ROOT / PACKAGE).rglob("*.py")}
        del self.trees[str(ROOT / PACKAGE / _WAITING)]
        self.met: dict[tuple[str, int], set[tuple[str | bytes, int]]] = {}
        self._real = re._compile  # type: ignore[attr-defined]

    def watch(self) -> None:
        patterns.pattern_of = re.compile
        re._compile = self._compile  # type: ignore[attr-defined]

    def _compile(self, pattern, flags):
        made = self._real(pattern, flags)
        frame = sys._getframe(2)
        if frame.f_code.co_filename in self.trees:
            self.met.setdefault((frame.f_code.co_filename, frame.f_lineno), set()).add((made.pattern, made.flags))
        return made

    def at(self, file: str, call: ast.Call) -> set[tuple[str | bytes, int]]:
        lines = range(call.lineno, (call.end_lineno or call.lineno) + 1)
        return {one for line in lines for one in self.met.get((file, line), ())}


def _calls_of_re(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call of ``re``, and the name that keeps its pattern ("" where none does)."""
    kept = {node.value: node.targets[0] for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {_LATER, *(f"re.{name}" for name in _CALLS)}:
            name = kept.get(node)
            yield node, name.id if isinstance(name, ast.Name) else ""


def _use(tree: ast.Module, call: ast.Call, name: str) -> str:
    """How the pattern of ``call`` is used: at one place of a text, where nothing else is done with it."""
    used = {call.func.attr} if isinstance(call.func, ast.Attribute) else {"compile"}
    if used == {"compile"} and name:
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        of_it = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
        used = {_method(node, parents) for node in of_it if isinstance(node.ctx, ast.Load)}
    return used.pop() if len(used) == 1 and used <= {"match", "fullmatch"} else "search"


def _method(name: ast.Name, parents: dict[ast.AST, ast.AST]) -> str:
    """Return the method of the pattern called ``name`` that is called there; from places within a text it is none."""
    method = parents[name]
    call = parents.get(method)
    within = isinstance(call, ast.Call) and call.func is method and len(call.args) > 1
    return method.attr if isinstance(method, ast.Attribute) and not within else ""


def _census() -> tuple[list[tuple[str, str, str | bytes, int, str]], list[str]]:
    calls = _Calls()
    calls.watch()
    for module in pkgutil.walk_packages([str(ROOT / PACKAGE)], f"{PACKAGE}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _use_the_example()
    _use_the_rest()
    found: dict[tuple[str | bytes, int, str], tuple[str, str, str | bytes, int, str]] = {}
    unseen = []
    for file, tree in calls.trees.items():
        module = ".".join(Path(file).relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for call, name in _calls_of_re(tree):
            met = calls.at(file, call) or _written_out(call, module)
            if not met:
                unseen.append(f"{module}:{call.lineno}")
            for pattern, flags in sorted(met, key=repr):
                use, place = _use(tree, call, name), name or f"line {call.lineno}"
                found.setdefault(
                    (pattern, flags, use), (module.removeprefix("jianfu_cli."), place, pattern, flags, use)
                )
    return list(found.values()), unseen


def _written_out(call: ast.Call, module: str) -> set[tuple[str | bytes, int]]:
    """The pattern of a call that was not made, where it is made of what its module holds."""
    try:
        pattern = eval(compile(ast.Expression(call.args[0]), module, "eval"), vars(sys.modules[module]))
    except NameError:
        return set()
    made = re.compile(pattern)
    return {(made.pattern, made.flags)}


def _use_the_example() -> None:
    """Check and merge the example in this process, where its patterns are seen."""
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.reading.worker import left_after
    from jianfu_cli.workflows import inspect as workflow

    def here(work, sources, *_):
        for source in sources:
            left, outcomes = (source,), []
            while left:
                step = work(left[0])
                outcomes.append((left[0], step.result))
                left = left_after(left, step)
            yield outcomes

    workflow.run_in_steps = here
    for campaign in map(load_campaign, ("xinxiang-2024", "whitelist-annual")):
        workflow.inspect([ROOT / "examples" / "inbox"], campaign, date(2024, 7, 5))


def _use_the_rest() -> None:
    """What the example has no cause for."""
    from jianfu_cli.reading.campaigns import load_campaign
    from jianfu_cli.reports.public_paths import PublicPaths

    PublicPaths(load_campaign())
    from jianfu_cli.cli.chinese import translate
    from jianfu_cli.core.model.column import Column
    from jianfu_cli.core.model.draft import draft_column, form_role
    from jianfu_cli.reading.formats.styled_cells import in_fonts
    from jianfu_cli.rules.quantities import _bad_code
    from jianfu_cli.writing.package.comments import _belongs

    translate("")
    form_role("", ())
    draft_column("", (), ())
    in_fonts(b"", {1: "Wingdings", 2: "Webdings"}, {})
    _belongs(b"")
    list(_bad_code("A-1", Column(key="code", heading="编码", type="code", pattern="[A-Z]-[0-9]+", hint="如 A-1")))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.stdout.buffer.write(pickle.dumps(_census()))

"""What a package says it needs, read for another machine than this one (PEP 508, PEP 440, as far as wheels use them).

pip asks the machine it runs on which markers hold; a pack for Windows made on Linux would lack what only Windows needs.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from jianfu_cli.core.language.patterns import pattern_of

_NAME = pattern_of(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?\s*(.*)", re.DOTALL)
_CLAUSE = pattern_of(r"(===|==|~=|!=|<=|>=|<|>)\s*([^\s,()]+)")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A name (normalised), the versions that will do, and when it is needed at all."""

    name: str
    extras: tuple[str, ...]
    versions: str
    marker: str

    def __str__(self) -> str:
        return self.name + self.versions

    @classmethod
    def read(cls, text: str) -> "Requirement":
        """Read ``colorama; platform_system == "Windows"``.

        Raises:
            ValueError: it begins with no name.
        """
        wanted, _, marker = text.partition(";")
        match = _NAME.fullmatch(wanted)
        if not match:
            raise ValueError(text)
        extras = tuple(normal(extra) for extra in (match[2] or "").split(",") if extra.strip())
        return cls(normal(match[1]), extras, match[3].strip().strip("()").replace(" ", ""), marker.strip())

    def admits(self, version: str) -> bool:
        """Say whether ``version`` is one of those asked for."""
        return all(_meets(version, sign, bound) for sign, bound in _CLAUSE.findall(self.versions))

    def applies(self, environment: Mapping[str, str], extras: tuple[str, ...] = ()) -> bool:
        """Say whether it is needed where the markers have the values of ``environment``, with one of ``extras``."""
        if not self.marker:
            return True
        tree = ast.parse(self.marker, mode="eval").body
        return any(_holds(tree, {**environment, "extra": extra}) for extra in ("", *extras))


def normal(name: str) -> str:
    """Return the one way to write a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def release(version: str) -> tuple[int, ...]:
    """Return the numbers of ``version``, for comparing: ``2.50.5`` → (2, 50, 5)."""
    match = re.match(r"v?(?:\d+!)?(\d+(?:\.\d+)*)", version)
    return tuple(map(int, match[1].split("."))) if match else ()


def _meets(version: str, sign: str, bound: str) -> bool:
    if bound.endswith(".*"):
        prefix = release(bound[:-2])
        same = release(version)[: len(prefix)] == prefix
        return same if sign == "==" else not same
    order = _order(version, bound)
    if sign == "~=":
        return order >= 0 and release(version)[: len(release(bound)) - 1] == release(bound)[:-1]
    return {"==": order == 0, "===": version == bound, "!=": order != 0}.get(sign) or (
        (sign in {"<=", ">="} and order == 0) or (sign[0] == "<" and order < 0) or (sign[0] == ">" and order > 0)
    )


def _order(version: str, other: str) -> int:
    pairs = zip_longest(release(version), release(other), fillvalue=0)
    return next(((one > two) - (one < two) for one, two in pairs if one != two), 0)


def _holds(node: ast.AST, environment: Mapping[str, str]) -> bool:
    if isinstance(node, ast.BoolOp):
        those = (_holds(value, environment) for value in node.values)
        return all(those) if isinstance(node.op, ast.And) else any(those)
    if not (isinstance(node, ast.Compare) and len(node.ops) == 1):
        return True  # what is not understood is rather brought than missed
    left, right = _value(node.left, environment), _value(node.comparators[0], environment)
    of_version = any(isinstance(one, ast.Name) and "version" in one.id for one in (node.left, node.comparators[0]))
    return _compare(node.ops[0], left, right, _order(left, right) if of_version else (left > right) - (left < right))


def _compare(sign: ast.cmpop, left: str, right: str, order: int) -> bool:
    answers: dict[type[Any], bool] = {
        ast.Eq: order == 0,
        ast.NotEq: order != 0,
        ast.Lt: order < 0,
        ast.LtE: order <= 0,
        ast.Gt: order > 0,
        ast.GtE: order >= 0,
        ast.In: left in right,
        ast.NotIn: left not in right,
    }
    return answers.get(type(sign), True)


def _value(node: ast.AST, environment: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return environment.get(node.id, "")
    return str(node.value) if isinstance(node, ast.Constant) else ""

"""Unpickling that makes nothing but known values: bytes from a worker may be another's than ours."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from io import BytesIO
from typing import Any


class UnknownValueError(Exception):
    """The bytes ask for something that is no known value."""


def by_name(types: Iterable[type]) -> Mapping[tuple[str, str], type]:
    """Return ``types`` as ``unpickled`` asks for them."""
    return {(each.__module__, each.__qualname__): each for each in types}


def unpickled(data: bytes, known: Mapping[tuple[str, str], type]) -> Any:
    """Return the value that ``data`` is the pickle of; besides ``known`` only builtin values that need no name.

    Raises:
        UnknownValueError: it names anything else.
        pickle.UnpicklingError: it is no pickle; other exceptions of the pickled types are possible.
    """
    return _Unpickler(data, known).load()


_MEMBER_BEFORE_3_11_4 = ("builtins", "getattr")
"""How these Pythons, Debian 12's among them, pickle the member of an enumeration: as an attribute of its type."""


def _member(enumeration: type, name: str) -> Enum:
    """Return a member by its name; of a type that is no enumeration nothing is taken.

    Raises:
        UnknownValueError: there is no such member.
    """
    if isinstance(enumeration, type) and issubclass(enumeration, Enum) and name in enumeration.__members__:
        return enumeration[name]
    raise UnknownValueError(f"{enumeration!r}.{name}")


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, known: Mapping[tuple[str, str], type]) -> None:
        super().__init__(BytesIO(data))
        self._known = known

    def find_class(self, module: str, name: str) -> type | Callable[[type, str], Enum]:
        """Look up a type by its name: nothing is imported."""
        if (module, name) == _MEMBER_BEFORE_3_11_4:
            return _member
        try:
            return self._known[module, name]
        except KeyError:
            raise UnknownValueError(f"{module}.{name}") from None

"""Unpickling that makes nothing but known values: bytes from a worker may be another's than ours."""

import pickle
from collections.abc import Iterable, Mapping
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


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes, known: Mapping[tuple[str, str], type]) -> None:
        super().__init__(BytesIO(data))
        self._known = known

    def find_class(self, module: str, name: str) -> type:
        """Look up a type by its name: nothing is imported."""
        try:
            return self._known[module, name]
        except KeyError:
            raise UnknownValueError(f"{module}.{name}") from None

"""Bytes of a worker become known values and nothing else, whichever Python wrote them."""

import pickle

import pytest

from jianfu_cli.core.model.finding import Finding, Severity
from jianfu_cli.core.model.known import UnknownValueError, by_name, unpickled

KNOWN = by_name((Severity, Finding))


class Attribute:
    """Pickles as ``getattr(of, name)``, as Python 3.11.0 to 3.11.3 pickle the members of enumerations."""

    def __init__(self, of, name):
        self.of, self.name = of, name

    def __reduce__(self):
        return getattr, (self.of, self.name)


@pytest.mark.parametrize("severity", Severity)
def test_a_member_comes_back_from_any_python(severity):
    assert unpickled(pickle.dumps(severity), KNOWN) is severity
    assert unpickled(pickle.dumps(Attribute(Severity, severity.name)), KNOWN) is severity


@pytest.mark.parametrize(
    ("of", "name"),
    [
        (Severity, "__class__"),
        (Severity, "mro"),
        (Severity, "NOBODY"),
        (Finding, "__init__"),
        (Finding, "__subclasses__"),
        ("text", "format"),
    ],
)
def test_no_other_attribute_is_taken(of, name):
    with pytest.raises(UnknownValueError):
        unpickled(pickle.dumps(Attribute(of, name)), KNOWN)


def test_a_type_that_is_not_known_is_not_made():
    with pytest.raises(UnknownValueError):
        unpickled(pickle.dumps(pytest.Item), KNOWN)

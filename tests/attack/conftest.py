"""The command as a person calls it, for attacks on what it writes."""

from cli.conftest import jianfu

__all__ = ["jianfu"]

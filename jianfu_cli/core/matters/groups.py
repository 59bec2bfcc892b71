"""Which of a number of things belong together, told pair by pair (union-find)."""


class Groups:
    """Places ``0`` … ``size - 1``, at first each by itself."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def first(self, place: int) -> int:
        """Return the first place of the group that ``place`` is in."""
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one group of those of ``one`` and ``other``."""
        first, later = sorted((self.first(one), self.first(other)))
        self._above[later] = first

"""Documents by their titles among the names of files, in time n log n whatever both are called."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from jianfu_cli.core.matters.budget import LONGEST_NAME

_ENOUGH_OF_A_TITLE = 8


class FileNames:
    """Names of files, without their endings and as ``key`` gives them; each at most ``LONGEST_NAME`` characters."""

    def __init__(self, stems: Iterable[str]) -> None:
        cut = {stem[:LONGEST_NAME] for stem in stems}
        # Whatever stands within a name begins one of its ends.
        self._ends = sorted({stem[place:] for stem in cut for place in range(len(stem))})
        self._titles: list[str] = []
        for stem in sorted(stem for stem in cut if len(stem) >= _ENOUGH_OF_A_TITLE):
            # One that begins another is in every text that holds the other.
            if not (self._titles and stem.startswith(self._titles[-1])):
                self._titles.append(stem)

    def named_after(self, title: str) -> bool:
        """Whether a file is named after ``title``; long titles are often cut short in file names."""
        title = title[:LONGEST_NAME]
        return self._holds(title) or any(self._begins(title[place:]) for place in range(len(title)))

    def _holds(self, title: str) -> bool:
        place = bisect_left(self._ends, title)
        return place < len(self._ends) and self._ends[place].startswith(title)

    def _begins(self, rest: str) -> bool:
        """Whether ``rest`` begins with a whole name: none of these begins another, so it is the last before it."""
        place = bisect_right(self._titles, rest)
        return place > 0 and rest.startswith(self._titles[place - 1])

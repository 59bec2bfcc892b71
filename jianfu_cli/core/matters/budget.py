"""How much is compared at most where rows stand against rows, counted in comparisons, never in seconds.

Whoever fills in a form decides how many rows it has and what they say. So no check may cost more than a fixed number of
comparisons a row; what was left out is said (``not_run``), and told from what was compared and found different.
"""

from typing import NamedTuple

# Names that are compared with one name, those first that share its rarest pairs of characters.
MOST_CANDIDATES = 100
# Characters of a name that are looked at; the rest tells no two matters apart.
LONGEST_NAME = 200
# Of all names of files in a unit's folder, in which titles of 附件6 are sought.
MOST_LETTERS_OF_FILES = 200_000


class NotCompared(NamedTuple):
    """Which sheet of the roll-up is not whole, its names being too many and too alike, and what was left out."""

    part: str
    why: str


def too_many_alike(rows: int, others: str) -> str:
    """Say in Chinese that so many ``rows`` were not compared with all of ``others``."""
    return f"名称相近的事项太多，有 {rows} 行没有与{others}逐一比较（一个名称最多与 {MOST_CANDIDATES} 个比较）"

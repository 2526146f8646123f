"""A month to plan, and the reasons why a touch does not stand on the day that the template has for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# why a touch does not stand on the day that the template has for it; the last two: why it got no day at all
NOTHING, HOLIDAY, LEAVE, FULL, EVEN, BOTH_FULL, BACKUP_FULL = range(7)


@dataclass(frozen=True, eq=False)
class Month:
    """A month to plan: ``month`` datetime64[M], its working ``days``, the index ``first`` of the first one that is not
    over yet, the working days of the month ``following``, and whether the book was planned in the months before
    (``later``).
    ``around``: its working days and those of the weeks before and after, ``zero``: the index of its first one there.
    """

    month: Any
    days: Any
    first: int
    following: Any
    later: bool
    around: Any
    zero: int

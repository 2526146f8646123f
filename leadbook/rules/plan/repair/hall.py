"""Hall's bound over intervals of days: the best peak there is, and the smallest interval that proves an overload.

Each touch has a window of days. All touches whose window lies inside [a, b] must be done on the days of [a, b]; if
those days have less room, something falls short, and nothing else can make it so (Hall's theorem; windows are
intervals, so intervals suffice). Source: facts/planning.md, 'Repair'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Interval:
    """``touches`` must fall on the days ``first`` .. ``last`` (indices), which have ``room`` for so many."""

    first: int
    last: int
    touches: int
    room: int

    @property
    def short(self) -> int:
        """How many do not fit."""
        return self.touches - self.room


def inside(first: Any, last: Any, count: Any, width: int) -> Any:
    """Matrix [a, b]: how many touches have their window inside the days a .. b. ``count`` touches for each window."""
    import numpy as np

    starts = np.zeros((width, width), dtype="int64")
    np.add.at(starts, (first, last), count)
    return np.cumsum(np.cumsum(starts[::-1], axis=0)[::-1], axis=1)


def room_for(rooms: Any) -> Any:
    """Matrix [a, b]: the room of the days a .. b together (0 where b < a)."""
    import numpy as np

    total = np.append(0, np.cumsum(rooms))
    return np.maximum(total[None, 1:] - total[:-1, None], 0)


def best_peak(needed: Any, fixed: Any, works: Any, ceiling: int) -> int | None:
    """The least number of touches a day with which all fit; None = they do not fit even with ``ceiling`` a day.

    ``needed``: matrix of ``inside``; ``fixed`` [day]: touches that stay on that day; ``works`` [day].
    """
    import numpy as np

    first, last = np.nonzero(needed)
    touches = needed[first, last]
    open_ = np.append(0, np.cumsum(works))
    days = (open_[last + 1] - open_[first])
    if not days.all():
        return None
    peak = 0
    while True:
        room = np.append(0, np.cumsum(np.where(works, np.maximum(peak - fixed, 0), 0)))
        lack = touches - (room[last + 1] - room[first])
        short = lack > 0
        if not short.any():
            return peak
        peak += int((-(-lack[short] // days[short])).max())  # one more a day makes room for ``days`` at the most
        if peak > ceiling:
            return None


def proof(needed: Any, rooms: Any) -> Interval | None:
    """The smallest interval whose touches do not fit into its room; of equal ones the one that lacks most, then the
    earliest. None = everything fits.
    """
    import numpy as np

    room = room_for(np.maximum(rooms, 0))
    first, last = np.nonzero(needed > room)
    if not len(first):
        return None
    lack = (needed - room)[first, last]
    best = np.lexsort((first, -lack, last - first))[0]
    a, b = int(first[best]), int(last[best])
    return Interval(a, b, int(needed[a, b]), int(room[a, b]))

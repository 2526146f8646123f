"""Hall's bound over intervals of days: the best peak there is (``rules.overload`` proves what does not fit at all).

Each touch has a window of days. All touches whose window lies inside [a, b] must be done on the days of [a, b]; if
those days have less room, something falls short, and nothing else can make it so (Hall's theorem; windows are
intervals, so intervals suffice). Source: facts/planning.md, 'Repair'.
"""

from __future__ import annotations

from typing import Any


def inside(first: Any, last: Any, count: Any, width: int) -> Any:
    """Matrix [a, b]: how many touches have their window inside the days a .. b. ``count`` touches for each window."""
    import numpy as np

    starts = np.zeros((width, width), dtype="int64")
    np.add.at(starts, (first, last), count)
    return np.cumsum(np.cumsum(starts[::-1], axis=0)[::-1], axis=1)


def best_peak(needed: Any, fixed: Any, works: Any, ceiling: Any) -> int | None:
    """The least number of touches a day with which all fit; None = they do not, not even with ``ceiling`` [day].

    ``needed``: matrix of ``inside``; ``fixed`` [day]: touches that stay on that day; ``works`` [day].
    """
    import numpy as np

    first, last = np.nonzero(needed)
    touches = needed[first, last]
    open_ = np.append(0, np.cumsum(works))
    days = (open_[last + 1] - open_[first])
    most = np.where(works, np.maximum(ceiling - fixed, 0), 0)

    def lacking(rooms: Any) -> Any:
        room = np.append(0, np.cumsum(rooms))
        return touches - (room[last + 1] - room[first])

    if not days.all() or (lacking(most) > 0).any():
        return None
    peak = 0
    while True:
        lack = lacking(np.where(works, np.minimum(np.maximum(peak - fixed, 0), most), 0))
        short = lack > 0
        if not short.any():
            return peak
        peak += int((-(-lack[short] // days[short])).max())  # one more a day makes room for ``days`` at the most

"""Where a touch may be moved to: an interval of the owner's working days, clear of the person's other touches.

Everything is an interval of day indices (0 = the month's first working day), so that Hall's bound over intervals is
exact. ``limit``: the last day of a call that keeps the longest gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.rules.plan import slots

FAR = slots.FAR


@dataclass(frozen=True, eq=False)
class Fixed:
    """The touches that stay, of persons 0..n-1: ``away`` [person, day] working days to the nearest one, ``left`` and
    ``right`` [person, day]: the nearest one on or before, and on or after that day (-FAR, FAR = none).
    """

    away: Any
    left: Any
    right: Any


def fixed_touches(person: Any, at: Any, persons: int, width: int, gap: int) -> Fixed:
    """``person`` and ``at`` of the touches that stay; those less than ``gap`` days before and after the month, too."""
    import numpy as np

    pad = gap + 1
    near = (at >= -pad) & (at < width + pad)
    shape = (persons, width + 2 * pad)
    there = np.zeros(shape, dtype=bool)
    there[person[near], at[near] + pad] = True
    rows, days = np.nonzero(there)
    away = slots.distances(rows, days, shape)
    day = np.arange(shape[1]) - pad
    left = np.maximum.accumulate(np.where(there, day, -FAR), axis=1)
    right = np.minimum.accumulate(np.where(there, day, FAR)[:, ::-1], axis=1)[:, ::-1]
    inner = slice(pad, pad + width)
    return Fixed(away[:, inner], left[:, inner], right[:, inner])


def windows(person: Any, seat: Any, limit: Any, fixed: Fixed, works: Any, gap: Any, reach: Any) -> tuple[Any, Any]:
    """(first, last) day of each touch that has a seat: ``reach`` [touch] of the owner's working days to either side,
    ``gap`` [person] days from what stays, not after ``limit``; the seat itself is always inside.
    """
    import numpy as np

    days = np.flatnonzero(works)
    place = np.searchsorted(days, seat)
    apart = np.minimum(fixed.away[person, seat], gap[person])
    first = np.maximum(days[np.maximum(place - reach, 0)], fixed.left[person, seat] + apart)
    last = np.minimum(days[np.minimum(place + reach, len(days) - 1)], fixed.right[person, seat] - apart)
    return first, np.where(limit >= seat, np.minimum(last, limit), last)


def cut_apart(person: Any, seat: Any, first: Any, last: Any, works: Any, gap: Any, stays: Any) -> tuple[Any, Any]:
    """The windows with the room between two touches of a person shared between them, so that whatever days they get
    are ``gap`` [person] apart (or as far as their seats are). Beside a touch that had better stay (boolean array
    ``stays``) another one gets all the room.
    """
    import numpy as np

    order = np.lexsort((seat, person))
    one, other = order[:-1], order[1:]
    pair = person[one] == person[other]
    one, other = one[pair], other[pair]
    apart = np.minimum(seat[other] - seat[one], gap[person[one]])
    room = seat[other] - seat[one] - apart
    before = np.append(0, np.cumsum(works))
    later = before[seat[one] + room + 1] - before[seat[one] + 1]
    sooner = before[seat[other]] - before[seat[other] - room]
    share = np.where(later == 0, 0, np.where(sooner == 0, room, (room + person[one] % 2) // 2))
    share = np.where(stays[one] == stays[other], share, np.where(stays[one], 0, room))
    close = last[one] + apart > first[other]
    first, last = first.copy(), last.copy()
    last[one] = np.where(close, np.minimum(last[one], seat[one] + share), last[one])
    first[other] = np.where(close, np.maximum(first[other], seat[other] - (room - share)), first[other])
    return first, last

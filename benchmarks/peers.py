"""Other ways to plan three touches a month, and what no way can beat: for benchmarks/planner.py, plain Python."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

GAP = 4


def last_plus_ten(month: Sequence[dt.date], working: Sequence[dt.date], starts: Iterable[dt.date]) -> list[list[int]]:
    """The usual formula, next = last + 10 days (on the next working day): for each person, whose first touch is on the
    day of ``starts``, the touches that fall into ``month`` (indices). ``working``: the working days since then.
    """
    found = []
    for day in starts:
        mine = []
        while day <= month[-1]:
            if day >= month[0]:
                mine.append(month.index(day))
            at = bisect_left(working, day + dt.timedelta(days=10))
            if at == len(working):
                break
            day = working[at]
        found.append(mine)
    return found


def greedy(people: int, days: Sequence[int], load: dict[int, int]) -> list[list[int]]:
    """Person by person, touch by touch: the least busy of the ``days`` that is GAP days from the person's others
    (if there is none, of all days that they do not have). ``load``: what stands on a day already.
    """
    count = Counter(load)
    found = []
    for _ in range(people):
        mine: list[int] = []
        for _ in range(3):
            apart = [day for day in days if all(abs(day - other) >= GAP for other in mine)]
            day = min(apart or [day for day in days if day not in mine], key=count.__getitem__)
            count[day] += 1
            mine.append(day)
        found.append(sorted(mine))
    return found


def hall(windows: Iterable[tuple[int, int]], load: Sequence[int], open_: Sequence[bool]) -> int:
    """The least peak with which touches that may stand on the days first .. last of their windows fit beside ``load``:
    the most that any stretch of days asks for (Hall's theorem).
    """
    width, counts = len(load), Counter(windows)
    peak = 0
    for first in range(width):
        for last in range(first, width):
            must = sum(n for (a, b), n in counts.items() if first <= a and b <= last)
            while must > sum(max(peak - load[day], 0) for day in range(first, last + 1) if open_[day]):
                peak += 1
    return peak


def around(day: int, open_: Sequence[bool], reach: int) -> tuple[int, int]:
    """The window of a touch of ``day``: ``reach`` of the owner's working days to either side."""
    days = [at for at, works in enumerate(open_) if works]
    place = min(bisect_left(days, day), len(days) - 1)
    return days[max(place - reach, 0)], days[min(place + reach, len(days) - 1)]

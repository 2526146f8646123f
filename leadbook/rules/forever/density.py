"""The density of the promise: how much of an owner's room it takes in the worst month and the worst stretch of days.

Pinwheel scheduling: person i wants a slot in every a_i slots; sum(1/a_i) <= 5/6 can always be scheduled (Kawamura
2024), more than 1 never; in between nobody knows in general. Source: facts/planning.md, 'Forever'.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from leadbook.rules.forever.needs import Needs
from leadbook.rules.plan.repair.team import UNLIMITED
from leadbook.workdays import LAST_YEAR, Calendar

ALWAYS = 5 / 6
YEARS = 28      # weekdays and leap years come round after so many


@dataclass(frozen=True)
class Worst:
    """The fewest working days of a month, and of as many days on end as the longest call gap has."""

    month: int
    stretch: int


@dataclass(frozen=True)
class Density:
    """``touches``: of the room in the worst month; ``calls``: of the room for calls in the worst stretch; ``both``:
    calls counted beside the touches, as the theorem wants it.
    """

    touches: float
    calls: float
    both: float

    @property
    def always(self) -> bool:
        """Whether it can always be scheduled."""
        return max(self.touches, self.calls, self.both) <= ALWAYS

    @property
    def never(self) -> bool:
        """Whether it cannot be scheduled for ever."""
        return max(self.touches, self.calls) > 1


def worst(today: dt.date, gap: int, calendar: Calendar) -> Worst:
    """Over the next YEARS years, without anybody's leave."""
    import numpy as np

    first = dt.date(today.year + today.month // 12, today.month % 12 + 1, 1)
    last = dt.date(min(first.year + YEARS, LAST_YEAR), 12, 31)
    days = calendar.working_days(first, last)
    months = np.bincount((days.astype("datetime64[M]") - np.datetime64(first, "M")).astype("int64"))
    works = np.zeros((last - first).days + 2, dtype="int64")
    works[(days - np.datetime64(first, "D")).astype("int64") + 1] = 1
    total = np.cumsum(works)
    return Worst(int(months.min()), int((total[gap:] - total[:-gap]).min()))


def density(needs: Needs, least: Worst) -> Density:
    """Every limit counts; one without room at all is infinitely dense."""
    calls = int(needs.called.sum())
    by_touch = max((_part(need, least.month * room) for need, room, _ in needs.bounds()), default=0.0)
    only = _part(needs.only_called * needs.touches, least.month * needs.calls_a_day)
    by_call = only + _part(calls - needs.only_called, least.stretch * needs.calls_a_day)
    beside = _part(needs.people * needs.touches, least.month * needs.capacity)
    return Density(by_touch, by_call, beside + _part(calls, least.stretch * needs.capacity))


def _part(need: int, room: Any) -> float:
    if not need or room >= UNLIMITED:
        return 0.0
    return need / room if room else float("inf")

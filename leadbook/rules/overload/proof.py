"""The smallest stretch of days whose room is less than the touches that must stand there (Hall's theorem).

A touch may stand on any working day of its owner up to its last one, never two of a person on a day. So the stretches
all begin with the owner's first working day to come, and the smallest is the one that ends first. The windows that the
repair uses (facts/planning.md, 'Repair') are narrower: they may be widened, these may not, so this is a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.rules.overload.demand import Demand


@dataclass(frozen=True)
class Stretch:
    """``touches`` must stand on the days up to ``last`` (index), which have ``room`` for so many; ``by_person``: part
    of the reason is that nobody gets two touches on a day.
    """

    last: int
    touches: int
    room: int
    by_person: bool

    @property
    def short(self) -> int:
        """How many do not fit."""
        return self.touches - self.room


def proof(demand: Demand) -> Stretch | None:
    """The smallest stretch that proves an overload; None = there is none."""
    import numpy as np

    for last in np.unique(demand.last).tolist():
        found = stretch(demand, last)
        if found.short > 0:
            return found
    return None


def fits(demand: Demand) -> bool:
    """Whether no stretch proves an overload."""
    return proof(demand) is None


def stretch(demand: Demand, last: int) -> Stretch:
    """The touches that must stand on the days up to ``last``, and the room for them.

    The room is the least of: some days count with what they hold, the others with what is left of the touches of each
    person when nobody gets two a day (a cut of the network person -> day); the days that hold least count as such.
    """
    import numpy as np

    must = demand.last <= last
    wanted = np.bincount(demand.person[must], minlength=len(demand.free))
    days = np.flatnonzero(demand.works[: last + 1])
    rooms = demand.rooms[days]
    order = np.argsort(-rooms, kind="stable")
    held = np.append(np.cumsum(rooms[order][::-1])[::-1], 0)  # [j]: what all but the j roomiest days hold
    base = int(wanted.max(initial=0)) + 1
    alike, many = np.unique((_pattern(demand.free[:, days]) * base + wanted)[wanted > 0], return_counts=True)
    free = np.cumsum(_days_of(alike // base, len(days))[:, order], axis=1)
    people = np.append(0, (np.minimum(free, alike[:, None] % base) * many[:, None]).sum(axis=0))
    total = int(must.sum())
    room = int((held + people).min())
    return Stretch(last, total, min(room, total), int(held[0]) > room)


def _pattern(free: Any) -> Any:
    """Boolean matrix [person, day] (at most 55 days) -> a number for each row."""
    import numpy as np

    return free @ (1 << np.arange(free.shape[1], dtype="int64"))


def _days_of(pattern: Any, width: int) -> Any:
    """What ``_pattern`` was made of."""
    import numpy as np

    return (pattern[:, None] >> np.arange(width)) & 1

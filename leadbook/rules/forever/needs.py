"""What the people of one owner need a month, and how much the owner can do a day: whatever the calendar says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from leadbook.config_records import Config
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.channel_kinds import calls
from leadbook.rules.plan.repair.team import UNLIMITED, Team

FEW = 5   # channels with limits whose sets are all looked at


@dataclass(frozen=True, eq=False)
class Needs:
    """``may`` [person, channel]: what the planner may use; ``call`` [channel]: it is a call; ``called`` [person]: may
    be called, so must be, with at most ``gap`` days between two calls; ``due`` [person]: the day by which the next one
    must come (datetime64[D]); ``touches`` a month; ``capacity`` a day and ``by_channel`` [channel] (UNLIMITED = no
    limit); ``lent_capacity`` and ``lent_by_channel``: the same of who stands in while the owner is on leave.
    """

    may: Any
    call: Any
    called: Any
    due: Any
    touches: int
    gap: int
    capacity: int
    by_channel: Any
    lent_capacity: int
    lent_by_channel: Any

    @property
    def people(self) -> int:
        """How many people there are."""
        return len(self.may)

    @property
    def calls_a_day(self) -> int:
        """How many calls the owner can make a day."""
        return min(self.capacity, _sum(self.by_channel[self.call]))

    @property
    def only_called(self) -> int:
        """How many people can only be called: all their touches are calls."""
        return int((self.called & ~(self.may & ~self.call).any(axis=1)).sum())

    def bounds(self) -> Iterator[tuple[int, int, int]]:
        """(touches a month, room a day, room a day of who stands in) for everything together, then for each set of
        channels with limits: what must go through these and no other (Hall's theorem; what has no limit is not in the
        list). Calls may change months, so they are counted apart.
        """
        import numpy as np

        if min(self.capacity, self.lent_capacity) < UNLIMITED:
            yield self.people * self.touches, self.capacity, self.lent_capacity
        least = np.minimum(self.by_channel, self.lent_by_channel)
        limited = np.flatnonzero((least < UNLIMITED) & self.may.any(axis=0)).tolist()
        sizes = range(1, len(limited) + 1) if len(limited) <= FEW else (1, len(limited))
        for chosen in (list(c) for size in sizes for c in combinations(limited, size)):
            inside = np.zeros(len(self.call), dtype=bool)
            inside[chosen] = True
            bound = ~(self.may & ~inside).any(axis=1)
            yield (int(bound.sum()) * self.touches, min(self.capacity, _sum(self.by_channel[chosen])),
                   min(self.lent_capacity, _sum(self.lent_by_channel[chosen])))


def needs_of(owner: int, team: Team, mine: Any, permitted: Any, last_call: Any, today: Any, config: Config) -> Needs:
    """``mine`` [person]: whose owner it is; ``permitted`` [person, channel]; ``last_call`` [person] (NaT = none).

    A call that is late already, or was never made, counts as due one longest gap from ``today`` on.
    """
    import numpy as np

    cadence = config.cadence
    may = plannable(permitted[mine], config)
    may = may[may.any(axis=1)]
    reach = plannable(permitted[mine], config).any(axis=1)
    call = calls(config)
    due = last_call[mine][reach] + np.timedelta64(cadence.longest_call_gap_days, "D")
    late = np.isnat(due) | (due <= today)
    due = np.where(late, today + np.timedelta64(cadence.longest_call_gap_days, "D"), due)
    return Needs(may, call, (may & call).any(axis=1), due, cadence.touches_per_month,
                 cadence.longest_call_gap_days, int(team.capacity[owner]), team.by_channel[owner],
                 int(team.capacity[team.backup[owner]]), team.by_channel[team.backup[owner]])


def _sum(limits: Any) -> int:
    return int(min(limits.sum(), UNLIMITED)) if len(limits) else UNLIMITED

"""One month's new touches: how many each person still needs, on which days, which is the call, through what channel.

Mission rows 25 and 26. Arrays throughout: one row per active person of the roster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from leadbook.config_records import Cadence, Config
from leadbook.rules.plan import calls, slots
from leadbook.rules.plan.channel_choice import chosen, plannable
from leadbook.rules.plan.ledger import OPEN, SKIPPED, Ledger
from leadbook.rules.plan.own_days import OwnDays, own_days
from leadbook.rules.plan.roster import Roster

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


@dataclass(frozen=True, eq=False)
class MonthPlan:
    """What a month needs and gets. Per person: ``target``, ``standing`` (done + planned that count), ``wanted`` new
    touches, ``due`` (a call), ``last`` call, ``joined`` in this month. The new touches are flat arrays, by day, person
    and slot: ``person``, ``day`` (datetime64[D]), ``slot``, ``ordinal``, ``channel``, ``call``, ``late`` (the month was
    under way, so the template's days were gone); ``was`` (the template's day, NaT = the same), ``because`` of what
    (LEAVE; after a repair also FULL, EVEN) and ``instead`` (the channel first meant has no room).
    """

    target: Any
    standing: Any
    wanted: Any
    due: Any
    person: Any
    day: Any
    slot: Any
    ordinal: Any
    channel: Any
    call: Any
    late: Any
    last: Any
    joined: Any
    was: Any
    because: Any
    instead: Any

    def entries(self) -> Ledger:
        """The new touches as open entries of the ledger."""
        import numpy as np

        size = len(self.day)
        return Ledger(self.person, self.day, np.full(size, OPEN), self.channel, self.call, np.full(size, -1))


def planned_month(roster: Roster, ledger: Ledger, taken: Callable[[Any], Any], planned_before: Any, month: Month,
                  config: Config, today: Any, owner: Any, works: Any, following: Any, pinned: Any) -> MonthPlan:
    """What to add in ``month``. ``taken``: from persons to a boolean matrix of the slots (slot 1 first) that have
    a row already; ``planned_before``: persons who had rows in the months that a call may wait; ``owner`` (code) of each
    person; ``works`` [owner, day]; ``following`` [owner]: their first working day after the month; ``pinned`` [row of
    the plan].
    """
    import numpy as np

    cadence, size = config.cadence, len(roster.number)
    phase = slots.phases(roster.number)
    ideal = slots.template(phase, cadence.touches_per_month, len(month.days))
    joined, target = _targets(roster, ideal, month, cadence)
    here = ledger.where(ledger.day.astype("datetime64[M]") == month.month)
    standing = _standing(here, roster, target, config)
    last = calls.last_call(ledger, size, today, (month.month + 1).astype("datetime64[D]"))
    last = calls.before_pins(ledger, last, pinned, month.month, today, cadence)
    wanted = np.where(plannable(roster.permitted, config).any(axis=1), np.maximum(target - standing, 0), 0)
    may_call = (roster.permitted & _callable(config)).any(axis=1)
    due = may_call & calls.due(roster.number, last, planned_before | month.later, month.month, following[owner],
                               cadence)
    due &= ~joined | (wanted > 0)  # who just joined is called within the touches of this month, or from the next on
    wanted = np.where(due, np.maximum(wanted, 1), wanted)
    some = np.flatnonzero(wanted > 0)
    own = own_days(works, month.first, cadence.touches_per_month).of(owner[some])
    day, slot, late, away = _days(phase[some], wanted[some], taken(some), _only(here, some, size), own, month, cadence)
    day, call = calls.placed(day, slot, due[some], roster.number[some], last[some], away, month.days, own.latest,
                             cadence)
    channel = chosen(day >= 0, call, roster.permitted[some], _only(here, some, size), config)
    row, column = np.nonzero((day >= 0) & (channel >= 0))
    order = np.lexsort((slot[row, column], row, day[row, column]))
    row, column = row[order], column[order]
    ordinal = np.cumsum((day >= 0) & (channel >= 0), axis=1)[row, column] + standing[some][row]
    code = channel[row, column]
    was, because = _because_of_leave(ideal[some][row], slot[row, column], day[row, column], own.instead[row], month)
    return MonthPlan(target=target, standing=standing, wanted=wanted, due=due, person=some[row],
                     day=month.days[day[row, column]], slot=slot[row, column], ordinal=ordinal, channel=code,
                     call=_callable(config)[code], late=late[row], last=last, joined=joined,
                     was=was, because=because, instead=np.zeros(len(row), dtype=bool))


def _because_of_leave(ideal: Any, slot: Any, day: Any, instead: Any, month: Month) -> tuple[Any, Any]:
    """(the day that the template has for a touch, because of what it is another): where its owner is away."""
    import numpy as np

    rows, column = np.arange(len(slot)), np.minimum(slot, ideal.shape[1]) - 1
    usual = ideal[rows, column]
    away = (slot <= ideal.shape[1]) & (usual >= month.first) & instead[rows, usual] & (usual != day)
    return np.where(away, month.days[usual], np.datetime64("NaT", "D")), np.where(away, LEAVE, NOTHING)


def _targets(roster: Roster, ideal: Any, month: Month, cadence: Cadence) -> tuple[Any, Any]:
    """(joined in this month, touches due). Pro rata = the person's template days from the day of joining on, so a
    thousand who join on one day share the rest of the month as if they had always been there."""
    import numpy as np

    joined = (roster.joined.astype("datetime64[M]") == month.month) & cadence.pro_rata
    since = np.searchsorted(month.days, roster.joined)
    target = np.where(joined, (ideal >= since[:, None]).sum(axis=1), cadence.touches_per_month)
    return joined, target


def _standing(here: Ledger, roster: Roster, target: Any, config: Config) -> Any:
    """Done + open that count: broadcasts only beyond the personal minimum, unless the person permits nothing else."""
    import numpy as np

    size, live = len(target), here.standing != SKIPPED
    broadcast = np.array([not c.personal for c in config.channels.values()] + [False])[here.channel]
    personal = np.bincount(here.person[live & ~broadcast], minlength=size)
    broadcasts = np.bincount(here.person[live & broadcast], minlength=size)
    reachable = (plannable(roster.permitted, config) & _personal(config)).any(axis=1)
    least = np.where(reachable, np.minimum(config.cadence.personal_per_month, target), 0)
    return personal + np.minimum(broadcasts, target - least)


def _days(phase: Any, wanted: Any, taken: Any, here: Ledger, own: OwnDays, month: Month, cadence: Cadence
          ) -> tuple[Any, Any, Any, Any]:
    """(day matrix, slot matrix, late, distances): the person's own template days if enough are left, else an even
    spread over what is left of the month; beside other touches kept apart."""
    import numpy as np

    size, width = len(wanted), len(month.days)
    at = np.minimum(np.searchsorted(month.days, here.day), width - 1)
    at = np.where(here.standing == OPEN, np.maximum(at, min(month.first, width - 1)), at)  # overdue = on today's list
    away = slots.distances(here.person, at, (size, width))
    ideal = np.take_along_axis(own.place, slots.template(phase, cadence.touches_per_month, own.size), axis=1)
    free = (ideal >= month.first) & ~taken[:, :ideal.shape[1]]
    enough = free.sum(axis=1) >= wanted
    crowded = np.bincount(here.person, minlength=size) > 0
    kept = slots.picked(free, np.take_along_axis(away, ideal, axis=1), np.where(enough, wanted, 0))
    day = slots.spread(phase, np.where(enough, 0, np.minimum(wanted, own.left)), own.past, own.size)
    day = np.where(day < 0, -1, np.take_along_axis(own.place, np.maximum(day, 0), axis=1))
    day, slot = _matrix(day, kept.shape[1]), _unused(taken, max(day.shape[1], kept.shape[1]))
    row, column = np.nonzero(kept)
    left = (np.cumsum(kept, axis=1) - 1)[row, column]
    day[row, left], slot[row, left] = ideal[row, column], column + 1
    ahead = wanted + np.bincount(here.person[at >= month.first], minlength=size)
    gap = slots.fair_gap(cadence.gap_working_days, own.left, ahead)
    day[crowded] = slots.kept_apart(day[crowded], away[crowded], own.open_[crowded], gap[crowded])
    return *_in_order(day, slot), ~enough & (month.first > 0), away


def _in_order(day: Any, slot: Any) -> tuple[Any, Any]:
    """Days ascending (none last), the slot numbers ascending with them."""
    import numpy as np

    order = np.argsort(np.where(day < 0, slots.FAR, day), axis=1, kind="stable")
    day, slot = np.take_along_axis(day, order, axis=1), np.take_along_axis(slot, order, axis=1)
    return day, np.sort(np.where(day < 0, 10**6, slot), axis=1)


def _matrix(day: Any, width: int) -> Any:
    import numpy as np

    return np.pad(day, ((0, 0), (0, max(width - day.shape[1], 0))), constant_values=-1)


def _unused(taken: Any, width: int) -> Any:
    """Matrix of the smallest slot numbers that are not taken."""
    import numpy as np

    open_ = np.pad(~taken, ((0, 0), (0, width)), constant_values=True)
    return np.argsort(~open_, axis=1, kind="stable")[:, :width] + 1


def _only(here: Ledger, some: Any, size: int) -> Ledger:
    """The entries of some persons, renumbered by their place in ``some``."""
    import numpy as np

    place = np.full(size, -1)
    place[some] = np.arange(len(some))
    person = place[here.person]
    return replace(here, person=person).where(person >= 0)


def _callable(config: Config) -> Any:
    """Boolean array over the settings' channels: a call that the planner may choose."""
    import numpy as np

    return np.array([c.call and name in config.cadence.channels for name, c in config.channels.items()])


def _personal(config: Config) -> Any:
    import numpy as np

    return np.array([c.personal for c in config.channels.values()])

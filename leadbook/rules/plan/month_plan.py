"""One month's new touches: how many each person still needs, on which days, which is the call, through what channel.

Mission rows 25 and 26. Arrays throughout: one row per active person of the roster.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from leadbook.config_records import Config
from leadbook.rules.plan import calls, slots
from leadbook.rules.plan.channel_choice import chosen, plannable
from leadbook.rules.plan.channel_kinds import planned_calls
from leadbook.rules.plan.ledger import OPEN, SKIPPED, Ledger
from leadbook.rules.plan.month import LEAVE, NOTHING, Month
from leadbook.rules.plan.month_days import days
from leadbook.rules.plan.month_due import standing, targets
from leadbook.rules.plan.own_days import own_days
from leadbook.rules.plan.roster import Roster


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
    joined, target = targets(roster, ideal, month, cadence)
    here = ledger.where(ledger.day.astype("datetime64[M]") == month.month)
    stands = standing(here, roster, target, config)
    last = calls.last_call(ledger, size, today, (month.month + 1).astype("datetime64[D]"))
    last = calls.before_pins(ledger, last, pinned, month.month, today, cadence)
    wanted = np.where(plannable(roster.permitted, config).any(axis=1), np.maximum(target - stands, 0), 0)
    may_call = (roster.permitted & planned_calls(config)).any(axis=1)
    due = may_call & calls.due(roster.number, last, planned_before | month.later, month.month, following[owner],
                               cadence)
    due &= ~joined | (wanted > 0)  # who just joined is called within the touches of this month, or from the next on
    wanted = np.where(due, np.maximum(wanted, 1), wanted)
    some = np.flatnonzero(wanted > 0)
    own = own_days(works, month.first, cadence.touches_per_month).of(owner[some])
    beside = _only(_beside(ledger, month, today), some, size)
    day, slot, late, away = days(phase[some], wanted[some], taken(some), _only(here, some, size), beside, own, month,
                                 cadence)
    day, call = calls.placed(day, slot, due[some], roster.number[some], last[some], away, month.days, own.latest,
                             cadence)
    channel = chosen(day >= 0, call, roster.permitted[some], _only(here, some, size), config)
    row, column = np.nonzero((day >= 0) & (channel >= 0))
    order = np.lexsort((slot[row, column], row, day[row, column]))
    row, column = row[order], column[order]
    ordinal = np.cumsum((day >= 0) & (channel >= 0), axis=1)[row, column] + stands[some][row]
    code = channel[row, column]
    was, because = _because_of_leave(ideal[some][row], slot[row, column], day[row, column], own.instead[row], month)
    return MonthPlan(target=target, standing=stands, wanted=wanted, due=due, person=some[row],
                     day=month.days[day[row, column]], slot=slot[row, column], ordinal=ordinal, channel=code,
                     call=planned_calls(config)[code], late=late[row], last=last, joined=joined,
                     was=was, because=because, instead=np.zeros(len(row), dtype=bool))


def _because_of_leave(ideal: Any, slot: Any, day: Any, instead: Any, month: Month) -> tuple[Any, Any]:
    """(the day that the template has for a touch, because of what it is another): where its owner is away."""
    import numpy as np

    rows, column = np.arange(len(slot)), np.minimum(slot, ideal.shape[1]) - 1
    usual = ideal[rows, column]
    away = (slot <= ideal.shape[1]) & (usual >= month.first) & instead[rows, usual] & (usual != day)
    return np.where(away, month.days[usual], np.datetime64("NaT", "D")), np.where(away, LEAVE, NOTHING)


def _beside(ledger: Ledger, month: Month, today: Any) -> Ledger:
    """What stands in the weeks before and after the month; what is overdue from before stands on ``today``."""
    import numpy as np

    day = np.where(ledger.standing == OPEN, np.maximum(ledger.day, today), ledger.day)
    other = ledger.day.astype("datetime64[M]") != month.month
    near = (ledger.standing != SKIPPED) & other & (day >= month.around[0]) & (day <= month.around[-1])
    return replace(ledger, day=day).where(near)


def _only(here: Ledger, some: Any, size: int) -> Ledger:
    """The entries of some persons, renumbered by their place in ``some``."""
    import numpy as np

    place = np.full(size, -1)
    place[some] = np.arange(len(some))
    person = place[here.person]
    return replace(here, person=person).where(person >= 0)

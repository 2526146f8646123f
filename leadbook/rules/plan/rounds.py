"""One round of planning: each month in turn, its new touches and their repair, put into the plan.

Where not everything finds room, a round is run again on its own result until it changes nothing: what a second run of
``plan`` would find, the first one has found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.people import representative
from leadbook.rules.plan import month_plan
from leadbook.rules.plan.ledger import Ledger, entered
from leadbook.rules.plan.repair.month import Moves, Repaired, repaired
from leadbook.rules.plan.repair.pool import Book
from leadbook.rules.plan.repair.team import Team
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rows import below, month_mark, plan_frame, taken_slots
from leadbook.rules.plan.why import moved_why, whys

if TYPE_CHECKING:
    import pandas as pd

ROUNDS = 12


@dataclass(frozen=True, eq=False)
class Known:
    """What all rounds share: see ``cadence.planned``; ``months`` to plan."""

    leads: pd.DataFrame
    touches: pd.DataFrame
    roster: Roster
    team: Team
    months: list[month_plan.Month]
    config: Config
    today: dt.date


@dataclass(frozen=True, eq=False)
class Round:
    """``plan`` with its new rows, ``at``: the lead (row in Leads, -1 = unknown) of each; ``ledger`` of all touches;
    by month: ``stand`` (the lead of each person) and ``repairs``; ``changed``: whether a row was added or moved.
    """

    plan: pd.DataFrame
    at: Any
    ledger: Ledger
    stand: list[Any]
    repairs: list[Repaired]
    changed: bool

    @property
    def complete(self) -> bool:
        """Whether every touch that was wanted got a day, and every one that had to move moved."""
        return not any(found.left_out for one in self.repairs for _, _, found in one.boards)


def rounds(plan: pd.DataFrame, at: Any, known: Known) -> list[Round]:
    """The rounds run; the last one holds the result."""
    done = [one_round(plan, at, known)]
    while not done[-1].complete and done[-1].changed and len(done) < ROUNDS:
        done.append(one_round(done[-1].plan, done[-1].at, known))
    return done


def one_round(plan: pd.DataFrame, at: Any, known: Known) -> Round:
    """Plan every month once."""
    import numpy as np
    import pandas as pd

    now, config, roster = np.datetime64(known.today, "D"), known.config, known.roster
    person = roster.person_at(at)
    ledger = entered(plan, person, known.touches, roster, config, known.today)
    since, owner_of_row = _planned_since(plan, person, roster), np.append(known.team.of_lead, 0)[at]
    repairs, stand, new, moves = [], [], [], []
    for month in known.months:
        rows = representative(known.leads, roster.active, plan, config, month.month).to_numpy()
        waited = since <= month.month - np.timedelta64(config.cadence.call_every_months - 1, "M")
        taken = partial(taken_slots, plan, at, rows, month.month, config.cadence.touches_per_month)
        made = month_plan.planned_month(roster, ledger, taken, waited, month, config, now, known.team.of_lead[rows],
                                        known.team.working(month.days))
        one = repaired(made, ledger, Book(plan, roster, rows, owner_of_row, known.team, config, now), month)
        ledger = ledger.moved(one.moves.row, one.moves.day).plus(one.made.entries())
        stand.append(rows)
        repairs.append(one)
        moves.append(one.moves)
        new.append(_rows(one.made, known, rows, month))
    changed = any(len(one.moves.row) or len(one.made.person) for one in repairs)
    plan = below(_moved(plan, moves, known), pd.concat(new)) if new else plan
    at = np.concatenate([at, *(rows[one.made.person] for rows, one in zip(stand, repairs, strict=True))])
    return Round(plan, at, ledger, stand, repairs, changed)


def _planned_since(plan: pd.DataFrame, person: Any, roster: Roster) -> Any:
    """Per person the month of the first row ever planned (the far future = none)."""
    import numpy as np

    day = plan["Scheduled"].to_numpy().astype("datetime64[M]")
    known = (person >= 0) & ~np.isnat(day)
    since = np.full(len(roster.number), 10**5)
    np.minimum.at(since, person[known], day[known].astype("int64"))
    return since.astype("datetime64[M]")


def _rows(made: month_plan.MonthPlan, known: Known, rows: Any, month: month_plan.Month) -> pd.DataFrame:
    """The Plan rows of a month's new touches, by day. ``rows`` [p]: the lead that stands for each person."""
    import numpy as np

    codes = [key.removeprefix("L-") for key in known.leads["Lead ID"].to_numpy()[rows]]
    mark = month_mark(month.month)
    keys = [f"P-{codes[p]}{mark}{s}" for p, s in zip(made.person.tolist(), made.slot.tolist(), strict=True)]
    names = np.array(list(known.config.channels), dtype=object)
    owner = np.array(known.team.names, dtype=object)[known.team.of_lead[rows[made.person]]]
    return plan_frame(keys, made.day, known.leads, rows[made.person], names[made.channel],
                      whys(made, known.roster, month, owner, known.config.cadence, known.today), known.config)


def _moved(plan: pd.DataFrame, moves: list[Moves], known: Known) -> pd.DataFrame:
    """The plan with the published touches that move: Date, Scheduled (so that no person is taken to have moved it) and
    Why, which says from when and why.
    """
    import numpy as np
    import pandas as pd

    row = np.concatenate([one.row for one in moves])
    if not len(row):
        return plan
    columns = {name: plan[name].to_numpy(copy=True) for name in ("Date", "Scheduled", "Why")}
    for one in moves:
        columns["Date"][one.row] = columns["Scheduled"][one.row] = one.day.astype("datetime64[s]")
        owner = np.array(known.team.names, dtype=object)[one.owner]
        columns["Why"][one.row] = moved_why(columns["Why"][one.row], one.was, one.because, owner, known.today)
    return plan.assign(**{name: pd.Series(values, index=plan.index, dtype=plan[name].dtype)
                          for name, values in columns.items()})

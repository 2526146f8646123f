"""One round of planning: each month in turn, its new touches and their repair, put into the plan.

Where not everything finds room, a round is run again on its own result until it changes nothing: what a second run of
``plan`` would find, the first one has found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.frames import below
from leadbook.rules.contact.people import representative
from leadbook.rules.plan import month_plan
from leadbook.rules.plan.ledger import Ledger, entered
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.repair.month import Moves, Repaired, repaired
from leadbook.rules.plan.repair.pool import Book
from leadbook.rules.plan.repair.team import Team
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rows import month_mark, plan_frame, taken_slots
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
    months: list[Month]
    config: Config
    today: dt.date

    @cached_property
    def codes(self) -> list[str]:
        """Of each lead, what the ids of its planned touches begin with."""
        return ["P-" + key.removeprefix("L-") for key in self.leads["Lead ID"].tolist()]

    @cached_property
    def owners(self) -> Any:
        """The names of the team, by code."""
        import numpy as np

        return np.array(self.team.names, dtype=object)


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

    now, config, roster = np.datetime64(known.today, "D"), known.config, known.roster
    person = roster.person_at(at)
    ledger = entered(plan, person, known.touches, roster, config, known.today)
    since, owner_of_row = _planned_since(plan, person, roster), np.append(known.team.of_lead, 0)[at]
    pinned = plan["Pinned"].to_numpy() == "Yes"
    repairs: list[Repaired] = []
    stand: list[Any] = []
    for month in known.months:
        rows = representative(known.leads, roster.active, plan, config, month.month).to_numpy()
        waited = since <= month.month - np.timedelta64(config.cadence.call_every_months - 1, "M")
        taken = partial(taken_slots, plan, at, rows, month.month, config.cadence.touches_per_month)
        made = month_plan.planned_month(roster, ledger, taken, waited, month, config, now, known.team.of_lead[rows],
                                        known.team.working(month.days), _first_days(month, known.team), pinned)
        one = repaired(made, ledger, Book(plan, roster, rows, owner_of_row, known.team, config, now), month)
        ledger = ledger.moved(one.moves.row, one.moves.day).plus(one.made.entries())
        stand.append(rows)
        repairs.append(one)
    changed = any(len(one.moves.row) or len(one.made.person) for one in repairs)
    if not changed:
        return Round(plan, at, ledger, stand, repairs, changed)
    leads = [rows[one.made.person] for rows, one in zip(stand, repairs, strict=True)]
    plan = below(_moved(plan, [one.moves for one in repairs], known), _rows(repairs, leads, known))
    return Round(plan, np.concatenate([at, *leads]), ledger, stand, repairs, changed)


def _first_days(month: Month, team: Team) -> Any:
    """[owner]: the first working day after ``month``; who is away for the whole next month comes after it."""
    import numpy as np

    days = np.append(month.following, (month.month + 2).astype("datetime64[D]"))
    works = team.working(days)
    works[:, -1] = True
    return days[works.argmax(axis=1)]


def _planned_since(plan: pd.DataFrame, person: Any, roster: Roster) -> Any:
    """Per person the month of the first row ever planned (the far future = none)."""
    import numpy as np

    day = plan["Scheduled"].to_numpy().astype("datetime64[M]")
    known = (person >= 0) & ~np.isnat(day)
    since = np.full(len(roster.number), 10**5)
    np.minimum.at(since, person[known], day[known].astype("int64"))
    return since.astype("datetime64[M]")


def _rows(repairs: list[Repaired], leads: list[Any], known: Known) -> pd.DataFrame:
    """The Plan rows of the new touches, month by month, by day. ``leads``: the lead (row in Leads) of each."""
    import numpy as np

    keys: list[str] = []
    why, codes = [], known.codes
    for month, one, at in zip(known.months, repairs, leads, strict=True):
        made, mark = one.made, month_mark(month.month)
        keys += [f"{codes[p]}{mark}{s}" for p, s in zip(at.tolist(), made.slot.tolist(), strict=True)]
        why.append(whys(made, known.roster, month, _whose(made, month, at, known), known.config.cadence, known.today))
    day, channel = (np.concatenate([getattr(one.made, name) for one in repairs]) for name in ("day", "channel"))
    names = np.array(list(known.config.channels), dtype=object)
    return plan_frame(keys, day, known.leads, np.concatenate(leads), names[channel], np.concatenate(why), known.config)


def _whose(made: month_plan.MonthPlan, month: Month, lead: Any, known: Known) -> Any:
    """The names of those who would have done each new touch on the day it was meant for: the owner, or the backup."""
    import numpy as np

    meant = np.searchsorted(month.days, np.where(made.because > 0, made.was, made.day))
    return known.owners[known.team.doing(month.days)[known.team.of_lead[lead], meant]]


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
        columns["Why"][one.row] = moved_why(columns["Why"][one.row], one.was, one.because, known.owners[one.who],
                                            known.today)
    return plan.assign(**{name: pd.Series(values, index=plan.index, dtype=plan[name].dtype)
                          for name, values in columns.items()})

"""What a planning run did, in figures: the ``--json`` keys of job plan, and the line it prints.

Facts: planning.md 'Print': shortfall, peak against its lower bound, longest call gap, unreachable.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.people import representative
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.channel_kinds import personal
from leadbook.rules.plan.churn import churn
from leadbook.rules.plan.ledger import DONE, OPEN, Ledger
from leadbook.rules.plan.month import BACKUP_FULL, BOTH_FULL, FULL, LEAVE, Month
from leadbook.rules.plan.month_plan import MonthPlan
from leadbook.rules.plan.repair.month import Repaired
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rounds import Known, Round
from leadbook.rules.plan.why import month_name
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Seen:
    """All that a planning run knew and did: ``known`` before, the rounds ``done``."""

    known: Known
    done: list[Round]

    @property
    def roster(self) -> Roster:
        """The persons."""
        return self.known.roster

    @cached_property
    def rows(self) -> Any:
        """[p]: the row (0-based) of the lead that stands for each person, in the first month planned (if there is none:
        no day is a working day, now)."""
        import numpy as np

        if stand := self.done[-1].stand:
            return stand[0]
        month = np.datetime64(self.today, "M")
        return representative(self.leads, self.roster.active, self.plan, self.config, month).to_numpy()

    @property
    def leads(self) -> pd.DataFrame:
        """The Leads frame."""
        return self.known.leads

    @property
    def plan(self) -> pd.DataFrame:
        """The plan as it is now."""
        return self.done[-1].plan

    @property
    def ledger(self) -> Ledger:
        """All touches, made and planned."""
        return self.done[-1].ledger

    @property
    def months(self) -> list[Month]:
        """The months planned."""
        return self.known.months

    @property
    def made(self) -> list[MonthPlan]:
        """Of each month, what it needs and got in the last round."""
        return [one.made for one in self.done[-1].repairs]

    @property
    def config(self) -> Config:
        """The settings."""
        return self.known.config

    @property
    def today(self) -> dt.date:
        """The day."""
        return self.known.today

    @cached_property
    def short(self) -> list[tuple[int, dict[str, Any]]]:
        """See ``shortfalls``."""
        return shortfalls(self)

    @cached_property
    def ids(self) -> list[str]:
        """The Lead ID of each lead."""
        ids: list[str] = self.leads["Lead ID"].tolist()
        return ids

    @cached_property
    def names(self) -> list[str]:
        """The name, else the company, of each lead."""
        return [name or company for name, company in zip(self.leads["Name"], self.leads["Company"], strict=True)]


def report(seen: Seen, new: int, cancelled: int, pinned: int) -> dict[str, Any]:
    """Plain data: counts; ``peak`` per month; ``shortfall``, ``unreachable``, ``excluded`` by name; see the keys."""
    import numpy as np

    open_ = int((seen.ledger.standing == OPEN).sum())
    known = seen.leads["Person"].notna().to_numpy()
    return {
        "people": len(np.unique(seen.leads["Person"].to_numpy()[known])),
        "active": len(seen.roster.number),
        "planned": {"new": new, "existing": open_ - new},
        "promises_pinned": pinned,
        "cancelled": cancelled,
        "done": int(((seen.ledger.standing == DONE) & (
            seen.ledger.day.astype("datetime64[M]") == np.datetime64(seen.today, "M"))).sum()),
        "peak": [peak(seen, month) for month in seen.months],
        "shortfall": [named(seen, person) | more for person, more in seen.short],
        "unreachable": [named(seen, person) for person in unreachable(seen)],
        "excluded": excluded(seen),
        "longest_call_gap_days": longest_call_gap(seen.ledger, seen.today),
        **churn(seen.known, seen.done, before=len(seen.plan) - new),
    }


def peak(seen: Seen, month: Month) -> dict[str, Any]:
    """The busiest of the month's days still to come, against ceil(touches / working days), which nobody can beat."""
    import numpy as np

    left = len(month.days) - month.first
    day = seen.ledger.day[seen.ledger.standing == OPEN]
    day = day[(day.astype("datetime64[M]") == month.month) & (day >= np.datetime64(seen.today, "D"))]
    counts = np.unique(day, return_counts=True)[1]
    return {"month": str(month.month), "touches": len(day), "working_days": left, "peak": int(counts.max(initial=0)),
            "lower_bound": -(-len(day) // left) if left else 0}


def shortfalls(seen: Seen) -> list[tuple[int, dict[str, Any]]]:
    """(person, month, has, needs, reason) of those who do not get their touches; unreachable persons stand apart."""
    import numpy as np

    found = []
    reachable = plannable(seen.roster.permitted, seen.config)
    broadcast_only = reachable.any(axis=1) & ~(reachable & personal(seen.config)).any(axis=1)
    for month, made, repair in zip(seen.months, seen.made, seen.done[-1].repairs, strict=True):
        got = made.standing + np.bincount(made.person, minlength=len(made.target))
        left = len(month.days) - month.first
        days = {0: "no working day is", 1: "only 1 working day is"}.get(left, f"only {left} working days are")
        why = f"{days} left in {month_name(month.month)}, and nobody gets two touches on one day"
        short = (got < made.target) & reachable.any(axis=1)
        only = broadcast_only & (made.target > 0) & (seen.config.cadence.personal_per_month > 0)
        no_room = _no_room(seen, repair, month)
        who, label = np.flatnonzero(short | only), str(month.month)
        for person, lacks, has, needs in zip(who.tolist(), short[who].tolist(), got[who].tolist(),
                                             made.target[who].tolist(), strict=True):
            reason = no_room.get(person, why) if lacks else "only broadcasts are permitted, no personal touch"
            found.append((person, {"month": label, "has": has, "needs": needs, "reason": reason}))
    return found


def _no_room(seen: Seen, repair: Repaired, month: Month) -> dict[int, str]:
    """Person -> why a touch of theirs got no day: its owner is away, or has no room left."""
    name, missed = month_name(month.month), repair.missed
    team = seen.known.team
    texts = {LEAVE: "{0} is away on all working days left in {2}", FULL: "{0} has no room left in {2}",
             BOTH_FULL: "{0} has no room left in {2}, nor has {1}, who stands in while {0} is away",
             BACKUP_FULL: "{0} is away on all working days left in {2}, and {1}, who stands in, has no room left"}
    reasons = {(owner, why): text.format(known or "Nobody", team.names[backup], name)
               for owner, (known, backup) in enumerate(zip(team.names, team.backup.tolist(), strict=True))
               for why, text in texts.items()}
    pairs = zip(missed.owner.tolist(), missed.because.tolist(), strict=True)
    return dict(zip(missed.person.tolist(), map(reasons.__getitem__, pairs), strict=True))


def unreachable(seen: Seen) -> list[int]:
    """Active persons without any channel that may be used."""
    import numpy as np

    found: list[int] = np.flatnonzero(~plannable(seen.roster.permitted, seen.config).any(axis=1)).tolist()
    return found


def excluded(seen: Seen) -> dict[str, Any]:
    """Who is left out: do-not-contact by name, stages that are not planned by count."""
    import numpy as np

    never = np.flatnonzero(seen.roster.never).tolist()
    stage = canonical(seen.leads["Stage"], seen.config.stages)[~seen.roster.active & ~seen.roster.never]
    counts = stage.value_counts()
    return {"do_not_contact": [{"lead": seen.ids[row], "name": seen.names[row]} for row in never],
            "not_active": {n: int(counts[n]) for n, s in seen.config.stages.items() if not s.planned and n in counts}}


def longest_call_gap(ledger: Ledger, today: dt.date) -> int | None:
    """Most days from a person's call to their next planned one, over all persons; None = no such pair."""
    import numpy as np

    now = np.datetime64(today, "D")
    calls = ledger.where(ledger.call & (ledger.standing <= OPEN))
    day = np.where(calls.standing == OPEN, np.maximum(calls.day, now), calls.day)
    order = np.lexsort((day, calls.person))
    person, day, ahead = calls.person[order], day[order], calls.standing[order] == OPEN
    pair = (person[1:] == person[:-1]) & ahead[1:]
    gaps = (day[1:] - day[:-1])[pair].astype("int64")
    return int(gaps.max()) if len(gaps) else None


def named(seen: Seen, person: int) -> dict[str, Any]:
    """Lead ID and name of the lead that stands for a person of the roster."""
    row = int(seen.rows[person])
    return {"lead": seen.ids[row], "name": seen.names[row]}

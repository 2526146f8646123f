"""The 24-hour rule: a new lead is contacted within so many really elapsed hours. Mission rows 15 and 16.

24:00:00 passes and 24:00:01 fails, on the days the clocks change too. A Received at midnight sharp is a day without
a time and is left to the day rule.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.elapsed import elapsed, plus_elapsed

if TYPE_CHECKING:
    import pandas as pd


def judge(c: pd.DataFrame, config: Config, today: dt.date, now: dt.datetime) -> None:
    """Change ``alert`` and ``deadline`` of ``staleness.clocks`` where this rule is stricter; add three.

    ``due``: the moment by this rule, NaT where it does not apply; ``late``: whether it is over; ``hours``: whether
    this rule gives the reason. Amber comes as many days ahead as with the day rule: with 1, on the deadline's day.
    """
    import numpy as np

    rows = timed(c)
    due = np.full(len(c), np.datetime64("NaT", "s"))
    received = c["received"].to_numpy()[rows]
    due[rows] = plus_elapsed(received, config.speed.contact_within_hours, config.business.zone)
    late = np.zeros(len(c), dtype=bool)
    late[rows] = _late(received, now, config)
    days_left = (due.astype("datetime64[D]") - np.datetime64(today, "D")) / np.timedelta64(1, "D") + 1
    amber = ~late & (days_left <= config.staleness.amber_days_before)
    c["due"], c["late"] = due, late
    c["hours"] = late | (amber & (c["alert"].to_numpy() != "Red"))
    c["alert"] = c["alert"].mask(c["hours"], np.where(late, "Red", "Amber"))
    sooner = ~np.isnat(due) & ~(c["deadline"] < due.astype("datetime64[D]")).to_numpy()
    c["deadline"] = c["deadline"].mask(sooner, due)


def timed(c: pd.DataFrame) -> Any:
    """Positions (0-based) of the leads that the rule applies to."""
    import numpy as np

    received = c["received"]
    return np.flatnonzero((c["uncalled"] & received.notna() & (received != received.dt.normalize())).to_numpy())


def next_deadline(c: pd.DataFrame, config: Config, now: dt.datetime) -> dt.datetime | None:
    """The first second after ``now``, on the same day, at which a lead becomes late by this rule; else None."""
    import numpy as np

    received = c["received"].to_numpy()[timed(c)]
    received = received[~_late(received, now, config)]
    due = plus_elapsed(received, config.speed.contact_within_hours, config.business.zone)
    soonest = np.maximum(due, np.datetime64(now, "s")) + np.timedelta64(1, "s")
    soonest = soonest[soonest < frames.day(now.date() + dt.timedelta(days=1))]
    return soonest.min().astype(dt.datetime) if len(soonest) else None


def _late(received: Any, now: dt.datetime, config: Config) -> Any:
    import numpy as np

    allowed = np.timedelta64(round(config.speed.contact_within_hours * 3600), "s")
    return elapsed(received, np.full(len(received), np.datetime64(now, "s")), config.business.zone) > allowed

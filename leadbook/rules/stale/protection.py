"""Dates that people gave for the next touch: until that day is over, a lead is not stale. Mission rows 18 and 19.

A promise and a planned touch that a person pinned, moved or added always count. A Next Date counts once somebody
has spoken to the lead: LeadBook itself gives incomplete leads a Next Date, and "I'll do it next week" is no answer
to the 24-hour rule. LeadBook's own planned touches count, in the same way, only if the settings say so
(staleness.planned_touches_protect).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.plan.statuses import by_people, statuses
from leadbook.rules.tied import extreme, lead_numbers, moments_at

if TYPE_CHECKING:
    import pandas as pd


def protected_until(leads: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date, uncalled: Any) -> Any:
    """For each lead the latest such day that is not before ``today``: datetime64[s], NaT = unprotected.

    ``uncalled``: boolean array, leads of the first stage that nobody has spoken to.
    """
    import numpy as np

    never, day = np.datetime64("NaT", "s"), frames.day(today)
    ahead = plan.loc[(plan["Date"] >= day).to_numpy(), ["Lead ID", "Date", "Status", "Pinned", "Scheduled"]]
    ahead = ahead[waiting(ahead)]
    pinned = by_people(ahead)
    spoken = [leads["Next Date"].to_numpy().astype("datetime64[s]")]
    if config.staleness.planned_touches_protect:
        spoken.append(_latest(leads, ahead[~pinned]))
    dates = [leads["Promise"].to_numpy().astype("datetime64[s]"), _latest(leads, ahead[pinned]),
             *(np.where(uncalled, never, dates) for dates in spoken)]
    until = np.fmax.reduce(dates)
    return np.where(until >= day, until, never)


def waiting(plan: pd.DataFrame) -> Any:
    """Boolean array: planned touches still to be done (neither done nor skipped)."""
    return statuses(plan).to_numpy() == "Planned"


def _latest(leads: pd.DataFrame, planned: pd.DataFrame) -> Any:
    lead, row = lead_numbers(leads, planned)
    dates = planned["Date"].to_numpy().astype("datetime64[s]")
    return moments_at(dates, extreme(lead, row, dates, latest=True))

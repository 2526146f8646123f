"""Promises: a date we gave is a planned touch pinned on that very day (mission row 19), weekend or holiday or not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.frames import below
from leadbook.rules.dates import day_words
from leadbook.rules.plan.roster import Roster
from leadbook.rules.plan.rows import plan_frame
from leadbook.rules.plan.statuses import statuses

if TYPE_CHECKING:
    import pandas as pd

MARK = "-PROMISE-"


def is_promise(plan: pd.DataFrame) -> Any:
    """Boolean array: plan rows that keep a promise, by their Plan ID."""
    import numpy as np

    return np.array([MARK in key for key in plan["Plan ID"]], dtype=bool)


def promised(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster, choice: Any, config: Config, today: dt.date
             ) -> pd.DataFrame:
    """The plan with a pinned row for each promise from ``today`` on of a lead that may be contacted.

    ``choice`` [p]: the channel for a promise, "" = none permitted. Plan ID: lead + day, so a promise gets one row
    for ever, also if people skip or move it. When Leads[Promise] has another day (or none) by now, the old row, if
    still open and not moved by hand, becomes Skipped: the promise it kept was changed.
    """
    import numpy as np
    import pandas as pd

    plan = _superseded(plan, leads, roster)
    keep = roster.active & (leads["Promise"] >= np.datetime64(today, "s")).to_numpy()
    keep[keep] = choice[roster.person[keep]] != ""
    rows = np.flatnonzero(keep)
    if not len(rows):
        return plan
    day = leads["Promise"].to_numpy()[rows].astype("datetime64[D]")
    codes = [key.removeprefix("L-") for key in leads["Lead ID"].to_numpy()[rows]]
    ids = pd.Series([f"P-{code}{MARK}{d:%Y%m%d}" for code, d in zip(codes, day.tolist(), strict=True)], dtype=object)
    new = ~ids.isin(plan["Plan ID"]).to_numpy()
    rows, day, keys = rows[new], day[new], ids[new].tolist()
    why = [f"Promise: {day_words(d, today)} is the date we gave" for d in day.tolist()]
    return below(plan, plan_frame(keys, day, leads, rows, choice[roster.person[rows]], why, config, pinned=True))


def _superseded(plan: pd.DataFrame, leads: pd.DataFrame, roster: Roster) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    rows = np.flatnonzero(is_promise(plan))
    rows = rows[(statuses(plan.iloc[rows]) == "Planned").to_numpy()] if len(rows) else rows
    if not len(rows):
        return plan
    kept = plan.iloc[rows]
    lead = roster.row_of(kept["Lead ID"])
    promise = leads["Promise"].to_numpy()[lead]
    scheduled = kept["Scheduled"].to_numpy()
    gone = (lead >= 0) & ~(promise == scheduled) & (kept["Date"].to_numpy() == scheduled)
    if not gone.any():
        return plan
    status = plan["Status"].to_numpy(copy=True)
    status[rows[gone]] = "Skipped"
    return plan.assign(Status=pd.Series(status, index=plan.index, dtype=object))

"""Ticks: a touch in the log fulfils a planned one, and a planned one that people mark Done becomes a touch in the log.

Issue 2, item 6. Each touch is looked at once: when it fulfils a row, Touches[Plan ID] names it; when there is none
to fulfil, a touch of the current month gets NOTHING there, so that what is planned later, with that touch already
counted, is not ticked by it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.frames import below
from leadbook.rules.dates import midnight_after
from leadbook.rules.plan.matching import one_to_one
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "-"


def ticked(touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date, persons: pd.Series,
           received: pd.Series | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Touches and Plan -> (touches, plan) with the ticks in both. ``persons``: unique Lead ID -> Person number;
    ``received``: Lead ID -> Received, so that a touch of that day (its time is not known) does not stand before it.

    A touch that reached the person fulfils at most one open row of that person, in its month or overdue from before:
    the same channel first, then the nearest day. A planned call is fulfilled only by a call in which both spoke; a
    broadcast fulfils only its own channel; a promise is not fulfilled before its day. The row becomes Done, with Done
    On. A row to which people gave a Done On is fulfilled by a touch of that day (or the day beside it) only. A row that
    people marked Done (or gave a Done On) without such a touch becomes one: Touch ID from the Plan ID, When = Done On,
    else its Date, never after ``today``; Outcome = the channel's ``done_as``.
    """
    import numpy as np

    state = _state(plan, today)
    log = classified(touches, config)
    settled = log["Plan ID"].to_numpy() != ""
    waiting = ~settled & log["reached"].to_numpy() & (log["When"] < midnight_after(today)).to_numpy()
    waiting &= log["Lead ID"].to_numpy() != ""
    linked = plan["Plan ID"].isin(log["Plan ID"][settled]).to_numpy(copy=True)
    can = (state != "Skipped") & ~linked & (plan["Plan ID"].to_numpy() != "")
    rows = np.flatnonzero(can)
    made = np.flatnonzero(waiting)
    past = plan["Done On"].where(plan["Done On"] < midnight_after(today))
    touch, row = one_to_one(log.iloc[made], plan.assign(**{"Done On": past}).iloc[rows], persons, config)
    touch, row = made[touch], rows[row]
    this_month = log["When"].to_numpy().astype("datetime64[M]") == np.datetime64(today, "M")
    new_touches = _linked(touches, waiting & this_month, touch, plan["Plan ID"].to_numpy()[row])
    linked[row] = True
    new_plan = _done(plan, state, row, log["When"].to_numpy()[touch].astype("datetime64[D]"))
    missing = np.flatnonzero((state == "Done") & ~linked & (plan["Plan ID"].to_numpy() != ""))
    return _logged(new_touches, new_plan, missing, config, today, received), new_plan


def _state(plan: pd.DataFrame, today: dt.date) -> Any:
    """Array of Planned, Done, Skipped; a planned row with a Done On up to today is done."""
    state = statuses(plan).to_numpy(copy=True)
    state[(state == "Planned") & (plan["Done On"] < midnight_after(today)).to_numpy()] = "Done"
    return state


def _linked(touches: pd.DataFrame, seen: Any, touch: Any, keys: Any) -> pd.DataFrame:
    if not seen.any() and not len(touch):
        return touches
    plan_id = touches["Plan ID"].copy()
    plan_id[seen] = NOTHING
    plan_id.iloc[touch] = keys
    return touches.assign(**{"Plan ID": plan_id})


def _done(plan: pd.DataFrame, state: Any, row: Any, day: Any) -> pd.DataFrame:
    """Status Done on the rows that touches fulfilled and on what people meant as Done; Done On where it is blank."""
    import numpy as np

    state = state.copy()
    state[row] = "Done"
    status = plan["Status"].mask(state == "Done", "Done")
    if (status == plan["Status"]).all() and not len(row):
        return plan
    done_on = plan["Done On"].to_numpy().astype("datetime64[s]", copy=True)
    done_on[row] = np.where(np.isnat(done_on[row]), day.astype("datetime64[s]"), done_on[row])
    return plan.assign(Status=status, **{"Done On": done_on})


def _logged(touches: pd.DataFrame, plan: pd.DataFrame, rows: Any, config: Config, today: dt.date,
            received: pd.Series | None) -> pd.DataFrame:
    """The log with a touch for each row done without one; a row whose channel is not in the settings waits."""
    import numpy as np
    import pandas as pd

    done = plan.iloc[rows]
    channel = canonical(done["Channel"], config.channels)
    keys = pd.Series([f"T-{key.removeprefix('P-')}" for key in done["Plan ID"]], index=done.index, dtype=object)
    new = channel.isin(list(config.channels)) & ~keys.isin(touches["Touch ID"]) & ~done["Plan ID"].duplicated()
    done, channel, keys = done[new], channel[new], keys[new]
    now = np.datetime64(today.isoformat(), "s")
    when = done["Done On"].fillna(done["Date"]).fillna(now).clip(upper=pd.Timestamp(today)).astype("datetime64[s]")
    if received is not None and len(when):
        came = received.reindex(done["Lead ID"]).set_axis(when.index).astype("datetime64[s]")
        when = when.mask(came.dt.normalize() == when.dt.normalize(), came)
    outcome = channel.map({name: c.done_as for name, c in config.channels.items()})
    frame = pd.DataFrame({"Touch ID": keys, "When": when, "Lead ID": done["Lead ID"], "Name": done["Name"],
                          "Channel": channel, "Outcome": outcome, "By": done["Owner"], "Note": "",
                          "Plan ID": done["Plan ID"]})
    return below(touches, frame.astype({name: object for name in frame if name != "When"}))

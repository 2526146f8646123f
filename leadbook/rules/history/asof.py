"""The tables as they stood at the end of a past day, out of History; and the funnel of that day.

An event says when it was noticed: a change counts from the day of the run that noticed it. From the day on which the
history starts the answer is the same for ever, whatever happens to the tables later.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.dates import midnight_after
from leadbook.rules.funnel.funnel import Funnel, funnel
from leadbook.rules.history.base import Base
from leadbook.rules.history.replay import once, replayed
from leadbook.rules.history.state import frame_of, tables
from leadbook.rules.stale import staleness
from leadbook.rules.touches import classified

if TYPE_CHECKING:
    import pandas as pd

ARCHIVED = "archived"               # Field of the row of History that says up to which day (Old) it went where (New)


def known_from(base: Base, history: pd.DataFrame) -> dt.date:
    """The first day whose tables are known in full."""
    gone = history[((history["Table"] == "History") & (history["Field"] == ARCHIVED)).to_numpy()]
    days = [dt.date.fromisoformat(text) for text in gone["Old"]]
    if days:
        return max(days)
    first = history["At"].min() if history["At"].notna().any() else base.at
    return min(base.at, first).date()


def as_of(day: dt.date, base: Base, history: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Table name -> typed frame of its watched columns as they stood at the end of ``day`` (before the history starts:
    as it starts). ``history`` may hold events of an archive too."""
    events = once(history)
    before = (events["At"] < midnight_after(day)).to_numpy()
    on_top = (events["Batch"] > base.batch).to_numpy()
    later, undone = events[before & on_top], events[~before & ~on_top]
    return {table.name: frame_of(replayed(replayed(base.states[table.name], undone, table, back=True), later, table),
                                 table) for table in tables()}


def funnel_of(day: dt.date, there: dict[str, pd.DataFrame], config: Config, exact: bool, today: dt.date) -> Funnel:
    """The funnel at the end of ``day``, from the tables ``there`` (of ``as_of``).

    ``exact``: they are those of that day. Else they are the oldest that are known, and what is dated after ``day`` is
    left out of them.
    """
    over = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    leads, touches = there["Leads"], there["Touches"]
    if not exact:
        return funnel(leads, touches, config, max(today, day + dt.timedelta(days=1)), over, as_of=day)
    touches = touches[(touches["When"] < frames.day(over.date())).to_numpy()]
    leads, _ = staleness.stale(leads, classified(touches, config), there["Plan"], config, day, over)
    return funnel(leads, touches, config, day, over)

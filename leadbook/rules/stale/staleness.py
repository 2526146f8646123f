"""Leads that go stale: amber on the last day, red after it, with the reason. Mission rows 15, 18, 22.

A lead's clock (rules/clocks.py) starts at its last two-way touch or at its reception. Closed leads, leads in a stage
the settings do not know, and people who must never be contacted are not stale.

- *Day rule*: red when more calendar days have passed than the stage's ``stale_after_days``.
- *24-hour rule*: a lead in the first stage that nobody has spoken to is red when more than
  ``speed.contact_within_hours`` have really passed since it was received (rules/first_hours.py). A Received
  without a time of day is a day, and only the day rule is kept.
- *Protection*: a date that a person gave for the next touch (rules/protection.py) lifts both until that day is over.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.stale import first_hours
from leadbook.rules.stale import reasons as stale_reasons
from leadbook.rules.stale.clocks import clocks
from leadbook.rules.stale.protection import protected_until

if TYPE_CHECKING:
    import pandas as pd

LAST_DAY = dt.date.max              # a spreadsheet knows no later one
CODES = {"Amber": "LB701", "Red": "LB702"}


def stale(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
          now: dt.datetime) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill Leads[Stale, Alert, Deadline]; the findings are LB701 (amber) and LB702 (red), in row order.

    ``now`` is the naive wall clock of the business time zone. Deadline is the last day (midnight) or, by the
    24-hour rule, the last moment at which a contact is in time.
    """
    import pandas as pd

    c = judged(leads, touches, plan, config, today, now)
    reasons = pd.Series(stale_reasons.sentences(c, config, today), leads.index, dtype=object)
    leads = leads.assign(Stale=reasons, Alert=c["alert"], Deadline=c["deadline"])
    return leads, _findings(leads)


def judged(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
           now: dt.datetime) -> pd.DataFrame:
    """The ``clocks``, judged: with ``alert`` and ``deadline`` as in Leads, and what ``stale_reasons`` needs."""
    import pandas as pd

    c = clocks(leads, touches, config, today)
    until = pd.Series(protected_until(leads, plan, config, today, c["uncalled"].to_numpy()), c.index)
    _by_days(c, config, today)
    first_hours.judge(c, config, today, now)
    c["planned_today"] = (until == frames.day(today)) & (c["alert"] != "")
    c["alert"] = c["alert"].mask(until > frames.day(today), "").mask(c["planned_today"], "Amber").astype(object)
    c["deadline"] = c["deadline"].mask(c["deadline"].notna() & (until > c["deadline"]), until)
    c["deadline"] = c["deadline"].where(c["deadline"] <= frames.day(LAST_DAY))
    return c


def changes_at(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, now: dt.datetime) -> dt.datetime | None:
    """The first moment after ``now``, before midnight, at which ``stale`` may say something else of the same data.

    None = nothing changes before midnight. Only leads received within the 24 hours (and a change of the clocks) count.
    """
    import numpy as np

    hours = config.speed.contact_within_hours + 3
    recent = leads["Received"] >= np.datetime64(now, "s") - np.timedelta64(round(hours * 3600), "s")
    few = leads[recent.to_numpy() & leads["First Contact"].isna().to_numpy()]
    theirs = touches[touches["Lead ID"].isin(few["Lead ID"]).to_numpy()]
    return first_hours.next_deadline(clocks(few, theirs, config, now.date()), config, now)


def _by_days(c: pd.DataFrame, config: Config, today: dt.date) -> None:
    """Add ``days``, ``red_in`` (days until it is red; 0 or less = red), ``alert`` and ``deadline`` by the day rule."""
    import numpy as np

    start = c["since"].dt.normalize()
    c["days"] = (frames.day(today) - start) / np.timedelta64(1, "D")
    c["red_in"] = c["limit"] + 1 - c["days"]
    amber = c["red_in"] <= config.staleness.amber_days_before
    c["alert"] = np.select([c["red_in"] <= 0, amber], ["Red", "Amber"], "").astype(object)
    c["deadline"] = (start + (c["limit"].fillna(0) * 86400).astype("timedelta64[s]")).where(c["limit"].notna())


def _findings(leads: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    bad = leads[leads["Alert"] != ""]
    found = pd.DataFrame({"code": bad["Alert"].map(CODES), "table": "Leads", "row": bad.index,
                          "lead": bad["Lead ID"], "column": "Stale", "message": bad["Stale"]})
    return found.astype(object).astype({"row": "int64"}).reset_index(drop=True)

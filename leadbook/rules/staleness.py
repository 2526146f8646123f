"""Leads that go stale: amber on the last day, red after it, with the reason. Mission rows 15, 18, 22.

A lead's clock starts at its last two-way touch (a contact in the log, or a First Contact that people typed), or at
its reception; attempts, mail, broadcasts, edits and imports do not touch it. Closed leads, leads in a stage the
settings do not know, and people who must never be contacted are not stale.

- *Day rule*: red when more calendar days have passed than the stage's ``stale_after_days``.
- *24-hour rule*: a lead in the first stage that nobody has spoken to is red when more than
  ``speed.contact_within_hours`` have really passed since it was received (rules/first_hours.py). A Received
  without a time of day is a day, and only the day rule is kept.
- *Protection*: a date that a person gave for the next touch (rules/protection.py) lifts both until that day is over.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules import first_hours, stale_reasons
from leadbook.rules.consent import never_contact
from leadbook.rules.dates import midnight_after
from leadbook.rules.protection import protected_until
from leadbook.rules.tied import extreme, lead_numbers, moments_at
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd

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
    return c


def clocks(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, today: dt.date) -> pd.DataFrame:
    """One row a lead, on the leads' index: where its clock stands.

    Columns: ``stage`` (as in the settings), ``limit`` (days, NaN = never stale), ``since`` (moment), ``by`` (the
    channel's name, "First Contact" or "Received"), ``received``, ``uncalled`` (first stage, nobody spoke to them yet).
    """
    import numpy as np
    import pandas as pd

    stage = canonical(leads["Stage"].replace("", config.first_stage), config.stages)
    ours = stage.map({n: s.is_open for n, s in config.stages.items()}).eq(True) & ~never_contact(leads, config)
    limit = stage.map({n: np.nan if s.stale_after_days is None else float(s.stale_after_days)
                       for n, s in config.stages.items()}).astype("float64").where(ours)
    spoke, channel = last_contacts(leads, touches, config, today)
    typed = leads["First Contact"].to_numpy().astype("datetime64[s]")
    typed = np.where(typed < midnight_after(today), typed, np.datetime64("NaT", "s"))
    only_typed = ~np.isnat(typed) & (np.isnat(spoke) | (typed > spoke))
    contact = np.where(only_typed, typed, spoke)
    received = leads["Received"].to_numpy().astype("datetime64[s]")
    by = np.where(only_typed, "First Contact", np.where(np.isnat(spoke), "Received", channel))
    uncalled = ours & (stage == config.first_stage) & np.isnat(contact)
    return pd.DataFrame({"stage": stage, "limit": limit, "since": np.where(np.isnat(contact), received, contact),
                         "by": by.astype(object), "received": received, "uncalled": uncalled}, index=leads.index)


def last_contacts(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, today: dt.date) -> tuple[Any, Any]:
    """For each lead its last contact up to ``today``: (moments as datetime64[s], NaT = none; channels, "" = none)."""
    import numpy as np

    past = (touches["When"] < midnight_after(today)).to_numpy()
    log = classified(touches.loc[past, ["When", "Lead ID", "Channel", "Outcome"]], config)
    log = log[(log["kind"] == "contact").to_numpy()]
    lead, touch = lead_numbers(leads, log)
    when = log["When"].to_numpy().astype("datetime64[s]")
    last = extreme(lead, touch, when, latest=True)
    return moments_at(when, last), np.append(log["Channel"].to_numpy(), "")[last]


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

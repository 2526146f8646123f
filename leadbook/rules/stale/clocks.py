"""Where each lead's staleness clock stands. Mission row 18.

It starts at the last two-way touch (a contact in the log, or a First Contact that people typed), else at the
reception; attempts, mail, broadcasts, edits and imports do not touch it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import never_contact
from leadbook.rules.dates import midnight_after
from leadbook.rules.tied import extreme, lead_numbers, moments_at
from leadbook.rules.touches import classified
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


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
    log = classified(touches, config).loc[past, ["When", "Lead ID", "Channel", "kind"]]
    log = log[log["kind"].to_numpy() == "contact"]
    lead, touch = lead_numbers(leads, log)
    when = log["When"].to_numpy().astype("datetime64[s]")
    last = extreme(lead, touch, when, latest=True)
    return moments_at(when, last), np.append(log["Channel"].to_numpy(), "")[last]

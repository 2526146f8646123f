"""DUE_TODAY: everything with a date up to today that waits to be done, the oldest first.

Planned touches (table Plan), promises that no planned touch stands for, and next actions of leads. People who must
never be contacted and leads that nobody keeps up any more (lost, merged ...) are left out, and a channel that a lead
asked us to leave out is not shown. Agrees with the day's list (rules/today), which shows each lead once; but a promise
counts as kept once a touch reached them (Leads[Last Touch], as on the sheet Today), there once both sides spoke.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.answers.asked import need, ours, owned, whose
from leadbook.rules.contact.consent import barred_channels, never_contact
from leadbook.rules.dates import midnight_after
from leadbook.rules.stale.protection import waiting
from leadbook.rules.tied import lead_numbers
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Date", "Lead ID", "Name", "Phone", "Email", "Channel", "Why", "Owner", "Days Late")
NO_ACTION = "Next Date has come, no Next Action"
PROMISED = "Promised"
LEADS = ("Lead ID", "Name", "Company", "Phone", "Email", "Stage", "Owner", "Next Action", "Next Date",
         "Promise", "Do Not Contact", "Newsletter", "Last Touch")
PLAN = ("Date", "Lead ID", "Name", "Owner", "Channel", "Why", "Status", "Done On")


def due_today(leads: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date, owner: str = ""
              ) -> pd.DataFrame:
    """A frame of COLUMNS: Date datetime64[s], Days Late int (0 = due today), the others text ("" = none).

    ``owner``: only theirs, whatever the case (of planned touches the plan's Owner, who does it; else the lead's); "" =
    everyone's.
    Of one day planned touches stand first, then promises. Raises BadInput for an unknown owner, NotALeadbook.
    """
    import numpy as np
    import pandas as pd

    need("Leads", leads, *LEADS)
    need("Plan", plan, *PLAN)
    asked = whose(owner, config, leads["Owner"])
    waits = plan[(plan["Date"] <= frames.day(today)).to_numpy()]
    waits = waits[still_open(waits, today)]
    rows = pd.concat([_planned(leads, waits, config), _promises(leads, waits, config, today),
                      _next_actions(leads, config, today)], ignore_index=True)
    mine = np.flatnonzero(owned(rows["Owner"], asked))
    rows = rows.iloc[mine[np.argsort(rows["Date"].to_numpy()[mine], kind="stable")]].reset_index(drop=True)
    late = (frames.day(today) - rows["Date"].to_numpy()) // np.timedelta64(1, "D")
    rows["Days Late"] = late.astype("int64")
    return rows[list(COLUMNS)]


def kept_up(leads: pd.DataFrame, config: Config) -> Any:
    """Boolean array: leads whose stage is open, planned or unknown, and who may be contacted at all."""
    stage = canonical(leads["Stage"].replace("", config.first_stage), config.stages)
    closed = {name: not (s.is_open or s.planned) for name, s in config.stages.items()}
    return ~stage.map(closed).eq(True).to_numpy() & ~never_contact(leads, config).to_numpy()


def still_open(plan: pd.DataFrame, today: dt.date) -> Any:
    """Boolean array: planned touches neither done (a Done On up to today says so too) nor skipped."""
    return waiting(plan) & ~(plan["Done On"] < midnight_after(today)).to_numpy()


def _planned(leads: pd.DataFrame, due: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Planned touches that are due. A row whose lead is not in Leads is shown as Plan has it."""
    import numpy as np

    number, of = lead_numbers(leads, due)
    first = np.full(number.max(initial=-1) + 2, -1)
    first[number[::-1]] = np.arange(len(leads))[::-1]
    first[-1] = -1
    place, keep = first[of], np.append(kept_up(leads, config), True)
    due, place = due[keep[place]], place[keep[place]]
    theirs = _people(leads)
    channel = canonical(due["Channel"], config.channels).to_numpy()
    barred = barred_channels(leads, config)
    hidden = np.zeros(len(due), dtype=bool)
    for name in config.channels:
        hidden |= (channel == name) & np.append(barred[name].to_numpy(), False)[place]
    known = place >= 0
    at = {name: np.append(theirs[name].to_numpy(), "")[place] for name in theirs}
    as_planned = np.where(due["Name"] != "", due["Name"], due["Lead ID"])
    return _rows(due["Date"], {
        "Lead ID": due["Lead ID"], "Name": np.where(known, at["Name"], as_planned), "Phone": at["Phone"],
        "Email": at["Email"], "Channel": np.where(hidden, "", due["Channel"]), "Why": due["Why"],
        "Owner": np.where(due["Owner"] != "", due["Owner"], at["Owner"])})


def _promises(leads: pd.DataFrame, due: pd.DataFrame, config: Config, today: dt.date) -> pd.DataFrame:
    """Promises that have come and are not kept; those that a planned touch of that day stands for are left to it."""
    import pandas as pd

    lead, touch = lead_numbers(leads, due)
    stands_for = pd.MultiIndex.from_arrays([touch, due["Date"].to_numpy().astype("datetime64[s]")])
    promise = leads["Promise"].to_numpy().astype("datetime64[s]")
    left = ~pd.MultiIndex.from_arrays([lead, promise]).isin(stands_for[touch >= 0])
    open_ = ours(leads, config) & (promise <= frames.day(today)) & ~never_contact(leads, config).to_numpy()
    rows = leads[open_ & left & ~(leads["Last Touch"].to_numpy().astype("datetime64[s]") >= promise)]
    return _rows(rows["Promise"], {**_people(rows), "Lead ID": rows["Lead ID"], "Channel": "",
                                   "Why": PROMISED + (": " + rows["Next Action"]).where(rows["Next Action"] != "", "")})


def _next_actions(leads: pd.DataFrame, config: Config, today: dt.date) -> pd.DataFrame:
    rows = leads[(leads["Next Date"] <= frames.day(today)).to_numpy() & kept_up(leads, config)]
    said = rows["Next Action"].where(rows["Next Action"] != "", NO_ACTION)
    return _rows(rows["Next Date"], {**_people(rows), "Lead ID": rows["Lead ID"], "Channel": "", "Why": said})


def _people(leads: pd.DataFrame) -> dict[str, pd.Series]:
    name = called(leads)
    return {"Name": name.where(name != "", leads["Lead ID"]), "Phone": leads["Phone"], "Email": leads["Email"],
            "Owner": leads["Owner"]}


def _rows(date: pd.Series, texts: dict[str, Any]) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    columns = {name: pd.Series(np.broadcast_to(np.asarray(text, dtype=object), len(date)), dtype=object)
               for name, text in texts.items()}
    return pd.DataFrame({"Date": date.to_numpy().astype("datetime64[s]"), **columns})

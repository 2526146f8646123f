"""The day's list: whom to contact today, in which order, and why. Mission rows 16, 19, 22 and 23.

1. *Promise*: promises that are due and not kept, the oldest first; those of today stand last.
2. *New*: nobody has spoken to them and nobody has tried today; the deadline that ends first stands first.
3. *Touch*: planned touches and next actions that are due, the oldest first.
4. *Stale*: the leads that are red, then the amber ones, the deadline that ended first stands first.

A lead stands in the list once, under its first reason; its other reasons stand in Also. People who must never be
contacted are left out, and a channel that somebody asked us to leave out is not proposed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import barred_channels, never_contact
from leadbook.rules.plan.stand_ins import stands_in_for
from leadbook.rules.tied import lead_numbers
from leadbook.rules.today.reasons import Reason, reasons
from leadbook.rules.words import called, canonical

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("Rank", "Kind", "Lead ID", "Name", "Owner", "Channel", "Due", "What", "Also", "Phone", "Email", "Plan ID")


def todays(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
           now: dt.datetime, owner: str = "") -> pd.DataFrame:
    """The list as a frame of COLUMNS: Rank 1, 2, ...; Kind Promise, New, Touch or Stale; Due datetime64[s].

    ``owner``: only the leads of that owner, whatever the case, and of those for whom they stand in today, and the
    planned touches that the plan gives them (Plan[Owner], no one else's); "" = all.
    Name is the company if the lead has no name. Channel and Plan ID are those of the planned touch,
    where there is one; otherwise Channel is the first in ``cadence.channels`` that the lead has and permits.
    ``now``: naive wall clock of the business time zone.
    """
    import numpy as np
    import pandas as pd

    found = _reasons(leads, touches, plan, config, today, now, owner)
    first = np.select([reason.which for reason in found], [*range(len(found))], -1)
    rows = np.flatnonzero((first >= 0) & ~never_contact(leads, config).to_numpy())
    rank, due = _of_first(found, first, "rank")[rows], _of_first(found, first, "due")[rows].astype("datetime64[s]")
    order = np.lexsort((rows, due, rank))
    rows, due = rows[order], due[order]
    lead, chosen = leads.iloc[rows], first[rows]
    table: dict[str, Any] = {
        "Rank": np.arange(1, len(rows) + 1), "Kind": np.array([r.kind for r in found], dtype=object)[chosen],
        "Lead ID": lead["Lead ID"], "Name": called(lead).where(called(lead) != "", lead["Lead ID"]),
        "Owner": lead["Owner"], "Channel": _channels(lead, _of_first(found, first, "channel")[rows], config),
        "Due": due, "What": _what(found, rows, chosen), "Also": _others(found, rows, chosen),
        "Phone": lead["Phone"], "Email": lead["Email"], "Plan ID": _of_first(found, first, "plan_id")[rows]}
    dtypes: dict[str, Any] = {"Rank": "int64", "Due": "datetime64[s]"}
    return pd.DataFrame({name: pd.Series(np.asarray(table[name]), dtype=dtypes.get(name, object)) for name in COLUMNS})


def _reasons(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, today: dt.date,
             now: dt.datetime, owner: str) -> list[Reason]:
    """The reasons that are ``owner``'s ("" = everyone's)."""
    import numpy as np

    asked = owner.strip().casefold()
    if not asked:
        return reasons(leads, touches, plan, config, today, now)
    also = {name.casefold() for name in stands_in_for(owner, config, today)}
    mine = canonical(leads["Owner"], config.owners).str.casefold().isin({asked, *also}).to_numpy()
    lead, touch = lead_numbers(leads, plan)
    of_mine = np.isin(touch, lead[mine & (lead >= 0)])
    doer = canonical(plan["Owner"], config.owners).str.casefold()
    some = np.where(doer == "", of_mine, doer == asked)
    return [reason if reason.of_plan else replace(reason, which=reason.which & mine)
            for reason in reasons(leads, touches, plan, config, today, now, some)]


def _of_first(found: list[Reason], first: Any, what: str) -> Any:
    """For each lead the array ``what`` of its first reason."""
    import numpy as np

    return np.choose(np.maximum(first, 0), [getattr(reason, what) for reason in found])


def _what(found: list[Reason], rows: Any, chosen: Any) -> Any:
    """The sentence of each lead's first reason."""
    import numpy as np

    text = np.full(len(rows), "", dtype=object)
    for number, reason in enumerate(found):
        mine = np.flatnonzero(chosen == number)
        text[mine] = reason.what(rows[mine])
    return text


def _others(found: list[Reason], rows: Any, chosen: Any) -> Any:
    """The sentences of each lead's other reasons, "; " between them."""
    import numpy as np

    text = np.full(len(rows), "", dtype=object)
    for number, reason in enumerate(found):
        also = np.flatnonzero(reason.which[rows] & (chosen != number))
        gap = np.where(text[also] == "", "", "; ").astype(object)
        text[also] = text[also] + gap + reason.what(rows[also])
    return text


def _channels(leads: pd.DataFrame, planned: Any, config: Config) -> Any:
    """The planned channel where the lead permits it, else the first one that it has and permits, else ""."""
    import numpy as np

    barred = barred_channels(leads, config)
    columns = {"phone": "Phone", "email": "Email", "address": "Address"}
    best = np.full(len(leads), "", dtype=object)
    for name in reversed([n for n in config.cadence.channels if config.channels[n].personal]):
        uses = config.channels[name].uses
        has = True if uses == "nothing" else (leads[columns[uses]] != "").to_numpy()
        best = np.where(has & ~barred[name].to_numpy(), name, best)
    for name in config.channels:
        best = np.where((planned == name) & ~barred[name].to_numpy(), name, best)
    return best

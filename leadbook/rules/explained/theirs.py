"""What belongs to the person of one lead: all their leads, touches and open rows of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.contact.consent import available_channels, barred_channels
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.touches import classified

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Theirs:
    """``lead``: the row asked for; ``leads``: all rows of its person, whose ``number`` it is (None = not given yet);
    ``log``: their touches, classified; ``open_``: their open rows of the plan, by day; ``permitted`` [1, channel] and
    ``barred`` [channel]: what the person has and permits, and asked to leave out.
    """

    lead: dict[Any, Any]
    leads: pd.DataFrame
    number: int | None
    log: pd.DataFrame
    open_: pd.DataFrame
    permitted: Any
    barred: Any


def theirs(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, row: int) -> Theirs:
    """``row``: the index of the lead in ``leads`` (with Person filled)."""
    import numpy as np

    lead = leads.loc[[row]].to_dict("records")[0]
    known = lead["Person"] == lead["Person"]
    mine = leads[leads["Person"] == lead["Person"]] if known else leads.loc[[row]]
    ids = [key for key in mine["Lead ID"] if key]
    log = classified(touches[touches["Lead ID"].isin(ids)], config)
    rows = plan[plan["Lead ID"].isin(ids)]
    rows = rows[(statuses(rows) == "Planned").to_numpy(dtype=bool) & rows["Date"].notna().to_numpy()]
    barred = barred_channels(mine, config).to_numpy().any(axis=0)
    have = available_channels(mine, config).to_numpy().any(axis=0)
    return Theirs(lead, mine, int(lead["Person"]) if known else None, log, rows.sort_values("Date", kind="stable"),
                  np.array([have & ~barred]), barred)

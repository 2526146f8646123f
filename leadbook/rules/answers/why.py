"""WHY_TODAY: why a lead is on today's list, in the words of that list.

The reasons are those of rules/today; the alert, its sentence and the deadline are those that LeadBook wrote into Leads
at the last refresh, promises, plan, log and dates are live. On a book just refreshed the two are the same.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.answers.asked import need, ours, row_of
from leadbook.rules.answers.due import kept_up, still_open
from leadbook.rules.answers.touched import with_leads
from leadbook.rules.contact.consent import never_contact
from leadbook.rules.stale.clocks import clocks
from leadbook.rules.today import words
from leadbook.rules.today.reasons import due_touch, tried

if TYPE_CHECKING:
    import pandas as pd

LEADS = ("Stage", "Next Action", "Next Date", "Promise", "Received", "First Contact", "Alert", "Stale", "Deadline",
         "Do Not Contact")
PLAN = ("Date", "Lead ID", "Channel", "Why", "Status", "Done On", "Plan ID")


def why_today(leads: pd.DataFrame, touches: pd.DataFrame, plan: pd.DataFrame, config: Config, lead: str,
              today: dt.date) -> str:
    """The reasons to contact this lead today, the first one first, "; " between them; "" = not on the list.

    Raises BadInput (see ``asked.row_of``), NotALeadbook.
    """
    place = row_of(leads, lead)
    if place is None:
        return ""
    need("Leads", leads, *LEADS)
    need("Plan", plan, *PLAN)
    one = leads.iloc[[place]]
    if never_contact(one, config).any():
        return ""
    theirs = with_leads(leads, touches, one["Lead ID"], today)
    planned = plan[plan["Lead ID"].str.casefold().isin({i.casefold() for i in one["Lead ID"] if i}).to_numpy()]
    return "; ".join(_reasons(one, theirs, planned[still_open(planned, today)], config, today))


def _reasons(one: pd.DataFrame, theirs: pd.DataFrame, planned: pd.DataFrame, config: Config, today: dt.date
             ) -> list[str]:
    """The sentences for a frame of one lead, in the order of rules/today/reasons.py."""
    import numpy as np

    day, clock, open_ = frames.day(today), clocks(one, theirs, config, today).iloc[0], ours(one, config)[0]
    promise, following = _seconds(one, "Promise"), _seconds(one, "Next Date")
    date, _, why, _ = due_touch(one, planned, day)
    action = one["Next Action"].to_numpy()
    spoken = None if clock["by"] == "Received" else np.datetime64(clock["since"], "D")
    broken = open_ and promise[0] <= day and not (spoken is not None and spoken >= promise[0])
    fresh = clock["uncalled"] and not tried(one, theirs, config, today)[0] and not promise[0] > day
    due = kept_up(one, config)[0] and date[0] <= day and not (broken and date[0] == promise[0])
    next_due = kept_up(one, config)[0] and following[0] <= day
    touch = [words.dated("Planned", date, why, today)[0]] if due else []
    step = [words.dated("Next action", following, action, today)[0]] if next_due else []
    sooner = not (kept_up(one, config)[0] and date[0] <= following[0])
    alert = one["Alert"].iloc[0] != "" and not fresh and open_
    return [*([words.dated("Promised", promise, action, today)[0]] if broken else []),
            *([words.new(_seconds(one, "Received"), _seconds(one, "Deadline"), today)[0]] if fresh else []),
            *(step + touch if sooner else touch + step),
            *([one["Stale"].iloc[0]] if alert else [])]


def _seconds(one: pd.DataFrame, column: str) -> Any:
    return one[column].to_numpy().astype("datetime64[s]")

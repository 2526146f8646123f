"""NEXT_TOUCH: the next planned touch of a person, live from the plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.rules.answers.asked import need, row_of
from leadbook.rules.answers.due import still_open
from leadbook.rules.answers.touched import same_person

if TYPE_CHECKING:
    import pandas as pd


def next_touch(leads: pd.DataFrame, plan: pd.DataFrame, lead: str, today: dt.date) -> dt.date | None:
    """The person's first planned touch from ``today`` on, else the oldest overdue one; None = none planned.

    Equals Leads[Next Touch] after a refresh. Raises BadInput (see ``asked.row_of``), NotALeadbook.
    """
    place = row_of(leads, lead)
    if place is None:
        return None
    need("Plan", plan, "Date", "Lead ID", "Status", "Done On")
    ids = {i.casefold() for i in same_person(leads, place) if i}
    theirs = plan[plan["Lead ID"].str.casefold().isin(ids).to_numpy() & plan["Date"].notna().to_numpy()]
    dates = theirs.loc[still_open(theirs, today), "Date"]
    coming = dates[dates >= frames.day(today)]
    found = coming if len(coming) else dates
    return found.min().date() if len(found) else None

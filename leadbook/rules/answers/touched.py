"""LAST_TOUCH and TOUCHES_THIS_MONTH: what the log says, live. Mission rows 17 and 25.

A touch that reached them counts: both sides spoke, or a message, letter or broadcast was delivered. A voicemail does
not. A touch typed with the name only counts when exactly one lead has that name (rules/log.py).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules import log
from leadbook.rules.answers.asked import need, row_of
from leadbook.rules.dates import midnight_after
from leadbook.rules.touches import classified

if TYPE_CHECKING:
    import pandas as pd

NEEDED = ("When", "Lead ID", "Name", "Channel", "Outcome")


def last_touch(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, lead: str, today: dt.date
               ) -> dt.datetime | None:
    """When the last touch reached this lead, up to the end of ``today``; None = none yet (or nothing asked).

    Equals Leads[Last Touch] after a refresh. Raises BadInput (see ``asked.row_of``), NotALeadbook.
    """
    place = row_of(leads, lead)
    if place is None:
        return None
    when = reaching(with_leads(leads, touches, leads["Lead ID"].iloc[[place]], today), config)["When"]
    return when.max().to_pydatetime() if len(when) else None


def touches_this_month(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, lead: str, today: dt.date
                       ) -> int | None:
    """How many touches reached this *person* (all leads with the same Leads[Person]) in this month up to ``today``.

    As the plan counts them: three a month are promised to each person. None = nothing asked. Raises as ``last_touch``.
    """
    place = row_of(leads, lead)
    if place is None:
        return None
    theirs = reaching(with_leads(leads, touches, same_person(leads, place), today), config)
    return int((theirs["When"] >= frames.day(today.replace(day=1))).sum())


def same_person(leads: pd.DataFrame, place: int) -> pd.Series:
    """The Lead IDs of the person of the lead at ``place``: its own and those with the same Person number."""
    need("Leads", leads, "Person")
    person = leads["Person"].iloc[place]
    return leads["Lead ID"].iloc[[place]] if person != person else leads.loc[leads["Person"] == person, "Lead ID"]


def with_leads(leads: pd.DataFrame, touches: pd.DataFrame, ids: pd.Series, today: dt.date) -> pd.DataFrame:
    """The rows of the log, up to the end of ``today``, with the leads of these ids (whatever their case)."""
    need("Touches", touches, *NEEDED)
    past = touches[(touches["When"] < midnight_after(today)).to_numpy()]
    if ((past["Lead ID"] == "") & (past["Name"] != "")).any():
        past = log.named(past, leads)
    mine = past["Lead ID"].str.casefold().isin({i.casefold() for i in ids if i})
    theirs: pd.DataFrame = past[mine.to_numpy(dtype=bool)]
    return theirs


def reaching(touches: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Those of ``touches`` that reached somebody, classified."""
    known = classified(touches, config)
    return known.loc[known["reached"].to_numpy(dtype=bool)]

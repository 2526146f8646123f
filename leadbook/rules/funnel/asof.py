"""The leads and the log as they were known at the end of a past day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules.words import canonical

if TYPE_CHECKING:
    import pandas as pd


def as_of(leads: pd.DataFrame, touches: pd.DataFrame, config: Config, day: dt.date
          ) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(leads, touches) without anything dated after ``day``.

    A sheet keeps dates, not the history of its stages, so an open stage says nothing about the past: only dates do.
    Won, lost and disqualified count from their Closed date; without one they count as they are now, as merged does.
    Staleness of that day is unknown (Alert blank).
    """
    end = frames.day(day + dt.timedelta(days=1))
    leads = leads[~(leads["Received"] >= end)]
    stage = canonical(leads["Stage"], config.stages)
    ended = stage.isin([name for name, s in config.stages.items() if not s.is_open])
    merged = stage.isin([name for name, s in config.stages.items() if s.kind == "merged"])
    then = ended & (merged | ~(leads["Closed"] >= end))
    dates = ("First Attempt", "First Contact", "Appointment", "Proposal", "Closed")
    known = {name: leads[name].mask(leads[name] >= end) for name in dates}
    return (leads.assign(Stage=leads["Stage"].where(then, config.first_stage), Alert="", **known),
            touches[touches["When"] < end])

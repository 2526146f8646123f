"""Incomplete leads: what is missing, and the follow-up date that such a lead always has.

Mission rows 1 and 4: a name or a company is enough to start; what the settings require besides tags the lead
Incomplete until it is there; a referral needs more. Nothing is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from leadbook import frames
from leadbook.config_records import Config
from leadbook.rules import words
from leadbook.schema import LEADS

if TYPE_CHECKING:
    import pandas as pd


def is_referral(leads: pd.DataFrame, config: Config) -> pd.Series:
    """Boolean series: the lead's Source is one that expects a giver."""
    source = words.canonical(leads["Source"], config.sources)
    return source.isin([name for name, record in config.sources.items() if record.referral])


def missing(leads: pd.DataFrame, config: Config) -> pd.DataFrame:
    """Boolean frame on the leads' index: a column for each field that may be required, true where it is missing."""
    import pandas as pd

    referral, needed = is_referral(leads, config).to_numpy(), config.capture
    fields = dict.fromkeys([*needed.referral_required, *needed.required])
    out = {f: frames.blank(LEADS[f], leads[f]) & (referral if f not in needed.required else
                                                  True if f in needed.referral_required else ~referral)
           for f in fields}
    return pd.DataFrame(out, index=leads.index, dtype=bool)


def incomplete(leads: pd.DataFrame, config: Config) -> pd.Series:
    """Boolean series: the lead is ours (open or nurture) and lacks a required field, or both name and company."""
    stage = words.canonical(leads["Stage"], config.stages)
    done = stage.isin([name for name, s in config.stages.items() if not s.is_open])
    nobody = words.called(leads).to_numpy() == ""
    lacking: pd.Series = (missing(leads, config).any(axis=1) | nobody) & ~done
    return lacking


def with_follow_up(leads: pd.DataFrame, config: Config, today: dt.date,
                   next_working_day: Callable[[dt.date, int], dt.date],
                   problems: pd.DataFrame | None = None) -> pd.DataFrame:
    """Fill the blank Next Date of incomplete leads; a date, or anything unreadable in its place, is left alone.

    ``next_working_day(day, n)`` is the n-th working day after ``day``.
    """
    wanting = incomplete(leads, config) & leads["Next Date"].isna()
    if problems is not None:
        bad = problems[(problems["column"] == "Next Date") & problems["problem"].isin(frames.DAMAGED)]["row"]
        wanting &= ~leads.index.isin(bad)
    if not wanting.any():
        return leads
    day = frames.day(next_working_day(today, config.capture.incomplete_follow_up_days))
    dates = leads["Next Date"].copy()
    dates[wanting] = day
    return leads.assign(**{"Next Date": dates})

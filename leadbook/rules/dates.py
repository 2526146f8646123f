"""Days and times the way sentences show them: "12 Nov", "12 Nov 2025" in another year, "20 Nov 09:30"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: dt.date, today: dt.date) -> str:
    """One day; the year only if it is not the year of ``today``. English whatever the computer's language."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def moment_words(moment: dt.datetime, today: dt.date) -> str:
    """One day with its time of day (seconds only if there are any); midnight is a day without a time."""
    if moment.time() == dt.time():
        return day_words(moment, today)
    return f"{day_words(moment, today)} {clock_words(moment)}"


def clock_words(moment: dt.datetime) -> str:
    """The time of day: "09:30", or "09:30:01" when there are seconds."""
    time = f"{moment.hour:02}:{moment.minute:02}"
    return f"{time}:{moment.second:02}" if moment.second else time


def days_words(count: int) -> str:
    """"1 day", "5 days"."""
    return "1 day" if count == 1 else f"{count} days"


def in_words(moments: pd.Series, today: dt.date, time_of_day: bool = False) -> pd.Series:
    """A date column -> text on the same index ("" where blank); with ``time_of_day`` as ``moment_words``."""
    show: Any = moment_words if time_of_day else day_words
    whole = moments if time_of_day else moments.dt.normalize()
    known = {m: show(m, today) for m in whole.dropna().unique()}
    return whole.map(known).astype(object).fillna("")


def midnight_after(day: dt.date) -> Any:
    """The moment at which ``day`` is over, as numpy datetime64[s]: what is before it is not in the future."""
    import numpy as np

    return np.datetime64(day.isoformat(), "s") + np.timedelta64(86400, "s")

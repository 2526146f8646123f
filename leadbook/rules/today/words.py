"""The sentences of the day's list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from leadbook.rules.dates import day_words, days_words, moment_words


def dated(what: str, dates: Any, more: Any, today: dt.date) -> Any:
    """"Promised for 3 May, 12 days overdue: Call about the appraisal", one text a date (datetime64)."""
    import numpy as np

    days, place = np.unique(dates.astype("datetime64[D]"), return_inverse=True)
    begin = np.array([_begin(what, day, today) for day in days.tolist()], dtype=object)[place]
    return begin + np.where(more == "", "", ": ").astype(object) + more


def new(received: Any, deadline: Any, today: dt.date) -> Any:
    """"Received 20 Nov 09:30, nobody has spoken to them yet, contact by 21 Nov 09:30"."""
    import numpy as np

    out = np.full(len(received), "Nobody has spoken to them yet", dtype=object)
    for place, (came, until) in enumerate(zip(received.tolist(), deadline.tolist(), strict=True)):
        since = f"Received {moment_words(came, today)}, nobody has spoken to them yet" if came else out[place]
        out[place] = f"{since}, contact by {moment_words(until, today)}" if until else since
    return out


def _begin(what: str, day: dt.date, today: dt.date) -> str:
    late = (today - day).days
    return f"{what} for {day_words(day, today)}, {days_words(late)} overdue" if late else f"{what} for today"

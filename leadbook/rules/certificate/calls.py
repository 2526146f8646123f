"""The call every other month and its longest gap (mission row 26), from the calls made and planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from leadbook.config_records import Cadence
from leadbook.rules.plan.ledger import OPEN, Ledger


@dataclass(frozen=True, eq=False)
class Calls:
    """Per person ``last`` (the last call made) and ``following`` (the next one planned), datetime64[D], NaT = none.

    Matrices, persons x months: ``gap``, the most days from a call to the planned one that follows it in that month
    (-1 = none is planned then); ``absent``: no call in as many months as a call may take, up to that one.
    """

    last: Any
    following: Any
    gap: Any
    absent: Any


def called(ledger: Ledger, persons: int, months: Any, cadence: Cadence, today: dt.date) -> Calls:
    """Look at the calls up to the end of ``months`` (datetime64[M], ascending). A planned call that is overdue is
    still owed: it stands on ``today``. Calls planned beyond the last month prove nothing, others come before them.
    """
    import numpy as np

    now = np.datetime64(today, "D")
    calls = ledger.where(ledger.call & (ledger.standing <= OPEN))
    day = np.where(calls.standing == OPEN, np.maximum(calls.day, now), calls.day)
    inside = day.astype("datetime64[M]") <= months.max(initial=np.datetime64("0001", "M"))
    calls, day = calls.where(inside), day[inside]
    order = np.lexsort((calls.standing, day, calls.person))
    person, day, ahead = calls.person[order], day[order], calls.standing[order] == OPEN
    month = np.maximum(np.searchsorted(months, day.astype("datetime64[M]"), side="right") - 1, 0)
    pair = np.flatnonzero((person[1:] == person[:-1]) & ahead[1:])
    gap = np.full((persons, len(months)), -1)
    np.maximum.at(gap, (person[pair + 1], month[pair + 1]), (day[pair + 1] - day[pair]).astype("int64"))
    last, following = np.full((2, persons), np.datetime64("NaT"), dtype="datetime64[D]")
    last[person[~ahead]] = day[~ahead]  # by day: of several the latest stays
    following[person[ahead][::-1]] = day[ahead][::-1]
    absent = _absent(persons, person, day.astype("datetime64[M]"), months, cadence.call_every_months)
    return Calls(last, following, gap, absent)


def _absent(persons: int, person: Any, month: Any, months: Any, every: int) -> Any:
    import numpy as np

    out = np.zeros((persons, len(months)), dtype=bool)
    for at in range(every - 1, len(months)):
        there = np.zeros(persons, dtype=bool)
        there[person[(month > months[at] - every) & (month <= months[at])]] = True
        out[:, at] = ~there
    return out

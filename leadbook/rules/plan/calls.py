"""When each person's phone call is due, and which of the month's new touches it is.

Mission row 26: a call in every two consecutive months and no gap over 62 days. The month comes from the person's
number, so calls spread; its place in the month too, so gaps stay near two months.
"""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Cadence
from leadbook.rules.plan.ledger import OPEN, Ledger


def turn(number: Any, month: Any, every: int) -> Any:
    """Boolean array: persons whose turn for the call it is in ``month`` (datetime64[M]), by their number alone."""
    return (number + month.astype("int64")) % every == 0


def last_call(ledger: Ledger, persons: int, today: Any, before: Any) -> Any:
    """Per person the day of the latest call, made or planned, before the day ``before`` (NaT = none).

    A planned call that is overdue is still owed: it stands on ``today``.
    """
    import numpy as np

    calls = ledger.where(ledger.call & (ledger.standing <= OPEN))
    day = np.where(calls.standing == OPEN, np.maximum(calls.day, today), calls.day)
    early = day < before
    latest = np.full(persons, np.iinfo("int64").min)
    np.maximum.at(latest, calls.person[early], day[early].astype("int64"))
    return latest.astype("datetime64[D]")


def before_pins(ledger: Ledger, last: Any, pinned: Any, month: Any, today: Any, cadence: Cadence) -> Any:
    """``last`` (see ``last_call``), but the call of an earlier month for persons whose calls of ``month`` are all
    pinned, to come, and later than the longest gap allows: nobody moves a promise, so they need one more call before.

    ``pinned`` [row of the plan].
    """
    import numpy as np

    size, gap, far = len(last), np.timedelta64(cadence.longest_call_gap_days, "D"), np.datetime64("9999-12-31", "D")
    here = ledger.where(ledger.call & (ledger.standing <= OPEN) & (ledger.day.astype("datetime64[M]") == month))
    stands = (here.standing == OPEN) & (here.row >= 0) & (here.day >= today)
    stands[stands] = pinned[here.row[stands]]
    first = np.full(size, far)
    np.minimum.at(first, here.person, np.where(stands, here.day, far))
    first[here.person[~stands]] = far
    early = last_call(ledger, size, today, month.astype("datetime64[D]"))
    late = (first < far) & (first - early > gap) & (early + gap >= today)  # NaT compares false
    return np.where(late, early, last)


def call_before(ledger: Ledger, person: Any, day: Any) -> Any:
    """For each ``person`` and ``day`` the latest call, made or planned, before that day (NaT = none)."""
    import numpy as np

    known = ledger.where(ledger.call & (ledger.standing <= OPEN))
    size, zero = 2**23, 2**22  # more days than a calendar has
    key = np.sort(known.person.astype("int64") * size + known.day.astype("int64") + zero)
    if not len(key):
        return np.full(len(day), "NaT", dtype="datetime64[D]")
    place = np.searchsorted(key, person * size + day.astype("int64") + zero) - 1
    found = key[np.maximum(place, 0)]
    there = (place >= 0) & (found // size == person)
    return np.where(there, found % size - zero, np.iinfo("int64").min).astype("datetime64[D]")


def due(number: Any, last: Any, planned_before: Any, month: Any, following: Any, cadence: Cadence) -> Any:
    """Boolean array: persons who need a call in ``month``. ``last``: last call before the month's end.

    It is their turn; or the months before had none (``planned_before``: they were in the plan then, or it is too
    long since ``last``); or waiting for next month, whose first day of their owner's is ``following``, breaks the
    longest gap.
    """
    import numpy as np

    every, gap = cadence.call_every_months, np.timedelta64(cadence.longest_call_gap_days, "D")
    called = last.astype("datetime64[M]")  # NaT compares false
    recent = called > month - np.timedelta64(every, "M")
    missed = ~recent & (planned_before | ~np.isnat(last))
    return ~(called >= month) & (turn(number, month, every) | missed | (last + gap < following))


def placed(day: Any, slot: Any, is_due: Any, number: Any, last: Any, away: Any, days: Any, open_days: Any,
           cadence: Cadence) -> tuple[Any, Any]:
    """(days, which column is the call, -1 = none) for the month's new touches.

    ``day``, ``slot``: matrices of day indices (ascending; -1 = no touch) and slot numbers. The call keeps the
    person's own slot unless that breaks the longest gap: then it moves up a few days, or an earlier touch is the
    call. A call that is already late is the first touch. ``open_days`` [person, day]: the last day up to that one on
    which the owner works (-1 = none is left).
    """
    import numpy as np

    wanted = (number // cadence.call_every_months) % cadence.touches_per_month + 1
    own = np.where(day >= 0, np.abs(slot - wanted[:, None]), 999).argmin(axis=1)
    some = is_due & (day >= 0).any(axis=1)
    if not some.any():
        return day, np.full(len(day), -1)
    latest = last + np.timedelta64(cadence.longest_call_gap_days, "D")
    limit = np.where(np.isnat(last), len(days), np.searchsorted(days, latest, side="right") - 1)
    known = (limit >= 0) & (limit < len(days))  # late already (-1): as early as it goes, but not all on one day
    limit = np.where(known, open_days[np.arange(len(limit)), np.where(known, limit, 0)], limit)
    columns = np.arange(day.shape[1])
    near = (day >= 0) & (day - limit[:, None] <= cadence.repair_window_days) & (columns <= own[:, None])
    earliest = np.where(day >= 0, columns, 999).argmin(axis=1)
    column = np.where(near.any(axis=1), np.where(near, columns, -1).max(axis=1), earliest)
    rows = np.flatnonzero(some)
    now, upto = day[rows, column[rows]], limit[rows]
    move = (upto >= 0) & (now > upto)
    rows, upto = rows[move], upto[move]
    clash = (day[rows] == upto[:, None]).any(axis=1) | (away[rows, upto] == 0)
    day = day.copy()
    day[rows[~clash], column[rows[~clash]]] = upto[~clash]
    return day, np.where(some, column, -1)

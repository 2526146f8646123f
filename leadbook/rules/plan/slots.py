"""On which working days of a month a person's touches fall: the golden-ratio template, and what to do beside it.

Pure arithmetic on arrays: one row per person, days as indices into the month's working days (0 = the first).
Source: facts/planning.md 'Template': at most one touch above the lower bound on any day, and nobody moves when
another joins or leaves.
"""

from __future__ import annotations

from typing import Any

GOLDEN = 0.6180339887498949
FAR = 99


def phases(numbers: Any) -> Any:
    """The permanent phase of each person number: frac(k * 0.6180339887), in [0, 1)."""
    return (numbers * GOLDEN) % 1.0


def template(phase: Any, touches: int, days: Any) -> Any:
    """Matrix persons x ``touches``: the day of touch j, floor((phase + j) / touches * days). ``days``: how many there
    are, one number or one a person."""
    import numpy as np

    return np.floor((phase[:, None] + np.arange(touches)) / touches * np.reshape(days, (-1, 1))).astype("int64")


def spread(phase: Any, wanted: Any, first: Any, days: Any) -> Any:
    """Matrix of ``wanted`` days each (-1 beyond), evenly over the days from ``first`` on, by the same template.
    ``first`` and ``days``: one number, or one a person."""
    import numpy as np

    first, days = np.reshape(first, (-1, 1)), np.reshape(days, (-1, 1))
    touch = np.arange(wanted.max(initial=0))
    per = np.maximum(wanted, 1)[:, None]
    day = first + np.floor((phase[:, None] + touch) / per * (days - first)).astype("int64")
    return np.where(touch < wanted[:, None], day, -1)


def fair_gap(gap: int, days: Any, touches: Any) -> Any:
    """How many working days keep two touches of a person apart: ``gap``, or fewer where ``touches`` in so few ``days``
    would crowd the others' (what an even share of the days leaves; three touches in five days: one)."""
    import numpy as np

    return np.clip(days // np.maximum(touches, 1), 1, gap)


def picked(free: Any, score: Any, wanted: Any) -> Any:
    """Boolean matrix: the ``wanted`` free slots of each row with the highest score; of equal ones the later."""
    import numpy as np

    width = free.shape[1]
    order = np.argsort(np.where(free, -score, FAR)[:, ::-1], axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(width)[None, :].repeat(len(order), axis=0), axis=1)
    return free & (rank[:, ::-1] < wanted[:, None])


def distances(rows: Any, days: Any, shape: tuple[int, int]) -> Any:
    """Matrix persons x days: working days to the nearest occupied day; ``rows`` and ``days`` say which are occupied."""
    import numpy as np

    away = np.full(shape, FAR, dtype="int64")
    away[rows, days] = 0
    for day in range(1, shape[1]):
        away[:, day] = np.minimum(away[:, day], away[:, day - 1] + 1)
    for day in range(shape[1] - 2, -1, -1):
        away[:, day] = np.minimum(away[:, day], away[:, day + 1] + 1)
    return away


def kept_apart(ideal: Any, away: Any, open_: Any, gap: Any) -> Any:
    """Move ideal days (-1 = none) so that touches of a person keep apart: matrix like ``ideal``, -1 = no room.

    ``away`` as from ``distances``. In turn, each touch takes the day nearest to its ideal among those that are
    ``open_`` [person, day] and ``gap`` [person] days from any other touch, or as many as can be had. Never two a day.
    """
    import numpy as np

    out, lack = _in_turn(ideal, away, open_, gap)
    close = lack > 0
    if close.any():  # perhaps the last one first leaves more room
        gap = np.broadcast_to(np.reshape(gap, (-1, 1)), (len(ideal), 1))[close]
        other, less = _in_turn(ideal[close, ::-1], away[close], open_[close], gap)
        out[close] = np.where((less < lack[close])[:, None], other[:, ::-1], out[close])
    return out


def _in_turn(ideal: Any, away: Any, open_: Any, gap: Any) -> tuple[Any, Any]:
    """(days, how much the gaps lack in all, of each person): the touches in the order of the columns."""
    import numpy as np

    away, out, lack = away.copy(), np.full_like(ideal, -1), np.zeros(len(ideal), dtype="int64")
    if not away.size:
        return out, lack
    days, rows, gap = np.arange(away.shape[1]), np.arange(len(ideal)), np.reshape(gap, (-1, 1))
    for touch in range(ideal.shape[1]):
        cost = (gap - np.minimum(away, gap)) * FAR + np.abs(days - ideal[:, touch, None])
        cost = np.where((away == 0) | ~open_, FAR * FAR, cost)
        best = np.argmin(cost, axis=1)
        asked = ideal[:, touch] >= 0
        lack += np.where(asked, cost[rows, best] // FAR, 0)
        done = asked & (cost[rows, best] < FAR * FAR)
        out[done, touch] = best[done]
        away[done] = np.minimum(away[done], np.abs(days - best[done, None]))
    return out, lack

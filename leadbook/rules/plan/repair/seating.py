"""A day for each touch to start from, person by person: where nothing stands in the way its own day, else the nearest.

The touches of a person with an obstacle are seated together (shortest path over touches and days): as few as possible
without a day, calls in time, ``gap`` days between any two, then as near to their own days as can be.
"""

from __future__ import annotations

from typing import Any

from leadbook.rules.plan.repair.board import Touches
from leadbook.rules.plan.repair.windows import FAR, Fixed

NOWHERE = -1
CLOSE, LATE, NONE = FAR, FAR * 20, FAR * 400   # the price of a day of gap that lacks, of a call too late, of no day


def seats(touches: Touches, persons: int, fixed: Fixed, works: Any, gap: Any) -> Any:
    """Array: the day of each touch (index; NOWHERE = there is none on which its owner ``works`` and the person has no
    other touch). ``fixed``: the touches that stay; ``gap`` [person].
    """
    import numpy as np

    person, own, stays = touches.person, touches.own, touches.published & ~touches.must
    good = stays | ((touches.at >= 0) & works[own] & (fixed.away[person, own] >= gap[person]) & (own <= touches.limit))
    order = np.lexsort((touches.id, own, person))
    one, other = order[:-1], order[1:]
    close = (person[one] == person[other]) & (own[other] - own[one] < gap[person[one]]) & ~(stays[one] & stays[other])
    bad = ~good
    bad[other[close]] = True
    seat = np.where(good, own, NOWHERE)
    troubled = np.zeros(persons, dtype=bool)
    troubled[person[bad]] = True
    if not troubled.any():
        return seat
    some = order[troubled[person[order]]]
    seat[some] = _together(person[some], _prices(touches.where(some), fixed, works, gap), gap[person[some]])
    return seat


def _prices(touches: Touches, fixed: Fixed, works: Any, gap: Any) -> Any:
    """Matrix [touch, day]: what it costs to seat the touch there."""
    import numpy as np

    day = np.arange(len(works))
    away, gap = fixed.away[touches.person], gap[touches.person, None]
    price = np.abs(day - touches.own[:, None]) + CLOSE * (gap - np.minimum(away, gap))
    price = price + LATE * (day > touches.limit[:, None])
    price = np.where((away == 0) | ~works, NONE, price)
    stays = np.flatnonzero(touches.published & ~touches.must)
    price[stays] = np.where(day == touches.own[stays, None], 0, NONE)
    return price


def _together(person: Any, price: Any, gap: Any) -> Any:
    """The cheapest days of touches that are sorted by person and day; those of a person stay in their order."""
    import numpy as np

    size = len(price)
    new = np.append(True, person[1:] != person[:-1])
    turn = np.arange(size) - np.maximum.accumulate(np.where(new, np.arange(size), 0))
    best, came = price.astype("int64"), np.full(price.shape, -1)
    for number in range(1, int(turn.max()) + 1):
        now = np.flatnonzero(turn == number)
        reached, via = _reached(best[now - 1], gap[now])
        best[now], came[now] = best[now] + reached, via
    seat = np.full(size, NOWHERE)
    last = np.append(new[1:], True)
    at = np.where(last, best.argmin(axis=1), -1)
    for number in range(int(turn.max()), -1, -1):
        now = np.flatnonzero(turn == number)
        seat[now] = np.where(price[now, at[now]] < NONE, at[now], NOWHERE)
        inner = now[turn[now] > 0]
        at[inner - 1] = came[inner, at[inner]]
        seat[inner[at[inner - 1] == at[inner]]] = NOWHERE
    return seat


def _reached(best: Any, gap: Any) -> tuple[Any, Any]:
    """(least price to be on each day for the next touch, the day before from which): a gap that lacks has its price;
    two on a day cost as much as no day at all.
    """
    import numpy as np

    rows, width = best.shape
    day = np.arange(width)
    lowest, where = best.copy(), np.tile(day, (rows, 1))
    for column in range(1, width):
        keep = lowest[:, column - 1] <= lowest[:, column]
        lowest[keep, column], where[keep, column] = lowest[keep, column - 1], where[keep, column - 1]
    out, via = best + NONE, np.tile(day, (rows, 1))
    for apart in range(1, min(int(gap.max()), width - 1) + 1):
        enough = (gap <= apart)[:, None]
        earlier, source = np.where(enough, lowest, best), np.where(enough, where, day)
        price = earlier[:, : width - apart] + CLOSE * np.maximum(gap - apart, 0)[:, None]
        better = price < out[:, apart:]
        out[:, apart:] = np.where(better, price, out[:, apart:])
        via[:, apart:] = np.where(better, source[:, : width - apart], via[:, apart:])
    return out, via

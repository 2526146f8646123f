"""What moves: new touches and those that cannot stay; published ones beside them only if nothing else will do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leadbook.rules.plan.repair import settle
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.pool import KEPT
from leadbook.rules.plan.repair.ready import Ready
from leadbook.rules.plan.repair.settle import Settled

FOR_EVENNESS = 0.02  # of the published touches, at most so many move beyond those that had to, to even out the days
STEPS = 4


def decided(board: Board, slack_percent: float) -> Settled:
    """Days for all touches of the board (index; -1 = a new one that gets none, or a published one that stays although
    it cannot).

    First the new touches and the published ones that cannot stay find days beside all others. If that leaves some out,
    or makes a day too busy, other published ones move, too: for the room as many as it takes, for evenness no more than
    FOR_EVENNESS. ``slack_percent``: how far the busiest day may rise above the best there is before any of them moves.
    """
    touches = board.touches
    needy, excess = ~touches.published | touches.must, board.excess()
    found = None if excess else _with_others(board, needy, settle.settled(Ready(board.moving(needy))))
    if found is None or not needy.all():
        found = _moving_others(board, found, slack_percent)
    worst = int(touches.left_out[~touches.published].sum()) + KEPT * (int(touches.must.sum()) + excess)
    return found if found.left_out < worst else _nothing(found)


def _moving_others(board: Board, few: Settled | None, slack_percent: float) -> Settled:
    """``few`` (days with all other published touches where they are) or better ones with some of those moved."""
    ready = Ready(board, None if few is None or few.left_out else few.day)
    best = ready.best_peak
    allowed = 0 if best is None else max(best + 1, int(best * (1 + slack_percent / 100)))
    if few is not None and not few.left_out and (best is None or few.peak <= allowed):
        return few
    high = min(board.highest if few is None else few.peak, settle.most(board))
    if best is None:
        return _better(few, settle.settled(ready, allowed))
    bearable = settle.moves_at(ready, high) + int(FOR_EVENNESS * board.touches.published.sum())
    peak = _lowest(ready, allowed, high, bearable)
    every = settle.settled(ready, peak)
    while peak < high and settle.moves(board, every) > bearable:  # keeping a person's touches apart took more
        peak += max(1, (high - peak) // STEPS)
        every = settle.settled(ready, peak)
    return _better(few, every)


def _better(few: Settled | None, every: Settled) -> Settled:
    if few is None or every.left_out < few.left_out or (not every.left_out and every.peak < few.peak):
        return every
    return few


def _lowest(ready: Ready, low: int, high: int, bearable: int) -> int:
    """The lowest peak from ``low`` to ``high`` with at most ``bearable`` moves, gaps left aside."""
    while low < high:
        middle = (low + high) // 2
        if settle.moves_at(ready, middle) <= bearable:
            high = middle
        else:
            low = middle + 1
    return high


def _with_others(board: Board, needy: Any, found: Settled) -> Settled:
    """``found`` for the touches ``needy``; all others stay."""
    import numpy as np

    day, other = board.touches.at.copy(), np.zeros(len(needy), dtype=bool)
    day[needy], other[needy] = found.day, found.other
    return replace(found, day=day, other=other)


def _nothing(found: Settled) -> Settled:
    """Nothing to be had: new touches get no day, published ones stay."""
    import numpy as np

    return replace(found, day=np.full(len(found.day), -1), other=np.zeros(len(found.day), dtype=bool))

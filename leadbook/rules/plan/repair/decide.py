"""What moves: new touches and those that cannot stay; published ones beside them only if nothing else will do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from leadbook.rules.plan.repair import settle
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.pool import KEPT
from leadbook.rules.plan.repair.settle import Settled


def decided(board: Board, slack_percent: float) -> Settled:
    """Days for all touches of the board (index; -1 = a new one that gets none, or a published one that stays although
    it cannot).

    ``slack_percent``: how far the busiest day may rise above the best there is, so that published touches stay.
    """
    touches = board.touches
    needy, excess = ~touches.published | touches.must, board.excess()
    found = None
    if not excess:
        found = _all(board, needy, settle.settled(board.moving(needy)))
    if found is None or (not needy.all() and not _good_enough(board, found, slack_percent)):
        best = settle.best_peak(board)
        every = settle.settled(board, 0 if best is None else _allowed(best, slack_percent))
        if found is None or every.left_out < found.left_out or not every.left_out:
            found = every
    worst = int(touches.left_out[~touches.published].sum()) + KEPT * (int(touches.must.sum()) + excess)
    return found if found.left_out < worst else _nothing(board, found)


def _good_enough(board: Board, found: Settled, slack_percent: float) -> bool:
    best = settle.best_peak(board)
    return not found.left_out and (best is None or found.peak <= _allowed(best, slack_percent))


def _allowed(best: int, slack_percent: float) -> int:
    return max(best + 1, int(best * (1 + slack_percent / 100)))


def _all(board: Board, needy: Any, found: Settled) -> Settled:
    """``found`` for the touches ``needy``; all others stay."""
    import numpy as np

    day, other = board.touches.at.copy(), np.zeros(len(needy), dtype=bool)
    day[needy], other[needy] = found.day, found.other
    return replace(found, day=day, other=other)


def _nothing(board: Board, found: Settled) -> Settled:
    """Nothing to be had: new touches get no day, published ones stay."""
    import numpy as np

    return replace(found, day=np.full(len(found.day), -1), other=np.zeros(len(found.day), dtype=bool))

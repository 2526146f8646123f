"""Days for the touches of one owner's month: the lowest peak there is, then the fewest moves."""

from __future__ import annotations

from leadbook.rules.plan.repair import flow
from leadbook.rules.plan.repair.apart import Settled, apart, most, moves
from leadbook.rules.plan.repair.ready import Choice, Ready

__all__ = ["Settled", "most", "moves", "moves_at", "settled"]


def moves_at(ready: Ready, peak: int) -> int:
    """So many published touches move in a plan with at most ``peak`` touches a day, borders between a person's."""
    groups, _ = ready.free.walls.grouped
    given = flow.given_days(groups, ready.some.rooms(peak), ready.some.channel_rooms())
    moved = groups.published[given.group] & (given.day != groups.own[given.group])
    return int(given.count[moved].sum())


def settled(ready: Ready, peak: int = 0) -> Settled:
    """Days for all touches of the board, at most max(``peak``, the best) a day. The windows are as small and the gaps
    as large as they can be without leaving out more touches than must be.
    """
    import numpy as np

    here, touches = ready.here, ready.board.touches
    lost = int(touches.left_out[~here].sum())
    day, other = np.full(len(here), -1), np.zeros(len(here), dtype=bool)
    if not here.any():
        return Settled(day, other, peak, lost)
    found = apart(ready.free, peak)
    if found.left_out:
        found = _looser(ready, peak, found)
    day[here], other[here] = found.day, found.other
    return Settled(day, other, found.peak, found.left_out + lost)


def _looser(ready: Ready, peak: int, found: Settled) -> Settled:
    """Wider windows, then smaller gaps: the first that leaves out no more than the widest and smallest do."""
    whole, reach = int(ready.board.works.sum()), ready.board.reach
    widest = ready.within(whole, 1)
    if found.left_out <= _left_out(widest):
        return found
    least = apart(widest, peak)
    if found.left_out <= least.left_out:
        return found
    for gap in range(int(ready.board.gap.max()), 0, -1):
        for wide in sorted({min(2 * reach, whole), min(4 * reach, whole), whole}):
            choice = ready.within(wide, gap)
            one = apart(choice, peak) if _left_out(choice) <= least.left_out else None
            if one is not None and one.left_out <= least.left_out:
                return one
    return least


def _left_out(choice: Choice) -> int:
    """At least so much is left out in any plan within the windows."""
    groups, _ = choice.grouped
    board = choice.board
    return flow.given_days(groups, board.rooms(most(board)), board.channel_rooms()).left_out(groups)

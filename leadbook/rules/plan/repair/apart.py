"""Days within given windows, so that the touches of a person come out apart: borders between them where they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair import dealing, flow
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.ready import Choice
from leadbook.rules.plan.repair.team import UNLIMITED

TRIES = 12
IN_VAIN = 2        # so many ways may bring nothing before the rest is not tried
WAYS = ((5,), (0, 1, 2), (0,), (1,), (2,), (3, 4), (3,), (4,))


@dataclass(frozen=True, eq=False)
class Settled:
    """``day`` of each touch of the board (index, -1 = none to be had), ``other``: through its other channel; ``peak``:
    the most touches a day that were allowed; ``left_out``: the price of all that got no day or not their own channel
    (0 = all got what they were meant to).
    """

    day: Any
    other: Any
    peak: int
    left_out: int


def most(board: Board) -> int:
    """A peak that no plan exceeds."""
    return min(board.highest, int(board.load.max(initial=0)) + len(board.touches.own))


def moves(board: Board, found: Settled) -> int:
    """How many published touches do not stay."""
    return int((found.day != board.touches.at)[board.touches.published].sum())


def apart(free: Choice, peak: int) -> Settled:
    """Days within the windows ``free``: they overlap as long as the touches of a person come out apart anyhow, else
    there is a border between those that do not; of several ways the one that leaves out least, then has the lowest
    peak, then moves fewest.
    """
    walls, replanned = free.walls, free.board.touches.published.any()
    best = _within(walls, peak)
    if not best.left_out and best.peak <= max(free.best or 0, peak):
        return best
    found = _within(free, peak)
    if (found.left_out, found.peak) >= (best.left_out, best.peak):  # borders cost nothing
        return best
    in_vain = 0
    for way in WAYS[: 2 if replanned else None]:
        one = _one_way(free, found, walls, peak, way)
        in_vain += 1
        if _rank(free.board, one) < _rank(free.board, best):
            best, in_vain = one, 0
        good = (best.left_out, best.peak) <= (found.left_out, found.peak)
        if one is found or good or in_vain == IN_VAIN:
            break
    return best


def _rank(board: Board, found: Settled) -> tuple[int, int, int]:
    return found.left_out, found.peak, moves(board, found)


def _one_way(choice: Choice, found: Settled, walls: Choice, peak: int, way: Sequence[int]) -> Settled:
    """Days with borders where the touches ``found`` in the windows ``choice`` come too close, in one of the WAYS;
    ``walls``: the choice with all borders there may be.
    """
    board = choice.board
    for _ in range(TRIES):
        now = choice.windows
        close = dealing.too_close(now, found.day)
        if not len(close):
            return found
        stays = (found.day == board.touches.own)[now.before[close]]
        sides = (close % 2 == 0, close >= 0, close < 0, close % 3 == 0, close % 3 != 0, stays)
        tries = [replace(choice, windows=dealing.kept_off(
            now, close, found.day, sides[one], board.works, walls.windows, board.touches.person)) for one in way]
        choice = min(tries, key=lambda one: UNLIMITED if one.best is None else one.best)
        found = _within(choice, peak)
    return _within(walls, peak)


def _within(choice: Choice, peak: int) -> Settled:
    """The cheapest days inside the windows, with the lowest peak there is (or ``peak``, where that is more)."""
    best, highest = choice.best, most(choice.board)
    now = highest if best is None else max(best, min(peak, highest))
    found = _given(choice, now)
    if found.left_out and best is not None and now < highest:  # limits by channel: a busier day may help
        found = _busier(choice, now + 1, highest)
    return found


def _busier(choice: Choice, low: int, high: int) -> Settled:
    """The lowest peak that leaves out as little as the peak ``high`` does."""
    found = least = _given(choice, high)
    while low < high:
        middle = (low + high) // 2
        one = _given(choice, middle)
        if one.left_out == least.left_out:
            high, found = middle, one
        else:
            low = middle + 1
    return found


def _given(choice: Choice, peak: int) -> Settled:
    """The cheapest days with at most ``peak`` touches a day, dealt to the touches."""
    board, (groups, of) = choice.board, choice.grouped
    given = flow.given_days(groups, board.rooms(peak), board.channel_rooms())
    day, other = dealing.dealt(board.touches, choice.windows, groups, of, given)
    return Settled(day, other, peak, given.left_out(groups))

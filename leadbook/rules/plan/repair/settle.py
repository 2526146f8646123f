"""Days for the touches of one owner's month: the lowest peak there is, then the fewest moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair import dealing, flow, hall
from leadbook.rules.plan.repair.board import Board, Touches
from leadbook.rules.plan.repair.dealing import Windows
from leadbook.rules.plan.repair.seating import NOWHERE, seats
from leadbook.rules.plan.repair.team import UNLIMITED
from leadbook.rules.plan.repair.windows import cut_apart, fixed_touches, windows

TRIES = 12
WAYS = ((0, 1, 2), (0,), (1,), (2,), (3, 4), (3,), (4,))


@dataclass(frozen=True, eq=False)
class Settled:
    """``day`` of each touch of the board (index, -1 = none to be had), ``other``: through its other channel; ``peak``:
    the most touches a day that were allowed; ``left_out``: the price of all that got no day (0 = all got theirs).
    """

    day: Any
    other: Any
    peak: int
    left_out: int


def seated(board: Board) -> Any:
    """The seat of each touch (``seating.seats``)."""
    return seats(board.touches, board.persons, _fixed(board), board.works, board.gap)


def _fixed(board: Board) -> Any:
    return fixed_touches(board.still_person, board.still_at, board.persons, len(board.works), board.gap)


def choices(board: Board, seat: Any, reach: int) -> Windows:
    """The windows with ``reach`` of the owner's working days; touches of a person may still come too close."""
    touches = board.touches
    first, last = windows(touches.person, seat, touches.limit, _fixed(board), board.works, board.gap, reach)
    return dealing.neighbours(touches.person, seat, first, last, board.gap)


def needed(choice: Windows, board: Board) -> Any:
    """The matrix of ``hall.inside``."""
    import numpy as np

    return hall.inside(choice.first, choice.last, np.ones(len(choice.first), dtype="int64"), len(board.works))


def best_peak(board: Board) -> int | None:
    """The lowest peak with which all touches fit into their windows, None = they do not."""
    seat = seated(board)
    return None if (seat == NOWHERE).any() else _lowest_peak(board, choices(board, seat, board.reach))


def _lowest_peak(board: Board, choice: Windows) -> int | None:
    import numpy as np

    return hall.best_peak(needed(choice, board), np.where(board.works, board.load, 0), board.works, board.capacity)


def settled(board: Board, peak: int = 0) -> Settled:
    """Days for all touches of the board, at most max(``peak``, the best) a day. The windows are as small and the gaps
    as large as they can be without leaving out more touches than must be.
    """
    import numpy as np

    seat = seated(board)
    here = seat != NOWHERE
    lost = int(board.touches.left_out[~here].sum())
    day, other = np.full(len(seat), -1), np.zeros(len(seat), dtype=bool)
    if not here.any():
        return Settled(day, other, peak, lost)
    some = replace(board, touches=board.touches.where(here))
    found = _apart(some, seat[here], board.reach, peak)
    if found.left_out:
        found = _looser(some, seat[here], peak, found)
    day[here], other[here] = found.day, found.other
    return Settled(day, other, found.peak, found.left_out + lost)


def _looser(board: Board, seat: Any, peak: int, found: Settled) -> Settled:
    """Wider windows, then smaller gaps: the first that leaves out no more than the widest and smallest do."""
    whole = len(board.works)
    least = _apart(replace(board, gap=1), seat, whole, peak)
    if found.left_out <= least.left_out:
        return found
    reaches = sorted({min(2 * board.reach, whole), min(4 * board.reach, whole), whole})
    for gap in range(board.gap, 0, -1):
        for reach in reaches:
            one = _apart(replace(board, gap=gap), seat, reach, peak)
            if one.left_out <= least.left_out:
                return one
    return least


def _apart(board: Board, seat: Any, reach: int, peak: int) -> Settled:
    """Days within ``reach``: the windows overlap freely as long as the touches of a person come out apart anyhow, else
    there is a border between those that do not.
    """
    free = choices(board, seat, reach)
    bordered, bound = _bordered(board, free), _lowest_peak(board, free)
    if _lowest_peak(board, bordered) == bound:
        return _within(board, bordered, peak)
    best = None
    for way in WAYS:
        found = _one_way(board, free, bordered, peak, way)
        if best is None or (found.left_out, found.peak) < (best.left_out, best.peak):
            best = found
        if not best.left_out and best.peak <= max(bound or 0, peak):
            break
    assert best is not None
    return best


def _one_way(board: Board, free: Windows, bordered: Windows, peak: int, way: Sequence[int]) -> Settled:
    """Days with borders where touches come too close, drawn in one of the ways of WAYS."""
    choice = free
    for _ in range(TRIES):
        found = _within(board, choice, peak)
        close = dealing.too_close(choice, found.day)
        if not len(close):
            return found
        sides = (close % 2 == 0, close >= 0, close < 0, close % 3 == 0, close % 3 != 0)
        tries = [dealing.kept_off(choice, close, found.day, sides[one], board.works, bordered, board.touches.person)
                 for one in way]
        choice = min(tries, key=lambda one: _lowest_peak(board, one) or UNLIMITED)
    return _within(board, bordered, peak)


def _bordered(board: Board, choice: Windows) -> Windows:
    first, last = cut_apart(board.touches.person, choice.seat, choice.first, choice.last, board.works, board.gap)
    return replace(choice, first=first, last=last)


def _within(board: Board, choice: Windows, peak: int) -> Settled:
    """The cheapest days inside the windows, with the lowest peak there is (or ``peak``, where that is more)."""
    best = _lowest_peak(board, choice)
    most = min(board.capacity, int(board.load.max(initial=0)) + len(choice.seat))
    now = most if best is None else max(best, min(peak, most))
    found = _given(board, choice, now)
    if found.left_out and best is not None and now < most:  # limits by channel: a busier day may help
        found = _busier(board, choice, now + 1, most)
    return found


def _busier(board: Board, choice: Windows, low: int, high: int) -> Settled:
    """The lowest peak that leaves out as little as the peak ``high`` does."""
    found = least = _given(board, choice, high)
    while low < high:
        middle = (low + high) // 2
        one = _given(board, choice, middle)
        if one.left_out == least.left_out:
            high, found = middle, one
        else:
            low = middle + 1
    return found


def _given(board: Board, choice: Windows, peak: int) -> Settled:
    """The cheapest days with at most ``peak`` touches a day, dealt to the touches."""
    by_channel = board.channel_rooms()
    groups, of = grouped(board.touches, choice, by_channel is not None)
    given = flow.given_days(groups, board.rooms(peak), by_channel)
    day, other = dealing.dealt(board.touches, choice, groups, of, given)
    return Settled(day, other, peak, given.left_out(groups))


def grouped(touches: Touches, choice: Windows, by_channel: bool) -> tuple[flow.Groups, Any]:
    """(the groups of touches that are alike, the group of each touch)."""
    import numpy as np

    none = np.zeros(len(touches.own), dtype="int64")
    columns = [choice.first, choice.last, touches.own, touches.published.astype("int64"), touches.left_out,
               touches.channel if by_channel else none - 1, touches.other if by_channel else none - 1,
               touches.other_price if by_channel else none, choice.round]
    key = none.copy()
    for column in columns:
        values, code = np.unique(column, return_inverse=True)
        key = key * len(values) + code
    _, member, of, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    first, last, own, published, left_out, channel, other, price, _ = (column[member] for column in columns)
    return flow.Groups(first, last, own, published.astype(bool), left_out, channel, other, price, count), of

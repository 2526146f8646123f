"""A board made ready to be settled: seats and windows, worked out once for all peaks that are tried."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from leadbook.rules.plan.repair import dealing, flow, hall
from leadbook.rules.plan.repair.board import Board, Touches
from leadbook.rules.plan.repair.dealing import Windows
from leadbook.rules.plan.repair.seating import NOWHERE, seats
from leadbook.rules.plan.repair.windows import FAR, Fixed, cut_apart, fixed_touches, windows


@dataclass(frozen=True, eq=False)
class Choice:
    """``windows`` of a board's touches, and what follows from them: ``groups`` of touches that are alike, ``of``: the
    group of each; ``best``: the lowest peak with which all fit (None = they do not).
    """

    board: Board
    windows: Windows

    @cached_property
    def needed(self) -> Any:
        """The matrix of ``hall.inside``."""
        import numpy as np

        one = np.ones(len(self.windows.first), dtype="int64")
        return hall.inside(self.windows.first, self.windows.last, one, len(self.board.works))

    @cached_property
    def best(self) -> int | None:
        """Hall's bound."""
        import numpy as np

        board = self.board
        return hall.best_peak(self.needed, np.where(board.works, board.load, 0), board.works, board.capacity)

    @cached_property
    def walls(self) -> Choice:
        """With a border between any two touches of a person, so that they come out apart; what is published and can
        stay gets no room beside what has to move."""
        touches, now = self.board.touches, self.windows
        stays = touches.published & ~touches.must
        first, last = cut_apart(
            touches.person, now.seat, now.first, now.last, self.board.works, self.board.gap, stays)
        return replace(self, windows=replace(now, first=first, last=last))

    @cached_property
    def grouped(self) -> tuple[flow.Groups, Any]:
        """(groups, the group of each touch)."""
        return grouped(self.board.touches, self.windows, self.board.channel_rooms() is not None)


@dataclass(frozen=True, eq=False)
class Ready:
    """``board``; ``here``: which of its touches have a ``seat`` at all; ``some``: the board with those only. ``known``:
    days for all touches that will do, to start from (None = not known)."""

    board: Board
    known: Any = None

    @cached_property
    def fixed(self) -> Fixed:
        """What keeps others apart."""
        board = self.board
        gap = int(board.gap.max(initial=1))
        return fixed_touches(board.still_person, board.still_at, board.persons, len(board.works), gap)

    @cached_property
    def seat(self) -> Any:
        """The seat of each touch (``seating.seats``)."""
        if self.known is not None:
            return self.known
        return seats(self.board.touches, self.board.persons, self.fixed, self.board.works, self.board.gap)

    @cached_property
    def here(self) -> Any:
        """Boolean array."""
        return self.seat != NOWHERE

    @cached_property
    def some(self) -> Board:
        """The board of the touches that have a seat."""
        return replace(self.board, touches=self.board.touches.where(self.here))

    @cached_property
    def free(self) -> Choice:
        """The choice within the board's reach; new touches, whose day nobody knows yet, and those that have to move
        anyhow may go further if that makes the busiest day less busy."""
        import numpy as np

        reach, whole = self.board.reach, len(self.board.works)
        new = ~self.some.touches.published | self.some.touches.must
        choice = self.within(reach)
        if not new.any() or (new.all() and choice.best is not None and choice.best <= self.even):
            return choice
        wide = self.within(np.where(new, whole, reach))
        return choice if wide.best is None or (new.all() and wide.best == choice.best) else wide

    @cached_property
    def even(self) -> int:
        """The peak below which the touches do not fit, wherever they stand."""
        import numpy as np

        board = self.board
        needed = np.zeros((len(board.works),) * 2, dtype="int64")
        needed[0, -1] = len(board.touches.own)
        found = hall.best_peak(needed, np.where(board.works, board.load, 0), board.works, board.capacity)
        return board.highest if found is None else found

    @cached_property
    def best_peak(self) -> int | None:
        """The lowest peak with which all touches fit into their windows, None = they do not."""
        return self.free.best if self.here.all() else None

    def within(self, reach: Any, gap: int = FAR) -> Choice:
        """The windows with ``reach`` (one number, or one a touch) of the owner's working days, and gaps of at most
        ``gap``; touches of a person may still come too close."""
        import numpy as np

        board, touches, seat = self.some, self.some.touches, self.seat[self.here]
        apart = np.minimum(board.gap, gap)
        first, last = windows(touches.person, seat, touches.limit, self.fixed, board.works, apart, reach)
        return Choice(replace(board, gap=apart), dealing.neighbours(touches.person, seat, first, last, apart))


def grouped(touches: Touches, choice: Windows, by_channel: bool) -> tuple[flow.Groups, Any]:
    """(the groups of touches that are alike, the group of each touch)."""
    import numpy as np

    none = np.zeros(len(touches.own), dtype="int64")
    columns = [choice.first, choice.last, touches.own, touches.published.astype("int64"), touches.left_out,
               touches.channel if by_channel else none - 1, touches.other if by_channel else none - 1,
               touches.other_price if by_channel else none, choice.round]
    key = none.copy()
    for column in columns:
        least, most = (column.min(), column.max()) if len(column) else (0, 0)
        key = key * (most - least + 1) + column - least
    _, member, of, count = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    first, last, own, published, left_out, channel, other, price, _ = (column[member] for column in columns)
    return flow.Groups(first, last, own, published.astype(bool), left_out, channel, other, price, count), of

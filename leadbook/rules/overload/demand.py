"""What must be done in a month by one owner, and the room there is for it: the two sides of the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.team import UNLIMITED


@dataclass(frozen=True, eq=False)
class Demand:
    """Touches and room. Days are indices into the month's working days.

    Arrays [touch]: ``person`` 0..persons-1, ``last``: the last day on which it may stand (the month's last, or the last
    one that keeps the longest call gap). ``free`` [person, day]: the person has no other touch there, that stays.
    ``works`` [day]; ``load`` [day]: touches that stay, and ``cap`` so many a day (UNLIMITED = no limit); ``ceiling``
    [day]: the room that other limits leave, whatever ``cap`` is; ``each``: what one more person, or this one on one
    more day, can do a day.
    """

    person: Any
    last: Any
    free: Any
    works: Any
    load: Any
    cap: int
    ceiling: Any
    each: int

    @property
    def rooms(self) -> Any:
        """[day]: how many of the touches can stand there."""
        import numpy as np

        room = np.minimum(np.maximum(self.cap - self.load, 0), self.ceiling)
        return np.where(self.works, room, 0)

    def with_cap(self, cap: int) -> Demand:
        """The same with another capacity a day."""
        return replace(self, cap=cap)

    def with_days(self, more: int) -> Demand:
        """The same with so many more working days, early enough for every touch."""
        import numpy as np

        def front(array: Any, value: Any) -> Any:
            return np.concatenate([np.full((*array.shape[:-1], more), value, dtype=array.dtype), array], axis=-1)

        return replace(self, last=self.last + more, free=front(self.free, True), works=front(self.works, True),
                       load=front(self.load, 0), ceiling=front(self.ceiling, self.each))

    def with_helpers(self, more: int, first: int) -> Demand:
        """The same with so many more people who can do as much a day, on all working days from ``first`` on."""
        import numpy as np

        works = np.arange(len(self.works)) >= first
        return replace(self, works=works, load=np.zeros_like(self.load), cap=UNLIMITED,
                       ceiling=self.rooms + more * self.each)


def of_all(board: Board, some: Any) -> Demand:
    """Touches of a board (boolean array), whatever their channel."""
    import numpy as np

    ceiling = np.full(len(board.works), UNLIMITED)
    return _demand(board, some, board.load, board.capacity, ceiling, board.capacity)


def of_channels(board: Board, some: Any, channels: list[int]) -> Demand:
    """Touches of a board (boolean array) that can only be done through one of ``channels``, which all have a limit."""
    import numpy as np

    total, each = board.rooms(UNLIMITED), min(int(board.channel_capacity[channels].sum()), board.capacity)
    if len(channels) == 1:
        one = channels[0]
        return _demand(board, some, board.channel_load[one], int(board.channel_capacity[one]), total, each)
    room = np.maximum(board.channel_capacity[channels, None] - board.channel_load[channels], 0).sum(axis=0)
    return _demand(board, some, np.zeros_like(total), UNLIMITED, np.minimum(total, room), each)


def _demand(board: Board, some: Any, load: Any, cap: int, ceiling: Any, each: int) -> Demand:
    import numpy as np

    touches, width = board.touches.where(some), len(board.works)
    free = np.ones((board.persons, width), dtype=bool)
    here = (board.still_at >= 0) & (board.still_at < width)
    free[board.still_person[here], board.still_at[here]] = False
    last = np.minimum(touches.limit, width - 1)
    return Demand(touches.person, last, free, board.works, load, cap, np.asarray(ceiling, dtype="int64"), each)

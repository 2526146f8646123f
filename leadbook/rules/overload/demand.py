"""What must be done in a month by one owner, and the room there is for it: the two sides of the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.team import UNLIMITED, Team


@dataclass(frozen=True, eq=False)
class Demand:
    """Touches and room. Days are indices into the month's working days.

    Arrays [touch]: ``person`` 0..persons-1, ``last``: the last day on which it may stand (the month's last, or the last
    one that keeps the longest call gap). ``free`` [person, day]: the person has no other touch there, that stays.
    ``works`` [day]; ``load`` [day]: touches that stay, and ``cap`` so many a day (UNLIMITED = no limit); on the days
    that are ``lent`` [day] the owner is away: ``load`` is all that who stands in does then, ``lent_cap`` their
    capacity; ``ceiling`` [day]: the room that other limits leave, whatever those are; ``each``: what one more person,
    or this one on one more day, can do a day.
    """

    person: Any
    last: Any
    free: Any
    works: Any
    load: Any
    cap: int
    ceiling: Any
    each: int
    lent: Any
    lent_cap: int

    @property
    def rooms(self) -> Any:
        """[day]: how many of the touches can stand there."""
        import numpy as np

        room = np.minimum(np.maximum(np.where(self.lent, self.lent_cap, self.cap) - self.load, 0), self.ceiling)
        return np.where(self.works, room, 0)

    def with_cap(self, cap: int) -> Demand:
        """The same with another capacity a day."""
        return replace(self, cap=cap)

    def with_lent_cap(self, cap: int) -> Demand:
        """The same with another capacity a day of who stands in."""
        return replace(self, lent_cap=cap)

    def with_days(self, more: int) -> Demand:
        """The same with so many more working days, early enough for every touch."""
        import numpy as np

        def front(array: Any, value: Any) -> Any:
            return np.concatenate([np.full((*array.shape[:-1], more), value, dtype=array.dtype), array], axis=-1)

        return replace(self, last=self.last + more, free=front(self.free, True), works=front(self.works, True),
                       load=front(self.load, 0), ceiling=front(self.ceiling, self.each), lent=front(self.lent, False))

    def with_helpers(self, more: int, first: int) -> Demand:
        """The same with so many more people who can do as much a day, on all working days from ``first`` on."""
        import numpy as np

        works = np.arange(len(self.works)) >= first
        return replace(self, works=works, load=np.zeros_like(self.load), cap=UNLIMITED, lent_cap=UNLIMITED,
                       ceiling=self.rooms + more * self.each)


def of_all(board: Board, some: Any, owner: int, team: Team) -> Demand:
    """Touches of the board of an ``owner`` (a code) in the boolean array ``some``, whatever their channel."""
    import numpy as np

    ceiling, cap = np.full(len(board.works), UNLIMITED), int(team.capacity[owner])
    load = board.load + np.where(board.doer == owner, 0, board.beside)
    return _demand(board, some, owner, load, cap, ceiling, cap, int(team.capacity[team.backup[owner]]))


def of_channels(board: Board, some: Any, channels: list[int], owner: int, team: Team) -> Demand:
    """The same for those that can only be done through one of ``channels``, which all have a limit."""
    import numpy as np

    limits, lent, load = team.by_channel[owner, channels], board.doer != owner, board.channel_load[channels]
    each = int(min(limits.sum(), team.capacity[owner]))
    rooms = np.maximum(board.channel_capacity[channels] - load, 0).sum(axis=0)
    total = board.rooms(UNLIMITED)
    if len(channels) == 1:
        ceiling = np.where(lent, np.minimum(total, rooms), total)
        return _demand(board, some, owner, load[0], int(limits[0]), ceiling, each, 2 * UNLIMITED)
    return _demand(board, some, owner, np.zeros_like(total), UNLIMITED, np.minimum(total, rooms), each, UNLIMITED)


def _demand(board: Board, some: Any, owner: int, load: Any, cap: int, ceiling: Any, each: int, lent_cap: int) -> Demand:
    import numpy as np

    touches, width = board.touches.where(some), len(board.works)
    free = np.ones((board.persons, width), dtype=bool)
    here = (board.still_at >= 0) & (board.still_at < width)
    free[board.still_person[here], board.still_at[here]] = False
    last = np.minimum(touches.limit, width - 1)
    return Demand(touches.person, last, free, board.works, load, cap, np.asarray(ceiling, dtype="int64"), each,
                  board.doer != owner, lent_cap)

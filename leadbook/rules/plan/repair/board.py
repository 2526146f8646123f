"""One owner's month on the table: the touches that may be moved, those that stay, and the room there is."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from leadbook.rules.plan.repair.team import UNLIMITED


@dataclass(frozen=True, eq=False)
class Touches:
    """Touches that may be moved, as arrays. ``person`` 0..n-1; ``at``: index of its day (-1 = its day is no working day
    of the month any more), ``own``: the nearest index to it, that the price of moving counts from; ``published``;
    ``must``: published where it cannot stay; ``limit``: the last index that keeps the longest call gap; ``left_out``:
    the price of giving it no day; ``channel``, ``other``, ``other_price``: see ``flow.Groups``; ``turn``: in [0, 1),
    the order among equals; ``id``: the caller's own number for it.
    """

    person: Any
    at: Any
    own: Any
    published: Any
    must: Any
    limit: Any
    left_out: Any
    channel: Any
    other: Any
    other_price: Any
    turn: Any
    id: Any

    def where(self, mask: Any) -> Touches:
        """Those of a boolean array."""
        return Touches(*(getattr(self, f.name)[mask] for f in fields(self)))


@dataclass(frozen=True, eq=False)
class Board:
    """``touches`` that may be moved; ``still_person``, ``still_at``: touches of the same persons that stay (index of
    their day, also in the months before and after); ``load`` [day] and ``channel_load`` [channel, day]: touches of the
    owner that stay; ``works`` [day]; ``capacity`` [day] and ``channel_capacity`` [channel, day] (UNLIMITED = none set);
    ``gap`` [person]: how many days are to lie between two of their touches. ``doer`` [day]: the code of who does them;
    ``beside`` [day]: what that one does for others then: on the owner's own days part of ``load``, else (who stands in
    does their own touches, too) no part of it.
    """

    touches: Touches
    persons: int
    still_person: Any
    still_at: Any
    load: Any
    channel_load: Any
    works: Any
    capacity: Any
    channel_capacity: Any
    gap: Any
    reach: int
    doer: Any
    beside: Any

    @property
    def highest(self) -> int:
        """The highest capacity of a day."""
        return int(self.capacity.max(initial=0))

    def moving(self, mask: Any) -> Board:
        """The same with only the touches of ``mask`` (boolean array) to be moved; the others stay where they are."""
        import numpy as np

        if mask.all():
            return self
        stay = self.touches.where(~mask)
        on, load, by_channel = stay.at >= 0, self.load.copy(), self.channel_load
        np.add.at(load, stay.at[on], 1)
        if by_channel is not None:
            by_channel, counts = by_channel.copy(), on & (stay.channel >= 0)
            np.add.at(by_channel, (stay.channel[counts], stay.at[counts]), 1)
        return replace(self, touches=self.touches.where(mask), load=load, channel_load=by_channel,
                       still_person=np.append(self.still_person, stay.person[on]),
                       still_at=np.append(self.still_at, stay.at[on]))

    def rooms(self, peak: int) -> Any:
        """[day]: how many of the touches that may be moved can stand there, with at most ``peak`` touches a day."""
        import numpy as np

        return np.where(self.works, np.maximum(np.minimum(peak, self.capacity) - self.load, 0), 0)

    def channel_rooms(self) -> Any:
        """[channel, day]: the same by channel, UNLIMITED where there is no limit; None = nowhere a limit."""
        import numpy as np

        if self.channel_load is None or not (self.channel_capacity < UNLIMITED).any():
            return None
        most = self.channel_capacity
        return np.where(most < UNLIMITED, np.maximum(most - self.channel_load, 0), UNLIMITED)

    def limits(self, channel: Any, at: Any) -> Any:
        """Boolean array: whether touches through ``channel`` (-1 = none) on the days ``at`` have a limit there."""
        by_channel = (channel >= 0) & (self.channel_capacity[channel, at] < UNLIMITED)
        return (self.capacity[at] < UNLIMITED) | by_channel

    def excess(self) -> int:
        """How many published touches stand above the capacity of their day (in all, or of their channel)."""
        import numpy as np

        mine = self.touches.where(self.touches.published & (self.touches.at >= 0))
        count = np.bincount(mine.at, minlength=len(self.load))
        over = np.minimum(np.maximum(count + self.load - self.capacity, 0), count).sum()
        rooms = self.channel_rooms()
        if rooms is None:
            return int(over)
        counts = np.zeros(rooms.shape, dtype="int64")
        np.add.at(counts, (mine.channel[mine.channel >= 0], mine.at[mine.channel >= 0]), 1)
        return int(max(over, np.maximum(counts - rooms, 0).sum()))

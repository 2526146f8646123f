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
    owner that stay; ``works`` [day]; ``capacity`` a day and ``channel_capacity`` [channel] (UNLIMITED = none set);
    ``gap`` [person]: how many days are to lie between two of their touches.
    """

    touches: Touches
    persons: int
    still_person: Any
    still_at: Any
    load: Any
    channel_load: Any
    works: Any
    capacity: int
    channel_capacity: Any
    gap: Any
    reach: int

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

        return np.where(self.works, np.maximum(min(peak, self.capacity) - self.load, 0), 0)

    def channel_rooms(self) -> Any:
        """[channel, day]: the same by channel, UNLIMITED where there is no limit; None = nowhere a limit."""
        import numpy as np

        if self.channel_load is None or not (self.channel_capacity < UNLIMITED).any():
            return None
        most = self.channel_capacity[:, None]
        return np.where(most < UNLIMITED, np.maximum(most - self.channel_load, 0), UNLIMITED)

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

"""Whose hands do the touches: an owner on leave uses what their backup's day still holds (mission rows 24 and 28).

The boards of a month are settled one after the other, owners without leave of this kind first, so a backup's own
touches come before those they stand in for. What the backup's day does not hold moves to other days, or falls short.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.loads import Loads
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.repair.team import UNLIMITED, Team


@dataclass(frozen=True, eq=False)
class Work:
    """The touches of a month's days while its boards are settled. ``doer`` [owner, day]: the code of who does them.

    ``stays`` [owner, day] and ``channel_stays`` [owner, channel, day] (None = nobody has a limit by channel): touches
    of settled owners, and those of others that LeadBook may not move; ``waits``, ``channel_waits``: published ones of
    owners yet to be settled, that may move.
    """

    team: Team
    doer: Any
    stays: Any
    channel_stays: Any
    waits: Any
    channel_waits: Any

    @property
    def lends(self) -> Any:
        """Boolean array [owner]: somebody stands in for them on a day of the month."""
        import numpy as np

        return (self.doer != np.arange(len(self.doer))[:, None]).any(axis=1)

    def beside(self, owner: int, by_channel: bool = False) -> Any:
        """[day] (or [channel, day]): what who does the touches of ``owner`` then does for all others. Others' touches
        that may still move come after the owner's own published ones."""
        import numpy as np

        who = self.doer[owner]
        same = self.doer == who
        same[owner] = False
        stays, waits, most = self.stays, self.waits, self.team.capacity[who]
        if by_channel:
            same, stays, waits, most = same[:, None, :], self.channel_stays, self.channel_waits, (
                self.team.by_channel[who].T)
        settled, pending = (stays * same).sum(axis=0), (waits * same).sum(axis=0)
        return settled + np.minimum(pending, np.maximum(most - settled - stays[owner] - waits[owner], 0))

    def after(self, owner: int, board: Board, found: Settled) -> Work:
        """The same when the ``board`` of ``owner`` is settled."""
        import numpy as np

        touches = board.touches
        day = np.where((found.day < 0) & touches.published, touches.at, found.day)
        on, stays, waits = day >= 0, self.stays.copy(), self.waits.copy()
        np.add.at(stays[owner], day[on], 1)
        waits[owner] = 0
        if self.channel_stays is None:
            return replace(self, stays=stays, waits=waits)
        channel = np.where(found.other, touches.other, touches.channel)
        on &= channel >= 0
        channel_stays, channel_waits = self.channel_stays.copy(), self.channel_waits.copy()
        np.add.at(channel_stays[owner], (channel[on], day[on]), 1)
        channel_waits[owner] = 0
        return replace(self, stays=stays, waits=waits, channel_stays=channel_stays, channel_waits=channel_waits)


def work_of(load: Loads, new: tuple[Any, Any], team: Team, doer: Any, boards: list[tuple[int, Board]]) -> Work:
    """``new``: counts of new touches as ``Loads.by_day`` and ``by_channel``: those of owners without a board stay."""
    import numpy as np

    stays, waits = load.by_day + new[0], np.zeros_like(load.by_day)
    channel_stays: Any = None
    channel_waits: Any = None
    if load.by_channel is not None:
        channel_stays, channel_waits = load.by_channel + new[1], np.zeros_like(load.by_channel)
    for owner, board in boards:
        mine = board.touches.where(board.touches.published & (board.touches.at >= 0))
        stays[owner] = board.load
        np.add.at(waits[owner], mine.at, 1)
        if channel_stays is not None:
            known = mine.channel >= 0
            channel_stays[owner] = board.channel_load
            np.add.at(channel_waits[owner], (mine.channel[known], mine.at[known]), 1)
    return Work(team, doer, stays, channel_stays, waits, channel_waits)


def shared(board: Board, owner: int, work: Work) -> Board:
    """The board with what its owner does for others, and with the room that who stands in has for its touches."""
    import numpy as np

    who, team = work.doer[owner], work.team
    own, beside = who == owner, work.beside(owner)
    load = board.load + np.where(own, beside, 0)
    board = replace(board, doer=who, beside=beside, load=load,
                    capacity=_capacity(team.capacity[who], own, load, beside))
    if board.channel_load is None:
        return board
    by_channel = work.beside(owner, by_channel=True)
    load = board.channel_load + np.where(own, by_channel, 0)
    return replace(board, channel_load=load,
                   channel_capacity=_capacity(team.by_channel[who].T, own, load, by_channel))


def _capacity(most: Any, own: Any, load: Any, beside: Any) -> Any:
    """``most`` on the owner's ``own`` days; else as much as the backup's day holds beside what else they do."""
    import numpy as np

    return np.where(own | (most >= UNLIMITED), most, load + np.maximum(most - beside - load, 0))

"""overload: for each owner and month without room for all touches, the days that prove it, in figures and in words."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from leadbook.rules.overload.demand import of_all, of_channels
from leadbook.rules.overload.on_board import OnBoard, left_out, on_board
from leadbook.rules.overload.proof import proof
from leadbook.rules.overload.record import record
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.repair.team import UNLIMITED
from leadbook.rules.plan.report import Seen

FEW = 5   # channels whose sets are all looked at


def overloads(seen: Seen) -> list[dict[str, Any]]:
    """Plain data, by month and owner, one record for each proof.

    ``channel``: "" = all touches, else the ones bound to it ("A or B": to one of these); ``from``, ``to``: ISO days;
    ``touches`` must fall on these days, that have ``room`` for so many, ``short`` is the difference; ``working_days``
    the owner has then, those counted on which a backup does them: ``stand_in`` (None, or ``backup``, ``days``: on how
    many, ``capacity_per_day``: which of theirs alone would be enough); ``planned``: how many are; ``proven``: False
    where the days have room, but what people pinned stands in the way; ``sentence``; ``mend``: ``capacity_per_day``,
    ``helpers``, ``working_days`` (more of them then), each alone is enough for these touches, one less is not; None =
    that does not help.
    """
    found = []
    for month, repair, stand in zip(seen.months, seen.done[-1].repairs, seen.done[-1].stand, strict=True):
        for owner, board, settled in repair.boards:
            if settled.left_out:
                people = on_board(seen, owner, board, repair, stand)
                found += _of_owner(seen, month, owner, board, settled, people)
    return found


def _of_owner(seen: Seen, month: Month, owner: int, board: Board, settled: Settled, people: OnBoard
              ) -> list[dict[str, Any]]:
    """The proofs for all touches together, then for channels with a limit of their own: as few as prove it."""
    team = seen.known.team
    proofs = [("", of_all(board, people.needed, owner, team), people.needed)]
    proofs = [one for one in proofs if proof(one[1])]
    shown: list[int] = []
    for chosen in _limited(board, people.channels):
        mask = sum(1 << c for c in chosen)
        some = (people.channels & ~mask) == 0
        if any(mask & smaller == smaller for smaller in shown) or not some.any():
            continue
        demand = of_channels(board, some, chosen, owner, team)
        if proof(demand):
            shown.append(mask)
            names = list(seen.config.channels)
            proofs.append((" or ".join(names[c] for c in chosen), demand, some))
    if not proofs and left_out(board, settled).any():
        proofs = [("", of_all(board, people.needed, owner, team), people.needed)]
    return [record(seen, month, owner, board, settled, *one) for one in proofs]


def _limited(board: Board, channels: Any) -> list[list[int]]:
    """Sets of channels with a limit of their own that some touches are bound to, small sets first; of more than
    FEW channels only each one and all of them.
    """
    import numpy as np

    if board.channel_rooms() is None:
        return []
    limits = np.flatnonzero((board.channel_capacity < UNLIMITED).any(axis=1))
    limited = [c for c in limits.tolist() if (channels >> c & 1).any()]
    sizes = range(1, len(limited) + 1) if len(limited) <= FEW else (1, len(limited))
    return [list(chosen) for size in sizes for chosen in combinations(limited, size)]

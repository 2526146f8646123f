"""overload: for each owner and month without room for all touches, the days that prove it, in figures and in words."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from leadbook.rules.overload.demand import Demand, of_all, of_channels
from leadbook.rules.overload.mend import mend
from leadbook.rules.overload.on_board import OnBoard, left_out, on_board
from leadbook.rules.overload.proof import proof, stretch
from leadbook.rules.overload.words import Words, sentence
from leadbook.rules.plan.month_plan import Month
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.repair.team import UNLIMITED
from leadbook.rules.plan.report import Seen

FEW = 5   # channels whose sets are all looked at


def overloads(seen: Seen) -> list[dict[str, Any]]:
    """Plain data, by month and owner, one record for each proof.

    ``channel``: "" = all touches, else the ones bound to it ("A or B": to one of these); ``from``, ``to``: ISO days;
    ``touches`` must fall on these days, that have ``room`` for so many, ``short`` is the difference; ``working_days``
    the owner has then; ``planned``: how many are; ``proven``: False where the days have room, but what people pinned
    stands in the way; ``sentence``; ``mend``: ``capacity_per_day``, ``helpers``, ``working_days`` (more of them then),
    each alone is enough for these touches, one less is not; None = that does not help.
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
    proofs = [("", of_all(board, people.needed), people.needed)]
    proofs = [one for one in proofs if proof(one[1])]
    shown: list[int] = []
    for chosen in _limited(board, people.channels):
        mask = sum(1 << c for c in chosen)
        some = (people.channels & ~mask) == 0
        if any(mask & smaller == smaller for smaller in shown) or not some.any():
            continue
        demand = of_channels(board, some, chosen)
        if proof(demand):
            shown.append(mask)
            names = list(seen.config.channels)
            proofs.append((" or ".join(names[c] for c in chosen), demand, some))
    if not proofs and left_out(board, settled).any():
        proofs = [("", of_all(board, people.needed), people.needed)]
    return [_record(seen, month, owner, board, settled, *one) for one in proofs]


def _limited(board: Board, channels: Any) -> list[list[int]]:
    """Sets of channels with a limit of their own that some touches are bound to, small sets first; of more than
    FEW channels only each one and all of them.
    """
    import numpy as np

    if board.channel_rooms() is None:
        return []
    limited = [c for c in np.flatnonzero(board.channel_capacity < UNLIMITED).tolist() if (channels >> c & 1).any()]
    sizes = range(1, len(limited) + 1) if len(limited) <= FEW else (1, len(limited))
    return [list(chosen) for size in sizes for chosen in combinations(limited, size)]


def _record(seen: Seen, month: Month, owner: int, board: Board, settled: Settled, channel: str, demand: Demand,
            some: Any) -> dict[str, Any]:
    import numpy as np

    one = proof(demand) or stretch(demand, int(demand.last.max()))
    mine = np.flatnonzero(board.works[: one.last + 1])
    first, last = (mine[0], mine[-1]) if len(mine) else (min(month.first, one.last), one.last)
    must = np.flatnonzero(some)[demand.last <= one.last]
    stands = np.where(settled.day >= 0, settled.day, board.touches.at)[must]
    planned = int(((stands >= 0) & (stands <= one.last) & ~left_out(board, settled)[must]).sum())
    days = month.days[[first, last]].astype("datetime64[D]").tolist()
    remedy = mend(demand, month.first, _closed(month, one.last, len(mine), seen)) if one.short > 0 else None
    words = Words(owner=seen.known.team.names[owner], month=month.month, first=days[0], last=days[1], channel=channel,
                  touches=one.touches, room=one.room, planned=planned, working_days=len(mine), by_person=one.by_person,
                  today=seen.today,
                  call_gap=seen.config.cadence.longest_call_gap_days if one.last < len(month.days) - 1 else 0,
                  stays=int(demand.load[mine].sum()), mend=remedy)
    return {"owner": words.owner, "month": str(month.month), "channel": channel, "from": days[0].isoformat(),
            "to": days[1].isoformat(), "touches": one.touches, "room": one.room, "short": one.short,
            "working_days": len(mine), "planned": planned, "proven": one.short > 0, "sentence": sentence(words),
            "mend": {"capacity_per_day": remedy.capacity if remedy else None,
                     "helpers": remedy.helpers if remedy else None, "working_days": remedy.days if remedy else None}}


def _closed(month: Month, last: int, works: int, seen: Seen) -> int:
    """Days from today on, up to the day ``last`` (to the month's end, if that is its last one), without work so far."""
    import numpy as np

    end = (month.month + 1).astype("datetime64[D]") if last == len(month.days) - 1 else month.days[last] + 1
    start = max(np.datetime64(seen.today, "D"), month.month.astype("datetime64[D]"))
    return max(int((end - start).astype("int64")) - works, 0)

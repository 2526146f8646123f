"""One overload as plain data: the days that prove it, their figures, the sentence, what would mend it."""

from __future__ import annotations

from typing import Any

from leadbook.rules.overload.demand import Demand
from leadbook.rules.overload.mend import mend
from leadbook.rules.overload.on_board import left_out
from leadbook.rules.overload.proof import proof, stretch
from leadbook.rules.overload.words import Words, sentence
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.repair.team import Team
from leadbook.rules.plan.report import Seen


def record(seen: Seen, month: Month, owner: int, board: Board, settled: Settled, channel: str, demand: Demand,
           some: Any) -> dict[str, Any]:
    """A record of ``overload.overloads``: for the ``demand`` of the touches ``some`` (boolean array) of a board."""
    import numpy as np

    one = proof(demand) or stretch(demand, int(demand.last.max()))
    mine = np.flatnonzero(board.works[: one.last + 1])
    first, last = (mine[0], mine[-1]) if len(mine) else (min(month.first, one.last), one.last)
    must = np.flatnonzero(some)[demand.last <= one.last]
    stands = np.where(settled.day >= 0, settled.day, board.touches.at)[must]
    planned = int(((stands >= 0) & (stands <= one.last) & ~left_out(board, settled)[must]).sum())
    days = month.days[[first, last]].astype("datetime64[D]").tolist()
    remedy = mend(demand, month.first, _closed(month, one.last, len(mine), seen)) if one.short > 0 else None
    team, lent = seen.known.team, mine[board.doer[mine] != owner]
    beside = np.zeros_like(board.beside) if channel else board.beside
    helping, backups = int(beside[mine].sum() - beside[lent].sum()), int(beside[lent].sum())
    words = Words(owner=team.names[owner], month=month.month, first=days[0], last=days[1], channel=channel,
                  touches=one.touches, room=one.room, planned=planned, working_days=len(mine), by_person=one.by_person,
                  today=seen.today,
                  call_gap=seen.config.cadence.longest_call_gap_days if one.last < len(month.days) - 1 else 0,
                  stays=int(demand.load[mine].sum()) - helping - backups, helping=helping, helped=_helped(team, owner),
                  backup=team.names[team.backup[owner]], lent=len(lent), backups=backups, mend=remedy)
    stand_in = {"backup": words.backup, "days": len(lent), "capacity_per_day": remedy.backup if remedy else None}
    return {"owner": words.owner, "month": str(month.month), "channel": channel, "from": days[0].isoformat(),
            "to": days[1].isoformat(), "touches": one.touches, "room": one.room, "short": one.short,
            "working_days": len(mine), "stand_in": stand_in if len(lent) else None,
            "planned": planned, "proven": one.short > 0, "sentence": sentence(words),
            "mend": {"capacity_per_day": remedy.capacity if remedy else None,
                     "helpers": remedy.helpers if remedy else None, "working_days": remedy.days if remedy else None}}


def _helped(team: Team, owner: int) -> str:
    """The names of those for whom the owner stands in: ``Tom Lee and Ann Ray``."""
    return " and ".join(name for code, name in enumerate(team.names) if team.backup[code] == owner and code != owner)


def _closed(month: Month, last: int, works: int, seen: Seen) -> int:
    """Days from today on, up to the day ``last`` (to the month's end, if that is its last one), without work so far."""
    import numpy as np

    end = (month.month + 1).astype("datetime64[D]") if last == len(month.days) - 1 else month.days[last] + 1
    start = max(np.datetime64(seen.today, "D"), month.month.astype("datetime64[D]"))
    return max(int((end - start).astype("int64")) - works, 0)

"""The repair of one month: for each owner in trouble, the days of new touches and, if they must, of published ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.channel_kinds import planned_calls
from leadbook.rules.plan.ledger import Ledger
from leadbook.rules.plan.month import BACKUP_FULL, BOTH_FULL, EVEN, FULL, HOLIDAY, LEAVE, Month
from leadbook.rules.plan.month_plan import MonthPlan
from leadbook.rules.plan.repair.board import Board
from leadbook.rules.plan.repair.decide import decided
from leadbook.rules.plan.repair.lending import Work, shared, work_of
from leadbook.rules.plan.repair.loads import counted, loads
from leadbook.rules.plan.repair.pool import Book, pooled
from leadbook.rules.plan.repair.settle import Settled
from leadbook.rules.plan.repair.trouble import troubled


@dataclass(frozen=True, eq=False)
class Moves:
    """Published touches that move: ``row`` of the plan, from ``was`` to ``day`` (datetime64[D]); ``because`` of
    HOLIDAY, LEAVE, FULL or EVEN; ``owner``: its code; ``who`` (a code) is away or has no room: the owner or the backup.
    """

    row: Any
    was: Any
    day: Any
    because: Any
    owner: Any
    who: Any


@dataclass(frozen=True, eq=False)
class Missed:
    """New touches that got no day: ``person``, ``owner`` (code), ``because`` of LEAVE, FULL, BOTH_FULL (the backup has
    no room either, on the days of leave) or BACKUP_FULL (the owner is away on all days left); ``call``."""

    person: Any
    owner: Any
    because: Any
    call: Any


@dataclass(frozen=True, eq=False)
class Repaired:
    """``made``: the month's new touches with their days; ``moves``; ``missed``; ``forced``: how many of the moves had
    to be; ``boards``: (owner, board, days found) of the owners in trouble.
    """

    made: MonthPlan
    moves: Moves
    missed: Missed
    forced: int
    boards: list[tuple[int, Board, Settled]]


def repaired(made: MonthPlan, ledger: Ledger, book: Book, month: Month) -> Repaired:
    """A month's new touches and the published ones, repaired; ``made`` itself when there is no trouble."""
    import numpy as np

    works = book.team.working(month.days)
    works[:, : month.first] = False
    load = loads(ledger, book.owner_of_row, month, book.today, book.team)
    mine = book.team.of_lead[book.rows[made.person]]
    new = counted(book.team, mine, np.searchsorted(month.days, made.day), made.channel, len(month.days))
    doer = book.team.doing(month.days)
    owners = np.flatnonzero(troubled(load, new, works, book.team, doer, book.plan, book.today)).tolist()
    if not owners:
        none = np.array([], dtype="int64")
        days = none.astype("datetime64[D]")
        moves = Moves(none, days, days, none, none, none)
        return Repaired(made, moves, Missed(none, none, none, none.astype(bool)), 0, [])
    found = pooled(made, mine, load, works, ledger, book, month, owners)
    boards = _settled(found, work_of(load, new, book.team, doer, found), book.config.cadence.slack_percent)
    moves = _merged(Moves, [_moves(owner, board, found, book, month) for owner, board, found in boards])
    missed = _merged(Missed, [_missed(owner, board, found, made) for owner, board, found in boards])
    forced = sum(_forced(board, found) for _, board, found in boards)
    return Repaired(_made(made, boards, month, book), moves, missed, forced, boards)


def _settled(boards: list[tuple[int, Board]], work: Work, slack: float) -> list[tuple[int, Board, Settled]]:
    """Each board with its days, in turn: who has no backup's days to use goes first."""
    lends, done = work.lends, []
    for owner, bare in sorted(boards, key=lambda one: (lends[one[0]], one[0])):
        board = shared(bare, owner, work)
        found = decided(board, slack)
        work = work.after(owner, bare, found)
        done.append((owner, board, found))
    return sorted(done, key=lambda one: one[0])


def _merged(kind: Any, parts: list[Any]) -> Any:
    import numpy as np

    return kind(*(np.concatenate([getattr(part, name) for part in parts]) for name in kind.__dataclass_fields__))


def _moves(owner: int, board: Board, found: Settled, book: Book, month: Month) -> Moves:
    import numpy as np

    touches = board.touches
    at = np.flatnonzero(touches.published & (found.day >= 0) & (found.day != touches.at))
    row = touches.id[at]
    full = board.limits(touches.channel[at], touches.at[at]) & (board.excess() > 0)
    because = np.where(touches.at[at] < 0, HOLIDAY, np.where(touches.must[at], LEAVE, np.where(full, FULL, EVEN)))
    was = book.plan["Date"].to_numpy()[row].astype("datetime64[D]")
    who = np.where((because == FULL) & (touches.at[at] >= 0), board.doer[touches.at[at]], owner)
    return Moves(row, was, month.days[found.day[at]], because, np.full(len(at), owner), who)


def _forced(board: Board, found: Settled) -> int:
    """How many of the moves had to be: days on which nobody works, and what stood above the capacity."""
    moved = board.touches.published & (found.day >= 0) & (found.day != board.touches.at)
    must = int((moved & board.touches.must).sum())
    return must + min(board.excess(), int(moved.sum()) - must)


def _missed(owner: int, board: Board, found: Settled, made: MonthPlan) -> Missed:
    import numpy as np

    at = board.touches.id[~board.touches.published & (found.day < 0)]
    lent = board.doer[board.works] != owner
    because = np.full(len(at), LEAVE if not len(lent) else BACKUP_FULL if lent.all() else BOTH_FULL if lent.any()
                      else FULL)
    return Missed(made.person[at], np.full(len(at), owner), because, made.call[at])


def _made(made: MonthPlan, boards: list[tuple[int, Board, Settled]], month: Month, book: Book) -> MonthPlan:
    """The new touches on the days found, those without a day left out; again by day, person and slot."""
    import numpy as np

    day, because, channel = made.day.copy(), made.because.copy(), made.channel.copy()
    got, instead = np.ones(len(day), dtype=bool), made.instead.copy()
    for _, board, found in boards:
        new = ~board.touches.published
        at, to, own = board.touches.id[new], found.day[new], board.touches.own[new]
        moved = (to >= 0) & (to != own)
        usual = np.bincount(own, minlength=len(board.works)) + board.load > board.capacity
        because[at[moved]] = np.where(~board.works[own], LEAVE, np.where(usual[own], FULL, EVEN))[moved]
        day[at[moved]], got[at] = month.days[to[moved]], to >= 0
        other = found.other[new]
        channel[at[other]], instead[at[other]] = board.touches.other[new][other], True
    was = np.where(because > 0, made.day, np.datetime64("NaT", "D"))
    order = np.lexsort((made.slot, made.person, day))
    order = order[got[order]]
    by_call = planned_calls(book.config)[channel[order]]
    return replace(made, person=made.person[order], day=day[order], slot=made.slot[order], ordinal=made.ordinal[order],
                   channel=channel[order], call=by_call, late=made.late[order], was=was[order],
                   because=because[order], instead=instead[order])

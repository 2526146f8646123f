"""The boards of the owners in trouble, from the month's new touches, the plan and the ledger."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config
from leadbook.rules.plan import calls, slots
from leadbook.rules.plan.channel_choice import fallback
from leadbook.rules.plan.ledger import OPEN, SKIPPED, Ledger
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.month_plan import MonthPlan
from leadbook.rules.plan.repair.board import Board, Touches
from leadbook.rules.plan.repair.loads import Loads, movable
from leadbook.rules.plan.repair.team import Team
from leadbook.rules.plan.roster import Roster

if TYPE_CHECKING:
    import pandas as pd

MISSED, KEPT = 10**6, 10**7    # the price of a new touch without a day; of a published one that cannot stay and must
CALL, ORDINAL, WAITED = 3 * 10**4, 10**4, 10**3  # more for a call, for each touch before the third, a month of waiting
ROTATION = 0.3819660112501051  # whose turn it is among equals goes round from month to month


@dataclass(frozen=True, eq=False)
class Book:
    """What a repair looks at besides the month: ``rows`` [p]: the lead of each person; ``owner_of_row``: the owner (a
    code of the team) of each row of ``plan``; ``today`` datetime64[D].
    """

    plan: pd.DataFrame
    roster: Roster
    rows: Any
    owner_of_row: Any
    team: Team
    config: Config
    today: Any


def pooled(made: MonthPlan, mine: Any, load: Loads, works: Any, ledger: Ledger, book: Book, month: Month,
           owners: list[int]) -> list[tuple[int, Board]]:
    """(owner, board) for each of ``owners``. ``mine``: the owner of each new touch; ``works`` [owner, day].

    ``Touches.person`` counts the persons of a board; ``Touches.id`` is the position in ``made``, or in the plan.
    """
    import numpy as np

    published = np.flatnonzero(np.isin(load.owner, owners))
    published = published[movable(book.plan, load.entries.row[published], book.today)]
    both = _joined(_new(made, mine, works, book, month), _published(load, published, works, ledger, book, month))
    owner = np.concatenate([mine, load.owner[published]])
    near = _near(ledger, load.entries.row[published], month)
    return [(o, _board(o, both.where(owner == o), near, load, published, works, book, month)) for o in owners]


def _joined(one: Touches, other: Touches) -> Touches:
    import numpy as np

    return Touches(*(np.concatenate([getattr(one, f.name), getattr(other, f.name)]) for f in fields(Touches)))


def _new(made: MonthPlan, mine: Any, works: Any, book: Book, month: Month) -> Touches:
    import numpy as np

    size, at = len(made.person), np.searchsorted(month.days, made.day)
    limited = book.team.limited[mine]
    waited = np.where(np.isnat(made.last), 6, (month.month - made.last.astype("datetime64[M]")).astype("int64"))
    waited = np.clip(waited, 0, 12)[made.person]
    price = MISSED + np.where(made.call, CALL + waited * WAITED, np.clip(3 - made.ordinal, 0, 2) * ORDINAL)
    other = np.full(size, -1)
    if book.team.any_channel_limit:
        other = fallback(book.roster.permitted[made.person], made.channel, book.config)
        other[made.ordinal > made.target[made.person]] = -1
    limit = np.where(made.call, _limit(made.last[made.person], month, book.config), slots.FAR)
    return Touches(
        person=made.person, at=at, own=at, published=np.zeros(size, dtype=bool), must=np.zeros(size, dtype=bool),
        limit=limit, left_out=np.where(limited, price, MISSED), channel=made.channel, other=other,
        other_price=np.where(made.call, CALL + waited * WAITED, ORDINAL), turn=_turn(made.person, book, month),
        id=np.arange(size))


def _published(load: Loads, some: Any, works: Any, ledger: Ledger, book: Book, month: Month) -> Touches:
    import numpy as np

    entries, at, size = load.entries.where(some), load.day[some], len(some)
    own = np.where(at < 0, np.minimum(np.searchsorted(month.days, entries.day), len(month.days) - 1), at)
    last = calls.call_before(ledger, entries.person, entries.day)
    limit = np.where(entries.call, _limit(last, month, book.config), slots.FAR)
    must = (at < 0) | ~works[load.owner[some], own]
    return Touches(
        person=entries.person, at=at, own=own, published=np.ones(size, dtype=bool), must=must, limit=limit,
        left_out=np.full(size, KEPT), channel=entries.channel, other=np.full(size, -1),
        other_price=np.zeros(size, dtype="int64"), turn=_turn(entries.person, book, month), id=entries.row)


def _limit(last: Any, month: Month, config: Config) -> Any:
    """The index of the last day that keeps the longest gap after the call ``last``; FAR = none, or it is past."""
    import numpy as np

    latest = last + np.timedelta64(config.cadence.longest_call_gap_days, "D")
    index = np.searchsorted(month.days, latest, side="right") - 1
    return np.where(np.isnat(last) | (index < month.first), slots.FAR, index)


def _turn(person: Any, book: Book, month: Month) -> Any:
    phase = slots.phases(book.roster.number[person])
    return (phase + month.month.astype("int64") * ROTATION) % 1.0


def _near(ledger: Ledger, moving: Any, month: Month) -> Ledger:
    """What stands in the month and close to it, without the plan's rows ``moving``."""
    import numpy as np

    near = (ledger.standing != SKIPPED) & (ledger.day >= month.around[0]) & (ledger.day <= month.around[-1])
    return ledger.where(near & ~((ledger.row >= 0) & np.isin(ledger.row, moving)))


def _board(owner: int, touches: Touches, near: Ledger, load: Loads, published: Any, works: Any, book: Book,
           month: Month) -> Board:
    import numpy as np

    width = len(month.days)
    persons, compact = np.unique(touches.person, return_inverse=True)
    place = np.full(len(book.roster.number), -1)
    place[persons] = np.arange(len(persons))
    still = near.where(place[near.person] >= 0)
    day = np.where(still.standing == OPEN, np.maximum(still.day, book.today), still.day)  # overdue = on today's list
    person, at = place[still.person], np.searchsorted(month.around, day) - month.zero
    due = np.bincount(compact, minlength=len(persons)) + np.bincount(person[(at >= month.first) & (at < width)],
                                                                     minlength=len(persons))
    unplanned = np.setdiff1d(np.arange(len(persons)), person[at >= width])
    ahead = width + (slots.phases(book.roster.number[persons[unplanned]]) * width
                     // book.config.cadence.touches_per_month).astype("int64")
    here = (load.owner == owner) & (load.day >= 0)
    here[published] = False
    by_channel = None
    if load.by_channel is not None:
        by_channel = np.zeros((book.team.by_channel.shape[1], width), dtype="int64")
        known = here & (load.entries.channel >= 0)
        np.add.at(by_channel, (load.entries.channel[known], load.day[known]), 1)
    moved = Touches(**{f.name: getattr(touches, f.name) for f in fields(Touches)} | {"person": compact})
    return Board(
        touches=moved, persons=len(persons), still_person=np.append(person, unplanned),
        still_at=np.append(at, ahead), load=np.bincount(load.day[here], minlength=width), channel_load=by_channel,
        works=works[owner], capacity=np.full(width, book.team.capacity[owner]),
        channel_capacity=np.repeat(book.team.by_channel[owner][:, None], width, axis=1),
        gap=slots.fair_gap(book.config.cadence.gap_working_days, int(works[owner].sum()), due),
        reach=max(book.config.cadence.repair_window_days, 1), doer=np.full(width, owner),
        beside=np.zeros(width, dtype="int64"))

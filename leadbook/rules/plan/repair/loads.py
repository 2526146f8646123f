"""What is planned already on the days still to come, by owner; and which of it LeadBook may move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadbook.rules.plan.ledger import OPEN, Ledger
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.promises import is_promise
from leadbook.rules.plan.repair.team import Team
from leadbook.rules.plan.statuses import by_people

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Loads:
    """Open touches on the month's days still to come; overdue ones are on today's list. ``entries``: of the ledger;
    ``owner``, ``day`` (index, -1 = on no working day) of each; ``by_day`` [owner, day] and ``by_channel`` [owner,
    channel, day]: how many.
    """

    entries: Ledger
    owner: Any
    day: Any
    by_day: Any
    by_channel: Any


def loads(ledger: Ledger, owner_of_row: Any, month: Month, today: Any, team: Team) -> Loads:
    """What is planned already from ``today`` on, and what is overdue. ``owner_of_row``: the owner of each row of the
    plan."""
    import numpy as np

    days, present = month.days, month.month == today.astype("datetime64[M]") and month.first < len(month.days)
    ahead = (ledger.day >= today) & (ledger.day.astype("datetime64[M]") == month.month)
    entries = ledger.where((ledger.standing == OPEN) & (ahead | (present & (ledger.day < today))))
    owner = owner_of_row[entries.row]
    day = index_in(days, entries.day)
    if present:
        day = np.where(entries.day < today, month.first, day)
    by_day, by_channel = counted(team, owner, day, entries.channel, len(days))
    return Loads(entries, owner, day, by_day, by_channel)


def counted(team: Team, owner: Any, day: Any, channel: Any, width: int) -> tuple[Any, Any]:
    """(matrix [owner, day], array [owner, channel, day]: how many touches; None when nobody has a limit by channel)."""
    import numpy as np

    on, owners = day >= 0, len(team.names)
    by_day = np.bincount(owner[on] * width + day[on], minlength=owners * width).reshape(owners, width)
    if not team.any_channel_limit:
        return by_day, None
    on &= channel >= 0
    channels = team.by_channel.shape[1]
    key = (owner[on] * channels + channel[on]) * width + day[on]
    return by_day, np.bincount(key, minlength=owners * channels * width).reshape(owners, channels, width)


def index_in(days: Any, day: Any) -> Any:
    """The index of each ``day`` in ``days``, -1 = it is none of them."""
    import numpy as np

    at = np.minimum(np.searchsorted(days, day), len(days) - 1)
    return np.where(days[at] == day, at, -1)


def movable(plan: pd.DataFrame, rows: Any, today: Any) -> Any:
    """Boolean array: rows of the plan (positions, open ones) that LeadBook may move: after ``today``, and neither
    pinned, moved or added by people nor promised."""
    if not len(rows):
        return rows >= 0
    some = plan.iloc[rows]
    after = (some["Date"].to_numpy().astype("datetime64[D]") > today)
    return after & ~by_people(some) & ~is_promise(some)

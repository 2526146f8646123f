"""How many touches a month owes each person, and how many of those stand already (mission rows 25 and 27)."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Cadence, Config
from leadbook.rules.plan import channel_kinds
from leadbook.rules.plan.channel_choice import plannable
from leadbook.rules.plan.ledger import SKIPPED, Ledger
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.roster import Roster


def targets(roster: Roster, ideal: Any, month: Month, cadence: Cadence) -> tuple[Any, Any]:
    """(joined in this month, touches due). Pro rata = the person's template days from the day of joining on, so a
    thousand who join on one day share the rest of the month as if they had always been there."""
    import numpy as np

    joined = (roster.joined.astype("datetime64[M]") == month.month) & cadence.pro_rata
    since = np.searchsorted(month.days, roster.joined)
    target = np.where(joined, (ideal >= since[:, None]).sum(axis=1), cadence.touches_per_month)
    return joined, target


def standing(here: Ledger, roster: Roster, target: Any, config: Config) -> Any:
    """Done + open that count: broadcasts only beyond the personal minimum, unless the person permits nothing else."""
    import numpy as np

    size, live = len(target), here.standing != SKIPPED
    kinds = channel_kinds.personal(config)
    broadcast = channel_kinds.and_none(~kinds)[here.channel]
    personal = np.bincount(here.person[live & ~broadcast], minlength=size)
    broadcasts = np.bincount(here.person[live & broadcast], minlength=size)
    reachable = (plannable(roster.permitted, config) & kinds).any(axis=1)
    least = np.where(reachable, np.minimum(config.cadence.personal_per_month, target), 0)
    return personal + np.minimum(broadcasts, target - least)

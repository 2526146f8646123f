"""Who stands in while an owner is on leave: the backup of the settings, written into the plan, never in silence.

Mission row 24. A touch in an owner's leave does not move while the backup works: it stays on its day, Plan[Owner] is
the backup and Why says for whom. Days on which both are away are leave like any other. When the leave changes, the
touch goes back to its owner. The planner gives a backup no more a day than their capacity holds beside their own
touches (``repair.lending``).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from leadbook.config_records import Config, Period
from leadbook.rules.plan.statuses import statuses
from leadbook.rules.words import canonical
from leadbook.workdays import on_leave, within

if TYPE_CHECKING:
    import pandas as pd

_REMARK = re.compile(r"; [^;]* stands in: [^;]* is away")


def backups(config: Config) -> dict[str, str]:
    """Owner -> backup, of those on leave some day who have one (nobody stands in for themselves)."""
    return {name: one.backup for name, one in config.owners.items()
            if one.leave and one.backup and one.backup != name}


def covered(config: Config) -> Config:
    """The settings with only that leave on which no backup works: what the planner has to keep clear of."""
    stand = backups(config)
    if not stand:
        return config
    owners = {name: one.model_copy(update={"leave": _both(one.leave, config.owners[stand[name]].leave)})
              if name in stand else one for name, one in config.owners.items()}
    return config.model_copy(update={"owners": owners})


def _both(one: tuple[Period, ...], other: tuple[Period, ...]) -> tuple[Period, ...]:
    """The periods that lie in both."""
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((first, last) for first, last in pairs if first <= last)


def stood_in(plan: pd.DataFrame, leads: pd.DataFrame, at: Any, config: Config, today: dt.date) -> pd.DataFrame:
    """The plan with Owner (who does it: the lead's owner or their backup) and Why of the open touches; the same frame
    if none changes. What is overdue is done today.

    ``at``: the lead (row in Leads, -1 = unknown) of each row of ``plan``.
    """
    import numpy as np
    import pandas as pd

    why = plan["Why"].to_numpy()
    stand = backups(config)
    owner = np.append(canonical(leads["Owner"], config.owners).to_numpy(), "")[at]
    open_ = (statuses(plan).to_numpy() == "Planned") & (at >= 0)
    date = plan["Date"].where(~(plan["Date"] < pd.Timestamp(today)), pd.Timestamp(today))
    doer = np.where(open_ & np.isin(owner, list(stand)), _doers(date, owner, stand, config), owner)
    owners, whys = plan["Owner"].to_numpy(copy=True), why.copy()
    said = np.array([" stands in: " in text for text in why], dtype=bool)
    rows = np.flatnonzero(open_ & (said | (doer != owners)))
    owners[rows] = doer[rows]
    whys[rows] = [_REMARK.sub("", text) + (f"; {who} stands in: {whose} is away" if who != whose else "")
                  for text, who, whose in zip(why[rows], doer[rows], owner[rows], strict=True)]
    if (owners == plan["Owner"].to_numpy()).all() and (whys == why).all():
        return plan
    return plan.assign(Owner=pd.Series(owners, index=plan.index, dtype=object),
                       Why=pd.Series(whys, index=plan.index, dtype=object))


def _doers(date: pd.Series, owner: Any, stand: dict[str, str], config: Config) -> Any:
    """Who does a touch of ``owner`` on ``date``: the backup while the owner is away and the backup is not."""
    import numpy as np

    days, doer = date.to_numpy().astype("datetime64[D]"), owner.copy()
    for name, backup in stand.items():
        away = (owner == name) & within(days, config.owners[name].leave)
        doer[away & ~within(days, config.owners[backup].leave)] = backup
    return np.where(np.isnat(days), owner, doer)


def standing_in(plan: pd.DataFrame, leads: pd.DataFrame, at: Any, config: Config, today: dt.date
                ) -> list[dict[str, Any]]:
    """For each owner and backup: ``touches`` handed over, from the ``first`` to the ``last`` day, and ``over``: the
    days on which the backup has more to do than a day's capacity, their own touches counted (what is pinned, promised
    or set on today does not move).
    """
    import numpy as np
    import pandas as pd

    if not backups(config):
        return []
    open_ = (statuses(plan).to_numpy() == "Planned") & (at >= 0) & (plan["Date"] >= pd.Timestamp(today)).to_numpy()
    owner = np.append(canonical(leads["Owner"], config.owners).to_numpy(), "")[at]
    doer, days = canonical(plan["Owner"], config.owners).to_numpy(), plan["Date"].to_numpy().astype("datetime64[D]")
    found = []
    for name, backup in backups(config).items():
        theirs = open_ & (owner == name) & (doer == backup)
        if not theirs.any():
            continue
        most = config.owners[backup].capacity_per_day
        day, load = np.unique(days[open_ & (doer == backup)], return_counts=True)
        busy = day[(load > most) & np.isin(day, days[theirs])] if most else day[:0]
        found.append({"owner": name, "backup": backup, "touches": int(theirs.sum()), "first": str(days[theirs].min()),
                      "last": str(days[theirs].max()), "over": [str(one) for one in busy]})
    return found


def stands_in_for(owner: str, config: Config, day: dt.date) -> set[str]:
    """The owners for whom ``owner`` (whatever the case) stands in on ``day``: they are away, and the backup is not."""
    return {name for name, backup in backups(config).items()
            if backup.casefold() == owner.strip().casefold() and on_leave(config.owners[name], day)
            and not on_leave(config.owners[backup], day)}

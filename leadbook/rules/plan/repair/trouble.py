"""Which owners' month needs a repair: the template alone does for all others, and costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.plan.repair.loads import Loads, movable
from leadbook.rules.plan.repair.team import Team

if TYPE_CHECKING:
    import pandas as pd


def troubled(load: Loads, new: tuple[Any, Any], works: Any, team: Team, doer: Any, plan: pd.DataFrame, today: Any
             ) -> Any:
    """Boolean array over the owners. ``new``: counts of new touches as ``Loads.by_day`` and ``by_channel``; ``works``
    [owner, day]: who works on the month's days still to come; ``doer`` [owner, day]: who does their touches.

    Trouble is a new touch on a day on which its owner is away, or a published one that LeadBook may move; more touches
    a day than the capacity of who does them; or a busiest day of new touches more than one above the lower bound.
    """
    import numpy as np

    total, shut = load.by_day + new[0], ~works
    over = _of_doer(total, doer) > team.capacity[doer]
    over_channel = None
    if load.by_channel is not None:
        over_channel = _of_doer(load.by_channel + new[1], doer) > np.moveaxis(team.by_channel[doer], 2, 1)
        over = over | (over_channel & (new[1] > 0)).any(axis=1)
    found = ((shut | over) & (new[0] > 0)).any(axis=1) | _uneven(total, new[0], works)
    stuck = (load.day < 0) | (shut | over)[load.owner, load.day]
    if over_channel is not None:
        stuck |= (load.day >= 0) & (load.entries.channel >= 0) & over_channel[
            load.owner, load.entries.channel, load.day]
    ask = np.flatnonzero(stuck)
    found[load.owner[ask[movable(plan, load.entries.row[ask], today)]]] = True
    return found


def _of_doer(count: Any, doer: Any) -> Any:
    """``count`` [owner, ..., day] -> the same shape: of all that is done by who does the owner's touches that day."""
    import numpy as np

    own = np.arange(len(doer))
    if (doer == own[:, None]).all():
        return count
    total = np.zeros_like(count)
    day = np.arange(doer.shape[1])
    each = np.moveaxis(count, -1, 1)  # [owner, day, ...]
    by = np.moveaxis(total, -1, 1)
    np.add.at(by, (doer, np.broadcast_to(day, doer.shape)), each)
    return np.moveaxis(by[doer, day], 1, -1)


def _uneven(total: Any, new: Any, works: Any) -> Any:
    import numpy as np

    free = np.maximum(works.sum(axis=1), 1)
    bound = -(-(total * works).sum(axis=1) // free)
    return np.where(new > 0, total, 0).max(axis=1, initial=0) > bound + 1

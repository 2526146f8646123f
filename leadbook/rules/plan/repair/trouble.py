"""Which owners' month needs a repair: the template alone does for all others, and costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadbook.rules.plan.repair.loads import Loads, movable
from leadbook.rules.plan.repair.team import Team

if TYPE_CHECKING:
    import pandas as pd


def troubled(load: Loads, new: tuple[Any, Any], works: Any, team: Team, plan: pd.DataFrame, today: Any) -> Any:
    """Boolean array over the owners. ``new``: counts of new touches as ``Loads.by_day`` and ``by_channel``; ``works``
    [owner, day]: who works on the month's days still to come.

    Trouble is a new touch on a day on which its owner is away, or a published one that LeadBook may move; more touches
    a day than the owner's capacity; or a busiest day of new touches that is more than one above the lower bound.
    """
    import numpy as np

    total, shut = load.by_day + new[0], ~works
    over = total > team.capacity[:, None]
    over_channel = None
    if load.by_channel is not None:
        over_channel = load.by_channel + new[1] > team.by_channel[:, :, None]
        over = over | (over_channel & (new[1] > 0)).any(axis=1)
    found = ((shut | over) & (new[0] > 0)).any(axis=1) | _uneven(total, new[0], works)
    stuck = (load.day < 0) | (shut | over)[load.owner, load.day]
    if over_channel is not None:
        stuck |= (load.day >= 0) & (load.entries.channel >= 0) & over_channel[
            load.owner, load.entries.channel, load.day]
    ask = np.flatnonzero(stuck)
    found[load.owner[ask[movable(plan, load.entries.row[ask], today)]]] = True
    return found


def _uneven(total: Any, new: Any, works: Any) -> Any:
    import numpy as np

    free = np.maximum(works.sum(axis=1), 1)
    bound = -(-(total * works).sum(axis=1) // free)
    return np.where(new > 0, total, 0).max(axis=1, initial=0) > bound + 1

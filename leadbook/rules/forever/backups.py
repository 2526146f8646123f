"""What a backup can do for an owner on leave: what their own touches, spread evenly, leave of their capacity."""

from __future__ import annotations

from typing import Any

from leadbook.rules.plan.repair.team import UNLIMITED, Team


def spares(team: Team, touches: list[int], days: Any) -> Any:
    """Matrix owners x ``days`` (working days of the business): the room for an owner's touches with who stands in then,
    shared by all for whom they stand in; UNLIMITED = no capacity is set, 0 = nobody stands in. ``touches`` [owner]: so
    many a month.
    """
    import numpy as np

    own, works, doer = np.arange(len(team.names)), team.working(days), team.doing(days)
    months = np.unique(days.astype("datetime64[M]"), return_inverse=True)[1]
    room = np.zeros(doer.shape)
    for backup in np.unique(team.backup[team.backup != own]).tolist():
        lent = (doer == backup) & (own != backup)[:, None] & (np.array(touches) > 0)[:, None]
        most = np.full(len(days), float(team.capacity[backup]))
        if team.capacity[backup] < UNLIMITED:
            there = np.bincount(months, weights=works[backup])
            most = np.maximum(most - touches[backup] / np.maximum(there, 1)[months], 0)
        room += np.where(lent, most / np.maximum(lent.sum(axis=0), 1), 0)
    return room

"""Through which channel: what the person permits, in the settings' order of preference, varied within a month."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Config
from leadbook.rules.plan.channel_kinds import calls, personal
from leadbook.rules.plan.ledger import SKIPPED, Ledger

NONE = 10**6


def plannable(permitted: Any, config: Config) -> Any:
    """Boolean matrix persons x channels: what the planner may use: ``cadence.channels``; a broadcast only for who
    permits none of those."""
    import numpy as np

    names = list(config.channels)
    chosen = permitted & np.array([n in config.cadence.channels for n in names])
    broadcast = permitted & ~personal(config)
    return chosen | (broadcast & ~chosen.any(axis=1)[:, None])


def chosen(touches: Any, call: Any, permitted: Any, here: Ledger, config: Config) -> Any:
    """Matrix of channel codes (places in the settings; -1 = none) for the ``touches`` (boolean matrix).

    The column ``call`` gets the call. Each other touch gets the channel used least this month (``here`` counts),
    the preferred one first among equals. Calls are the scarce resource (facts/planning.md), so they are used for
    the others only when nothing else is permitted.
    """
    import numpy as np

    names, rank = list(config.channels), _rank(config)
    is_call = calls(config)
    may = plannable(permitted, config)
    other = may & ~is_call
    usable = np.where(other.any(axis=1)[:, None], other, may)
    used = _used(here, may.shape)
    out, rows = np.full(touches.shape, -1), np.arange(len(touches))
    by_call = np.where(may & is_call, rank, NONE)
    for column in range(touches.shape[1]):
        cost = np.where(usable, used * len(names) + rank, NONE)
        cost = np.where((call == column)[:, None], by_call, cost)
        best = cost.argmin(axis=1)
        take = touches[:, column] & (cost[rows, best] < NONE)
        out[take, column] = best[take]
        used[rows[take], best[take]] += 1
    return out


def _rank(config: Config) -> Any:
    """The place of each channel in the order of preference."""
    import numpy as np

    names = list(config.channels)
    order = [names.index(n) for n in config.cadence.channels] + [
        i for i, n in enumerate(names) if n not in config.cadence.channels]
    rank = np.empty(len(names), dtype="int64")
    rank[order] = np.arange(len(names))
    return rank


def fallback(permitted: Any, channel: Any, config: Config) -> Any:
    """For touches through ``channel`` (codes) the next best one that is no call; -1 = none. ``permitted`` [touch,
    channel].
    """
    import numpy as np

    usable = plannable(permitted, config) & ~calls(config)
    usable[np.arange(len(channel)), channel] = False
    cost = np.where(usable, _rank(config), NONE)
    best = cost.argmin(axis=1)
    return np.where(usable.any(axis=1), best, -1)


def _used(here: Ledger, shape: tuple[int, int]) -> Any:
    """Matrix persons x channels: touches done or planned this month."""
    import numpy as np

    live = (here.standing != SKIPPED) & (here.channel >= 0)
    flat = here.person[live] * shape[1] + here.channel[live]
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)


def promise_channel(permitted: Any, config: Config) -> Any:
    """Array of channel names for promises: a call if permitted, else the first permitted; "" = none."""
    import numpy as np

    names = np.array([*config.channels, ""], dtype=object)
    is_call = calls(config)
    may = plannable(permitted, config)
    rank = [config.cadence.channels.index(n) if n in config.cadence.channels else NONE - 1 for n in config.channels]
    cost = np.where(may, np.array(rank) - is_call * len(is_call), NONE)
    best = cost.argmin(axis=1)
    return names[np.where(may.any(axis=1), best, len(names) - 1)]

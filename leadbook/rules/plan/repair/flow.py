"""The cheapest way to give touches their days, as a min-cost flow (OR-tools) over groups of touches that are alike.

Touches with the same window, day and price are one node of the network, so its size depends on the days of a month,
not on the people of a book.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.rules.plan.repair.team import UNLIMITED

STAY = 1000        # what it costs to move a touch that is published: more than a new one far away (days of distance
                   # squared, so that many move a little rather than few a lot: that keeps a person's touches apart)


@dataclass(frozen=True, eq=False)
class Groups:
    """Touches that are alike. Arrays [g]: ``first``, ``last`` day of the window; ``own`` day (where it stands or where
    the template has it); ``published``; ``left_out``: the price of giving it no day (or of leaving it where it
    cannot be); ``channel``, ``other`` (the channel to fall back on, -1 = none) and ``other_price``; ``count``.
    """

    first: Any
    last: Any
    own: Any
    published: Any
    left_out: Any
    channel: Any
    other: Any
    other_price: Any
    count: Any


@dataclass(frozen=True, eq=False)
class Given:
    """So many (``count``) touches of ``group`` get ``day`` (-1 = none), ``other``: through the other channel."""

    group: Any
    day: Any
    other: Any
    count: Any

    def left_out(self, groups: Groups) -> int:
        """The price of all that got no day, or not the channel they were meant for."""
        import numpy as np

        price = np.where(self.day < 0, groups.left_out[self.group],
                         np.where(self.other, groups.other_price[self.group], 0))
        return int((price * self.count).sum())


def given_days(groups: Groups, rooms: Any, by_channel: Any = None) -> Given:
    """Days for all touches. ``rooms`` [day]: so many it can take; ``by_channel`` [channel, day], None = no limits.

    As few as possible get no day (by price), then as few as possible the other channel, then as few published ones as
    possible move, then the new ones stay as near to their own days as can be.
    """
    import numpy as np
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    size, width = len(groups.count), len(rooms)
    reach = groups.last - groups.first + 1
    group = np.repeat(np.arange(size), reach)
    day = np.repeat(groups.first, reach) + np.arange(reach.sum()) - np.repeat(np.cumsum(reach) - reach, reach)
    away = np.abs(day - groups.own[group])
    price = np.where(groups.published[group] & (away > 0), STAY, 0) + away * away
    group, day, price, other = _with_other(groups, group, day, price)
    limited = _limited(groups, by_channel, width)
    channel = np.where(other, groups.other[group], groups.channel[group])
    through = np.where(limited[channel, day], size + width + 1 + channel * width + day, size + day)
    open_ = rooms[day] > 0
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        group[open_], through[open_], groups.count[group[open_]], price[open_])
    sink = size + width
    none = flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(size), np.full(size, sink), groups.count, groups.left_out)
    flow.add_arcs_with_capacity_and_unit_cost(
        size + np.arange(width), np.full(width, sink), np.maximum(rooms, 0), np.zeros(width, dtype="int64"))
    c, d = np.nonzero(limited)
    if len(c):
        flow.add_arcs_with_capacity_and_unit_cost(
            sink + 1 + c * width + d, size + d, np.maximum(by_channel[c, d], 0), np.zeros(len(c), dtype="int64"))
    flow.set_nodes_supplies(np.arange(size), groups.count)
    flow.set_node_supply(sink, -int(groups.count.sum()))
    if flow.solve() != flow.OPTIMAL:
        raise AssertionError("the network of a month's touches has no cheapest flow")
    got, left = flow.flows(arcs), flow.flows(none)
    return Given(np.append(group[open_][got > 0], np.flatnonzero(left)),
                 np.append(day[open_][got > 0], np.full((left > 0).sum(), -1)),
                 np.append(other[open_][got > 0], np.zeros((left > 0).sum(), dtype=bool)),
                 np.append(got[got > 0], left[left > 0]))


def _with_other(groups: Groups, group: Any, day: Any, price: Any) -> tuple[Any, Any, Any, Any]:
    """The same days again through the other channel, at its price, for the groups that have one."""
    import numpy as np

    may = groups.other[group] >= 0
    other = np.append(np.zeros(len(group), dtype=bool), np.ones(may.sum(), dtype=bool))
    return (np.append(group, group[may]), np.append(day, day[may]),
            np.append(price, price[may] + groups.other_price[group[may]]), other)


def _limited(groups: Groups, by_channel: Any, width: int) -> Any:
    """Boolean matrix [channel, day]: the channel has a limit of its own (the last row stands for no channel, -1)."""
    import numpy as np

    if by_channel is None:
        return np.zeros((groups.channel.max(initial=0) + 2, width), dtype=bool)
    return np.append(by_channel < UNLIMITED, np.zeros((1, width), dtype=bool), axis=0)

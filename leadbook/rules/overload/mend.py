"""What would mend an overload: a higher capacity, more people, or more working days; each the fewest that do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from leadbook.rules.overload.demand import Demand
from leadbook.rules.overload.proof import fits
from leadbook.rules.plan.repair.team import UNLIMITED


@dataclass(frozen=True)
class Mend:
    """Each alone is enough, and one less is not; None = this does not help. ``capacity`` touches a day; ``helpers``:
    people who can do as much a day; ``days``: more working days, at most ``closed`` can be had; ``backup``: touches a
    day of who stands in.
    """

    capacity: int | None
    helpers: int | None
    days: int | None
    backup: int | None


def mend(demand: Demand, first: int, closed: int) -> Mend:
    """``first``: the index of the first day still to come; ``closed``: calendar days in the stretch on which the owner
    does not work so far.
    """
    size = len(demand.last)
    limited = demand.cap < UNLIMITED
    highest = int(demand.load.max(initial=0)) + size
    lent = demand.lent_cap < UNLIMITED and bool(demand.lent.any())
    return Mend(_least(demand.cap + 1, highest, lambda n: fits(demand.with_cap(n))) if limited else None,
                _least(1, size if demand.each < UNLIMITED else 1, lambda n: fits(demand.with_helpers(n, first))),
                _least(1, min(closed, size), lambda n: fits(demand.with_days(n))),
                _least(demand.lent_cap + 1, highest, lambda n: fits(demand.with_lent_cap(n))) if lent else None)


def _least(low: int, high: int, enough: Callable[[int], bool]) -> int | None:
    """The least number from ``low`` to ``high`` that is ``enough`` (more always is, too); None = not even ``high``."""
    if low > high or not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low

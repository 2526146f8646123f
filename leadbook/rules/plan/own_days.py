"""The days of a month on which each owner works: the template stands on those, so leave leaves no hole in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class OwnDays:
    """``open_`` [owner, day]: days still to come on which the owner works; ``place`` [owner, i]: the index of their
    i-th working day of the month (first those before today); ``size``: how many they have; ``past``: how many of those
    are over; ``latest`` [owner, day]: the last open day up to that one (-1 = none); ``instead`` [owner, day]: a
    touch of the template would stand there, but the owner is away.

    Who has fewer days left than a month has touches is planned as if they worked: the repair finds who can be done.
    """

    open_: Any
    place: Any
    size: Any
    past: Any
    latest: Any
    instead: Any

    def of(self, owner: Any) -> OwnDays:
        """The same with one row for each ``owner`` (codes)."""
        return OwnDays(self.open_[owner], self.place[owner], self.size[owner], self.past[owner], self.latest[owner],
                       self.instead[owner])

    @property
    def left(self) -> Any:
        """How many days are still to come."""
        return self.size - self.past


def own_days(works: Any, first: int, touches: int) -> OwnDays:
    """``works`` [owner, day of the month]; ``first``: index of the first day that is not over."""
    import numpy as np

    days = np.arange(works.shape[1])
    use = works | ((works & (days >= first)).sum(axis=1) < touches)[:, None]
    open_ = use & (days >= first)
    return OwnDays(open_=open_, place=np.argsort(~use, axis=1, kind="stable"), size=use.sum(axis=1),
                   past=(use & (days < first)).sum(axis=1),
                   latest=np.maximum.accumulate(np.where(open_, days, -1), axis=1), instead=~use)

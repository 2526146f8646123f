"""So many months ahead, month by month: working days, holidays, the leave that is known, capacity; call by call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadbook.rules.forever.needs import Needs

MONTHS = 24


@dataclass(frozen=True)
class Short:
    """The first month (datetime64[M]) that falls short: ``needed`` touches, ``room`` for so many, on ``days`` working
    days; ``calls``: what comes too late are calls (``room`` and ``needed`` are then 0); ``backup``: who stands in then
    and has too little room beside their own touches when those are spread evenly ("" = it does not depend on that).
    """

    month: Any
    needed: int
    room: int
    days: int
    calls: bool = False
    backup: str = ""

    @property
    def proven(self) -> bool:
        """Whether no plan can do it."""
        return not self.calls and not self.backup


@dataclass(frozen=True)
class Ahead:
    """``short``: None = all months are kept; ``months``: how many are; the ``fullest`` month and its ``share`` of the
    room.
    """

    short: Short | None
    months: int
    fullest: Any
    share: float


@dataclass(frozen=True, eq=False)
class Days:
    """``days``: on which the owner works, or who stands in (datetime64[D]), of MONTHS months from the first on, and
    before that from tomorrow on, for the calls; ``lent`` [day]: somebody stands in; ``spare`` [day]: the room that
    the ``backup`` has for it then beside other work (UNLIMITED = no capacity is set).
    """

    days: Any
    lent: Any
    spare: Any
    backup: str


def ahead(needs: Needs, known: Days, first: Any) -> Ahead:
    """``first``: the first month (datetime64[M])."""
    import numpy as np

    days = known.days
    month_of = (days.astype("datetime64[M]") - first).astype("int64")
    works, lent, spare = (np.bincount(month_of[month_of >= 0], weights=one[month_of >= 0], minlength=MONTHS)[:MONTHS]
                          for one in (np.ones(len(days)), known.lent, known.spare))
    works, lent = works.astype("int64"), lent.astype("int64")
    shorts, fullest, share = [], first, 0.0
    for place, count in enumerate(works.tolist()):
        month = first + place
        if needs.people and count < needs.touches:
            shorts.append(Short(month, needs.people * needs.touches, needs.people * count, count))
        away = int(lent[place])
        for need, own, others in needs.bounds():
            room = own * (count - away) + others * away
            part = need / room if room else float("inf") if need else 0.0
            fullest, share = (month, part) if part > share else (fullest, share)
            if part > 1:
                shorts.append(Short(month, need, room, count))
        need, room = needs.people * needs.touches, needs.capacity * (count - away) + int(spare[place] + 1e-9)
        if away and need > room:
            shorts.append(Short(month, need, room, count, backup=known.backup))
    late = late_call(needs, days, first, works)
    shorts += [Short(late, 0, 0, 0, calls=True)] if late is not None else []
    short = min(shorts, key=lambda one: (one.month, not one.proven), default=None)
    kept = MONTHS if short is None else max(int((short.month - first).astype("int64")), 0)
    return Ahead(short, kept, fullest, share)


def late_call(needs: Needs, days: Any, first: Any, works: Any) -> Any:
    """The month of the first call that comes too late when whose call is due first is called first; None = none does.

    All have the same longest gap, so taking turns is the best there is: whoever this calls too late, somebody is called
    too late in any order. People who can only be called take their share of the days first.
    """
    import numpy as np

    due = np.sort(needs.due[needs.called & (needs.may & ~needs.call).any(axis=1)])
    if not len(due):
        return None
    place = np.clip((days.astype("datetime64[M]") - first).astype("int64"), 0, len(works) - 1)
    taken = needs.only_called * needs.touches / np.maximum(works[place], 1)
    a_day = min(needs.calls_a_day, len(due) + int(taken.max(initial=0)))
    whole = np.floor(np.cumsum(np.clip(a_day - taken, 0, len(due))) + 1e-9).astype("int64")
    calls = int(whole[-1]) if len(whole) else 0
    when = days[np.searchsorted(whole, np.arange(calls), side="right")]
    again = when[: max(calls - len(due), 0)] + np.timedelta64(needs.gap, "D")
    latest = np.append(due, again)[:calls]
    bad = np.flatnonzero(when > latest)
    # who is not called at all within these months although the day comes
    waiting = np.append(due, when + np.timedelta64(needs.gap, "D"))[calls : calls + len(due)]
    end = (first + len(works)).astype("datetime64[D]")
    missed = waiting[waiting < end]
    found = np.append(latest[bad], missed)
    return found.min().astype("datetime64[M]") if len(found) else None

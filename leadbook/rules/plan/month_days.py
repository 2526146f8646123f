"""On which days of a month each person's new touches fall, before any repair: the template, beside what stands."""

from __future__ import annotations

from typing import Any

from leadbook.config_records import Cadence
from leadbook.rules.plan import slots
from leadbook.rules.plan.ledger import OPEN, SKIPPED, Ledger
from leadbook.rules.plan.month import Month
from leadbook.rules.plan.own_days import OwnDays


def days(phase: Any, wanted: Any, taken: Any, here: Ledger, beside: Ledger, own: OwnDays, month: Month,
         cadence: Cadence) -> tuple[Any, Any, Any, Any]:
    """(day matrix, slot matrix, late, distances): the person's own template days if enough are left, else an even
    spread over what is left of the month; beside other touches kept apart.

    ``phase``, ``wanted`` [p]; ``taken`` [p, slot - 1]; ``here``: the persons' touches of the month, ``beside`` it: of
    the weeks before and after; days are indices into the month's working days (-1 = none).
    """
    import numpy as np

    size, width = len(wanted), len(month.days)
    at = np.minimum(np.searchsorted(month.days, here.day), width - 1)
    at = np.where(here.standing == OPEN, np.maximum(at, min(month.first, width - 1)), at)  # overdue = on today's list
    live = here.standing != SKIPPED
    away = _away(here.person[live], at[live], beside, size, month, cadence.gap_working_days)
    away[here.person[~live], at[~live]] = 0  # nothing else on the day of a skipped touch; it keeps no other days free
    ideal = np.take_along_axis(own.place, slots.template(phase, cadence.touches_per_month, own.size), axis=1)
    free = (ideal >= month.first) & ~taken[:, :ideal.shape[1]]
    enough = free.sum(axis=1) >= wanted
    kept = slots.picked(free, np.take_along_axis(away, ideal, axis=1), np.where(enough, wanted, 0))
    day = slots.spread(phase, np.where(enough, 0, np.minimum(wanted, own.left)), own.past, own.size)
    day = np.where(day < 0, -1, np.take_along_axis(own.place, np.maximum(day, 0), axis=1))
    day, slot = _matrix(day, kept.shape[1]), _unused(taken, max(day.shape[1], kept.shape[1]))
    row, column = np.nonzero(kept)
    left = (np.cumsum(kept, axis=1) - 1)[row, column]
    day[row, left], slot[row, left] = ideal[row, column], column + 1
    ahead = wanted + np.bincount(here.person[live & (at >= month.first)], minlength=size)
    gap = slots.fair_gap(cadence.gap_working_days, own.left, ahead)
    close = (day >= 0) & (np.take_along_axis(away, np.maximum(day, 0), axis=1) < gap[:, None])
    crowded = (np.bincount(here.person, minlength=size) > 0) | close.any(axis=1)
    day[crowded] = slots.kept_apart(day[crowded], away[crowded], own.open_[crowded], gap[crowded])
    return *_in_order(day, slot), ~enough & (month.first > 0), away


def _away(person: Any, at: Any, beside: Ledger, size: int, month: Month, gap: int) -> Any:
    """[person, day]: working days to the nearest touch; ``at``: the index of the touches in the month, those ``beside``
    it less than ``gap`` days away count, too."""
    import numpy as np

    width = len(month.days)
    day = np.append(at, np.searchsorted(month.around, beside.day) - month.zero) + gap
    near = (day >= 0) & (day < width + 2 * gap)
    away = slots.distances(np.append(person, beside.person)[near], day[near], (size, width + 2 * gap))
    return away[:, gap : gap + width]


def _in_order(day: Any, slot: Any) -> tuple[Any, Any]:
    """Days ascending (none last), the slot numbers ascending with them."""
    import numpy as np

    order = np.argsort(np.where(day < 0, slots.FAR, day), axis=1, kind="stable")
    day, slot = np.take_along_axis(day, order, axis=1), np.take_along_axis(slot, order, axis=1)
    return day, np.sort(np.where(day < 0, 10**6, slot), axis=1)


def _matrix(day: Any, width: int) -> Any:
    import numpy as np

    return np.pad(day, ((0, 0), (0, max(width - day.shape[1], 0))), constant_values=-1)


def _unused(taken: Any, width: int) -> Any:
    """Matrix of the smallest slot numbers that are not taken."""
    import numpy as np

    open_ = np.pad(~taken, ((0, 0), (0, width)), constant_values=True)
    return np.argsort(~open_, axis=1, kind="stable")[:, :width] + 1

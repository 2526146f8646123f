"""From so many touches of a group a day to a day for each touch, so that the touches of a person keep apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from leadbook.rules.plan.repair.board import Touches
from leadbook.rules.plan.repair.flow import Given, Groups

LATE = 10**6


@dataclass(frozen=True, eq=False)
class Windows:
    """The window of each touch that has a ``seat``: its ``first`` and ``last`` day; ``round``: 0 for the first touch of
    a person, 1 for the second ...; ``before`` and ``after``: the person's neighbouring touch (position, -1 = none);
    ``apart``: how far it must be from the one before.
    """

    seat: Any
    first: Any
    last: Any
    round: Any
    before: Any
    after: Any
    apart: Any


def neighbours(person: Any, seat: Any, first: Any, last: Any, gap: Any) -> Windows:
    """The windows with each person's touches in order of their seats, ``gap`` [person] apart or as far as the seats
    are."""
    import numpy as np

    order = np.lexsort((seat, person))
    size = len(order)
    same = np.append(False, person[order][1:] == person[order][:-1])[:size]
    start = np.maximum.accumulate(np.where(same, 0, np.arange(size)))
    turn, before, after, apart = (np.full(size, -1) for _ in range(4))
    turn[order] = np.arange(size) - start
    at = np.flatnonzero(same)
    before[order[at]], after[order[at - 1]] = order[at - 1], order[at]
    apart[order[at]] = np.minimum(seat[order[at]] - seat[order[at - 1]], gap[person[order[at]]])
    return _in_turn(Windows(seat, first, last, turn, before, after, apart))


def _in_turn(one: Windows) -> Windows:
    """The windows without the days that leave no room for the person's touches before and after."""
    import numpy as np

    first, last = one.first.copy(), one.last.copy()
    rounds = [np.flatnonzero(one.round == number) for number in range(1, int(one.round.max(initial=0)) + 1)]
    for now in rounds:
        first[now] = np.maximum(first[now], first[one.before[now]] + one.apart[now])
    for now in reversed(rounds):
        last[one.before[now]] = np.minimum(last[one.before[now]], last[now] - one.apart[now])
    return replace(one, first=first, last=last)


def dealt(touches: Touches, windows: Windows, groups: Groups, of: Any, given: Given) -> tuple[Any, Any]:
    """(day of each touch, -1 = none; whether through its other channel). ``of``: the group of each touch.

    Round by round; within a group who needs a late day most gets it: because of the touch before, then because there is
    more room before the next one. Who gets none goes by ``turn``.
    """
    import numpy as np

    day, other = np.full(len(of), -1), np.zeros(len(of), dtype=bool)
    order = np.lexsort((given.other, np.where(given.day < 0, LATE, given.day), given.group))
    days, others = np.repeat(given.day[order], given.count[order]), np.repeat(given.other[order], given.count[order])
    start = np.append(0, np.cumsum(groups.count))
    none = np.bincount(given.group[given.day < 0], weights=given.count[given.day < 0], minlength=len(groups.count))
    out = np.zeros(len(of), dtype=bool)
    by_turn = np.lexsort((-touches.turn, of))
    out[by_turn] = np.arange(len(of)) - start[of[by_turn]] < none[of[by_turn]]
    room = np.where(windows.after >= 0, windows.seat[windows.after] - windows.seat, 0)
    for number in range(int(windows.round.max(initial=-1)) + 1):
        now = np.flatnonzero(windows.round == number)
        before = windows.before[now]
        needs = np.where((before >= 0) & (day[before] >= 0), day[before] + windows.apart[now], -1)
        needs = np.maximum(needs, windows.first[now])
        mine = now[np.lexsort((touches.turn[now], room[now], needs, out[now], of[now]))]
        place = start[of[mine]] + _count_within(of[mine])
        day[mine], other[mine] = days[place], others[place]
    return day, other


def _count_within(group: Any) -> Any:
    """0, 1, 2 ... within each run of equal values."""
    import numpy as np

    new = np.append(True, group[1:] != group[:-1])[: len(group)]
    return np.arange(len(group)) - np.maximum.accumulate(np.where(new, np.arange(len(group)), 0))


def too_close(windows: Windows, day: Any) -> Any:
    """The touches (positions) that stand too close to the person's touch before."""
    import numpy as np

    before = windows.before
    both = (before >= 0) & (day >= 0) & (day[before] >= 0)
    return np.flatnonzero(both & (day - day[before] < windows.apart))


def kept_off(windows: Windows, close: Any, day: Any, earlier: Any, works: Any, safe: Windows, person: Any) -> Windows:
    """The windows with a border between each touch in ``close`` and the one before it: round where the ``earlier`` of
    the two (boolean array; else the later) stands now, but so that both still have a day on which the owner works.
    Who is left without such a day gets their ``safe`` windows, that keep all their touches apart.
    """
    import numpy as np

    first, last = windows.first.copy(), windows.last.copy()
    before, apart, days = windows.before[close], windows.apart[close], np.flatnonzero(works)
    soonest = days[np.searchsorted(days, first[before])]
    latest = days[np.searchsorted(days, last[close], side="right") - 1] - apart
    border = np.clip(np.where(earlier, day[before], day[close] - apart), soonest, latest)
    last[before], first[close] = np.minimum(last[before], border), np.maximum(first[close], border + apart)
    empty = np.searchsorted(days, first) >= np.searchsorted(days, last, side="right")
    back = np.isin(person, person[empty])
    return replace(windows, first=np.where(back, safe.first, first), last=np.where(back, safe.last, last))

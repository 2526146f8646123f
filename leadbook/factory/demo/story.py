"""What happened to each lead, and when: received, spoken to, met, offered, won, lost or kept warm.

Moments are numpy ``datetime64[s]`` arrays, NaT = it has not happened (by the evening before ``today``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from leadbook.factory.demo import words

DAYS = 182
HOUR, DAY = 3600, 86400


@dataclass
class Story:
    """One array a field, one element a lead, in the order in which the leads came in."""

    received: Any
    source: Any
    show: Any          # came from the trade show
    fresh: Any         # came in yesterday or today
    contact: Any
    appointment: Any
    proposal: Any
    won: Any
    stalled: Any       # when it was lost, disqualified or put into Nurture
    stage: Any
    show_name: str

    def __len__(self) -> int:
        """How many leads."""
        return len(self.received)


def tell(n: int, today: dt.date, rng: Any) -> Story:
    """The story of ``n`` leads, drawn from ``rng``."""
    import numpy as np

    received, show, fresh, show_name = _arrivals(n, today, rng)
    source = rng.choice(list(words.SOURCES), n, p=[share for share, *_ in words.SOURCES.values()]).astype(object)
    source[show] = "Trade show"
    ease = np.array([words.SOURCES[s][1] if s in words.SOURCES else words.SHOW[0] for s in source])

    evening = np.datetime64(today, "s") - 6 * HOUR
    never = np.datetime64("NaT", "s")
    ever = rng.random(n) < np.clip(0.84 + 0.12 * (ease - 1) / 0.3, 0.5, 0.97)
    contact = np.where(ever, office(received + _delay(n, rng)), never)
    appointment = _next(contact, rng, 0.56 * ease, 2, 12, hour=True)
    proposal = _next(appointment, rng, 0.64 * ease, 1, 10)
    decided = _next(proposal, rng, np.ones(n), 8, 48)
    wins = rng.random(n) < 0.62
    last = np.where(~np.isnat(proposal), proposal, np.where(~np.isnat(appointment), appointment,
                    np.where(ever, contact, received)))
    stalled = np.where(wins & ~np.isnat(decided), never, np.where(
        ~np.isnat(decided), decided, office(last + (rng.uniform(7, 42, n) * DAY).astype("timedelta64[s]"))))
    contact, appointment, proposal, won, stalled = (
        np.where(moment <= evening, moment, never)
        for moment in (contact, appointment, proposal, np.where(wins, decided, never), stalled))
    for later in (appointment, proposal, won):
        later[~np.isnat(stalled) & (later > stalled)] = never
    end = rng.choice(["Nurture", "Lost", "Disqualified"], n, p=[0.58, 0.36, 0.06])
    end = np.where(~np.isnat(proposal) & (end == "Disqualified"), "Lost", end)
    end = np.where(np.isnat(contact) & (end == "Nurture") & (rng.random(n) < 0.85), "Lost", end)
    stage = np.select([~np.isnat(moment) for moment in (won, stalled, proposal, appointment, contact)],
                      ["Won", end, "Proposal", "Appointment", "Contacted"], "New").astype(object)
    return Story(received, source, show, fresh, contact, appointment, proposal, won, stalled, stage, show_name)


def _arrivals(n: int, today: dt.date, rng: Any) -> tuple[Any, Any, Any, str]:
    """(received sorted, from the show, fresh, the show's name)."""
    import numpy as np

    first = np.datetime64(today, "D") - DAYS
    days = first + np.arange(DAYS - 2)
    weekday = (days.astype("int64") + 3) % 7
    weight = np.array([1.1, 1, 1, 1, 1, 1.2, 0.8])[weekday] * np.linspace(0.8, 1.2, len(days))
    received = (rng.choice(days, n, p=weight / weight.sum()).astype("datetime64[s]")
                + (rng.triangular(8, 12, 20, n) * HOUR).astype("timedelta64[s]"))
    kind = np.zeros(n, dtype="int64")
    shown, newest = round(n * 0.09), min(n, max(3, min(round(n * 0.03), 40)))
    saturday = days[60:][weekday[60:] == 5][0]
    kind[:shown], kind[n - newest:] = 1, 2
    received[:shown] = (saturday.astype("datetime64[s]") + rng.integers(0, 2, shown) * DAY
                        + (rng.uniform(10, 17, shown) * HOUR).astype("timedelta64[s]"))
    early = rng.random(newest) < 0.3
    received[n - newest:] = np.datetime64(today, "s") + np.where(
        early, rng.uniform(0.1, 6, newest) * HOUR, rng.uniform(-14, -4, newest) * HOUR).astype("timedelta64[s]")
    received = received.astype("datetime64[m]").astype("datetime64[s]")
    order = np.lexsort((np.arange(n), received))
    season = ("Winter", "Spring", "Summer", "Fall")[int(str(saturday)[5:7]) % 12 // 3]
    return received[order], kind[order] == 1, kind[order] == 2, f"{season} Home Show"


def _delay(n: int, rng: Any) -> Any:
    """Seconds from reception to first contact: within 5 minutes, an hour, a day, or some days."""
    import numpy as np

    speed = rng.choice(4, n, p=[0.2, 0.26, 0.40, 0.14])
    low, high = np.array([60, 360, HOUR, DAY])[speed], np.array([290, HOUR, 22 * HOUR, 5 * DAY])[speed]
    return (low + rng.random(n) * (high - low)).astype("timedelta64[s]")


def _next(before: Any, rng: Any, chance: Any, low: float, high: float, hour: bool = False) -> Any:
    """When the next step came, ``low`` to ``high`` days later, for the share ``chance`` of those who got so far."""
    import numpy as np

    n = len(before)
    then = office(before + (rng.uniform(low, high, n) * DAY).astype("timedelta64[s]"))
    if hour:
        then = then.astype("datetime64[h]").astype("datetime64[s]")
    return np.where(rng.random(n) < chance, then, np.datetime64("NaT", "s"))


def office(moments: Any) -> Any:
    """Moments moved forward into 8:30-19:00 of any day but Sunday; those at night wait for the morning."""
    import numpy as np

    day = moments.astype("datetime64[D]")
    second = (moments - day.astype("datetime64[s]")).astype("int64")
    morning = 8 * HOUR + 1800 + second % 5400
    late = second > 19 * HOUR
    moved = np.where(late, day + 1, day)
    moved_second = np.where(late | (second < 8 * HOUR), morning, second)
    sunday = (moved.astype("int64") + 3) % 7 == 6
    out = np.where(sunday, moved + 1, moved).astype("datetime64[s]") + moved_second.astype("timedelta64[s]")
    out = out.astype("datetime64[m]").astype("datetime64[s]")
    out[np.isnat(moments)] = np.datetime64("NaT", "s")
    return out

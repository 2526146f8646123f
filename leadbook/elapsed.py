"""The two clocks: true elapsed time across clock changes, and time inside working hours.

Moments are naive wall clock in the business time zone (``datetime64[s]`` arrays or series, or one datetime); NaT
stays NaT. A wall time that happens twice (autumn) is read as the earlier of the two; one that does not exist
(spring) is moved forward to the next that does. Mission rows 15 and 16, facts/funnel.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from leadbook.workdays import Calendar


def elapsed(start: Any, end: Any, zone: ZoneInfo) -> Any:
    """Time that really passed from ``start`` to ``end``: ``timedelta64[s]``, an array unless both are one moment."""
    return _utc(end, zone) - _utc(start, zone)


def plus_elapsed(start: Any, hours: float, zone: ZoneInfo) -> Any:
    """The wall clock when ``hours`` have really passed since ``start``: ``datetime64[s]``, shaped like ``start``."""
    import numpy as np
    import pandas as pd

    then = _utc(start, zone) + np.timedelta64(round(hours * 3600), "s")
    wall = pd.DatetimeIndex(np.atleast_1d(then)).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return wall.to_numpy().astype("datetime64[s]").reshape(np.shape(then))[()]


def working_seconds(start: Any, end: Any, calendar: Calendar) -> Any:
    """How much of ``start``..``end`` lies inside working hours of working days, by the wall clock: ``timedelta64[s]``.

    Leave of owners is not taken off: a lead that waits for somebody on leave waits.
    """
    return _office(end, calendar) - _office(start, calendar)


def _utc(wall: Any, zone: ZoneInfo) -> Any:
    import numpy as np
    import pandas as pd

    naive = np.asarray(wall, dtype="datetime64[s]")
    flat = np.atleast_1d(naive)
    earlier = np.ones(len(flat), dtype=bool)
    aware = pd.DatetimeIndex(flat).tz_localize(zone, ambiguous=earlier, nonexistent="shift_forward")
    return aware.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]").reshape(naive.shape)[()]


def _office(moments: Any, calendar: Calendar) -> Any:
    """Working seconds since 1970 began, as timedelta64[s]: a clock that stands still when the office is closed."""
    import numpy as np

    naive = np.asarray(moments, dtype="datetime64[s]")
    known = ~np.isnat(naive)
    at = np.where(known, naive, np.datetime64("1970-01-01", "s"))
    days = at.astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(int) + 1970
    over = calendar.over(int(years.min(initial=1970)), int(years.max(initial=1970)))
    opens, closes = (np.timedelta64(t.hour * 3600 + t.minute * 60 + t.second, "s")
                     for t in calendar.business.working_hours)
    today = np.clip(at - days - opens, np.timedelta64(0, "s"), closes - opens)
    whole = np.busday_count("1970-01-01", days, busdaycal=over)
    spent = whole * (closes - opens) + np.where(np.is_busday(days, busdaycal=over), today, np.timedelta64(0, "s"))
    return np.where(known, spent, np.timedelta64("NaT", "s"))[()]

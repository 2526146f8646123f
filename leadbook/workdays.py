"""Working days: the business's week, its public holidays (library ``holidays``, observed days included) and leave.

Days are ``datetime.date`` or numpy ``datetime64[D]``. Years are looked up when a day in them is asked for.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Any

from leadbook.config_records import WEEKDAYS, Business, Owner, Period
from leadbook.errors import ConfigError

FIRST_YEAR, LAST_YEAR = 1950, 2100  # years beyond have no public holidays: nobody has announced them


class Calendar:
    """The working days of a business; ask ``calendar_for`` for it. ``leave``: (first, last) days of an owner."""

    def __init__(self, business: Business):
        """Raises ConfigError when the library does not know business.country or business.region."""
        self.business = business
        self._public = _public_holidays(business)
        self._years = range(0)
        self._busy: Any = None

    def is_working(self, day: dt.date, leave: Iterable[Period] = ()) -> bool:
        """Whether the office is open that day and nobody with that ``leave`` is away."""
        import numpy as np

        return bool(np.is_busday(day, busdaycal=self.over(day.year, day.year))) and not _within(leave, day)

    def add(self, day: dt.date, n: int) -> dt.date:
        """The ``n``-th working day after ``day``; 0 = the first on or after it, negative = before it."""
        import numpy as np

        roll: Any = "backward" if n > 0 else "forward"
        reach = abs(n) // 40 + 1  # a working week of one day has more than 40 in a year
        over = self.over(day.year - reach, day.year + reach)
        return dt.date.fromisoformat(str(np.busday_offset(np.datetime64(day, "D"), n, roll=roll, busdaycal=over)))

    def working_days(self, first: dt.date, last: dt.date, leave: Iterable[Period] = ()) -> Any:
        """The working days from ``first`` to ``last``, both included, in order: array of ``datetime64[D]``."""
        import numpy as np

        days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
        keep = np.is_busday(days, busdaycal=self.over(first.year, last.year))
        return days[keep & ~within(days, leave)]

    def month(self, year: int, month: int, leave: Iterable[Period] = ()) -> Any:
        """The working days of a month: array of ``datetime64[D]``."""
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return self.working_days(dt.date(year, month, 1), following - dt.timedelta(days=1), leave)

    def between(self, start: dt.date, end: dt.date) -> int:
        """How many working days lie after ``start``, up to and with ``end`` (negative if ``end`` is earlier).

        So ``between(day, add(day, n)) == n`` for n > 0.
        """
        import numpy as np

        one, other = np.datetime64(start, "D") + 1, np.datetime64(end, "D") + 1
        over = self.over(min(start.year, end.year), max(start.year, end.year) + 1)
        return int(np.busday_count(one, other, busdaycal=over) if other >= one
                   else -np.busday_count(other, one, busdaycal=over))

    def over(self, first_year: int, last_year: int) -> Any:
        """A ``numpy.busdaycalendar`` that knows the holidays of at least these years."""
        import numpy as np

        first, last = (min(max(year, FIRST_YEAR), LAST_YEAR) for year in (first_year, last_year))
        if first not in self._years or last not in self._years:
            known = [first, last, *self._years]
            self._years = range(min(known), max(known) + 1)
            closed = [*self.holidays(self._years), *self.business.extra_holidays]
            self._busy = np.busdaycalendar(self._week, np.array(closed, dtype="datetime64[D]"))
        return self._busy

    def holidays(self, years: Iterable[int]) -> dict[dt.date, str]:
        """The public holidays of ``years`` with their names, by day."""
        wanted = set(years)
        for year in sorted(wanted - self._public.years):
            self._public.get(dt.date(year, 7, 1))  # the library looks a year up when it is asked for a day of it
        return {day: self._public[day] for day in sorted(self._public) if day.year in wanted}

    @cached_property
    def _week(self) -> list[bool]:
        return [name in self.business.working_days for name in WEEKDAYS]


@lru_cache(maxsize=16)
def calendar_for(business: Business) -> Calendar:
    """The calendar of ``config.business``. Raises ConfigError (business.country, business.region)."""
    return Calendar(business)


def on_leave(owner: Owner | None, day: dt.date) -> bool:
    """Whether ``owner`` (``config.owners.get(name)``; None = nobody we know) is away that day."""
    return owner is not None and _within(owner.leave, day)


def within(days: Any, periods: Iterable[Period]) -> Any:
    """Boolean array: which of ``days`` (array of ``datetime64[D]``) lie in one of ``periods``, both ends included."""
    import numpy as np

    inside = np.zeros(len(days), dtype=bool)
    for first, last in periods:
        inside |= (days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D"))
    return inside


def _within(periods: Iterable[Period], day: dt.date) -> bool:
    return any(first <= day <= last for first, last in periods)


def _public_holidays(business: Business) -> Any:
    import holidays

    known = holidays.list_supported_countries()
    country, region = business.country, business.region
    if country not in known:
        raise ConfigError(f"business.country is {country!r}, but no public holidays are known for it; "
                          f"{_nearest(country, known)}.")
    try:
        return holidays.country_holidays(country, subdiv=region or None, observed=True)
    except NotImplementedError:
        near = _nearest(region, known[country]) if known[country] else 'leave it empty ("")'
        raise ConfigError(f"business.region is {region!r}, but {country} has no such region in the list of "
                          f"public holidays; {near}.") from None


def _nearest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.4)
    if near:
        return f"did you mean {folded[near[0]]}"
    return f"known are {', '.join(names)}" if len(names) < 80 else "write its two-letter ISO code, for example US or DE"

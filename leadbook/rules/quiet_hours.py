"""Quiet hours: when nobody is called or texted, by the wall clock of the business (setting ``quiet_hours``).

Nothing is refused: a call that was made is logged, with a hint; the day's list says when to call.
"""

from __future__ import annotations

import datetime as dt

from leadbook.config_records import WEEKDAYS, Config
from leadbook.rules.dates import clock_words

MIDNIGHT = dt.time()


def quiet(moment: dt.datetime, config: Config) -> bool:
    """Whether ``moment`` (naive, business time zone) lies in the quiet hours; their last minute is over at ``to``."""
    start, end = config.quiet_hours.hours
    if WEEKDAYS[moment.weekday()] in config.quiet_hours.days:
        return True
    time = moment.time()
    return start <= time < end if start <= end else time >= start or time < end


def hint(channel: str, moment: dt.datetime, config: Config) -> str:
    """What to say of a call or text at ``moment``; "" outside the quiet hours, of other channels, and at midnight: that
    is a day whose time is not known.
    """
    if channel not in config.channels or config.channels[channel].uses != "phone" or not quiet(moment, config):
        return ""
    whole = WEEKDAYS[moment.weekday()] in config.quiet_hours.days
    if moment.time() == MIDNIGHT and not whole:
        return ""
    return f"That was in your quiet hours ({_night(config) if not whole else WEEKDAYS[moment.weekday()]})."


def allowed(day: dt.date, config: Config) -> str:
    """``Call and text from 08:00 to 20:00.``; or that ``day`` is a quiet one; "" if there are no quiet hours."""
    if (name := WEEKDAYS[day.weekday()]) in config.quiet_hours.days:
        return f"{name} is a quiet day: no calls or texts."
    start, end = config.quiet_hours.hours
    if start == end:
        return ""
    if start < end:
        return f"No calls or texts from {_clock(start)} to {_clock(end)}."
    return f"Call and text from {_clock(end)} to {_clock(start)}."


def _night(config: Config) -> str:
    return "-".join(_clock(time) for time in config.quiet_hours.hours)


def _clock(time: dt.time) -> str:
    return clock_words(dt.datetime.combine(dt.date(2000, 1, 1), time))

"""When a touch happened, in a person's words: ``today 14:30``, ``yesterday``, a date."""

from __future__ import annotations

import datetime as dt
import re

from leadbook.config_records import Config
from leadbook.errors import BadInput
from leadbook.rules.dates import moment_words
from leadbook.rules.imports.values import MONTH_FIRST, moment

_RELATIVE = re.compile(r"(now|today|yesterday)?(?:\s+at)?\s*(?:(\d{1,2})(?::(\d{2}))?\s*([ap]m)?)?", re.IGNORECASE)


def moment_of(text: str, now: dt.datetime, config: Config) -> dt.datetime:
    """``today 14:30``, ``yesterday``, ``9:15``, a date with or without a time -> naive datetime; blank = ``now``.

    A day without a time is its midnight: the log's way to say that the time is not known. ``now`` at midnight
    stands for a day whose time is not known: any time of that day is allowed. Raises BadInput for a future moment.
    """
    asked = " ".join(text.split())
    read = _relative(asked, now) or moment(asked, config, config.business.country in MONTH_FIRST)
    if read is None:
        raise BadInput(f"{text!r} is no time that LeadBook can read; write \"today 14:30\", \"yesterday 9:15\" or "
                       f"\"{now:%Y-%m-%d} 14:30\".")
    latest = now if now.time() != dt.time() else now + dt.timedelta(days=1, seconds=-1)
    if read > latest:
        raise BadInput(f"{moment_words(read, now.date())} is in the future: log a touch when it has happened.")
    return read.replace(second=0) if read == now and not asked else read


def _relative(text: str, now: dt.datetime) -> dt.datetime | None:
    match = _RELATIVE.fullmatch(text)
    if not match or (match[2] and not match[1] and not match[3] and not match[4]):
        return None
    day, hour, minute, half = (match[1] or "today").lower(), match[2], match[3], (match[4] or "").lower()
    if hour is None:
        return now if day in ("now", "today") else dt.datetime.combine(now.date() - dt.timedelta(days=1), dt.time())
    hours = int(hour) % 12 + 12 * (half == "pm") if half else int(hour)
    if hours > 23 or int(minute or 0) > 59 or (half and not 1 <= int(hour) <= 12):
        return None
    date = now.date() - dt.timedelta(days=int(day == "yesterday"))
    return dt.datetime.combine(date, dt.time(hours, int(minute or 0)))

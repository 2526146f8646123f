"""By which channel a note goes, and on which day it must be sent to be there in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from leadbook.config_records import Config
from leadbook.workdays import Calendar

ORDER = ("address", "email", "phone")  # without notes.channels: by post if we can, else by e-mail, else a text


@dataclass(frozen=True, eq=False)
class Sending:
    """For each note: ``channel`` (its place in the settings, -1 = none is permitted or the day is over), the ``day`` to
    send it (datetime64[D]), ``by`` the day it should leave at the latest, ``late``: that day is past.
    """

    channel: Any
    day: Any
    by: Any
    late: Any


def note_channels(config: Config) -> list[str]:
    """The channels of notes, the first choice first: those of the settings, else what can carry a note (no call)."""
    if config.notes.channels:
        return list(config.notes.channels)
    able = {n: c for n, c in config.channels.items() if c.personal and not c.call}
    return [n for uses in ORDER for n, c in able.items() if c.uses == uses]


def sending(occasion: Any, permitted: Any, config: Config, today: dt.date, calendar: Calendar) -> Sending:
    """``occasion``: the day of each note (datetime64[D]); ``permitted`` [note, channel of the settings].

    What goes by post leaves ``notes.send_days_before`` working days before, everything else on the day itself (or the
    last working day before). The first permitted channel that is still in time is taken; if none is, the first one,
    late: today. After the day there is no note.
    """
    import numpy as np

    now, names = np.datetime64(today, "D"), list(config.channels)
    size = len(occasion)
    channel, day = np.full(size, -1), np.full(size, "NaT", dtype="datetime64[D]")
    by = day.copy()
    for in_time in (True, False):
        for name in note_channels(config):
            code = names.index(name)
            last = leaves(occasion, config.channels[name].uses == "address", config, calendar)
            take = (channel < 0) & permitted[:, code] & (occasion >= now) & ((last >= now) | (not in_time))
            channel[take], by[take], day[take] = code, last[take], np.maximum(last, now)[take]
    return Sending(channel, day, by, by < now)


def leaves(occasion: Any, by_post: bool, config: Config, calendar: Calendar) -> Any:
    """The last day to send a note: worked out once for each day."""
    import numpy as np

    days, of = np.unique(occasion, return_inverse=True)
    before = config.notes.send_days_before if by_post else 0
    return np.array([calendar.add(d, -before) if before else d if calendar.is_working(d) else calendar.add(d, -1)
                     for d in days.tolist()], dtype="datetime64[D]")[of]

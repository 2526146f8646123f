"""Events -> the bytes of an iCalendar file (RFC 5545) that calendars of every make import."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from leadbook import __version__

if TYPE_CHECKING:
    import pandas as pd
    from icalendar import Event

_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


def ics(table: pd.DataFrame, title: str, now: dt.datetime) -> bytes:
    """``table`` as ``events.COLUMNS`` of one owner, ``now`` with its zone -> the file; the same inputs, the same bytes.

    All-day events that block no time and ring no alarm. An event's SEQUENCE is the minute of ``now`` (from 2020 on,
    times two), so a later file always wins; of a touch handed on in the same minute, the one to do wins.
    """
    from icalendar import Calendar

    stamp = now.astimezone(dt.UTC).replace(microsecond=0)
    minutes = int((stamp - _EPOCH).total_seconds() // 60)
    calendar = Calendar()
    for name, value in (("prodid", f"-//LeadBook//LeadBook {__version__}//EN"), ("version", "2.0"),
                        ("calscale", "GREGORIAN"), ("method", "PUBLISH"), ("x-wr-calname", one_line(title))):
        calendar.add(name, value)
    rows = zip(*(table[name].tolist() for name in ("Date", "UID", "Open", "Handed On", "Channel", "Summary",
                                                   "Description")), strict=True)
    for day, uid, due, handed_on, channel, summary, description in rows:
        calendar.add_component(_event(day.date(), one_line(uid), due, plain(channel), plain(summary),
                                      plain(description), stamp, max(0, 2 * minutes + (not handed_on))))
    return bytes(calendar.to_ical())


def plain(text: str) -> str:
    """Without the characters that no calendar may hold (control, half of a pair); line ends are newlines."""
    text = text.encode(errors="replace").decode()
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """``plain``, and line ends are spaces: for what a calendar file keeps unescaped."""
    return plain(text).replace("\n", " ")


def _event(day: dt.date, uid: str, due: bool, channel: str, summary: str, description: str, stamp: dt.datetime,
           sequence: int) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    if description:
        event.add("description", description)
    if channel:
        event.add("categories", [channel])
    event.add("status", "CONFIRMED" if due else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event

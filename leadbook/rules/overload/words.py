"""The sentence of an overload: what must be done when, the room there is, what falls short, and what would mend it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from leadbook.rules.dates import day_words
from leadbook.rules.overload.mend import Mend
from leadbook.rules.plan.why import month_name


@dataclass(frozen=True)
class Words:
    """The figures of one overload; ``stays``: further touches, that stay where they are (pinned, promised, today's);
    ``call_gap``: the touches are calls, due before the month is over because so many days is the longest gap (0 = no).
    ``backup`` stands in on ``lent`` of the working days and has ``backups`` touches of their own (and of others) then;
    the owner does ``helping`` touches for ``helped``.
    """

    owner: str
    month: Any
    first: dt.date
    last: dt.date
    channel: str
    touches: int
    room: int
    planned: int
    working_days: int
    by_person: bool
    today: dt.date
    call_gap: int
    stays: int
    helping: int
    helped: str
    backup: str
    lent: int
    backups: int
    mend: Mend | None


def sentence(one: Words) -> str:
    """``Jane Doe, November: 601 touches must fall on 23-24 Nov; Jane Doe has 2 working days then (room for 60). 60 are
    planned, 541 fall short. What would mend it: 19 more working days, or ...``
    """
    who = one.owner or "Leads without an owner"
    head = f"{who}, {month_name(one.month)}: "
    things = _things(one.touches, one.channel or ("Call" if one.call_gap else ""))
    gap = f" to come within {one.call_gap} days of the last" if one.call_gap else ""
    if one.mend is None:
        missing = one.touches - one.planned
        return (f"{head}{_things(missing, one.channel)} found no day, although the days have room: what is pinned, "
                "promised or done stands in the way. Unpin or move some of those people's touches.")
    text = (f"{head}{things} must fall on {span(one.first, one.last, one.today)}{gap}; "
            f"{_days(one)} ({_room(one)}). ")
    text += f"{one.planned:,} {_is(one.planned)} planned then, {one.touches - one.planned:,} fall short."
    return f"{text} {mending(one.mend, one.channel, one.backup)}"


def span(first: dt.date, last: dt.date, today: dt.date) -> str:
    """``7-10 Nov``, ``28 Nov-3 Dec``, ``7 Nov``; the year only where it is another one than today's."""
    if first == last:
        return day_words(first, today)
    if (first.year, first.month) != (last.year, last.month):
        return f"{day_words(first, today)}-{day_words(last, today)}"
    return f"{first.day}-{day_words(last, today)}"


def mending(mend: Mend, channel: str, backup: str) -> str:
    """What alone would be enough."""
    unit = f"{_name(channel)} a day" if channel else "touches a day"
    ways = [f"{mend.days:,} more working {_plural('day', mend.days)} then"] if mend.days else []
    ways += [f"{mend.helpers:,} {_plural('helper', mend.helpers)} for that month"] if mend.helpers else []
    ways += [f"a capacity of {mend.capacity:,} {unit}"] if mend.capacity else []
    ways += [f"one of {mend.backup:,} for {backup}"] if mend.backup and mend.capacity else []
    ways += [f"a capacity of {mend.backup:,} {unit} for {backup}"] if mend.backup and not mend.capacity else []
    if not ways:
        return "Neither more days nor more people mend that: plan for the month after, or for fewer people."
    return f"What would mend it: {' or '.join([', '.join(ways[:-1])] * (len(ways) > 1) + ways[-1:])}."


def _days(one: Words) -> str:
    who = one.owner or "nobody in particular"
    own = one.working_days - one.lent
    if not one.working_days:
        return f"{who} is away on all working days then"
    if not own:
        return f"{who} is away on all working days then, and {one.backup} stands in"
    more = f", and {one.backup} stands in on {one.lent} more" if one.lent else ""
    return f"{who} has {own} working {_plural('day', own)} then{more}"


def _room(one: Words) -> str:
    parts = [f"{one.stays:,} that {'stays' if one.stays == 1 else 'stay'} where set"] * (one.stays > 0)
    parts += [f"{one.helping:,} for {one.helped}"] * (one.helping > 0)
    parts += [f"{one.backups:,} that {one.backup} has then"] * (one.backups > 0)
    beside = f" beside {', '.join(parts[:-1])}{' and ' * (len(parts) > 1)}{parts[-1]}" if parts else ""
    why = "; nobody gets two touches on one day" if one.by_person and one.working_days else ""
    return f"room for {one.room:,}{beside}{why}"


def _things(count: int, channel: str) -> str:
    if not channel:
        return f"{count:,} {'touch' if count == 1 else 'touches'}"
    name = _name(channel)
    return f"{count:,} {name.removesuffix('s') if count == 1 and ' ' not in name else name}"


def _name(channel: str) -> str:
    """``calls``, ``e-mails``: the channel's own name where it is not a plain word to count."""
    lower = channel[:1].lower() + channel[1:]
    return {"mail": "letters", "call": "calls", "text": "texts", "e-mail": "e-mails", "meeting": "meetings",
            "event": "events", "newsletter": "newsletters"}.get(lower, f"touches by {channel}")


def _plural(noun: str, count: int | None) -> str:
    return noun if count == 1 else f"{noun}s"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


